"""Who gets a gesture: the tool that is held first, then the map."""

import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MIDDLE, MapRoom, bits, count, shot, turn_until
from ui.map.scene import Scene
from ui.map.tool import Spot, Tool
from ui.map.view import MapView
from ui.selection import Selection
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
AT, BESIDE = QPoint(100, 100), QPoint(160, 130)


class Pencil(Tool):
    """A tool of the test: notes what it is told and takes what it is made to take."""

    name, hint = "Pencil", "Click where the line goes."
    keys = frozenset({int(Qt.Key.Key_Return)})

    def __init__(self, *takes: str) -> None:
        self.takes = set(takes)
        self.told: list[str] = []
        self.spots: list[Spot] = []

    def _note(self, what: str, spot: Spot | None = None) -> bool:
        self.told.append(what)
        if spot is not None:
            self.spots.append(spot)
        return what in self.takes

    def press(self, spot: Spot) -> bool:
        """Note it."""
        return self._note("press", spot)

    def move(self, spot: Spot) -> bool:
        """Note it."""
        return self._note("move", spot)

    def release(self, spot: Spot) -> bool:
        """Note it."""
        return self._note("release", spot)

    def double(self, spot: Spot) -> bool:
        """Note it."""
        return self._note("double", spot)

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Note it."""
        assert NONE == modifiers

        return self._note(Qt.Key(key).name)

    def let_go(self) -> None:
        """Note it."""
        self._note("let go")

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint a square nobody overlooks."""
        assert scene.unit > 0

        if "paint" in self.takes:
            raise ValueError("no ink")
        painter.fillRect(200, 300, 40, 40, Qt.GlobalColor.magenta)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[MapView]:
    """The map of a room with one unit in the middle, at street zoom."""
    room = MapRoom()
    room.unit("HB11", 0, 0)
    view = MapView(Theme("dark"), room, Selection())
    qtbot.addWidget(view)
    view.resize(640, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.centre_on(*MIDDLE, 17)
    yield view
    view.shut()


def _move(view: MapView, at: QPoint, buttons: Qt.MouseButton) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton, buttons, NONE,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def _drag(view: MapView) -> None:
    QTest.mousePress(view, LEFT, NONE, AT)
    _move(view, QPoint(130, 120), LEFT)
    _move(view, BESIDE, LEFT)
    QTest.mouseRelease(view, LEFT, NONE, BESIDE)


def _double_click(view: MapView) -> None:
    """As a window system says it: press, release, double, release."""
    QTest.mouseClick(view, LEFT, NONE, AT)
    QTest.mouseDClick(view, LEFT, NONE, AT)
    QTest.mouseRelease(view, LEFT, NONE, AT)


def test_a_tool_takes_a_click(view: MapView) -> None:
    """Place and pixel are said; nothing is selected and nobody hears of a click."""
    clicks: list[tuple[float, float]] = []
    view.place_clicked.connect(lambda lat, lon: clicks.append((lat, lon)))
    pencil = Pencil("release")
    view.take_tool(pencil)
    QTest.mouseClick(view, LEFT, NONE, AT)

    assert ["press", "release"] == pencil.told
    assert [] == clicks
    ratio = view.devicePixelRatioF()
    spot = pencil.spots[-1]

    assert (100 * ratio, 100 * ratio) == (spot.x, spot.y)
    assert view.viewport.to_place(spot.x, spot.y) == (spot.lat, spot.lon)


def test_what_the_tool_leaves_is_the_maps(view: MapView) -> None:
    """A click that is not taken is a click, a double click comes nearer."""
    clicks: list[QPointF] = []
    view.clicked.connect(clicks.append)
    pencil = Pencil()
    view.take_tool(pencil)
    QTest.mouseClick(view, LEFT, NONE, AT)

    assert 1 == len(clicks)

    QTest.mouseDClick(view, LEFT, NONE, AT)

    assert "double" in pencil.told
    assert 18 == view.viewport.zoom


def test_dragging_moves_the_map_under_a_tool(view: MapView) -> None:
    """A press that was not taken drags the map, and no release comes to the tool."""
    before = view.viewport.state()
    pencil = Pencil("release")
    view.take_tool(pencil)
    _drag(view)

    assert before != view.viewport.state()
    assert "release" not in pencil.told


def test_a_tool_draws_along(view: MapView) -> None:
    """A press that was taken brings every move and the release; the map stands."""
    before = view.viewport.state()
    pencil = Pencil("press", "move", "release")
    view.take_tool(pencil)
    _drag(view)

    assert ["press", "move", "move", "release"] == pencil.told
    assert before == view.viewport.state()


def test_a_taken_double_click_ends_there(view: MapView) -> None:
    """The map does not come nearer, and the release after it is nobody's."""
    pencil = Pencil("double")
    view.take_tool(pencil)
    _double_click(view)

    assert 17 == view.viewport.zoom
    assert "double" == pencil.told[-1]


def test_a_taken_double_click_of_a_taking_tool(view: MapView) -> None:
    """Also for a tool that takes presses nothing follows the double click."""
    pencil = Pencil("press", "release", "double")
    view.take_tool(pencil)
    _double_click(view)

    assert ["press", "release", "double"] == pencil.told


def test_other_buttons_are_nobodys(view: MapView) -> None:
    """The right button neither draws nor drags."""
    pencil = Pencil("press", "release", "double")
    view.take_tool(pencil)
    QTest.mouseClick(view, Qt.MouseButton.RightButton, NONE, AT)
    QTest.mouseDClick(view, Qt.MouseButton.RightButton, NONE, AT)

    assert [] == pencil.told


def test_keys_go_to_the_tool_first(view: MapView) -> None:
    """An arrow that the tool takes does not pan; one that it leaves does."""
    before = view.viewport.state()
    pencil = Pencil("Key_Left")
    view.take_tool(pencil)
    QTest.keyClick(view, Qt.Key.Key_Left)

    assert before == view.viewport.state()

    QTest.keyClick(view, Qt.Key.Key_Right)

    assert before != view.viewport.state()


@pytest.mark.parametrize(
    ("held", "key", "kept"),
    [
        (True, Qt.Key.Key_Return, True),
        (True, Qt.Key.Key_N, False),
        (False, Qt.Key.Key_Return, False),
    ],
)
def test_a_tools_key_is_kept_from_the_actions(
    view: MapView, held: bool, key: Qt.Key, kept: bool
) -> None:
    """Return ends a line instead of assigning, while the tool is held and only then."""
    view.take_tool(Pencil() if held else None)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE)
    event.ignore()
    QApplication.sendEvent(view, event)

    assert kept == event.isAccepted()


