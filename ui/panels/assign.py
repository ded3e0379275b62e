"""Who is on an incident, who could go and why not; the one button that sends them."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from controlroom.domain.commands import AssignUnits, OverrideDivert
from controlroom.domain.consequences import consequences
from controlroom.domain.diverting import EN_ROUTE, blocked
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.ranking import rank, time_to
from controlroom.domain.recommend import recommend
from controlroom.domain.runcards import card_of, fill
from controlroom.domain.words import names
from ui.controls import KeyButton, Words
from ui.pads import pad
from ui.panels.assign_rows import (
    AGAINST,
    HEAD_AGAINST,
    OFFERED,
    ROW,
    ROW_AGAINST,
    SENT,
    AssignRows,
    Proposal,
)
from ui.panels.bar_head import BarHead
from ui.panels.preview import Preview
from ui.panels.run_card import RunCardBand
from ui.position import Position
from ui.rows import RowPainter, RowView
from ui.spans import Section
from ui.theme import Theme
from ui.travel import Travel

FEW = (4, 4)
"""Offers and reasons against that are shown at first."""
ALL = (9, 12)
"""Those shown when all reasons are wanted."""
MOST_ROWS = 11
LEAST_ROWS = 2
"""Rows that are seen however short the dock is; the others are scrolled to."""
EVERY_S = 2
"""Seconds between recommendations while nothing happens."""


class AssignList(RowView):
    """As high as its rows where there is room, and scrolled where there is less."""

    def __init__(self, theme: Theme, rows: RowPainter, name: str) -> None:
        super().__init__(theme, rows, name)
        self._wish = self._least = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def want(self, wish: int, least: int) -> None:
        """Ask for a height and for what it never falls below, widget pixels."""
        if (wish, least) != (self._wish, self._least):
            self._wish, self._least = wish, least
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as was asked for."""
        return QSize(super().sizeHint().width(), self._wish)

    def minimumSizeHint(self) -> QSize:
        """No lower than asked for; no width of its own."""
        return QSize(0, self._least)


