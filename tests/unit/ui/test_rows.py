"""The list of painted rows under real keys and a real pointer."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.hover import tooltip_at
from ui.paint import Ink
from ui.rows import Look, RowView
from ui.spans import HEAD, Section
from ui.theme import Theme, install_fonts


class _Rows:
    """Draws nothing, remembers what it was asked to draw."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.looks: dict[str, Look] = {}
        self.broken = False

    def paint_row(
        self, _ink: Ink, _width: float, _height: float, key: str, look: Look
    ) -> None:
        """Remember a row."""
        if self.broken:
            raise RuntimeError
        self.drawn.append(key)
        self.looks[key] = look

    def paint_head(self, _ink: Ink, _width: float, section: Section) -> None:
        """Remember a head."""
        self.drawn.append(HEAD + section.key)

    def tip(self, key: str) -> str:
        """Say a row."""
        return f"row {key}"


@pytest.fixture
def rows() -> _Rows:
    """Whoever draws."""
    return _Rows()


@pytest.fixture
def view(qtbot: QtBot, rows: _Rows) -> RowView:
    """A list of 300 by 200 with one pinned row and forty others."""
    install_fonts()
    made = RowView(Theme.load("dark"), rows, "Queue")
    made.resize(300, 200)
    qtbot.addWidget(made)
    made.set_sections(
        [
            Section("urgent", ["e"], row=44, head=0, pinned=True),
            Section("due", [f"r{n}" for n in range(40)], row=28, head=24),
        ]
    )
    made.show()
    return made


def _at(y: int) -> QPoint:
    return QPoint(50, y)


def test_arrows_walk_and_say_where(qtbot: QtBot, view: RowView) -> None:
    """Down goes to the next row and tells it; the last row stays the last."""
    heard: list[str] = []
    view.chosen.connect(heard.append)
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(view, key)

    assert ["r0", "r1", "r0"] == heard


def test_the_focus_says_the_row_it_comes_to(qtbot: QtBot, view: RowView) -> None:
    """Who hears the window hears the row before any key is pressed."""
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)

    assert f"row {view.current}" == view.accessibleDescription()


def test_walking_scrolls_the_row_into_sight(qtbot: QtBot, view: RowView) -> None:
    """The current row can always be seen."""
    view.setFocus()
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_PageDown)

    assert view.current in view.visible_keys()


def test_a_click_chooses_and_two_activate(qtbot: QtBot, view: RowView) -> None:
    """The row under the pointer is chosen; a double click does more."""
    chosen: list[str] = []
    activated: list[str] = []
    view.chosen.connect(chosen.append)
    view.activated.connect(activated.append)
    viewport = view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=_at(44 + 24 + 5))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=_at(10))

    assert "r0" in chosen
    assert ["e"] == activated


def test_a_head_folds_by_click_and_by_key(qtbot: QtBot, view: RowView) -> None:
    """Heads can be reached by both hands."""
    heard: list[str] = []
    view.folded.connect(heard.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_at(44 + 5))
    view.setFocus()
    view.set_current("r3")
    QTest.keyClick(view, Qt.Key.Key_Left)

    assert ["due", "due"] == heard


def test_what_arrives_does_not_move_the_row_under_the_hand(
    qtbot: QtBot, view: RowView
) -> None:
    """New rows above leave the current row where it stands on the screen."""
    view.set_current("r10", reveal=True)
    before = view.row_rect("r10")
    keys = [f"new{n}" for n in range(5)] + [f"r{n}" for n in range(40)]
    view.set_sections(
        [
            Section("urgent", ["e"], row=44, head=0, pinned=True),
            Section("due", keys, row=28, head=24),
        ]
    )

    assert before == view.row_rect("r10")


def test_only_visible_rows_are_drawn(view: RowView, rows: _Rows) -> None:
    """Forty rows in 200 pixels draw the few that are seen."""
    view.set_sections([Section("all", [f"u{n}" for n in range(15_000)], row=24)])
    rows.drawn.clear()
    view.grab()

    assert 0 < len(rows.drawn) < 12


def test_exactly_one_ring_when_the_list_has_the_focus(
    qtbot: QtBot, view: RowView, rows: _Rows
) -> None:
    """The current row has the ring while the focus is here, and not else."""
    view.set_current("r2")
    view.clearFocus()
    view.grab()
    without = [key for key, look in rows.looks.items() if look.focused]
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.grab()

    assert [] == without
    assert ["r2"] == [key for key, look in rows.looks.items() if look.focused]


