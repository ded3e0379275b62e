"""What a tool is before it is one: it takes nothing and paints nothing."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, paint, touched
from ui.map.tool import Spot, Tool

SPOT = Spot(51.5, -0.1, 10, 20)


def test_a_plain_tool_takes_nothing() -> None:
    """Whatever a tool does not override stays the map's."""
    tool = Tool()
    taken = [
        each(SPOT) for each in (tool.press, tool.move, tool.release, tool.double)
    ]  # fmt: skip
    key = tool.key(int(Qt.Key.Key_Return), Qt.KeyboardModifier.NoModifier)

    assert [False] * 5 == [*taken, key]
    assert frozenset() == tool.keys


def test_a_plain_tool_paints_nothing(qtbot: QtBot) -> None:
    """A tool without a picture leaves the map as it is."""
    scene = MapRoom().scene()

    assert 0 == touched(paint(lambda painter: Tool().paint(painter, scene)))