class AssignPanel(QWidget):
    """The list and its button, for the selected incident.

    `buttons` is a row of its own: whoever shows the list puts it where it is always
    seen, however little of the list there is room for.
    """

    changed = Signal()
    """Other units are chosen."""
    picked = Signal()
    """A unit was chosen by its number, or let go."""

    def __init__(self, position: Position, travel: Travel) -> None:
        super().__init__()
        self._position = position
        self._travel = travel
        self._proposal = Proposal()
        self._all = False
        self._turns = 0
        self._build()
        travel.found.connect(self._recommend)
        position.frame.second.connect(self._second)
        position.outgoing.changed.connect(self._say_button)
        position.selection.changed.connect(self._say_button)
        position.theme.changed.connect(self._fit)
        position.offered.changed.connect(self._recommend)

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    @property
    def picks(self) -> list[str]:
        """Ids of the chosen units."""
        return list(self._proposal.picks)

    def show_incident(self, incident: Incident | None, *, anew: bool) -> None:
        """Show who is on an incident and who could go; `anew` lets choices go."""
        if anew:
            self._proposal.picks.clear()
            self._proposal.offers.clear()
            self._proposal.against.clear()
        self._proposal.incident = incident
        frame = self._position.frame
        self._travel.follow(incident, frame.tracks, frame.now_us())
        self._recommend()

    def pick(self, place: int) -> None:
        """Choose or let go of the offer at a place counted from 0."""
        offers = list(self._proposal.offers)
        if place < len(offers):
            self._toggle(offers[place])
            self.picked.emit()

    def choose(self, unit_ids: tuple[str, ...]) -> None:
        """Choose exactly these units, however far they are."""
        self._proposal.picks[:] = unit_ids
        self._recommend()

    def fill_card(self) -> str:
        """Choose the best units for what the run card lacks; return why not."""
        incident, frame = self._proposal.incident, self._position.frame
        card = card_of(frame.picture, incident) if incident is not None else None
        if incident is None or card is None:
            return "there is no run card for this type"
        road_s = self._travel.seconds(incident)
        ranking = rank(frame.picture, frame.tracks, incident, frame.now_us(), road_s)
        there = (*self._proposal.sent, *self._proposal.picks)
        found = fill(frame.picture, card, ranking, there)
        if found:
            self.choose((*self._proposal.picks, *found))
            self.picked.emit()
            return ""
        return self._band.words or "the run card is complete"

    def toggle_reasons(self) -> None:
        """Show all offers and reasons, or the first few."""
        self._all = not self._all
        self._recommend()

    def to_send(self) -> list[str]:
        """Return the units that Enter sends: chosen ones, else the selected one."""
        if self._proposal.picks:
            return list(self._proposal.picks)
        if not self.sends:
            return []
        unit = self._position.frame.picture.units.get(
            self._position.selection.unit_id or ""
        )
        if unit is None or unit.unit_id in self._proposal.sent:
            return []
        return [unit.unit_id]

    def why_not(self) -> str:
        """Return why nothing can be sent now, or nothing."""
        incident = self._proposal.incident
        if incident is None:
            return "needs a selected incident"
        if incident.status != "open":
            return f"{incident.cad} is {incident.status}"
        return "" if self.to_send() else "choose a unit by its number first"

    @property
    def held(self) -> list[str]:
        """Ids of chosen units that the force's rule holds where they are."""
        picture, incident = self._position.frame.picture, self._proposal.incident
        if incident is None:
            return []
        return [
            each
            for each in self._proposal.picks
            if blocked(picture, picture.units[each], incident) is not None
        ]

    def send(self, *, keep: bool = False) -> None:
        """Send the chosen units; `keep` leaves them on what they are on as well.

        What the rule holds is diverted by whoever may, and asked a reason for.
        """
        incident = self._proposal.incident
        unit_ids = self.to_send()
        if incident is None or not unit_ids:
            return
        if self.held and not keep and self._position.may(OverrideDivert):
            self._position.acted.emit("override_divert")
            return
        units = self._position.frame.picture.units
        away = any(units[each].incident_ids for each in self._proposal.picks)
        act = AssignUnits(
            incident_id=incident.incident_id,
            unit_ids=tuple(unit_ids),
            divert=away and not keep,
            keep=away and keep,
            recommended=tuple(self._proposal.offers),
        )
        words = f"{self._callsigns(unit_ids)} assigned to {self._cad(incident)}"
        self._position.send(act, incident.incident_id, *unit_ids, words=words)
        self._proposal.picks.clear()
        self._say()

    def _build(self) -> None:
        theme = self._position.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = BarHead(self._position, "Assign")
        rows = AssignRows(self._position, self._proposal)
        self._view = AssignList(theme, rows, "Units to send")
        self._view.pressed.connect(self._toggle)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        pad(row, theme, (10, 5, 10, 5))
        self._button = KeyButton(theme, "Assign", "Enter", kind="primary")
        self._button.clicked.connect(lambda: self._position.acted.emit("assign"))
        self._reasons = KeyButton(theme, "All reasons", "W", kind="quiet")
        self._reasons.clicked.connect(lambda: self._position.acted.emit("reasons"))
        self._hint = Words(theme, "choose by number", "caption", "text.muted")
        row.addWidget(self._button)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self._reasons)
        self._band = RunCardBand(self._position)
        self._band.pressed.connect(lambda: self._position.acted.emit("fill_card"))
        self._preview = Preview(self._position)
        for part in (self._head, self._band, self._view, self._preview):
            column.addWidget(part)

    @property
    def sends(self) -> bool:
        """Whether this person sends units; others read who is on it."""
        return not self._position.frame.role or self._position.may(AssignUnits)

    def _second(self) -> None:
        self._turns += 1
        if not self.isVisible():
            return
        frame, incident = self._position.frame, self._proposal.incident
        self._travel.follow(incident, frame.tracks, frame.now_us())
        if self._turns % EVERY_S == 0:
            self._recommend()
        else:
            self._take_sent(incident)
            self._view.tick()

    def _recommend(self) -> None:
        incident, frame = self._proposal.incident, self._position.frame
        if incident is not None and incident.status == "open" and self.sends:
            offers, against = ALL if self._all else FEW
            road_s = self._travel.seconds(incident)
            ready = [each.unit_id for each in incident.pre_assigned]
            found = recommend(
                frame.picture, frame.tracks, incident, frame.now_us(),
                road_s=road_s, most=(offers, against),
                also=(*self._proposal.picks, *ready),
            )  # fmt: skip
            held = bool(self._proposal.picks) or self._view.hands_on
            self._proposal.take(found, keep_order=held)
        else:
            self._proposal.offers.clear()
            self._proposal.against.clear()
            self._proposal.picks.clear()
        self._take_sent(incident)
        self._say()

    def _take_sent(self, incident: Incident | None) -> None:
        assignments = incident.assignments if incident else ()
        self._proposal.sent = {each.unit_id: each for each in assignments}
        units = self._position.frame.picture.units
        self._proposal.sent_s = {
            key: self._left_s(units[key], incident)
            for key in self._proposal.sent
            if incident is not None and key in units
        }

    def _left_s(self, unit: Unit, incident: Incident) -> float:
        """How long a unit still needs, as the map says it: it comes nearer on."""
        frame, road_s = self._position.frame, self._travel.seconds(incident)
        left_s, by_road = time_to(frame.picture, frame.tracks, unit, incident, road_s)
        if by_road and unit.state == EN_ROUTE:
            left_s -= self._travel.age_s(frame.now_us())
        return 0.0 if left_s < 0 else left_s

    def _say(self) -> None:
        proposal = self._proposal
        self._view.set_sections(
            [
                Section(SENT, list(proposal.sent), row=ROW, head=0),
                Section(OFFERED, list(proposal.offers), row=ROW, head=0),
                Section(
                    AGAINST,
                    list(proposal.against),
                    row=ROW_AGAINST,
                    head=HEAD_AGAINST if proposal.against else 0,
                ),
            ]
        )
        by_road = any(each.by_road for each in proposal.offers.values())
        how = "by road, now" if by_road else "straight line, usual speed"
        self._head.call("Assign" if self.sends else "Units")
        self._head.say(
            f"assigned {len(proposal.sent)}" if proposal.sent else "nobody assigned",
            how if self.sends else "",
        )
        self._say_button()
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        theme, proposal = self._position.theme, self._proposal
        wanted = ROW * (len(proposal.sent) + len(proposal.offers))
        if proposal.against:
            wanted += HEAD_AGAINST + ROW_AGAINST * len(proposal.against)
        # What stands over and under the list takes its room, not the log's.
        beside = sum(not part.isHidden() for part in (self._band, self._preview))
        most, least = (MOST_ROWS - 2 * beside) * ROW, LEAST_ROWS * ROW
        self._view.want(theme.px(min(wanted, most)), theme.px(min(wanted, least)))

    def _say_button(self) -> None:
        incident = self._proposal.incident
        unit_ids = self.to_send() if incident is not None else []
        units = self._position.frame.picture.units
        away = [each for each in self._proposal.picks if units[each].incident_ids]
        verb = "Divert" if away else "Assign"
        if unit_ids and incident is not None:
            self._button.say(f"{verb} {self._callsigns(unit_ids)}")
        else:
            self._button.say("Assign")
        is_open = incident is not None and incident.status == "open" and self.sends
        self._button.setVisible(is_open)
        self._reasons.setVisible(is_open)
        self._reasons.say("Fewer reasons" if self._all else "All reasons")
        self._button.setEnabled(bool(unit_ids))
        can_go = bool(self._proposal.offers)
        self._hint.setText("choose by number" if can_go else "no unit on duty can go")
        self._hint.setVisible(is_open and not unit_ids)
        self._say_plan(unit_ids, divert=bool(away))
        self._view.viewport().update()

    def _say_plan(self, unit_ids: list[str], *, divert: bool) -> None:
        """Say how the run card stands, and what Enter would take from where."""
        picture, incident = self._position.frame.picture, self._proposal.incident
        self._position.chosen = tuple(unit_ids)
        if incident is None or not self.sends:
            self._band.show_card(None, ())
            self._preview.say(())
            return
        there = (*self._proposal.sent, *self._proposal.picks)
        self._band.show_card(incident, there)
        act = AssignUnits(
            incident_id=incident.incident_id, unit_ids=tuple(unit_ids), divert=divert
        )
        said = consequences(picture, act)
        goes = any(not picture.units[each].incident_ids for each in unit_ids)
        # Who goes stands on the button; here stands what it costs.
        self._preview.say(said[1:] if goes else said)

    def _toggle(self, unit_id: str) -> None:
        self._proposal.toggle(unit_id)
        self._say_button()
        self._fit()
        self.changed.emit()

    def _callsigns(self, unit_ids: list[str]) -> str:
        say = self._position.say
        listed = [say.callsign(each) for each in unit_ids[:4]]
        more = len(unit_ids) - len(listed)
        return f"{', '.join(listed)} and {more} more" if more else names(listed)

    def _cad(self, incident: Incident) -> str:
        return self._position.say.cad(incident, self._position.frame.now_us())
