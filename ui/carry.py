"""Units carried by the mouse onto an incident: what dropping does is said on the way.

A press on a unit of the map, the units list or the assign list, moved away, carries it;
an incident in the queue, on the map or in its own dock takes it. Esc lets it go.
"""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.domain.words import names
from ui.guard import guarded, guarded_with
from ui.paint import Ink
from ui.position import Position
from ui.sending import Sending

AWAY_PX = 6.0
"""A press that moves less is a click, design pixels."""
WIDE = 360.0
BESIDE = QPoint(16, 18)
"""Where the note stands from the pointer, widget pixels."""
MOST = 3
"""Sentences of the note."""

Units = Callable[[QPointF], tuple[str, ...]]
"""Which units lie under a point of a widget."""
Incident = Callable[[QPointF], str]
"""Which incident lies under a point of a widget; empty is none."""


def _nothing() -> None:
    return


class _Hold(NamedTuple):
    """A press that may become a carry."""

    source: QWidget
    at: QPointF
    unit_ids: tuple[str, ...]


class CarryNote(QWidget):
    """What is carried and what dropping it here would do, beside the pointer."""

    def __init__(self, position: Position, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._position = position
        self._home = parent
        self._lines: list[str] = []
        self.hide()

    def say(
        self, sentences: tuple[str, ...], at: QPoint, window: QWidget | None = None
    ) -> None:
        """Show sentences beside a point of the screen, inside the window it is over."""
        theme, parent = self._position.theme, window or self._home
        if parent is not self.parentWidget():
            self.setParent(parent)
        face = theme.face("data", weight=500)
        room = theme.px(WIDE - 24)
        self._lines = [line for each in sentences for line in face.lines(each, room)]
        self.setAccessibleName(" ".join(sentences))
        self.resize(theme.px(WIDE), theme.px(12 + 18 * len(self._lines)))
        place = parent.mapFromGlobal(at) + BESIDE
        place.setX(max(0, min(place.x(), parent.width() - self.width())))
        place.setY(max(0, min(place.y(), parent.height() - self.height())))
        self.move(place)
        self.show()
        self.raise_()
        self.update()

    def come_home(self) -> None:
        """Hide, and live with the main window again: others close."""
        self.hide()
        if self.parentWidget() is not self._home:
            self.setParent(self._home)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a floating thing as the design has it: a border, no shadow."""
        with QPainter(self) as painter:
            theme = self._position.theme
            ink = Ink(painter, theme)
            width, height = self.width() / theme.scale, self.height() / theme.scale
            ink.rounded(0, 0, width, height, fill="surface.raised",
                        line="border.control", radius=6)  # fmt: skip
            for number, line in enumerate(self._lines):
                color = "text.primary" if number == 0 else "text.secondary"
                ink.text(12, 6 + 18 * number, width - 20, 18, line, "data", color,
                         weight=500)  # fmt: skip


class Carry(QObject):
    """One carry at a time, for one desk."""

    def __init__(self, position: Position, sending: Sending, window: QWidget) -> None:
        super().__init__(window)
        self._position = position
        self._sending = sending
        self._window = window
        self._sources: dict[QWidget, tuple[Units, Callable[[], None]]] = {}
        self._targets: dict[QWidget, Incident] = {}
        self._hold: _Hold | None = None
        self._carried: tuple[str, ...] = ()
        self.note = CarryNote(position, window)

    @property
    def is_carrying(self) -> bool:
        """Whether units hang on the pointer."""
        return bool(self._carried)

    def take_from(
        self, widget: QWidget, units: Units, ended: Callable[[], None] = _nothing
    ) -> None:
        """Let units be taken from a widget, which is told when a carry has ended."""
        self._sources[widget] = units, ended
        widget.installEventFilter(self)

    def drop_on(self, widget: QWidget, incident: Incident) -> None:
        """Let units be dropped on a widget."""
        self._targets[widget] = incident

    def forget(self, widget: QWidget) -> None:
        """Let a widget go that closes; a carry ends with it."""
        if self._carried:
            self.let_go()
        self._hold = None
        self._sources.pop(widget, None)
        self._targets.pop(widget, None)

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the sources; while something is carried, Esc wherever it is pressed."""
        if isinstance(event, QMouseEvent) and watched in self._sources:
            return self._mouse(event, watched)
        is_key = event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if self._carried and is_key and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.let_go()
            event.accept()
            return True
        return False

    def let_go(self) -> None:
        """Drop nothing."""
        self._end()
        self._position.said.emit("Nothing was dropped.")

    def _mouse(self, event: QMouseEvent, watched: QObject) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._press(event, watched)
                return False
            case QEvent.Type.MouseMove:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease:
                return self._release(event)
            case _:
                return False

    def _press(self, event: QMouseEvent, watched: QObject) -> None:
        self._hold = None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        for source, (units, _) in self._sources.items():
            if source is watched and (found := units(event.position())):
                self._hold = _Hold(source, event.globalPosition(), found)

    def _move(self, event: QMouseEvent) -> bool:
        """Begin once the pointer is away; a source sees no move of what is carried."""
        hold = self._hold
        if hold is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        away = event.globalPosition() - hold.at
        reach = AWAY_PX * self._position.theme.scale
        if not self._carried:
            if max(abs(away.x()), abs(away.y())) < reach:
                return True
            self._begin(hold)
        self._say(event.globalPosition().toPoint())
        return True

    def _release(self, event: QMouseEvent) -> bool:
        carried = self._carried
        if not carried:
            self._hold = None
            return False
        incident_id = self._target(event.globalPosition().toPoint())
        self._end()
        if incident_id:
            self._sending.drop(carried, incident_id)
        else:
            self._position.said.emit("Nothing was dropped: that is no incident.")
        return True

    def _begin(self, hold: _Hold) -> None:
        self._carried = hold.unit_ids
        QApplication.setOverrideCursor(Qt.CursorShape.ClosedHandCursor)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def _end(self) -> None:
        if not self._carried:
            return
        hold, self._hold, self._carried = self._hold, None, ()
        if hold is not None:
            self._sources[hold.source][1]()
        self.note.come_home()
        QApplication.restoreOverrideCursor()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def _say(self, place: QPoint) -> None:
        incident_id = self._target(place)
        if incident_id:
            said = self._sending.dropped(self._carried, incident_id)[:MOST]
        else:
            units = self._position.frame.picture.units
            who = names([units[e].callsign for e in self._carried if e in units])
            said = (f"{who}: drop on an incident.",)
        under = self._under(place)
        self.note.say(said, place, under.window() if under else None)

    def _under(self, place: QPoint) -> QWidget | None:
        """Return what of this desk lies under a point of the screen."""
        home = self._window
        # Off every screen Qt finds nothing, though a window may reach there.
        under = QApplication.widgetAt(place) or home.childAt(home.mapFromGlobal(place))
        windows = {home, *(widget.window() for widget in self._targets)}
        return under if under is not None and under.window() in windows else None

    def _target(self, place: QPoint) -> str:
        """Return the incident under a point of the screen, as a person sees it."""
        under = self._under(place)
        for widget, incident in self._targets.items():
            if under is widget or (under is not None and widget.isAncestorOf(under)):
                return incident(QPointF(widget.mapFromGlobal(place)))
        return ""
