"""The log of an incident."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.log import LogView, plain


@pytest.fixture
def log(qtbot: QtBot, room: DeskRoom) -> LogView:
    """The log of 4521, 512 by 120: less high than its lines."""
    made = LogView(room.position)
    made.resize(512, 120)
    made.move(300, 300)  # away from the pointer, which is a hand
    qtbot.addWidget(made)
    made.show()
    made.clearFocus()
    made.show_incident(room.frame.picture.incidents["inc_4521"])
    return made


def _say(room: DeskRoom, log: LogView, text: str) -> None:
    room.scene.log("inc_4521", text, "per_marsh", 0)
    room.turn()
    log.show_incident(room.frame.picture.incidents["inc_4521"])


def _hands_off(log: LogView) -> None:
    log.clearFocus()
    QApplication.sendEvent(log, QEvent(QEvent.Type.Leave))


def test_every_line_says_when_who_and_what(log: LogView, room: DeskRoom) -> None:
    """All entries in order, newest last, times to the second."""
    lines = [(line.time, line.who) for line in log._lines]

    assert ("22:27:56", "Marsh") == lines[0]
    assert ("22:31:12", "Marsh") == lines[-1]
    assert len(room.frame.picture.incidents["inc_4521"].log) == len(lines)


def test_the_newest_line_is_in_sight(log: LogView, room: DeskRoom) -> None:
    """Nobody's hand in it: the log follows."""
    _hands_off(log)
    _say(room, log, "one more")
    bar = log.verticalScrollBar()

    assert bar.maximum() == bar.value()
    assert 0 == log.below


def test_nothing_scrolls_under_the_hand(log: LogView, room: DeskRoom) -> None:
    """Whoever reads further up stays there and is told what is below."""
    log.verticalScrollBar().setValue(0)
    _say(room, log, "one more")

    assert 0 == log.verticalScrollBar().value()
    assert 1 == log.below


def test_another_incident_starts_at_its_end(log: LogView, room: DeskRoom) -> None:
    """What was below belongs to the incident before."""
    log.verticalScrollBar().setValue(0)
    _say(room, log, "one more")
    log.show_incident(room.frame.picture.incidents["inc_4530"])

    assert 0 == log.below


def test_long_words_are_broken_not_cut(log: LogView, room: DeskRoom) -> None:
    """Every letter of an entry is shown."""
    _say(room, log, "x" * 500)

    assert "x" * 500 == "".join(log._lines[-1].parts)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ("a\x1b[31mred", "a\ufffd[31mred"),
        ("tab\there", "tab here"),
        ("two\r\nlines", "two\nlines"),
        ("null\x00", "null\ufffd"),
    ],
)
def test_text_is_shown_as_typed(typed: str, shown: str) -> None:
    """Nothing in an entry is interpreted; control characters are made visible."""

    assert shown == plain(typed)


def test_a_log_can_be_copied_whole(log: LogView) -> None:
    """One line an entry, as text."""
    log.copy()
    text = QApplication.clipboard().text()

    assert text.startswith("22:27:56 Marsh: ")
    assert "22:30:02 CN21: Traffic held on Station Road bridge, 3 min." in text


def test_news_has_a_dot(log: LogView, room: DeskRoom) -> None:
    """A line nobody here has seen is marked."""
    _hands_off(log)
    blue = room.theme.hex("accent.base").lower()
    before = blue in colours_of(log)
    room.position.unread.begin(room.frame.picture)
    room.scene.log("inc_4521", "news", "per_marsh", 0)
    room.turn()
    room.position.unread.update(room.frame.picture, {"inc_4521"})
    log.show_incident(room.frame.picture.incidents["inc_4521"])

    assert (False, True) == (before, blue in colours_of(log))
