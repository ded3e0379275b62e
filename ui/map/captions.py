"""What the plates beside units and incidents say, and which of them come first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from controlroom.domain import words
from controlroom.domain.deadlines import attend_due_us, counted_from_us, is_planned
from controlroom.domain.entities import Alarm, Incident, Unit
from controlroom.domain.freshness import FADING, HOLLOW, LAST_KNOWN, NO_CIRCLE_M
from controlroom.ground.mercator import Floats
from ui.map.board import DANGER, OVERDUE, PLAIN
from ui.map.circles import radii_m
from ui.map.detail import Detail
from ui.map.emergencies import ALARM_RING, RINGS, unplaced
from ui.map.force import Force
from ui.map.incidents import Incidents
from ui.map.plates import Plate
from ui.map.routes import Routes
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY

MOST = 300
"""Plates placed at once."""
(DANGER_FIRST, CHOSEN, LATE, GOING, URGENT, ORDINARY) = range(6)

UNIT, INCIDENT, ALARM, GROUP = "unit", "incident", "alarm", "group"
NAMED = 3
"""A group of so few says who they are."""


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


class _Wishes(NamedTuple):
    """Plates somebody could want, columns: `order` settles equals of one rank."""

    kind: str
    indices: NDArray[np.int64]
    ranks: NDArray[np.int64]
    order: NDArray[np.int64]


def captions(
    scene: Scene,
    incidents: Incidents,
    routes: Routes,
    standing: Collection[str] = (),
) -> Iterator[Caption]:
    """Yield the plates wanted in this scene, the first to be placed first.

    What a plate says is worked out when its turn comes: of thousands that are wanted
    hundreds find room. standing: keys of plates on the map now; among units of one rank
    they come first, so that a newcomer takes nobody's room.
    """
    alarms = unplaced(scene)
    seen, places = incidents.in_view(scene)
    folded = incidents.folds(scene, seen, places).of >= 0
    seen, places = seen[~folded], places[~folded]  # a fold has a number, no plates
    late = _incident_wishes(scene, incidents, seen)
    wishes = (late, _unit_wishes(scene, standing), _group_wishes(scene))
    for alarm in alarms:
        yield _of_alarm(scene, alarm)
    kinds = np.repeat([0, 1, 2], [len(each.indices) for each in wishes])
    ranks = np.concatenate([each.ranks for each in wishes])
    within = np.concatenate([each.order for each in wishes])
    order = np.lexsort((within, kinds, ranks))[: 2 * MOST]
    indices = np.concatenate([each.indices for each in wishes])
    for kind, index in zip(kinds[order].tolist(), indices[order].tolist(), strict=True):
        if kind == 0:
            yield _of_incident(scene, incidents, int(seen[index]), places[index])
        elif kind == 1:
            yield _of_unit(scene, routes, index)
        else:
            yield _of_group(scene, index)


def plate_of(
    caption: Caption, scene: Scene, incidents: Incidents, routes: Routes
) -> Plate | None:
    """Return what a plate that stands says by now; None when it names nothing."""
    if caption.kind == UNIT:
        row = scene.force.row_of(scene.picture, caption.key)
        index = scene.sight.index_of(row)
        return None if index is None else _of_unit(scene, routes, index).plate
    if caption.kind == INCIDENT:
        place = incidents.board.index.get(caption.key)
        if place is None:
            return None
        return _of_incident(scene, incidents, place, np.zeros(2)).plate
    if caption.kind == GROUP:
        return None
    alarm = scene.picture.alarms.get(caption.key)
    return None if alarm is None else _of_alarm(scene, alarm).plate


def _of_alarm(scene: Scene, alarm: Alarm) -> Caption:
    x, y = scene.view.place_to_screen(alarm.lat or 0.0, alarm.lon or 0.0)
    unit = scene.picture.units.get(alarm.unit_id or "")
    name = unit.callsign if unit else scene.picture.name_of(alarm.person_id or "")
    plate = _danger_plate(scene, name, alarm, 0.0)
    return Caption(
        alarm.alarm_id, ALARM, x, y, DANGER_FIRST, plate, _danger_reach(alarm)
    )


def _group_wishes(scene: Scene) -> _Wishes:
    """Groups of a few, while symbols are large: a ring must not take their names."""
    few = np.zeros(0, np.int64)
    if scene.detail is Detail.FULL:
        few = np.flatnonzero(scene.groups.counts <= NAMED)
    return _Wishes(GROUP, few, np.full(len(few), ORDINARY), few)


def _of_group(scene: Scene, index: int) -> Caption:
    rows = scene.sight.rows[scene.groups.of == index].tolist()
    units = [scene.force.units[row] for row in rows]
    names = sorted(unit.callsign for unit in units if unit is not None)
    x, y = scene.groups.places[index].tolist()
    key = f"{GROUP}:{','.join(names)}"
    return Caption(key, GROUP, x, y, ORDINARY, Plate(", ".join(names)), reach=20.0)


def _unit_wishes(scene: Scene, standing: Collection[str]) -> _Wishes:
    """Everyone while symbols are large; fewer, the smaller they are."""
    sight, force = scene.sight, scene.force
    chosen = force.row_of(scene.picture, scene.selection.unit_id)
    going = _going(scene)
    indices = _named(scene, [chosen, *going])
    x, y = sight.places[indices].T
    inside = (x >= 0) & (x <= scene.view.width)
    inside &= (y >= 0) & (y <= scene.view.height)
    indices = indices[inside]
    rows = sight.rows[indices]
    ranks = np.full(len(rows), ORDINARY)
    ranks[_among(rows, going, force)] = GOING
    ranks[rows == chosen] = CHOSEN
    ranks[sight.state[indices] == EMERGENCY] = DANGER_FIRST
    kept = [force.row_of(scene.picture, key) for key in standing]
    there = _among(rows, kept, force)
    order = np.where(there, rows, rows + len(force.units))
    return _Wishes(UNIT, indices, ranks, order)


def _among(rows: NDArray[np.int64], some: list[int], force: Force) -> NDArray[np.bool_]:
    """Which rows are among some others; -1 is nobody's."""
    # numpy's own way loads a twentieth of a second of modules into the first picture.
    chosen = np.zeros(len(force.units), np.bool_)
    chosen[[row for row in some if row >= 0]] = True
    return np.asarray(chosen[rows])


