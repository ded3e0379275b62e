"""What happened, as the journal keeps it and every desk applies it; never changed.

Fields are only added, with defaults; a changed meaning is a new type. Events named in
`AUDIT` are rows of the same chain for the auditor alone: in no view and in no picture.
`Fact` is an event with its place in the order.
"""

import msgspec

from controlroom.domain.codes import Codes
from controlroom.domain.entities import (
    AlarmKind,
    AlarmOutcome,
    AlarmPriority,
    Camera,
    CameraState,
    Device,
    DrawingKind,
    Outline,
    Person,
    Unit,
)


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event"):
    """The base of everything that can have happened."""


class CodesPublished(Event, frozen=True, kw_only=True, tag="codes_published"):
    """The dated code sets in force from now on."""

    codes: Codes


class PersonAdded(Event, frozen=True, kw_only=True, tag="person_added"):
    """A person is known."""

    person: Person


class PersonEnabled(Event, frozen=True, kw_only=True, tag="person_enabled"):
    """A person may sign on, or no longer."""

    person_id: str
    enabled: bool


class UnitAdded(Event, frozen=True, kw_only=True, tag="unit_added"):
    """A unit is known; its row is given by the picture, in order of arrival."""

    unit: Unit


class DeviceEnrolled(Event, frozen=True, kw_only=True, tag="device_enrolled"):
    """A device may report; its row is given by the picture, in order of arrival."""

    device: Device


class DeviceBound(Event, frozen=True, kw_only=True, tag="device_bound"):
    """A device speaks for a unit, or for none."""

    device_id: str
    unit_id: str | None


class DeviceEnabled(Event, frozen=True, kw_only=True, tag="device_enabled"):
    """A device may report, or no longer."""

    device_id: str
    enabled: bool


class CameraAdded(Event, frozen=True, kw_only=True, tag="camera_added"):
    """A camera is known."""

    camera: Camera


class CameraChanged(Event, frozen=True, kw_only=True, tag="camera_changed"):
    """A camera records, buffers or is off."""

    camera_id: str
    state: CameraState
    source_url: str = ""


class UnitStateChanged(Event, frozen=True, kw_only=True, tag="unit_state_changed"):
    """A unit's radio state, as its device or a desk said."""

    unit_id: str
    state: int


class RequestReceived(Event, frozen=True, kw_only=True, tag="request_received"):
    """A resource request, 12 to 16: not a state, it leaves availability alone."""

    unit_id: str
    request: int


class CrewChanged(Event, frozen=True, kw_only=True, tag="crew_changed"):
    """Who is in a unit."""

    unit_id: str
    person_ids: tuple[str, ...]


class IncidentOpened(Event, frozen=True, kw_only=True, tag="incident_opened"):
    """An incident with its CAD number."""

    incident_id: str
    cad: str
    cad_day: str
    cad_count: int
    type_code: str
    grade: str
    opened_at_us: int
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    sector: str = ""
    narrative: str = ""
    caller: str = ""
    source: str = ""
    source_id: str = ""
    emergency_alarm_id: str | None = None


class IncidentAmended(Event, frozen=True, kw_only=True, tag="incident_amended"):
    """What is known changed; None is unchanged."""

    incident_id: str
    type_code: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    sector: str | None = None
    caller: str | None = None


class IncidentGraded(Event, frozen=True, kw_only=True, tag="incident_graded"):
    """Another grade."""

    incident_id: str
    grade: str
    reason: str = ""


class LogEntryAdded(Event, frozen=True, kw_only=True, tag="log_entry_added"):
    """A line in the log."""

    incident_id: str
    text: str


class UnitAssigned(Event, frozen=True, kw_only=True, tag="unit_assigned"):
    """A unit is on an incident."""

    incident_id: str
    unit_id: str
    recommended: bool = False


class AssignmentAcknowledged(
    Event, frozen=True, kw_only=True, tag="assignment_acknowledged"
):
    """The unit has seen its assignment."""

    incident_id: str
    unit_id: str


class UnitStoodDown(Event, frozen=True, kw_only=True, tag="unit_stood_down"):
    """A unit is off an incident. `diverted_to` names where it went instead."""

    incident_id: str
    unit_id: str
    reason: str = ""
    diverted_to: str | None = None


class IncidentResolved(Event, frozen=True, kw_only=True, tag="incident_resolved"):
    """Nothing more to attend."""

    incident_id: str
    note: str = ""


