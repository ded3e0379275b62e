"""What devices send, and when: fixes by cadence, reports as a hub says them."""

import numpy as np
from numpy.typing import NDArray

from controlroom.domain import observations as o
from controlroom.exercise.force import Force
from controlroom.wire import device as d

SECOND_US = 1_000_000
INTERVAL_S = {"foot": 20.0, "air": 2.0}
"""Between fixes, by unit kind; a vehicle's is 5 s."""
VEHICLE_S = 5.0
FASTEST_WALL_S = 1.0
"""However fast the room's clock runs, a device sends no more than one fix a second."""
ACCURACY_M = {"foot": 8.0}
NOISE_M = 2.5


class Cadence:
    """Says whose fix is due; each device has its own place in the interval."""

    def __init__(self, force: Force, rate: float, rng: np.random.Generator) -> None:
        kinds = [member.unit.kind for member in force.members]
        seconds = np.array([INTERVAL_S.get(kind, VEHICLE_S) for kind in kinds])
        seconds = np.maximum(seconds, FASTEST_WALL_S * rate)
        self._interval_us = (seconds * SECOND_US).astype(np.int64)
        self._next_us: NDArray[np.int64] = np.zeros(len(kinds), np.int64)
        self._phase = rng.random(len(kinds))
        self._force = force
        self.accuracy_m = np.array([ACCURACY_M.get(kind, 4.0) for kind in kinds])

    def due(self, now_us: int) -> NDArray[np.intp]:
        """Return the members whose device sends a fix now; the silent ones do not."""
        late = self._next_us <= now_us
        first = late & (self._next_us == 0)
        off = np.array([member.phase == "off" for member in self._force.members])
        able = late & ~off & (self._force.silent_until_us <= now_us)
        self._next_us[late] = now_us + self._interval_us[late]
        spread = (self._phase * self._interval_us).astype(np.int64)
        self._next_us[first] = now_us + spread[first]
        return np.flatnonzero(able)


def noise_deg(
    rng: np.random.Generator, speed_mps: NDArray[np.float64], lat: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what reception adds to latitude and longitude; nothing while standing."""
    metres = rng.normal(0, NOISE_M, (2, len(speed_mps))) * (speed_mps > 0)
    north = metres[0] / 111_195.0
    return north, metres[1] / (111_195.0 * float(np.cos(np.radians(lat))))


def as_said(  # noqa: C901, PLR0911 - one line an observation, all of them
    seen: o.AnyObservation,
) -> d.AnySaid | None:
    """Return an observation as the hub reports it, None for what hubs do not say."""
    match seen:
        case o.StateReported(state=state):
            return d.SaidState(state=state)
        case o.EmergencyReported(cancelled=cancelled, lat=lat, lon=lon):
            return d.SaidEmergency(cancelled=cancelled, lat=lat, lon=lon)
        case o.AssignmentSeen(incident_id=incident_id):
            return d.SaidAcknowledged(incident_id=incident_id)
        case o.DutyReported():
            return d.SaidDuty(
                on_duty=seen.on_duty,
                began_us=seen.began_us,
                shift_end_us=seen.shift_end_us,
                meal_at_us=seen.meal_at_us,
                meal_us=seen.meal_us,
            )
        case o.SpokeReported() | o.CrewReported():
            return _of_crew(seen)
        case o.CameraReported(camera_id=camera_id, state=state, source_url=url):
            return d.SaidCamera(camera_id=camera_id, state=state, source_url=url)
        case o.MessageSeen(message_id=message_id):
            return d.SaidReceipt(message_id=message_id)
        case o.MessageRead(message_id=message_id):
            return d.SaidRead(message_id=message_id)
        case (
            o.CallReceived() | o.DoorChanged() | o.Tick() | o.IncidentNoticed()
            | o.IncidentForsaken()
        ):  # fmt: skip
            return None


def _of_crew(seen: o.SpokeReported | o.CrewReported) -> d.SaidSpoke | d.SaidCrew:
    if isinstance(seen, o.SpokeReported):
        return d.SaidSpoke()
    return d.SaidCrew(collars=seen.collars)
