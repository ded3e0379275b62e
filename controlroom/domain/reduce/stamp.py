"""How a reducer touches an entity: who and when, a line in the log, the watch."""

from typing import TypeVar

import msgspec

from controlroom.domain.deadlines import watch_us
from controlroom.domain.entities import (
    Alarm,
    Camera,
    Device,
    Drawing,
    Incident,
    LogEntry,
    LogKind,
    Person,
    Unit,
)
from controlroom.domain.events import Fact, LogEntryCorrected
from controlroom.domain.state import State

Entity = TypeVar("Entity", Alarm, Camera, Device, Drawing, Incident, Person, Unit)


def stamped(entity: Entity, fact: Fact, **changes: object) -> Entity:
    """Return the entity with its changes, its new revision and who made them when."""
    return msgspec.structs.replace(
        entity,
        revision=fact.seq,
        changed_by=fact.actor,
        changed_at_us=fact.at_us,
        **changes,
    )


def log_line(fact: Fact, kind: LogKind, text: str) -> LogEntry:
    """Return the line that a fact writes into a log."""
    return LogEntry(
        seq=fact.seq,
        at_us=fact.at_us,
        by=fact.actor,
        desk=fact.desk,
        kind=kind,
        text=text,
        corrects=(
            fact.event.corrects if isinstance(fact.event, LogEntryCorrected) else None
        ),
    )


def keep_incident(state: State, incident: Incident) -> None:
    """Put an incident into the picture and tell the clock when to look at it."""
    state.incidents[incident.incident_id] = incident
    at_us = watch_us(incident, state.codes)
    if at_us is None:
        state.watch.pop(incident.incident_id, None)
    else:
        state.watch[incident.incident_id] = at_us


def log_to(
    state: State,
    fact: Fact,
    incident_id: str | None,
    kind: LogKind,
    text: str,
    **changes: object,
) -> tuple[str, ...]:
    """Append a line to an incident's log, change its fields, return its id.

    An incident that the picture no longer holds stays away: nothing is touched.
    """
    incident = state.incidents.get(incident_id or "")
    if incident is None:
        return ()
    log = (*incident.log, log_line(fact, kind, text))
    keep_incident(state, stamped(incident, fact, log=log, **changes))
    return (incident.incident_id,)
