"""Decides whether somebody of the room is anybody, and whether a person is meant."""

from controlroom.domain import commands as c
from controlroom.domain.decide.rules import refuse, shown, written
from controlroom.domain.entities import Party
from controlroom.domain.state import State

DESK_MOST = 80


def party_of(state: State, party: Party) -> Party:
    """Return somebody of the room who exists. Raises `Refused`.

    Whether anybody sits at a desk is not in the picture: the gateway looks at that.
    """
    match party.kind:
        case "all":
            return Party(kind="all")
        case "desk":
            name = written(party.name, "the desk", DESK_MOST, needed=True)
            return Party(kind="desk", name=name)
        case "sector":
            _check_sector(state, party.name)
        case "person":
            person = state.people.get(party.name)
            if person is None or not person.enabled or person.role == "officer":
                refuse("person", f"{shown(party.name)} works at no desk here.")
        case "role":
            at_desks = {each.role for each in state.people.values()} - {"officer"}
            if party.name not in at_desks:
                refuse("role", f"Nobody here is {shown(party.name)}.")
    return party


def _check_sector(state: State, name: str) -> None:
    known = [sector.name for sector in state.codes.sectors]
    if name not in known:
        refuse(
            "sector",
            f"{shown(name) or 'An empty text'} is no sector.",
            f"Use one of {', '.join(known)}." if known else "None is set up.",
        )


def is_meant(party: Party, said: c.Commanded) -> bool:
    """Return whether who speaks is meant; sectors are looked after by all desks."""
    match party.kind:
        case "all" | "sector":
            return True
        case "role":
            return said.role == party.name
        case "desk":
            return said.desk == party.name
        case "person":
            return said.person_id == party.name
