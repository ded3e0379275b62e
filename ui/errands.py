"""Acts typed with whom and what they are about: `assign hb14 dg62 4521`."""

from typing import NamedTuple

from controlroom.domain.words import names
from ui.actions import find_actions
from ui.position import Position

MOST = 3
LITTLE_WORDS = frozenset({"to", "and", "from"})


class Errand(NamedTuple):
    """An action by its name, its words, and whom and what it is about.

    leaves: what committed units would leave.
    """

    action: str
    words: str
    leaves: str
    unit_ids: tuple[str, ...]
    incident_id: str | None


def errands(position: Position, typed: str) -> list[Errand]:
    """Return what a text asks to be done; nothing when a word is unknown."""
    verb, *rest = typed.split()
    actions = [
        action
        for action in find_actions(verb)
        if action.menu in {"Incident", "Unit"} and action.name != "new_incident"
    ]
    unit_ids, incident_id = _targets(position, rest) if rest and actions else ((), None)
    if not unit_ids and incident_id is None:
        return []
    about = names([position.say.callsign(each) for each in unit_ids])
    incident = position.frame.picture.incidents.get(incident_id or "")
    if incident is not None:
        about = f"{about} to {incident.cad}" if about else incident.cad
    found = []
    for action in actions[:MOST]:
        leaves = _leaves(position, unit_ids) if action.name == "assign" else ""
        words = f"{'Divert units' if leaves else action.words}: {about}"
        found.append(Errand(action.name, words, leaves, unit_ids, incident_id))
    return found


def _leaves(position: Position, unit_ids: tuple[str, ...]) -> str:
    """Return what committed units would leave: nobody is diverted in silence."""
    picture, say = position.frame.picture, position.say
    now_us = position.frame.now_us()
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


def _targets(
    position: Position, words: list[str]
) -> tuple[tuple[str, ...], str | None]:
    """Return units and incident named; nothing when a word is neither."""
    picture = position.frame.picture
    wanted = {word.casefold() for word in words}
    callsigns = {
        callsign: key
        for key, unit in picture.units.items()
        if (callsign := unit.callsign.casefold()) in wanted
    }
    say, now_us = position.say, position.frame.now_us()
    cads: dict[str, str] = {}
    for key, incident in picture.incidents.items():
        for cad in (incident.cad.casefold(), say.cad(incident, now_us).casefold()):
            if cad in wanted:
                cads[cad] = key
    unit_ids: list[str] = []
    incident_id = None
    for word in words:
        folded = word.casefold()
        if folded in callsigns:
            unit_ids.append(callsigns[folded])
        elif folded in cads:
            incident_id = cads[folded]
        elif folded not in LITTLE_WORDS:
            return (), None
    return tuple(dict.fromkeys(unit_ids)), incident_id
