"""The command bar in its window: where it opens, and what choosing a find does."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget

from controlroom.domain.coordinates import Point
from controlroom.domain.geo import destination
from controlroom.domain.within import WORD, Within
from ui.bar.plan import Plan
from ui.find import ACTION, CAMERA, DRAWING, ENTITIES, INCIDENT, UNIT, Finder, Hit
from ui.keys import Keys
from ui.maps import Maps
from ui.panels.command import CommandBar
from ui.standpoint import Standpoint, place_of_selection
from ui.window import Window

TOP = 84
"""Top of the command bar, design pixels: never over the alarm strip."""
TOWN_MPS = 8.0
"""About how fast a car comes nearer in a town: enough to know what to show."""
_AROUND = (0.0, 90.0, 180.0, 270.0)
RING = 22
"""Radius of the ring around what is selected, design pixels."""


class Finding(QObject):
    """Opens the bar over a window and goes to what is chosen in it."""

    def __init__(
        self,
        window: Window,
        keys: Keys,
        maps: Maps,
        go_to: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._keys, self._go_to = window, keys, go_to
        self._maps = maps
        self._view = maps.main
        self._position = window.position
        self._finder = Finder(self._position, window.streets, self._middle)
        self.bar = CommandBar(self._position, self._finder, keys.why_not, window)
        self._before: QWidget | None = None
        self.bar.hit_chosen.connect(self._go_to_hit)
        self.bar.closed.connect(self._give_back_focus)
        self._position.frame.second.connect(self._finder.lexicon.gather)

    def open(self, text: str = "") -> None:
        """Open the command bar where it hides neither emergency nor selection."""
        self._before = QApplication.focusWidget()
        view = self._view = self._maps.here
        self._maps.come_back()
        spot = view.pointer.spot if view.underMouse() else None
        self._finder.pointed = (spot.lat, spot.lon) if spot is not None else None
        self.bar.open_bar(text)
        self._place()

    def ask_around(self) -> None:
        """Open the bar with the question what is within some metres or minutes."""
        self.open(f"{WORD} ")

    def _middle(self) -> Point:
        return self._view.viewport.centre

    def _go_to_hit(self, hit: Hit) -> None:
        if hit.plan is not None:
            self._send(hit.plan)
        elif hit.kind == ACTION:
            self._keys.trigger(hit.key, hit.place)
        elif hit.within is not None and hit.here is not None:
            self._window.surroundings.ask(hit.within, hit.here)
            self._keys.trigger("near")
            self._show_around(hit.here, hit.within)
        elif hit.kind in ENTITIES:
            self._select(hit)
            self._go_to()
        elif hit.lat is not None and hit.lon is not None:
            self._window.map.visit(hit.lat, hit.lon)

    def _select(self, hit: Hit) -> None:
        selection = self._position.selection
        if hit.kind == INCIDENT:
            selection.select_unit(None)
        {
            UNIT: selection.select_unit,
            INCIDENT: selection.select_incident,
            CAMERA: selection.select_camera,
            DRAWING: selection.select_drawing,
        }[hit.kind](hit.key)

    def _show_around(self, here: Standpoint, within: Within) -> None:
        """Bring what was asked about into view, unless it is in view already."""
        view = self._maps.here
        if view.rect().contains(view.point_of(*here.point).toPoint()):
            return
        metres = within.metres or within.seconds * TOWN_MPS
        view.lookout.show(destination(*here.point, turn, metres) for turn in _AROUND)

    def repeat(self) -> None:
        """Open the bar with the line that was done last: what it does is read first."""
        self.open(self.bar.history.last)

    def _send(self, plan: Plan) -> None:
        """Send what a line asks for; what is selected stays, unless nothing was."""
        position = self._position
        if plan.act is None:
            return
        incident_id = getattr(plan.act, "incident_id", None)
        if position.selection.incident_id is None and incident_id is not None:
            position.selection.select_incident(incident_id)
        position.send(plan.act, *plan.subjects, words=plan.title)

    def _give_back_focus(self) -> None:
        before = self._before
        if before is not None and before.isVisible():
            before.setFocus()
        else:
            self._window.map.setFocus()

    def _place(self) -> None:
        """At the top of the map; at its bottom when the top would hide what matters."""
        window, theme = self._window, self._position.theme
        wide, high = self.bar.wish()
        wide = min(wide, window.width() - theme.px(32))
        x = (window.width() - wide) // 2
        top = window.edge.margins()[1] + theme.px(TOP)
        bottom = window.height() - window.status.height() - high - theme.px(8)
        bottom -= window.edge.margins()[3]
        at_top = QRect(x, top, wide, high)
        low = self._would_hide(at_top)
        self.bar.setGeometry(x, max(top, bottom) if low else top, wide, high)

    def _would_hide(self, bar: QRect) -> bool:
        """True when an emergency stands, or the selection is drawn under the bar."""
        chosen, view = place_of_selection(self._position), self._window.map
        if self._window.strip.urgent:
            return True
        if chosen is None:
            return False
        point = view.point_of(*chosen.point).toPoint()
        ring = self._position.theme.px(RING)
        near = bar.adjusted(-ring, -ring, ring, ring)
        seen = view.rect().contains(point)
        return seen and near.contains(view.mapTo(self._window, point))
