"""What sending would cost, before it is sent."""

from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.preview import Preview


def test_nothing_to_say_takes_no_room(qtbot: QtBot, room: DeskRoom) -> None:
    """It appears with the first sentence and grows with the lines."""
    preview = Preview(room.position)
    qtbot.addWidget(preview)
    preview.resize(300, 40)

    assert preview.isHidden()
    preview.say(("CAD 412 has no unit then.",))
    one = preview.height()
    assert not preview.isHidden()
    assert len(colours_of(preview)) > 2
    preview.say(("TV21, en route (5), leaves CAD 412 for CAD 433 and goes on. " * 3,))
    assert one < preview.height()
    preview.say(())
    assert preview.isHidden()


def test_more_than_fits_is_counted(qtbot: QtBot, room: DeskRoom) -> None:
    """Fifty diverted units do not push the log away."""
    preview = Preview(room.position)
    qtbot.addWidget(preview)
    preview.say(tuple(f"{number} leaves." for number in range(9)))

    assert ("0 leaves.", "1 leaves.", "2 leaves.", "6 more like these.") == preview.said
