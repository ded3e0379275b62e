"""The first byte tells what follows; facts and snapshots are encoded once for many."""

import re
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.commands import AddLogEntry, Command
from controlroom.domain.errors import WireError
from controlroom.domain.events import AnyEvent, Fact, LogEntryAdded
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved
from controlroom.wire import envelope as e
from controlroom.wire import messages as m
from controlroom.wire.device import unpack_from_hub
from controlroom.wire.frames import Frame, encode_frame
from controlroom.wire.questions import Doors
from tests.unit.wire.samples import anything, filled, refusal

DOCUMENT = (resources.files("resources") / "docs" / "wire.md").read_text("utf-8")

EMPTY = Moved(
    unit_rows=np.zeros(0, np.int32),
    lat=np.zeros(0),
    lon=np.zeros(0),
    fix_us=np.zeros(0, np.int64),
    speed_mps=np.zeros(0, np.float32),
    heading_deg=np.zeros(0, np.float32),
    accuracy_m=np.zeros(0, np.float32),
    kind=np.zeros(0, np.uint8),
)
FRAME = Frame(boot=1, tick=2, seq=3, now_us=4, moved=EMPTY)
LOGGED = LogEntryAdded(incident_id="inc_1", text="nothing seen")
FACT = Fact(seq=7, at_us=9, actor="per_1", event=LOGGED, desk="1", command_id="cmd_1")
COMMAND = Command(
    command_id="cmd_1", act=AddLogEntry(incident_id="inc_1", text="nothing seen")
)


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (0x11, m.Hello(desk="1", schema=1)),
        (0x12, COMMAND),
        (0x13, m.Question(question_id="ask_1", ask=Doors())),
        (0x14, m.Attention(open_incident="inc_1")),
    ],
)
def test_what_a_desk_says_there_and_back(first: int, message: m.ToGateway) -> None:
    """The gateway reads what a desk packed, behind the documented byte."""
    payload = e.pack(message)

    assert first == payload[0]
    assert message == e.unpack_to_gateway(payload)


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (0x05, m.Presence(trouble="the disk is full")),
        (0x06, m.Result(command_id="cmd_1", ok=True, seq=7)),
        (0x07, m.Answer(question_id="ask_1", ok=False, code="role")),
        (0x08, m.Refusal(code="too_old", sentence="Update the desk.")),
    ],
)
def test_what_the_gateway_says_there_and_back(first: int, message: e.Plain) -> None:
    """A desk reads what the gateway packed, behind the documented byte."""
    payload = e.pack(message)

    assert first == payload[0]
    assert message == e.unpack_to_desk(payload)


def test_facts_are_joined_without_encoding_them_again() -> None:
    """Items encoded once make any run of facts; hidden ones keep their place."""
    items = [e.fact_item(FACT), e.fact_item(m.Hidden(seq=8))]

    assert e.Facts((FACT, m.Hidden(seq=8))) == e.unpack_to_desk(e.pack_facts(items))
    assert e.Facts(()) == e.unpack_to_desk(e.pack_facts([]))


@given(anything(AnyEvent))
def test_any_fact_there_and_back(event: AnyEvent) -> None:
    """Whatever happened arrives as it was."""
    fact = Fact(seq=1, at_us=2, actor="clock", event=event)

    assert e.Facts((fact,)) == e.unpack_to_desk(e.pack_facts([e.fact_item(fact)]))


def test_a_snapshot_is_a_picture_and_a_frame() -> None:
    """Picture and positions arrive together."""
    (picture, *_) = filled(Picture)
    snapshot = e.unpack_to_desk(e.pack_snapshot(picture, FRAME))

    assert isinstance(snapshot, e.Snapshot)
    assert picture == snapshot.picture
    assert 3 == snapshot.frame.seq


def test_a_frame_travels_as_it_is() -> None:
    """A frame is its own message."""
    arrived = e.unpack_to_desk(encode_frame(FRAME))

    assert isinstance(arrived, Frame)
    assert (1, 2, 3, 4) == (arrived.boot, arrived.tick, arrived.seq, arrived.now_us)


@pytest.mark.parametrize(
    ("payload", "line"),
    [
        (b"\x01\x80", "no desk says 0x01"),
        (b"\x99", "no desk says 0x99"),
        ("hello", "a text message where only binary ones are spoken"),
        (b"", "an empty message"),
        (
            bytes(e.MAX_TO_GATEWAY + 1),
            "a message of 4194305 bytes, 4194304 are allowed",
        ),
    ],
)
def test_what_no_desk_says_is_refused(payload: bytes | str, line: str) -> None:
    """Hostile: the other side's bytes, unknown ones, text, nothing, too much."""

    assert line == refusal(e.unpack_to_gateway, payload)


@pytest.mark.parametrize(
    ("payload", "line"),
    [
        (b"\x11\x80", "no gateway says 0x11"),
        (b"\x02", "a snapshot of 1 bytes whose picture ends at 8"),
        (b"\x02\0\0\0\xff\xff\xff\xff", "a snapshot of 8 bytes whose picture ends at"),
        (b"\x02\0\0\0\x01\0\0\0\x80", "0 bytes, a column message has 40 or more"),
        (b"\x03\x80", "not a list"),
    ],
)
def test_what_no_gateway_says_is_refused(payload: bytes, line: str) -> None:
    """Hostile: lengths beyond the message, parts that are missing."""

    assert refusal(e.unpack_to_desk, payload).startswith(line)


@pytest.mark.parametrize("first", range(0x20))
@given(st.binary(max_size=100))
def test_random_bytes_give_wire_error_only(first: int, payload: bytes) -> None:
    """Hostile: no bytes raise anything but `WireError`, at either end."""
    hostile = bytes((first,)) + payload

    assert "\n" not in refusal(e.unpack_to_gateway, hostile)
    assert "\n" not in refusal(e.unpack_to_desk, hostile)


@given(st.data())
def test_damaged_messages_give_wire_error_only(data: st.DataObject) -> None:
    """Hostile: one byte of a sound message changed."""
    sound = data.draw(
        st.sampled_from(
            [
                e.pack(COMMAND),
                e.pack_facts([e.fact_item(FACT)]),
                e.pack_snapshot(Picture(), FRAME),
                encode_frame(FRAME),
            ]
        )
    )
    damaged = bytearray(sound)
    damaged[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))

    assert "\n" not in refusal(e.unpack_to_gateway, bytes(damaged))
    assert "\n" not in refusal(e.unpack_to_desk, bytes(damaged))


def test_an_oversized_fact_list_is_refused() -> None:
    """Hostile: an array that claims four thousand million facts."""
    with pytest.raises(WireError):
        e.unpack_to_desk(b"\x03\xdd\xff\xff\xff\xff")


@pytest.mark.parametrize(
    "example", re.findall(r"```hex\n(.*?)```", DOCUMENT, re.DOTALL)
)
def test_the_documented_examples_are_read(example: str) -> None:
    """What wire.md shows a stranger is what this program understands."""
    payload = bytes.fromhex(example)
    if 0x10 <= payload[0] < 0x20:
        e.unpack_to_gateway(payload)
    elif payload[0] >= 0x20:
        unpack_from_hub(payload)
    else:
        e.unpack_to_desk(payload)
