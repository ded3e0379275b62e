"""Finds what was typed: units by callsign, incidents by CAD number, places, actions."""

from dataclasses import dataclass

from controlroom.domain.entities import Incident, Unit
from controlroom.domain.words import names
from ui.acting import Action
from ui.actions import ACTIONS, find_actions
from ui.position import Position
from ui.streets import Streets

MOST = 7
"""Hits of each kind that are shown."""
BAR_ITSELF = frozenset({"command"})
"""What opens the bar is no use inside it."""
UNIT, INCIDENT, PLACE, ACTION = "unit", "incident", "place", "action"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: `key` is its id, or an action's name."""

    kind: str
    key: str
    title: str
    detail: str = ""
    icon: str = ""
    lat: float | None = None
    lon: float | None = None
    unit_ids: tuple[str, ...] = ()
    incident_id: str | None = None


class Finder:
    """Finds in the picture, the pack and the table of actions."""

    def __init__(self, position: Position, streets: Streets) -> None:
        self._position = position
        self._streets = streets

    def find(self, text: str) -> list[Hit]:
        """Return what fits, in the order: named act, units, incidents, places, acts."""
        typed = text.strip()
        if not typed:
            return []
        acting = self._acting(typed)
        return [
            *acting,
            *self._units(typed),
            *self._incidents(typed),
            *self._places(typed),
            *(_of_action(each) for each in find_actions(typed)[:MOST]),
        ]

    def all_actions(self) -> list[Hit]:
        """Return every action, for a bar in which nothing was typed yet."""
        return [
            _of_action(each)
            for each in ACTIONS
            if each.in_menu and each.name not in BAR_ITSELF
        ]

    def _units(self, typed: str) -> list[Hit]:
        start = typed.casefold().replace(" ", "")
        units = [
            unit
            for unit in self._position.frame.picture.units.values()
            if unit.callsign.casefold().startswith(start)
        ]
        units.sort(
            key=lambda unit: (unit.state == 11, len(unit.callsign), unit.callsign)
        )
        return [self._of_unit(unit) for unit in units[:MOST]]

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
        return Hit(UNIT, unit.unit_id, unit.callsign, said, f"unit-{unit.kind}")

    def _incidents(self, typed: str) -> list[Hit]:
        start = typed.casefold()
        digits = start[:1].isdigit()
        found = []
        for incident in self._position.frame.picture.incidents.values():
            if digits:
                fits = incident.cad.casefold().startswith(start)
            else:
                fits = len(start) > 2 and self._fits_words(incident, start)
            if fits:
                found.append(incident)
        found.sort(key=lambda each: (each.status != "open", -each.opened_at_us))
        return [self._of_incident(each) for each in found[:MOST]]

    def _fits_words(self, incident: Incident, start: str) -> bool:
        words = f"{self._position.say.type_of(incident)} {incident.place}".casefold()
        return f" {start}" in f" {words}"

    def _of_incident(self, incident: Incident) -> Hit:
        say = self._position.say
        detail = f"{say.type_of(incident)}, {say.place_of(incident)}"
        if incident.status != "open":
            detail = f"{detail} · {incident.status}"
        return Hit(INCIDENT, incident.incident_id, incident.cad, detail, "log")

    def _places(self, typed: str) -> list[Hit]:
        if len(typed) < 2 or typed[0].isdigit():
            return []
        return [
            Hit(PLACE, each.name, each.name, each.kind, "rvp", each.lat, each.lon)
            for each in self._streets.find(typed, MOST)
        ]

    def _acting(self, typed: str) -> list[Hit]:
        """Return acts named with what they are about: `assign hb14 dg62 4521`."""
        verb, *rest = typed.split()
        unit_ids, incident_id = self._targets(rest)
        if not rest or (not unit_ids and incident_id is None):
            return []
        found = []
        for action in find_actions(verb):
            if action.menu not in {"Incident", "Unit"} or action.name == "new_incident":
                continue
            about = names([self._position.say.callsign(each) for each in unit_ids])
            incident = self._position.frame.picture.incidents.get(incident_id or "")
            if incident is not None:
                about = f"{about} to {incident.cad}" if about else incident.cad
            leaves = self._leaves(unit_ids) if action.name == "assign" else ""
            verb_words = "Divert units" if leaves else action.words
            found.append(
                Hit(
                    ACTION,
                    action.name,
                    f"{verb_words}: {about}",
                    leaves,
                    icon="assign",
                    unit_ids=unit_ids,
                    incident_id=incident_id,
                )
            )
        return found[:3]

    def _leaves(self, unit_ids: tuple[str, ...]) -> str:
        """Return what committed units would leave: nobody is diverted in silence."""
        picture, say = self._position.frame.picture, self._position.say
        now_us = self._position.frame.now_us()
        said = []
        for unit_id in unit_ids:
            unit = picture.units[unit_id]
            cads = names(
                [
                    say.cad(picture.incidents[key], now_us)
                    for key in unit.incident_ids
                    if key in picture.incidents
                ]
            )
            if cads:
                said.append(f"{unit.callsign} leaves {cads}")
        return ", ".join(said)

    def _targets(self, words: list[str]) -> tuple[tuple[str, ...], str | None]:
        """Return units and incident named; nothing when a word is neither."""
        picture = self._position.frame.picture
        callsigns = {
            unit.callsign.casefold(): key for key, unit in picture.units.items()
        }
        today = self._position.say
        now_us = self._position.frame.now_us()
        cads: dict[str, str] = {}
        for key, incident in picture.incidents.items():
            cads[incident.cad.casefold()] = key
            cads[today.cad(incident, now_us).casefold()] = key
        unit_ids: list[str] = []
        incident_id = None
        for word in words:
            folded = word.casefold()
            if folded in callsigns:
                unit_ids.append(callsigns[folded])
            elif folded in cads:
                incident_id = cads[folded]
            elif folded not in {"to", "and", "from"}:
                return (), None
        return tuple(dict.fromkeys(unit_ids)), incident_id


def _of_action(action: Action) -> Hit:
    return Hit(ACTION, action.name, action.words, icon="chevron-right")
