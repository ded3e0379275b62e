"""One byte and what it announces: packs and unpacks whole messages of the desk session.

What many desks get is encoded once: `fact_item` a fact, `pack_facts` any run of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from controlroom.domain.commands import Command
from controlroom.domain.errors import WireError
from controlroom.domain.events import AnyEvent, Fact
from controlroom.domain.picture import Picture
from controlroom.wire import messages as m
from controlroom.wire.codec import (
    decode,
    decode_picture,
    encode,
    open_message,
    prepare,
)
from controlroom.wire.frames import FRAME, Frame, decode_frame, encode_frame

WELCOME = 0x01
SNAPSHOT = 0x02
FACTS = 0x03
# 0x04 is a frame
PRESENCE = 0x05
RESULT = 0x06
ANSWER = 0x07
REFUSAL = 0x08
HELLO = 0x11
COMMAND = 0x12
QUESTION = 0x13
ATTENTION = 0x14

MAX_TO_GATEWAY = 4 * 1024 * 1024
"""Bytes of one message from a desk at most."""
MAX_TO_DESK = 256 * 1024 * 1024
"""Bytes of one message to a desk at most: a snapshot of 150,000 units fits."""

_SNAPSHOT_HEADER = 8
_ARRAY_32 = 0xDD

_TO_GATEWAY: dict[int, type[m.ToGateway]] = {
    HELLO: m.Hello,
    COMMAND: Command,
    QUESTION: m.Question,
    ATTENTION: m.Attention,
}
_TO_DESK: dict[int, type[m.Welcome | m.Presence | m.Result | m.Answer | m.Refusal]] = {
    WELCOME: m.Welcome,
    PRESENCE: m.Presence,
    RESULT: m.Result,
    ANSWER: m.Answer,
    REFUSAL: m.Refusal,
}
_KINDS = {kind: first for first, kind in (_TO_GATEWAY | _TO_DESK).items()}


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in order, without a gap: each seq is one more than the one before."""

    facts: tuple[Fact | m.Hidden, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole picture, and where everything is, as a frame of all rows."""

    picture: Picture
    frame: Frame


Plain = m.ToGateway | m.Welcome | m.Presence | m.Result | m.Answer | m.Refusal
ToDesk = (
    m.Welcome | Snapshot | Facts | Frame | m.Presence | m.Result | m.Answer | m.Refusal
)


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as it travels; without an event it is hidden."""

    seq: m.Seq
    at_us: int = 0
    actor: str = ""
    event: AnyEvent | None = None
    desk: str = ""
    command_id: str = ""


prepare(*_KINDS, list[_Item])


def pack(message: Plain) -> bytes:
    """Return the message behind its first byte."""
    return bytes((_KINDS[type(message)],)) + encode(message)


def fact_item(fact: Fact | m.Hidden) -> bytes:
    """Return one fact, encoded once for every desk of the view."""
    return encode(fact)


def pack_facts(items: Iterable[bytes]) -> bytes:
    """Return a message of facts, in order, from `fact_item`s."""
    joined = tuple(items)
    head = bytes((FACTS, _ARRAY_32)) + len(joined).to_bytes(4, "big")
    return head + b"".join(joined)


def pack_snapshot(picture: Picture, frame: Frame) -> bytes:
    """Return a snapshot, encoded once for every desk that waits for it."""
    body = encode(picture)
    head = bytes((SNAPSHOT, 0, 0, 0)) + len(body).to_bytes(4, "little")
    return head + body + encode_frame(frame)


def unpack_to_gateway(payload: bytes | str) -> m.ToGateway:
    """Return what a desk said. Raises `WireError` with one line."""
    first, whole = open_message(payload, MAX_TO_GATEWAY)
    kind = _TO_GATEWAY.get(first)
    if kind is None:
        msg = f"no desk says {first:#04x}"
        raise WireError(msg)
    return decode(whole[1:], kind)


def unpack_to_desk(payload: bytes | str) -> ToDesk:
    """Return what the gateway said. Raises `WireError` with one line."""
    first, whole = open_message(payload, MAX_TO_DESK)
    if first == FRAME:
        return decode_frame(whole)
    if first == FACTS:
        return Facts(tuple(_fact(item) for item in decode(whole[1:], list[_Item])))
    if first == SNAPSHOT:
        return _snapshot(whole)
    kind = _TO_DESK.get(first)
    if kind is None:
        msg = f"no gateway says {first:#04x}"
        raise WireError(msg)
    return decode(whole[1:], kind)


def _fact(item: _Item) -> Fact | m.Hidden:
    if item.event is None:
        return m.Hidden(seq=item.seq)
    return Fact(
        seq=item.seq,
        at_us=item.at_us,
        actor=item.actor,
        event=item.event,
        desk=item.desk,
        command_id=item.command_id,
    )


def _snapshot(whole: memoryview) -> Snapshot:
    # Kind, three bytes of padding, the picture's length, the picture, a frame.
    end = _SNAPSHOT_HEADER + int.from_bytes(whole[4:_SNAPSHOT_HEADER], "little")
    if len(whole) < end:
        msg = f"a snapshot of {len(whole)} bytes whose picture ends at {end}"
        raise WireError(msg)
    return Snapshot(
        picture=decode_picture(whole[_SNAPSHOT_HEADER:end]),
        frame=decode_frame(whole[end:]),
    )
