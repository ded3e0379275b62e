"""What hub and gateway say goes there and back; reports become observations."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain import observations as o
from controlroom.wire import device as d
from controlroom.wire.messages import Refusal
from controlroom.wire.positions import Positions, encode_positions
from tests.unit.wire.samples import filled, kind_of, refusal

FROM_HUB = [
    (first, value)
    for first, shape in (
        (0x21, d.HubHello), (0x22, d.Declare), (0x24, d.Reports), (0x25, d.Delivered),
    )
    for value in filled(shape)
]  # fmt: skip
TO_HUB = [
    (first, value)
    for first, shape in (
        (0x31, d.HubWelcome), (0x32, d.Declared), (0x33, d.Received),
        (0x34, d.Dispatches), (0x35, Refusal),
    )
    for value in filled(shape)
]  # fmt: skip


@pytest.mark.parametrize(("first", "message"), FROM_HUB)
def test_what_a_hub_says_there_and_back(first: int, message: d.Declare) -> None:
    """The gateway reads what a hub packed, behind the documented byte."""
    payload = d.pack_device(message)

    assert first == payload[0]
    assert message == d.unpack_from_hub(payload)


@pytest.mark.parametrize(("first", "message"), TO_HUB)
def test_what_a_hub_is_told_there_and_back(first: int, message: d.ToHub) -> None:
    """A hub reads what the gateway packed, behind the documented byte."""
    payload = d.pack_device(message)

    assert first == payload[0]
    assert message == d.unpack_to_hub(payload)


@pytest.mark.parametrize("said", filled(d.AnySaid), ids=kind_of)
def test_every_report_there_and_back(said: d.AnySaid) -> None:
    """Every kind of report arrives as it was said."""
    reports = d.Reports(reports=(d.Report(number=1, handle=0, at_us=5, said=said),))

    assert reports == d.unpack_from_hub(d.pack_device(reports))


@pytest.mark.parametrize("tell", filled(d.AnyTell), ids=kind_of)
def test_every_dispatch_there_and_back(tell: d.AnyTell) -> None:
    """Assignments, stand downs, messages, states and viewing notices arrive."""
    sent = d.Dispatches(
        dispatches=(d.Dispatch(cursor=9, uid="veh-1", at_us=5, tell=tell),)
    )

    assert sent == d.unpack_to_hub(d.pack_device(sent))


def test_positions_are_one_of_a_hub_s_messages() -> None:
    """Columns come by the same door as reports."""
    batch = Positions(
        number=1, sent_us=10**15, handles=np.array([4]), lat=np.array([54.7]),
        lon=np.array([2.4]), fix_us=np.array([10**15]),
        speed_mps=np.array([1.0], np.float32), heading_deg=np.array([2.0], np.float32),
        accuracy_m=np.array([3.0], np.float32),
    )  # fmt: skip
    arrived = d.unpack_from_hub(encode_positions(batch))

    assert isinstance(arrived, Positions)
    assert [4] == arrived.handles.tolist()


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        (d.SaidState(state=6), o.StateReported(device_id="dev_1", state=6, at_us=5)),
        (
            d.SaidEmergency(cancelled=True, lat=54.7, lon=2.4),
            o.EmergencyReported(
                device_id="dev_1", at_us=5, cancelled=True, lat=54.7, lon=2.4
            ),
        ),
        (
            d.SaidAcknowledged(incident_id="inc_1"),
            o.AssignmentSeen(device_id="dev_1", incident_id="inc_1", at_us=5),
        ),
        (
            d.SaidDuty(on_duty=False),
            o.DutyReported(device_id="dev_1", on_duty=False, at_us=5),
        ),
        (
            d.SaidCrew(collars=("PC 7",)),
            o.CrewReported(device_id="dev_1", collars=("PC 7",), at_us=5),
        ),
        (
            d.SaidCamera(camera_id="cam_1", state="recording", source_url="http://x/"),
            o.CameraReported(
                camera_id="cam_1", state="recording", at_us=5, source_url="http://x/"
            ),
        ),
        (
            d.SaidReceipt(message_id="msg_1"),
            o.MessageSeen(device_id="dev_1", message_id="msg_1", at_us=5),
        ),
        (
            d.SaidRead(message_id="msg_1"),
            o.MessageRead(device_id="dev_1", message_id="msg_1", at_us=5),
        ),
    ],
)
def test_a_report_becomes_an_observation(
    said: d.AnySaid, seen: o.AnyObservation
) -> None:
    """What a device says is seen as said by the enrolled device, at its own time."""
    report = d.Report(number=1, handle=0, at_us=5, said=said)

    assert seen == d.observe(report, "dev_1")


@pytest.mark.parametrize(
    "said",
    [
        {"report": "state", "state": 17},
        {"report": "state", "state": -1},
        {"report": "state", "state": 1.5},
        {"report": "emergency", "lat": 91.0, "lon": 0.0},
        {"report": "emergency", "lat": float("nan"), "lon": 0.0},
        {"report": "emergency", "lat": 0.0, "lon": float("inf")},
        {"report": "crew", "collars": ["x"] * 41},
        {"report": "crew", "collars": ["x" * 41]},
        {"report": "camera", "camera_id": "c", "state": "dancing"},
        {"report": "acknowledge", "incident_id": ""},
        {"report": "weather"},
        {},
    ],
)
def test_a_report_out_of_bounds_is_refused(said: dict[str, object]) -> None:
    """Hostile: states nobody has, places outside the Earth, texts without end."""
    body = {"reports": [{"number": 1, "handle": 0, "at_us": 5, "said": said}]}

    assert refusal(
        d.unpack_from_hub, b"\x24" + msgspec.msgpack.encode(body)
    ).startswith("not a reports: ")


@pytest.mark.parametrize(
    "report",
    [{"number": 0}, {"number": 2**63}, {"handle": -1}, {"at_us": -1}, {"at_us": 2**63}],
)
def test_a_report_s_numbers_are_bounded(report: dict[str, int]) -> None:
    """Hostile: numbers that no journal can keep."""
    sound = {
        "number": 1, "handle": 0, "at_us": 5, "said": {"report": "state", "state": 1},
    }  # fmt: skip
    body = msgspec.msgpack.encode({"reports": [sound | report]})

    assert refusal(d.unpack_from_hub, b"\x24" + body).startswith("not a reports: ")


@pytest.mark.parametrize(
    ("payload", "line"),
    [
        (b"\x11\x80", "no hub says 0x11"),
        (b"\x31\x80", "no hub says 0x31"),
        ("hello", "a text message where only binary ones are spoken"),
        (b"", "an empty message"),
        (bytes(d.MAX_FROM_HUB + 1), "a message of 4194305 bytes, 4194304 are allowed"),
    ],
)
def test_what_no_hub_says_is_refused(payload: bytes | str, line: str) -> None:
    """Hostile: the other side's bytes, a desk's, text, nothing, too much."""

    assert line == refusal(d.unpack_from_hub, payload)


@pytest.mark.parametrize("first", range(0x20, 0x38))
@given(st.binary(max_size=100))
def test_random_bytes_give_wire_error_only(first: int, payload: bytes) -> None:
    """Hostile: no bytes raise anything but `WireError`, at either end."""
    hostile = bytes((first,)) + payload

    assert "\n" not in refusal(d.unpack_from_hub, hostile)
    assert "\n" not in refusal(d.unpack_to_hub, hostile)


@given(st.data())
def test_damaged_messages_give_wire_error_only(data: st.DataObject) -> None:
    """Hostile: one byte of a sound message changed."""
    _, message = data.draw(st.sampled_from(FROM_HUB))
    damaged = bytearray(d.pack_device(message))
    damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(
        st.integers(0, 255)
    )

    assert "\n" not in refusal(d.unpack_from_hub, bytes(damaged))
