"""The queue: every open incident in the order of work; nothing moves under the hand."""

from itertools import chain

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from controlroom.domain.entities import Incident
from ui.actions.offering import hints_offered
from ui.controls import EmptyState, KeyButton
from ui.dock import Panel
from ui.order import HeldOrder, Order
from ui.paint import RIGHT
from ui.panels import worklist
from ui.panels.heads import Column, ColumnHead
from ui.panels.queue_rows import ACT, QueueRows
from ui.panels.worklist import Worklist
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section

SEEN_AFTER_MS = 1000
"""A row selected for this long has been read."""
TALL = frozenset({worklist.EMERGENCY, worklist.OFFERED, worklist.OVERDUE, worklist.DUE})
AT_ONCE = frozenset({worklist.EMERGENCY, worklist.OFFERED})
"""Sections that are never held back and never scroll away."""
KEY = "queue"
HINTS = (("N", "Open an incident"), ("Shift+A", "Look at all sectors"))


class QueuePanel(Panel):
    """The dock with the queue."""

    def __init__(self, position: Position) -> None:
        super().__init__(position.theme, KEY, "Queue")
        self._position = position
        self._work = Worklist()
        self._work.keeps = self._keeps
        self._work.offered = self._is_offered
        self._order = HeldOrder(AT_ONCE)
        self._folded: set[str] = set()
        self._shown = "mine"
        self._build()
        self._connect()
        self._seen = QTimer(self, singleShot=True, interval=SEEN_AFTER_MS)
        self._seen.timeout.connect(self._count_as_seen)
        self._rebuild()

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    def focus_body(self) -> None:
        """Give the focus to the list."""
        self._view.setFocus()

    def show_only(self, shown: str) -> None:
        """Show `mine`, `all`, `unread` or `unattended`."""
        self._shown = shown
        if not self._position.look_at_all(everything=shown == "all"):
            self._rebuild()

    def release_order(self) -> None:
        """Take the new order although a hand is in the list."""
        self._lay_out(self._order.release())

    def _build(self) -> None:
        theme = self._position.theme
        self._filter = self.bar.add_tool("filter", "Choose the sectors you look after")
        self._filter.clicked.connect(self._choose_sectors)
        self.add_tear_off()
        self.bar.segment_chosen.connect(self.show_only)
        self.column.addWidget(ColumnHead(theme, _columns))
        self._chip = KeyButton(theme, "", "Shift+O")
        self._chip.setVisible(False)
        self._chip.clicked.connect(self.release_order)
        self.column.addWidget(self._chip)
        self._view = RowView(theme, QueueRows(self._position, self._work), "Queue")
        self._empty = EmptyState(
            theme,
            "No incidents",
            "They appear here in the order to work them: emergencies, overdue, "
            "due soonest.",
            HINTS,
        )
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._empty)
        self.column.addWidget(holder, 1)

    def _connect(self) -> None:
        position = self._position
        position.frame.picture_replaced.connect(self._replaced)
        position.frame.picture_changed.connect(self._changed)
        position.frame.second.connect(self._second)
        position.selection.changed.connect(self._follow_selection)
        position.outgoing.changed.connect(self._view.viewport().update)
        position.filter_changed.connect(self._rebuild)
        position.offered.changed.connect(self._follow_offers)
        position.frame.presence_changed.connect(self._view.viewport().update)
        self._view.chosen.connect(position.selection.select_incident)
        self._view.folded.connect(self._fold)
        self._view.hands_changed.connect(self._hands_changed)

    def _follow_offers(self) -> None:
        """Offer what this person may do here; a partner has no sectors to choose."""
        position = self._position
        self._filter.setVisible(not position.offered.is_partner)
        self._empty.offer(hints_offered(position, HINTS))
        self._rebuild()

    def _keeps(self, incident: Incident) -> bool:
        if self._shown == "unread":
            key = incident.incident_id
            return (
                self._position.unread.is_unread(key)
                or key == self._position.selection.incident_id
            )
        if self._shown == "unattended":
            return incident.unattended_since_us is not None
        return self._position.keeps_incident(incident)

    def _is_offered(self, incident: Incident) -> bool:
        return self._position.others.is_offered(incident, self._position.sectors)

    def _replaced(self) -> None:
        self._position.unread.begin(self._position.frame.picture)
        self._rebuild()

    def _changed(self, touched: frozenset[str]) -> None:
        picture = self._position.frame.picture
        self._position.unread.update(picture, touched)
        if self._work.update(picture, touched):
            self._take_order()
        else:
            said = (worklist.incidents_of(each, picture) for each in touched)
            self._view.renew(set(chain.from_iterable(said)).__contains__)
        self._say_segments()

    def _second(self) -> None:
        if self._work.has_turned(self._position.frame.now_us()):
            self._take_order()
        else:
            self._view.tick()

    def _rebuild(self) -> None:
        self._work.rebuild(self._position.frame.picture)
        self._take_order(held=False)
        self._say_segments()

    def _take_order(self, *, held: bool | None = None) -> None:
        frame = self._position.frame
        true = self._work.sections(frame.picture, frame.now_us())
        hands_on = self._view.hands_on if held is None else held
        self._lay_out(self._order.take(true, held=hands_on))

    def _lay_out(self, shown: Order) -> None:
        self._view.set_sections(
            [self._section(key, keys) for key, keys in shown.items() if keys]
        )
        self._say_changed()
        self._say_empty(any(shown.values()))

    def _section(self, key: str, keys: list[str]) -> Section:
        urgent = key == worklist.EMERGENCY
        return Section(
            key,
            keys,
            row=ACT if key in TALL else 28.0,
            head=0.0 if urgent else 24.0,
            pinned=key in AT_ONCE,
            folded=key in self._folded,
        )

    def _hands_changed(self) -> None:
        if self._order.changed and not self._view.hands_on:
            self.release_order()

    def _say_changed(self) -> None:
        changed = self._order.changed
        self._chip.setVisible(changed > 0)
        if changed:
            self._chip.say(f"Order changed ({changed})")

    def _say_empty(self, any_rows: bool) -> None:  # noqa: FBT001 - a private step
        if any_rows:
            self._stack.setCurrentWidget(self._view)
            return
        where = " and ".join(sorted(self._position.sectors))
        if self._shown == "unread":
            self._empty.say("Nothing unread", "News in an incident's log shows here.")
        elif self._shown == "unattended":
            self._empty.say(
                "Nothing unattended",
                "Open incidents that no desk had open for too long show here.",
            )
        elif partner := self._position.offered.partner:
            self._empty.say(
                f"Nothing is shared with {partner}",
                "Incidents show here once the control room shares them, most urgent "
                "first.",
            )
        else:
            mine = where and self._shown == "mine"
            self._empty.say(
                f"No incidents in {where}" if mine else "No incidents",
                "They appear here in the order to work them: emergencies, overdue, "
                "due soonest.",
            )
        self._stack.setCurrentWidget(self._empty)

    def _say_segments(self) -> None:
        incidents = self._position.frame.picture.incidents.values()
        standing = [each for each in incidents if each.status in {"open", "resolved"}]
        segments = [("all", f"All {len(standing)}")]
        if self._position.sectors:
            mine = sum(map(self._position.keeps_incident, standing))
            segments.insert(0, ("mine", f"My sectors {mine}"))
        segments.append(("unread", f"Unread {self._position.unread.count}"))
        alone = sum(
            each.unattended_since_us is not None and each.status == "open"
            for each in standing
        )
        if alone or self._shown == "unattended":
            segments.append(("unattended", f"Unattended {alone}"))
        shown = self._shown
        if shown == "mine" and (
            not self._position.sectors or self._position.all_sectors
        ):
            shown = "all"
        self.bar.set_segments(segments, shown)

    def _fold(self, section: str) -> None:
        self._folded ^= {section}
        self._lay_out(self._order.shown)

    def _follow_selection(self) -> None:
        key = self._position.selection.incident_id
        reveal = key is not None and key != self._view.current
        self._view.set_current(key, reveal=reveal and not self._view.hands_on)
        self._seen.start() if key else self._seen.stop()

    def _count_as_seen(self) -> None:
        incident = self._position.incident
        if incident is not None:
            self._position.unread.see(incident)
            self._say_segments()
            self._view.viewport().update()

    def _choose_sectors(self) -> None:
        menu = QMenu(self)
        chosen = self._position.sectors
        for sector in self._position.frame.picture.codes.sectors:
            action = QAction(sector.name, menu, checkable=True)
            action.setChecked(sector.name in chosen)
            action.triggered.connect(
                lambda _on, name=sector.name: self._toggle_sector(name)
            )
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction("No sectors are set up").setEnabled(False)
        menu.popup(self._filter.mapToGlobal(self._filter.rect().bottomLeft()))

    def _toggle_sector(self, name: str) -> None:
        self._shown = "mine"
        self._position.choose_sectors(self._position.sectors ^ {name})


def _columns(width: float) -> list[Column]:
    return [
        Column("Grade, CAD", 20, 74),
        Column("Type and place", 94, 200),
        Column("Units", width - 188, 60),
        Column("Age", width - 120, 44, RIGHT),
        Column("Due", width - 76, 64, RIGHT),
    ]
