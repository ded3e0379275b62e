"""A force for the map alone: its clock and its frames are turned by the benchmark."""

import time
from collections import deque
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from controlroom.domain.columns import METRES_PER_DEGREE, Moved
from controlroom.domain.entities import Incident, Unit, UnitKind
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Tracks
from controlroom.ground.graph import Graph

FRAME_HZ = 60.0
EVERY = 6
"""A frame of positions comes ten times a second: every sixth picture."""
START_US = 1_795_300_000_000_000
_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)
_STATES = (1, 2, 3, 4, 5, 6, 7, 8)


class Feed(QObject):
    """A frame tick whose force and clock the benchmark turns by hand."""

    picture_changed = Signal(object)
    tracks_changed = Signal()
    second = Signal()

    def __init__(self, graph: Graph, units: int) -> None:
        super().__init__()
        self.picture = Picture()
        self.tracks = Tracks()
        self._chance = np.random.default_rng(1)
        self._graph = graph
        self._now_us = START_US
        self._pictures = 0
        self._real = False
        self._began_s = time.monotonic()
        self._frames: deque[Moved] = deque()
        self._fill(units)

    def now_us(self) -> int:
        """Return the room's time: turned by hand, or as it passes."""
        if self._real:
            return self._now_us + round((time.monotonic() - self._began_s) * 1e6)
        return self._now_us

    def let_time_pass(self) -> None:
        """From here on the clock is the machine's."""
        self._real, self._began_s = True, time.monotonic()

    def prepare(self, pictures: int) -> None:
        """Make the frames of so many pictures, so that making them is not measured."""
        self._frames.clear()
        first_us = self.now_us()
        for number in range(pictures // EVERY + 1):
            at_us = first_us + round((number * EVERY + 1) / FRAME_HZ * 1e6)
            self._frames.append(self._report(at_us))

    def turn(self) -> None:
        """Let a sixtieth of a second pass; bring a frame when one is due."""
        if self._pictures % EVERY == 0:
            self.send_frame()
        self._pictures += 1
        self._now_us += round(1e6 / FRAME_HZ)

    def send_frame(self) -> None:
        """Bring the units that reported: a tenth of them."""
        moved = self._frames.popleft() if self._frames else self._report(self.now_us())
        self.tracks.apply(moved)
        self.tracks_changed.emit()

    def _report(self, at_us: int) -> Moved:
        count = len(self._lat)
        rows = self._chance.permutation(count)[: max(count // 10, 1)]
        self._advance(rows, at_us)
        return self._moved(rows.astype(np.int32))

    def _fill(self, units: int) -> None:
        graph, chance = self._graph, self._chance
        arcs = chance.integers(len(graph.to), size=units)
        start, end, part = graph.arc_from[arcs], graph.to[arcs], chance.random(units)
        self._lat = graph.lat[start] * (1 - part) + graph.lat[end] * part
        self._lon = graph.lon[start] * (1 - part) + graph.lon[end] * part
        north = graph.lat[end] - graph.lat[start]
        east = (graph.lon[end] - graph.lon[start]) * np.cos(np.radians(self._lat))
        self._heading = np.degrees(np.arctan2(east, north)) % 360
        states = chance.choice(_STATES, units)
        self._speed = np.where(np.isin(states, (2, 5)), chance.uniform(3, 16, units), 0)
        self._fix_us = np.full(units, START_US, np.int64)
        for row in range(units):
            unit = Unit(
                unit_id=f"unit_{row}", callsign=f"{'HBCNEANP'[row % 4 * 2:][:2]}{row}",
                kind=_KINDS[row % len(_KINDS)], row=row, state=int(states[row]),
            )  # fmt: skip
            self.picture.units[unit.unit_id] = unit
            self.picture.unit_rows.append(unit.unit_id)
        for number, node in enumerate(chance.integers(len(graph.lat), size=60)):
            incident = Incident(
                incident_id=f"inc_{number}", cad=f"{number}/21NOV26", type_code="ROB",
                grade="ISER"[number % 4], lat=float(graph.lat[node]),
                lon=float(graph.lon[node]), opened_at_us=START_US,
            )  # fmt: skip
            self.picture.incidents[incident.incident_id] = incident
        self.tracks.apply(self._moved(np.arange(units, dtype=np.int32)))

    def _advance(self, rows: NDArray[np.int64], at_us: int) -> None:
        gone_s = (at_us - self._fix_us[rows]) / 1e6
        metres = self._speed[rows] * gone_s / METRES_PER_DEGREE
        heading = np.radians(self._heading[rows])
        self._lat[rows] += metres * np.cos(heading)
        narrow = np.cos(np.radians(self._lat[rows]))
        self._lon[rows] += metres * np.sin(heading) / narrow
        self._fix_us[rows] = at_us

    def _moved(self, rows: NDArray[np.int32]) -> Moved:
        return Moved(
            unit_rows=rows, lat=self._lat[rows], lon=self._lon[rows],
            fix_us=self._fix_us[rows],
            speed_mps=self._speed[rows].astype(np.float32),
            heading_deg=self._heading[rows].astype(np.float32),
            accuracy_m=np.full(len(rows), 8.0, np.float32),
            kind=np.zeros(len(rows), np.uint8),
        )  # fmt: skip
