"""The map widget: turns gestures into views and selections, and paints when something
on screen would change; decides nothing about what is true.
"""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from ui.guard import guarded, note_failure
from ui.map.backdrop import paint_failure, paint_focus
from ui.map.card import card_of
from ui.map.corners import Corners
from ui.map.gestures import Gestures
from ui.map.locality import Locality
from ui.map.picking import CAMERA, GROUP, Found, choose, select
from ui.map.sources import Frame
from ui.map.stage import Stage
from ui.selection import Selection
from ui.theme import Theme
from ui.worker.client import Worker

STREET_ZOOM = 16.0
"""Where the map goes when somebody is to be looked at."""
_SPOT_MS = 150
_RING_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MapView(Gestures):
    """The live map. `frame` and `selection` are shared with every other panel.

    Signals: `place_clicked(lat, lon)` for a click on nothing; `view_held(held)` when a
    gesture took the view or Home gave it back; `camera_requested(camera_id)`.
    """

    place_clicked = Signal(float, float)
    view_held = Signal(bool)
    camera_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        frame: Frame,
        selection: Selection,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAccessibleName("Map")
        self.setMinimumSize(480, 360)
        self.stage = Stage(theme, frame, selection, self, self.viewport)
        self.locality = Locality(self.stage.ground, self.stage.routes, self)
        self.corners = Corners(self, theme)
        self._theme, self._frame, self._selection = theme, frame, selection
        self._held = self._ring = self._looked = False
        self._left: tuple[float, float, float] | None = None
        self._pointer = QPointF()
        precise = Qt.TimerType.PreciseTimer
        self._timer = QTimer(self, singleShot=True, timerType=precise)
        self._timer.timeout.connect(self._look)
        self._spot_timer = QTimer(self, singleShot=True, interval=_SPOT_MS)
        self._spot_timer.timeout.connect(self._ask_spot)
        self.stage.ground.changed.connect(self.update)
        self.moved.connect(self._note_gesture)
        self.clicked.connect(self._click)
        self.doubled.connect(self._double)
        self.hovered.connect(self._hover)
        self.tool_changed.connect(self._note_tool)
        self.corners.home.clicked.connect(self.go_home)
        self.locality.trouble.connect(self.corners.say_trouble)
        theme.changed.connect(self._restyle)
        selection.changed.connect(self._note_selection)
        frame.picture_changed.connect(self._note_picture)
        frame.tracks_changed.connect(self._note_tracks)
        frame.second.connect(self._note_second)
        self.corners.say_map(known=False)

    @property
    def is_held(self) -> bool:
        """Whether a gesture holds the view."""
        return self._held

    @property
    def worker(self) -> Worker | None:
        """The helper process of the map that is shown: paints, finds ways and times."""
        return self.locality.worker

    def set_pack(self, path: Path | str | None) -> None:
        """Show a map pack, or none. Raises PackError; then there is no map."""
        try:
            if path is None:
                self.locality.close()
            else:
                self.locality.open(path)
        finally:
            self.stage.has_map = self.locality.is_known
            self.corners.say_map(known=self.stage.has_map)
        if not self._looked:
            self._fit_whole()
        self.update()

    def centre_on(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Put a place in the middle. Raises ValueError when it is no place."""
        self.viewport.look_at(lat, lon, zoom)
        self._looked = True
        self._view_moved()

    def fit(self, points: Iterable[tuple[float, float]]) -> None:
        """Show all (lat, lon) places."""
        self.viewport.fit(points)
        self._looked = True
        self._view_moved()

    def visit(self, lat: float, lon: float) -> None:
        """Go to a place at street zoom; Home comes back to the view that is left."""
        left = self._left or self.viewport.state()
        self.centre_on(lat, lon, max(self.viewport.zoom, STREET_ZOOM))
        self._hold(held=False)
        self._left = left
        self.corners.say_held(held=False, away=True)

    def go_home(self) -> None:
        """Give the view back: as it was before a visit, else to the whole place."""
        if self._left is not None:
            self.viewport.restore(self._left)
            self._left = None
            self._view_moved()
        else:
            self._fit_whole()
        self._hold(held=False)

    def set_link_age(self, seconds: float) -> None:
        """Say how old the last frame is: 3, 6 and 12 s each change the map."""
        feed = self.stage.dead_feed
        before = feed.look
        feed.age_s = max(seconds, 0.0)
        self.stage.ground.colourless = feed.look in {"desaturated", "no_live_data"}
        zone = self._frame.picture.codes.time_zone
        self.corners.say_banner(feed.banner(self._frame.now_us(), zone))
        if feed.look != before:
            self.update()

    def set_exercise(self, exercise: bool) -> None:  # noqa: FBT001 - agreed between rooms
        """Write EXERCISE across the map, or not."""
        if exercise != self.stage.exercise:
            self.stage.exercise = exercise
            self.update()

    def found_at(self, place: QPointF) -> list[Found]:
        """Return what lies under a point of the widget, what a click means first."""
        pixel = self.pixel_of(place)
        return self.stage.found_at(pixel.x(), pixel.y())

    def point_of(self, lat: float, lon: float) -> QPointF:
        """Return where a place is drawn, in the widget's own coordinates."""
        pixel = QPointF(*self.viewport.place_to_screen(lat, lon))
        return pixel / self.devicePixelRatioF()

    def shut(self) -> None:
        """End the worker and let go of the pack, before the window goes."""
        self.take_tool(None)
        self._timer.stop()
        self._spot_timer.stop()
        self.locality.close()

    @guarded
    def _note_picture(self, ids: frozenset[str]) -> None:
        self.stage.touch(ids)
        self._changed()

    @guarded
    def _note_selection(self) -> None:
        self.stage.touch_selection()
        self.stage.routes.follow(self.stage.scene())
        QTimer.singleShot(0, self, self._changed)  # lists paint first, in this turn

    @guarded
    def _note_tracks(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start(0)

    @guarded
    def _note_second(self) -> None:
        if self.isVisible() and self.stage.second():
            self.update()
        if self.corners.card.isVisible():
            self._hover(self._pointer)

    @guarded
    def _restyle(self) -> None:
        self._resize_view()
        self._view_moved()

    def _changed(self) -> None:
        if self.isVisible():
            self._timer.start(0)
            self.update()

    def _view_moved(self) -> None:
        self.stage.note_change()
        self.corners.say_scale(self.viewport, self.devicePixelRatioF())
        if self.underMouse() and not self._spot_timer.isActive():
            self._spot_timer.start()
        self._changed()

    @guarded
    def _look(self) -> None:
        """Paint if a frame would show something else; look again when it may."""
        if not self.isVisible():
            return
        if self.stage.look() or self.stage.labels_wait_s == 0.0:
            self.update()
        self._timer.start(self.stage.wait_ms())

    def _hold(self, *, held: bool) -> None:
        self._looked = self._looked or held
        self._left = None if held else self._left
        changed, self._held = held != self._held, held
        self.corners.say_held(held=held)
        if changed:
            self.view_held.emit(held)

    def _fit_whole(self) -> None:
        corners = self.locality.corners()
        if not corners:
            tracks = self._frame.tracks
            corners = list(zip(tracks.lat.tolist(), tracks.lon.tolist(), strict=True))
        self.viewport.fit(corners)
        self._view_moved()

    def _resize_view(self) -> None:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        self.viewport.resize(size.width(), size.height(), ratio * self._theme.scale)

    def _note_gesture(self) -> None:
        self.corners.show_card((), self._pointer)
        self._hold(held=True)
        self._view_moved()

    def _note_tool(self) -> None:
        self.corners.show_card((), self._pointer)
        self.corners.say_tool(self.tool)

    def _double(self, place: QPointF) -> None:
        """Open a camera, or come one zoom nearer."""
        cameras = [each for each in self.found_at(place) if each.kind == CAMERA]
        if cameras:
            self.camera_requested.emit(cameras[0].entity_id)
        else:
            self._come_nearer(place)

    def _click(self, place: QPointF) -> None:
        chosen = choose(self.found_at(place), self._selection)
        if chosen is None:
            pixel = self.pixel_of(place)
            self.place_clicked.emit(*self.viewport.to_place(pixel.x(), pixel.y()))
        elif chosen.kind == GROUP:
            self._come_nearer(place)
        else:
            select(self._selection, chosen)

    def _come_nearer(self, place: QPointF) -> None:
        self.zoom(2, place)

    def _hover(self, place: QPointF) -> None:
        self._pointer = place
        found = self.found_at(place)
        lines = card_of(self.stage.scene(), found)
        self.corners.show_card(lines, place)
        rest = self.tool.cursor if self.tool else Qt.CursorShape.ArrowCursor
        shape = Qt.CursorShape.PointingHandCursor if found else rest
        if self.cursor().shape() != shape:
            self.setCursor(shape)
        if not self._spot_timer.isActive():
            self._spot_timer.start()

    @guarded
    def _ask_spot(self) -> None:
        """Say the place under the pointer; its street as soon as the worker knows."""
        pixel = self.pixel_of(self._pointer)
        lat, lon = self.viewport.to_place(pixel.x(), pixel.y())

        def say(street: str, _metres: float) -> None:
            self.corners.say_place(lat, lon, street)

        self.locality.find_spot(lat, lon, say)

    # Qt's overrides

    def sizeHint(self) -> QSize:
        """As wide and high as in the design."""
        return QSize(894, 976)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every layer; when one fails, say so instead of dying."""
        painter = QPainter(self)
        try:
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            self.stage.boxes = self.corners.boxes(ratio)
            self.stage.paint(painter)
            self.paint_tool(painter, self.stage.scene())
            if self._ring:
                paint_focus(painter, self._theme, self.viewport)
            painter.end()
        except Exception:  # noqa: BLE001 - a named door: what leaves here ends the process
            note_failure("MapView.paintEvent")
            painter.end()
            paint_failure(self, self._theme)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle in the middle."""
        self._resize_view()
        if not self._looked:
            self._fit_whole()
        self._view_moved()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look; a hidden map costs nothing."""
        self._resize_view()
        self._view_moved()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home gives the view back; the rest is the tool's and the hand's."""
        if event.key() == Qt.Key.Key_Home:
            self.go_home()
        else:
            super().keyPressEvent(event)

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        """Take the card away."""
        self.corners.show_card((), self._pointer)

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard brought the focus."""
        self._ring = event.reason() in _RING_REASONS
        self.update()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        self.update()
