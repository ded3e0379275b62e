"""Where on a desk units are taken up by the mouse, and where they are dropped."""

from PySide6.QtCore import QPointF

from ui.carry import Carry
from ui.map.captions import INCIDENT, UNIT
from ui.map.view import MapView
from ui.map_window import MapWindow
from ui.panels.assign_rows import SENT
from ui.rows import RowView
from ui.spans import HEAD
from ui.window import Window


def join(carry: Carry, window: Window) -> None:
    """Let units be carried between the lists, the map and the incident of a window."""
    assign, units, queue = window.incident.assign, window.units, window.queue

    def listed(view: RowView, point: QPointF) -> str:
        key = view.key_at(point.toPoint())
        return "" if key is None or key.startswith(HEAD) else key

    def from_units(point: QPointF) -> tuple[str, ...]:
        key = listed(units.view, point)
        return (key,) if key in window.position.frame.picture.units else ()

    def from_assign(point: QPointF) -> tuple[str, ...]:
        key = listed(assign.view, point)
        sent = next((s.keys for s in assign.view.sections if s.key == SENT), [])
        if not key or key in sent:
            return ()
        # All that are chosen go along; the press chose this one, or let it go.
        return tuple(dict.fromkeys((*assign.picks, key)))

    def on_queue(point: QPointF) -> str:
        key = listed(queue.view, point)
        return key if key in window.position.frame.picture.incidents else ""

    def on_incident(_point: QPointF) -> str:
        return window.position.selection.incident_id or ""

    carry.take_from(units.view.viewport(), from_units)
    carry.take_from(assign.view.viewport(), from_assign, lambda: assign.choose(()))
    carry.drop_on(queue.view.viewport(), on_queue)
    carry.drop_on(window.incident, on_incident)
    join_map(carry, window, window.map)


def join_further(carry: Carry, window: Window, further: MapWindow) -> None:
    """Let units be carried from and to a map in a window of its own."""
    join_map(carry, window, further.view)
    further.closed.connect(lambda: carry.forget(further.view))


def join_map(carry: Carry, window: Window, view: MapView) -> None:
    """Let the selected unit be carried from a map, and units be dropped on one.

    Only the selected one: whoever drags the map by chance on a unit moves the map.
    """

    def units(point: QPointF) -> tuple[str, ...]:
        chosen = window.position.selection.unit_id
        if chosen is None or view.tool is not None:
            return ()
        under = [each.entity_id for each in view.found_at(point) if each.kind == UNIT]
        return (chosen,) if chosen in under else ()

    def incident(point: QPointF) -> str:
        found = (e.entity_id for e in view.found_at(point) if e.kind == INCIDENT)
        return next(found, "")

    carry.take_from(view, units, view.release_hand)
    carry.drop_on(view, incident)
