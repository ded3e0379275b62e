"""Whose map it is stands on the map; what is wrong with pictures is said quietly."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, write_town
from ui.map.corners import Corners
from ui.map.credits import Credits
from ui.map.locality import Locality
from ui.theme import Theme


class Room:
    """A map's corners, its place, and what joins them."""

    def __init__(self, widget: QWidget) -> None:
        self.frame = MapRoom()
        self.locality = Locality(widget)
        self.corners = Corners(widget, Theme.load("dark"))
        self.credits = Credits(self.locality, self.corners, self.frame, widget)

    def say(self, words: str, *, lasting: bool) -> str:
        """Let the place say what is wrong; return what stands on the map."""
        self.locality.pictures_said.emit(words, lasting)
        return self.corners.pictures.text


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    """Nowhere yet, at 22:32."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(894, 600)
    room = Room(widget)
    yield room
    room.locality.close()


def test_whose_map_it_is(room: Room, tmp_path: Path) -> None:
    """The attribution comes with the place and goes with it."""
    room.locality.open(write_town(tmp_path / "town.pack"))

    assert "Nobody" == room.corners.credit.text

    room.locality.close()

    assert room.corners.credit.isHidden()


def test_a_service_that_does_not_answer(room: Room) -> None:
    """It is said with the time at which it was noticed, and taken back."""
    assert "Map service: no answer since 22:32" == room.say("no answer", lasting=True)

    room.say("", lasting=True)

    assert room.corners.pictures.isHidden()


def test_a_tile_that_is_damaged(room: Room) -> None:
    """What does not pass has no time."""

    assert "tile 1/0/0 is no picture" == room.say(
        "tile 1/0/0 is no picture", lasting=False
    )


def test_trouble_goes_with_the_place(room: Room, tmp_path: Path) -> None:
    """Another place has troubles of its own."""
    room.locality.open(write_town(tmp_path / "town.pack"))
    room.say("no answer", lasting=True)
    room.locality.close()

    assert room.corners.pictures.isHidden()
