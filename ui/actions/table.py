"""Every operator action once, in the order of the menus; found by name or words."""

from ui.acting import Action
from ui.actions.alarm import ALARM
from ui.actions.desk import DESK
from ui.actions.help import HELP
from ui.actions.incident import INCIDENT
from ui.actions.map import MAP
from ui.actions.room import ROOM
from ui.actions.unit import UNIT
from ui.actions.view import VIEW

MENUS = ("Desk", "Incident", "Unit", "Alarm", "Map", "View", "Help")
"""Menus from left to right."""

ACTIONS: tuple[Action, ...] = (
    *DESK, *INCIDENT, *UNIT, *ROOM, *ALARM, *MAP, *VIEW, *HELP
)  # fmt: skip
"""All actions there are, in the order of the menus."""

BY_NAME = {action.name: action for action in ACTIONS}


def key_of(name: str) -> str:
    """Return the first key of an action, or nothing."""
    keys = BY_NAME[name].keys
    return keys[0] if keys else ""


def find_actions(text: str) -> list[Action]:
    """Return the actions whose words begin with what was typed, best first.

    Every word typed must begin a word of the action; all of its words come first.
    """
    typed = text.casefold().replace(",", " ").split()
    if not typed:
        return []
    scored = []
    for place, action in enumerate(ACTIONS):
        words = f"{action.words} {action.name}".casefold().replace(",", " ")
        parts = words.replace("_", " ").split()
        if all(any(part.startswith(word) for part in parts) for word in typed):
            first = 1 if parts[0].startswith(typed[0]) else 2
            said = action.words.casefold().replace(",", " ").split()
            scored.append((0 if said == typed else first, place, action))
    return [
        action for _first, _place, action in sorted(scored, key=lambda row: row[:2])
    ]
