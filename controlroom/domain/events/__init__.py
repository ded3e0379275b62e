"""What happened, as the journal keeps it and every desk applies it; never changed.

Fields are only added, with defaults; a changed meaning is a new type. One file a
subject; `fact` lists them all.
"""

from controlroom.domain.events.alarms import AlarmAccepted, AlarmEnded, AlarmRaised
from controlroom.domain.events.attaching import AttachmentAdded
from controlroom.domain.events.audit import (
    AUDIT,
    Consulted,
    Disclosed,
    SignedOff,
    SignedOn,
    ViewingEnded,
    ViewingStarted,
)
from controlroom.domain.events.base import Event
from controlroom.domain.events.drawings import (
    DrawingErased,
    DrawingExpired,
    Drawn,
    Redrawn,
)
from controlroom.domain.events.duty import (
    ContactRecorded,
    RequestAnswered,
    ShiftPlanned,
)
from controlroom.domain.events.fact import AnyEvent, Fact
from controlroom.domain.events.force import (
    CameraAdded,
    CameraChanged,
    CodesPublished,
    DeviceBound,
    DeviceEnabled,
    DeviceEnrolled,
    PersonAdded,
    PersonEnabled,
    UnitAdded,
)
from controlroom.domain.events.incidents import (
    BringUpSet,
    BroughtUp,
    IncidentAmended,
    IncidentArchived,
    IncidentClosed,
    IncidentDue,
    IncidentGraded,
    IncidentOpened,
    IncidentReopened,
    IncidentResolved,
    IncidentScheduled,
    LogEntryAdded,
    LogEntryCorrected,
)
from controlroom.domain.events.joining import (
    IncidentsLinked,
    IncidentsMerged,
    IncidentsUnlinked,
    IncidentUnmerged,
)
from controlroom.domain.events.messages import (
    MessageDelivered,
    MessageRead,
    MessageSent,
    RoomMessageSent,
)
from controlroom.domain.events.partners import (
    IncidentShared,
    PartnerSaw,
    PartnerTold,
)
from controlroom.domain.events.risk import AdviceRecorded, RiskRecorded
from controlroom.domain.events.transfers import (
    IncidentLookedAt,
    IncidentUnattended,
    TransferAccepted,
    TransferDeclined,
    TransferLapsed,
    TransferOffered,
    TransferWithdrawn,
)
from controlroom.domain.events.units import (
    AssignmentAcknowledged,
    CrewChanged,
    PreAssigned,
    PreAssignmentEnded,
    RequestReceived,
    UnitAssigned,
    UnitStateChanged,
    UnitStoodDown,
)

__all__ = [
    "AUDIT",
    "AdviceRecorded",
    "AlarmAccepted",
    "AlarmEnded",
    "AlarmRaised",
    "AnyEvent",
    "AssignmentAcknowledged",
    "AttachmentAdded",
    "BringUpSet",
    "BroughtUp",
    "CameraAdded",
    "CameraChanged",
    "CodesPublished",
    "Consulted",
    "ContactRecorded",
    "CrewChanged",
    "DeviceBound",
    "DeviceEnabled",
    "DeviceEnrolled",
    "Disclosed",
    "DrawingErased",
    "DrawingExpired",
    "Drawn",
    "Event",
    "Fact",
    "IncidentAmended",
    "IncidentArchived",
    "IncidentClosed",
    "IncidentDue",
    "IncidentGraded",
    "IncidentLookedAt",
    "IncidentOpened",
    "IncidentReopened",
    "IncidentResolved",
    "IncidentScheduled",
    "IncidentShared",
    "IncidentUnattended",
    "IncidentUnmerged",
    "IncidentsLinked",
    "IncidentsMerged",
    "IncidentsUnlinked",
    "LogEntryAdded",
    "LogEntryCorrected",
    "MessageDelivered",
    "MessageRead",
    "MessageSent",
    "PartnerSaw",
    "PartnerTold",
    "PersonAdded",
    "PersonEnabled",
    "PreAssigned",
    "PreAssignmentEnded",
    "Redrawn",
    "RequestAnswered",
    "RequestReceived",
    "RiskRecorded",
    "RoomMessageSent",
    "ShiftPlanned",
    "SignedOff",
    "SignedOn",
    "TransferAccepted",
    "TransferDeclined",
    "TransferLapsed",
    "TransferOffered",
    "TransferWithdrawn",
    "UnitAdded",
    "UnitAssigned",
    "UnitStateChanged",
    "UnitStoodDown",
    "ViewingEnded",
    "ViewingStarted",
]
