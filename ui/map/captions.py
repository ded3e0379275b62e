"""What the plates beside units and incidents say, and which of them come first."""

from dataclasses import dataclass

import numpy as np

from controlroom.domain import words
from controlroom.domain.entities import Alarm, Incident, Unit
from controlroom.domain.freshness import FADING, HOLLOW, LAST_KNOWN, NO_CIRCLE_M
from ui.map.circles import radii_m
from ui.map.emergencies import unplaced
from ui.map.incidents import DANGER, OVERDUE, Incidents
from ui.map.plates import Plate
from ui.map.routes import Routes
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY
from ui.map.units import Detail, detail_for

MOST = 300
"""Plates placed at once."""
(DANGER_FIRST, CHOSEN, LATE, GOING, URGENT, ORDINARY) = range(6)

UNIT, INCIDENT, ALARM = "unit", "incident", "alarm"


@dataclass(frozen=True, slots=True)
class Caption:
    """One plate wanted: whose it is, where that is in pixels, how soon it is placed.

    reach: design pixels from the place to the near edge of the plate. up: how far above
    the place its middle is.
    """

    key: str
    kind: str
    x: float
    y: float
    rank: int
    plate: Plate
    reach: float = 17.0
    up: float = 0.0
    anchor: int = -1
    """Index into the sight, or into the board: where the plate travels with."""


def captions(scene: Scene, incidents: Incidents, routes: Routes) -> list[Caption]:
    """Return the plates wanted in this scene, the first to be placed first."""
    wanted = [
        *_of_alarms(scene),
        *_of_incidents(scene, incidents),
        *_of_units(scene, routes),
    ]
    wanted.sort(key=lambda caption: (caption.rank, caption.key))
    return wanted[: 2 * MOST]


def _of_alarms(scene: Scene) -> list[Caption]:
    found = []
    for alarm in unplaced(scene):
        x, y = scene.view.place_to_screen(alarm.lat or 0.0, alarm.lon or 0.0)
        unit = scene.picture.units.get(alarm.unit_id or "")
        name = unit.callsign if unit else scene.picture.name_of(alarm.person_id or "")
        plate = _danger_plate(scene, name, alarm, 0.0)
        found.append(
            Caption(alarm.alarm_id, ALARM, x, y, DANGER_FIRST, plate, reach=33.0)
        )
    return found


def _of_units(scene: Scene, routes: Routes) -> list[Caption]:
    sight = scene.sight
    everyone = detail_for(len(sight)) is Detail.FULL
    chosen_row = scene.force.row_of(scene.picture, scene.selection.unit_id)
    important = (sight.state == EMERGENCY) | (sight.rows == chosen_row)
    committed = scene.force.committed[sight.rows]
    detail = detail_for(len(sight))
    if everyone:
        wanted = np.flatnonzero(~scene.groups.hidden)
    elif detail is Detail.MID:
        wanted = np.flatnonzero(important | committed)
    else:
        wanted = np.flatnonzero(important)
    radii = radii_m(scene)
    found = []
    for index in wanted[: 4 * MOST].tolist():
        row = int(sight.rows[index])
        unit = scene.force.units[row]
        if unit is None:
            continue
        x, y = sight.places[index].tolist()
        if not (0 <= x <= scene.view.width and 0 <= y <= scene.view.height):
            continue
        found.append(
            _of_unit(scene, routes, unit, _Fix(index, x, y, float(radii[index])))
        )
    return found


@dataclass(frozen=True, slots=True)
class _Fix:
    index: int
    x: float
    y: float
    radius_m: float


def _of_unit(scene: Scene, routes: Routes, unit: Unit, fix: _Fix) -> Caption:
    age = int(scene.sight.age[fix.index])
    seconds = float(scene.sight.seconds[fix.index])
    chosen = unit.unit_id == scene.selection.unit_id
    if int(scene.sight.state[fix.index]) == EMERGENCY:
        alarm = scene.force.emergencies.get(unit.unit_id)
        plate = _danger_plate(scene, unit.callsign, alarm, seconds if age else 0.0)
        rank, reach = DANGER_FIRST, 33.0
    else:
        plate = _unit_plate(scene, routes, unit, age, fix.radius_m)
        rank = CHOSEN if chosen else GOING if _is_going(scene, unit) else ORDINARY
        reach = 24.0 if chosen else 17.0
    return Caption(
        unit.unit_id, UNIT, fix.x, fix.y, rank, plate, reach, anchor=fix.index
    )


