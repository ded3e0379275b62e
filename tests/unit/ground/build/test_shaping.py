"""Tests of shapes by zoom: chosen, simplified, clipped; bounded in number and reach."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from controlroom.ground.build.shaping import (
    ZOOMS,
    Shaping,
    clip,
    lines_of,
    shapes_of,
    to_world,
)
from controlroom.ground.build.tags import Drawn
from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import project

WORLD = (0.0, 0.0, 1.0, 1.0)


class Kept:
    """Takes what a pack would take."""

    folder = Path()

    def __init__(self) -> None:
        self.added: list[tuple[int, str, Shapes]] = []

    def add(self, zoom: int, layer: str, shapes: Shapes) -> None:
        """Keep it."""
        self.added.append((zoom, layer, shapes))

    def zooms(self) -> list[int]:
        """The zooms that got something."""
        return [zoom for zoom, _, _ in self.added]


def _square(side: float, lon: float = 0.0) -> str:
    return str(
        shapely.to_wkb(shapely.box(lon, 51.5, lon + side, 51.5 + side), hex=True)
    )


def test_small_things_show_only_close_up() -> None:
    """A house is in the nearest zooms, a forest in all from its first on."""
    kept = Kept()
    shaping = Shaping(kept, WORLD)
    shaping.put(Drawn("building", 13), _square(0.0001))
    shaping.flush()
    assert [15] == kept.zooms()

    shaping.put(Drawn("wood", 9), _square(0.5))
    shaping.flush()
    assert [15, 9, 11, 13, 15] == kept.zooms()


def test_lines_lose_bends_that_nobody_sees() -> None:
    """From afar a wiggly street is straight, close up it keeps its bends."""
    kept = Kept()
    wiggly = [(lon, 51.5 + 0.00001 * (-1) ** n) for n, lon in
              enumerate(np.linspace(0, 0.01, 41))]  # fmt: skip
    shaping = Shaping(kept, WORLD)
    shaping.put(
        Drawn("main", 9), str(shapely.to_wkb(shapely.LineString(wiggly), hex=True))
    )
    shaping.flush()
    points = {zoom: len(shapes.points) for zoom, _, shapes in kept.added}

    assert {9: 2, 11: 2, 13: 2, 15: 41} == points


def test_batches_go_on_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than a batch is held: memory does not grow with the region."""
    monkeypatch.setattr("controlroom.ground.build.shaping.HELD", 10)
    kept = Kept()
    shaping = Shaping(kept, WORLD)
    for number in range(25):
        shaping.put(Drawn("building", 15), _square(0.001, number * 0.01))

    assert [10, 10] == [len(shapes) for _, _, shapes in kept.added]


def test_holes_run_against_their_outline() -> None:
    """The painter fills by winding: a pond in a park stays a hole."""
    kept = Kept()
    ring = shapely.box(0, 51, 1, 52).difference(shapely.box(0.4, 51.4, 0.6, 51.6))
    shaping = Shaping(kept, WORLD)
    shaping.put(Drawn("park", 15), str(shapely.to_wkb(ring, hex=True)))
    shaping.flush()
    ((_, _, shapes),) = kept.added

    assert 2 == len(shapes)
    outline, hole = (shapely.linearrings(part) for part in shapes)
    assert outline.is_ccw != hole.is_ccw


def test_hostile_across_the_180th_meridian() -> None:
    """What would go round the whole world the wrong way is left out and counted."""
    kept = Kept()
    shaping = Shaping(kept, WORLD)
    across = shapely.Polygon([(179.9, 10), (-179.9, 10), (-179.9, 11), (179.9, 11)])
    shaping.put(Drawn("park", 15), str(shapely.to_wkb(across, hex=True)))
    shaping.put(Drawn("park", 15), _square(0.01))
    shaping.flush()

    assert 1 == shaping.left_out
    assert [1] == [len(shapes) for _, _, shapes in kept.added]


def test_hostile_reach_is_cut_at_the_region() -> None:
    """A sea as large as the world costs no more than the region."""
    left, top = project(51.6, -0.1)
    right, bottom = project(51.4, 0.1)
    region = (float(left), float(top), float(right), float(bottom))
    huge = np.array([shapely.box(0.0, 0.0, 1.0, 1.0), shapely.box(0.0, 0.9, 0.1, 1.0)])
    (inside,) = clip(huge, region)

    assert region == pytest.approx(inside.bounds)


def test_hostile_outlines_that_cross_themselves() -> None:
    """A bow tie over the region's edge is mended and cut, not an exception."""
    bow = shapely.Polygon([(-0.5, 0.2), (0.5, 0.8), (0.5, 0.2), (-0.5, 0.8)])
    (inside,) = clip(np.array([bow]), WORLD)

    assert inside.is_valid
    assert inside.bounds[0] >= 0.0


def test_nothing_is_nothing() -> None:
    """Empty batches, empty shapes, shapes far away."""
    empty = np.array([shapely.Polygon(), shapely.box(2, 2, 3, 3)])

    assert 0 == len(clip(empty, WORLD))
    assert 0 == len(shapes_of(np.array([], object)))
    assert 0 == to_world(np.array([], object))[1]
    assert [2] == [len(part) for part in lines_of(
        np.array([shapely.LineString([(0, 0), (1, 1)])]))]  # fmt: skip
    assert list(ZOOMS) == sorted(ZOOMS)
