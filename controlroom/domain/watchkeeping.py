"""Who keeps which watch and what is handed over with it, as frozen values."""

from typing import Literal

import msgspec

from controlroom.domain.entities import Role

ItemKind = Literal[
    "alarm", "risk", "overdue", "unacknowledged", "transfer", "promise", "bring_up"
]
"""In the order in which they are handed over."""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A person at a desk, in a role, looking after sectors; none is all of them."""

    desk: str
    person_id: str
    role: Role
    sectors: tuple[str, ...] = ()
    since_us: int = 0
    away_since_us: int | None = None
    covered_by: str = ""
    """The desk that looks after the sectors meanwhile; empty while away is nobody."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that must not be forgotten. `key` is its kind and what it is about."""

    key: str
    kind: ItemKind
    incident_id: str
    text: str


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """An item that the next person has taken on."""

    key: str
    by: str
    at_us: int


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """A pack as it was when the handover began, and what of it was taken on."""

    handover_id: str
    sectors: tuple[str, ...]
    items: tuple[Item, ...]
    begun_by: str
    begun_at_us: int
    desk: str = ""
    ticks: tuple[Tick, ...] = ()
    completed_at_us: int | None = None
