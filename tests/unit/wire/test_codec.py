"""Every shape of the domain goes there and back; no bytes do anything but that."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.commands import Command, Commanded
from controlroom.domain.errors import WireError
from controlroom.domain.events import AnyEvent, Fact, UnitStateChanged
from controlroom.domain.observations import AnyObservation
from controlroom.domain.picture import Picture
from controlroom.wire import codec
from controlroom.wire.upcast import SCHEMA
from tests.unit.wire.samples import anything, filled, kind_of, refusal

GOLDEN = tuple(
    line
    for number in range(1, SCHEMA + 1)
    for line in (Path(__file__).parent / f"golden_{number}.jsonl")
    .read_text("utf-8")
    .splitlines()
)
"""What each schema added, as its first release wrote it."""
SHAPES: tuple[Any, ...] = (AnyEvent, AnyObservation, Command, Commanded, Fact)
EXAMPLES = [value for shape in SHAPES for value in filled(shape)]


@pytest.mark.parametrize("value", EXAMPLES, ids=kind_of)
def test_every_shape_there_and_back(value: object) -> None:
    """Events, observations and commands with every field filled survive the wire."""
    kind = type(value)

    assert value == codec.decode(codec.encode(value), kind)


@given(anything(AnyEvent))
def test_any_event_there_and_back(event: AnyEvent) -> None:
    """Whatever an event's texts and numbers are, it is read as it was written."""

    assert event == codec.decode_event(codec.encode_event(event))


@given(anything(Picture))
def test_any_picture_there_and_back(picture: Picture) -> None:
    """A snapshot is the picture."""

    assert picture == codec.decode_picture(codec.encode_picture(picture))


def test_fields_have_names() -> None:
    """An event rests as a map with named fields, so that fields can be added."""
    payload = codec.encode_event(UnitStateChanged(unit_id="unit_1", state=3))

    assert {
        "event": "unit_state_changed",
        "unit_id": "unit_1",
        "state": 3,
    } == msgspec.msgpack.decode(payload)


def test_a_newer_peer_s_fields_are_ignored() -> None:
    """A field that we do not know yet does no harm."""
    payload = msgspec.msgpack.encode(
        {"event": "unit_state_changed", "unit_id": "u", "state": 3, "mood": "calm"}
    )

    assert UnitStateChanged(unit_id="u", state=3) == codec.decode_event(payload)


def test_an_older_row_is_lifted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of an older schema goes through upcast and becomes today's event."""
    monkeypatch.setattr(
        codec, "upcast", lambda event, _: {**event, "unit_id": event["call"]}
    )
    old = msgspec.msgpack.encode(
        {"event": "unit_state_changed", "call": "u", "state": 3}
    )

    assert UnitStateChanged(unit_id="u", state=3) == codec.decode_event(old, 0)


@pytest.mark.parametrize("event", [{}, {"event": "nonsense"}, {"event": 3}])
def test_an_older_row_that_is_no_event_is_refused(
    event: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What upcast makes of an old row is checked as strictly as a new one."""
    monkeypatch.setattr(codec, "upcast", lambda event, _: event)

    with pytest.raises(WireError, match="not an event of schema 0"):
        codec.decode_event(msgspec.msgpack.encode(event), 0)


@given(st.binary(max_size=200))
@pytest.mark.parametrize(
    "kind", [AnyEvent, AnyObservation, Command, Fact, Picture, dict[str, Any]]
)
def test_random_bytes_give_wire_error_only(kind: type[object], payload: bytes) -> None:
    """Hostile: no bytes raise anything but `WireError`, in one line."""

    assert "\n" not in refusal(codec.decode, payload, kind)


@given(anything(Command), st.data())
def test_damaged_commands_give_wire_error_only(
    command: Command, data: st.DataObject
) -> None:
    """Hostile: a command cut short or with a byte changed is refused or still sound."""
    payload = bytearray(codec.encode(command))
    at = data.draw(st.integers(0, len(payload) - 1))
    payload[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(payload)))

    assert "\n" not in refusal(codec.decode, bytes(payload), Command)
    assert "\n" not in refusal(codec.decode, bytes(payload[:cut]), Command)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\x91" * 100_000,
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xa4\xff\xff\xff\xff",
    ],
    ids=["empty", "deep", "long array", "long map", "long bytes", "long text", "utf-8"],
)
def test_hostile_lengths_are_refused(payload: bytes) -> None:
    """Hostile: nesting without end, lengths beyond the message and broken UTF-8."""
    with pytest.raises(WireError):
        codec.decode(payload, dict[str, Any])


@pytest.mark.parametrize(
    ("payload", "line"),
    [
        ("text", "a text message where only binary ones are spoken"),
        (b"", "an empty message"),
        (b"12345", "a message of 5 bytes, 4 are allowed"),
    ],
)
def test_a_message_is_checked_before_it_is_opened(
    payload: bytes | str, line: str
) -> None:
    """Text, nothing and too much are refused before anything is decoded."""
    with pytest.raises(WireError) as refused:
        codec.open_message(payload, 4)

    assert line == str(refused.value)


@pytest.mark.parametrize(
    "line",
    GOLDEN,
    ids=lambda line: json.loads(line)["event"]["event"],
)
def test_golden_rows_are_read_for_ever(line: str) -> None:
    """A row written by an older schema is still the event that it was."""
    row = json.loads(line)
    event = codec.decode_event(bytes.fromhex(row["row"]), row["schema"])

    assert _is_within(row["event"], json.loads(msgspec.json.encode(event)))


def _is_within(old: object, new: object) -> bool:
    """Whether all that was written is still there; fields may have been added."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(
            key in new and _is_within(old[key], new[key]) for key in old
        )
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_is_within, old, new))
    return bool(old == new)


def test_every_event_has_its_golden_row() -> None:
    """An event type that a release writes is in that release's golden rows."""
    rows = [json.loads(line) for line in GOLDEN]
    golden = {row["event"]["event"] for row in rows if row["schema"] <= SCHEMA}

    assert set() == {kind_of(event) for event in filled(AnyEvent)} - golden


TOGETHER = """
import sys, threading
from controlroom.wire import codec, device, envelope
made = set(codec._DECODERS)
kinds = [*envelope._KINDS, *device._KINDS, list[envelope._Item]]
print(sorted(str(kind) for kind in kinds if kind not in made))
"""


def test_decoders_are_made_before_threads_ask_for_them() -> None:
    """Two desks that link at once in one process share no half-made decoder."""
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER], capture_output=True, check=True, timeout=60
    )

    assert b"[]" == done.stdout.strip()
