"""Places as an operator writes them: a name, a house, two streets, or figures."""

from dataclasses import dataclass

from controlroom.domain.coordinates import Point, read_place
from controlroom.domain.geo import distance_m
from ui.streets import Streets

MOST = 6
"""Offers at once."""
LETTERS_MOST = 200
FEWEST = 2
_JOINING = frozenset(
    {"x", "&", "+", "/", "and", "at", "corner", "crossing", "junction", "jct", "near",
     "of", "the", "with", "outside", "opposite"}
)  # fmt: skip
"""Words between two streets, or before a place, that no name has to have."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: what would stand in the field, what it is, where, and how far off."""

    text: str
    kind: str
    lat: float
    lon: float
    metres: float | None = None


def offers_for(text: str, streets: Streets, near: Point | None = None) -> list[Offer]:
    """Return the places that a text may mean, the likeliest first.

    Figures are read as grid reference, coordinates or plus code; `12 Mill Street` finds
    the street and keeps the number; `mill x quay` finds the crossing.
    """
    typed = " ".join(text.split())
    if not FEWEST <= len(typed) <= LETTERS_MOST:
        return []
    written = [
        Offer(each.words, each.kind, each.lat, each.lon)
        for each in read_place(typed, near, streets.place_called)
    ]
    named = _named(typed, streets, near)
    return [_far(each, near) for each in (*written, *named)][:MOST]


def exactly(text: str, streets: Streets, near: Point | None = None) -> Offer | None:
    """Return the one place that a text names or writes without doubt, or None."""
    wanted = " ".join(text.split()).casefold()
    found = offers_for(text, streets, near)
    for each in found:
        if each.text.casefold() == wanted:
            return each
    read = read_place(text, near, streets.place_called)
    return found[0] if len(read) == 1 and found else None


def _named(typed: str, streets: Streets, near: Point | None) -> list[Offer]:
    if not any(letter.isalpha() for letter in typed):
        return []
    words = typed.replace("/", " ").replace("&", " ").split()
    house = words[0] if words[0][:1].isdigit() else ""
    rest = words[1:] if house else words
    wanted = [word for word in rest if word.casefold() not in _JOINING] or rest
    found = [
        Offer(each.name, each.kind, each.lat, each.lon)
        for each in streets.find(" ".join(words), MOST, near)
    ]
    if found or not wanted:
        return found
    kept = f"{house} " if house else ""
    note = ", the number is not on the map" if house else ""
    return [
        Offer(f"{kept}{each.name}", f"{each.kind}{note}", each.lat, each.lon)
        for each in streets.find(" ".join(wanted), MOST, near)
    ]


def _far(offer: Offer, near: Point | None) -> Offer:
    if near is None:
        return offer
    metres = distance_m(offer.lat, offer.lon, *near)
    return Offer(offer.text, offer.kind, offer.lat, offer.lon, metres)
