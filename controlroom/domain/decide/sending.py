"""Decides who goes where: assign, divert, several at once, next, stand down.

A unit is on a second incident only when that was asked for by name, and leaves one only
where the force's rule lets it.
"""

from typing import NamedTuple

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.attending import is_free
from controlroom.domain.briefing import briefing
from controlroom.domain.decide.answers import silence_over
from controlroom.domain.decide.rules import (
    Ids,
    cad,
    committed_words,
    open_incident_of,
    refuse,
    undecided,
    unit_of,
    when,
    written,
)
from controlroom.domain.decide.units import (
    EMERGENCY,
    EN_ROUTE,
    MOST_UNITS,
    OFF_DUTY,
    nobodys_next,
    released,
    speaks_states,
)
from controlroom.domain.diverting import Hold, blocked
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State
from controlroom.domain.words import names

NEXT_MOST = 5
"""Incidents one unit has next at most: more is a promise nobody keeps."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del ids
    match said.command.act:
        case c.AssignUnits() as act:
            return assign_units(state, act, now_us)
        case c.OverrideDivert() as act:
            return override_divert(state, act, now_us)
        case c.PreAssign() as act:
            return pre_assign(state, act, now_us)
        case c.StandDown() as act:
            return stand_down(state, act)
        case c.StandDownAll() as act:
            return stand_down_all(state, act, now_us)
        case other:
            raise undecided(other)


def assign_units(state: State, act: c.AssignUnits, now_us: int) -> list[e.AnyEvent]:
    """Send all the units or none."""
    incident = open_incident_of(state, act.incident_id, now_us)
    if act.divert and act.keep:
        refuse(
            "divert_or_keep",
            "A unit leaves what it is on, or keeps it and takes this as well.",
            "Choose one of the two.",
        )
    units = _named(state, act.unit_ids)
    for unit in units:
        _check_sendable(state, unit, incident, now_us)
        if act.keep:
            _check_room(state, unit, now_us)
        else:
            _check_committed(state, unit, incident, now_us, divert=act.divert)
    how = _How(act.recommended, now_us, leave=not act.keep)
    return _sent(state, units, incident, how)


def override_divert(
    state: State, act: c.OverrideDivert, now_us: int
) -> list[e.AnyEvent]:
    """Divert what the rule holds, by somebody who may, with the reason in the logs."""
    incident = open_incident_of(state, act.incident_id, now_us)
    reason = written(act.reason, "the reason", needed=True)
    units = _named(state, act.unit_ids)
    for unit in units:
        _check_sendable(state, unit, incident, now_us)
    how = _How(act.recommended, now_us, leave=True, reason=reason)
    return _sent(state, units, incident, how)


class _How(NamedTuple):
    """How units are sent: by whose recommendation, when, and what they leave."""

    recommended: tuple[str, ...]
    now_us: int
    leave: bool
    reason: str = ""


def _named(state: State, unit_ids: tuple[str, ...]) -> list[Unit]:
    unit_ids = tuple(dict.fromkeys(unit_ids))
    if not unit_ids:
        refuse("no_unit", "No unit was named.", "Choose a unit.")
    if len(unit_ids) > MOST_UNITS:
        refuse("units", f"{len(unit_ids)} units at once, the most is {MOST_UNITS}.")
    return [unit_of(state, unit_id) for unit_id in unit_ids]


def _sent(
    state: State,
    units: list[Unit],
    incident: Incident,
    how: _How,
) -> list[e.AnyEvent]:
    told = briefing(state, incident, how.now_us)
    events: list[e.AnyEvent] = []
    left: dict[str, list[str]] = {}
    for unit in units:
        for before in unit.incident_ids if how.leave else ():
            left.setdefault(before, []).append(unit.unit_id)
            events.append(
                e.UnitStoodDown(
                    incident_id=before,
                    unit_id=unit.unit_id,
                    reason=how.reason,
                    diverted_to=incident.incident_id,
                )
            )
        speaks = speaks_states(state, unit)
        events.append(
            e.UnitAssigned(
                incident_id=incident.incident_id,
                unit_id=unit.unit_id,
                recommended=unit.unit_id in how.recommended,
                answers=speaks,
                briefing=told,
            )
        )
        if not speaks and (how.leave or not unit.incident_ids):
            events.append(e.UnitStateChanged(unit_id=unit.unit_id, state=EN_ROUTE))
    for before, unit_ids in left.items():
        events += silence_over(state, before, unit_ids)
    return events


def _check_sendable(state: State, unit: Unit, incident: Incident, now_us: int) -> None:
    if unit.state == EMERGENCY:
        refuse(
            "emergency",
            f"{unit.callsign}'s officer is in an emergency since "
            f"{when(state, unit.state_at_us, now_us)}.",
            "Choose another unit.",
        )
    if incident.incident_id in unit.incident_ids:
        refuse(
            "already_assigned",
            f"{unit.callsign} is already on {committed_words(state, unit, now_us)}.",
        )
    known = state.codes.state(unit.state)
    if known is not None and known.availability == "unavailable":
        refuse(
            "unavailable",
            f"{unit.callsign} is {sentences.state_words(state, unit.state)} since "
            f"{when(state, unit.state_at_us, now_us)}.",
            f"Choose another unit, or set {unit.callsign}'s state first.",
        )


def _check_committed(
    state: State, unit: Unit, incident: Incident, now_us: int, *, divert: bool
) -> None:
    if not unit.incident_ids:
        return
    hold = blocked(state, unit, incident)
    if hold is not None:
        _refuse_held(state, unit, hold)
    if not divert:
        refuse(
            "committed",
            f"{unit.callsign} is committed to {committed_words(state, unit, now_us)}.",
            f"Choose another unit, or stand {unit.callsign} down first.",
        )


def _refuse_held(state: State, unit: Unit, hold: Hold) -> None:
    words = sentences.state_words(state, unit.state)
    refuse(
        "held",
        f"{unit.callsign}, {words}, is held on {cad(state, hold.incident)}, grade "
        f"{hold.incident.grade}; by the force's rule {hold.why}.",
        f"Choose another unit, or let {unit.callsign} have this next; a supervisor "
        "may divert it with a reason.",
    )


def _check_room(state: State, unit: Unit, now_us: int) -> None:
    most = state.codes.unit_incidents_most
    if len(unit.incident_ids) >= most:
        refuse(
            "full",
            f"{unit.callsign} is on {len(unit.incident_ids)} incidents, "
            f"{committed_words(state, unit, now_us)} the last; the most is {most}.",
            "Choose another unit, or let it have this next.",
        )


def pre_assign(state: State, act: c.PreAssign, now_us: int) -> list[e.AnyEvent]:
    """Note what a unit gets next, when it is free; sending it stays a person's."""
    incident = open_incident_of(state, act.incident_id, now_us)
    unit = unit_of(state, act.unit_id)
    where = cad(state, incident)
    if incident.incident_id in unit.incident_ids:
        refuse("already_assigned", f"{unit.callsign} is already on {where}.")
    if incident.incident_id in unit.next_ids:
        refuse("already_next", f"{unit.callsign} already has {where} next.")
    if unit.state == OFF_DUTY:
        refuse(
            "unavailable",
            f"{unit.callsign} is off duty.",
            "Choose a unit that comes free again.",
        )
    if is_free(state, unit):
        refuse("free", f"{unit.callsign} is free now.", "Assign it instead.")
    if len(unit.next_ids) >= NEXT_MOST:
        waiting = names([cad(state, state.incidents[each]) for each in unit.next_ids])
        refuse(
            "next_full",
            f"{unit.callsign} already has {waiting} next.",
            "Choose another unit.",
        )
    return [e.PreAssigned(incident_id=incident.incident_id, unit_id=unit.unit_id)]


