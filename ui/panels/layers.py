"""The layers of the map in one list to walk by keys: a switch and filters each, and
every drawing.
"""

from collections import Counter

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from controlroom.domain.entities import UnitKind
from ui.controls import ENTER, KeyButton, claim
from ui.dock import Panel
from ui.guard import guarded, guarded_with
from ui.map.layers import LAYER_OF, LAYERS, STATE_GROUPS, Layer, group_of
from ui.map.overlays import Overlays
from ui.map.symbols import KINDS, OFF_DUTY
from ui.map.view import MapView
from ui.pads import pad
from ui.panels.heads import ColumnHead
from ui.panels.layers_rows import (
    FILTER,
    LAYER,
    OVERLAY,
    ROW,
    TITLES,
    LayerRows,
    Tally,
    columns,
)
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section

KEY = "layers"
SHARED = frozenset({"units", "incidents"})
"""Layers of which a partner is shown something."""
_OWN_KEYS = ENTER | {Qt.Key.Key_Delete}


class LayersList(RowView):
    """A list where Enter switches, though the window has another action on Enter.

    Signals: `removed(key)` for Del on a row.
    """

    removed = Signal(str)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keep Enter and Del from the window's actions."""
        return claim(event, _OWN_KEYS) or bool(super().event(event))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that Del was pressed on a row."""
        if event.key() == Qt.Key.Key_Delete and self.current is not None:
            self.removed.emit(self.current)
            return
        super().keyPressEvent(event)


class LayersPanel(Panel):
    """The dock with the layers; they are the same on every map of the desk."""

    def __init__(self, position: Position, view: MapView, overlays: Overlays) -> None:
        super().__init__(position.theme, KEY, "Layers")
        self._overlays = overlays
        self._position = position
        self._map = view
        self._rows = LayerRows(position, overlays)
        self._folded = set(TITLES)
        self._build()
        position.layers.changed.connect(self.refresh)
        overlays.changed.connect(self.refresh)
        position.frame.second.connect(self.refresh)
        position.frame.picture_changed.connect(self._note_picture)
        position.selection.changed.connect(self._redraw)
        self.visibilityChanged.connect(self._seen)

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    def focus_body(self) -> None:
        """Give the focus to the list."""
        self.refresh()
        self._view.setFocus()

    @guarded
    def refresh(self) -> None:
        """Count anew, and list every layer, filter and drawing there is."""
        if not self.isVisible():
            return
        self._rows.tally = tally = self._count()
        layers = [LAYER + each.name for each in self._layers()]
        sections = [Section("layers", layers, row=ROW)]
        for name in TITLES:
            values = self._values(name, tally.filters[name])
            keys = [f"{FILTER}{name}/{value}" for value in values]
            if len(keys) > 1:
                sections.append(Section(name, keys, row=ROW))
        overlays = [OVERLAY + name for name in self._overlays.names()]
        if overlays:
            sections.append(Section("overlays", overlays, row=ROW))
        drawings = list(self._position.frame.picture.drawings)
        if drawings:
            sections.append(Section("drawings", drawings, row=ROW))
        for section in sections:
            section.folded = section.key in self._folded
        if sections != self._view.sections:
            self._view.set_sections(sections)
        hidden = self._map.stage.hidden()
        self.bar.set_title("Layers", f"hidden: {hidden}" if hidden else "all shown")
        self._foot.setVisible(not self._position.layers.is_whole)
        self._view.viewport().update()

    def _layers(self) -> list[Layer]:
        """Return the layers that can have something in them for this person."""
        partner = self._position.offered.is_partner
        return [each for each in LAYERS if not partner or each.name in SHARED]

    def _build(self) -> None:
        theme = self._position.theme
        close = self.bar.add_tool("close", "Close the layers")
        close.clicked.connect(self.close)
        self.add_tear_off()
        self.column.addWidget(ColumnHead(theme, columns))
        self._view = LayersList(theme, self._rows, "Layers")
        self._view.pressed.connect(self._press)
        self._view.activated.connect(self._activate)
        self._view.folded.connect(self._fold)
        self._view.removed.connect(self._remove)
        self.column.addWidget(self._view, 1)
        self._all = KeyButton(theme, "Show all", "Ctrl+H")
        self._all.clicked.connect(lambda: self._position.acted.emit("show_all"))
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        pad(row, theme, (12, 6, 12, 6))
        row.addWidget(self._all)
        row.addStretch(1)
        self._foot.setVisible(False)
        self.column.addWidget(self._foot)

    @guarded
    def _press(self, key: str) -> None:
        """Space or a click: switch, or select a drawing."""
        layers = self._position.layers
        if key.startswith(LAYER):
            layers.switch(key.removeprefix(LAYER), on=not self._rows.is_on(key))
        elif key.startswith(FILTER):
            layer, by, value = self._rows.parts(key)
            layers.leave_out(layer, by, value, out=self._rows.is_on(key))
        elif key.startswith(OVERLAY):
            self._overlays.set_shown(
                key.removeprefix(OVERLAY), not self._rows.is_on(key)
            )
        else:
            self._position.selection.select_drawing(key)

    @guarded
    def _activate(self, key: str) -> None:
        """Enter or a double click: as Space; a selected drawing is gone to."""
        drawing = self._rows.drawing(key)
        if drawing is not None and self._position.selection.drawing_id == key:
            self._map.visit(*drawing.outline.corners[0])
        else:
            self._press(key)

    def _values(self, name: str, counted: Counter[str]) -> list[str]:
        """Values of a filter: those of the codes, those there are, those left out."""
        codes = self._position.frame.picture.codes
        match name.partition("/")[2]:
            case "state":
                known = [each for each, _, _ in STATE_GROUPS]
            case "grade":
                known = [each.code for each in codes.grades]
            case "sector":
                known = [each.name for each in codes.sectors]
            case _ if name == "cordons/kind":
                known = [kind for kind, layer in LAYER_OF.items() if layer == "cordons"]
            case _:
                known = [kind for kind in KINDS if counted[kind]]
        out = [
            each.removeprefix(f"{name}/")
            for each in self._position.layers.kept()
            if each.startswith(f"{name}/")
        ]
        return list(dict.fromkeys([*known, *sorted(set(counted) - {""}), *out]))

    def _count(self) -> Tally:
        """Count what there is, shown or not: who is on duty, what is open."""
        picture, stage = self._position.frame.picture, self._map.stage
        filters: dict[str, Counter[str]] = {name: Counter() for name in TITLES}
        layers: Counter[str] = Counter()
        states, sectors = filters["units/state"], filters["units/sector"]
        kinds: Counter[UnitKind] = Counter()
        for unit in picture.units.values():
            if unit.state != OFF_DUTY:
                layers["units"] += 1
                kinds[unit.kind] += 1
                states[group_of(unit.state)] += 1
                sectors[unit.sector] += 1
        filters["units/kind"].update(kinds)
        for incident in picture.incidents.values():
            if incident.status == "open":
                layers["incidents"] += 1
                filters["incidents/grade"][incident.grade] += 1
                filters["incidents/sector"][incident.sector] += 1
        for drawing in picture.drawings.values():
            layer = LAYER_OF[drawing.kind]
            layers[layer] += 1
            if layer == "cordons":
                filters["cordons/kind"][drawing.kind] += 1
        layers["cameras"] = len(stage.cameras.cameras)
        layers["sectors"] = len(picture.codes.sectors)
        layers["alarms"] = len(picture.standing_alarms())
        return Tally(layers, filters)

    @guarded
    def _remove(self, key: str) -> None:
        """Del: take an overlay off the map; nothing else is removed here."""
        if key.startswith(OVERLAY):
            self._overlays.remove(key.removeprefix(OVERLAY))

    def _fold(self, key: str) -> None:
        self._folded ^= {key}
        self.refresh()

    def _note_picture(self, ids: frozenset[str]) -> None:
        if not ids or any(each.startswith("drw_") for each in ids):
            self.refresh()

    def _redraw(self) -> None:
        if self.isVisible():
            self._view.viewport().update()

    def _seen(self, visible: bool) -> None:  # noqa: FBT001 - Qt's signal
        if visible:
            self.refresh()
