"""The head over log and assignment."""

from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.bar_head import BarHead


def test_a_head_is_drawn_with_its_words(qtbot: QtBot, room: DeskRoom) -> None:
    """More is drawn once there is a count, and the height follows the scale."""
    head = BarHead(room.position, "Log")
    qtbot.addWidget(head)
    head.resize(512, head.height())
    before, high = len(colours_of(head)), head.height()
    head.say("3 entries", "newest last")

    assert before <= len(colours_of(head))
    room.theme.rescale(2.0)
    assert 2 * high == head.height()
