"""Cuts shapes into tiles, all of a zoom at once; knows no file and no layer."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import Floats
from controlroom.ground.tiles import quantise

# What a tile holds beyond its edge, in tile sides: the widest street's half width and
# the casing at the tile's own zoom fit in it.
MARGIN = 0.0625
# Rings longer than this many tile sides are clipped; smaller ones are kept whole.
_WHOLE = 0.5

Key: TypeAlias = tuple[int, int]


def lines(shapes: Shapes, zoom: int) -> dict[Key, Shapes]:
    """The pieces of lines (world coordinates) that each tile (x, y) shows."""
    points = np.asarray(shapes.points, np.float64) * (1 << zoom)
    line = np.repeat(np.arange(len(shapes)), np.diff(shapes.starts))
    first = np.flatnonzero(line[1:] == line[:-1])  # segments, by their first point
    if not len(first):
        return {}
    ends = np.stack([points[first], points[first + 1]], axis=1)
    item, x, y = _spread(ends.min(axis=1), ends.max(axis=1))
    order = np.lexsort((item, y, x))
    segment, x, y = first[item[order]], x[order], y[order]
    same_tile = (x[1:] == x[:-1]) & (y[1:] == y[:-1])
    goes_on = same_tile & (segment[1:] == segment[:-1] + 1)
    # a run of n segments is n + 1 points: every segment's first, the run's last
    last = np.append(~goes_on, True)
    at = np.arange(len(segment)) + np.concatenate([[0], np.cumsum(last[:-1])])
    total = int(at[-1]) + 2
    index = np.empty(total, np.int64)
    index[at + 1] = segment + 1
    index[at] = segment
    tile_x = np.empty(total, np.int64)
    tile_y = np.empty(total, np.int64)
    for offset in (1, 0):
        tile_x[at + offset], tile_y[at + offset] = x, y
    run_starts = at[np.append(True, ~goes_on)]
    return _by_tile(points[index], tile_x, tile_y, run_starts)


def areas(shapes: Shapes, zoom: int) -> dict[Key, Shapes]:
    """The rings (world coordinates) that each tile (x, y) shows, large ones clipped."""
    points = np.asarray(shapes.points, np.float64) * (1 << zoom)
    starts = np.asarray(shapes.starts, np.int64)
    lengths = np.diff(starts)
    if not len(lengths):
        return {}
    low = np.minimum.reduceat(points, starts[:-1], axis=0)
    high = np.maximum.reduceat(points, starts[:-1], axis=0)
    large = np.any(high - low > _WHOLE, axis=1)
    small = np.flatnonzero(~large)
    item, x, y = _spread(low[small], high[small])
    rings, xs, ys = [], [x], [y]
    index = _ragged(starts[small[item]], lengths[small[item]])
    sizes = [lengths[small[item]]]
    rings.append(points[index])
    for ring in np.flatnonzero(large):
        for tx, ty, piece in _clip_to_tiles(points[starts[ring] : starts[ring + 1]]):
            rings.append(piece)
            sizes.append(np.array([len(piece)]))
            xs.append(np.array([tx]))
            ys.append(np.array([ty]))
    size = np.concatenate(sizes)
    all_points = np.concatenate(rings)
    tile_x, tile_y = np.concatenate(xs), np.concatenate(ys)
    order = np.lexsort((np.arange(len(size)), tile_y, tile_x))
    begins = np.concatenate([[0], np.cumsum(size)[:-1]])
    gathered = all_points[_ragged(begins[order], size[order])]
    ordered = size[order]
    ring_starts = np.concatenate([[0], np.cumsum(ordered)[:-1]])
    return _by_tile(
        gathered,
        np.repeat(tile_x[order], ordered),
        np.repeat(tile_y[order], ordered),
        ring_starts,
    )


def _spread(
    low: Floats, high: Floats
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(item, tile x, tile y) of every tile that each box (n, 2) touches."""
    start = np.floor(low - MARGIN).astype(np.int64)
    stop = np.floor(high + MARGIN).astype(np.int64) + 1
    wide = stop - start
    count = wide[:, 0] * wide[:, 1]
    item = np.repeat(np.arange(len(low)), count)
    rank = np.arange(len(item)) - np.repeat(np.cumsum(count) - count, count)
    x = start[item, 0] + rank % wide[item, 0]
    y = start[item, 1] + rank // wide[item, 0]
    return item, x, y


def _ragged(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Indices of the concatenation of ranges starts[i] … starts[i] + lengths[i]."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - lengths - starts, lengths)


def _by_tile(
    points: Floats,
    tile_x: NDArray[np.int64],
    tile_y: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> dict[Key, Shapes]:
    """Points and shape starts, both in order of tiles, as int16 shapes by tile."""
    if not len(points):
        return {}
    units = quantise(points - np.stack([tile_x, tile_y], axis=1))
    shape_x, shape_y = tile_x[starts], tile_y[starts]
    new_tile = np.flatnonzero(
        np.concatenate(
            [[True], (np.diff(shape_x) != 0) | (np.diff(shape_y) != 0), [True]]
        )
    )
    ends = np.append(starts, len(points))
    found = {}
    for begin, end in pairwise(new_tile):
        key = (int(shape_x[begin]), int(shape_y[begin]))
        offset = ends[begin]
        found[key] = Shapes(
            units[offset : ends[end]],
            (ends[begin : end + 1] - offset).astype(np.int32),
        )
    return found


def _clip_to_tiles(ring: Floats) -> Iterator[tuple[int, int, Floats]]:
    """The parts of a ring by tile, by halving its tile range (Sutherland-Hodgman)."""
    low = np.floor(ring.min(axis=0) - MARGIN).astype(int)
    high = np.floor(ring.max(axis=0) + MARGIN).astype(int) + 1
    waiting = [(ring, (int(low[0]), int(high[0])), (int(low[1]), int(high[1])))]
    while waiting:
        part, across, down = waiting.pop()
        spans = (across[1] - across[0], down[1] - down[0])
        if max(spans) == 1:
            yield across[0], down[0], part
            continue
        axis = 0 if spans[0] >= spans[1] else 1
        begin, end = (across, down)[axis]
        middle = (begin + end) // 2
        for start, stop in ((begin, middle), (middle, end)):
            half = _half_plane(part, axis, stop + MARGIN, below=True)
            half = _half_plane(half, axis, start - MARGIN, below=False)
            if len(half) > 2:  # noqa: PLR2004 - a ring has three corners
                if axis == 0:
                    waiting.append((half, (start, stop), down))
                else:
                    waiting.append((half, across, (start, stop)))


def _half_plane(ring: Floats, axis: int, limit: float, *, below: bool) -> Floats:
    """The part of a ring on one side of an axis-parallel line."""
    if not len(ring):
        return ring
    depth = limit - ring[:, axis] if below else ring[:, axis] - limit
    inside = depth >= 0
    if inside.all():
        return ring
    following = np.roll(ring, -1, axis=0)
    following_depth = np.roll(depth, -1)
    crosses = inside != np.roll(inside, -1)
    span = np.where(crosses, depth - following_depth, 1.0)
    part = np.where(crosses, depth / span, 0.0)[:, None]
    both = np.empty((2 * len(ring), 2))
    both[0::2] = ring
    both[1::2] = ring + part * (following - ring)
    keep = np.empty(2 * len(ring), bool)
    keep[0::2] = inside
    keep[1::2] = crosses
    return both[keep]