class IncidentClosed(Event, frozen=True, kw_only=True, tag="incident_closed"):
    """Closed with a code."""

    incident_id: str
    closing_code: str
    note: str = ""


class IncidentReopened(Event, frozen=True, kw_only=True, tag="incident_reopened"):
    """Back in the queue."""

    incident_id: str
    reason: str = ""


class IncidentArchived(Event, frozen=True, kw_only=True, tag="incident_archived"):
    """Closed for a day: out of every picture, still in the index."""

    incident_id: str


class BringUpSet(Event, frozen=True, kw_only=True, tag="bring_up_set"):
    """A reminder at a time, or none."""

    incident_id: str
    at_us: int | None
    note: str = ""


class BroughtUp(Event, frozen=True, kw_only=True, tag="brought_up"):
    """The reminder's time has come."""

    incident_id: str


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


class AlarmAccepted(Event, frozen=True, kw_only=True, tag="alarm_accepted"):
    """Somebody took the alarm on."""

    alarm_id: str


class AlarmEnded(Event, frozen=True, kw_only=True, tag="alarm_ended"):
    """The alarm is over."""

    alarm_id: str
    outcome: AlarmOutcome
    note: str = ""


class MessageSent(Event, frozen=True, kw_only=True, tag="message_sent"):
    """Words on their way to units."""

    message_id: str
    unit_ids: tuple[str, ...]
    text: str
    incident_id: str | None = None


class MessageDelivered(Event, frozen=True, kw_only=True, tag="message_delivered"):
    """A unit's device confirmed a message."""

    message_id: str
    unit_id: str


class Drawn(Event, frozen=True, kw_only=True, tag="drawn"):
    """Something is on everybody's map."""

    drawing_id: str
    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class Redrawn(Event, frozen=True, kw_only=True, tag="redrawn"):
    """A drawing as it is from now on, whole."""

    drawing_id: str
    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class DrawingErased(Event, frozen=True, kw_only=True, tag="drawing_erased"):
    """Somebody took a drawing off the map."""

    drawing_id: str


class DrawingExpired(Event, frozen=True, kw_only=True, tag="drawing_expired"):
    """A drawing's time is over."""

    drawing_id: str


class ViewingStarted(Event, frozen=True, kw_only=True, tag="viewing_started"):
    """Audit: somebody looks through a camera, and why."""

    viewing_id: str
    camera_id: str
    reason: str
    incident_id: str | None = None


class ViewingEnded(Event, frozen=True, kw_only=True, tag="viewing_ended"):
    """Audit: the viewing is over."""

    viewing_id: str
    camera_id: str


class SignedOn(Event, frozen=True, kw_only=True, tag="signed_on"):
    """Audit: a person at a desk."""

    person_id: str
    desk: str


class SignedOff(Event, frozen=True, kw_only=True, tag="signed_off"):
    """Audit: the person left the desk."""

    person_id: str
    desk: str


class Consulted(Event, frozen=True, kw_only=True, tag="consulted"):
    """Audit: a question was asked of what is kept (DPA 2018 s.62)."""

    question: str
    subject: str = ""


class Disclosed(Event, frozen=True, kw_only=True, tag="disclosed"):
    """Audit: something left the room (DPA 2018 s.62)."""

    what: str
    incident_id: str | None = None
    digest: str = ""


AnyEvent = (
    CodesPublished | PersonAdded | PersonEnabled | UnitAdded | DeviceEnrolled
    | DeviceBound | DeviceEnabled | CameraAdded | CameraChanged | UnitStateChanged
    | RequestReceived | CrewChanged | IncidentOpened | IncidentAmended | IncidentGraded
    | LogEntryAdded | UnitAssigned | AssignmentAcknowledged | UnitStoodDown
    | IncidentResolved | IncidentClosed | IncidentReopened | IncidentArchived
    | BringUpSet | BroughtUp | AlarmRaised | AlarmAccepted | AlarmEnded | MessageSent
    | MessageDelivered | Drawn | Redrawn | DrawingErased | DrawingExpired
    | ViewingStarted | ViewingEnded | SignedOn | SignedOff | Consulted | Disclosed
)  # fmt: skip

AUDIT = (ViewingStarted, ViewingEnded, SignedOn, SignedOff, Consulted, Disclosed)


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """An event in its order. `actor` is a person or device id, or `clock`."""

    seq: int
    at_us: int
    actor: str
    event: AnyEvent
    desk: str = ""
    command_id: str = ""
