"""A question about surroundings, its answer, and how it is kept up to date."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.within import Within
from tests.helpers.around_room import HERE, PARK, Roads, put, town_force
from tests.helpers.desk_room import DeskRoom
from tests.helpers.map_room import MIDDLE, turn_until, write_town
from ui import surroundings as module
from ui.map.reach import Circle, Rings
from ui.standpoint import Standpoint
from ui.surroundings import MOST, OLD_US, Surroundings, steps_of
from ui.worker.client import Worker

METRES, MINUTES = Within(metres=250), Within(seconds=60)


@pytest.fixture
def town(qtbot: QtBot) -> DeskRoom:
    """A small force around the middle of the town."""
    return town_force()


@pytest.fixture
def roads(qtbot: QtBot) -> Roads:
    """Roads that answer when told to."""
    return Roads()


@pytest.fixture
def asked(town: DeskRoom, roads: Roads) -> Surroundings:
    """Nothing asked yet, of somebody who knows roads."""
    made = Surroundings(town.position)
    made.worker = roads
    return made


def _names(asked: Surroundings) -> list[str]:
    return [each.name for rows in asked.rows.values() for each in rows]


def test_metres_are_counted_at_once(asked: Surroundings) -> None:
    """And drawn as a circle; how many there are of each is known."""
    asked.ask(METRES, HERE)

    assert ["HB1", "7001/21NOV26", "C-1"] == _names(asked)
    assert {
        "unit": 1,
        "incident": 1,
        "camera": 1,
        "drawing": 0,
        "place": 0,
    } == asked.totals
    assert "within 250 m of Quay Street" == asked.words
    (circle,) = asked.drawn
    assert isinstance(circle, Circle)
    assert (250, "250 m", False) == (circle.metres, circle.words, circle.estimate)


def test_places_come_when_the_map_has_looked(asked: Surroundings, roads: Roads) -> None:
    """They join the rows; those out of range do not."""
    asked.ask(METRES, HERE)
    metres, answer = roads.places[-1]
    answer((PARK,))

    assert 250 == metres
    assert "Long Park" in _names(asked)


def test_minutes_are_by_road(asked: Surroundings, roads: Roads) -> None:
    """First the reach is drawn, then times say who is in it, the quickest first."""
    asked.ask(MINUTES, HERE)
    waiting = asked.is_waiting
    roads.answer_reach()
    drawn = asked.drawn
    roads.answer_times(mps=10.0)
    hb1, _by_air, hb2 = asked.rows["unit"]

    assert waiting
    assert not asked.is_waiting
    assert "within 1 min by road of Quay Street" == asked.words
    assert all(isinstance(each, Rings) for each in drawn)
    assert ("HB1", 10, True) == (hb1.name, round(hb1.seconds or 0), hb1.by_road)
    assert ("HB2", 30) == (hb2.name, round(hb2.seconds or 0))
    assert "HB3" not in _names(asked)


def test_what_flies_keeps_the_straight_line(asked: Surroundings, roads: Roads) -> None:
    """900 m at 60 % of 220 km/h is some 25 s, whatever roads say."""
    asked.ask(MINUTES, HERE)
    roads.answer_reach()
    roads.answer_times(mps=0.001)
    (air,) = asked.rows["unit"]

    assert ("NP9", False) == (air.name, air.by_road)
    assert 24.5 == pytest.approx(air.seconds, abs=0.5)


def test_who_has_no_way_is_not_within(asked: Surroundings, roads: Roads) -> None:
    """Nan is no time."""
    asked.ask(MINUTES, HERE)
    roads.answer_reach()
    ends, answer = roads.times[-1]
    answer(np.full(len(ends), np.nan))

    assert ["NP9"] == _names(asked)


def test_without_streets_it_is_an_estimate_and_says_so(
    asked: Surroundings, roads: Roads
) -> None:
    """A dashed circle, straight lines at the usual speed, in words."""
    asked.ask(Within(seconds=120), HERE)
    roads.answer_reach(streets=False)

    assert "within 2 min in a straight line of Quay Street" == asked.words
    assert [True, True] == [
        isinstance(each, Circle) and each.estimate for each in asked.drawn
    ]
    assert ["HB1", "HB2", "NP9"] == sorted(_names(asked)[:3])
    assert not any(each.by_road for each in asked.rows["unit"])


def test_without_a_map_it_is_an_estimate_too(town: DeskRoom) -> None:
    """Nobody can be asked; everything else still works."""
    asked = Surroundings(town.position)
    asked.ask(Within(seconds=120), HERE)

    assert asked.by_road is False
    assert {"HB1", "HB2"} <= set(_names(asked))


def test_a_stale_answer_is_not_heard(asked: Surroundings, roads: Roads) -> None:
    """Another question was asked meanwhile."""
    asked.ask(MINUTES, HERE)
    asked.ask(METRES, HERE)
    drawn = asked.drawn
    roads.answer_reach(0)
    roads.places[0][1]((PARK,))

    assert drawn is asked.drawn
    assert "Long Park" not in _names(asked)


def test_an_answer_about_others_is_not_taken(asked: Surroundings, roads: Roads) -> None:
    """Columns of another length say nothing about these rows."""
    asked.ask(MINUTES, HERE)
    roads.answer_reach()
    roads.times[-1][1](np.zeros(99))

    assert [] == _names(asked)


def test_a_question_about_a_unit_goes_with_it(
    asked: Surroundings, roads: Roads, town: DeskRoom
) -> None:
    """It moved on: the reach is asked for anew; a few metres are no move."""
    asked.ask(MINUTES, Standpoint(*MIDDLE, "HB1", "unit_hb1"))
    put(town, HB1=(20, 0))
    asked.follow()
    near = len(roads.reaches)
    put(town, HB1=(400, 0))
    asked.follow()

    assert (1, 2) == (near, len(roads.reaches))
    assert asked.here is not None
    assert asked.here.lon > MIDDLE[1]


def test_times_are_asked_anew_when_they_are_old(
    asked: Surroundings, roads: Roads, town: DeskRoom
) -> None:
    """Not each second; after ten. Without any answer everything is asked anew."""
    asked.ask(MINUTES, HERE)
    roads.answer_reach()
    roads.answer_times()
    town.pass_time(1)
    soon = len(roads.times)
    town.pass_time(OLD_US / 1e6 + 1)

    assert (1, 2) == (soon, len(roads.times))

    asked.ask(Within(seconds=90), HERE)
    town.pass_time(OLD_US / 1e6 + 1)

    assert 3 == len(roads.reaches)


def test_metres_are_counted_anew_each_second(
    asked: Surroundings, town: DeskRoom
) -> None:
    """Who has come in is listed."""
    asked.ask(METRES, HERE)
    put(town, HB3=(10, 0))
    town.pass_time(1)

    assert "HB3" in _names(asked)


def test_the_nearest_are_listed_and_the_rest_is_said(
    asked: Surroundings, town: DeskRoom
) -> None:
    """A crowd is cut, and counted."""
    for number in range(MOST + 20):
        town.scene.incident(number + 10, "ROB", "Quay", 5, where=MIDDLE)
    town.turn()
    asked.ask(METRES, HERE)

    assert (MOST, MOST + 21) == (len(asked.rows["incident"]), asked.totals["incident"])


def test_more_than_can_be_looked_at_is_a_crowd(
    asked: Surroundings, town: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of it the nearest are taken, and that there may be more is known."""
    asked.ask(Within(metres=1_000), HERE)
    few = asked.crowds
    monkeypatch.setattr(module, "MOST_COUNTED", 2)
    asked.ask(Within(metres=990), HERE)

    assert (frozenset(), frozenset({"unit"})) == (few, asked.crowds)
    assert 2 == asked.totals["unit"]


