"""Marks an entity with the fact that changed it, and writes an incident's log."""

from typing import TypeVar

from msgspec.structs import replace

from controlroom.domain.entities import (
    Alarm,
    Camera,
    Device,
    Incident,
    LogEntry,
    LogKind,
    Person,
    Unit,
)
from controlroom.domain.events import Fact

_Stamped = TypeVar("_Stamped", Person, Unit, Device, Camera, Incident, Alarm)


def stamped(entity: _Stamped, fact: Fact, **changes: object) -> _Stamped:
    """Return the entity with changes and with the fact's seq as its revision."""
    return replace(
        entity,
        revision=fact.seq,
        changed_by=fact.actor,
        changed_at_us=fact.at_us,
        **changes,
    )


def logged(incident: Incident, fact: Fact, kind: LogKind, text: str) -> Incident:
    """Return the incident with one more line.

    The revision stays: a line never conflicts with what somebody else is changing.
    """
    entry = LogEntry(
        seq=fact.seq,
        at_us=fact.at_us,
        by=fact.actor,
        desk=fact.desk,
        kind=kind,
        text=text,
    )
    return replace(incident, log=(*incident.log, entry))
