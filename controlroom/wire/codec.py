"""Values to bytes and back: msgpack with named fields, by msgspec; never a socket.

Whatever the bytes are, decoding gives a value of the type that was asked for or
`WireError` with one line.
"""

from typing import Any, TypeVar

import msgspec

from controlroom.domain.errors import WireError
from controlroom.domain.events import AnyEvent
from controlroom.domain.picture import Picture
from controlroom.wire.upcast import SCHEMA, upcast

T = TypeVar("T")

_ENCODER = msgspec.msgpack.Encoder()
_DECODERS: dict[Any, msgspec.msgpack.Decoder[Any]] = {}
"""One a type; the types of this program are finite."""


def prepare(*kinds: Any) -> None:  # noqa: ANN401 - any type, unions included
    """Make the decoders of types now, once, while a module is imported.

    Two threads that make them at once, as two desks of one process do when they link,
    would share half of one: what msgspec knows of a struct is not locked.
    """
    for kind in kinds:
        _decoder(kind)


def encode(value: object) -> bytes:
    """Return the value as msgpack: structs as maps with named fields."""
    return _ENCODER.encode(value)


def decode(payload: bytes | memoryview, kind: type[T]) -> T:
    """Return the value of type `kind` in the payload; unknown fields are ignored.

    Raises `WireError` when the payload is anything else.
    """
    try:
        decoded: T = _decoder(kind).decode(payload)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        msg = f"not a {_name(kind)}: {_line(error)}"
        raise WireError(msg) from error
    return decoded


def open_message(payload: bytes | str, limit: int) -> tuple[int, memoryview]:
    """Return the first byte of a whole message and a view of all of it.

    Raises `WireError` for text, an empty message, or one of more than `limit` bytes.
    """
    if isinstance(payload, str):
        msg = "a text message where only binary ones are spoken"
        raise WireError(msg)
    if not payload:
        msg = "an empty message"
        raise WireError(msg)
    if len(payload) > limit:
        msg = f"a message of {len(payload)} bytes, {limit} are allowed"
        raise WireError(msg)
    return payload[0], memoryview(payload)


def encode_event(event: AnyEvent) -> bytes:
    """Return the event as the journal keeps it, by schema `SCHEMA`."""
    return _ENCODER.encode(event)


def decode_event(payload: bytes | memoryview, schema: int = SCHEMA) -> AnyEvent:
    """Return the event that a row of that schema holds, lifted to today's.

    Raises `WireError` when the payload is no event or the schema is unknown.
    """
    if schema == SCHEMA:
        event: AnyEvent = decode(payload, AnyEvent)  # type: ignore[arg-type]  # a union
        return event
    lifted = upcast(decode(payload, dict[str, Any]), schema)
    try:
        event = msgspec.convert(lifted, AnyEvent)
    except (msgspec.ValidationError, ValueError) as error:
        msg = f"not an event of schema {schema}: {_line(error)}"
        raise WireError(msg) from error
    return event


def encode_picture(picture: Picture) -> bytes:
    """Return the picture as a snapshot carries it."""
    return _ENCODER.encode(picture)


def decode_picture(payload: bytes | memoryview) -> Picture:
    """Return the picture in a snapshot. Raises `WireError`."""
    return decode(payload, Picture)


def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:  # noqa: ANN401 - any type
    decoder = _DECODERS.get(kind)
    if decoder is None:
        decoder = _DECODERS[kind] = msgspec.msgpack.Decoder(kind)
    return decoder


def _name(kind: Any) -> str:  # noqa: ANN401 - any type, unions included
    return getattr(kind, "__name__", "message").lower()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


prepare(AnyEvent, Picture, dict[str, Any])
