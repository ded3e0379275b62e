"""Tests of the survey: one connected network, nothing of it under water or rail."""

import numpy as np
import pytest
import shapely

from controlroom.ground.city.survey import City, lay_out


def test_the_network_is_one(city: City) -> None:
    """Every edge hangs together with every other."""
    label = city.network.components()[city.network.start]

    assert 1 == len(np.unique(label))
    assert len(city.network) > 6000


def test_loose_ends_are_short_small_streets(city: City) -> None:
    """No main road ends in nothing; a cul-de-sac is at most 120 m."""
    degree = city.network.degree()
    loose = (degree[city.network.start] == 1) | (degree[city.network.end] == 1)

    assert {1} == set(city.network.kind[loose].tolist())
    assert shapely.length(city.network.lines[loose]).max() < 125.0


def test_all_classes_of_street_are_there(city: City) -> None:
    """Lanes make up most, then streets, mains and the dual ring."""
    length = np.bincount(
        city.network.kind, weights=shapely.length(city.network.lines), minlength=5
    )

    assert length[1] > length[2] > length[3] > length[4] > 8000.0


def test_houses_stay_off_the_railway(city: City) -> None:
    """Nothing but platforms within 9 m of the middle of a track."""
    rails = shapely.multilinestrings([shapely.LineString(rail) for rail in city.rails])
    near = shapely.dwithin(rails, city.buildings, 9.0)

    assert near.sum() <= 20  # platforms, and the parts that a road cut off


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 11])
def test_other_seeds_are_cities_too(seed: int) -> None:
    """Connected, crossed by bridges, built, whatever the seed."""
    other = lay_out(seed)
    label = other.network.components()[other.network.start]

    assert 1 == len(np.unique(label))
    assert 10_000 <= len(other.buildings) <= 30_000
    assert 6 <= sum(kind == "bridge" for _, kind, _ in other.named)
    assert 8 == len(other.districts)
