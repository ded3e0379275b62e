"""Cursor on Target 2.0 as an XML stream, the way ATAK, WinTAK and pytak speak it.

Events follow each other with or without XML declarations and line ends between them,
and a read may end anywhere. An event is parsed by expat with document types refused, so
no entity can be declared. Format: MITRE MP090284, and captured events of those clients.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import isnan, nan
from pyexpat import ExpatError, ParserCreate
from typing import Literal
from xml.sax import saxutils

import msgspec

from controlroom.domain.errors import FeedError
from controlroom.feeds.base import (
    NAME_LENGTH,
    Sighting,
    clipped,
    heading,
    identity,
    micros,
    number,
    speed,
)

EVENT_BYTES = 64 * 1024
"""Bytes of one event; whoever sends a longer one has lost the thread."""
UNKNOWN_M = 9_999_999.0
"""What an unknown error or height is written as."""

RAISED = frozenset({"b-a-o-tbl", "b-a-o-pan", "b-a-o-opn"})
"""911 alert, ring the bell, in contact."""
CANCELLED = "b-a-o-can"
_ALERT_SUFFIX = "-9-1-1"
_END = b"</event>"
_START = b"<event"
_AFTER_NAME = b" \t\r\n>/"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Emergency = Literal["", "raised", "cancelled"]
Attributes = dict[str, str]


class CotEvent(msgspec.Struct, frozen=True, gc=False):
    """One event. `by` is who it is about: an alert's own uid is not its sender's."""

    uid: str
    type: str
    by: str
    time_us: int
    stale_us: int
    sighting: Sighting | None = None
    emergency: Emergency = ""
    callsign: str = ""
    message_id: str = ""
    """Of a receipt: which message arrived (`b-t-f-d`) or was read (`b-t-f-r`)."""

    @property
    def is_ping(self) -> bool:
        """Whether the client asks if anybody listens."""
        return self.type == "t-x-c-t"


class CotFault(msgspec.Struct, frozen=True):
    """Bytes that were no event, and why; the stream goes on behind them."""

    why: str
    payload: bytes


class CotStream:
    """Cuts a stream into events; one for each connection."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0

    def feed(self, payload: bytes) -> Iterator[CotEvent | CotFault]:
        """Yield what is complete. Raises `FeedError` when an event grows too long.

        Take all that is yielded before the next call.
        """
        self._buffer += payload
        begin = 0
        while (end := self._buffer.find(_END, max(begin, self._searched))) >= 0:
            end += len(_END)
            yield from _events(bytes(self._buffer[begin:end]))
            begin = end
        del self._buffer[:begin]
        if len(self._buffer) > EVENT_BYTES:
            self._buffer.clear()
            self._searched = 0
            raise FeedError(f"an event of more than {EVENT_BYTES} bytes")
        # The end may have been cut in two by the read.
        self._searched = max(0, len(self._buffer) - len(_END) + 1)

    def finish(self) -> Iterator[CotEvent | CotFault]:
        """Yield what is left when the connection is over: half a message, or none."""
        left = bytes(self._buffer).strip()
        self._buffer.clear()
        if left:
            yield from _unended(left)


def decode(payload: bytes) -> CotEvent:
    """Return the event in one document. Raises `FeedError`."""
    if len(payload) > EVENT_BYTES:
        msg = f"an event of {len(payload)} bytes, allowed are {EVENT_BYTES}"
        raise FeedError(msg)
    found = _parse(payload)
    event = found["event"]
    kind = event.get("type", "")
    uid = identity(event.get("uid", ""))
    if not kind:
        raise FeedError("the event has no type")
    emergency = _emergency(kind, found.get("emergency"))
    by = _sender(uid, found.get("link")) if kind.startswith("b-a-") else uid
    time_us = micros(event.get("time", ""))
    callsign = found.get("contact", {}).get("callsign", "")[:NAME_LENGTH]
    sighting = None
    if kind.startswith("a-") or emergency:
        if "point" not in found:
            raise FeedError("the event has no point")
        sighting = _sighting(by, time_us, found["point"], found.get("track"), callsign)
    stale = event.get("stale", "")
    return CotEvent(
        uid,
        kind,
        by,
        time_us,
        micros(stale) if stale else time_us,
        sighting,
        emergency,
        callsign,
        found.get("__chatreceipt", {}).get("messageId", ""),
    )


def encode(event: CotEvent) -> bytes:
    """Return an event as a client writes it: a position, an alert or a ping.

    Raises `ValueError` for a time beyond the calendar.
    """
    place = event.sighting or Sighting(event.by, event.time_us, 0.0, 0.0)
    detail = f"<contact callsign={_quoted(event.callsign)}/>"
    if event.emergency == "raised":
        detail += f'<emergency type="911 Alert">{_escaped(event.callsign)}</emergency>'
    elif event.emergency == "cancelled":
        detail += f'<emergency cancel="true">{_escaped(event.callsign)}</emergency>'
    if event.by != event.uid:
        detail += f'<link uid={_quoted(event.by)} relation="p-p"/>'
    if not (isnan(place.speed_mps) or isnan(place.heading_deg)):
        track = f'speed="{place.speed_mps:.2f}" course="{place.heading_deg:.1f}"'
        detail += f"<track {track}/>"
    return _document(
        event.uid, event.type, event.time_us, event.stale_us, place, detail
    )


