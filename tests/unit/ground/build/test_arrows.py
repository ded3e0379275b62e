"""Tests of one-way arrows: where there is room, the right way round."""

from itertools import pairwise

import numpy as np
import shapely

from controlroom.ground.build.arrows import APART_PX, AT_ZOOM, Arrows, arrows_on
from controlroom.ground.mercator import project

PIXEL = 1.0 / (256.0 * (1 << AT_ZOOM))


def _east(pixels: float) -> shapely.LineString:
    return shapely.LineString([(0.5, 0.3), (0.5 + pixels * PIXEL, 0.3)])


def _wkb(*points: tuple[float, float]) -> str:
    return str(shapely.to_wkb(shapely.LineString(points), hex=True))


def test_arrows_stand_apart() -> None:
    """One in the middle of a short street, several along a long one, none on a stub."""
    short = arrows_on(np.array([_east(60)]))

    assert 1 == len(short)
    assert 0.5 + 30 * PIXEL == short[0].centroid.x
    assert 5 == len(arrows_on(np.array([_east(5.5 * APART_PX)])))
    assert 0 == len(arrows_on(np.array([_east(20)])))
    assert 0 == len(arrows_on(np.array([], object)))


def test_arrows_point_where_one_may_drive() -> None:
    """Along the points of a way, or against them for oneway=-1."""
    along, against = Arrows(), Arrows()
    along.put(_wkb((0.0, 51.5), (0.001, 51.5)), backward=False)
    against.put(_wkb((0.0, 51.5), (0.001, 51.5)), backward=True)

    (one,), (other,) = along.lines(), against.lines()
    assert one.coords[0][0] < one.coords[1][0]
    assert other.coords[0][0] > other.coords[1][0]


def test_pieces_of_a_street_share_their_arrows() -> None:
    """A street cut at each junction has no arrow on each crumb."""
    arrows = Arrows()
    _, step = project(51.5, [0.0, 40 * PIXEL * 360.0])[:, 0]
    steps = np.arange(6) * 40 * PIXEL * 360.0
    for west, east in pairwise(steps):
        arrows.put(_wkb((west, 51.5), (east, 51.5)), backward=False)

    assert step > 0.5
    assert 1 == len(arrows.lines())
    assert 0 == len(Arrows().lines())