def test_letting_go_forgets_everything(asked: Surroundings) -> None:
    """Once; the map draws nothing and what comes late is nobody's."""
    asked.ask(METRES, HERE)
    gone = (asked.let_go(), asked.let_go())
    asked.follow()

    assert ((True, False), "", (), {}) == (gone, asked.words, asked.drawn, asked.rows)


@pytest.mark.parametrize(
    ("seconds", "steps"),
    [(60, (60,)), (120, (60, 120)), (240, (60, 120, 240)), (480, (120, 240, 480))],
)
def test_steps(seconds: float, steps: tuple[float, ...]) -> None:
    """Eight minutes are drawn as two, four and eight."""

    assert steps == steps_of(seconds)


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Iterator[Worker]:
    """The worker of the town."""
    made = Worker(write_town(tmp_path / "town.pack"))
    made.start()
    assert turn_until(lambda: made.is_ready)
    yield made
    made.stop()


def test_at_real_roads(town: DeskRoom, worker: Worker) -> None:
    """100 m and 300 m of streets at 10 m/s: ten and thirty seconds."""
    asked = Surroundings(town.position)
    asked.worker = worker
    asked.ask(Within(seconds=35), HERE)

    assert turn_until(lambda: bool(asked.rows.get("unit")))
    assert ["HB1", "NP9", "HB2"] == [each.name for each in asked.rows["unit"]]
    assert [10.0, 30.0] == pytest.approx(
        [each.seconds for each in asked.rows["unit"] if each.by_road], abs=0.5
    )
