"""Units as columns: what is drawn of whom, and who is in view."""

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.freshness import FRESH, HOLLOW
from tests.helpers.map_room import MIDDLE, MapRoom
from ui.map.courses import Courses
from ui.map.force import Force, look, nothing
from ui.map.symbols import EMERGENCY
from ui.map.viewport import Viewport


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _force(room: MapRoom) -> Force:
    force = Force()
    force.rebuild(room.picture)
    return force


def test_off_duty_and_never_heard_are_not_drawn(room: MapRoom) -> None:
    """State 11 is not drawn, nor is who never sent a fix; both stay in the columns."""
    room.unit("HB11")
    room.unit("HB12", state=11)
    room.unit("HB13")
    room.tracks.lat[2] = np.nan
    sight = room.scene().sight

    assert [0] == sight.rows.tolist()
    assert 3 == len(_force(room).units)


def test_heard_now_and_forgotten(room: MapRoom) -> None:
    """Who is heard for the first time is in sight at once; who is forgotten, not."""
    for number in range(3):
        room.unit(f"HB1{number}")
    room.tracks.lat[1] = np.nan
    force, courses, view = _force(room), Courses(), room.scene(zoom=9.0).view

    def seen() -> list[int]:
        courses.follow(room.tracks, {})
        return [int(row) for row in look(force, courses, view, room.clock_us).rows]

    before = seen()
    room.fix(1, 0, 0)
    after = seen()
    room.tracks.clear()

    assert ([0, 2], [0, 1, 2], []) == (before, after, seen())


def test_only_what_is_in_view(room: MapRoom) -> None:
    """A unit ten kilometres away is not in sight at street zoom."""
    room.unit("HB11")
    room.unit("HB12", east_m=10_000)
    room.unit("HB13", north_m=-10_000)

    assert [0] == room.scene().sight.rows.tolist()
    assert [0, 1, 2] == room.scene(zoom=9.0).sight.rows.tolist()


def test_moved_ahead_then_not(room: MapRoom) -> None:
    """A driving unit glides on; once its fix fades it stands where it was heard."""
    room.unit("HB11", age_s=4, speed_mps=10, heading_deg=90)
    room.unit("HB12", age_s=12, speed_mps=10, heading_deg=90)
    scene = room.scene()
    ahead, stands = scene.sight.places[:, 0] - 320

    assert 40 / scene.view.metres_per_pixel == pytest.approx(ahead, abs=1)
    assert 0 == pytest.approx(stands, abs=1)


def test_age_by_the_device(room: MapRoom) -> None:
    """The same age is old for a car and fresh for a radio."""
    room.unit("HB11", age_s=40, device=0)
    room.unit("HB12", age_s=40, device=1)

    assert [HOLLOW, FRESH] == room.scene().sight.age.tolist()


def test_danger_overrides_the_state(room: MapRoom) -> None:
    """While an emergency stands its unit is in state 0, and again itself afterwards."""
    unit_id = room.unit("HB11", state=2)
    alarm_id = room.emergency(unit_id)
    force = _force(room)

    assert EMERGENCY == force.state[0]

    room.picture.alarms[alarm_id] = msgspec.structs.replace(
        room.picture.alarms[alarm_id], ended_at_us=1
    )
    force.touch(room.picture, [alarm_id])

    assert 2 == force.state[0]


def test_touch_reads_what_changed(room: MapRoom) -> None:
    """A changed unit is read again, a new one too; others are left as they are."""
    first = room.unit("HB11")
    force = _force(room)
    room.picture.units[first] = msgspec.structs.replace(
        room.picture.units[first], state=6, incident_ids=("inc_1",), request=13
    )
    force.touch(room.picture, [first, "unit_nobody", "inc_1"])

    assert (6, True) == (int(force.state[0]), bool(force.committed[0]))
    assert [True] == force.asks.tolist()

    second = room.unit("HB12", state=4)
    force.touch(room.picture, [second])

    assert [6, 4] == force.state.tolist()


def test_slow_units_have_no_heading(room: MapRoom) -> None:
    """Below 5 km/h nobody shows a wedge; an unknown heading shows none either."""
    room.unit("HB11", speed_mps=1.0)
    room.unit("HB12", speed_mps=2.0)
    room.unit("HB13", speed_mps=9.0, heading_deg=float("nan"))

    assert [False, True, False] == room.scene().sight.moving.tolist()


def test_nobody(room: MapRoom) -> None:
    """A room without units has a sight without units."""
    view = Viewport()
    view.look_at(*MIDDLE, 15)

    assert 0 == len(look(_force(room), Courses(), view, room.clock_us))
    assert 0 == len(nothing())


def test_units_without_tracks(room: MapRoom) -> None:
    """Units that were added before any fix came are known and not drawn."""
    room.unit("HB11")
    room.tracks.clear()

    assert 0 == len(room.scene().sight)


@pytest.mark.parametrize("chosen", [None, "unit_hb3"])
def test_sifting_is_reading_anew(room: MapRoom, chosen: str | None) -> None:
    """Another filter leaves out the same units as a force that reads everything."""
    kinds, states = ("car", "dog", "van"), (2, 5, 6, 11)
    for number in range(24):
        room.unit(f"HB{number}", kind=kinds[number % 3], state=states[number % 4])
    room.emergency("unit_hb1")
    out: set[str] = set()
    force = Force(lambda unit: unit.kind not in out)
    force.chosen_id = chosen
    force.rebuild(room.picture)
    out.add("dog")
    out.add("car")
    force.sift()
    anew = Force(lambda unit: unit.kind not in out)
    anew.chosen_id = chosen
    anew.rebuild(room.picture)

    assert anew.drawn.tolist() == force.drawn.tolist()
    assert anew.left_out.tolist() == force.left_out.tolist()
    assert force.drawn[1]
    assert 3 < force.left_out.sum() < 24

    out.clear()
    force.sift()

    assert not force.left_out.any()


def test_an_empty_force_is_sifted() -> None:
    """Before the first snapshot there is nothing to leave out."""
    force = Force(lambda _unit: False)
    force.sift()

    assert 0 == len(force.drawn)


def test_who_stands_around_a_pixel(room: MapRoom) -> None:
    """As many as a plain comparison finds, at both edges of the reach too."""
    chance = np.random.default_rng(5)
    for number, (east, north) in enumerate(chance.uniform(-150, 150, (300, 2))):
        room.unit(f"HB{number}", float(east), float(north))
    sight = room.scene().sight
    odd = ((-50.0, -50.0), (1e9, -1e9), (32_767.5, 0.0), (-40_000.0, 240.0))
    for x, y in (*chance.uniform(0, 480, (20, 2)), sight.places[7], *odd):
        near = (np.abs(sight.places - (x, y)) < 14.0).all(axis=1)

        assert np.flatnonzero(near).tolist() == sight.around(x, y, 14.0).tolist()