def test_hands_are_known(qtbot: QtBot, view: RowView) -> None:
    """Focus in the list is a hand in it."""
    view.clearFocus()
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    before = view.hands_on
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)

    assert (False, True) == (before, view.hands_on)


def test_a_row_that_cannot_be_drawn_does_not_end_the_desk(
    view: RowView, rows: _Rows, caplog: pytest.LogCaptureFixture
) -> None:
    """A row that cannot be drawn is logged; heads and the window go on."""
    rows.broken = True
    rows.drawn.clear()
    view.grab()

    assert "paint_row" in caplog.text
    assert [HEAD + "due"] == rows.drawn


def test_letters_go_on_to_the_window(qtbot: QtBot, view: RowView) -> None:
    """A key that means nothing in a list is not eaten by it."""
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415 - the one test that needs it

    event = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n"
    )
    view.keyPressEvent(event)

    assert not event.isAccepted()


def test_rows_grow_with_the_text(qtbot: QtBot, rows: _Rows) -> None:
    """At 200 % a row is twice as high."""
    theme = Theme.load("dark")
    view = RowView(theme, rows, "Queue")
    qtbot.addWidget(view)
    view.set_sections([Section("due", ["a"], row=28)])
    theme.rescale(2.0)
    rect = view.row_rect("a")

    assert rect is not None
    assert 56 == rect.height()


def test_a_row_is_whole_in_its_tooltip_as_typed(view: RowView, rows: _Rows) -> None:
    """What a caller or a force wrote is never taken for HTML."""
    rows.tip = lambda key: f"<b>{key}</b> & <img src='x'>"  # type: ignore[method-assign]  # hostile words
    viewport = view.viewport()

    assert "<b>r0</b> & <img src='x'>" == tooltip_at(viewport, _at(44 + 24 + 5))


@pytest.mark.parametrize("y", [44 + 5, 199])
def test_what_is_no_row_has_no_tooltip(qtbot: QtBot, view: RowView, y: int) -> None:
    """A head says all that it has to say, and emptiness says nothing."""
    view.set_sections([Section("due", ["r0"], row=28, head=50)])

    assert "" == tooltip_at(view.viewport(), _at(y))


def test_lists_follow_the_clock_each_in_a_turn_of_its_own(
    qtbot: QtBot, view: RowView, rows: _Rows
) -> None:
    """A key would else wait for all lists of the window together."""
    other = _Rows()
    second = RowView(Theme.load("dark"), other, "Units")
    second.resize(300, 200)
    qtbot.addWidget(second)
    second.set_sections([Section("due", ["u"], row=28, head=24)])
    second.show()
    qtbot.waitUntil(lambda: "r0" in rows.drawn and "u" in other.drawn)
    phases = {view._tick.interval(), second._tick.interval()}
    rows.drawn.clear()
    other.drawn.clear()
    view.tick()
    second.tick()
    at_once = [*rows.drawn, *other.drawn]
    qtbot.waitUntil(lambda: "r0" in rows.drawn and "u" in other.drawn)

    assert [] == at_once
    assert 2 == len(phases)


def test_only_what_changed_is_drawn_anew(
    qtbot: QtBot, view: RowView, rows: _Rows
) -> None:
    """A row that changed, and the heads: they count. What is not in sight is not."""
    qtbot.waitUntil(lambda: "r0" in rows.drawn)
    rows.drawn.clear()
    view.renew({"r1", "r39", "nobody"}.__contains__)
    qtbot.waitUntil(lambda: "r1" in rows.drawn)

    assert {"r1", HEAD + "due"} == set(rows.drawn)


def test_the_focus_draws_its_row_and_no_other(
    qtbot: QtBot, view: RowView, rows: _Rows
) -> None:
    """A key that goes elsewhere must not wait for a whole list."""
    qtbot.waitUntil(lambda: "r0" in rows.drawn)
    view.set_current("r1")
    view.setFocus()
    qtbot.waitUntil(lambda: rows.looks["r1"].focused)
    rows.drawn.clear()
    view.clearFocus()
    qtbot.waitUntil(lambda: not rows.looks["r1"].focused)

    assert ["r1"] == rows.drawn
