"""What a list of rows asks of whoever draws them, and how each row stands."""

from dataclasses import dataclass
from typing import Protocol

from ui.paint import Ink
from ui.spans import Section


@dataclass(slots=True, frozen=True)
class Look:
    """How a row stands at the moment."""

    selected: bool = False
    hovered: bool = False
    focused: bool = False


class RowPainter(Protocol):
    """Whoever draws the rows; the painter's origin is the row's upper left corner."""

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one row; width and height in design pixels."""

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw the head of a section."""

    def tip(self, key: str) -> str:
        """Return the whole text of a row that may be cut, or nothing."""
