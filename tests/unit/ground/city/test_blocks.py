"""Tests of blocks: apart from streets and water, parks where the plan has them."""

import numpy as np
import shapely

from controlroom.ground.city.roads import HALF_WIDTH_M, MINOR
from controlroom.ground.city.survey import City


def test_no_block_lies_on_a_street(city: City) -> None:
    """Blocks keep half a carriageway and its pavement from every street's middle."""
    grounds = [block.ground for block in city.blocks if block.use != "green"]
    lines = city.network.lines
    near, _ = shapely.STRtree(lines).query(
        grounds, predicate="dwithin", distance=HALF_WIDTH_M[MINOR] - 0.5
    )

    assert 0 == len(near)


def test_blocks_do_not_overlap_and_are_dry(city: City) -> None:
    """Each block is a valid area; none shares ground with another or with water."""
    grounds = np.array([b.ground for b in city.blocks if b.use != "green"])
    first, second = shapely.STRtree(grounds).query(grounds, predicate="intersects")
    pairs = first < second
    shared = shapely.area(
        shapely.intersection(grounds[first[pairs]], grounds[second[pairs]])
    )

    assert shapely.is_valid(grounds).all()
    assert shared.sum() < 5.0
    assert not shapely.intersects(city.terrain.inland, grounds).any()


def test_block_sizes_vary_and_grow_outwards(city: City) -> None:
    """The median block of the old town is less than half of one 3 km out."""
    houses = [block.ground for block in city.blocks if block.use in {"old", "town"}]
    far = np.array([np.hypot(g.centroid.x, g.centroid.y) for g in houses])
    area = shapely.area(houses)

    assert np.median(area[far < 600]) < np.median(area[far > 3000]) / 2
    assert area.std() > 0.5 * area.mean()


def test_parks_have_ground(city: City) -> None:
    """Castle Park, the common and the green are there, and larger than a block."""
    parks = {block.plot.name for block in city.blocks if block.plot}

    assert {"Castle Park", "Westhill Common", "Market Green"} <= parks
