"""What the map shows now, without the mouse and without the picture: a list to walk by
keys, the nearest first; it counts only while it can be seen.
"""

from PySide6.QtCore import QEvent, QTimer

from ui.controls import ENTER, EmptyState, claim
from ui.guard import guarded, guarded_with
from ui.map.roll import KINDS, Roll, call_roll
from ui.map.view import MapView
from ui.panels.held_panel import HeldPanel
from ui.panels.in_view_rows import ROW, TITLES, InViewRows, columns
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section
from ui.standpoint import standpoint

KEY = "in_view"
SETTLE_MS = 250
"""After a move of the map; otherwise once a second."""


class InViewList(RowView):
    """A list where Enter selects, though the window has another action on Enter."""

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keep Enter from the window's actions."""
        return claim(event, ENTER) or bool(super().event(event))


class InViewPanel(HeldPanel):
    """The dock with what is in view of one map."""

    def __init__(self, position: Position, view: MapView) -> None:
        super().__init__(position, KEY, "In view")
        self._map = view
        self._rows = InViewRows(position)
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self.count)
        self._build()
        view.moved.connect(self._note_move)
        view.lookout.moved.connect(self._note_move)
        position.frame.second.connect(self.count)
        position.selection.changed.connect(self._note_move)
        self.visibilityChanged.connect(self._seen)

    @property
    def roll(self) -> Roll:
        """What was in view when it was counted last."""
        return self._rows.roll

    def focus_body(self) -> None:
        """Count, and give the focus to the list."""
        self.count()
        self._view.setFocus()

    @guarded
    def count(self) -> None:
        """Count what is in view; rows stay where they are under a hand."""
        if not self.isVisible() or not self._map.is_seen:
            return
        origin = standpoint(self._position, self._map.viewport.centre)
        if origin is None:
            return
        self._rows.origin = origin.words
        self._rows.roll = call_roll(self._map.stage, *origin.point)
        self._say()
        self._hold(held=self._view.hands_on)

    def sections_now(self) -> list[Section]:
        """Return what was in view when it was counted last, by kind."""
        ids = self._rows.roll.ids
        return [Section(kind, ids[kind], row=ROW) for kind in KINDS if ids.get(kind)]

    def changes(self) -> int:
        """Return how many rows would come or go; what is not listed does not count."""
        listed = {key for section in self._view.sections for key in section.keys}
        return len(listed ^ set(self._rows.roll.entries))

    def _build(self) -> None:
        theme = self._position.theme
        close = self.bar.add_tool("close", "Close what is in view")
        close.clicked.connect(self.close)
        self.add_tear_off()
        view = InViewList(theme, self._rows, "In view")
        view.activated.connect(self._select)
        empty = EmptyState(
            theme, "Nothing is in view here",
            "What the map shows: alarms, incidents, units, cameras and drawings.",
            (("Shift+U", "Show every unit"), ("Home", "Restore the map's view")),
        )  # fmt: skip
        self._fill(columns, view, empty)

    def _say(self) -> None:
        """Say where is counted from and what is hidden; the list's own name counts."""
        hidden = self._map.stage.hidden()
        note = f"from {self._rows.origin}"
        if hidden:
            note += f", not listed because hidden: {hidden}"
        self.bar.set_title("In view", note)
        counted = [
            f"{TITLES[kind].lower()} {self._rows.count(kind)}"
            for kind in KINDS
            if self.roll.totals.get(kind)
        ]
        said = ", ".join(counted) or "nothing"
        self._view.setAccessibleName(f"In view: {said}, {note}")

    @guarded
    def _select(self, key: str) -> None:
        """Select a row; one that is selected already is shown on the map."""
        entry = self.roll.entries.get(key)
        selection = self._position.selection
        if entry is None:
            return
        chosen, select = {
            "unit": (selection.unit_id, selection.select_unit),
            "incident": (selection.incident_id, selection.select_incident),
            "camera": (selection.camera_id, selection.select_camera),
            "alarm": (selection.alarm_id, selection.select_alarm),
            "drawing": (selection.drawing_id, selection.select_drawing),
        }[entry.kind]
        if chosen == key:
            self._map.visit(entry.lat, entry.lon)
        else:
            select(key)

    def _note_move(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _seen(self, visible: bool) -> None:  # noqa: FBT001 - Qt's signal
        if visible:
            self.count()
