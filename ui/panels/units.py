"""The units on duty, by sector, talkgroup, skill, state or by what they ask for."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from controlroom.domain.entities import Unit
from ui.controls import EmptyState
from ui.guard import guarded
from ui.panels.filter_field import FilterField
from ui.panels.held_panel import HeldPanel
from ui.panels.roster import URGENT, Roster, unit_key
from ui.panels.unit_list import UnitList
from ui.panels.unit_rows import ROW, UnitRows
from ui.panels.unit_search import UnitSearch
from ui.position import Position
from ui.spans import Section
from ui.streets import Streets

KEY = "units"
SEGMENTS = {
    "sector": "Sector", "talkgroup": "Talkgroup", "skill": "Skill", "state": "State",
}  # fmt: skip
HINT = "Find units: callsign, crew, skill, talkgroup, state"
WIDEST = 480
"""Of the field; more room is not needed for a few words."""
TALL = 44.0
"""What needs an action is bigger: an urgent call back has two lines."""
FOLDED = frozenset({"11"})
"""Folded at first: who is off duty."""
WRITE_AT_ONCE, WRITE_EVERY_MS = 500, 40
"""Units made ready to be found in one turn while the desk is idle, and how often."""


class UnitsPanel(HeldPanel):
    """A dock with units."""

    KEY, TITLE = KEY, "Units"

    def __init__(
        self, position: Position, streets: Streets, search: UnitSearch | None = None
    ) -> None:
        super().__init__(position, self.KEY, self.TITLE)
        self._roster = Roster()
        self.search = search or UnitSearch()
        """What units are found by, written once for all who look for units."""
        self._writes = search is None
        self._writing = QTimer(self, interval=WRITE_EVERY_MS)
        self._writing.timeout.connect(self._write)
        self._folded = set(FOLDED)
        self._pending: set[str] = set()
        self._requests: set[str] = set()
        self._build(streets)
        position.frame.picture_replaced.connect(self._replace)
        position.frame.picture_changed.connect(self._changed)
        position.frame.second.connect(self._view.tick)
        position.selection.changed.connect(self._follow_selection)
        position.outgoing.changed.connect(self._view.viewport().update)
        position.filter_changed.connect(self._rebuild)
        position.offered.changed.connect(self._follow_offers)
        streets.found.connect(self._view.viewport().update)
        self._rebuild()

    @property
    def mode(self) -> str:
        """How the list is grouped: `MODES` of the roster."""
        return self._roster.mode

    @property
    def field(self) -> QWidget:
        """Where is typed what the list is filtered by."""
        return self._field

    def group_by(self, mode: str) -> None:
        """Group by sector, talkgroup, skill, state or request.

        What a partner sees of a unit has a state and none of the others.
        """
        self._roster.mode = "state" if self._position.offered.is_partner else mode
        self._folded = set(FOLDED)
        self._rebuild()
        self._head.update()

    def focus_again(self) -> None:
        """Give the focus to the filter, as who asks for the panel in it wants."""
        self._shelf.setVisible(True)
        self._field.setFocus()

    def filter_by(self, text: str) -> None:
        """Show the units in which every word occurs; nothing shows all."""
        self._roster.matching = self.search.find(self._position.frame.picture, text)
        self.release_order()

    def release_order(self) -> None:
        """Take what came, went or changed its group although a hand is in the list."""
        if self._pending:
            self._roster.update(self._position.frame.picture, self._pending)
            self._pending.clear()
        super().release_order()
        self._say_empty()

    def sections_now(self) -> list[Section]:
        """Return the groups in order, each with its units in order."""
        tall = {URGENT} if self._roster.mode == "request" else set()
        return [
            Section(group, keys, row=TALL if group in tall else ROW)
            for group, keys in self._roster.groups(self._position.frame.picture.codes)
        ]

    def changes(self) -> int:
        """Return how many units wait to come, go or change their group."""
        return len(self._pending)

    def changed_words(self, count: int) -> str:
        """Return what the chip says."""
        return f"Order changed ({count})"

    def _rows(self, streets: Streets) -> UnitRows:
        return UnitRows(self._position, self._roster, streets)

    def _build(self, streets: Streets) -> None:
        theme = self._position.theme
        self.bar.segment_chosen.connect(self.group_by)
        self.add_tear_off()
        self._field = FilterField(HINT)
        self._field.textChanged.connect(self.filter_by)
        self._field.left.connect(self._leave_filter)
        self._shelf = QWidget()
        row = QHBoxLayout(self._shelf)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        row.addWidget(self._field)
        self._field.setMaximumWidth(theme.px(WIDEST))
        row.addStretch(0)
        self._shelf.setVisible(False)
        self.column.addWidget(self._shelf)
        self.rows = self._rows(streets)
        view = UnitList(self._position, self.rows, self.TITLE)
        view.chosen.connect(self._select)
        view.activated.connect(lambda _key: self._position.acted.emit("go_to"))
        empty = EmptyState(theme, "", "", ())
        self._fill(self.rows.columns, view, empty)

    def _select(self, key: str) -> None:
        self._position.selection.select_unit(unit_key(key))

    def _leave_filter(self) -> None:
        self._shelf.setVisible(bool(self._field.text()))
        self.focus_body()

    def _follow_offers(self) -> None:
        self.group_by(self._roster.mode)

    def _keeps(self, unit: Unit) -> bool:
        return self._position.keeps(unit.sector)

    def _replace(self) -> None:
        """Another picture may call its units otherwise."""
        self._roster.forget()
        if self._writes:
            self.search.begin(self._position.frame.picture)
            self._writing.start()
        self._rebuild()

    @guarded
    def _write(self) -> None:
        if self.search.go_on(self._position.frame.picture, WRITE_AT_ONCE):
            self._writing.stop()

    def _rebuild(self) -> None:
        self._pending.clear()
        choosy = self._position.sectors and not self._position.all_sectors
        self._roster.keeps = self._keeps if choosy else None
        self._roster.rebuild(self._position.frame.picture)
        units = self._position.frame.picture.units.values()
        self._requests = {each.unit_id for each in units if each.request is not None}
        self.release_order()
        self._say_segments()

    def _changed(self, touched: frozenset[str]) -> None:
        picture = self._position.frame.picture
        keys = {key for key in touched if key in picture.units}
        if not keys:
            return
        self._follow_requests(keys)
        if self._roster.matching is not None:
            text = self._field.text()
            self._roster.matching = self.search.find(picture, text)
        if self._view.hands_on:
            leaving = {key for key in keys if self._roster.would_move(picture, key)}
            self._pending |= leaving
            keys -= leaving
            self._say_changes()
        if self._roster.update(picture, keys):
            super().release_order()
            self._say_empty()
        else:
            self._view.renew(lambda row: unit_key(row) in keys)

    def _follow_requests(self, keys: set[str]) -> None:
        units = self._position.frame.picture.units
        before = len(self._requests)
        self._requests -= keys
        self._requests |= {key for key in keys if units[key].request is not None}
        if len(self._requests) != before:
            self._say_segments()

    def _say_empty(self) -> None:
        if self._roster.matching is not None:
            self._empty.say(
                "No unit has all of these words", "Esc takes the words away."
            )
        elif self._roster.mode == "request":
            self._empty.say("Nobody asks for anything", "Requests by radio show here.")
        elif partner := self._position.offered.partner:
            self._empty.say(
                "No unit is on the way",
                f"Units show here while they are on what is shared with {partner}.",
            )
        else:
            self._empty.say(
                "No unit has logged on",
                "Units appear here when they book on by radio, phone or vehicle.",
            )

    def _say_segments(self) -> None:
        segments = [*SEGMENTS.items(), ("request", f"Requests {len(self._requests)}")]
        if self._position.offered.is_partner:
            segments = []
        self.bar.set_segments(segments, self._roster.mode)

    def _follow_selection(self) -> None:
        unit_id = self._position.selection.unit_id
        current = self._view.current
        if unit_id is not None and current and unit_key(current) == unit_id:
            return  # of several rows of a unit, the one that was chosen stays
        key = self._roster.row_of(unit_id) if unit_id is not None else None
        reveal = key is not None
        self._view.set_current(key, reveal=reveal and not self._view.hands_on)
