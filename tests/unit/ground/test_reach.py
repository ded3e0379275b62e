"""Outlines of what is within reach: what is inside, what is not, holes."""

import numpy as np
import pytest

from controlroom.ground.graph import Graph
from controlroom.ground.mercator import Floats
from controlroom.ground.pack import Pack
from controlroom.ground.reach import BESIDE_M, MOST_CELLS, Outline, outlines
from controlroom.ground.routes import Reach, Routes
from tests.helpers.grid import grid_graph

_DEGREE_M = 111_195.0
_ROUGH_M = 34.0
"""A cell and its smoothing: so far an outline may be off."""


def _winding(outline: Outline, lat: Floats, lon: Floats) -> Floats:
    """How often the rings go round each point; 0 is outside."""
    turns = np.zeros(len(lat))
    for start, end in zip(outline.starts[:-1], outline.starts[1:], strict=True):
        ring = np.column_stack([outline.lat[start:end], outline.lon[start:end]])
        after = np.roll(ring, -1, axis=0)
        for (y1, x1), (y2, x2) in zip(ring.tolist(), after.tolist(), strict=True):
            crosses = (y1 <= lat) != (y2 <= lat)
            right = lon < x1 + (lat - y1) / ((y2 - y1) or 1e-30) * (x2 - x1)
            turns += np.where(crosses & right, np.sign(y2 - y1), 0.0)
    return turns


def _gap_m(reach: Reach, step: float, lat: Floats, lon: Floats) -> Floats:
    """Metres from each point to the nearest stretch in time, by trying all."""
    scale = np.array([_DEGREE_M, _DEGREE_M * np.cos(np.radians(reach.lat))])
    near = np.column_stack([reach.near_lat, reach.near_lon]) * scale
    far = np.column_stack([reach.far_lat, reach.far_lon]) * scale
    takes = np.maximum(reach.far_s - reach.near_s, 1e-9)
    part = np.clip((step - reach.near_s) / takes, 0.0, 1.0)
    in_time = reach.near_s <= step
    near, along = near[in_time], (part[:, None] * (far - near))[in_time]
    here = np.column_stack([lat, lon]) * scale
    found = np.full(len(lat), np.inf)
    for start, way in zip(near, along, strict=True):
        square = max(float(way @ way), 1e-9)
        share = np.clip((here - start) @ way / square, 0.0, 1.0)
        found = np.minimum(found, np.hypot(*(here - start - share[:, None] * way).T))
    return found


@pytest.mark.parametrize("step", [10.0, 25.0, 60.0])
def test_inside_is_what_is_near_a_reached_street(step: float) -> None:
    """Of random points none beside a reached street is out, none far off is in."""
    graph = grid_graph(11)
    middle = len(graph.lat) // 2
    reach = Routes(graph).reach(graph.lat[middle], graph.lon[middle], step)
    (outline,) = outlines(reach, (step,))
    chance = np.random.default_rng(3)
    lat = chance.uniform(graph.lat.min() - 1e-3, graph.lat.max() + 1e-3, 400)
    lon = chance.uniform(graph.lon.min() - 1e-3, graph.lon.max() + 1e-3, 400)
    inside = _winding(outline, lat, lon) != 0
    gap_m = _gap_m(reach, step, lat, lon)

    # Blocks of 100 m have a middle that is 50 m from a street: small holes are filled.
    assert inside[gap_m < BESIDE_M - _ROUGH_M].all()
    assert not inside[gap_m > BESIDE_M + _ROUGH_M].any()


def test_later_steps_hold_earlier_ones(cross: Graph) -> None:
    """What is reached in 5 s is reached in 15."""
    reach = Routes(cross).reach(54.7, 2.4, 15.0)
    early, late = outlines(reach, (5.0, 15.0))

    assert (_winding(late, early.lat, early.lon) != 0).all()


def test_a_large_gap_is_cut_out() -> None:
    """A ring road round a lake of 600 m leaves the lake out; a block is filled."""
    corners = np.array([(0, 0), (0, 600), (600, 600), (600, 0)], float)
    scale = np.array([_DEGREE_M, _DEGREE_M * np.cos(np.radians(54.7))])
    ring = corners / scale + np.array([54.7, 2.4])
    after = np.roll(ring, -1, axis=0)
    none = np.zeros(4)
    (lat, lon), (far_lat, far_lon) = ring.T, after.T
    reach = Reach(54.7, 2.4, lat, lon, none, far_lat, far_lon, none, 0.0)
    (outline,) = outlines(reach, (60.0,))
    middle = ring.mean(axis=0)

    assert 3 == len(outline.starts)
    assert [0.0] == _winding(outline, middle[:1], middle[1:]).tolist()


def test_a_place_without_streets_is_still_a_place() -> None:
    """A small ring round it, though nothing else is reached."""
    none = np.zeros(0)
    reach = Reach(54.7, 2.4, none, none, none, none, none, none, 900.0)
    (outline,) = outlines(reach, (60.0,))

    assert 2 == len(outline.starts)
    assert [0.0] != _winding(outline, np.array([54.7]), np.array([2.4])).tolist()


def test_nothing_in_time_has_no_ring(cross: Graph) -> None:
    """A step of less than no time is empty columns."""
    reach = Routes(cross).reach(54.7, 2.4, 5.0)
    (outline,) = outlines(reach, (-1.0,))

    assert (0, [0]) == (len(outline.lat), outline.starts.tolist())
    assert [] == outlines(reach, ())


def test_a_wide_reach_stays_a_small_outline(ashmere: Pack) -> None:
    """A quarter of an hour through the city: bounded cells, bounded points."""
    reach = Routes(ashmere.graph()).reach(54.7, 2.4, 900.0)
    (outline,) = outlines(reach, (900.0,))

    assert len(outline.lat) < 40 * MOST_CELLS
    assert len(outline.starts) < 200
