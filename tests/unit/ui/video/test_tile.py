"""A tile shows what moves as it is, and what does not grey and hatched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.video_room import RoomOfCameras, ScriptedPlayer
from ui.theme import Theme
from ui.video.player import FROZEN_AFTER_S
from ui.video.tile import HEADER, Tile
from ui.video.viewing import Viewing, Wish


class Wall:
    """One tile with its viewing and a scripted player."""

    def __init__(self, theme: Theme, room: RoomOfCameras, qtbot: QtBot) -> None:
        self.player = ScriptedPlayer()
        wish = Wish("cam_worn", "way ahead", "inc_1")
        self.viewing = Viewing(wish, room.ask, "http://127.0.0.1:1", self.player)
        room.frame.answered.connect(self.viewing.hear)
        self.tile = Tile(theme, room.frame, self.viewing)
        qtbot.addWidget(self.tile)
        self.tile.resize(640, 440)
        self.tile.show()
        self._qtbot = qtbot

    def play(self) -> None:
        """Let the viewing be opened and show two pictures."""
        self.viewing.start()
        self._qtbot.waitUntil(lambda: self.viewing.phase == "opening")
        self.player.show(2)

    def freeze(self) -> None:
        """Let the picture stand."""
        self.player.freeze(FROZEN_AFTER_S + 1)
        self.viewing.look()

    def grab(self) -> QImage:
        """Return what is on the screen."""
        return self.tile.grab().toImage()


@pytest.fixture
def wall(theme: Theme, room: RoomOfCameras, qtbot: QtBot) -> Wall:
    """A tile before anything was asked."""
    return Wall(theme, room, qtbot)


def _saturation(image: QImage) -> int:
    """Most colour of any pixel of the picture itself, away from header and band."""
    spread, top = 0, int(HEADER) + 20
    for x in range(20, 600, 7):
        for y in range(top, 150, 5):
            pixel = image.pixelColor(x, y)
            tones = (pixel.red(), pixel.green(), pixel.blue())
            spread = max(spread, max(tones) - min(tones))
    return spread


def test_a_moving_picture_is_shown_as_it_is(wall: Wall) -> None:
    """Nothing lies over a live picture."""
    wall.play()

    assert QColor(180, 120, 60) == wall.grab().pixelColor(320, 200)
    assert "" == wall.tile.sentence.strip()


def test_a_frozen_picture_is_grey_and_hatched(wall: Wall) -> None:
    """No colour is left, and stripes tell it from a dark street."""
    wall.play()
    coloured = _saturation(wall.grab())
    wall.freeze()
    image = wall.grab()

    assert coloured > 100
    assert _saturation(image) < 16
    row = [image.pixelColor(x, 60).lightness() for x in range(100, 300)]
    assert max(row) - min(row) > 40


def test_a_frozen_picture_says_since_when(wall: Wall) -> None:
    """Age, last frame and what is done about it; never a spinner."""
    wall.play()
    wall.freeze()

    assert wall.tile.sentence.startswith("Picture frozen 4 s Last frame 22:")
    assert "Trying again in" in wall.tile.sentence


def test_a_frozen_picture_that_moves_again_is_clean(wall: Wall) -> None:
    """As soon as pictures come the tile is a picture again."""
    wall.play()
    wall.freeze()
    wall.player.show(2)

    assert _saturation(wall.grab()) > 100


def test_opening_says_what_opens(wall: Wall) -> None:
    """Words while it takes its time; seconds once they matter."""
    wall.viewing.start()

    assert wall.tile.sentence.startswith("Opening CN21 Byrne")


def test_a_picture_that_never_came_says_so(wall: Wall) -> None:
    """No last frame is made up."""
    wall.viewing.start()
    wall._qtbot.waitUntil(lambda: wall.viewing.phase == "opening")
    wall.player.failed.emit("the camera does not answer the gateway")

    assert "No picture yet" in wall.tile.sentence
    assert "The camera does not answer the gateway." in wall.tile.sentence
    assert "Last frame" not in wall.tile.sentence


def test_a_refusal_stands_word_for_word(wall: Wall, room: RoomOfCameras) -> None:
    """What the gateway said, in place."""
    room.refusal = "An observer may not look through cameras here."
    wall.viewing.start()
    wall._qtbot.waitUntil(lambda: wall.viewing.phase == "refused")

    assert f"Not opened {room.refusal}" == wall.tile.sentence


def test_states_are_grey_shapes_never_red(wall: Wall) -> None:
    """The usual red dot would spend the colour of danger."""
    wall.play()
    image = wall.grab()
    header = [image.pixelColor(x, y) for x in range(640) for y in range(int(HEADER))]

    assert not [p for p in header if p.red() > p.green() + 40 and p.red() > 120]


def test_a_frozen_tile_reads_itself_out(wall: Wall) -> None:
    """Who cannot see the hatching is told."""
    wall.play()
    wall.freeze()

    assert "CN21 Byrne, frozen" == wall.tile.accessibleName()
    assert "Picture frozen" in wall.tile.accessibleDescription()


def test_the_close_tool_closes(wall: Wall, qtbot: QtBot) -> None:
    """One click ends the looking."""
    with qtbot.waitSignal(wall.tile.closed):
        QTest.mouseClick(wall.tile._close, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    "phase", ["asking", "opening", "live", "frozen", "refused", "over"]
)
@pytest.mark.parametrize("size", [(320, 220), (1600, 1000), (330, 1000)])
def test_every_state_paints_at_every_size(
    wall: Wall, phase: str, size: tuple[int, int]
) -> None:
    """No state of a viewing leaves a tile that cannot be drawn."""
    wall.play()
    wall.viewing.phase = phase  # type: ignore[assignment]  # one of its phases
    wall.tile.resize(*size)

    assert not wall.grab().isNull()
    assert wall.tile.width() >= 320
