"""The outline of what is within reach: rings around streets; finds no way itself.

Streets are drawn into a grid of cells, widened by `BESIDE_M`, smoothed and traced.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.mercator import Floats
from controlroom.ground.routes import Reach

BESIDE_M = 40.0
"""So far beside a street still counts as reached: the doors along it."""
CELL_M = 16.0
HOLE_M2 = 60_000.0
"""Smaller gaps, such as the inside of a block, are not cut out."""
MOST_CELLS = 480
"""Along one side of the grid; a wider reach has wider cells."""
_DEGREE_M = 111_195.0
_MARGIN = 4
_INSIDE = 0.5
_FEWEST_POINTS = 6

# Corners of a cell clockwise from the upper left are bits 1, 2, 4, 8; its edges are
# top, right, bottom, left. A piece of outline goes from the edge where a walk round the
# cell comes in to the edge where it leaves, so that pieces of neighbours meet.
_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
_PIECES: tuple[tuple[tuple[int, int], ...], ...] = (
    (), ((_LEFT, _TOP),), ((_TOP, _RIGHT),), ((_LEFT, _RIGHT),), ((_RIGHT, _BOTTOM),),
    ((_LEFT, _TOP), (_RIGHT, _BOTTOM)), ((_TOP, _BOTTOM),), ((_LEFT, _BOTTOM),),
    ((_BOTTOM, _LEFT),), ((_BOTTOM, _TOP),), ((_TOP, _RIGHT), (_BOTTOM, _LEFT)),
    ((_BOTTOM, _RIGHT),), ((_RIGHT, _LEFT),), ((_RIGHT, _TOP),), ((_TOP, _LEFT),), (),
)  # fmt: skip


class Outline(NamedTuple):
    """Closed rings: lat, lon (n,) degrees; ring i is starts[i]:starts[i + 1].

    Holes run the other way round than what is around them.
    """

    lat: Floats
    lon: Floats
    starts: NDArray[np.int32]


class _Grid(NamedTuple):
    """Seconds by cell, inf where no street is; where its corner is; a cell's side."""

    seconds: Floats
    north_m: float
    west_m: float
    cell_m: float


def outlines(reach: Reach, steps: tuple[float, ...]) -> list[Outline]:
    """Return the outline of each step of seconds, in their order."""
    scale = np.array([_DEGREE_M, _DEGREE_M * np.cos(np.radians(reach.lat))])
    place = np.array([reach.lat, reach.lon])
    grid = _drawn(reach, place, scale)
    return [_outline(grid, step, place, scale) for step in steps]


