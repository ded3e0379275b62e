"""A force's own rules of sending, as values: who is taken from what, and run cards.

Part of the dated code set; read with it and checked with it.
"""

from collections.abc import Collection, Iterable
from typing import Literal

import msgspec

from controlroom.domain.entities import UnitKind
from controlroom.domain.errors import ConfigError

MOST_OF_ONE = 20
"""Units of one sort that a run card asks for at most."""

Against = Literal["lower", "not_higher", "any"]
"""The new incident's grade, against the grade of what the unit is on."""
Ruling = Literal["warn", "block"]


class DivertRule(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a unit may be taken from an incident; the first rule that fits holds.

    on: grades of the incident it is on; types: its opening codes; states: the unit's
    radio states there. Empty is any. `warn` says what it leaves, `block` needs whoever
    may overrule, with a reason.
    """

    rule: Ruling
    on: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    states: tuple[int, ...] = ()
    to: Against = "any"


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Units of one sort on a run card: so many, and what each must be.

    kinds: any of them; skills: all of them; crew: people in it at least; ranks: one of
    the crew has one of them.
    """

    name: str
    count: int = 1
    kinds: tuple[UnitKind, ...] = ()
    skills: tuple[str, ...] = ()
    crew: int = 0
    ranks: tuple[str, ...] = ()


class RunCard(msgspec.Struct, frozen=True, kw_only=True):
    """The planned response to some types of incident."""

    types: tuple[str, ...]
    needs: tuple[Need, ...]


def check_diverts(
    rules: Iterable[DivertRule],
    grades: Collection[str],
    types: Collection[str],
    states: Collection[int],
) -> None:
    """Raise `ConfigError` for a rule about something the code set does not know."""
    for number, rule in enumerate(rules, 1):
        where = f"diverts {number}"
        _check_known(where, "grade", rule.on, grades)
        _check_known(where, "type", rule.types, types)
        _check_known(where, "state", rule.states, states)


def check_run_cards(
    cards: Iterable[RunCard], types: Collection[str], skills: Collection[str]
) -> None:
    """Raise `ConfigError` for a card that could not be followed as it is written."""
    seen: set[str] = set()
    for number, card in enumerate(cards, 1):
        where = f"run_cards {number}"
        _check_known(where, "type", card.types, types)
        if not card.types or not card.needs:
            raise ConfigError(f"{where}: a card has types and needs")
        twice = seen & set(card.types)
        if twice:
            raise ConfigError(f"{where}: {min(twice)} has a card already")
        seen |= set(card.types)
        for need in card.needs:
            _check_need(where, need, skills)


def _check_need(where: str, need: Need, skills: Collection[str]) -> None:
    if not need.name.strip():
        raise ConfigError(f"{where}: a need without a name")
    if not 1 <= need.count <= MOST_OF_ONE:
        raise ConfigError(
            f"{where}: {need.name}: count {need.count} is not 1 to {MOST_OF_ONE}"
        )
    if need.crew < 0:
        raise ConfigError(f"{where}: {need.name}: crew {need.crew} is below 0")
    _check_known(f"{where}: {need.name}", "skill", need.skills, skills)


def _check_known(
    where: str, what: str, named: Iterable[object], known: Collection[object]
) -> None:
    for each in named:
        if known and each not in known:
            raise ConfigError(f"{where}: no {what} {each!r}")
