"""A picture in the incident's place."""

from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom
from tests.unit.ui.test_attached_picture import picture_file
from ui.attached_picture import read_picture
from ui.panels.picture_page import PicturePage


def test_a_picture_is_shown_until_esc(qtbot: QtBot, room: DeskRoom) -> None:
    """What it is stands under it; stepping back puts it away."""
    page = PicturePage(room.theme)
    qtbot.addWidget(page)
    page.resize(400, 400)
    page.show()
    image = read_picture(picture_file("PNG"), "image/png")
    assert image is not None
    page.show_picture("abc", image, "scene.png, attached by Ash")
    shown = page._canvas.grab().toImage()
    middle = shown.pixelColor(shown.width() // 2, shown.height() // 2)
    done: list[bool] = []
    page.done.connect(lambda: done.append(True))
    page.step_back()

    assert "#3070c0" == middle.name()
    assert ("", [True]) == (page.sha256, done)
