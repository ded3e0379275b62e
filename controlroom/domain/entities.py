"""The nouns of the room as frozen values; nothing here decides or changes anything.

Ids are text: prefix, underscore, UUIDv7 hex (`inc_…`, `unit_…`, `dev_…`, `per_…`,
`cam_…`, `alm_…`, `msg_…`, `drw_…`). Times are int64 microseconds UTC and end in
`_us`. Places are WGS 84 degrees. `revision` is the seq of the last event that touched
the entity; `changed_by` and `changed_at_us` name who did it and when, for a conflict's
sentence.
`row` of a unit or a device is a small integer, given in order of arrival and never used
twice: columns and frames speak of rows instead of ids.
"""

from typing import Literal

import msgspec

from controlroom.domain.promises import Promise

UnitKind = Literal[
    "foot", "car", "van", "motorcycle", "dog", "horse", "air", "boat", "drone"
]
DeviceKind = Literal["vehicle", "radio", "phone", "camera"]
"""In rank order: the freshest fix of the highest-ranked kind is drawn."""

Role = Literal[
    "call_taker", "dispatcher", "supervisor", "observer", "administrator", "officer",
    "partner",
]  # fmt: skip
IncidentStatus = Literal["open", "resolved", "closed", "merged"]
CameraKind = Literal["body_worn", "vehicle", "fixed"]
CameraState = Literal["recording", "buffering", "off"]
AlarmKind = Literal[
    "officer_emergency", "feed_lost", "target_passed", "not_acknowledged",
    "welfare_due",
]  # fmt: skip
AlarmPriority = Literal["emergency", "high", "medium", "low"]
AlarmOutcome = Literal["ended", "false_alarm", "recovered", "superseded"]
DrawingKind = Literal[
    "inner_cordon", "outer_cordon", "rvp", "geofence", "annotation", "marker"
]
DrawingShape = Literal["point", "line", "polygon", "circle"]
PartyKind = Literal["all", "role", "sector", "desk", "person"]
AudienceKind = Literal["all", "sector", "talkgroup"]
LogKind = Literal[
    "opened", "entry", "amended", "graded", "assigned", "stood_down", "state",
    "acknowledged", "resolved", "closed", "reopened", "bring_up", "alarm",
    "message", "drawing", "linked", "unlinked", "merged", "unmerged", "transfer",
    "attention", "risk", "advice", "corrected", "scheduled", "partner", "shared",
    "attached", "promise",
]  # fmt: skip


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the room, for words or to take an incident on.

    `name` is a role, a sector's name, a desk's name or a person's id; of all it is
    empty.
    """

    kind: PartyKind
    name: str = ""


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """Units on duty that a broadcast is for: all, a sector's or a talkgroup's."""

    kind: AudienceKind
    name: str = ""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """An incident that somebody asks another desk to take on; not answered yet."""

    to: Party
    by: str
    at_us: int
    desk: str = ""
    note: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works in the room or in the field. `name` is what colleagues say."""

    person_id: str
    name: str
    collar: str = ""
    rank: str = ""
    role: Role = "officer"
    skills: tuple[str, ...] = ()
    login: str = ""
    enabled: bool = True
    roles: tuple[Role, ...] = ()
    """Other roles that this person may take at a desk."""
    partner: str = ""
    """The partner this person works for, when that is not the force."""
    revision: int = 0
    changed_by: str = ""
    changed_at_us: int = 0


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent: a callsign with a crew. `state` is the radio state, 0 to 11."""

    unit_id: str
    callsign: str
    kind: UnitKind = "car"
    sector: str = ""
    skills: tuple[str, ...] = ()
    home_force: str = ""
    row: int = 0
    state: int = 11
    state_at_us: int = 0
    crew: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()
    """What it is on, in the order it was sent."""
    next_ids: tuple[str, ...] = ()
    """Incidents it gets once it is free, first the next."""
    request: int | None = None
    """An unanswered resource request (12, 13, 14 or 16): the envelope on its symbol."""
    request_at_us: int = 0
    talkgroup: str = ""
    """The radio group its crew listens to, as the force's plan has it."""
    kit: tuple[str, ...] = ()
    """Skills of the unit whoever crews it; `skills` holds these and the crew's."""
    duty_at_us: int = 0
    """When its shift began; 0 off duty."""
    shift_end_us: int | None = None
    """When its shift ends, if somebody said so."""
    meal_at_us: int | None = None
    """When its meal is planned, if somebody said so."""
    meal_us: int = 0
    """Refreshments it has had in this shift, not counting those under way."""
    contact_at_us: int = 0
    """When the room last heard of its crew: a state, a request, a voice; no fix."""
    alone_since_us: int = 0
    """Since when one officer is alone at a scene; 0 is nobody is."""
    revision: int = 0
    changed_by: str = ""
    changed_at_us: int = 0


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that reports. `door` and `uid` are how it is known from outside.

    Bound to a unit or to a person, never to both.
    """

    device_id: str
    kind: DeviceKind
    door: str
    uid: str
    unit_id: str | None = None
    person_id: str | None = None
    enabled: bool = True
    row: int = 0
    revision: int = 0
    changed_by: str = ""
    changed_at_us: int = 0


class Camera(msgspec.Struct, frozen=True, kw_only=True):
    """A source of video. A fixed one has a place, a bearing and a field of view."""

    camera_id: str
    kind: CameraKind
    name: str
    unit_id: str | None = None
    person_id: str | None = None
    device_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    bearing_deg: float | None = None
    view_deg: float = 60.0
    state: CameraState = "off"
    state_at_us: int = 0
    source_url: str = ""
    revision: int = 0
    changed_by: str = ""
    changed_at_us: int = 0


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """What a crew was sent with its assignment: what it was then, and references."""

    type_code: str = ""
    grade: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    log_seqs: tuple[int, ...] = ()
    """Lines of the incident's log, oldest first."""
    drawing_ids: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()
    camera_ids: tuple[str, ...] = ()


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """One unit on one incident: who sent it and how far it has come."""

    unit_id: str
    at_us: int
    by: str
    recommended: bool = False
    answers: bool = True
    """A device of the unit can acknowledge it."""
    unanswered: bool = False
    """It was not acknowledged in time, and the alarm about that was raised."""
    briefing: Briefing | None = None
    """What was sent to its devices with it."""
    acknowledged_at_us: int | None = None
    en_route_at_us: int | None = None
    at_scene_at_us: int | None = None


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """A duplicate in the incident that was kept, and what taking it back restores.

    `unit_ids` came from the duplicate, `shared` of them were on both. The times are
    the kept incident's own before the merge.
    """

    incident_id: str
    unit_ids: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    first_assigned_at_us: int | None = None
    first_at_scene_at_us: int | None = None


