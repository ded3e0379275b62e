"""Decides how incidents end and come back: resolve, close, reopen, bring up."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.codes import ClosingCode
from controlroom.domain.decide.incidents import target_over, type_code_of
from controlroom.domain.decide.rules import (
    NAME_MOST,
    Ids,
    cad,
    incident_of,
    open_incident_of,
    refuse,
    refuse_finished,
    shown,
    undecided,
    when,
    written,
)
from controlroom.domain.decide.sending import emptied
from controlroom.domain.state import State

MOST_QUALIFIERS = 20
BRING_UP_MOST_US = 366 * 24 * 3_600 * 1_000_000


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del ids
    match said.command.act:
        case c.ResolveIncident() as act:
            return resolve_incident(state, act, now_us)
        case c.CloseIncident() as act:
            return close_incident(state, act, now_us)
        case c.ReopenIncident() as act:
            return reopen_incident(state, act, now_us)
        case c.SetBringUp() as act:
            return set_bring_up(state, act, now_us)
        case c.ScheduleIncident() as act:
            return schedule_incident(state, act, now_us)
        case other:
            raise undecided(other)


def resolve_incident(
    state: State, act: c.ResolveIncident, now_us: int
) -> list[e.AnyEvent]:
    """Stand down who is still on it; an emergency that stands keeps it open."""
    incident = open_incident_of(state, act.incident_id, now_us)
    if state.alarm_of(incident.incident_id, "officer_emergency") is not None:
        refuse(
            "emergency_stands",
            f"The officer's emergency of {cad(state, incident)} still stands.",
            "End the emergency first.",
        )
    note = written(act.note, "the note")
    events = emptied(state, incident, "incident resolved")
    events.append(e.IncidentResolved(incident_id=incident.incident_id, note=note))
    return [*events, *target_over(state, incident, superseded=False)]


def close_incident(state: State, act: c.CloseIncident, now_us: int) -> list[e.AnyEvent]:
    """Close what is resolved, with a code."""
    incident = incident_of(state, act.incident_id)
    if incident.status in {"closed", "merged"}:
        refuse_finished(state, incident, now_us)
    if incident.status == "open":
        refuse("open", f"{cad(state, incident)} is still open.", "Resolve it first.")
    codes = state.codes
    qualifiers = tuple(dict.fromkeys(act.qualifiers))
    if len(qualifiers) > MOST_QUALIFIERS:
        refuse(
            "qualifier",
            f"{len(qualifiers)} qualifiers at once, the most is {MOST_QUALIFIERS}.",
        )
    type_code = type_code_of(state, act.type_code) if act.type_code else ""
    return [
        e.IncidentClosed(
            incident_id=incident.incident_id,
            closing_code=_coded(codes.closing, act.closing_code, "closing code"),
            note=written(act.note, "the note"),
            type_code=type_code if type_code not in {"", incident.type_code} else None,
            qualifiers=tuple(
                _coded(codes.qualifiers, each, "qualifier") for each in qualifiers
            ),
            disposition=(
                _coded(codes.dispositions, act.disposition, "disposition")
                if act.disposition
                else ""
            ),
        )
    ]


def _coded(known: tuple[ClosingCode, ...], code: str, what: str) -> str:
    """Return a code of a list; where a force has no list, it writes its own."""
    codes = [each.code for each in known]
    if codes and code not in codes:
        refuse(
            what.replace(" ", "_"),
            f"{shown(code) or 'An empty text'} is no {what}.",
            f"Use one of {', '.join(codes[:12])}.",
        )
    return written(code, f"the {what}", NAME_MOST)


def reopen_incident(
    state: State, act: c.ReopenIncident, now_us: int
) -> list[e.AnyEvent]:
    """Take what is resolved or closed back into the queue."""
    incident = incident_of(state, act.incident_id)
    if incident.status == "merged":
        refuse_finished(state, incident, now_us)
    if incident.status == "open":
        refuse("open", f"{cad(state, incident)} is open already.")
    reason = written(act.reason, "the reason")
    return [e.IncidentReopened(incident_id=incident.incident_id, reason=reason)]


def set_bring_up(state: State, act: c.SetBringUp, now_us: int) -> list[e.AnyEvent]:
    """Set a reminder in the future, or take it away."""
    incident = incident_of(state, act.incident_id)
    if incident.status in {"closed", "merged"}:
        refuse_finished(state, incident, now_us)
    _check_to_come(state, act.at_us, "bring_up", now_us)
    if act.at_us is None and incident.bring_up_at_us is None:
        return []
    note = written(act.note, "the note")
    return [e.BringUpSet(incident_id=incident.incident_id, at_us=act.at_us, note=note)]


def schedule_incident(
    state: State, act: c.ScheduleIncident, now_us: int
) -> list[e.AnyEvent]:
    """Plan what nobody is on for a time to come, or take it up now."""
    incident = open_incident_of(state, act.incident_id, now_us)
    _check_to_come(state, act.at_us, "schedule", now_us)
    if act.at_us is None and incident.scheduled_at_us is None:
        return []
    if state.alarm_of(incident.incident_id, "officer_emergency") is not None:
        refuse(
            "emergency_stands",
            f"The officer's emergency of {cad(state, incident)} still stands.",
            "End the emergency first.",
        )
    if act.at_us is not None and incident.assignments:
        unit = state.units[incident.assignments[0].unit_id].callsign
        refuse(
            "assigned",
            f"{unit} is on {cad(state, incident)}.",
            f"Stand {unit} down first, or bring the incident up instead.",
        )
    scheduled = e.IncidentScheduled(
        incident_id=incident.incident_id,
        at_us=act.at_us,
        note=written(act.note, "the note"),
    )
    return [scheduled, *target_over(state, incident, superseded=True)]


def _check_to_come(state: State, at_us: int | None, code: str, now_us: int) -> None:
    if at_us is None:
        return
    if at_us <= now_us:
        refuse(
            code, f"{when(state, at_us, now_us)} has passed.", "Give a time to come."
        )
    if at_us > now_us + BRING_UP_MOST_US:
        refuse(code, "That is more than a year from now.", "Give a nearer time.")