def _named(scene: Scene, meant: list[int]) -> NDArray[np.int64]:
    """Whose plates could be wanted: of a crowd only those in danger and `meant`.

    meant: rows of units; those out of view are left out.
    """
    sight, force = scene.sight, scene.force
    if scene.detail is Detail.FULL:
        return np.flatnonzero(~scene.groups.hidden)
    wanted = sight.state == EMERGENCY
    if scene.detail is Detail.MID:
        wanted |= force.committed[sight.rows]
    found = [sight.index_of(row) for row in meant if row >= 0]
    known = np.array([each for each in found if each is not None], np.int64)
    return np.union1d(np.flatnonzero(wanted), known)


def _going(scene: Scene) -> list[int]:
    """Rows of the units that are sent to the selected incident."""
    incident = scene.picture.incidents.get(scene.selection.incident_id or "")
    sent = incident.assignments if incident is not None else ()
    return [scene.force.row_of(scene.picture, each.unit_id) for each in sent]


def _incident_wishes(
    scene: Scene, incidents: Incidents, seen: NDArray[np.int64]
) -> _Wishes:
    """The selected, the late and the immediate: the longest due first."""
    board = incidents.board
    looks = board.looks(scene.now_us)[seen]
    chosen = seen == board.index.get(scene.selection.incident_id or "", -1)
    ranks = np.where(looks == OVERDUE, LATE, URGENT)
    ranks[looks == DANGER] = DANGER_FIRST
    ranks[chosen] = CHOSEN
    indices = np.flatnonzero(chosen | (looks > PLAIN) | board.immediate[seen])
    return _Wishes(INCIDENT, indices, ranks[indices], board.due_us[seen[indices]])


def _of_unit(scene: Scene, routes: Routes, index: int) -> Caption:
    sight = scene.sight
    x, y = sight.places[index].tolist()
    unit = scene.force.units[int(sight.rows[index])]
    if unit is None:
        return Caption("", UNIT, x, y, ORDINARY, Plate(""))
    age, seconds = int(sight.age[index]), float(sight.seconds(np.array([index]))[0])
    chosen = unit.unit_id == scene.selection.unit_id
    if int(sight.state[index]) == EMERGENCY:
        alarm = scene.force.emergencies.get(unit.unit_id)
        plate = _danger_plate(scene, unit.callsign, alarm, seconds if age else 0.0)
        rank, reach = DANGER_FIRST, _danger_reach(alarm)
    else:
        radius = float(radii_m(scene, np.array([index]))[0]) if age >= HOLLOW else 0.0
        plate = _unit_plate(scene, routes, unit, age, radius)
        rank = CHOSEN if chosen else GOING if _is_going(scene, unit) else ORDINARY
        reach = 24.0 if chosen else 17.0
    return Caption(unit.unit_id, UNIT, x, y, rank, plate, reach)


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


def _danger_reach(alarm: Alarm | None) -> float:
    """A plate stands outside the rings, three of them until somebody accepted."""
    waiting = alarm is not None and alarm.accepted_at_us is None
    return (ALARM_RING if waiting else RINGS[-1]) + 5.0


def _is_going(scene: Scene, unit: Unit) -> bool:
    return scene.selection.incident_id in unit.incident_ids


def _of_incident(
    scene: Scene, incidents: Incidents, index: int, place: Floats
) -> Caption:
    board = incidents.board
    incident = board.incidents[index]
    chosen = incident.incident_id == scene.selection.incident_id
    look = int(board.look(index, scene.now_us))
    plate = _incident_plate(scene, incident, look, chosen=chosen)
    rank = {DANGER: DANGER_FIRST, OVERDUE: LATE}.get(look, URGENT)
    return Caption(
        incident.incident_id, INCIDENT, float(place[0]), float(place[1]),
        CHOSEN if chosen else rank, plate, 22.0 if chosen else 15.0, 19.5,
    )  # fmt: skip


def _incident_plate(
    scene: Scene, incident: Incident, look: int, *, chosen: bool
) -> Plate:
    title = words.cad_short(incident.cad, scene.today)
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
    if is_planned(incident):
        return _planned_note(scene, incident.scheduled_at_us or 0), "text.secondary"
    due_us = attend_due_us(incident, scene.picture.codes)
    if due_us is None:
        return "", "text.secondary"
    left_us = due_us - scene.now_us
    soon = left_us < (due_us - counted_from_us(incident)) / 4
    said = words.countdown(left_us / 1e6)
    return said, "alarm.high_text" if soon else "text.secondary"


def _planned_note(scene: Scene, at_us: int) -> str:
    """Return when a scheduled incident is due: `at 23:15`, with a date if not today."""
    clock = words.clock(at_us, scene.zone)
    if words.day_of(at_us, scene.zone) == words.day_of(scene.now_us, scene.zone):
        return f"at {clock}"
    return f"{words.date(at_us, scene.zone).rpartition(' ')[0]}, {clock}"