class PreAssignment(msgspec.Struct, frozen=True, kw_only=True):
    """One unit that gets an incident next, once it is free."""

    unit_id: str
    at_us: int
    by: str


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an incident, which rests by its digest. `size` in bytes."""

    sha256: str
    name: str
    media_type: str
    size: int
    by: str = ""
    at_us: int = 0


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an append-only log. `by` is a person, a device or the clock."""

    seq: int
    at_us: int
    by: str
    desk: str = ""
    kind: LogKind = "entry"
    text: str = ""
    corrects: int | None = None
    """The seq of the earlier line that this one puts right; that one stays as it is."""
    partner: str = ""
    """The partner that reads this line too."""


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """A matter the room deals with, known by its CAD number."""

    incident_id: str
    cad: str
    type_code: str
    grade: str
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    sector: str = ""
    narrative: str = ""
    caller: str = ""
    source: str = ""
    source_id: str = ""
    status: IncidentStatus = "open"
    opened_at_us: int = 0
    opened_by: str = ""
    first_assigned_at_us: int | None = None
    first_at_scene_at_us: int | None = None
    resolved_at_us: int | None = None
    closed_at_us: int | None = None
    closing_code: str = ""
    qualifiers: tuple[str, ...] = ()
    disposition: str = ""
    scheduled_at_us: int | None = None
    """A time to come at which it enters the queue; None once it has, or at once."""
    counts_from_us: int | None = None
    """When its clocks began if not with the call: the time it was scheduled for."""
    bring_up_at_us: int | None = None
    bring_up_note: str = ""
    brought_up_at_us: int | None = None
    target_passed: bool = False
    emergency_alarm_id: str | None = None
    holder: Party | None = None
    """Who answers for it since it was transferred; None is its sector's desk."""
    offer: Offer | None = None
    looked_at_us: int | None = None
    """When somebody last had it open, as exactly as the watch for orphans needs it."""
    looked_by: str = ""
    unattended_since_us: int | None = None
    """Since when nobody has had it open, once that was too long."""
    risk_at_us: int | None = None
    """When the risk was recorded last."""
    risk_asked_us: int = 0
    """When type or grade changed last: the risk is asked again since then."""
    risk_asked_for: str = ""
    """Why it is asked again: `grade E to S`."""
    assignments: tuple[Assignment, ...] = ()
    pre_assigned: tuple[PreAssignment, ...] = ()
    log: tuple[LogEntry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[str, ...] = ()
    """Incidents that belong together with this one."""
    merged: tuple[Merge, ...] = ()
    """Duplicates that were merged into this one."""
    merged_into: str = ""
    """The incident this duplicate goes on as; its status is `merged`."""
    promises: tuple[Promise, ...] = ()
    shared_with: tuple[str, ...] = ()
    """Codes of the partners that see it, in their own narrow view."""
    revision: int = 0
    changed_by: str = ""
    changed_at_us: int = 0


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """Something that needs an operator's action now, until it has been ended."""

    alarm_id: str
    kind: AlarmKind
    priority: AlarmPriority
    raised_at_us: int
    text: str = ""
    unit_id: str | None = None
    unit_ids: tuple[str, ...] = ()
    """Those it is about, when it can be about several at once."""
    person_id: str | None = None
    incident_id: str | None = None
    door: str = ""
    lat: float | None = None
    lon: float | None = None
    prior_state: int | None = None
    accepted_by: str | None = None
    accepted_at_us: int | None = None
    ended_by: str | None = None
    ended_at_us: int | None = None
    outcome: AlarmOutcome | None = None
    revision: int = 0
    changed_by: str = ""
    changed_at_us: int = 0


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Words to units, or from desk to desk; `State.receipts` says what became of them.

    `unit_ids` are the units that were named, `audience` those of a broadcast, which
    reached `reach` units; `to` is for somebody of the room.
    """

    message_id: str
    text: str
    sent_at_us: int
    sent_by: str
    unit_ids: tuple[str, ...] = ()
    desk: str = ""
    incident_id: str | None = None
    audience: Audience | None = None
    reach: int = 0
    to: Party | None = None


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """Where something is drawn: `corners` are (lat, lon), at most 500.

    A point and a circle have one, a line two or more, a polygon three or more without
    repeating the first. `radius_m` is a circle's.
    """

    shape: DrawingShape
    corners: tuple[tuple[float, float], ...]
    radius_m: float = 0.0


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody drew on the map of all desks, until it expires or is erased."""

    drawing_id: str
    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None
    drawn_by: str = ""
    drawn_at_us: int = 0
    revision: int = 0
    changed_by: str = ""
    changed_at_us: int = 0
