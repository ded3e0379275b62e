"""Buildings along the edges of blocks, all at once; none on a street or another."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city.blocks import Block
from controlroom.ground.mercator import Floats

_CORNER = np.radians(32.0)  # a block's outline turns by more: a new side begins


class Style(NamedTuple):
    """How a row is built, metres: frontage, depth, gap, setback; share left empty."""

    frontage: tuple[float, float]
    depth: tuple[float, float]
    gap: float
    setback: float
    empty: float
    second_row: float  # inset of a row behind the first; 0 is none


STYLES = {
    "old": Style((13.0, 24.0), (12.0, 17.0), 1.8, 0.6, 0.03, 23.0),
    "inner": Style((22.0, 40.0), (10.0, 12.5), 3.2, 2.2, 0.05, 0.0),
    "outer": Style((17.0, 30.0), (9.0, 11.0), 7.5, 6.0, 0.09, 0.0),
    "campus": Style((28.0, 62.0), (14.0, 20.0), 9.0, 9.0, 0.3, 36.0),
    "dock": Style((40.0, 95.0), (26.0, 42.0), 12.0, 7.0, 0.14, 60.0),
}
_STYLE_NAMES = tuple(STYLES)
_INNER_M = 2350.0


def build(rng: np.random.Generator, blocks: list[Block]) -> NDArray[np.object_]:
    """Footprints (polygons, local metres) for all built blocks."""
    grounds = np.array([block.ground for block in blocks])
    styles = np.array([_STYLE_NAMES.index(_style(block)) for block in blocks])
    rows = []
    for inset_row in (False, True):
        inset = np.array([STYLES[name].second_row for name in _STYLE_NAMES])[styles]
        if inset_row:
            deep = inset > 0.0
            yards = shapely.buffer(grounds[deep], -inset[deep], join_style="mitre")
            parts, source = shapely.get_parts(yards, return_index=True)
            owner = np.flatnonzero(deep)[source]
            keep = shapely.area(parts) > 400.0  # noqa: PLR2004 - m², room for one
            rows.append(_row(rng, parts[keep], styles[owner[keep]], owner[keep]))
        else:
            rows.append(_row(rng, grounds, styles, np.arange(len(blocks))))
    footprints = np.concatenate([row[0] for row in rows])
    owner = np.concatenate([row[1] for row in rows])
    shapely.prepare(grounds)
    fits = shapely.covered_by(footprints, grounds[owner])
    footprints = footprints[fits]
    return np.asarray(footprints[_clear(footprints)])


def _style(block: Block) -> str:
    if block.use in STYLES:
        return block.use
    far = np.hypot(block.ground.centroid.x, block.ground.centroid.y)
    return "inner" if far < _INNER_M else "outer"


def _row(
    rng: np.random.Generator,
    grounds: NDArray[np.object_],
    styles: NDArray[np.int64],
    owner: NDArray[np.int64],
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """One row of footprints inside the outlines, and the block each stands in."""
    if not len(grounds):
        return np.zeros(0, object), np.zeros(0, np.int64)
    outlines = shapely.get_exterior_ring(shapely.orient_polygons(grounds))
    points, ring = shapely.get_coordinates(outlines, return_index=True)
    side_start, side_end, side_ring, distance = _sides(points, ring)
    rows = np.array([STYLES[name] for name in _STYLE_NAMES], dtype=object)
    table = np.array([[*r[0], *r[1], r[2], r[3], r[4]] for r in rows], float)
    style = table[styles[side_ring]]
    mix = rng.random(len(side_start))
    depth = style[:, 2] + (style[:, 3] - style[:, 2]) * rng.random(len(side_start))
    pitch = style[:, 0] + (style[:, 1] - style[:, 0]) * mix + style[:, 4]
    # the first metres of a side belong to the last house of the side before
    begin = side_start + depth + style[:, 5] + 1.0
    room = side_end - style[:, 5] - begin
    count = np.maximum(np.floor(room / pitch + 0.25), 0).astype(np.int64)
    side = np.repeat(np.arange(len(count)), count)
    rank = np.arange(len(side)) - np.repeat(np.cumsum(count) - count, count)
    step = np.divide(room, count, out=np.zeros_like(room), where=count > 0)
    start = begin[side] + rank * step[side]
    gap = style[side, 4] * rng.uniform(0.7, 1.5, len(side))
    width = step[side] - gap
    stands = (rng.random(len(side)) > style[side, 6]) & (width > 5.0)  # noqa: PLR2004 - metres, the narrowest house
    side, start, width = side[stands], start[stands], width[stands]
    corner = _footprints(
        rng,
        _on_ring(points, distance, start),
        _on_ring(points, distance, start + width),
        depth[side] * rng.uniform(0.85, 1.12, len(side)),
        style[side, 5],
    )
    return corner, owner[side_ring[side]]


def _sides(
    points: Floats, ring: NDArray[np.int64]
) -> tuple[Floats, Floats, NDArray[np.int64], Floats]:
    """Straight or gently bent sides: start, end (metres), ring; metres at each point.

    All rings lie one after the other on one axis of metres, with room between them.
    """
    same = ring[1:] == ring[:-1]
    step = points[1:] - points[:-1]
    length = np.where(same, np.hypot(*step.T), 1000.0)
    distance = np.concatenate([[0.0], np.cumsum(length)])
    heading = np.arctan2(step[:, 1], step[:, 0])
    first = np.flatnonzero(np.concatenate([[True], ~same]))
    last = np.append(first[1:] - 1, len(points) - 1)
    # the turn at point i, between segments i - 1 and i, for points inside a ring
    turn = np.zeros(len(points))
    inside = np.flatnonzero(same[1:] & same[:-1]) + 1
    swing = heading[inside] - heading[inside - 1]
    turn[inside] = np.abs((swing + np.pi) % (2.0 * np.pi) - np.pi)
    corner = turn > _CORNER
    corner[first] = corner[last] = True
    marks = np.flatnonzero(corner)
    whole = ring[marks[1:]] == ring[marks[:-1]]
    start, end = marks[:-1][whole], marks[1:][whole]
    return distance[start], distance[end], ring[start], distance


def _on_ring(points: Floats, distance: Floats, at: Floats) -> Floats:
    return np.stack(
        [np.interp(at, distance, points[:, axis]) for axis in (0, 1)], axis=1
    )


def _footprints(
    rng: np.random.Generator,
    left: Floats,
    right: Floats,
    depth: Floats,
    setback: Floats,
) -> NDArray[np.object_]:
    """Rectangles, some with a wing, behind front lines from left to right."""
    along = right - left
    width = np.hypot(*along.T)
    along = along / np.maximum(width, 1e-9)[:, None]
    inward = np.stack([-along[:, 1], along[:, 0]], axis=1)
    wing = rng.random(len(left)) < 0.22  # noqa: PLR2004 - one in five
    notch = rng.uniform(0.35, 0.65, len(left)) * width
    short = np.where(wing, rng.uniform(0.45, 0.7, len(left)), 1.0) * depth
    mirrored = rng.random(len(left)) < 0.5  # noqa: PLR2004 - either hand
    across = np.stack(
        [np.zeros_like(width), width, width, notch, notch, np.zeros_like(width)], 1
    )
    back = np.stack([depth * 0, depth * 0, depth, depth, short, short], 1)
    across = np.where(mirrored[:, None], width[:, None] - across, across)
    corners = (
        left[:, None, :]
        + across[:, :, None] * along[:, None, :]
        + (back + setback[:, None])[:, :, None] * inward[:, None, :]
    )
    plain = [0, 1, 2, 5]
    shapes = np.empty(len(left), object)
    shapes[wing] = shapely.polygons(corners[wing])
    shapes[~wing] = shapely.polygons(corners[~wing][:, plain])
    return shapes


def _clear(footprints: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Which footprints stay so that none overlaps one that came before it."""
    tree = shapely.STRtree(footprints)
    a, b = tree.query(footprints, predicate="intersects")
    stays = np.ones(len(footprints), bool)
    for first, second in zip(*np.sort(np.stack([a, b])[:, a < b], axis=0), strict=True):
        if stays[first]:
            stays[second] = False
    return stays