def encode_message(
    to_uid: str, to_callsign: str, message_id: str, text: str, now_us: int
) -> bytes:
    """Return words to one client, as its chat window shows them."""
    room = "Control room"
    detail = (
        f"<__chat id={_quoted(to_uid)} chatroom={_quoted(to_callsign)} "
        f'senderCallsign="{room}" messageId={_quoted(message_id)}>'
        f'<chatgrp uid0="controlroom" uid1={_quoted(to_uid)} '
        f"id={_quoted(to_uid)}/></__chat>"
        '<link uid="controlroom" type="a-f-G-U-C" relation="p-p"/>'
        f'<remarks source="BAO.F.controlroom" to={_quoted(to_uid)} '
        f'time="{iso(now_us)}">{_escaped(text)}</remarks>'
    )
    uid = f"GeoChat.controlroom.{to_uid}.{message_id}"
    place = Sighting(uid, now_us, 0.0, 0.0)
    return _document(uid, "b-t-f", now_us, now_us + 86_400_000_000, place, detail)


def pong(now_us: int) -> bytes:
    """Return the answer to a client that asks whether anybody listens."""
    place = Sighting("controlroom", now_us, 0.0, 0.0)
    stale_us = now_us + 20_000_000
    return _document("controlroom", "t-x-c-t-r", now_us, stale_us, place, "")


def _escaped(text: str) -> str:
    # Not every character may stand in XML; what may not is shown as unknown.
    return saxutils.escape(_NOT_XML.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return saxutils.quoteattr(_NOT_XML.sub("\ufffd", text))


def iso(at_us: int) -> str:
    """Return a time as an event writes it, to the millisecond."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _events(payload: bytes) -> Iterator[CotEvent | CotFault]:
    """One event, and a fault for what stood before it and has no end."""
    last = _last_start(payload)
    before = payload[:last].strip()
    if before.startswith((b"<?", b"<!")) and _START not in before:
        # A declaration belongs to the event, and a document type must be seen.
        last = 0
    elif before:
        yield from _unended(before)
    yield _decoded(payload[last:].lstrip())


def _unended(payload: bytes) -> Iterator[CotEvent | CotFault]:
    """Bytes without an end tag: an event without content, or half a message."""
    if payload.endswith(b"/>") and payload.count(b">") == payload.count(b"?>") + 1:
        yield _decoded(payload)
    else:
        yield CotFault("half a message", payload)


def _decoded(payload: bytes) -> CotEvent | CotFault:
    try:
        return decode(payload)
    except FeedError as error:
        return CotFault(str(error), payload)


def _last_start(payload: bytes) -> int:
    at = len(payload)
    while (at := payload.rfind(_START, 0, at)) >= 0:
        if payload[at + len(_START)] in _AFTER_NAME:
            return at
    return 0


def _parse(payload: bytes) -> dict[str, Attributes]:
    """Attributes of the event, its point and each kind of detail; the first wins."""
    found: dict[str, Attributes] = {}
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = found.setdefault
    try:
        parser.Parse(payload, True)  # noqa: FBT003 - the C function takes no names
    except ExpatError as error:
        raise FeedError(f"not XML: {error}") from None
    except (ValueError, LookupError) as error:
        # An encoding that is unknown, or that expat cannot use.
        raise FeedError(f"not XML: {clipped(str(error))}") from None
    if next(iter(found)) != "event":
        raise FeedError(f"not an event but {clipped(next(iter(found)))}")
    return found


def _refuse_doctype(*_: object) -> None:
    raise FeedError("document types and entities are not allowed")


def _emergency(kind: str, detail: Attributes | None) -> Emergency:
    if kind == CANCELLED:
        return "cancelled"
    if detail is not None:
        return "cancelled" if detail.get("cancel") == "true" else "raised"
    return "raised" if kind in RAISED else ""


def _sender(uid: str, link: Attributes | None) -> str:
    if link and link.get("uid"):
        return identity(link["uid"])
    return uid.removesuffix(_ALERT_SUFFIX)


def _sighting(
    uid: str, time_us: int, point: Attributes, track: Attributes | None, name: str
) -> Sighting:
    accuracy_m = float(point["ce"]) if _is_number(point.get("ce", "")) else nan
    if not 0 < accuracy_m < UNKNOWN_M:
        accuracy_m = nan
    speed_mps = heading_deg = nan
    if track:
        speed_mps = speed(number(track, "speed")) if "speed" in track else nan
        heading_deg = heading(number(track, "course")) if "course" in track else nan
    return Sighting(
        uid,
        time_us,
        number(point, "lat"),
        number(point, "lon"),
        speed_mps,
        heading_deg,
        accuracy_m,
        name,
    )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _document(
    uid: str, kind: str, time_us: int, stale_us: int, place: Sighting, detail: str
) -> bytes:
    accuracy_m = UNKNOWN_M if isnan(place.accuracy_m) else place.accuracy_m
    at = iso(time_us)
    return (
        f'<event version="2.0" uid={_quoted(uid)} type={_quoted(kind)} how="m-g" '
        f'time="{at}" start="{at}" stale="{iso(stale_us)}">'
        f'<point lat="{place.lat:.7f}" lon="{place.lon:.7f}" hae="{UNKNOWN_M}" '
        f'ce="{accuracy_m}" le="{UNKNOWN_M}"/>'
        f"<detail>{detail}</detail></event>\n"
    ).encode()
