"""What this desk has drawn and not yet sent, and drawings as they were before this desk
changed them.
"""

from PySide6.QtCore import QObject, Signal

from controlroom.domain.entities import Drawing, Outline

MOST = 20
"""Drawings remembered as they were; the oldest goes."""


class Sketch(QObject):
    """One outline at a time; it stays until it was sent or is let go of."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.outline: Outline | None = None
        self._before: dict[str, Drawing] = {}

    def put(self, outline: Outline | None) -> None:
        """Keep an outline in place of the one before; None keeps none."""
        if outline != self.outline:
            self.outline = outline
            self.changed.emit()

    def remember(self, drawing: Drawing) -> None:
        """Keep a drawing as it is now, before it is changed or erased here."""
        self._before.pop(drawing.drawing_id, None)
        while len(self._before) >= MOST:
            del self._before[next(iter(self._before))]
        self._before[drawing.drawing_id] = drawing

    def before(self, drawing_id: str) -> Drawing | None:
        """Return a drawing as it was before this desk changed it last."""
        return self._before.get(drawing_id)
