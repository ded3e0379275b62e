"""Moves a made-up force along the street graph in columns; nothing here knows units.

A mover is an index. It stands, strolls (a walk along streets that prefers to go on
straight ahead and keeps near an anchor), follows a path of arcs, or flies in a straight
line. Time comes in as seconds of room time; nothing reads a clock.
"""

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.graph import Graph

Floats = NDArray[np.float64]
METRES_PER_DEGREE = 111_195.0
"""Length of a degree of latitude on the sphere of mean radius 6371.0088 km."""
STAND, STROLL, FOLLOW, FLY = range(4)


class Movers:
    """Columns of `count` movers on one graph, all standing at first.

    speed_limit_mps: float64 (count,), the fastest each mover goes. roam_m: float64
    (count,), how far a stroll may lead from its anchor. heading_deg: float64, 0 is
    north, clockwise.
    """

    def __init__(self, graph: Graph, count: int, rng: np.random.Generator) -> None:
        self._graph = graph
        self._rng = rng
        self._from = graph.arc_from
        self._speed = graph.speed_kmh.astype(np.float64) / 3.6
        self._length = np.maximum(graph.length_m.astype(np.float64), 0.5)
        self._bearing = _arc_bearings(graph, self._from)
        self.mode = np.zeros(count, dtype=np.int8)
        self.node = np.zeros(count, dtype=np.int32)
        self.arc = np.full(count, -1, dtype=np.int32)
        self.along_m = np.zeros(count)
        self.speed_limit_mps = np.full(count, 13.0)
        self.hurry = np.ones(count)
        self.roam_m = np.full(count, 1500.0)
        self.anchor_lat = np.zeros(count)
        self.anchor_lon = np.zeros(count)
        self.lat = np.zeros(count)
        self.lon = np.zeros(count)
        self.heading_deg = np.zeros(count)
        self.speed_mps = np.zeros(count)
        self._fly_to = np.zeros((count, 2))
        self._paths: dict[int, deque[int]] = {}
        self.arrived: list[int] = []
        """Movers that reached the end of their path in the last step."""

    def place(self, mover: int, node: int) -> None:
        """Stand a mover on a node and anchor it there."""
        self.mode[mover] = STAND
        self.arc[mover] = -1
        self.node[mover] = node
        self.lat[mover] = self.anchor_lat[mover] = self._graph.lat[node]
        self.lon[mover] = self.anchor_lon[mover] = self._graph.lon[node]
        self.speed_mps[mover] = 0.0

    def stand(self, mover: int) -> None:
        """Stop where it is."""
        self._paths.pop(mover, None)
        self.mode[mover] = STAND
        self.speed_mps[mover] = 0.0

    def stroll(self, mover: int) -> None:
        """Go along the streets round the anchor, from wherever it is."""
        self._paths.pop(mover, None)
        self.hurry[mover] = 1.0
        self.mode[mover] = STROLL
        if self.arc[mover] < 0:
            self._take(mover, self._next_stroll(mover))

    def follow(self, mover: int, arcs: Sequence[int], hurry: float = 1.0) -> None:
        """Follow arcs that start where `next_node` says; `hurry` scales the speed."""
        self.hurry[mover] = hurry
        self.mode[mover] = FOLLOW
        self._paths[mover] = deque(arcs)
        if self.arc[mover] < 0:
            self._onward(mover)

    def fly(self, mover: int, lat: float, lon: float) -> None:
        """Fly to a place in a straight line."""
        self.mode[mover] = FLY
        self._fly_to[mover] = (lat, lon)

    def next_node(self, mover: int) -> int:
        """The node a new path has to start from: the end of the arc it is on."""
        arc = int(self.arc[mover])
        return int(self._graph.to[arc]) if arc >= 0 else int(self.node[mover])

    def step(self, seconds: float) -> None:
        """Move everybody on by seconds of room time; fills `arrived`."""
        self.arrived = []
        self._step_streets(seconds)
        for mover in np.flatnonzero(self.mode == FLY):
            self._step_flight(int(mover), seconds)

    def _step_streets(self, seconds: float) -> None:
        moving = np.flatnonzero(
            ((self.mode == STROLL) | (self.mode == FOLLOW)) & (self.arc >= 0)
        )
        if not len(moving):
            return
        arcs = self.arc[moving]
        speed = np.minimum(
            self._speed[arcs] * self.hurry[moving], self.speed_limit_mps[moving]
        )
        self.speed_mps[moving] = speed
        self.along_m[moving] += speed * seconds
        for mover in moving[self.along_m[moving] >= self._length[arcs]]:
            self._cross(int(mover))
        self._write_places(moving)

    def _cross(self, mover: int) -> None:
        """Go over as many junctions as the step reached."""
        while (arc := int(self.arc[mover])) >= 0:
            over = self.along_m[mover] - self._length[arc]
            if over < 0:
                return
            self.node[mover] = self._graph.to[arc]
            self.along_m[mover] = over
            if not self._onward(mover):
                return
            self.along_m[mover] = over

    def _onward(self, mover: int) -> bool:
        """Take the next arc from the node it is at; False at the end of a path."""
        if self.mode[mover] == STROLL:
            self._take(mover, self._next_stroll(mover))
            return True
        path = self._paths.get(mover)
        if path:
            self._take(mover, path.popleft())
            return True
        self._paths.pop(mover, None)
        self.mode[mover] = STAND
        self.arc[mover] = -1
        self.along_m[mover] = 0.0
        self.speed_mps[mover] = 0.0
        self.lat[mover] = self._graph.lat[self.node[mover]]
        self.lon[mover] = self._graph.lon[self.node[mover]]
        self.arrived.append(mover)
        return False

    def _take(self, mover: int, arc: int) -> None:
        self.arc[mover] = arc
        self.along_m[mover] = 0.0

    def _next_stroll(self, mover: int) -> int:
        node = int(self.node[mover])
        first, last = int(self._graph.first[node]), int(self._graph.first[node + 1])
        if first == last:
            return -1
        arcs = np.arange(first, last)
        turn = np.abs((self._bearing[arcs] - self.heading_deg[mover] + 540) % 360 - 180)
        weight = np.where(turn < 45, 6.0, np.where(turn < 135, 1.5, 0.05))
        # Faster streets carry more of a patrol, and beyond its ground it turns home.
        weight = weight * (0.5 + self._speed[arcs] / 15.0)
        ends = self._graph.to[arcs]
        away = np.hypot(
            self._graph.lat[ends] - self.anchor_lat[mover],
            (self._graph.lon[ends] - self.anchor_lon[mover])
            * np.cos(np.radians(self.anchor_lat[mover])),
        )
        here = np.hypot(
            self._graph.lat[node] - self.anchor_lat[mover],
            (self._graph.lon[node] - self.anchor_lon[mover])
            * np.cos(np.radians(self.anchor_lat[mover])),
        )
        if here * METRES_PER_DEGREE > self.roam_m[mover]:
            weight = weight * np.where(away < here, 8.0, 0.2)
        total = np.cumsum(weight)
        return int(arcs[np.searchsorted(total, self._rng.random() * total[-1])])

    def _write_places(self, movers: NDArray[np.intp]) -> None:
        movers = movers[self.arc[movers] >= 0]
        arcs = self.arc[movers]
        start, end = self._from[arcs], self._graph.to[arcs]
        part = self.along_m[movers] / self._length[arcs]
        lat, lon = self._graph.lat, self._graph.lon
        self.lat[movers] = lat[start] + (lat[end] - lat[start]) * part
        self.lon[movers] = lon[start] + (lon[end] - lon[start]) * part
        self.heading_deg[movers] = self._bearing[arcs]

    def _step_flight(self, mover: int, seconds: float) -> None:
        lat, lon = self._fly_to[mover]
        scale = np.cos(np.radians(lat))
        north = (lat - self.lat[mover]) * METRES_PER_DEGREE
        east = (lon - self.lon[mover]) * METRES_PER_DEGREE * scale
        left_m = float(np.hypot(north, east))
        reach_m = float(self.speed_limit_mps[mover]) * seconds
        if left_m <= reach_m:
            self.lat[mover], self.lon[mover] = lat, lon
            self.mode[mover] = STAND
            self.speed_mps[mover] = 0.0
            self.arrived.append(mover)
            return
        self.heading_deg[mover] = np.degrees(np.arctan2(east, north)) % 360
        self.speed_mps[mover] = self.speed_limit_mps[mover]
        self.lat[mover] += north * reach_m / left_m / METRES_PER_DEGREE
        self.lon[mover] += east * reach_m / left_m / METRES_PER_DEGREE / scale


def _arc_bearings(graph: Graph, arc_from: NDArray[np.int32]) -> Floats:
    lat1, lat2 = graph.lat[arc_from], graph.lat[graph.to]
    east = (graph.lon[graph.to] - graph.lon[arc_from]) * np.cos(np.radians(lat1))
    bearing: Floats = np.degrees(np.arctan2(east, lat2 - lat1)) % 360
    return bearing
