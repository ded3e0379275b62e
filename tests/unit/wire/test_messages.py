"""What desk and gateway say goes there and back, and carries nothing out of bounds."""

import pytest

from controlroom.domain.errors import WireError
from controlroom.wire import messages as m
from controlroom.wire.codec import decode, encode
from tests.unit.wire.samples import filled, kind_of

SHAPES = (
    m.Hello, m.Refusal, m.Result, m.Question, m.Answer, m.Attention, m.Presence,
    m.Hidden,
)  # fmt: skip
EXAMPLES = [value for shape in SHAPES for value in filled(shape)]


@pytest.mark.parametrize("message", EXAMPLES, ids=kind_of)
def test_every_message_there_and_back(message: object) -> None:
    """Every message with every field filled survives the wire."""

    assert message == decode(encode(message), type(message))


@pytest.mark.parametrize(
    "hello",
    [
        {"desk": "", "schema": 1},
        {"desk": "x" * 81, "schema": 1},
        {"desk": "a", "schema": 1, "seq": -1},
        {"desk": "a", "schema": 1, "seq": 2**63},
        {"desk": "a", "schema": "1"},
        {"schema": 1},
        {"desk": "a"},
    ],
)
def test_a_hello_out_of_bounds_is_refused(hello: dict[str, object]) -> None:
    """Hostile: names without end, a seq no journal has, fields left out."""
    with pytest.raises(WireError, match="not a hello"):
        decode(encode(hello), m.Hello)


@pytest.mark.parametrize("rate", [0.0, -1.0, 1001.0])
def test_a_clock_that_no_room_has_is_refused(rate: float) -> None:
    """Hostile: a rate of nought, backwards or beyond ×1000."""
    sound = {"epoch": "e", "boot": 1, "recovered": False, "seq": 0, "force": ""}
    person = {"person_id": "per_1", "person": "Ann", "role": "dispatcher", "now_us": 1}
    welcome = sound | person | {"rate": rate}
    with pytest.raises(WireError, match="not a welcome"):
        decode(encode(welcome), m.Welcome)


@pytest.mark.parametrize("recovered", [True, False])
def test_a_snapshot_follows_unless_recovered(recovered: bool) -> None:
    """The welcome says whether the desk keeps what it has."""
    welcome = m.Welcome(
        epoch="e", boot=1, recovered=recovered, seq=0, force="", person_id="per_1",
        person="Ann", role="dispatcher", now_us=1,
    )  # fmt: skip

    assert recovered is not welcome.snapshot_follows
