"""What events do to alarms and to messages."""

from msgspec.structs import replace

from controlroom.domain import events as e
from controlroom.domain.entities import Alarm, Message
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import logged, stamped
from controlroom.domain.state import ALARMS_KEPT, MESSAGES_KEPT, State

AlarmEvent = (
    e.AlarmRaised | e.AlarmAccepted | e.AlarmEnded | e.MessageSent | e.MessageDelivered
)


def reduce_alarm(state: State, fact: e.Fact, event: AlarmEvent) -> tuple[str, ...]:
    """Change one alarm or message by one fact and return the ids of what it touched."""
    match event:
        case e.AlarmRaised():
            return _raised(state, fact, event)
        case e.AlarmAccepted() | e.AlarmEnded():
            return _handled(state, fact, event)
        case e.MessageSent():
            return _sent(state, fact, event)
        case e.MessageDelivered(message_id=message_id, unit_id=unit_id):
            message = state.messages.get(message_id)
            if message is None:
                return ()
            delivered = (*message.delivered, (unit_id, fact.at_us))
            state.messages[message_id] = replace(message, delivered=delivered)
            return (message_id,)


def _raised(state: State, fact: e.Fact, event: e.AlarmRaised) -> tuple[str, ...]:
    alarm = Alarm(
        alarm_id=event.alarm_id, kind=event.kind, priority=event.priority,
        raised_at_us=fact.at_us, text=event.text, unit_id=event.unit_id,
        person_id=event.person_id, incident_id=event.incident_id, door=event.door,
        lat=event.lat, lon=event.lon, prior_state=event.prior_state,
    )  # fmt: skip
    state.alarms[alarm.alarm_id] = stamped(alarm, fact)
    _forget_ended(state)
    touched = [alarm.alarm_id]
    if event.incident_id in state.incidents:
        incident = state.incidents[event.incident_id]
        if event.kind == "target_passed":
            incident = replace(incident, target_passed=True)
        text = sentences.with_note("Alarm", event.text)
        state.incidents[event.incident_id] = logged(incident, fact, "alarm", text)
        touched.append(event.incident_id)
    return tuple(touched)


def _handled(
    state: State, fact: e.Fact, event: e.AlarmAccepted | e.AlarmEnded
) -> tuple[str, ...]:
    alarm = state.alarms[event.alarm_id]
    match event:
        case e.AlarmAccepted():
            alarm = stamped(
                alarm, fact, accepted_by=fact.actor, accepted_at_us=fact.at_us
            )
            text = "Alarm accepted."
        case e.AlarmEnded(outcome=outcome, note=note):
            alarm = stamped(
                alarm,
                fact,
                ended_by=fact.actor,
                ended_at_us=fact.at_us,
                outcome=outcome,
            )
            what = "Alarm ended as false" if outcome == "false_alarm" else "Alarm ended"
            text = sentences.with_note(what, note)
    state.alarms[alarm.alarm_id] = alarm
    touched = [alarm.alarm_id]
    for incident in list(state.incidents.values()):
        if incident.emergency_alarm_id == alarm.alarm_id or (
            incident.incident_id == alarm.incident_id
        ):
            line = logged(incident, fact, "alarm", text)
            state.incidents[incident.incident_id] = line
            touched.append(incident.incident_id)
    return tuple(touched)


def _forget_ended(state: State) -> None:
    """Let the oldest ended alarms go; one that stands is never forgotten."""
    ended = [a.alarm_id for a in state.alarms.values() if a.ended_at_us is not None]
    for alarm_id in ended[: max(0, len(ended) - ALARMS_KEPT)]:
        del state.alarms[alarm_id]


def _sent(state: State, fact: e.Fact, event: e.MessageSent) -> tuple[str, ...]:
    state.messages[event.message_id] = Message(
        message_id=event.message_id, unit_ids=event.unit_ids, text=event.text,
        sent_at_us=fact.at_us, sent_by=fact.actor, incident_id=event.incident_id,
    )  # fmt: skip
    while len(state.messages) > MESSAGES_KEPT:
        del state.messages[next(iter(state.messages))]
    touched = [event.message_id]
    if event.incident_id in state.incidents:
        names = ", ".join(sentences.callsign(state, unit) for unit in event.unit_ids)
        text = f"Message to {names}: {event.text}"
        incident = state.incidents[event.incident_id]
        state.incidents[event.incident_id] = logged(incident, fact, "message", text)
        touched.append(event.incident_id)
    return tuple(touched)
