"""Decides on answers: whoever does not acknowledge in time raises an alarm, once."""

from collections.abc import Collection

from controlroom.domain import events as e
from controlroom.domain.attending import assignment_of
from controlroom.domain.deadlines import SECOND_US, acknowledge_due_us
from controlroom.domain.decide.rules import Ids
from controlroom.domain.entities import (
    Alarm,
    AlarmOutcome,
    AlarmPriority,
    Assignment,
    Incident,
)
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State
from controlroom.domain.words import age


def unanswered(
    state: State, incident: Incident, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Return one alarm for all units of an incident whose time to answer is over.

    Nobody knows then whether the crew knows where to go: somebody has to call it.
    """
    late = [
        each
        for each in incident.assignments
        if (due_us := acknowledge_due_us(incident, each, state.codes)) is not None
        and due_us <= now_us
    ]
    if not late:
        return []
    first = state.codes.grades[0].code if state.codes.grades else ""
    priority: AlarmPriority = "high" if incident.grade == first else "medium"
    unit_ids = tuple(each.unit_id for each in late)
    waited = age((now_us - min(each.at_us for each in late)) / SECOND_US)
    was, has = ("were", "have") if unit_ids[1:] else ("was", "has")
    return [
        e.AlarmRaised(
            alarm_id=ids("alm"),
            kind="not_acknowledged",
            priority=priority,
            text=f"{sentences.callsigns(state, unit_ids)} {was} sent {waited} ago and "
            f"{has} not answered",
            unit_id=None if unit_ids[1:] else unit_ids[0],
            unit_ids=unit_ids,
            incident_id=incident.incident_id,
            lat=incident.lat,
            lon=incident.lon,
        )
    ]


def silence_over(
    state: State,
    incident_id: str,
    unit_ids: Collection[str],
    outcome: AlarmOutcome = "superseded",
) -> list[e.AnyEvent]:
    """Return the ends of alarms about the silence of these units, and of no other.

    unit_ids: all units of an incident that answer, or leave it, at once.
    """
    incident = state.incidents.get(incident_id)
    if incident is None or not any(
        each.unanswered and each.unit_id in unit_ids for each in incident.assignments
    ):
        return []
    return [
        e.AlarmEnded(alarm_id=alarm.alarm_id, outcome=outcome)
        for alarm in state.standing_alarms()
        if _is_over(alarm, incident, unit_ids)
    ]


def _is_over(alarm: Alarm, incident: Incident, unit_ids: Collection[str]) -> bool:
    if (alarm.kind, alarm.incident_id) != ("not_acknowledged", incident.incident_id):
        return False
    if not any(unit_id in unit_ids for unit_id in alarm.unit_ids):
        return False
    rest = [
        assignment_of(incident, unit_id)
        for unit_id in alarm.unit_ids
        if unit_id not in unit_ids
    ]
    return not any(each is not None and _is_silent(each) for each in rest)


def _is_silent(assignment: Assignment) -> bool:
    return not (
        assignment.acknowledged_at_us
        or assignment.en_route_at_us
        or assignment.at_scene_at_us
    )
