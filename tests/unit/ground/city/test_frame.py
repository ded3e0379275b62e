"""Tests of the city's frame: metres, degrees and the world agree."""

import numpy as np
import pytest

from controlroom.ground.city.frame import to_degrees, to_metres, to_world
from controlroom.ground.mercator import project


def test_the_origin_is_the_centre() -> None:
    """0, 0 is 54.7 N 2.4 E."""
    lat, lon = to_degrees(np.zeros((1, 2)))

    assert [54.7, 2.4] == pytest.approx([float(lat[0]), float(lon[0])])


def test_a_kilometre_is_a_kilometre() -> None:
    """A thousand metres north are 1/111.2 of a degree, within a quarter percent."""
    lat, _ = to_degrees(np.array([[0.0, 1000.0]]))

    assert 1.0 / 111.195 == pytest.approx(lat[0] - 54.7, rel=0.0025)


def test_metres_survive_the_way_there_and_back() -> None:
    """To degrees and back is the same point, and the world agrees with both."""
    points = np.array([[-4000.0, 250.0], [3.5, -4200.0]])
    lat, lon = to_degrees(points)

    assert np.allclose(points, to_metres(lat, lon), atol=1e-6)
    assert np.allclose(project(lat, lon), to_world(points), atol=1e-15)
