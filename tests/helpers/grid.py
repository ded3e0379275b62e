"""A small street graph of our own: a square grid that a test can reason about."""

import numpy as np

from controlroom.ground.graph import Graph

STEP_M = 100.0
LAT0, LON0 = 54.7, 2.4


def grid_graph(side: int = 5, speed_kmh: float = 36.0) -> Graph:
    """A grid of side × side crossings, 100 m apart, 10 m/s on every arc."""
    north = STEP_M / 111_195.0
    east = north / np.cos(np.radians(LAT0))
    rows, columns = np.divmod(np.arange(side * side), side)
    first, to = [0], []
    for node in range(side * side):
        row, column = divmod(node, side)
        around = (
            (row - 1, column),
            (row + 1, column),
            (row, column - 1),
            (row, column + 1),
        )
        to += [r * side + c for r, c in around if 0 <= r < side and 0 <= c < side]
        first.append(len(to))
    arcs = len(to)
    return Graph(
        lat=LAT0 + rows * north,
        lon=LON0 + columns * east,
        first=np.array(first, np.int32),
        to=np.array(to, np.int32),
        length_m=np.full(arcs, STEP_M, np.float32),
        speed_kmh=np.full(arcs, speed_kmh, np.float32),
        street=np.full(arcs, -1, np.int32),
        bridge=np.zeros(arcs, np.bool_),
        names=(),
    )
