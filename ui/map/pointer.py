"""What lies under the pointer: its card, the cursor, and the name of the place."""

from PySide6.QtCore import QObject, QPointF, Qt, QTimer

from ui.guard import guarded
from ui.map.card import card_of
from ui.map.corners import Corners
from ui.map.gestures import Gestures
from ui.map.locality import Locality
from ui.map.stage import Stage

_SPOT_MS = 150


class Pointer(QObject):
    """Follows the pointer over one map; asks the worker for a street seven times a
    second at most.
    """

    def __init__(
        self, view: Gestures, stage: Stage, locality: Locality, corners: Corners
    ) -> None:
        super().__init__(view)
        self._view, self._stage = view, stage
        self._locality, self._corners = locality, corners
        self._place = QPointF()
        self._timer = QTimer(self, singleShot=True, interval=_SPOT_MS)
        self._timer.timeout.connect(self._ask_spot)
        view.hovered.connect(self.hover)

    @guarded
    def hover(self, place: QPointF) -> None:
        """Say what is under a point of the widget."""
        self._place = place
        pixel = self._view.pixel_of(place)
        found = self._stage.found_at(pixel.x(), pixel.y())
        self._corners.show_card(card_of(self._stage.scene(), found), place)
        tool = self._view.tool
        rest = tool.cursor if tool else Qt.CursorShape.ArrowCursor
        shape = Qt.CursorShape.PointingHandCursor if found else rest
        if self._view.cursor().shape() != shape:
            self._view.setCursor(shape)
        self.note_move()

    def note_move(self) -> None:
        """Ask for the place under the pointer again, soon."""
        if not self._timer.isActive():
            self._timer.start()

    def refresh(self) -> None:
        """Say anew what the card says, as when a second has passed."""
        if self._corners.card.isVisible():
            self.hover(self._place)

    def leave(self) -> None:
        """Take the card away."""
        self._corners.show_card((), self._place)

    def stop(self) -> None:
        """Ask no more, as the map closes."""
        self._timer.stop()

    @guarded
    def _ask_spot(self) -> None:
        """Say the place under the pointer; its street as soon as the worker knows."""
        spot = self._view.spot_of(self._place)

        def say(street: str, _metres: float) -> None:
            self._corners.say_place(spot.lat, spot.lon, street)

        self._locality.find_spot(spot.lat, spot.lon, say)
