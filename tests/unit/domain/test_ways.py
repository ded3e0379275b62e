"""How a unit of a kind gets to a place: by road as a car does, or straight there."""

from typing import get_args

import pytest

from controlroom.domain.entities import UnitKind
from controlroom.domain.ways import OFF_ROAD, drives, nearer_mps, straight_s
from tests.helpers.watch import Watch


def test_every_kind_drives_or_goes_straight() -> None:
    """A dog comes in its van; who walks, rides, sails or flies is no car."""
    driving = [kind for kind in get_args(UnitKind) if drives(kind)]

    assert ["car", "van", "motorcycle", "dog"] == driving
    assert set(get_args(UnitKind)) >= OFF_ROAD


def test_every_kind_has_a_speed_of_its_own_and_the_force_may_set_it() -> None:
    """No kind is without; what the force says of one counts."""
    codes = Watch().picture.codes
    nearer = nearer_mps(codes)

    assert nearer.keys() >= set(get_args(UnitKind))
    assert 100 / nearer["foot"] == pytest.approx(straight_s(codes, "foot", 100))


def test_a_helicopter_makes_no_detour() -> None:
    """The same share of its speed, in a straight line."""
    nearer = nearer_mps(Watch().picture.codes)

    assert 220 / 3.6 * 0.6 == nearer["air"]
    assert 90 / 3.6 * 0.6 / 1.35 == nearer["car"]