def stand_down(state: State, act: c.StandDown) -> list[e.AnyEvent]:
    """Release a unit from an incident, or from having it next."""
    unit = unit_of(state, act.unit_id)
    incident = state.incidents.get(act.incident_id)
    reason = written(act.reason, "the reason")
    if incident is not None and act.incident_id in unit.next_ids:
        return [
            e.PreAssignmentEnded(
                incident_id=incident.incident_id, unit_id=unit.unit_id, reason=reason
            )
        ]
    if incident is None or act.incident_id not in unit.incident_ids:
        where = cad(state, incident) if incident else "that incident"
        refuse("not_assigned", f"{unit.callsign} is not on {where}.")
    return [
        *released(state, incident, unit.unit_id, reason),
        *silence_over(state, incident.incident_id, (unit.unit_id,)),
    ]


def stand_down_all(state: State, act: c.StandDownAll, now_us: int) -> list[e.AnyEvent]:
    """Release everybody from an incident that stays open."""
    incident = open_incident_of(state, act.incident_id, now_us)
    reason = written(act.reason, "the reason")
    events = emptied(state, incident, reason)
    if not events:
        refuse("nobody", f"No unit is on {cad(state, incident)}.")
    return events


def emptied(state: State, incident: Incident, reason: str) -> list[e.AnyEvent]:
    """Return what happens when all leave an incident, and nobody has it next."""
    events: list[e.AnyEvent] = []
    for assignment in incident.assignments:
        events += released(state, incident, assignment.unit_id, reason)
    everybody = [assignment.unit_id for assignment in incident.assignments]
    events += silence_over(state, incident.incident_id, everybody)
    return events + nobodys_next(incident, reason)
