"""The command bar under real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import DeskRoom, colours_of
from tests.helpers.operator import read
from ui.find import Finder, Hit
from ui.panels.command import CommandBar
from ui.streets import Streets


@pytest.fixture
def bar(qtbot: QtBot, room: DeskRoom) -> Iterator[CommandBar]:
    """The bar, open, in a window; closing cannot be done now."""
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    finder = Finder(room.position, Streets())
    made = CommandBar(
        room.position, finder, lambda name: "not now" if name == "close" else "", window
    )
    window.show()
    made.open_bar()
    made.resize(*made.wish())
    yield made
    window.close()


def _chosen(bar: CommandBar) -> list[Hit]:
    heard: list[Hit] = []
    bar.hit_chosen.connect(heard.append)
    return heard


def test_typing_finds_and_enter_goes(bar: CommandBar) -> None:
    """A callsign and Enter is all."""
    heard = _chosen(bar)
    QTest.keyClicks(bar.line, "hb14")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)

    assert ["unit_hb14"] == [hit.key for hit in heard]
    assert bar.isHidden()


def test_arrows_choose_another(bar: CommandBar) -> None:
    """Down goes to the next thing found."""
    heard = _chosen(bar)
    QTest.keyClicks(bar.line, "hb")
    QTest.keyClick(bar.line, Qt.Key.Key_Down)
    QTest.keyClick(bar.line, Qt.Key.Key_Return)

    assert ["unit_hb12"] == [hit.key for hit in heard]


def test_tab_completes(bar: CommandBar) -> None:
    """The whole name is written out."""
    QTest.keyClicks(bar.line, "hb1")
    QTest.keyClick(bar.line, Qt.Key.Key_Tab)

    assert "HB11" == bar.line.text()


def test_escape_keeps_what_was_typed(bar: CommandBar) -> None:
    """Opening the bar again finds it there, selected."""
    QTest.keyClicks(bar.line, "hb1")
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    hidden = bar.isHidden()
    bar.open_bar()

    assert (True, "hb1", "hb1") == (hidden, bar.line.text(), bar.line.selectedText())


def test_what_cannot_be_done_is_not_done(bar: CommandBar) -> None:
    """Its reason stands beside it, and Enter leaves the bar open."""
    heard = _chosen(bar)
    QTest.keyClicks(bar.line, "close with")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)

    assert [] == heard
    assert bar.isVisible()


def test_an_empty_bar_begins_with_what_can_be_done(bar: CommandBar) -> None:
    """What cannot be done now stands after it, and leaving is last."""
    names = [hit.key for hit in bar._hits.values()]

    assert "leave" == names[-1]
    assert "close" == names[-2]


def test_nothing_found_is_said(bar: CommandBar, room: DeskRoom) -> None:
    """An unknown name finds nothing, quietly, and Enter does nothing."""
    heard = _chosen(bar)
    QTest.keyClicks(bar.line, "zzzz")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)

    assert [] == heard
    assert "Nothing found." in read(bar)
    assert room.theme.hex("alarm.high_text").lower() not in colours_of(bar)


def test_what_is_found_says_how_far_off_it_is(bar: CommandBar, room: DeskRoom) -> None:
    """In a column of its own, with where distances are counted from over it."""
    room.selection.select_unit("unit_hb14")
    QTest.keyClicks(bar.line, "54.7, 2.4")
    said = read(bar._view.viewport())

    assert "distance from HB14" in said
    assert "54.70000\u00b0 N 2.40000\u00b0 E" in said
    assert any(each.endswith((" m", " km")) for each in said)
    assert "km away" in bar.tip(bar._view.current or "") or "m away" in bar.tip(
        bar._view.current or ""
    )


def test_a_click_chooses(bar: CommandBar) -> None:
    """The pointer does what Enter does."""
    heard = _chosen(bar)
    QTest.keyClicks(bar.line, "4521")
    rect = bar._view.row_rect(bar._view.current or "")
    assert rect is not None
    QTest.mouseClick(bar._view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    assert ["inc_4521"] == [hit.key for hit in heard]


def test_a_line_that_cannot_be_done_stays_and_says_why(bar: CommandBar) -> None:
    """Enter does nothing; the word and what would do stand there."""
    heard = _chosen(bar)
    QTest.keyClicks(bar.line, "assign hb99 4531")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    said = " ".join(read(bar._view.viewport()))

    assert [] == heard
    assert bar.isVisible()
    assert "Enter does nothing yet" in said
    assert "hb99 is no callsign here" in said


def test_up_in_an_empty_bar_walks_what_was_done(bar: CommandBar) -> None:
    """And Down comes back; what is typed then is a line of its own."""
    QTest.keyClicks(bar.line, "hb14 3")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    bar.open_bar()
    note = bar._note()
    QTest.keyClick(bar.line, Qt.Key.Key_Up)
    walked = bar.line.text()
    QTest.keyClick(bar.line, Qt.Key.Key_Down)

    assert "Before this: hb14 3" == note
    assert ("hb14 3", "") == (walked, bar.line.text())


def test_tab_completes_the_last_word_of_a_line(bar: CommandBar) -> None:
    """As far as it can only be one."""
    QTest.keyClicks(bar.line, "assign dg")
    QTest.keyClick(bar.line, Qt.Key.Key_Tab)

    assert "assign dg62 " == bar.line.text()


def test_a_book_that_is_pasted_is_cut_and_said(bar: CommandBar) -> None:
    """A line holds a thousand letters, and nobody is left to guess."""
    bar.line.insert("x" * 1_000_000)
    note = bar._note()
    bar.line.clear()

    assert "Cut: a line holds 1,000 letters." == note
    assert "Cut" not in bar._note()


def test_the_list_never_ends_in_half_a_row(bar: CommandBar) -> None:
    """However long it is."""
    for text in ("", "hb", "c"):
        bar.line.setText(text)
        view = bar._view
        rects = [view.row_rect(key) for key in view.visible_keys()]

        assert all(rect is not None and rect.bottom() < view.height() for rect in rects)


def test_letters_are_painted_before_the_bar_gives_way(
    qtbot: QtBot, bar: CommandBar
) -> None:
    """It grows at once; smaller it becomes when the window has painted."""
    tall = bar.height()
    bar.line.setText("hb14")
    at_once = bar.height()
    qtbot.waitUntil(lambda: bar.height() < tall)
    low = bar.height()
    bar.line.setText("hb14x")
    bar.line.clear()

    assert (tall, tall) == (at_once, bar.height())
    assert (tall, low) == (bar.height(), min(low, tall - 1))


def test_a_bar_that_grew_again_stays_as_high(qtbot: QtBot, bar: CommandBar) -> None:
    """What was to give way before does not come back late."""
    tall = bar.height()
    bar.line.setText("hb14")
    bar.line.clear()
    with qtbot.waitSignal(bar._after_letters.passed):
        bar.update()

    assert tall == bar.height()
