"""A short list on the map to choose one of several units that stand at one place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from controlroom.domain import words
from controlroom.domain.entities import Unit
from controlroom.domain.freshness import FADING
from ui.controls import claim
from ui.guard import guarded, guarded_with
from ui.map.scene import Scene
from ui.paint import RIGHT, Ink
from ui.rows import Look, RowView
from ui.say import STATE_WORDS
from ui.spans import Section
from ui.theme import Theme

WIDTH, ROW, HEAD = 300.0, 26.0, 26.0
MOST_ROWS = 10
"""Rows seen at once; the others scroll."""
_AWAY = 20
_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class _List(RowView):
    """The list; Enter and Space choose here, whatever they do in the window."""

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Take the keys of the list before the window's actions do."""
        return claim(event, _KEYS) or bool(super().event(event))


class Chooser(QWidget):
    """A frameless child of the map. Esc, a choice or a click elsewhere closes it.

    Signals: `chosen(unit_id)`; `closed` when it is gone, chosen or not.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget, scene: Callable[[], Scene]
    ) -> None:
        super().__init__(parent)
        self._theme, self._map = theme, parent
        self._scene_now = scene
        self._place = QPointF()
        self.view = _List(theme, self, "Units at this place")
        self.view.ground = "surface.raised"
        self.view.pressed.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.view.hands_changed.connect(self._follow_focus)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.view)
        theme.changed.connect(self._arrange)
        self.hide()

    @property
    def unit_ids(self) -> list[str]:
        """The units to choose from, in the order of their callsigns."""
        return [key for section in self.view.sections for key in section.keys]

    def open_at(self, place: QPointF, unit_ids: list[str]) -> None:
        """Offer some units beside a point of the map, and take the keyboard."""
        units = self._scene_now().picture.units
        known = [units[each] for each in unit_ids if each in units]
        known.sort(key=lambda unit: (len(unit.callsign), unit.callsign))
        if not known:
            return
        self._place = place
        keys = [unit.unit_id for unit in known]
        self.view.set_sections([Section("here", keys, row=ROW, head=HEAD)])
        self._arrange()
        self.show()
        self.raise_()
        self.view.verticalScrollBar().setValue(0)
        self.view.set_current(keys[0])
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_list(self) -> bool:
        """Put the list away; False when it was not there."""
        if self.isHidden():
            return False
        self.hide()
        self.closed.emit()
        return True

    def refresh(self) -> None:
        """Say anew how old the fixes are."""
        if not self.isHidden():
            self.view.viewport().update()

    # ------------------------------------------------------- what the list draws with

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw how many there are and what to do."""
        said = f"{len(section.keys)} units at this place"
        ink.text(
            12, 2, width - 24, HEAD - 4, said, "caption", "text.muted", tabular=False,
            weight=600,
        )  # fmt: skip
        ink.key(width - 12 - ink.key_width("Esc"), 4, "Esc")

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one unit: kind, callsign, state, age of its fix."""
        unit = self._scene_now().picture.units.get(key)
        if unit is None:
            return
        if look.selected:
            ink.fill(0, 0, width, height, "surface.selected")
            ink.fill(0, 0, 3, height, "accent.base")
        elif look.hovered:
            ink.fill(0, 0, width, height, "surface.hover")
        ink.icon(12, 5, f"unit-{unit.kind}", 16, "text.secondary")
        ink.text(36, 2, 60, 22, unit.callsign, color="text.primary", weight=500)
        ink.state(100, 5, unit.state)
        ink.text(124, 2, width - 190, 22, self._state(unit), tabular=False)
        said, old = self._age(unit)
        ink.text(
            width - 64, 2, 52, 22, said, color="text.primary" if old else "text.muted",
            align=RIGHT, weight=600 if old else 400,
        )  # fmt: skip

    def tip(self, key: str) -> str:
        """Return a row in one sentence."""
        unit = self._scene_now().picture.units.get(key)
        if unit is None:
            return ""
        return f"{unit.callsign}, {self._state(unit)}, fix {self._age(unit)[0]} old"

    # -------------------------------------------------------------------------- inside

    def _state(self, unit: Unit) -> str:
        state = self._scene_now().picture.codes.state(unit.state)
        return state.name if state else STATE_WORDS.get(unit.state, "")

    def _age(self, unit: Unit) -> tuple[str, bool]:
        scene = self._scene_now()
        index = scene.sight.index_of(unit.row)
        if index is None:
            return "", False
        seconds = (scene.now_us - int(scene.tracks.fix_us[unit.row])) / 1e6
        return words.age(seconds), int(scene.sight.age[index]) >= FADING

    def _choose(self, unit_id: str) -> None:
        self.close_list()
        self.chosen.emit(unit_id)

    def _follow_focus(self) -> None:
        """A click elsewhere took the keyboard: the list has been left."""
        if not self.isHidden() and not self.view.hasFocus() and self.isActiveWindow():
            self.close_list()

    def _arrange(self) -> None:
        """Stand beside the place, inside the map."""
        theme, room = self._theme, self._map
        rows = min(max(len(self.unit_ids), 1), MOST_ROWS)
        pad = theme.px(1) + 1
        self._column.setContentsMargins(pad, pad, pad, pad)
        width = min(theme.px(WIDTH), room.width())
        height = min(theme.px(HEAD) + rows * theme.px(ROW) + 2 * pad, room.height())
        away = theme.px(_AWAY)
        x, y = self._place.x() + away, self._place.y() - height / 2
        if x + width > room.width():
            x = self._place.x() - away - width
        x = min(max(x, 0), room.width() - width)
        y = min(max(y, 0), room.height() - height)
        self.setGeometry(round(x), round(y), width, height)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border instead of a shadow."""
        with QPainter(self) as painter:
            painter.setPen(QPen(self._theme.color("border.control"), 1))
            painter.setBrush(self._theme.color("surface.raised"))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
