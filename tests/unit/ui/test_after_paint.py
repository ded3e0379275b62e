"""What is dear to paint waits for what is not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.after_paint import AfterPaint, Strokes


class _Painted(QWidget):
    def __init__(self, name: str, said: list[str]) -> None:
        super().__init__()
        self._name, self._said = name, said
        self.setMinimumSize(40, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._said.append(self._name)


class _Window(QWidget):
    """Two widgets that say when they are painted."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.said: list[str] = []
        self.cheap, self.dear = _Painted("list", self.said), _Painted("map", self.said)
        column = QVBoxLayout(self)
        column.addWidget(self.cheap)
        column.addWidget(self.dear)
        qtbot.addWidget(self)
        self.show()
        qtbot.waitUntil(lambda: {"list", "map"} <= set(self.said))
        self.said.clear()


def test_the_others_paint_first(qtbot: QtBot) -> None:
    """The one who waits has its turn when the window has painted."""
    window = _Window(qtbot)
    after = AfterPaint(window.dear)
    after.passed.connect(window.dear.update)
    after.wait()
    window.cheap.update()
    qtbot.waitUntil(lambda: "map" in window.said)

    assert ["list", "map"] == window.said


def test_nobody_waits_for_a_window_at_rest(qtbot: QtBot) -> None:
    """A window with nothing to paint keeps nobody waiting for ever."""
    window = _Window(qtbot)
    after = AfterPaint(window.dear)
    with qtbot.waitSignal(after.passed):
        after.wait()


def test_waiting_twice_is_one_turn(qtbot: QtBot) -> None:
    """A second wish while one waits is the same; one after it has passed is new."""
    window = _Window(qtbot)
    after = AfterPaint(window.dear)
    passed: list[int] = []
    after.passed.connect(lambda: passed.append(len(passed)))
    after.wait()
    after.wait()
    window.cheap.update()
    qtbot.waitUntil(lambda: bool(passed))
    after.wait()
    qtbot.waitUntil(lambda: len(passed) > 1)

    assert [0, 1] == passed


def test_whoever_waits_says_so(qtbot: QtBot) -> None:
    """Until the window has painted."""
    window = _Window(qtbot)
    after = AfterPaint(window.dear)
    before = after.is_waiting
    with qtbot.waitSignal(after.passed):
        after.wait()
        waiting = after.is_waiting

    assert (False, True, False) == (before, waiting, after.is_waiting)


def test_a_key_is_heard_before_anybody_is_given_it(qtbot: QtBot) -> None:
    """Whoever shall give way to what it changes knows in time; the key goes on."""
    window = _Window(qtbot)
    said: list[str] = []
    keys = Strokes(window.dear)
    keys.listen()
    keys.listen()  # shown again in the same window
    keys.struck.connect(lambda: said.append("struck"))
    line = QLineEdit(window)
    line.textEdited.connect(said.append)
    line.show()
    line.setFocus()
    window.activateWindow()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N)

    assert ["struck", "n"] == said
