"""What devices say, after a door has parsed it; positions go to `Tracks`, not here.

Every observation names the enrolled device (`device_id`) that said it; contacts nobody
enrolled never become observations. Times are the device's own, int64 microseconds UTC.
"""

import msgspec

from controlroom.domain.entities import CameraState


class Observation(msgspec.Struct, frozen=True, kw_only=True, tag_field="seen"):
    """The base of everything a device reports besides positions."""


class StateReported(Observation, frozen=True, kw_only=True, tag="state"):
    """A radio state, 0 to 16, pressed on a device. 12 to 16 are requests, no states.

    The place matters for state 0 only: where the gateway last heard the unit.
    """

    device_id: str
    state: int
    at_us: int
    lat: float | None = None
    lon: float | None = None


class EmergencyReported(Observation, frozen=True, kw_only=True, tag="emergency"):
    """The emergency button, or a CoT 911 type.

    `cancelled` is the device taking it back: it is written down and shown, but only a
    person ends an officer's emergency.
    """

    device_id: str
    at_us: int
    cancelled: bool = False
    lat: float | None = None
    lon: float | None = None


class AssignmentSeen(Observation, frozen=True, kw_only=True, tag="acknowledge"):
    """The device of an assigned unit acknowledges the assignment."""

    device_id: str
    incident_id: str
    at_us: int


class DutyReported(Observation, frozen=True, kw_only=True, tag="duty"):
    """The unit books on or off through its device.

    A duty system also says when the shift began and ends, when its meal is planned and
    how much of one it has had; None is that it does not.
    """

    device_id: str
    on_duty: bool
    at_us: int
    began_us: int | None = None
    shift_end_us: int | None = None
    meal_at_us: int | None = None
    meal_us: int | None = None


class SpokeReported(Observation, frozen=True, kw_only=True, tag="spoke"):
    """The crew spoke on its talkgroup: the radio system heard its radio transmit."""

    device_id: str
    at_us: int


class CrewReported(Observation, frozen=True, kw_only=True, tag="crew"):
    """Who is in the unit now, by collar number."""

    device_id: str
    collars: tuple[str, ...]
    at_us: int


class CameraReported(Observation, frozen=True, kw_only=True, tag="camera"):
    """A camera says what it does and where its stream can be fetched by the gateway."""

    camera_id: str
    state: CameraState
    at_us: int
    source_url: str = ""


class MessageSeen(Observation, frozen=True, kw_only=True, tag="message_seen"):
    """A device confirms that a message arrived."""

    device_id: str
    message_id: str
    at_us: int


class MessageRead(Observation, frozen=True, kw_only=True, tag="message_read"):
    """A crew has read a message, as its device says."""

    device_id: str
    message_id: str
    at_us: int


class IncidentNoticed(Observation, frozen=True, kw_only=True, tag="noticed"):
    """The gateway saw that somebody at a desk has, or just had, an incident open."""

    incident_id: str


class IncidentForsaken(Observation, frozen=True, kw_only=True, tag="forsaken"):
    """The gateway saw that nobody has had an incident open since a time, us."""

    incident_id: str
    since_us: int


class CallReceived(Observation, frozen=True, kw_only=True, tag="call"):
    """A call for service from another system; the same source id twice is once."""

    source: str
    source_id: str
    at_us: int
    type_code: str = ""
    grade: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    text: str = ""
    caller: str = ""


class DoorChanged(Observation, frozen=True, kw_only=True, tag="door"):
    """The gateway noticed that a feed went silent (`lost`) or speaks again."""

    door: str
    lost: bool
    at_us: int
    why: str = ""


class Tick(Observation, frozen=True, kw_only=True, tag="tick"):
    """The gateway's clock, once a second of room time."""


AnyObservation = (
    StateReported | EmergencyReported | AssignmentSeen | DutyReported | CrewReported
    | CameraReported | MessageSeen | MessageRead | IncidentNoticed | IncidentForsaken
    | SpokeReported | CallReceived | DoorChanged | Tick
)  # fmt: skip
