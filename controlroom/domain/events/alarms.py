"""Alarms: raised, accepted, ended."""

from controlroom.domain.entities import AlarmKind, AlarmOutcome, AlarmPriority
from controlroom.domain.events.base import Event


class AlarmRaised(Event, frozen=True, kw_only=True, tag="alarm_raised"):
    """An alarm stands until it is ended."""

    alarm_id: str
    kind: AlarmKind
    priority: AlarmPriority
    text: str = ""
    unit_id: str | None = None
    person_id: str | None = None
    incident_id: str | None = None
    door: str = ""
    lat: float | None = None
    lon: float | None = None
    prior_state: int | None = None
    unit_ids: tuple[str, ...] = ()


class AlarmAccepted(Event, frozen=True, kw_only=True, tag="alarm_accepted"):
    """Somebody took the alarm on."""

    alarm_id: str


class AlarmEnded(Event, frozen=True, kw_only=True, tag="alarm_ended"):
    """The alarm is over."""

    alarm_id: str
    outcome: AlarmOutcome
    note: str = ""


AlarmEvent = AlarmRaised | AlarmAccepted | AlarmEnded
