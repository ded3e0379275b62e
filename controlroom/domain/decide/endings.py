"""Decides how incidents end and come back: resolve, close, reopen, bring up."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.incidents import target_over
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
    known = [closing.code for closing in state.codes.closing]
    if known and act.closing_code not in known:
        refuse(
            "closing_code",
            f"{shown(act.closing_code) or 'An empty text'} is no closing code.",
            f"Use one of {', '.join(known[:12])}.",
        )
    return [
        e.IncidentClosed(
            incident_id=incident.incident_id,
            closing_code=written(act.closing_code, "the closing code", NAME_MOST),
            note=written(act.note, "the note"),
        )
    ]


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
    if act.at_us is not None and act.at_us <= now_us:
        refuse(
            "bring_up",
            f"{when(state, act.at_us, now_us)} has passed.",
            "Give a time to come.",
        )
    if act.at_us is not None and act.at_us > now_us + BRING_UP_MOST_US:
        refuse("bring_up", "That is more than a year from now.", "Give a nearer time.")
    if act.at_us is None and incident.bring_up_at_us is None:
        return []
    note = written(act.note, "the note")
    return [e.BringUpSet(incident_id=incident.incident_id, at_us=act.at_us, note=note)]
