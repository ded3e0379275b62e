"""What this desk has drawn and not yet sent."""

from PySide6.QtCore import QObject, Signal

from controlroom.domain.entities import Outline


class Sketch(QObject):
    """One outline at a time; it stays until it was sent or is let go of."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.outline: Outline | None = None

    def put(self, outline: Outline | None) -> None:
        """Keep an outline in place of the one before; None keeps none."""
        if outline != self.outline:
            self.outline = outline
            self.changed.emit()
