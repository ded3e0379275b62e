"""Tests of street filling: cells are split to size, plots kept whole and empty."""

import numpy as np
import pytest
import shapely

from controlroom.ground.city.cells import Cell, cells_between, fill_cell, split_cells
from controlroom.ground.city.curves import Warp
from controlroom.ground.city.plan import PLOTS
from controlroom.ground.city.roads import MAIN, MINOR, Road
from controlroom.ground.city.terrain import Terrain, lay_out

GROUND = shapely.box(1200.0, 2500.0, 1800.0, 3000.0)


@pytest.fixture
def rng() -> np.random.Generator:
    """A generator of its own for each test."""
    return np.random.Generator(np.random.PCG64(1))


@pytest.fixture
def bend(rng: np.random.Generator) -> Warp:
    """A gentle bend."""
    return Warp.draw(rng, 20.0, 700.0)


@pytest.fixture(scope="module")
def land() -> Terrain:
    """The terrain of seed 1."""
    return lay_out(np.random.Generator(np.random.PCG64(1)))


def test_roads_cut_ground_into_cells() -> None:
    """A road across a square leaves two cells; slivers are no cells."""
    across = Road("", MAIN, np.array([[1500.0, 2400.0], [1500.0, 3100.0]]))
    along_edge = Road("", MAIN, np.array([[1205.0, 2400.0], [1205.0, 3100.0]]))

    assert 2 == len(cells_between([across, along_edge], GROUND))


@pytest.mark.parametrize("use", ["town", "old", "dock"])
def test_streets_stay_in_their_cell(
    rng: np.random.Generator, bend: Warp, use: str
) -> None:
    """They reach the edge, to meet the road there, and not 3 m beyond."""
    streets = fill_cell(rng, Cell(GROUND, use), bend)
    lines = shapely.union_all([shapely.LineString(road.line) for road in streets])

    assert {MINOR} == {road.kind for road in streets}
    assert shapely.buffer(GROUND, 3.0, join_style="mitre").contains(lines)
    assert lines.distance(GROUND.boundary) < 0.1


@pytest.mark.parametrize("use", ["park", "campus", "field"])
def test_parks_and_campuses_get_no_streets(
    rng: np.random.Generator, bend: Warp, use: str
) -> None:
    """Ground set aside stays open."""

    assert [] == fill_cell(rng, Cell(GROUND, use), bend)


def test_old_lanes_make_smaller_blocks_than_suburbs(
    rng: np.random.Generator, bend: Warp
) -> None:
    """Density falls outwards."""
    old = sum(len(road.line) for road in fill_cell(rng, Cell(GROUND, "old"), bend))
    new = sum(len(road.line) for road in fill_cell(rng, Cell(GROUND, "town"), bend))

    assert old > new


def test_each_plot_gets_a_cell_of_its_own(
    rng: np.random.Generator, bend: Warp, land: Terrain
) -> None:
    """Splitting ends where one plot is left on ground of about its size."""
    ground = np.array([shapely.box(-4500.0, -4500.0, 4500.0, 4500.0)])
    cells, roads = split_cells(rng, ground, land, bend)
    plots = [cell.plot for cell in cells if cell.plot]

    assert roads
    assert len(plots) == len({plot.name for plot in plots})
    assert len(PLOTS) - 3 <= len(plots)
    assert shapely.union_all([cell.ground for cell in cells]).area == pytest.approx(
        81e6, rel=0.02
    )
