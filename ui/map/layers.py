"""What the map shows: its layers by name in one list, with their switches and filters.

An officer's emergency is in no layer that can be switched: nothing here hides it.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from controlroom.domain.entities import Drawing, DrawingKind, Incident, Unit
from ui.map.scene import Scene

Paint = Callable[[QPainter, Scene], None]


class Painted(NamedTuple):
    """One step of painting: the layer it belongs to, or "" for what always shows."""

    layer: str
    paint: Paint


class Layer(NamedTuple):
    """A row of the list. `why_fixed` says why it has no switch.

    filters: what of it can be left out, by the name of the filter.
    """

    name: str
    words: str
    why_fixed: str = ""
    filters: tuple[str, ...] = ()


LAYERS: tuple[Layer, ...] = (
    Layer("alarms", "Alarms and emergencies", "An officer in danger is never hidden."),
    Layer("units", "Units", filters=("state", "kind", "sector")),
    Layer("incidents", "Incidents", filters=("grade", "sector")),
    Layer("cameras", "Cameras"),
    Layer("rvps", "RVPs"),
    Layer("warnings", "Warnings"),
    Layer("cordons", "Cordons", filters=("kind",)),
    Layer("geofences", "Geofences"),
    Layer("annotations", "Annotations"),
    Layer("sectors", "Sectors"),
)
"""Every layer there is, what lies on top first."""

BY_NAME = {layer.name: layer for layer in LAYERS}
LAYER_OF: dict[DrawingKind, str] = {
    "rvp": "rvps",
    "inner_cordon": "cordons",
    "outer_cordon": "cordons",
    "geofence": "geofences",
    "annotation": "annotations",
    "marker": "warnings",
}
"""Layer by kind of drawing."""
MOST_KEPT = 500
"""Values left out by filters, in all; more in a kept layout are forgotten."""

STATE_GROUPS: tuple[tuple[str, str, frozenset[int]], ...] = (
    ("deployable", "Deployable", frozenset({1, 2, 3, 7})),
    ("en_route", "En route", frozenset({5})),
    ("at_scene", "At scene", frozenset({6})),
    ("not_deployable", "Not deployable", frozenset({4, 8, 9, 10})),
)
"""Radio states as the map colours them: name, words, states."""
_GROUP_OF = {state: name for name, _, states in STATE_GROUPS for state in states}


class Layers(QObject):
    """Which layers are off and what filters leave out, for one person."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._off: set[str] = set()
        self._out: set[tuple[str, str, str]] = set()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is switched off or left out."""
        return not self._off and not self._out

    def shows(self, name: str) -> bool:
        """Return whether a layer is on; what is no layer always shows."""
        return name not in self._off

    def leaves_out(self, name: str, by: str, value: str) -> bool:
        """Return whether a filter leaves out what has a value."""
        return (name, by, value) in self._out

    def switch(self, name: str, *, on: bool) -> None:
        """Show a layer or not; one that is fixed, or none, stays as it is."""
        layer = BY_NAME.get(name)
        if layer is None or layer.why_fixed or on is self.shows(name):
            return
        self._off ^= {name}
        self.changed.emit()

    def leave_out(self, name: str, by: str, value: str, *, out: bool) -> None:
        """Leave out of a layer what has a value, or no longer."""
        layer = BY_NAME.get(name)
        known = layer is not None and by in layer.filters
        if not known or out is self.leaves_out(name, by, value):
            return
        if out and len(self._out) >= MOST_KEPT:
            return
        self._out ^= {(name, by, value)}
        self.changed.emit()

    def show_all(self) -> None:
        """Switch everything on and let every filter go."""
        if not self.is_whole:
            self._off.clear()
            self._out.clear()
            self.changed.emit()

    def filtered(self, name: str) -> bool:
        """Return whether a filter of a layer leaves anything out."""
        return any(layer == name for layer, _, _ in self._out)

    def passes_unit(self, unit: Unit) -> bool:
        """Return whether switch and filters let a unit be drawn."""
        if not self.shows("units"):
            return False
        if not self._out:
            return True
        return not (
            self.leaves_out("units", "state", group_of(unit.state))
            or self.leaves_out("units", "kind", unit.kind)
            or self.leaves_out("units", "sector", unit.sector)
        )

    def passes_incident(self, incident: Incident) -> bool:
        """Return whether switch and filters let an incident be drawn."""
        if not self.shows("incidents"):
            return False
        return not (
            self.leaves_out("incidents", "grade", incident.grade)
            or self.leaves_out("incidents", "sector", incident.sector)
        )

    def passes_drawing(self, drawing: Drawing) -> bool:
        """Return whether switch and filters let a drawing be drawn."""
        layer = LAYER_OF[drawing.kind]
        return self.shows(layer) and not self.leaves_out(layer, "kind", drawing.kind)

    def kept(self) -> tuple[str, ...]:
        """Return what a layout keeps: `cameras`, or `units/kind/dog`."""
        return (*sorted(self._off), *("/".join(each) for each in sorted(self._out)))

    def restore(self, kept: Iterable[str]) -> None:
        """Take over what a layout kept; what is not known here is left aside."""
        self._off.clear()
        self._out.clear()
        for entry in list(kept)[:MOST_KEPT]:
            name, _, rest = entry.partition("/")
            by, _, value = rest.partition("/")
            layer = BY_NAME.get(name)
            if layer is None or layer.why_fixed:
                continue
            if not rest:
                self._off.add(name)
            elif by in layer.filters:
                self._out.add((name, by, value))
        self.changed.emit()


def group_of(state: int) -> str:
    """Return the group of a radio state; one that is in none is not deployable."""
    return _GROUP_OF.get(state, "not_deployable")