def test_escape_lets_go(view: MapView) -> None:
    """Once the tool itself has nothing to step back from; then Esc is not the map's."""
    changes: list[Tool | None] = []
    view.tool_changed.connect(lambda: changes.append(view.tool))
    pencil = Pencil("Key_Escape")
    view.take_tool(pencil)
    steps = [view.step_back(), view.tool is pencil]
    pencil.takes.clear()
    steps += [view.step_back(), view.tool is None, view.step_back()]

    assert [True, True, True, True, False] == steps
    assert [pencil, None] == changes
    assert ["Key_Escape", "Key_Escape", "let go"] == pencil.told


def test_another_tool_ends_the_first(view: MapView) -> None:
    """One tool is held at a time; the same again changes nothing."""
    first, second = Pencil(), Pencil()
    for tool in (first, first, second):
        view.take_tool(tool)

    assert (["let go"], []) == (first.told, second.told)


def test_the_hint_and_the_cursor(view: MapView) -> None:
    """The map says what is held and how to let go; the cursor is the tool's."""
    view.take_tool(Pencil())
    said = view.corners.tool.text
    shapes = [view.cursor().shape()]
    _move(view, QPoint(20, 300), Qt.MouseButton.NoButton)
    shapes.append(view.cursor().shape())
    view.take_tool(None)
    shapes.append(view.cursor().shape())

    cross, arrow = Qt.CursorShape.CrossCursor, Qt.CursorShape.ArrowCursor
    assert "Pencil Click where the line goes. Esc" == said
    assert [cross, cross, arrow] == shapes
    assert view.corners.tool.isHidden()


def test_a_tool_that_takes_the_move_hides_the_card(view: MapView) -> None:
    """The card of a unit would lie in the way of a line that is drawn."""
    middle = QPoint(320, 240)
    view.take_tool(Pencil())
    _move(view, middle, Qt.MouseButton.NoButton)
    shown = [not view.corners.card.isHidden()]
    view.take_tool(Pencil("move"))
    _move(view, middle, Qt.MouseButton.NoButton)
    shown.append(not view.corners.card.isHidden())

    assert [True, False] == shown


def test_no_card_while_a_tool_draws(view: MapView) -> None:
    """Also where the tool has no use for a move."""
    middle = QPoint(320, 240)
    view.take_tool(Pencil("press"))
    QTest.mousePress(view, LEFT, NONE, AT)
    _move(view, middle, LEFT)

    assert view.corners.card.isHidden()


def test_the_tool_paints_on_top(view: MapView) -> None:
    """What it paints is seen while it is held, and gone afterwards."""
    magenta = QColor("magenta")
    view.take_tool(Pencil())
    seen = [count(shot(view), magenta) > 1_000]
    view.take_tool(None)
    seen.append(count(shot(view), magenta) > 0)

    assert [True, False] == seen


def test_a_tool_that_cannot_paint(
    view: MapView, caplog: pytest.LogCaptureFixture
) -> None:
    """It is let go of and noted; the map is shown as ever."""
    before = bits(shot(view))
    with caplog.at_level(logging.CRITICAL, "controlroom.ui"):
        view.take_tool(Pencil("paint"))
        view.repaint()
        turn_until(lambda: view.tool is None)

    assert view.tool is None
    assert before == bits(shot(view))
