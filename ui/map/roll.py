"""What a map shows now as a list: alarms, incidents, units, cameras and drawings with
distance and bearing from a place; the nearest of each, for who does without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.entities import Alarm
from controlroom.domain.geo import bearing_deg, distances_m, is_place
from controlroom.ground.mercator import project, unproject
from ui.map.cameras import Cameras
from ui.map.drawings import Drawings
from ui.map.incidents import Incidents
from ui.map.scene import Scene
from ui.map.stage import Stage

MOST = 100
"""Of each kind, the nearest; how many there are is always said."""

Kind = Literal["alarm", "incident", "unit", "camera", "drawing"]
KINDS: tuple[Kind, ...] = ("alarm", "incident", "unit", "camera", "drawing")
Found = list[tuple[str, float, float]]
"""Ids with their places, degrees."""


class Entry(NamedTuple):
    """One thing in view. metres and bearing (degrees true) from where is counted."""

    kind: Kind
    entity_id: str
    lat: float
    lon: float
    metres: float
    bearing: float


@dataclass(frozen=True, slots=True)
class Roll:
    """Entries by id; ids by kind, the nearest first; how many of each are in view."""

    entries: dict[str, Entry] = field(default_factory=dict)
    ids: dict[Kind, list[str]] = field(default_factory=dict)
    totals: dict[Kind, int] = field(default_factory=dict)


def call_roll(stage: Stage, lat: float, lon: float) -> Roll:
    """Return what lies inside the picture, counted from a place in degrees.

    What a switch or a filter hides is not in the picture.
    """
    scene, roll = stage.scene(), Roll()
    cameras = stage.cameras if stage.layers.shows("cameras") else Cameras()
    counted: tuple[tuple[Kind, Found], ...] = (
        ("alarm", list(_alarms(scene))),
        ("incident", _incidents(scene, stage.incidents)),
        ("unit", _units(scene)),
        ("camera", _cameras(scene, cameras)),
        ("drawing", _drawings(scene, stage.drawings)),
    )
    for kind, found in counted:
        ids = [each[0] for each in found]
        places = np.array([each[1:] for each in found], np.float64).reshape(-1, 2)
        metres = distances_m(lat, lon, places[:, 0], places[:, 1])
        nearest = np.argsort(metres, kind="stable")[:MOST].tolist()
        roll.totals[kind] = len(ids)
        roll.ids[kind] = [ids[index] for index in nearest]
        for index in nearest:
            at = (float(places[index, 0]), float(places[index, 1]))
            roll.entries[ids[index]] = Entry(
                kind, ids[index], *at, float(metres[index]),
                bearing_deg(lat, lon, *at),
            )  # fmt: skip
    return roll


def _units(scene: Scene) -> Found:
    """Units whose symbol stands in the picture, whole or inside a group."""
    sight, tracks = scene.sight, scene.tracks
    found: Found = []
    inside = _inside(scene, sight.places)
    for row in sight.rows[inside].tolist():
        unit = scene.force.units[row]
        if unit is not None and row < len(tracks):
            place = (float(tracks.lat[row]), float(tracks.lon[row]))
            found.append((unit.unit_id, *place))
    return found


def _incidents(scene: Scene, incidents: Incidents) -> Found:
    seen, places = incidents.in_view(scene)
    return [
        (each.incident_id, each.lat or 0.0, each.lon or 0.0)
        for index in seen[_inside(scene, places)].tolist()
        for each in (incidents.board.incidents[index],)
    ]


def _cameras(scene: Scene, cameras: Cameras) -> Found:
    return [
        (camera.camera_id, camera.lat or 0.0, camera.lon or 0.0)
        for camera, place in cameras.in_view(scene)
        if 0 <= place.x() < scene.view.width and 0 <= place.y() < scene.view.height
    ]


def _drawings(scene: Scene, drawings: Drawings) -> Found:
    """Drawings that reach into the picture, where their middle is."""
    found: Found = []
    for shape in drawings.in_view(scene.view, 0.0):
        lat, lon = unproject((shape.low + shape.high) / 2)
        found.append((shape.drawing.drawing_id, float(lat), float(lon)))
    return found


def _alarms(scene: Scene) -> Iterator[tuple[str, float, float]]:
    for alarm in scene.picture.standing_alarms():
        place = _place_of(scene, alarm)
        if place is not None and scene.view.shows(project(*place).reshape(1, 2)).any():
            yield (alarm.alarm_id, *place)


def _place_of(scene: Scene, alarm: Alarm) -> tuple[float, float] | None:
    """Where the unit of an alarm was last heard, else where it was raised."""
    row = scene.force.row_of(scene.picture, alarm.unit_id)
    if 0 <= row < len(scene.tracks):
        lat, lon = float(scene.tracks.lat[row]), float(scene.tracks.lon[row])
        if is_place(lat, lon):
            return lat, lon
    if alarm.lat is not None and alarm.lon is not None:
        return alarm.lat, alarm.lon
    return None


def _inside(scene: Scene, places: NDArray[np.float64]) -> NDArray[np.bool_]:
    x, y = places[:, 0], places[:, 1]
    across = (x >= 0) & (x < scene.view.width)
    return np.asarray(across & (y >= 0) & (y < scene.view.height))
