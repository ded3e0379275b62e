"""Tests of curves: points kept, smooth, closed; noise the same for one seed."""

import numpy as np
import shapely

from controlroom.ground.city.curves import Warp, blob, ribbon, smooth

POINTS = np.array([[0.0, 0.0], [300.0, 50.0], [500.0, 400.0], [900.0, 380.0]])


def test_a_curve_goes_through_its_points() -> None:
    """Every control point is on the curve, the first and last at its ends."""
    curve = smooth(POINTS)
    gap = np.hypot(*(curve[:, None] - POINTS[None]).transpose(2, 0, 1)).min(axis=0)

    assert [0.0] * 4 == gap.tolist()
    assert POINTS[0].tolist() == curve[0].tolist()
    assert POINTS[-1].tolist() == curve[-1].tolist()


def test_a_curve_has_no_corner() -> None:
    """From one step to the next it turns by less than 15 degrees."""
    step = np.diff(smooth(POINTS), axis=0)
    turn = np.diff(np.unwrap(np.arctan2(step[:, 1], step[:, 0])))

    assert np.degrees(np.abs(turn)).max() < 15.0


def test_a_closed_curve_comes_round() -> None:
    """The first point is not repeated, and the way back to it is a step."""
    ring = smooth(POINTS, closed=True)

    assert np.hypot(*(ring[0] - ring[-1])) < 60.0
    assert ring[0].tolist() != ring[-1].tolist()


def test_a_warp_is_the_same_for_one_seed_and_never_far() -> None:
    """Two draws of one seed agree; displacement stays near the asked amplitude."""
    first, again = (
        Warp.draw(np.random.Generator(np.random.PCG64(5)), 100.0, 2000.0)
        for _ in range(2)
    )
    shift = first(POINTS) - POINTS

    assert first(POINTS).tolist() == again(POINTS).tolist()
    assert 0.0 < np.hypot(*shift.T).max() < 400.0


def test_a_ribbon_is_as_wide_as_told() -> None:
    """100 m of a straight line 10 to 30 m wide cover 2,000 m²."""
    line = np.array([[0.0, 0.0], [50.0, 0.0], [100.0, 0.0]])

    assert 2000.0 == round(ribbon(line, np.array([10.0, 20.0, 30.0])).area)


def test_a_blob_is_one_simple_area() -> None:
    """Rough outlines do not cross themselves."""
    rng = np.random.Generator(np.random.PCG64(1))

    assert all(
        shapely.Polygon(blob(rng, np.zeros(2), 100.0, 0.6)).is_valid for _ in range(20)
    )
