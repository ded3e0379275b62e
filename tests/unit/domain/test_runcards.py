"""Run cards: what is asked, what is there, the soonest for the rest."""

import numpy as np
import pytest

from controlroom.domain import commands as c
from controlroom.domain.codes import Codes
from controlroom.domain.entities import Person, Unit
from controlroom.domain.ranking import rank
from controlroom.domain.runcards import (
    asked_words,
    card_of,
    fill,
    filled,
    meets,
    missing_words,
)
from controlroom.domain.sending_rules import Need, RunCard
from controlroom.domain.tracks import Tracks
from tests.helpers.watch import DG62, HB14, MARSH, TV21, TV22, Watch

CAR = Need(name="double-crewed car", count=2, kinds=("car",), crew=2)
DOG = Need(name="dog unit", skills=("dog",))
BOSS = Need(name="supervisor", ranks=("Sgt",))
CARD = RunCard(types=("ROBBERY",), needs=(CAR, DOG, BOSS))
SOLO, PAIR, BOSS_CAR = "unit_solo", "unit_pair", "unit_boss"


@pytest.fixture
def watch() -> Watch:
    """A car of two, a car of two with a sergeant, a car of one, a dog."""
    watch = Watch()
    people = [Person(person_id=f"per_{n}", name=f"N{n}", rank="PC") for n in range(5)]
    people[2] = Person(person_id="per_2", name="N2", rank="Sgt")
    units = (
        Unit(unit_id=PAIR, callsign="PP1", state=2, crew=("per_0", "per_1")),
        Unit(unit_id=BOSS_CAR, callsign="BB1", state=2, crew=("per_2", "per_3")),
        Unit(unit_id=SOLO, callsign="SO1", state=2, crew=("per_4",)),
    )
    watch.do(c.Enrol(people=tuple(people), units=units), role="administrator")
    return watch


def missing(watch: Watch, *unit_ids: str) -> str:
    """Return what the card lacks with these units, in words."""
    return missing_words(filled(watch.picture, CARD, unit_ids))


def test_what_is_asked_and_what_is_missing_in_words(watch: Watch) -> None:
    """Counts, names, plurals; nothing when nothing is missing."""

    assert "2 double-crewed cars, 1 dog unit and 1 supervisor" == asked_words(CARD)
    assert asked_words(CARD) == missing(watch)
    assert "1 double-crewed car and 1 supervisor" == missing(watch, PAIR, DG62)
    assert "" == missing_words(())


def test_a_unit_meets_one_need_and_takes_what_is_left(watch: Watch) -> None:
    """The sergeant's car counts as a car or as the supervisor, whichever is missing."""
    one_car = RunCard(types=("X",), needs=(Need(name="car", crew=2), BOSS))
    parts = filled(watch.picture, one_car, (BOSS_CAR, PAIR))

    assert [(PAIR,), (BOSS_CAR,)] == [part.unit_ids for part in parts]
    assert "1 supervisor" == missing(watch, BOSS_CAR, PAIR, DG62)
    assert "1 double-crewed car, 1 dog unit and 1 supervisor" == missing(
        watch, BOSS_CAR
    )
    assert asked_words(CARD) == missing(watch, SOLO, "unit_gone")


def test_each_part_of_a_need_counts(watch: Watch) -> None:
    """Kind, crew, skill, rank."""
    units = watch.picture.units

    assert meets(watch.picture, units[PAIR], CAR)
    assert not meets(watch.picture, units[SOLO], CAR)
    assert not meets(watch.picture, units[DG62], Need(name="x", kinds=("car",)))
    assert meets(watch.picture, units[DG62], DOG)
    assert not meets(watch.picture, units[PAIR], DOG)
    assert meets(watch.picture, units[BOSS_CAR], BOSS)
    assert not meets(watch.picture, units[PAIR], BOSS)


def chosen(watch: Watch, *there: str, card: RunCard = CARD) -> tuple[str, ...]:
    """Return who is chosen for the card, everybody in the order they were enrolled."""
    incident = watch.incident(watch.opened("ROBBERY", lat=51.5, lon=-0.1))
    road_s = np.arange(len(watch.picture.unit_rows), dtype=np.float64)
    ranking = rank(watch.picture, Tracks(), incident, watch.now_us, road_s)
    return fill(watch.picture, card, ranking, there)


def test_the_soonest_that_fit_together_are_chosen(watch: Watch) -> None:
    """Dog, both cars; the sergeant's sits where it is needed more."""

    assert {DG62, PAIR, BOSS_CAR} == set(chosen(watch))
    assert () == chosen(watch, DG62, PAIR, BOSS_CAR)
    two = RunCard(types=("X",), needs=(Need(name="unit", count=2),))
    assert (TV21, TV22) == chosen(watch, card=two)


def test_who_cannot_be_sent_is_not_chosen(watch: Watch) -> None:
    """On another incident, off duty."""
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(DG62,)), who=MARSH)
    any_six = RunCard(types=("X",), needs=(Need(name="unit", count=6),))
    found = chosen(watch, card=any_six)

    assert not {DG62, HB14} & set(found)
    assert {TV21, TV22, PAIR, BOSS_CAR, SOLO} == set(found)


def test_many_seats_and_few_units_never_seat_one_twice(watch: Watch) -> None:
    """Every permutation of who sits first ends with the same number of seats taken."""
    ids = [TV21, TV22, PAIR, BOSS_CAR, DG62]
    for turn in range(len(ids)):
        order = ids[turn:] + ids[:turn]
        parts = filled(watch.picture, CARD, order)
        seated = [unit_id for part in parts for unit_id in part.unit_ids]

        assert len(seated) == len(set(seated)) == 3


def test_a_type_without_a_card() -> None:
    """Noise has none; a force may have no cards at all."""
    watch = Watch()
    noise = watch.incident(watch.opened("NOISE"))

    assert None is card_of(watch.picture, noise)
    watch.picture.codes = Codes()
    assert None is card_of(watch.picture, noise)
