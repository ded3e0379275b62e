"""What a run card asks for, what of it is there, and the best units for the rest."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from controlroom.domain.entities import Incident, Unit
from controlroom.domain.ranking import Ranking
from controlroom.domain.recommend import OFF_DUTY, can_be_sent
from controlroom.domain.sending_rules import Need, RunCard
from controlroom.domain.state import State
from controlroom.domain.words import names


class Filled(NamedTuple):
    """One need of a card and the units that meet it, at most as many as it asks for."""

    need: Need
    unit_ids: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many units are missing."""
        return self.need.count - len(self.unit_ids)


def card_of(state: State, incident: Incident) -> RunCard | None:
    """Return the run card of an incident's type."""
    return state.codes.run_card(incident.type_code)


def filled(state: State, card: RunCard, unit_ids: Sequence[str]) -> tuple[Filled, ...]:
    """Return how far units meet a card's needs, as many as they can at once.

    A unit meets one need; one that could meet two takes the need that is left.
    """
    matching = _Matching(state, card)
    for unit_id in unit_ids:
        if unit_id in state.units:
            matching.seat(state.units[unit_id])
    return matching.filled()


def fill(
    state: State,
    card: RunCard,
    ranking: Ranking,
    unit_ids: Sequence[str],
) -> tuple[str, ...]:
    """Return the soonest free units for what of a card `unit_ids` do not meet.

    Soonest first: together they meet as much of the card as can be met.
    """
    matching = _Matching(state, card)
    for unit_id in unit_ids:
        if unit_id in state.units:
            matching.seat(state.units[unit_id])
    chosen: list[str] = []
    for row in ranking.rows:
        if matching.is_full:
            break
        unit = state.units.get(state.unit_rows[row])
        if (
            unit is not None
            and unit.state != OFF_DUTY
            and unit.unit_id not in unit_ids
            and matching.could_use(unit)
            and can_be_sent(state, unit)
            and matching.seat(unit)
        ):
            chosen.append(unit.unit_id)
    return tuple(chosen)


def asked_words(card: RunCard) -> str:
    """Return `2 double-crewed cars, 1 dog unit and 1 supervisor`."""
    return names([_counted(need, need.count) for need in card.needs])


def missing_words(parts: Iterable[Filled]) -> str:
    """Return `1 dog unit and 1 supervisor`, or nothing when the card is complete."""
    return names([_counted(p.need, p.missing) for p in parts if p.missing])


def meets(state: State, unit: Unit, need: Need) -> bool:
    """Return whether a unit is what a need asks for."""
    if need.kinds and unit.kind not in need.kinds:
        return False
    if len(unit.crew) < need.crew or not set(need.skills) <= set(unit.skills):
        return False
    if not need.ranks:
        return True
    crew = (state.people.get(person_id) for person_id in unit.crew)
    return any(person is not None and person.rank in need.ranks for person in crew)


def _counted(need: Need, count: int) -> str:
    return f"{count} {need.name}{'' if count == 1 else 's'}"


class _Matching:
    """Seats units at the places of a card, one each; a unit moves up for another.

    Seating in order of preference gives the best units that can sit together.
    """

    def __init__(self, state: State, card: RunCard) -> None:
        self._state = state
        self._card = card
        self._places = [
            number for number, need in enumerate(card.needs) for _ in range(need.count)
        ]
        self._seated: list[str | None] = [None] * len(self._places)
        self._fits: dict[str, frozenset[int]] = {}

    @property
    def is_full(self) -> bool:
        return None not in self._seated

    def could_use(self, unit: Unit) -> bool:
        """Return whether a unit meets any need that seating may still reach."""
        return bool(self._needs_of(unit))

    def seat(self, unit: Unit) -> bool:
        """Give a unit a place, moving others if they can sit elsewhere."""
        self._needs_of(unit)
        return self._place(unit.unit_id, set())

    def filled(self) -> tuple[Filled, ...]:
        """Return the needs with those who sit there."""
        return tuple(
            Filled(
                need,
                tuple(
                    unit_id
                    for place, unit_id in zip(self._places, self._seated, strict=True)
                    if place == number and unit_id is not None
                ),
            )
            for number, need in enumerate(self._card.needs)
        )

    def _needs_of(self, unit: Unit) -> frozenset[int]:
        if unit.unit_id not in self._fits:
            self._fits[unit.unit_id] = frozenset(
                number
                for number, need in enumerate(self._card.needs)
                if meets(self._state, unit, need)
            )
        return self._fits[unit.unit_id]

    def _place(self, unit_id: str, tried: set[int]) -> bool:
        for place, number in enumerate(self._places):
            if number not in self._fits[unit_id] or place in tried:
                continue
            tried.add(place)
            there = self._seated[place]
            if there is None or self._place(there, tried):
                self._seated[place] = unit_id
                return True
        return False
