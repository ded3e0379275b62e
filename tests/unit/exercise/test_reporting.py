"""Devices send when it is their time, and say what the hub knows how to say."""

import numpy as np
import pytest

from controlroom.domain import observations as o
from controlroom.exercise.force import Force
from controlroom.exercise.reporting import Cadence, as_said, noise_deg
from controlroom.exercise.roster import muster
from controlroom.wire import device as d
from tests.helpers.grid import grid_graph

START_US = 1_795_300_000_000_000


def _force(count: int = 40) -> Force:
    roster = muster(count, ("Harbour", "Central"), 1)
    force = Force(roster, grid_graph(), [0, 24], 1, lambda _: None)
    force.begin(START_US)
    return force


def _sent(cadence: Cadence, seconds: int) -> np.ndarray:
    counts = np.zeros(40, int)
    for tenth in range(seconds * 10):
        counts[cadence.due(START_US + tenth * 100_000)] += 1
    return counts


def test_everybody_is_heard_at_once_and_then_in_turn() -> None:
    """All report at first; vehicles then every 5 s, feet every 20 s, air every 2."""
    force = _force()
    counts = _sent(Cadence(force, 1.0, np.random.default_rng(1)), 60)
    kinds = np.array([member.unit.kind for member in force.members])

    assert 13 <= counts[kinds == "car"].mean() <= 14
    assert 3 <= counts[kinds == "foot"].mean() <= 5
    assert counts[kinds == "air"].mean() >= 29


def test_no_device_sends_more_than_once_a_second_of_the_world() -> None:
    """At sixty times the speed the interval is a minute of the room."""
    cadence = Cadence(_force(), 60.0, np.random.default_rng(1))
    counts = _sent(cadence, 60)

    assert counts.max() <= 2


def test_the_silent_and_those_off_duty_say_nothing() -> None:
    """A device in a dead spot and a unit that is off send no fix."""
    force = _force()
    force.silent_until_us[0] = START_US + 10**9
    force.members[1].phase = "off"
    counts = _sent(Cadence(force, 1.0, np.random.default_rng(1)), 30)

    assert [0, 0] == counts[:2].tolist()


def test_who_stands_does_not_shake() -> None:
    """Reception adds nothing while a unit stands, some metres while it moves."""
    rng = np.random.default_rng(1)
    north, east = noise_deg(rng, np.array([0.0, 9.0]), 54.7)

    assert (0.0, 0.0) == (north[0], east[0])
    assert 0 < abs(north[1]) * 111_195 < 20


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (o.StateReported(device_id="d", state=5, at_us=1), d.SaidState(state=5)),
        (
            o.EmergencyReported(device_id="d", at_us=1, lat=54.7, lon=2.4),
            d.SaidEmergency(lat=54.7, lon=2.4),
        ),
        (
            o.AssignmentSeen(device_id="d", incident_id="inc_1", at_us=1),
            d.SaidAcknowledged(incident_id="inc_1"),
        ),
        (
            o.DutyReported(device_id="d", on_duty=True, at_us=1),
            d.SaidDuty(on_duty=True),
        ),
        (
            o.CrewReported(device_id="d", collars=("1",), at_us=1),
            d.SaidCrew(collars=("1",)),
        ),
        (
            o.CameraReported(camera_id="c", state="off", at_us=1),
            d.SaidCamera(camera_id="c", state="off"),
        ),
        (
            o.MessageSeen(device_id="d", message_id="m", at_us=1),
            d.SaidReceipt(message_id="m"),
        ),
        (
            o.MessageRead(device_id="d", message_id="m", at_us=1),
            d.SaidRead(message_id="m"),
        ),
        (o.Tick(), None),
    ],
)
def test_observations_as_the_hub_says_them(
    seen: o.AnyObservation, said: d.AnySaid | None
) -> None:
    """Each observation of a device has its report; the clock has none."""
    assert said == as_said(seen)