def _drawn(reach: Reach, place: Floats, scale: Floats) -> _Grid:
    """Draw the stretches into cells: each cell keeps its least seconds."""
    near = (np.column_stack([reach.near_lat, reach.near_lon]) - place) * scale
    far = (np.column_stack([reach.far_lat, reach.far_lon]) - place) * scale
    ends = np.concatenate([near, far, np.zeros((1, 2))])
    low, high = ends.min(axis=0), ends.max(axis=0)
    span = float((high - low).max())
    cell_m = max(CELL_M, span / MOST_CELLS)
    wide = _MARGIN + int(np.ceil(BESIDE_M / cell_m))
    north, west = high[0] + wide * cell_m, low[1] - wide * cell_m
    rows = int((high[0] - low[0]) / cell_m) + 2 * wide + 1
    columns = int((high[1] - low[1]) / cell_m) + 2 * wide + 1
    lengths = np.hypot(*(far - near).T)
    counts = np.ceil(lengths / cell_m).astype(np.int64) + 1
    which = np.repeat(np.arange(len(counts)), counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    part = (np.arange(len(which)) - first) / np.maximum(counts[which] - 1, 1)
    points = near[which] + part[:, None] * (far - near)[which]
    seconds = reach.near_s[which] + part * (reach.far_s - reach.near_s)[which]
    # The place itself counts, also where no street is near.
    points = np.concatenate([points, np.zeros((1, 2))])
    seconds = np.append(seconds, 0.0)
    cells = np.full((rows, columns), np.inf)
    row = np.clip(((north - points[:, 0]) / cell_m).astype(np.int64), 0, rows - 1)
    column = np.clip(((points[:, 1] - west) / cell_m).astype(np.int64), 0, columns - 1)
    np.minimum.at(cells, (row, column), seconds)
    return _Grid(cells, float(north), float(west), cell_m)


def _outline(grid: _Grid, step: float, place: Floats, scale: Floats) -> Outline:
    inside = _widened(grid.seconds <= step, round(BESIDE_M / grid.cell_m))
    rings = [
        ring
        for ring in _traced(_smoothed(inside))
        if not -HOLE_M2 < _area(ring) * grid.cell_m**2 <= 0
    ]
    if not rings:
        return Outline(np.zeros(0), np.zeros(0), np.zeros(1, np.int32))
    starts = np.cumsum([0, *(len(ring) for ring in rings)]).astype(np.int32)
    points = np.concatenate(rings) + 0.5  # a value stands in the middle of its cell
    metres = np.column_stack(
        [
            grid.north_m - points[:, 0] * grid.cell_m,
            grid.west_m + points[:, 1] * grid.cell_m,
        ]
    )
    lat, lon = (metres / scale + place).T
    return Outline(lat, lon, starts)


def _widened(inside: NDArray[np.bool_], cells: int) -> NDArray[np.bool_]:
    """Everything within so many cells of what is inside, as a disc."""
    wide = inside.copy()
    for down in range(-cells, cells + 1):
        for right in range(-cells, cells + 1):
            if 0 < down * down + right * right <= cells * cells:
                wide |= np.roll(inside, (down, right), axis=(0, 1))
    return wide


def _smoothed(inside: NDArray[np.bool_]) -> Floats:
    """Shares of what is inside around each cell: takes the stairs off the outline."""
    field = inside.astype(np.float64)
    for _ in range(2):
        for axis in (0, 1):
            around = np.roll(field, 1, axis) + np.roll(field, -1, axis)
            field = (2 * field + around) / 4
    return field


def _traced(field: Floats) -> list[Floats]:
    """Rings (n, 2) of row and column where a field passes a half; its rim is below."""
    inside = field > _INSIDE
    corners = (inside[:-1, :-1], inside[:-1, 1:], inside[1:, 1:], inside[1:, :-1])
    number = np.zeros(corners[0].shape, np.int64)
    for bit, corner in enumerate(corners):
        number += corner * (1 << bit)
    width = field.shape[1]
    follows: dict[int, int] = {}
    for case in range(1, len(_PIECES) - 1):
        rows, columns = np.nonzero(number == case)
        at = rows * width + columns
        # Edges are counted twice the cell, plus one for those that stand.
        edges = (2 * at, 2 * (at + 1) + 1, 2 * (at + width), 2 * at + 1)
        for come_in, leave in _PIECES[case]:
            starts, ends = edges[come_in].tolist(), edges[leave].tolist()
            follows.update(zip(starts, ends, strict=True))
    rings = []
    while follows:
        start, edge = follows.popitem()
        ring = [start]
        while edge != start:
            ring.append(edge)
            edge = follows.pop(edge)
        if len(ring) >= _FEWEST_POINTS:
            rings.append(_crossed(field, np.array(ring)))
    return rings


def _area(ring: Floats) -> float:
    """Cells inside a ring; below 0 when it goes round a hole."""
    row, column = ring.T
    twice = np.dot(row, np.roll(column, -1)) - np.dot(column, np.roll(row, -1))
    return float(twice) / 2


def _crossed(field: Floats, edges: NDArray[np.int64]) -> Floats:
    """Where on each edge the field passes a half: row and column."""
    standing = edges % 2
    rows, columns = np.divmod(edges // 2, field.shape[1])
    here, there = field[rows, columns], field[rows + standing, columns + 1 - standing]
    part = (_INSIDE - here) / (there - here)
    return np.column_stack([rows + part * standing, columns + part * (1 - standing)])