def _unit_plate(
    scene: Scene, routes: Routes, unit: Unit, age: int, radius_m: float
) -> Plate:
    if age >= FADING:
        row = unit.row
        fix_us = int(scene.tracks.fix_us[row])
        return Plate(unit.callsign, _age_note(scene, age, fix_us, radius_m))
    left = routes.seconds_left(unit.unit_id, scene.now_us)
    if left is not None:
        return Plate(
            unit.callsign, words.age(left), "map.route", strong=True, note_strong=True
        )
    return Plate(unit.callsign)


def _age_note(scene: Scene, age: int, fix_us: int, radius_m: float) -> str:
    if age >= LAST_KNOWN:
        return f"last {words.clock(fix_us, scene.zone)}"
    said = words.age((scene.now_us - fix_us) / 1e6)
    if age >= HOLLOW and radius_m > NO_CIRCLE_M:
        return f"{said}, within {words.distance(radius_m)}"
    return said


def _danger_plate(
    scene: Scene, name: str, alarm: Alarm | None, fix_seconds: float
) -> Plate:
    since = words.age((scene.now_us - alarm.raised_at_us) / 1e6) if alarm else ""
    if fix_seconds > 0:
        since = f"{since}, fix {words.age(fix_seconds)} old".lstrip(", ")
    return Plate(name, since, strong=True)


def _is_going(scene: Scene, unit: Unit) -> bool:
    return scene.selection.incident_id in unit.incident_ids


def _of_incidents(scene: Scene, incidents: Incidents) -> list[Caption]:
    seen, places = incidents.in_view(scene)
    looks = incidents.board.looks(scene.now_us)
    today = words.day_of(scene.now_us, scene.zone)
    found = []
    for index, (x, y) in zip(seen.tolist(), places.tolist(), strict=True):
        incident = incidents.board.incidents[index]
        chosen = incident.incident_id == scene.selection.incident_id
        look = int(looks[index])
        if not (chosen or look or incident.grade == "I"):
            continue
        plate = _incident_plate(scene, incident, look, today, chosen=chosen)
        rank = {DANGER: DANGER_FIRST, OVERDUE: LATE}.get(look, URGENT)
        found.append(
            Caption(
                incident.incident_id, INCIDENT, x, y, CHOSEN if chosen else rank,
                plate, 22.0 if chosen else 15.0, 19.5, index,
            )
        )  # fmt: skip
    return found


def _incident_plate(
    scene: Scene, incident: Incident, look: int, today: str, *, chosen: bool
) -> Plate:
    title = words.cad_short(incident.cad, today)
    if chosen:
        kind = scene.picture.codes.type(incident.type_code)
        title = f"{title} {kind.name if kind else incident.type_code}".strip()
    note, colour = _due_note(scene, incident)
    if look == OVERDUE:
        colour = "alarm.high_text"
    return Plate(
        title, note, colour, strong=True, note_strong=look == OVERDUE,
        framed=chosen, tall=True,
    )  # fmt: skip


def _due_note(scene: Scene, incident: Incident) -> tuple[str, str]:
    if incident.status != "open":
        return incident.status, "text.secondary"
    if incident.first_at_scene_at_us is not None:
        return "at scene", "text.secondary"
    grade = scene.picture.codes.grade(incident.grade)
    if grade is None or grade.attend_s is None:
        return "", "text.secondary"
    left = grade.attend_s - (scene.now_us - incident.opened_at_us) / 1e6
    soon = left < grade.attend_s / 4
    return words.countdown(left), "alarm.high_text" if soon else "text.secondary"
