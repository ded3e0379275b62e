"""What lies under the pointer: its card, what a click on it means, the place's name."""

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal

from ui.guard import guarded
from ui.map.card import card_of
from ui.map.corners import Corners
from ui.map.gestures import Gestures
from ui.map.locality import Locality
from ui.map.outside import far_at
from ui.map.picking import CAMERA, GROUP, Found, choose, select, stacked
from ui.map.stage import Stage
from ui.map.tool import Spot
from ui.selection import Selection

NEARER = 2
"""Steps of zoom that a double click comes nearer."""
_SPOT_MS = 150


class Pointer(QObject):
    """Follows the pointer over one map; asks the worker for a street seven times a
    second at most.

    Signals: `place_clicked(lat, lon)` for a click on nothing, `camera_requested(id)`,
    `group_clicked(group, place)` and `stack_clicked(unit ids, place)` with widget
    pixels, `far_clicked(lat, lon)` for the mark of an officer outside the view.
    """

    place_clicked = Signal(float, float)
    camera_requested = Signal(str)
    group_clicked = Signal(str, QPointF)
    stack_clicked = Signal(object, QPointF)
    far_clicked = Signal(float, float)

    def __init__(
        self,
        view: Gestures,
        stage: Stage,
        locality: Locality,
        corners: Corners,
        selection: Selection,
    ) -> None:
        super().__init__(view)
        self._view, self._stage = view, stage
        self._locality, self._corners = locality, corners
        self._selection = selection
        self._place = QPointF()
        self._timer = QTimer(self, singleShot=True, interval=_SPOT_MS)
        self._timer.timeout.connect(self._ask_spot)
        view.hovered.connect(self.hover)
        view.clicked.connect(self._click)
        view.doubled.connect(self._double)

    def found_at(self, place: QPointF) -> list[Found]:
        """Return what lies under a point of the widget, what a click means first."""
        pixel = self._view.pixel_of(place)
        return self._stage.found_at(pixel.x(), pixel.y())

    @property
    def spot(self) -> Spot:
        """The place under the pointer, as it was seen last."""
        return self._view.spot_of(self._place)

    @guarded
    def hover(self, place: QPointF) -> None:
        """Say what is under a point of the widget."""
        self._place = place
        found = self.found_at(place)
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
    def _click(self, place: QPointF) -> None:
        """Select what is there, open a group, or say the place."""
        found = self.found_at(place)
        stack = stacked(found, self._stage.scene())
        if stack:
            self.leave()
            self.stack_clicked.emit(stack, place)
            return
        chosen = choose(found, self._selection)
        if chosen is None:
            spot = self._view.spot_of(place)
            self.place_clicked.emit(spot.lat, spot.lon)
        elif chosen.kind == GROUP:
            self.leave()
            self.group_clicked.emit(chosen.entity_id, place)
        else:
            select(self._selection, chosen)
            spot = self._view.spot_of(place)
            far = far_at(self._stage.scene(), spot.x, spot.y)
            if far is not None:
                self.far_clicked.emit(far.lat, far.lon)

    @guarded
    def _double(self, place: QPointF) -> None:
        """Open a camera, or come one zoom nearer."""
        cameras = [each for each in self.found_at(place) if each.kind == CAMERA]
        if cameras:
            self.camera_requested.emit(cameras[0].entity_id)
        else:
            self._view.zoom(NEARER, place)

    @guarded
    def _ask_spot(self) -> None:
        """Say the place under the pointer; its street as soon as the worker knows."""
        spot = self._view.spot_of(self._place)

        def say(street: str, _metres: float) -> None:
            self._corners.say_place(spot.lat, spot.lon, street)

        self._locality.find_spot(spot.lat, spot.lon, say)
