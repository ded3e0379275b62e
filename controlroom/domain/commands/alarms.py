"""What is asked about alarms."""

from controlroom.domain.commands.base import Act
from controlroom.domain.entities import AlarmOutcome


class RaiseEmergency(Act, frozen=True, kw_only=True, tag="raise_emergency"):
    """An officer calls for help and the desk presses the key.

    The place is where the unit was last heard, when the desk knows it.
    """

    unit_id: str
    note: str = ""
    lat: float | None = None
    lon: float | None = None


class AcceptAlarm(Act, frozen=True, kw_only=True, tag="accept_alarm"):
    """Take an alarm on by name."""

    alarm_id: str


class EndAlarm(Act, frozen=True, kw_only=True, tag="end_alarm"):
    """End an alarm by name. A false alarm needs somebody other than who accepted it."""

    alarm_id: str
    outcome: AlarmOutcome = "ended"
    note: str = ""


AlarmAct = RaiseEmergency | AcceptAlarm | EndAlarm
