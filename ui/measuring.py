"""What the actions do with the ruler: take it, put it away, copy what it says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from controlroom.domain.coordinates import Point
from ui.map.measure import Measure, WayAnswer
from ui.map.view import MapView
from ui.maps import Maps
from ui.position import Position


class Measuring:
    """The ruler of the map that an action is meant for."""

    def __init__(self, position: Position, maps: Maps) -> None:
        self._position = position
        self._maps = maps

    @property
    def ruler(self) -> Measure | None:
        """The ruler that is held, or none."""
        tool = self._maps.here.tool
        return tool if isinstance(tool, Measure) else None

    def switch(self) -> None:
        """Take the ruler, or put it away."""
        view = self._maps.here
        if self.ruler is not None:
            view.take_tool(None)
            return
        view.take_tool(_ruler_of(view))
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Put what was measured on the clipboard, and say so."""
        words = self.ruler.words() if self.ruler is not None else ""
        QApplication.clipboard().setText(words)
        self._position.said.emit(f"Copied {words}")

    def why_not_copy(self) -> str:
        """Return why nothing measured can be copied, or nothing."""
        measured = self.ruler is not None and self.ruler.words()
        return "" if measured else "needs two points measured"


def _ruler_of(view: MapView) -> Measure:
    def ask_way(start: Point, end: Point, answer: WayAnswer) -> bool:
        worker = view.locality.guide
        return worker is not None and worker.find_path(start, end, answer)

    return Measure(lambda: view.viewport.centre, ask_way, view.update)
