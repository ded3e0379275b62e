"""What is around a place as the crow flies."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.geo import distance_m
from tests.helpers.around_room import HERE, PARK, draw_rvp, put, town_force
from tests.helpers.desk_room import DeskRoom
from ui.around import Near, around
from ui.standpoint import Standpoint
from ui.worker.messages import PlaceFound


@pytest.fixture
def town(qtbot: QtBot) -> DeskRoom:
    """A small force around the middle of the town."""
    return town_force()


def _around(
    town: DeskRoom, metres: float, *places: PlaceFound, here: Standpoint = HERE,
    most: int = 99,
) -> list[Near]:  # fmt: skip
    return around(town.frame, here, metres, places, most)


def _names(found: list[Near]) -> list[str]:
    return [each.name for each in found]


def test_the_nearest_come_first(town: DeskRoom) -> None:
    """Units, incidents, cameras and places in one order of metres."""
    found = _around(town, 950.0, PARK)

    assert ["C-1", "HB1", "Long Park", "7001/21NOV26", "HB2", "NP9"] == _names(found)
    assert [0, 100, 200, 200, 300, 900] == pytest.approx(
        [each.metres for each in found], abs=1
    )


def test_beyond_the_metres_is_nobody(town: DeskRoom) -> None:
    """Each is as far as a formula of its own says, and none is farther than asked."""
    for metres in (0.0, 150.0, 250.0, 5_000.0):
        for each in _around(town, metres, PARK):
            assert distance_m(each.lat, each.lon, *HERE.point) <= metres


def test_off_duty_closed_and_nowhere_are_left_out(town: DeskRoom) -> None:
    """Who is off duty, what is closed, and who was never heard."""
    town.scene.unit("ZZ9", "car", "Harbour")
    town.scene.incident(7002, "ROB", "Quay", 10, where=(float("nan"), 2.4))
    town.turn()
    names = _names(_around(town, 1e7))

    assert not {"OFF1", "ZZ9", "7002/21NOV26"} & set(names)


def test_what_is_asked_about_is_not_near_itself(town: DeskRoom) -> None:
    """Within 500 m of HB1 is who else is there."""
    here = Standpoint(*HERE.point, "HB1", "unit_hb1")

    assert "HB1" not in _names(_around(town, 500.0, here=here))


def test_a_unit_is_where_it_was_heard_last(town: DeskRoom) -> None:
    """It comes in, it goes out."""
    put(town, HB3=(50, 0))

    assert "HB3" in _names(_around(town, 100.0))


def test_of_a_crowd_the_nearest_are_taken(town: DeskRoom) -> None:
    """So many of each kind; who is off duty takes no place."""
    found = _around(town, 1e7, PARK, most=1)

    assert ["C-1", "HB1", "Long Park", "7001/21NOV26"] == _names(found)
    assert [] == _around(town, 1e7, PARK, most=0)


def test_a_place_keeps_what_it_is(town: DeskRoom) -> None:
    """Its kind is said beside its name."""
    (park,) = (each for each in _around(town, 500.0, PARK) if each.kind == "place")

    assert ("Long Park", "park") == (park.name, park.what)


def test_what_is_drawn_is_near_too(town: DeskRoom) -> None:
    """By its label, or what it is."""
    draw_rvp(town)
    named = _names(_around(town, 60.0))
    draw_rvp(town, label="")

    assert ["C-1", "RVP 1"] == named
    assert ["C-1", "RVP"] == _names(_around(town, 60.0))
