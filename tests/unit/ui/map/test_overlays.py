"""Overlays of a person: read beside, listed, switched, removed, kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.layer_files import write_beat, write_track
from tests.helpers.map_room import MIDDLE, turn_until
from ui.map.overlays import MOST, Overlays
from ui.worker import errand


class Room:
    """Overlays and what they said."""

    def __init__(self) -> None:
        self.overlays = Overlays()
        self.said: list[str] = []
        self.read: list[str] = []
        self.changes = 0
        self.overlays.read.connect(self.read.append)
        self.overlays.said.connect(self.said.append)
        self.overlays.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1

    def switch(self, *, shown: bool) -> None:
        """Switch the beat."""
        self.overlays.set_shown("beat", shown)

    def wait(self) -> None:
        """Until nothing is being read."""
        assert turn_until(lambda: self.overlays._reading is None, 60_000)


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    """Nothing lies over the map."""
    room = Room()
    yield room
    room.overlays.shut()


def test_a_file_is_laid_over(room: Room, tmp_path: Path) -> None:
    """It is listed at once, can be seen when it was read, and its parts are said."""
    overlays = room.overlays
    assert overlays.add(write_track(tmp_path / "ride.gpx"))

    assert (["ride"], (), False) == (
        overlays.names(), overlays.painted(), overlays.is_read("ride"),
    )  # fmt: skip
    room.wait()
    ((columns, number),) = overlays.painted()
    assert Path(columns).is_file()
    assert (0, True, True) == (
        number, overlays.is_shown("ride"), overlays.is_read("ride"),
    )  # fmt: skip
    assert ["ride: 1 line, 1 place on the map."] == room.said
    assert ["ride"] == room.read
    bounds = overlays.bounds("ride")
    assert bounds is not None
    assert bounds[0] < MIDDLE[0] + 0.001 < bounds[2]


def test_switched_and_removed(room: Room, tmp_path: Path) -> None:
    """Off it is not painted and stays listed; removed it is gone, its file is not."""
    path = write_beat(tmp_path / "beat.json")
    room.overlays.add(path)
    room.wait()
    ((columns, _),) = room.overlays.painted()
    room.changes = 0
    room.switch(shown=False)
    room.switch(shown=False)

    assert ((), ["beat"], 1) == (
        room.overlays.painted(), room.overlays.names(), room.changes,
    )  # fmt: skip
    room.switch(shown=True)
    room.overlays.remove("beat")
    room.overlays.remove("beat")
    assert ((), [], 3) == (room.overlays.painted(), room.overlays.names(), room.changes)
    assert not Path(columns).exists()
    assert path.exists()


def test_one_after_another(room: Room, tmp_path: Path) -> None:
    """Several files are read in turn, each with a colour of its own."""
    (tmp_path / "other").mkdir()
    for path in ("beat.json", "second.json", "other/beat.json"):
        room.overlays.add(write_beat(tmp_path / path))
    assert ["beat", "second", "beat 2"] == room.overlays.names()
    room.wait()

    assert [0, 1, 2] == [number for _, number in room.overlays.painted()]
    room.overlays.remove("beat")
    room.overlays.add(write_beat(tmp_path / "third.json"))
    room.wait()
    assert 0 == room.overlays.number("third")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>", "it is XML, but neither KML nor GPX"),
        (b"{", "it is no JSON"),
        (b'{"type":"GeometryCollection","geometries":[' * 10_000, "not shown"),
        (b"<!DOCTYPE kml [<!ENTITY x 'y'>]><kml/>", "declares a document type"),
    ],
)
def test_a_broken_file(room: Room, tmp_path: Path, body: bytes, why: str) -> None:
    """One line names file and reason; it is in no list, and the next is read."""
    path = tmp_path / "broken.kml"
    path.write_bytes(body)
    room.overlays.add(path)
    room.overlays.add(write_beat(tmp_path / "beat.json"))
    room.wait()

    assert ["beat"] == room.overlays.names()
    assert room.said[0].startswith("broken.kml is not shown: ")
    assert why in room.said[0]
    assert room.said[0].endswith("The rest of the map goes on.")


def test_not_there(room: Room, tmp_path: Path) -> None:
    """A file that is gone is said, as when a layout names it."""
    room.overlays.restore([(str(tmp_path / "gone.json"), True)])
    room.wait()

    assert ["gone.json: No such file or directory. The rest of the map goes on."] == (
        room.said
    )


def test_the_same_file_twice(room: Room, tmp_path: Path) -> None:
    """Once is enough."""
    path = write_beat(tmp_path / "beat.json")
    room.overlays.add(path)

    assert not room.overlays.add(path)
    assert ["beat.json lies over the map already."] == room.said


def test_only_so_many(room: Room, tmp_path: Path) -> None:
    """The thirteenth is refused in words."""
    for number in range(MOST):
        assert room.overlays.add(tmp_path / f"{number}.json", quiet=True)

    assert not room.overlays.add(tmp_path / "one_more.json")
    assert "12 overlays are on the map. Remove one first." in room.said


def test_kept_and_brought_back(room: Room, tmp_path: Path) -> None:
    """What a layout keeps comes back as it was, without a word."""
    beat, ride = write_beat(tmp_path / "b.json"), write_track(tmp_path / "r.gpx")
    room.overlays.restore([(str(beat), True), (str(ride), False)])
    room.wait()

    assert ((str(beat), True), (str(ride), False)) == room.overlays.kept()
    assert [0] == [number for _, number in room.overlays.painted()]
    assert [] == room.said
    assert [] == room.read


def test_removed_while_it_is_read(room: Room, tmp_path: Path) -> None:
    """Whoever takes it back at once is not surprised by it later."""
    room.overlays.add(write_beat(tmp_path / "beat.json"))
    room.overlays.remove("beat")
    room.overlays.add(write_track(tmp_path / "ride.gpx"))
    room.wait()

    assert ["ride"] == room.overlays.names()


def test_a_file_that_takes_too_long(room: Room, tmp_path: Path) -> None:
    """Its reader is ended, and that is said."""
    room.overlays._errand._late.setInterval(1)
    room.overlays.add(write_beat(tmp_path / "beat.json"))
    room.wait()

    assert [] == room.overlays.names()
    assert (
        "beat.json is not shown: it takes too long or too much memory" in room.said[0]
    )


def test_a_reader_that_does_not_start(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is a program that is not there."""
    monkeypatch.setattr(errand, "worker_command", lambda: [str(tmp_path / "no")])
    room.overlays.add(write_beat(tmp_path / "beat.json"))
    room.wait()

    assert [] == room.overlays.names()
    assert 1 == len(room.said)


def test_nothing_is_left_behind(room: Room, tmp_path: Path) -> None:
    """When the desk closes, what was written beside goes."""
    room.overlays.add(write_beat(tmp_path / "beat.json"))
    room.wait()
    ((columns, _),) = room.overlays.painted()
    room.overlays.add(write_track(tmp_path / "ride.gpx"))
    room.overlays.shut()

    assert not Path(columns).parent.exists()
    assert not room.overlays._errand.is_running
