"""What a force's hub and the gateway say to each other: shapes and their first bytes.

A hub speaks for many devices. It declares them and gets a handle for each, sends
positions as columns by handle, reports with its own numbers, and takes what is meant
for its devices in order, so that either end may break and go on.
"""

from typing import Annotated, Literal

import msgspec

from controlroom.domain import observations as o
from controlroom.domain.entities import CameraState
from controlroom.domain.errors import WireError
from controlroom.wire.codec import decode, encode, open_message, prepare
from controlroom.wire.messages import WIRE, Ident, Micros, Refusal, Seq
from controlroom.wire.positions import POSITIONS, Positions, decode_positions

HUB_HELLO = 0x21
DECLARE = 0x22
# 0x23 is a batch of positions
REPORTS = 0x24
DELIVERED = 0x25
HUB_WELCOME = 0x31
DECLARED = 0x32
RECEIVED = 0x33
DISPATCHES = 0x34
HUB_REFUSAL = 0x35

MAX_FROM_HUB = 4 * 1024 * 1024
"""Bytes of one message from a hub at most."""
MAX_TO_HUB = 4 * 1024 * 1024
MAX_REPORTS = 10_000
"""Reports in one message at most."""

Uid = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Handle = Annotated[int, msgspec.Meta(ge=0, le=999_999)]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
Degrees = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Why = Literal["unknown", "disabled", "claimed"]
"""Why a uid got no handle: nobody enrolled it, it is disabled, another hub has it."""


class HubHello(msgspec.Struct, frozen=True, kw_only=True):
    """A hub's first word; which hub it is, is in the token.

    `stream` names the hub's numbering of reports: a hub that lost its numbers takes a
    new name. `epoch` and `cursor` are of the last dispatch it kept; empty is none.
    """

    stream: Ident
    versions: tuple[int, ...] = (WIRE,)
    epoch: Annotated[str, msgspec.Meta(max_length=120)] = ""
    cursor: Seq = 0
    client: Annotated[str, msgspec.Meta(max_length=200)] = ""


