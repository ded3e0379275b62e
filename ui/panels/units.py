"""The units on duty, by sector, by state or by what they ask for."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from controlroom.domain.entities import Unit
from ui.controls import EmptyState, KeyButton
from ui.dock import Panel
from ui.panels.heads import ColumnHead
from ui.panels.roster import Roster
from ui.panels.unit_rows import ROW, UnitRows, columns
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section
from ui.streets import Streets

KEY = "units"
SEGMENTS = {"sector": "By sector", "state": "By state"}


class UnitsPanel(Panel):
    """The dock with the units."""

    def __init__(self, position: Position, streets: Streets) -> None:
        super().__init__(position.theme, KEY, "Units")
        self._position = position
        self._roster = Roster()
        self._roster.keeps = self._keeps
        self._folded: set[str] = set()
        self._pending: set[str] = set()
        self._requests: set[str] = set()
        self._build(streets)
        position.frame.picture_replaced.connect(self._rebuild)
        position.frame.picture_changed.connect(self._changed)
        position.frame.second.connect(self._view.viewport().update)
        position.selection.changed.connect(self._follow_selection)
        position.outgoing.changed.connect(self._view.viewport().update)
        position.filter_changed.connect(self._rebuild)
        streets.found.connect(self._view.viewport().update)
        self._rebuild()

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    def focus_body(self) -> None:
        """Give the focus to the list."""
        self._view.setFocus()

    @property
    def mode(self) -> str:
        """How the list is grouped: `sector`, `state` or `request`."""
        return self._roster.mode

    def group_by(self, mode: str) -> None:
        """Group by `sector`, `state` or `request`."""
        self._roster.mode = mode
        self._folded.clear()
        self._rebuild()

    def release_order(self) -> None:
        """Take what came, went or changed its group although a hand is in the list."""
        if self._pending:
            self._roster.update(self._position.frame.picture, self._pending)
            self._pending.clear()
            self._lay_out()

    def _build(self, streets: Streets) -> None:
        theme = self._position.theme
        self.bar.segment_chosen.connect(self.group_by)
        self.add_tear_off()
        self._head = ColumnHead(theme, columns)
        self.column.addWidget(self._head)
        self._chip = KeyButton(theme, "")
        self._chip.setVisible(False)
        self._chip.clicked.connect(self.release_order)
        self.column.addWidget(self._chip)
        rows = UnitRows(self._position, self._roster, streets)
        self._view = RowView(theme, rows, "Units")
        self._view.chosen.connect(self._position.selection.select_unit)
        self._view.activated.connect(lambda _key: self._position.acted.emit("go_to"))
        self._view.folded.connect(self._fold)
        self._view.hands_changed.connect(self._hands_changed)
        self._empty = EmptyState(
            theme, "No unit has logged on",
            "Units appear here when they book on by radio, phone or vehicle.", (),
        )  # fmt: skip
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        self.column.addWidget(holder, 1)

    def _keeps(self, unit: Unit) -> bool:
        return self._position.keeps(unit.sector)

    def _rebuild(self) -> None:
        self._pending.clear()
        self._roster.rebuild(self._position.frame.picture)
        units = self._position.frame.picture.units.values()
        self._requests = {each.unit_id for each in units if each.request is not None}
        self._lay_out()
        self._say_segments()

    def _changed(self, touched: frozenset[str]) -> None:
        picture = self._position.frame.picture
        keys = {key for key in touched if key in picture.units}
        if not keys:
            return
        self._follow_requests(keys)
        if self._view.hands_on:
            leaving = {key for key in keys if self._roster.would_move(picture, key)}
            self._pending |= leaving
            keys -= leaving
            self._say_pending()
        if self._roster.update(picture, keys):
            self._lay_out()
        else:
            self._view.viewport().update()

    def _follow_requests(self, keys: set[str]) -> None:
        units = self._position.frame.picture.units
        before = len(self._requests)
        self._requests -= keys
        self._requests |= {key for key in keys if units[key].request is not None}
        if len(self._requests) != before:
            self._say_segments()

    def _lay_out(self) -> None:
        codes = self._position.frame.picture.codes
        sections = [
            Section(group, keys, row=ROW, folded=group in self._folded)
            for group, keys in self._roster.groups(codes)
        ]
        self._view.set_sections(sections)
        self._stack.setCurrentWidget(self._view if sections else self._empty)
        self._say_empty()
        self._say_pending()

    def _say_empty(self) -> None:
        if self._roster.mode == "request":
            self._empty.say("Nobody asks for anything", "Requests by radio show here.")
        else:
            self._empty.say(
                "No unit has logged on",
                "Units appear here when they book on by radio, phone or vehicle.",
            )

    def _say_segments(self) -> None:
        segments = [*SEGMENTS.items()]
        segments.append(("request", f"Resource requests {len(self._requests)}"))
        self.bar.set_segments(segments, self._roster.mode)

    def _say_pending(self) -> None:
        self._chip.setVisible(bool(self._pending))
        if self._pending:
            self._chip.say(f"Order changed ({len(self._pending)})")

    def _hands_changed(self) -> None:
        if not self._view.hands_on:
            self.release_order()

    def _fold(self, group: str) -> None:
        self._folded ^= {group}
        self._lay_out()

    def _follow_selection(self) -> None:
        key = self._position.selection.unit_id
        reveal = key is not None and key != self._view.current
        self._view.set_current(key, reveal=reveal and not self._view.hands_on)
