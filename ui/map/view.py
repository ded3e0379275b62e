"""The map widget: turns gestures into views and selections, and paints when something
on screen would change; decides nothing about what is true.
"""

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

from ui.after_paint import AfterPaint, Strokes
from ui.guard import guarded, note_failure
from ui.map.backdrop import paint_failure, paint_focus
from ui.map.corners import Corners
from ui.map.credits import Credits
from ui.map.gestures import Gestures
from ui.map.helm import Helm
from ui.map.layers import Layers
from ui.map.locality import Locality
from ui.map.lookout import Points
from ui.map.opening import Opening
from ui.map.pace import FASTEST_MS
from ui.map.picking import Found
from ui.map.pointer import Pointer
from ui.map.sources import Frame
from ui.map.stage import Stage
from ui.selection import Selection
from ui.theme import Theme
from ui.worker.client import NO_PICTURES, Worker
from ui.worker.messages import Picturing

LONGEST_WAY_S = 0.25
"""A map that was not painted for so long gives way to no key."""
_RING_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MapView(Gestures):
    """The live map. `frame` and `selection` are shared with every other panel.

    A second map is given the `locality` of the first: it shows the same pack by the
    same worker, and must be shut before it.

    Signals: `place_clicked(lat, lon)` for a click on nothing; `camera_requested(id)`.
    """

    place_clicked = Signal(float, float)
    camera_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        frame: Frame,
        selection: Selection,
        parent: QWidget | None = None,
        locality: Locality | None = None,
        layers: Layers | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAccessibleName("Map")
        self.setMinimumSize(480, 360)
        self.stage = Stage(theme, frame, selection, self, self.viewport, layers)
        self._is_guest = locality is not None
        self.locality = locality or Locality(self)
        self.locality.lend(self.stage.ground, self.stage.routes)
        self.locality.changed.connect(self._note_place)
        self.corners = Corners(self, theme)
        self.credits = Credits(self.locality, self.corners, frame, self)
        self._theme, self._frame, self._selection = theme, frame, selection
        self.helm = Helm(
            self.stage, self.locality, self.corners, frame, self._may_glide
        )
        self.lookout = self.helm.lookout
        self._ring = self._behind = self._chosen = self._due = False
        self.pointer = Pointer(self, self.stage, self.locality, self.corners, selection)
        self.opening = Opening(self, self.stage, self.lookout, selection, theme)
        self.pointer.group_clicked.connect(self.opening.open)
        self.pointer.stack_clicked.connect(self.opening.offer)
        self.pointer.far_clicked.connect(self.visit)
        precise = Qt.TimerType.PreciseTimer
        self._timer = QTimer(self, singleShot=True, timerType=precise)
        self._timer.timeout.connect(self._look)
        self.stage.ground.changed.connect(self.update)
        self.moved.connect(self._note_gesture)
        self.lookout.moved.connect(self._view_moved)
        self.pointer.place_clicked.connect(self.place_clicked)
        self.pointer.camera_requested.connect(self.camera_requested)
        self.tool_changed.connect(self._note_tool)
        self.stage.layers.changed.connect(self._note_layers)
        self.corners.hidden.clicked.connect(self.stage.layers.show_all)
        self.locality.trouble.connect(self._say_trouble)
        theme.changed.connect(self._restyle)
        self.sharpness_changed.connect(self._restyle)
        self._after_lists = AfterPaint(self)
        self._after_lists.passed.connect(self._go_on)
        self._strokes = Strokes(self)
        self._strokes.struck.connect(self.give_way)
        selection.changed.connect(self._note_selection)
        frame.picture_changed.connect(self._note_picture)
        frame.tracks_changed.connect(self._note_tracks)
        frame.second.connect(self._note_second)
        self._note_place()

    @property
    def is_seen(self) -> bool:
        """Whether anybody can see this map; one that is hidden or minimised rests."""
        return self.isVisible() and not self.window().isMinimized()

    @property
    def worker(self) -> Worker | None:
        """The helper process of the map that is shown: paints, finds ways and times."""
        return self.locality.worker

    def set_pack(
        self,
        path: Path | str | None,
        picturing: Picturing = NO_PICTURES,
        worker: Worker | None = None,
    ) -> None:
        """Show a map pack, pictures of the ground, both or none.

        worker: one for the same that was started before. Raises PackError; then there
        is no map.
        """
        self.locality.open(path, picturing, worker)

    def centre_on(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Put a place in the middle. Raises ValueError when it is no place."""
        self.lookout.look_at(lat, lon, zoom)

    def fit(self, points: Points) -> None:
        """Show all (lat, lon) places at once."""
        self.lookout.fit(points, at_once=True)

    def visit(self, lat: float, lon: float) -> None:
        """Go to a place at street zoom; Home comes back to the view that is left."""
        self.lookout.visit(lat, lon)

    def go_home(self) -> None:
        """Give the view back: as it was before a visit, else to the whole place."""
        self.helm.go_home()

    def step_back(self) -> bool:
        """Esc: close the list, let go of the tool, else of whom the map follows."""
        if self.opening.chooser.close_list() or super().step_back():
            return True
        return self.helm.let_go()

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
        return self.pointer.found_at(place)

    def point_of(self, lat: float, lon: float) -> QPointF:
        """Return where a place is drawn, in the widget's own coordinates."""
        pixel = QPointF(*self.viewport.place_to_screen(lat, lon))
        return pixel / self.devicePixelRatioF()

    def give_way(self) -> None:
        """Let the window paint first what a key changes elsewhere.

        Not for ever: who holds a key down on a slow machine sees the map move too.
        """
        if self.is_seen and self.stage.drawn_for_s < LONGEST_WAY_S:
            self._after_lists.wait()

    def shut(self) -> None:
        """End the worker and let go of the pack, before the window goes."""
        self.take_tool(None)
        self.lookout.stop()
        self._timer.stop()
        self.pointer.stop()
        if self._is_guest:
            self.locality.take_back(self.stage.ground)
        else:
            self.locality.close()

    @guarded
    def _note_place(self) -> None:
        self.stage.has_map = self.locality.is_known
        self.stage.has_ground = self.locality.is_painted
        self.corners.say_map(known=self.stage.has_map)
        self._show_whole()
        self.update()

    def _say_trouble(self, sentence: str) -> None:
        self.corners.say_trouble(sentence)

    @guarded
    def _note_picture(self, ids: frozenset[str]) -> None:
        if not self.is_seen:
            self._behind = True
            return
        self.stage.touch(ids)
        self.helm.note_picture()
        self._changed()

    @guarded
    def _note_selection(self) -> None:
        if not self.is_seen:
            self._behind = True
            return
        self._chosen = self._due = True
        self._after_lists.wait()

    @guarded
    def _note_tracks(self) -> None:
        if self.is_seen and not self._timer.isActive():
            self._timer.start(0)

    @guarded
    def _note_second(self) -> None:
        if not self.is_seen:
            return
        if self.stage.second():
            self._due = True
            self._after_lists.wait()
        self._say_hidden()
        self.pointer.refresh()
        self.opening.chooser.refresh()

    def _go_on(self) -> None:
        """The window has painted what a key or a second changed: the map's turn."""
        if self._due:
            self._due = False
            self._changed()
        elif self.is_seen:
            self._timer.start(0)

    def _catch_up(self) -> None:
        """Read what was missed while nobody could see this map, or had to wait."""
        if not self.is_seen:
            return
        if self._behind:
            self._behind = False
            self.stage.read_all()
            self.helm.note_picture()
        elif self._chosen:
            self.stage.touch_selection()
        else:
            return
        self._chosen = False
        self.stage.routes.follow(self.stage.scene())

    def _may_glide(self) -> bool:
        return self.is_seen and not self._theme.still

    @guarded
    def _note_layers(self) -> None:
        self._say_hidden()
        self._changed()

    def _say_hidden(self) -> None:
        self.corners.say_hidden(self.stage.hidden())

    @guarded
    def _restyle(self) -> None:
        self._resize_view()
        self._view_moved()

    def _changed(self) -> None:
        if self.is_seen:
            self._timer.start(0)
            self.update()

    def _view_moved(self) -> None:
        self.stage.note_change()
        self.corners.say_scale(self.viewport, self.devicePixelRatioF())
        if self.underMouse():
            self.pointer.note_move()
        self._changed()

    @guarded
    def _look(self) -> None:
        """Paint if a frame would show something else; look again when it may."""
        if not self.is_seen or self._after_lists.is_waiting:
            return
        self._catch_up()
        self.helm.move_along()
        if self.stage.is_just_looked_at:
            self._timer.start(FASTEST_MS)
            return
        if self.stage.look() or self.stage.are_plates_due:
            self.update()
        self._timer.start(self.stage.wait_ms())

    def _show_whole(self) -> None:
        if self.helm.show_whole():
            self._view_moved()

    def _resize_view(self) -> None:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        self.viewport.resize(size.width(), size.height(), ratio * self._theme.scale)

    def _note_gesture(self) -> None:
        self.pointer.leave()
        self.lookout.note_hand()

    def _note_tool(self) -> None:
        self.pointer.leave()
        self.corners.say_tool(self.tool)

    # Qt's overrides

    def sizeHint(self) -> QSize:
        """As wide and high as in the design."""
        return QSize(894, 976)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every layer; when one fails, say so instead of dying."""
        if self.window().isMinimized():
            return  # some systems ask for pictures of windows that nobody can see
        painter = QPainter(self)
        try:
            self._catch_up()
            ratio = self.devicePixelRatioF()
            painter.scale(1 / ratio, 1 / ratio)
            self.stage.boxes = self.corners.boxes(ratio)
            self.stage.paint(painter)
            self.paint_tool(painter, self.stage.scene())
            if self._ring:
                paint_focus(painter, self._theme, self.viewport)
            painter.end()
            if self.stage.are_plates_due:  # the rest of the plates must not wait
                self._timer.start(self.stage.wait_ms())
        except Exception:  # noqa: BLE001 - a named door: what leaves here ends the process
            note_failure("MapView.paintEvent")
            painter.end()
            paint_failure(self, self._theme)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the middle in the middle."""
        self._resize_view()
        self.helm.show_whole()
        self._view_moved()

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """Begin to look; a hidden map costs nothing."""
        self._strokes.listen()
        self._resize_view()
        self._catch_up()
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
        self.pointer.leave()

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
