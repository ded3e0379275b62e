"""Applies what happened to messages; the oldest go when there are too many."""

from controlroom.domain import events as e
from controlroom.domain.audience import audience_of
from controlroom.domain.entities import Message
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to, stamped
from controlroom.domain.state import MESSAGES_KEPT, RECEIPTS_KEPT, State

MessageEvent = e.MessageSent | e.RoomMessageSent | e.MessageDelivered | e.MessageRead


def reduce_message(state: State, fact: e.Fact, event: MessageEvent) -> tuple[str, ...]:
    """Change the state by one event about messages; return the ids it touched."""
    match event:
        case e.MessageSent():
            return _sent(state, fact, event)
        case e.RoomMessageSent():
            return _said(state, fact, event)
        case e.MessageDelivered():
            return _received(state, fact, event)
        case e.MessageRead():
            return _read(state, fact, event)


def _sent(state: State, fact: e.Fact, event: e.MessageSent) -> tuple[str, ...]:
    state.messages[event.message_id] = Message(
        message_id=event.message_id,
        unit_ids=event.unit_ids,
        text=event.text,
        sent_at_us=fact.at_us,
        sent_by=fact.actor,
        desk=fact.desk,
        incident_id=event.incident_id,
        audience=event.audience,
        reach=event.reach or len(event.unit_ids),
    )
    if event.audience is None:
        whom = event.unit_ids
    else:
        whom = tuple(unit.unit_id for unit in audience_of(state, event.audience))
    state.receipts[event.message_id] = dict.fromkeys(whom, (0, 0))
    touched = [event.message_id]
    for unit_id in event.unit_ids:
        unit = state.units.get(unit_id)
        alone = len(event.unit_ids) == 1 and event.audience is None
        if alone and unit is not None and unit.request is not None:
            # Words to this unit alone answer what it asked for: the envelope goes.
            # What is said to many answers nobody.
            state.units[unit_id] = stamped(unit, fact, request=None, request_at_us=0)
            touched.append(unit_id)
    text = sentences.message(state, event)
    touched += log_to(state, fact, event.incident_id, "message", text)
    return (*touched, *_forget_oldest(state))


def _said(state: State, fact: e.Fact, event: e.RoomMessageSent) -> tuple[str, ...]:
    state.messages[event.message_id] = Message(
        message_id=event.message_id,
        text=event.text,
        sent_at_us=fact.at_us,
        sent_by=fact.actor,
        desk=fact.desk,
        incident_id=event.incident_id,
        to=event.to,
    )
    state.receipts[event.message_id] = {}
    text = sentences.room_message(state, event)
    logged = log_to(state, fact, event.incident_id, "message", text)
    return (event.message_id, *logged, *_forget_oldest(state))


def _received(state: State, fact: e.Fact, event: e.MessageDelivered) -> tuple[str, ...]:
    message = state.messages.get(event.message_id)
    if message is None:
        return ()
    receipts = state.receipts[event.message_id]
    _, read_us = receipts.get(event.unit_id, (0, 0))
    receipts[event.unit_id] = (fact.at_us, read_us)
    return event.message_id, *_log(state, fact, message, event.unit_id, "received")


def _read(state: State, fact: e.Fact, event: e.MessageRead) -> tuple[str, ...]:
    message = state.messages.get(event.message_id)
    if message is None:
        return ()
    receipts = state.receipts[event.message_id]
    reader = event.unit_id or event.person_id
    delivered_us, _ = receipts.get(reader, (0, 0))
    receipts[reader] = (delivered_us, fact.at_us)
    return event.message_id, *_log(state, fact, message, event.unit_id, "read")


def _log(
    state: State, fact: e.Fact, message: Message, unit_id: str, did: str
) -> tuple[str, ...]:
    """Write a line for a unit that was named; a crowd's receipts would bury the log."""
    if message.audience is not None or not unit_id:
        return ()
    text = f"{sentences.callsign(state, unit_id)} {did} the message."
    return log_to(state, fact, message.incident_id, "message", text)


def _forget_oldest(state: State) -> list[str]:
    held = sum(map(len, state.receipts.values()))
    dropped = []
    while len(state.messages) > MESSAGES_KEPT or (
        held > RECEIPTS_KEPT and len(state.messages) > 1
    ):
        oldest = next(iter(state.messages))
        held -= len(state.receipts.pop(oldest, {}))
        del state.messages[oldest]
        dropped.append(oldest)
    return dropped
