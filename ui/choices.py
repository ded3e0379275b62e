"""The choices that forms offer, from the codes in force."""

from controlroom.domain.freshness import DEVICE_KINDS
from ui.position import Position
from ui.say import STATE_WORDS


def types(position: Position) -> list[tuple[str, str]]:
    """Return opening codes with their names."""
    return [(each.code, each.name) for each in position.frame.picture.codes.types]


def grades(position: Position) -> list[tuple[str, str]]:
    """Return grades with their names."""
    codes = position.frame.picture.codes
    return [(each.code, f"{each.code}  {each.name}") for each in codes.grades]


def usual_or_grades(position: Position) -> list[tuple[str, str]]:
    """Return the grade that is proposed, else usual, then every grade."""
    return [("", "as proposed"), *grades(position)]


def sectors(position: Position) -> list[tuple[str, str]]:
    """Return the sector of the place, then every sector."""
    names = [each.name for each in position.frame.picture.codes.sectors]
    return [("", "by its place"), *((name, name) for name in names)]


def closing_codes(position: Position) -> list[tuple[str, str]]:
    """Return closing codes with their names."""
    codes = position.frame.picture.codes
    return [(each.code, f"{each.code}  {each.name}") for each in codes.closing]


def qualifiers(position: Position) -> list[tuple[str, str]]:
    """Return qualifiers with their names."""
    codes = position.frame.picture.codes
    return [(each.code, f"{each.code}  {each.name}") for each in codes.qualifiers]


def dispositions(position: Position) -> list[tuple[str, str]]:
    """Return none, then dispositions with their names."""
    codes = position.frame.picture.codes
    named = [(each.code, f"{each.code}  {each.name}") for each in codes.dispositions]
    return [("", "not said"), *named]


def states(position: Position) -> list[tuple[str, str]]:
    """Return radio states that a desk may set, 1 to 11."""
    known = position.frame.picture.codes.states
    named = {each.state: each.name for each in known} or STATE_WORDS
    return [
        (str(number), f"{number}  {name}")
        for number, name in named.items()
        if 1 <= number <= 11
    ]


def device_kinds(_position: Position) -> list[tuple[str, str]]:
    """Return the kinds of device."""
    return [(kind, kind.capitalize()) for kind in DEVICE_KINDS]
