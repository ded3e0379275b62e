"""What lies under the pointer: units, incidents, cameras, the most urgent first."""

import itertools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ui.map.cameras import Cameras
from ui.map.captions import ALARM, INCIDENT, UNIT
from ui.map.detail import Detail
from ui.map.emergencies import unplaced
from ui.map.folds import CELL_PX
from ui.map.incidents import Incidents
from ui.map.outside import far_at
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY
from ui.selection import Selection

CAMERA = "camera"
GROUP = "group"
DRAWING = "drawing"
REACH = 14.0
"""A click this near to a symbol's middle is on it, design pixels."""
DOT_REACH = 6.0
"""Of a dot in a crowd: where the pointer is on one, its neighbours are not meant."""
STACKED = 3
"""So many units on each other are listed."""
_BADGE = (-13.0, 13.0, -31.0, 5.0)
"""Where a badge reaches around its incident: left, right, up, down."""


class Found(NamedTuple):
    """One thing under the pointer: unit, group, incident, camera, alarm or drawing."""

    kind: str
    entity_id: str


def pick(
    scene: Scene, incidents: Incidents, cameras: Cameras, x: float, y: float
) -> list[Found]:
    """Return everything under a pixel, what a click means first."""
    danger, calm = _units(scene, x, y)
    # A ring that hides nobody lies on the dots it sums up.
    sums_up = not scene.groups.hidden.any()
    return [
        *_outside(scene, x, y),
        *danger,
        *_alarms(scene, x, y),
        *(_groups(scene, x, y) if sums_up else calm),
        *(calm if sums_up else _groups(scene, x, y)),
        *_incidents(scene, incidents, x, y),
        *_cameras(scene, cameras, x, y),
    ]


def _outside(scene: Scene, x: float, y: float) -> list[Found]:
    far = far_at(scene, x, y)
    if far is None:
        return []
    unit_id = far.alarm.unit_id
    return [Found(UNIT, unit_id) if unit_id else Found(ALARM, far.alarm.alarm_id)]


def _units(scene: Scene, x: float, y: float) -> tuple[list[Found], list[Found]]:
    sight = scene.sight
    reach = REACH * scene.unit
    near = sight.around(x, y, reach)
    gaps = np.hypot(sight.places[near, 0] - x, sight.places[near, 1] - y)
    on_it = gaps < DOT_REACH * scene.unit
    if scene.detail in {Detail.DOT, Detail.STAMP} and on_it.any():
        meant = on_it | (sight.state[near] == EMERGENCY)
        near, gaps = near[meant], gaps[meant]
    near = near[np.argsort(gaps, kind="stable")]
    near = near[~scene.groups.hidden[near]]
    in_danger = sight.state[near] == EMERGENCY
    danger, calm = sight.rows[near[in_danger]], sight.rows[near[~in_danger]]
    return _found(scene, danger), _found(scene, calm)


def _found(scene: Scene, rows: NDArray[np.int64]) -> list[Found]:
    # By the ids alone: five hundred units are five hundred waits for memory.
    ids = map(scene.picture.unit_rows.__getitem__, rows.tolist())
    return list(map(Found, itertools.repeat(UNIT), ids))


def _alarms(scene: Scene, x: float, y: float) -> list[Found]:
    reach = REACH * scene.unit
    found = []
    for alarm in unplaced(scene):
        at_x, at_y = scene.view.place_to_screen(alarm.lat or 0.0, alarm.lon or 0.0)
        if max(abs(at_x - x), abs(at_y - y)) < reach:
            found.append(Found(ALARM, alarm.alarm_id))
    return found


def _groups(scene: Scene, x: float, y: float) -> list[Found]:
    places = scene.groups.places
    reach = scene.groups.radii * scene.unit
    under = np.hypot(places[:, 0] - x, places[:, 1] - y) < reach
    return [Found(GROUP, str(index)) for index in np.flatnonzero(under).tolist()]


def inside(scene: Scene, group: Found) -> NDArray[np.bool_]:
    """Return which units in sight a group stands for; none when it is gone."""
    return np.asarray(scene.groups.of == int(group.entity_id))


def members(scene: Scene, group: Found) -> list[str]:
    """Return the ids of the units that a group stands for."""
    rows = scene.sight.rows[inside(scene, group)]
    units = [scene.force.units[row] for row in rows.tolist()]
    return [unit.unit_id for unit in units if unit is not None]


def _incidents(scene: Scene, incidents: Incidents, x: float, y: float) -> list[Found]:
    """Badges under a pixel, the uppermost first; of a fold all, the worst first."""
    left, right, up, down = (edge * scene.unit for edge in _BADGE)
    seen, places = incidents.in_view(scene)
    far = CELL_PX * scene.unit
    about = (np.abs(places[:, 0] - x) < far - left) & (
        np.abs(places[:, 1] - y) < far - up
    )
    if not about.any():
        return []  # a fold stands in the cell of those it stands for
    folds = incidents.folds(scene, seen, places)
    tips = places.copy()
    folded = folds.of >= 0
    tips[folded] = folds.places[folds.of[folded]]
    dx, dy = x - tips[:, 0], y - tips[:, 1]
    under = np.flatnonzero((dx > left) & (dx < right) & (dy > up) & (dy < down))[::-1]
    ranks = incidents.ranks(scene, seen)[under]
    looks = incidents.board.looks(scene.now_us)[seen][under]
    order = np.lexsort((ranks, -looks, folded[under]))
    if not folded[under].any():
        order = np.arange(len(under))
    return [
        Found(INCIDENT, incidents.board.incidents[int(seen[index])].incident_id)
        for index in under[order].tolist()
    ]


def _cameras(scene: Scene, cameras: Cameras, x: float, y: float) -> list[Found]:
    reach = REACH * scene.unit
    return [
        Found(CAMERA, camera.camera_id)
        for camera, place in cameras.in_view(scene)
        if max(abs(place.x() - x), abs(place.y() - y)) < reach
    ]


def select(selection: Selection, chosen: Found) -> None:
    """Select what was found."""
    {
        UNIT: selection.select_unit,
        INCIDENT: selection.select_incident,
        CAMERA: selection.select_camera,
        ALARM: selection.select_alarm,
        DRAWING: selection.select_drawing,
    }[chosen.kind](chosen.entity_id)


def stacked(found: list[Found], scene: Scene) -> list[str]:
    """Return the units that lie on each other when they are too many to click through.

    None while one of them is in danger: a click means that one.
    """
    ids = [each.entity_id for each in found if each.kind == UNIT]
    first = bool(found) and found[0].kind == UNIT
    calm = not any(unit_id in scene.force.emergencies for unit_id in ids)
    return ids if first and calm and len(ids) >= STACKED else []


def choose(found: list[Found], selection: Selection) -> Found | None:
    """Return what a click selects: the next one where several lie on each other."""
    if not found:
        return None
    selected = {
        selection.unit_id, selection.incident_id, selection.camera_id,
        selection.drawing_id,
    }  # fmt: skip
    first = found[0]
    alike = [each for each in found if each.kind == first.kind]
    for place, each in enumerate(alike):
        if each.entity_id in selected:
            return alike[(place + 1) % len(alike)]
    return first
