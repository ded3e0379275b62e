"""Finds what was typed: units by callsign, incidents by CAD number, places by name or
as figures, actions; says of each what it is and how far off.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from controlroom.domain.cameras import spot_of
from controlroom.domain.coordinates import Point, read_place
from controlroom.domain.entities import Camera, Drawing, Incident, Unit
from controlroom.domain.geo import distance_m
from controlroom.domain.grid import grid_reference
from controlroom.domain.reduce.sentences import DRAWINGS
from controlroom.domain.within import Asked, Within, read_within
from ui.acting import Action
from ui.actions import ACTIONS, find_actions
from ui.actions.offering import is_offered
from ui.around import OFF_DUTY
from ui.bar.lexicon import RoomLexicon
from ui.bar.plan import Plan, plan_of
from ui.bar.verbs import squeezed
from ui.position import Position
from ui.say import CAMERA_WORDS, DRAWING_ICONS
from ui.standpoint import MIDDLE, Standpoint, place_of_unit, standpoint
from ui.streets import Streets

MOST = 7
"""Hits of each kind that are shown."""
BAR_ITSELF = frozenset({"command"})
"""What opens the bar is no use inside it."""
MOST_LETTERS = 200
"""A longer text is nothing that has a name."""
UNIT, INCIDENT, CAMERA, WRITTEN = "unit", "incident", "camera", "written"
DRAWING = "drawing"
PLACE, ACTION, WITHIN, PLAN = "place", "action", "within", "plan"
ENTITIES = frozenset({UNIT, INCIDENT, CAMERA, DRAWING})
"""Kinds of hits whose key is an id of the picture."""
POINTER = "the pointer"
_CAD = re.compile(r"^cad +(?=[0-9pP])", re.IGNORECASE)
FEWEST = 2
"""Letters from which on places and cameras are looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: `key` is its id, or an action's name.

    metres: how far it is from where distances are counted; None where it has no place.
    within, here: what is asked about the surroundings of which place.
    """

    kind: str
    key: str
    title: str
    detail: str = ""
    icon: str = ""
    lat: float | None = None
    lon: float | None = None
    metres: float | None = None
    plan: Plan | None = None
    """What Enter does with the whole line."""
    place: int = 0
    """Which key of an action is meant, counted from 0."""
    within: Within | None = None
    here: Standpoint | None = None


class Finder:
    """Finds in the picture, the pack and the table of actions."""

    def __init__(
        self,
        position: Position,
        streets: Streets,
        middle: Callable[[], Point | None] = lambda: None,
    ) -> None:
        self._position = position
        self._streets = streets
        self._middle = middle
        self.lexicon = RoomLexicon(position)
        self.pointed: Point | None = None
        """The place under the pointer, when it is over the map."""

    def find(self, text: str) -> list[Hit]:
        """Return what fits, best first.

        A whole line with what it would do; who or what is called exactly that; places
        written as figures; then units, incidents, cameras, places by name, acts.
        """
        plan = plan_of(self._position, self.lexicon.now(), text)
        found = self._found(text)
        if plan is None or (not plan.known and _is_name(found)):
            return found
        return [Hit(PLAN, "", plan.title, icon="assign", plan=plan), *found]

    def _found(self, text: str) -> list[Hit]:
        if len(text) > MOST_LETTERS:
            return []
        typed = " ".join(text.split())
        if not typed or not typed.isprintable():
            return []
        asked = read_within(typed)
        if asked is not None:
            return self._around(asked)
        typed = _CAD.sub("", typed)
        units, incidents = self._units(typed), self._incidents(typed)
        hits = [
            *units[0],
            *incidents[0],
            *self._written(typed),
            *units[1],
            *incidents[1],
            *self._cameras(typed),
            *self._drawings(typed),
            *self._places(typed),
        ]
        here = self.counted_from()
        told = [_with_distance(each, here) for each in hits]
        return [*told, *self._actions(typed)]

    def counted_from(self) -> Standpoint | None:
        """Return where distances are counted from: the selection, else the map."""
        return standpoint(self._position, self._middle())

    def _around(self, asked: Asked) -> list[Hit]:
        """Return what may be asked about the surroundings of a place."""
        return [
            Hit(
                WITHIN, f"{each.words} of {here.words}",
                f"{each.words.capitalize()} of {here.words}",
                "units, incidents, cameras and places, " + (
                    "by road" if each.seconds else "as the crow flies"
                ),
                "route" if each.seconds else "measure", within=each, here=here,
            )
            for here in self._places_meant(asked.of)
            for each in asked.withins
        ]  # fmt: skip

    def _places_meant(self, of: str) -> list[Standpoint]:
        """Return where surroundings may be meant: what is named, else here."""
        pointed = Standpoint(*self.pointed, POINTER) if self.pointed else None
        chosen = self.counted_from()
        if not of:
            return [each for each in (chosen, pointed) if each is not None]
        if of == POINTER:
            return [pointed] if pointed is not None else []
        middle = self._middle()
        if of == MIDDLE:
            return [Standpoint(*middle, MIDDLE)] if middle is not None else []
        for hit in self.find(of):
            if hit.lat is not None and hit.lon is not None:
                entity_id = hit.key if hit.kind in ENTITIES else ""
                words = f"CAD {hit.title}" if hit.kind == INCIDENT else hit.title
                return [Standpoint(hit.lat, hit.lon, words, entity_id)]
        return []

    def all_actions(self) -> list[Hit]:
        """Return every action, for a bar in which nothing was typed yet."""
        return [
            _of_action(each)
            for each in ACTIONS
            if each.in_menu
            and each.name not in BAR_ITSELF
            and is_offered(self._position, each)
        ]

    def _units(self, typed: str) -> tuple[list[Hit], list[Hit]]:
        """Return who is called exactly that, and whose callsigns begin with it."""
        start, units = squeezed(typed), self._position.frame.picture.units
        fits = [
            (name, units[unit_id])
            for name, unit_id in self.lexicon.callsigns()
            if start and name.startswith(start) and unit_id in units
        ]
        exact = [unit for name, unit in fits if name == start][:MOST]
        on_duty: list[Unit] = []
        off_duty: list[Unit] = []
        for name, unit in fits:
            if name != start:
                (off_duty if unit.state == OFF_DUTY else on_duty).append(unit)
            if len(on_duty) == MOST:
                break
        others = [*on_duty, *off_duty][: MOST - len(exact)]
        return [self._of_unit(each) for each in exact], [
            self._of_unit(each) for each in others
        ]

    def _of_unit(self, unit: Unit) -> Hit:
        detail = [self._position.say.state(unit), unit.sector]
        on = [
            self._position.frame.picture.incidents[key].cad
            for key in unit.incident_ids
            if key in self._position.frame.picture.incidents
        ]
        if on:
            detail.append(f"on {', '.join(on)}")
        said = " · ".join(part for part in detail if part)
        where = place_of_unit(self._position.frame, unit) or (None, None)
        icon = f"unit-{unit.kind}"
        return Hit(UNIT, unit.unit_id, unit.callsign, said, icon, *where)

    def _incidents(self, typed: str) -> tuple[list[Hit], list[Hit]]:
        """Return what has exactly that number, and what else fits."""
        start = typed.casefold()
        digits = start[:1].isdigit()
        incidents = self._position.frame.picture.incidents.values()
        if digits:
            found = [
                each for each in incidents if each.cad.casefold().startswith(start)
            ]
        else:
            has = self._has_words(start)
            found = [each for each in incidents if len(start) > FEWEST and has(each)]
        found.sort(key=lambda each: (each.status != "open", -each.opened_at_us))
        exact = [each for each in found if digits and self._is_called(each, start)]
        found = [each for each in found[: MOST + len(exact)] if each not in exact]
        return (
            [self._of_incident(each) for each in exact[:MOST]],
            [self._of_incident(each) for each in found[: MOST - len(exact[:MOST])]],
        )

    def _is_called(self, incident: Incident, start: str) -> bool:
        short = self._position.say.cad(incident, self._position.frame.now_us())
        return start in {incident.cad.casefold(), short.casefold()}

    def _has_words(self, start: str) -> Callable[[Incident], bool]:
        """Return what says whether a word of an incident's type or place begins so."""
        typed: dict[str, bool] = {}

        def has(incident: Incident) -> bool:
            code = incident.type_code
            if code not in typed:
                name = self._position.say.type_of(incident).casefold()
                typed[code] = f" {start}" in f" {name}"
            return typed[code] or f" {start}" in f" {incident.place.casefold()}"

        return has

    def _of_incident(self, incident: Incident) -> Hit:
        say = self._position.say
        detail = f"{say.type_of(incident)}, {say.place_of(incident)}"
        if incident.status != "open":
            detail = f"{detail} · {incident.status}"
        where = (incident.lat, incident.lon)
        return Hit(INCIDENT, incident.incident_id, incident.cad, detail, "log", *where)

    def _written(self, typed: str) -> list[Hit]:
        """Return the places that are written as figures."""
        near = self._middle()
        return [
            Hit(
                WRITTEN,
                f"{each.lat:.7f},{each.lon:.7f}",
                each.words,
                self._of_written(each.kind, each.lat, each.lon, each.words),
                "fit",
                each.lat,
                each.lon,
            )
            for each in read_place(typed, near, self._streets.place_called)
        ]

    def _of_written(self, kind: str, lat: float, lon: float, words: str) -> str:
        grid = grid_reference(lat, lon)
        is_new = "Grid" not in kind and "\u00b0" not in grid and grid != words
        return f"{kind} · {grid}" if is_new else kind

    def _cameras(self, typed: str) -> list[Hit]:
        start = typed.casefold()
        if len(start) < FEWEST:
            return []
        cameras = [
            camera
            for camera in self._position.frame.picture.cameras.values()
            if f" {start}" in f" {camera.name.casefold()}"
        ]
        cameras.sort(key=lambda camera: (len(camera.name), camera.name))
        return [self._of_camera(each) for each in cameras[:MOST]]

    def _of_camera(self, camera: Camera) -> Hit:
        frame = self._position.frame
        spot = spot_of(frame.picture, frame.tracks, camera)
        where = (spot.lat, spot.lon) if spot is not None else (None, None)
        what = CAMERA_WORDS[camera.kind]
        return Hit(CAMERA, camera.camera_id, camera.name, what, "camera", *where)

    def _drawings(self, typed: str) -> list[Hit]:
        """Return what is drawn on the shared map under that name or of that kind."""
        start = typed.casefold()
        if len(start) < FEWEST:
            return []
        found = [
            drawing
            for drawing in self._position.frame.picture.drawings.values()
            if f" {start}" in f" {DRAWINGS[drawing.kind]} {drawing.label}".casefold()
        ]
        found.sort(key=lambda each: (-each.drawn_at_us, each.drawing_id))
        return [_of_drawing(each) for each in found[:MOST]]

    def _actions(self, typed: str) -> list[Hit]:
        """Return the actions meant; one with many keys by its number: `pick 3`."""
        words, _, last = typed.rpartition(" ")
        numbered = [
            Hit(
                ACTION, each.name, f"{each.words}: {last}", icon="chevron-right",
                place=int(last) - 1,
            )
            for each in (self._meant(words) if last.isdecimal() else [])
            if len(each.keys) > 2 and 1 <= int(last) <= len(each.keys)
        ]  # fmt: skip
        return [*numbered, *map(_of_action, self._meant(typed)[:MOST])]

    def _meant(self, typed: str) -> list[Action]:
        """Return the actions by their words, of those offered to this person."""
        return [
            each for each in find_actions(typed) if is_offered(self._position, each)
        ]

    def _places(self, typed: str) -> list[Hit]:
        if len(typed) < FEWEST or not any(letter.isalpha() for letter in typed):
            return []
        return [
            Hit(
                PLACE, f"{each.name} {each.lat:.6f} {each.lon:.6f}", each.name,
                each.kind, "rvp", each.lat, each.lon,
            )
            for each in self._streets.find(typed, MOST, self._middle())
        ]  # fmt: skip


def _is_name(hits: list[Hit]) -> bool:
    """Say whether something was found that is no action."""
    return any(hit.kind != ACTION for hit in hits)


def _with_distance(hit: Hit, here: Standpoint | None) -> Hit:
    if here is None or hit.lat is None or hit.lon is None:
        return hit
    return replace(hit, metres=distance_m(hit.lat, hit.lon, *here.point))


def _of_drawing(drawing: Drawing) -> Hit:
    kind, where = DRAWINGS[drawing.kind], drawing.outline.corners[0]
    what = f"{kind}, drawn on the map" if drawing.label else "drawn on the map"
    icon = DRAWING_ICONS[drawing.kind]
    return Hit(DRAWING, drawing.drawing_id, drawing.label or kind, what, icon, *where)


def _of_action(action: Action) -> Hit:
    return Hit(ACTION, action.name, action.words, icon="chevron-right")
