"""Which cameras are near a place, what each can show now, and when no reason is asked.

Places are WGS 84 degrees, distances metres. A carried camera is where its unit is.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.entities import Alarm, Camera, Person, Unit
from controlroom.domain.geo import distances_m, is_place
from controlroom.domain.state import State
from controlroom.domain.tracks import Tracks

NEAREST = 4
"""How many cameras are offered for an incident."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a camera is. `fix_us` is when a carried one was last heard, else None."""

    lat: float
    lon: float
    fix_us: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A camera, how far away it is in metres, and how its place is known."""

    camera: Camera
    metres: float
    spot: Spot


def unit_of(state: State, camera: Camera) -> Unit | None:
    """Return the unit that carries a camera; None for a fixed one."""
    if camera.unit_id is not None:
        return state.units.get(camera.unit_id)
    if camera.person_id is not None:
        return state.unit_with(camera.person_id)
    return None


def wearer_of(state: State, camera: Camera) -> Person | None:
    """Return who wears a body-worn camera."""
    return state.people.get(camera.person_id or "")


def family_name(person: Person | None) -> str:
    """Return the last word of a name, as colleagues say it; empty without one."""
    return " ".join(person.name.split()[-1:]) if person else ""


def spot_of(state: State, tracks: Tracks, camera: Camera) -> Spot | None:
    """Return where a camera is; None while nobody knows."""
    if camera.kind == "fixed":
        return _own_spot(camera)
    unit = unit_of(state, camera)
    return _unit_spot(tracks, unit) if unit else None


def why_no_picture(state: State, camera: Camera) -> str:
    """Return why a camera shows nothing now, in words; empty when it can be opened.

    A camera streams only while it records.
    """
    if camera.state == "recording":
        return ""
    wearer, unit = wearer_of(state, camera), unit_of(state, camera)
    asked = family_name(wearer) or (unit.callsign if unit else "")
    ask = f"; ask {asked}" if asked else ""
    return f"{camera.state}, so no picture{ask}"


def emergency_for(
    state: State, camera: Camera, incident_id: str | None = None
) -> Alarm | None:
    """Return the officer's emergency in which this camera needs no reason.

    It is the standing one of whoever carries the camera, or of the incident for which
    the camera is opened.
    """
    unit = unit_of(state, camera)
    if unit is not None and (alarm := state.emergency_of(unit.unit_id)) is not None:
        return alarm
    if camera.person_id is not None and (
        alarm := state.emergency_of_person(camera.person_id)
    ):
        return alarm
    incident = state.incidents.get(incident_id or "")
    alarm_id = incident.emergency_alarm_id if incident else None
    alarm = state.alarms.get(alarm_id or "")
    return alarm if alarm is not None and alarm.ended_at_us is None else None


def of_unit(state: State, unit_id: str) -> Camera | None:
    """Return the camera of a unit: one that records before one that does not."""
    unit = state.units.get(unit_id)
    if unit is None:
        return None
    mine = [
        camera
        for camera in state.cameras.values()
        if camera.unit_id == unit_id
        or (camera.unit_id is None and camera.person_id in unit.crew)
    ]
    return min(mine, key=lambda each: each.state != "recording", default=None)


def nearest(
    state: State, tracks: Tracks, lat: float, lon: float, count: int = NEAREST
) -> list[Near]:
    """Return the nearest cameras that show a picture now, fixed and carried alike.

    Sorted by distance, then by id; empty for a place that is none.
    """
    showing = (each for each in state.cameras.values() if each.state == "recording")
    return _by_distance(state, tracks, (lat, lon), showing, count)


def nearest_dark(
    state: State, tracks: Tracks, lat: float, lon: float, count: int = NEAREST
) -> list[Near]:
    """Return the nearest cameras that show nothing now: `why_no_picture` says why."""
    dark = (each for each in state.cameras.values() if each.state != "recording")
    return _by_distance(state, tracks, (lat, lon), dark, count)


def within(
    state: State, tracks: Tracks, place: tuple[float, float], metres: float, most: int
) -> list[Near]:
    """Return the nearest cameras within some metres, `most` at most, the nearest first.

    Whether they show anything or not; empty for a place that is none.
    """
    if not is_place(*place):
        return []
    listed = list(state.cameras.values())
    gaps = distances_m(*place, *_columns(state, tracks, listed))
    inside = np.flatnonzero(gaps <= metres)
    nearest = inside[np.argsort(gaps[inside], kind="stable")[: max(most, 0)]]
    return [
        Near(listed[index], float(gaps[index]), spot)
        for index in nearest.tolist()
        if (spot := spot_of(state, tracks, listed[index])) is not None
    ]


def _own_spot(camera: Camera) -> Spot | None:
    if camera.lat is None or camera.lon is None or not is_place(camera.lat, camera.lon):
        return None
    return Spot(camera.lat, camera.lon)


def _unit_spot(tracks: Tracks, unit: Unit) -> Spot | None:
    row = unit.row
    if row >= len(tracks) or not np.isfinite(tracks.lat[row]):
        return None
    return Spot(float(tracks.lat[row]), float(tracks.lon[row]), int(tracks.fix_us[row]))


def _by_distance(
    state: State, tracks: Tracks, place: tuple[float, float], cameras: Iterable[Camera],
    count: int,
) -> list[Near]:  # fmt: skip
    """Return the nearest few; of a force's cameras only those become objects."""
    if not is_place(*place) or count <= 0:
        return []
    listed = list(cameras)
    lats, lons = _columns(state, tracks, listed)
    metres = distances_m(*place, lats, lons)
    metres[np.isnan(metres)] = np.inf
    count = min(count, int(np.isfinite(metres).sum()))
    if count == 0:
        return []
    # All as far as the last one stay in, so that equal distances go by id.
    farthest = np.partition(metres, count - 1)[count - 1]
    found = [
        Near(camera, float(metres[index]), spot)
        for index in np.flatnonzero(metres <= farthest).tolist()
        if (spot := spot_of(state, tracks, camera := listed[index])) is not None
    ]
    return sorted(found, key=lambda near: (near.metres, near.camera.camera_id))[:count]


def _columns(
    state: State, tracks: Tracks, cameras: list[Camera]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (lat, lon) of each camera, NaN where nobody knows it."""
    lats, lons = np.full((2, len(cameras)), np.nan)
    rows = np.full(len(cameras), -1, np.int64)
    for index, camera in enumerate(cameras):
        if camera.kind == "fixed":
            if (spot := _own_spot(camera)) is not None:
                lats[index], lons[index] = spot.lat, spot.lon
        elif (unit := unit_of(state, camera)) is not None:
            rows[index] = unit.row
    heard = (rows >= 0) & (rows < len(tracks))
    lats[heard], lons[heard] = tracks.lat[rows[heard]], tracks.lon[rows[heard]]
    return lats, lons
