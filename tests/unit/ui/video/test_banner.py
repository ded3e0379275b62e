"""The line above the pictures says what is looked at, and when nobody can know."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import LinkChanged
from tests.helpers.video_room import RoomOfCameras, ScriptedPlayer
from ui.theme import Theme
from ui.video.banner import Banner
from ui.video.viewing import Viewing, Wish


def _banner(theme: Theme, room: RoomOfCameras, qtbot: QtBot) -> Banner:
    banner = Banner(theme, room.frame)
    qtbot.addWidget(banner)
    banner.resize(1200, banner.height())
    banner.show()
    return banner


def test_it_says_what_is_looked_at(
    theme: Theme, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """The sentence is read out too, and closing all is offered only when it can be."""
    banner = _banner(theme, room, qtbot)
    assert not banner.close_all.isVisible()
    player = ScriptedPlayer()
    viewing = Viewing(Wish("cam_fixed", "look"), room.ask, "http://h", player)
    viewing.phase = "live"
    player.show(2)
    banner.say([viewing])

    assert "You are looking at 1 live picture" == banner.sentence
    assert banner.sentence == banner.accessibleName()
    assert banner.close_all.isVisible()


def _grab(banner: Banner) -> QImage:
    return banner.grab().toImage()


def test_a_lost_link_is_said_in_amber(
    theme: Theme, room: RoomOfCameras, qtbot: QtBot
) -> None:
    """Without the gateway nobody knows who looks: the line says so."""
    banner = _banner(theme, room, qtbot)
    room.frame.link = LinkChanged("live", "", 0, 10.0)
    amber = theme.color("alarm.high_text").rgb()
    live = _grab(banner)
    room.frame.link = LinkChanged("down", "no answer", 0, None)
    down = _grab(banner)

    def pixels(image: QImage) -> int:
        return sum(
            image.pixel(x, y) == amber
            for x in range(image.width())
            for y in range(image.height())
        )

    assert 0 == pixels(live)
    assert 50 < pixels(down)
