"""Travel times by road to the selected incident."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.columns import F64
from controlroom.domain.entities import Incident
from tests.helpers.map_room import MIDDLE, MapRoom, place, turn_until, write_town
from ui.travel import NEAREST, OLD_US, Travel
from ui.worker.client import Worker


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """Two units in town and one that was never heard."""
    made = MapRoom()
    made.unit("HB11", 300.0, 0.0)
    made.unit("HB12", 100.0, 0.0)
    made.tracks.grow(3)
    return made


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Iterator[Worker]:
    """The worker of the town."""
    made = Worker(write_town(tmp_path / "town.pack"))
    made.start()
    assert turn_until(lambda: made.is_ready)
    yield made
    made.stop()


def _incident(key: str = "inc_1", where: tuple[float, float] = MIDDLE) -> Incident:
    return Incident(
        incident_id=key, cad="1/21NOV26", type_code="ROB", grade="I", lat=where[0],
        lon=where[1],
    )  # fmt: skip


def test_times_come_for_those_who_were_heard(worker: Worker, room: MapRoom) -> None:
    """The nearer unit needs less; the one never heard has no time."""
    travel, incident = Travel(), _incident()
    travel.worker = worker
    travel.follow(incident, room.tracks, room.now_us())

    assert turn_until(lambda: travel.seconds(incident) is not None)
    seconds = travel.seconds(incident)
    assert seconds is not None
    assert 0 < seconds[1] < seconds[0]
    assert np.isnan(seconds[2])


class _Slow(Worker):
    """A worker that answers when the test says so."""

    def __init__(self) -> None:
        super().__init__("nowhere")
        self.asked: list[tuple[int, Callable[[F64], None]]] = []

    def find_times(
        self,
        lat: float,
        lon: float,
        lats: F64,
        lons: F64,
        answer: Callable[[F64], None],
    ) -> bool:
        """Keep the question."""
        assert (len(lats), lat, lon) == (len(lons), lat, lon)
        self.asked.append((len(lats), answer))
        return True


def test_times_of_another_incident_are_not_taken(qtbot: QtBot, room: MapRoom) -> None:
    """An answer that comes late belongs to nobody."""
    travel, slow = Travel(), _Slow()
    travel.worker = slow
    travel.follow(_incident(), room.tracks, room.now_us())
    other = _incident("inc_2", place(200.0, 200.0))
    travel.follow(other, room.tracks, room.now_us())
    slow.asked[0][1](np.array([1.0, 2.0]))

    assert travel.seconds(other) is None
    assert travel.seconds(_incident()) is None


def test_times_are_asked_anew_when_they_are_old(qtbot: QtBot, room: MapRoom) -> None:
    """Not each second; after ten."""
    travel, slow, incident = Travel(), _Slow(), _incident()
    travel.worker = slow
    for after_us in (0, OLD_US // 2, OLD_US):
        travel.follow(incident, room.tracks, room.now_us() + after_us)

    assert 2 == len(slow.asked)


def test_times_say_how_old_they_are(qtbot: QtBot, room: MapRoom) -> None:
    """Counted from when they were asked for, and not from what is asked now."""
    travel, slow, incident = Travel(), _Slow(), _incident()
    travel.worker, now_us = slow, room.now_us()
    travel.follow(incident, room.tracks, now_us)
    size = slow.asked[0][0]
    slow.asked[0][1](np.zeros(size))
    travel.follow(incident, room.tracks, now_us + OLD_US)

    assert 2 == len(slow.asked)
    assert [0.0, 3.0, 12.0] == [
        travel.age_s(now_us + after_s * 1_000_000) for after_s in (-1, 3, 12)
    ]


def test_only_the_nearest_are_asked_for(qtbot: QtBot) -> None:
    """Of a large force some hundred are asked for, the rest keep the straight line."""
    room, travel, slow = MapRoom(), Travel(), _Slow()
    for number in range(NEAREST + 50):
        room.unit(f"U{number}", float(number))
    travel.worker = slow
    travel.follow(_incident(), room.tracks, room.now_us())

    assert NEAREST == slow.asked[0][0]


@pytest.mark.parametrize("incident", [None, Incident(
    incident_id="i", cad="1", type_code="ROB", grade="I",
)])  # fmt: skip
def test_without_a_place_nothing_is_asked(
    qtbot: QtBot, room: MapRoom, incident: Incident | None
) -> None:
    """Nobody travels to nowhere."""
    travel, slow = Travel(), _Slow()
    travel.worker = slow
    travel.follow(incident, room.tracks, room.now_us())

    assert [] == slow.asked


def test_an_incident_that_moved_has_no_times_yet(qtbot: QtBot, room: MapRoom) -> None:
    """Times to where it was are not shown for where it is."""
    travel, slow, incident = Travel(), _Slow(), _incident()
    travel.worker = slow
    travel.follow(incident, room.tracks, room.now_us())
    slow.asked[0][1](np.array([30.0, 60.0]))
    before = travel.seconds(incident)
    travel.follow(_incident(where=place(500.0, 0.0)), room.tracks, room.now_us())

    assert before is not None
    assert travel.seconds(incident) is None


def test_an_answer_of_another_length_is_not_taken(qtbot: QtBot, room: MapRoom) -> None:
    """Hostile: a worker that answers something else names nobody's time."""
    travel, slow, incident = Travel(), _Slow(), _incident()
    travel.worker = slow
    travel.follow(incident, room.tracks, room.now_us())
    slow.asked[0][1](np.array([30.0]))

    assert travel.seconds(incident) is None
