"""The messages of one thread."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain.entities import Message, Party
from tests.helpers.desk_room import DeskRoom
from ui.panels.words_view import WordsView


def _messages(room: DeskRoom, count: int) -> list[Message]:
    return [
        Message(
            message_id=f"msg_{number}", text="Long words. " * 30, sent_by="per_marsh",
            sent_at_us=room.scene.now_us, to=Party(kind="all"),
        )
        for number in range(count)
    ]  # fmt: skip


def test_it_follows_the_newest_while_nobody_reads_further_up(
    qtbot: QtBot, room: DeskRoom
) -> None:
    """Another thread begins at its end; who has scrolled up stays there."""
    view = WordsView(room.position)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show()
    bar = view.verticalScrollBar()
    view.show_messages(_messages(room, 6), anew=True)

    assert bar.maximum() == bar.value() > 0

    view.show_messages(_messages(room, 7), anew=False)

    assert bar.maximum() == bar.value()

    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    before = bar.value()
    view.show_messages(_messages(room, 8), anew=False)

    assert before == bar.value() < bar.maximum()

    view.show_messages(_messages(room, 8), anew=True)

    assert bar.maximum() == bar.value()


def test_nothing_is_drawn_without_messages(qtbot: QtBot, room: DeskRoom) -> None:
    """An empty thread is empty, and focus shows its ring."""
    view = WordsView(room.position)
    qtbot.addWidget(view)
    view.show_messages([], anew=True)
    view.setFocus()
    view.grab()

    assert [] == view._lines
