"""What a tool of the map is: it is asked first about every gesture, takes what it wants
and leaves the rest to the map.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from ui.map.scene import Scene


class Spot(NamedTuple):
    """A place under the pointer: degrees, and device pixels of the view."""

    lat: float
    lon: float
    x: float
    y: float


class Tool:
    """Held by a map until it is let go of. Methods return True for what they took.

    What is not taken stays the map's: a press that is not taken drags the map, and then
    `release` is asked only when the map was not dragged. So a tool that takes places by
    click leaves `press` alone and takes `release`; one that draws along takes `press`
    and is told every `move` until `release`. Without a button `move` is told too.
    """

    name = ""
    """A word or two for what is done with it, as in "Measure"."""
    hint = ""
    """One sentence on the map while the tool is held. The map says the Esc key."""
    cursor = Qt.CursorShape.CrossCursor
    keys: frozenset[int] = frozenset()
    """Keys the tool is asked about although the window has an action on them."""

    def press(self, spot: Spot) -> bool:
        """The left button went down."""
        return False

    def move(self, spot: Spot) -> bool:
        """The pointer moved; True hides the card of what is under it."""
        return False

    def release(self, spot: Spot) -> bool:
        """The left button came up, and the map was not dragged."""
        return False

    def double(self, spot: Spot) -> bool:
        """A double click; its first press and release came before."""
        return False

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """A key went down. Esc is asked too: True keeps the tool one level back."""
        return False

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint above everything else; the painter counts in device pixels."""

    def let_go(self) -> None:
        """The map no longer holds it: by Esc, by another tool or as the map closes."""
