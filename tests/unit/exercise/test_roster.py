"""The made-up force is whole, the same for one seed, and shares nothing twice."""

import numpy as np
import pytest

from controlroom.exercise.roster import (
    AIR_CALLSIGN,
    BY_COT,
    BY_OSMAND,
    Roster,
    callsign_prefixes,
    made_up_id,
    muster,
)

SECTORS = ("Harbour", "Central", "Eastfield", "Northgate", "Southbank", "Saltings")


@pytest.fixture(scope="module")
def roster() -> Roster:
    """A force of two hundred."""
    return muster(200, SECTORS, seed=1, camera_places=[("C-101 Quay", 54.7, 2.4, 90.0)])


def test_every_name_is_one(roster: Roster) -> None:
    """Callsigns, collars, device uids and ids are each used once."""
    assert 200 == len({unit.callsign for unit in roster.units})
    assert len(roster.people) == len({person.collar for person in roster.people})
    assert len(roster.devices) == len({(d.door, d.uid) for d in roster.devices})
    ids = [e.unit_id for e in roster.units] + [e.device_id for e in roster.devices]
    assert len(ids) == len(set(ids))


def test_kinds_of_the_force(roster: Roster) -> None:
    """On foot, cars, vans, dogs and one helicopter."""
    kinds = [unit.kind for unit in roster.units]

    assert {"foot", "car", "van", "dog", "air"} <= set(kinds)
    assert 1 == kinds.count("air")
    assert AIR_CALLSIGN == roster.units[-1].callsign


def test_each_unit_has_crew_and_a_hub_device(roster: Roster) -> None:
    """Every unit has people who exist and one device on the hub."""
    people = {person.person_id for person in roster.people}
    for unit in roster.units:
        assert unit.crew
        assert set(unit.crew) <= people
        doors = [device.door for device in roster.devices_of(unit.unit_id)]
        assert 1 == doors.count("device")


def test_enough_by_every_door(roster: Roster) -> None:
    """At least ten units each come by Cursor on Target and by OsmAnd."""
    doors = [device.door for device in roster.devices]

    assert BY_COT == doors.count("cot") >= 10
    assert BY_OSMAND == doors.count("osmand") >= 10


def test_same_seed_same_force() -> None:
    """One seed gives one force, another seed another."""
    assert muster(30, SECTORS, 3) == muster(30, SECTORS, 3)
    assert muster(30, SECTORS, 3) != muster(30, SECTORS, 4)


def test_prefixes_differ_even_for_like_names() -> None:
    """Sectors that begin alike get different letters."""
    prefixes = callsign_prefixes(("Southbank", "Southgate", "South", "Sou"))

    assert 4 == len(set(prefixes.values()))


def test_ids_have_the_shape_of_uuid7() -> None:
    """Version 7, variant 8, 32 digits."""
    _, _, digits = made_up_id("unit", np.random.default_rng(1)).partition("_")

    assert (32, "7", "8") == (len(digits), digits[12], digits[16])
