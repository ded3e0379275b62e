"""Applies what happened to alarms; what stands is never dropped."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.entities import Alarm, Assignment
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to, stamped
from controlroom.domain.state import ALARMS_KEPT, State

AlarmEvent = e.AlarmRaised | e.AlarmAccepted | e.AlarmEnded


def reduce_alarm(state: State, fact: e.Fact, event: AlarmEvent) -> tuple[str, ...]:
    """Change the state by one event about alarms; return the ids it touched."""
    match event:
        case e.AlarmRaised():
            return _raised(state, fact, event)
        case e.AlarmAccepted():
            alarm = state.alarms[event.alarm_id]
            state.alarms[alarm.alarm_id] = stamped(
                alarm, fact, accepted_by=fact.actor, accepted_at_us=fact.at_us
            )
            text = sentences.alarm_accepted(alarm.kind)
            return alarm.alarm_id, *_log(state, fact, alarm, text)
        case e.AlarmEnded():
            return _ended(state, fact, event)


def _raised(state: State, fact: e.Fact, event: e.AlarmRaised) -> tuple[str, ...]:
    alarm = Alarm(
        alarm_id=event.alarm_id,
        kind=event.kind,
        priority=event.priority,
        raised_at_us=fact.at_us,
        text=event.text,
        unit_id=event.unit_id,
        unit_ids=event.unit_ids,
        person_id=event.person_id,
        incident_id=event.incident_id,
        door=event.door,
        lat=event.lat,
        lon=event.lon,
        prior_state=event.prior_state,
    )
    state.alarms[alarm.alarm_id] = stamped(alarm, fact)
    text = sentences.alarm_raised(state, event)
    changes: dict[str, object] = {}
    if event.kind == "target_passed":
        changes["target_passed"] = True
    if event.kind == "not_acknowledged":
        changes["assignments"] = _unanswered(state, event)
    touched = (alarm.alarm_id, *_log(state, fact, alarm, text, **changes))
    return touched + _forget_ended(state)


def _unanswered(state: State, event: e.AlarmRaised) -> tuple[Assignment, ...]:
    incident = state.incidents.get(event.incident_id or "")
    return tuple(
        msgspec.structs.replace(each, unanswered=True)
        if each.unit_id in event.unit_ids
        else each
        for each in (incident.assignments if incident else ())
    )


def _ended(state: State, fact: e.Fact, event: e.AlarmEnded) -> tuple[str, ...]:
    alarm = state.alarms[event.alarm_id]
    state.alarms[alarm.alarm_id] = stamped(
        alarm,
        fact,
        ended_by=fact.actor,
        ended_at_us=fact.at_us,
        outcome=event.outcome,
    )
    text = sentences.alarm_ended(alarm.kind, event)
    touched = (alarm.alarm_id, *_log(state, fact, alarm, text))
    return touched + _forget_ended(state)


def _log(
    state: State, fact: e.Fact, alarm: Alarm, text: str, **changes: object
) -> tuple[str, ...]:
    """Write the line where it belongs: the alarm's incident and what its unit is on."""
    touched = log_to(state, fact, alarm.incident_id, "alarm", text, **changes)
    unit = state.units.get(alarm.unit_id or "")
    # Whether a crew answered for one incident is no news for the others it is on.
    elsewhere = unit.incident_ids if unit and alarm.kind != "not_acknowledged" else ()
    for incident_id in elsewhere:
        if incident_id != alarm.incident_id:
            touched += log_to(state, fact, incident_id, "alarm", text)
    return touched


def _forget_ended(state: State) -> tuple[str, ...]:
    """Drop the oldest ended alarms above `ALARMS_KEPT`; the index keeps them."""
    if len(state.alarms) <= ALARMS_KEPT:
        return ()
    ended = [
        alarm.alarm_id
        for alarm in state.alarms.values()
        if alarm.ended_at_us is not None
    ]
    dropped = tuple(ended[: max(0, len(ended) - ALARMS_KEPT)])
    for alarm_id in dropped:
        del state.alarms[alarm_id]
    return dropped