class HubWelcome(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway's answer. Reports up to `received` are kept: send those after it.

    Dispatches go on after the hub's cursor when `resumed`, else with all that stand.
    """

    hub: str
    epoch: str
    received: Seq
    resumed: bool
    now_us: Micros
    rate: Annotated[float, msgspec.Meta(gt=0, le=1000)] = 1.0
    exercise: bool = False
    force: str = ""
    wire: int = WIRE


class Declare(msgspec.Struct, frozen=True, kw_only=True):
    """Devices that this hub speaks for, by the uids they were enrolled with."""

    uids: Annotated[tuple[Uid, ...], msgspec.Meta(max_length=200_000)]


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """Handles by uid, and refusals. Comes unasked when one of them changes.

    A uid under `refused` has no handle any more.
    """

    handles: dict[str, Handle] = {}
    refused: dict[str, Why] = {}


class Said(msgspec.Struct, frozen=True, kw_only=True, tag_field="report"):
    """The base of everything a device reports besides positions."""


class SaidState(Said, frozen=True, kw_only=True, tag="state"):
    """A radio state, 0 to 11, or a request, 12 to 16."""

    state: Annotated[int, msgspec.Meta(ge=0, le=16)]


class SaidEmergency(Said, frozen=True, kw_only=True, tag="emergency"):
    """The emergency button; `cancelled` is the device taking it back."""

    cancelled: bool = False
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    lon: Degrees | None = None


class SaidAcknowledged(Said, frozen=True, kw_only=True, tag="acknowledge"):
    """The crew has seen its assignment."""

    incident_id: Ident


class SaidDuty(Said, frozen=True, kw_only=True, tag="duty"):
    """The unit books on or off, with its shift and meal as a duty system knows them."""

    on_duty: bool
    began_us: Micros | None = None
    shift_end_us: Micros | None = None
    meal_at_us: Micros | None = None
    meal_us: Annotated[int, msgspec.Meta(ge=0, le=86_400_000_000)] | None = None


class SaidSpoke(Said, frozen=True, kw_only=True, tag="spoke"):
    """The crew spoke on the radio."""


class SaidCrew(Said, frozen=True, kw_only=True, tag="crew"):
    """Who is in the unit, by collar number."""

    collars: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=40)], ...],
        msgspec.Meta(max_length=40),
    ]


class SaidCamera(Said, frozen=True, kw_only=True, tag="camera"):
    """A camera's state, and where the gateway can fetch its stream."""

    camera_id: Ident
    state: CameraState
    source_url: Words = ""


class SaidReceipt(Said, frozen=True, kw_only=True, tag="receipt"):
    """A message arrived on the device."""

    message_id: Ident


class SaidRead(Said, frozen=True, kw_only=True, tag="read"):
    """The crew has read a message."""

    message_id: Ident


AnySaid = (
    SaidState | SaidEmergency | SaidAcknowledged | SaidDuty | SaidCrew | SaidCamera
    | SaidReceipt | SaidRead | SaidSpoke
)  # fmt: skip


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a device said, when, and its number in the hub's stream, from 1, gapless."""

    number: Annotated[int, msgspec.Meta(ge=1, le=2**62)]
    handle: Handle
    at_us: Micros
    said: AnySaid


class Reports(msgspec.Struct, frozen=True, kw_only=True):
    """Reports in the order of their numbers."""

    reports: Annotated[tuple[Report, ...], msgspec.Meta(max_length=MAX_REPORTS)]


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """All reports up to this number are kept for good, or were refused.

    `refused` says why, one line by number; a hub must not send those again.
    """

    number: Seq
    refused: dict[int, str] = {}


class Tell(msgspec.Struct, frozen=True, kw_only=True, tag_field="tell"):
    """The base of everything a device is told."""


class TellAssigned(Tell, frozen=True, kw_only=True, tag="assigned"):
    """The unit goes to an incident."""

    incident_id: str
    cad: str
    type_code: str = ""
    grade: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    text: str = ""
    type_name: str = ""
    grid: str = ""
    """The place as a grid reference."""
    log: tuple[str, ...] = ()
    """What is known so far, a line each, oldest first, with its time."""
    hazards: tuple[str, ...] = ()
    """Cordons, markers and warnings near by, each with its distance and direction."""
    related: tuple[str, ...] = ()
    """Incidents near by or linked."""
    cameras: tuple[str, ...] = ()
    """Fixed cameras near by."""


class TellStoodDown(Tell, frozen=True, kw_only=True, tag="stood_down"):
    """The unit is off an incident. `diverted_to` is where it goes instead."""

    incident_id: str
    reason: str = ""
    diverted_to: str | None = None


class TellMessage(Tell, frozen=True, kw_only=True, tag="message"):
    """Words from the room; the device answers with `SaidReceipt`, then `SaidRead`."""

    message_id: str
    text: str
    incident_id: str | None = None


class TellState(Tell, frozen=True, kw_only=True, tag="state"):
    """The room set the unit's radio state on its behalf."""

    state: int


class TellViewing(Tell, frozen=True, kw_only=True, tag="viewing"):
    """Somebody looks through the wearer's camera, or no longer does."""

    camera_id: str
    viewing_id: str
    started: bool
    by: str = ""
    reason: str = ""


AnyTell = TellAssigned | TellStoodDown | TellMessage | TellState | TellViewing


class Dispatch(msgspec.Struct, frozen=True, kw_only=True):
    """Something for one device. `cursor` never falls from one dispatch to the next.

    The same cursor may come again after a break, and for several uids.
    """

    cursor: Seq
    uid: str
    at_us: int
    tell: AnyTell
    expires_us: int = 0
    """Room time after which it means nothing any more; 0 is never."""


class Dispatches(msgspec.Struct, frozen=True, kw_only=True):
    """Dispatches in order."""

    dispatches: tuple[Dispatch, ...]


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """The hub has kept every dispatch up to this cursor."""

    cursor: Seq


FromHub = HubHello | Declare | Positions | Reports | Delivered
ToHub = HubWelcome | Declared | Received | Dispatches | Refusal

_FROM_HUB: dict[int, type[HubHello | Declare | Reports | Delivered]] = {
    HUB_HELLO: HubHello,
    DECLARE: Declare,
    REPORTS: Reports,
    DELIVERED: Delivered,
}
_TO_HUB: dict[int, type[ToHub]] = {
    HUB_WELCOME: HubWelcome,
    DECLARED: Declared,
    RECEIVED: Received,
    DISPATCHES: Dispatches,
    HUB_REFUSAL: Refusal,
}
_KINDS = {kind: first for first, kind in (_FROM_HUB | _TO_HUB).items()}
prepare(*_KINDS)


def pack_device(message: HubHello | Declare | Reports | Delivered | ToHub) -> bytes:
    """Return the message behind its first byte; positions have `encode_positions`."""
    return bytes((_KINDS[type(message)],)) + encode(message)


def unpack_from_hub(payload: bytes | str) -> FromHub:
    """Return what a hub said. Raises `WireError` with one line."""
    first, body = open_message(payload, MAX_FROM_HUB)
    if first == POSITIONS:
        return decode_positions(body)
    kind = _FROM_HUB.get(first)
    if kind is None:
        msg = f"no hub says {first:#04x}"
        raise WireError(msg)
    return decode(body[1:], kind)


def unpack_to_hub(payload: bytes | str) -> ToHub:
    """Return what the gateway said to a hub. Raises `WireError` with one line."""
    first, body = open_message(payload, MAX_TO_HUB)
    kind = _TO_HUB.get(first)
    if kind is None:
        msg = f"no gateway says {first:#04x} to a hub"
        raise WireError(msg)
    return decode(body[1:], kind)


def observe(  # noqa: C901 - one case a report, all of them
    report: Report, device_id: str
) -> o.AnyObservation:
    """Return what an enrolled device's report says, for `decide`."""
    said, at_us = report.said, report.at_us
    match said:
        case SaidState():
            return o.StateReported(device_id=device_id, state=said.state, at_us=at_us)
        case SaidEmergency():
            return o.EmergencyReported(
                device_id=device_id,
                at_us=at_us,
                cancelled=said.cancelled,
                lat=said.lat,
                lon=said.lon,
            )
        case SaidAcknowledged():
            return o.AssignmentSeen(
                device_id=device_id, incident_id=said.incident_id, at_us=at_us
            )
        case SaidDuty():
            return _of_duty(said, device_id, at_us)
        case SaidSpoke() | SaidCrew():
            return _of_crew(said, device_id, at_us)
        case SaidCamera():
            return o.CameraReported(
                camera_id=said.camera_id,
                state=said.state,
                at_us=at_us,
                source_url=said.source_url,
            )
        case SaidReceipt():
            return o.MessageSeen(
                device_id=device_id, message_id=said.message_id, at_us=at_us
            )
        case SaidRead():
            return o.MessageRead(
                device_id=device_id, message_id=said.message_id, at_us=at_us
            )


def _of_duty(said: SaidDuty, device_id: str, at_us: int) -> o.DutyReported:
    return o.DutyReported(
        device_id=device_id,
        on_duty=said.on_duty,
        at_us=at_us,
        began_us=said.began_us,
        shift_end_us=said.shift_end_us,
        meal_at_us=said.meal_at_us,
        meal_us=said.meal_us,
    )


def _of_crew(
    said: SaidSpoke | SaidCrew, device_id: str, at_us: int
) -> o.SpokeReported | o.CrewReported:
    if isinstance(said, SaidSpoke):
        return o.SpokeReported(device_id=device_id, at_us=at_us)
    return o.CrewReported(device_id=device_id, collars=said.collars, at_us=at_us)
