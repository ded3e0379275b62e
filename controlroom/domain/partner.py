"""A partner's sight of the room: incidents shared with it and the units on them.

Whatever happens is looked at after it happened: what a partner may see of the incident
is copied field by field, and what differs from the last look is sent. So an event that
nobody thought of here shows a partner nothing.
"""

from collections.abc import Iterable, Sequence

import msgspec

from controlroom.domain.access import PARTNER, Hidden, side_of
from controlroom.domain.codes import Codes
from controlroom.domain.entities import Assignment, Incident, LogEntry, Unit
from controlroom.domain.events import CodesPublished, Fact, IncidentShared, PartnerSaw
from controlroom.domain.picture import Picture
from controlroom.domain.state import State


def view_of(partner: str) -> str:
    """Return the name of a partner's view."""
    return f"{PARTNER}.{partner}"


class PartnerSight:
    """What one partner was shown, so far. Units get rows of this view's own."""

    def __init__(self, partner: str, state: State) -> None:
        self.partner = partner
        self.rows: dict[str, int] = {}
        """Row in this view by unit id; a unit that comes back gets its own again."""
        self.unit_ids: list[str] = []
        self.incidents: dict[str, Incident] = {}
        self.units: dict[str, Unit] = {}
        self.force_rows: dict[int, int] = {}
        """Rows in this view of the units it shows now, by their rows of the force."""
        self._codes = seen_codes(state.codes, partner)
        self._look(state, state.incidents)

    def picture(self, seq: int) -> Picture:
        """Return the whole of what the partner sees, as a picture of its own."""
        return Picture(
            seq=seq,
            codes=self._codes,
            units=dict(self.units),
            incidents=dict(self.incidents),
            unit_rows=list(self.unit_ids),
        )

    def follow(
        self, facts: Sequence[Fact], touched: frozenset[str], state: State
    ) -> list[Fact | Hidden]:
        """Return what the partner sees of facts in a row, each in its place.

        `state` is what holds after the last of them, `touched` what they changed.
        """
        seen: list[Fact | Hidden] = [Hidden(seq=fact.seq) for fact in facts]
        published = any(isinstance(fact.event, CodesPublished) for fact in facts)
        shared = {
            fact.event.incident_id
            for fact in facts
            if isinstance(fact.event, IncidentShared)
        }
        mine = touched & (self.incidents.keys() | self.units.keys())
        if not (mine or shared or published):
            return seen
        saw = self._look(state, (*self.incidents, *shared))
        if published:
            self._codes = seen_codes(state.codes, self.partner)
            saw = msgspec.structs.replace(saw, codes=self._codes)
        if saw != PartnerSaw():
            last = facts[-1]
            seen[-1] = Fact(seq=last.seq, at_us=last.at_us, actor="", event=saw)
        return seen

    def _look(self, state: State, incident_ids: Iterable[str]) -> PartnerSaw:
        """Look again at some incidents; return what is otherwise than before."""
        incidents = {
            incident_id: seen_incident(incident, self.partner, state)
            for incident_id in dict.fromkeys(incident_ids)
            if (incident := state.incidents.get(incident_id)) is not None
            and self.partner in incident.shared_with
        }
        units = {
            unit.unit_id: seen_unit(unit, self._row(unit.unit_id), incidents.keys())
            for incident in incidents.values()
            for each in incident.assignments
            if (unit := state.units.get(each.unit_id)) is not None
        }
        saw = PartnerSaw(
            incidents=tuple(
                each
                for key, each in incidents.items()
                if self.incidents.get(key) != each
            ),
            units=tuple(
                each for key, each in units.items() if self.units.get(key) != each
            ),
            gone=(
                *(key for key in self.incidents if key not in incidents),
                *(key for key in self.units if key not in units),
            ),
        )
        self.incidents, self.units = incidents, units
        self.force_rows = {
            state.units[key].row: each.row for key, each in units.items()
        }
        return saw

    def _row(self, unit_id: str) -> int:
        if unit_id not in self.rows:
            self.rows[unit_id] = len(self.unit_ids)
            self.unit_ids.append(unit_id)
        return self.rows[unit_id]


def seen_incident(incident: Incident, partner: str, state: State) -> Incident:
    """Return what a partner sees of an incident: no caller, no words, no people.

    A line written for it or by it says which side wrote it, where others see who.
    """
    return Incident(
        incident_id=incident.incident_id,
        cad=incident.cad,
        type_code=incident.type_code,
        grade=incident.grade,
        place=incident.place,
        lat=incident.lat,
        lon=incident.lon,
        status=incident.status,
        opened_at_us=incident.opened_at_us,
        first_assigned_at_us=incident.first_assigned_at_us,
        first_at_scene_at_us=incident.first_at_scene_at_us,
        resolved_at_us=incident.resolved_at_us,
        closed_at_us=incident.closed_at_us,
        target_passed=incident.target_passed,
        assignments=tuple(
            Assignment(
                unit_id=each.unit_id,
                at_us=each.at_us,
                by="",
                en_route_at_us=each.en_route_at_us,
                at_scene_at_us=each.at_scene_at_us,
            )
            for each in incident.assignments
            if each.unit_id in state.units
        ),
        log=tuple(
            LogEntry(
                seq=line.seq, at_us=line.at_us, kind="partner", text=line.text,
                by=side_of(state.codes, state.people.get(line.by)), partner=partner,
            )
            for line in incident.log
            if line.kind == "partner" and line.partner == partner
        ),
        shared_with=(partner,),
        revision=incident.revision,
        changed_at_us=incident.changed_at_us,
    )  # fmt: skip


def seen_unit(unit: Unit, row: int, shown: Iterable[str]) -> Unit:
    """Return what a partner sees of a unit: callsign, kind, state, what it is on."""
    known = frozenset(shown)
    return Unit(
        unit_id=unit.unit_id,
        callsign=unit.callsign,
        kind=unit.kind,
        row=row,
        state=unit.state,
        state_at_us=unit.state_at_us,
        incident_ids=tuple(each for each in unit.incident_ids if each in known),
    )


def seen_codes(codes: Codes, partner: str) -> Codes:
    """Return the code set by which a partner's desk reads what it is shown."""
    return Codes(
        effective=codes.effective,
        force=codes.force,
        time_zone=codes.time_zone,
        grades=codes.grades,
        states=codes.states,
        types=codes.types,
        interval_s=codes.interval_s,
        speed_kmh=codes.speed_kmh,
        partners=tuple(each for each in codes.partners if each.code == partner),
        roles=tuple(row for row in codes.roles if row.view == PARTNER),
        acts={
            tag: partners
            for tag, roles in codes.acts.items()
            if (partners := tuple(role for role in roles if _sees(codes, role)))
        },
    )


def _sees(codes: Codes, role: str) -> bool:
    row = codes.access().row(role)
    return row is not None and row.view == PARTNER
