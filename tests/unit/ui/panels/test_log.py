"""The log of an incident."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.log import LogView


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


def _correct(room: DeskRoom, log: LogView) -> int:
    seq = next(
        each.seq
        for each in room.frame.picture.incidents["inc_4521"].log
        if each.kind == "entry"
    )
    room.other(c.CorrectLogEntry(incident_id="inc_4521", seq=seq, text="Blue Ford"))
    log.show_incident(room.frame.picture.incidents["inc_4521"])
    return seq


def test_a_corrected_line_stays_and_says_by_whom(log: LogView, room: DeskRoom) -> None:
    """Struck through, with the name and the time; the new one names the old."""
    seq = _correct(room, log)
    old = next(line for line in log._lines if line.entry.seq == seq)
    new = log._lines[-1]

    assert old.wrong
    assert old.note.startswith("corrected by Marsh 22:")
    assert new.note.startswith(f"corrects {old.who} {old.time}")
    assert ("Blue Ford",) == new.parts
    assert not new.wrong
    log.copy()
    assert f"({new.note})" in QApplication.clipboard().text()


def test_the_log_is_walked_by_keys(log: LogView, room: DeskRoom) -> None:
    """Up begins at the newest; the chosen line is in sight; the ends hold."""
    log.setFocus()
    seqs = [line.entry.seq for line in log._lines]
    walked = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(log, key)
        walked.append(room.position.line_seq)

    assert [seqs[-1], seqs[-2], seqs[-1], seqs[-1]] == walked
    for _ in seqs:
        QTest.keyClick(log, Qt.Key.Key_Up)
    assert seqs[0] == room.position.line_seq
    assert log.verticalScrollBar().value() <= log._lines[0].top


def test_a_click_chooses_a_line(log: LogView, room: DeskRoom) -> None:
    """And another incident lets it go."""
    log.verticalScrollBar().setValue(0)
    where = QPoint(200, log._lines[1].top + 4)
    QTest.mouseClick(log.viewport(), Qt.MouseButton.LeftButton, pos=where)

    assert log._lines[1].entry.seq == room.position.line_seq
    log.show_incident(room.frame.picture.incidents["inc_4530"])
    assert room.position.line_seq is None


def test_every_line_says_at_which_desk(log: LogView, room: DeskRoom) -> None:
    """Words make room for it."""
    _say(room, log, "word " * 60)
    line = log._lines[-1]
    face = room.theme.face("data")
    widest = max(face.metrics.horizontalAdvance(part) for part in line.parts)

    assert widest <= 512 - 136 - 58
