"""Decides what the clock brings: targets passed, answers that never came, bring-ups,
welfare checks that were missed, a day after closing, drawings that expire.
"""

from collections.abc import Iterator

from controlroom.domain import events as e
from controlroom.domain.deadlines import alarm_due_us, offer_lapses_us
from controlroom.domain.decide.answers import unanswered
from controlroom.domain.decide.drawings import expired
from controlroom.domain.decide.rules import Ids
from controlroom.domain.decide.welfare import checked
from controlroom.domain.entities import AlarmPriority, Incident
from controlroom.domain.state import State

MOST_A_TICK = 500
"""Incidents, and drawings, looked at in one tick; the rest wait a second."""


def tick(state: State, now_us: int, ids: Ids) -> list[e.AnyEvent]:
    """Look at the incidents and drawings whose time has come, and at no other."""
    due = [incident_id for incident_id, at_us in state.watch.items() if at_us <= now_us]
    events: list[e.AnyEvent] = []
    for incident_id in due[:MOST_A_TICK]:
        events += _looked_at(state, state.incidents[incident_id], now_us, ids)
    events += checked(state, now_us, ids)
    return events + expired(state, now_us, MOST_A_TICK)


def _looked_at(
    state: State, incident: Incident, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    if incident.status == "closed":
        # Closed, it is watched for this alone: its day in the picture is over.
        return [
            e.IncidentArchived(incident_id=each) for each in _whole(state, incident)
        ]
    events: list[e.AnyEvent] = []
    if incident.bring_up_at_us is not None and incident.bring_up_at_us <= now_us:
        events.append(e.BroughtUp(incident_id=incident.incident_id))
    events += unanswered(state, incident, now_us, ids)
    lapses_us = offer_lapses_us(incident, state.codes)
    if lapses_us is not None and lapses_us <= now_us:
        events.append(e.TransferLapsed(incident_id=incident.incident_id))
    if incident.scheduled_at_us is not None and incident.scheduled_at_us <= now_us:
        return [*events, e.IncidentDue(incident_id=incident.incident_id)]
    passes_us = alarm_due_us(incident, state.codes)
    if passes_us is not None and passes_us <= now_us:
        events.append(
            e.AlarmRaised(
                alarm_id=ids("alm"),
                kind="target_passed",
                priority=_priority(state, incident),
                text=_why(incident),
                incident_id=incident.incident_id,
                lat=incident.lat,
                lon=incident.lon,
            )
        )
    return events


def _whole(state: State, incident: Incident) -> Iterator[str]:
    """Give the ids of the duplicates that are a part of an incident, then its own."""
    for merge in incident.merged:
        yield from _whole(state, state.incidents[merge.incident_id])
    yield incident.incident_id


def _priority(state: State, incident: Incident) -> AlarmPriority:
    """The most urgent grade makes it high; ISA-18.2 wants few of those."""
    first = state.codes.grades[0].code if state.codes.grades else ""
    return "high" if incident.grade == first else "medium"


def _why(incident: Incident) -> str:
    if incident.first_assigned_at_us is None:
        return "no unit was sent"
    return "sent, nobody at scene" if incident.assignments else "nobody on it now"
