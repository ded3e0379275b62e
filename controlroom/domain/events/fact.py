"""All events there are, and one of them in its place in the order."""

import msgspec

from controlroom.domain.events.alarms import AlarmEvent
from controlroom.domain.events.attaching import AttachingEvent
from controlroom.domain.events.audit import AuditEvent
from controlroom.domain.events.drawings import DrawingEvent
from controlroom.domain.events.duty import DutyEvent
from controlroom.domain.events.force import ForceEvent
from controlroom.domain.events.incidents import IncidentEvent
from controlroom.domain.events.joining import JoiningEvent
from controlroom.domain.events.messages import MessageEvent
from controlroom.domain.events.partners import PartnerEvent
from controlroom.domain.events.risk import RiskEvent
from controlroom.domain.events.transfers import TransferEvent
from controlroom.domain.events.units import UnitEvent
from controlroom.domain.events.watchkeeping import WatchEvent

AnyEvent = (
    ForceEvent
    | UnitEvent
    | DutyEvent
    | IncidentEvent
    | JoiningEvent
    | AttachingEvent
    | AlarmEvent
    | MessageEvent
    | TransferEvent
    | DrawingEvent
    | RiskEvent
    | PartnerEvent
    | WatchEvent
    | AuditEvent
)


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """An event in its order. `actor` is a person or device id, or `clock`."""

    seq: int
    at_us: int
    actor: str
    event: AnyEvent
    desk: str = ""
    command_id: str = ""
