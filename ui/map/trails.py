"""Where a unit was in the last minutes: a line that fades with age, with its times.

What was kept comes from the gateway on request; what is heard from then on is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from controlroom.domain import words
from controlroom.domain.tracks import Tracks
from controlroom.ground.mercator import Floats, project
from ui.map.plates import Plate, Plates
from ui.map.scene import Scene

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
LENGTH_US = 15 * MINUTE_US
"""A trail reaches back so far."""
GAP_US = 90 * SECOND_US
"""Nothing heard for longer than this: how the unit went is not known."""
MOST_POINTS = 2_000
"""Points of one trail; the oldest go."""
MOST = 4
"""Trails shown at once; the oldest goes."""
_STEPS = 24
_FAINT, _STRONG = 0.22, 0.95
_WIDTH = 2.5
_EVERY_MINUTES = (1, 2, 5, 15)
_TICK_APART_PX = 26.0
_TIME_APART_PX = 90.0
_MOST_LAT = 85.0
_ALIKE_US = SECOND_US
"""Fixes nearer to each other in time than this are one point."""


@dataclass(slots=True, eq=False)
class Trail:
    """Columns by point, oldest first: us UTC and world coordinates (n, 2)."""

    unit_id: str
    at_us: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    world: Floats = field(default_factory=lambda: np.zeros((0, 2)))

    def put(
        self, at_us: Sequence[int], lat: Sequence[float], lon: Sequence[float]
    ) -> None:
        """Add points in any order; what is no place or no time is left out."""
        count = min(len(at_us), len(lat), len(lon))
        lats = np.array(lat[:count], np.float64)
        lons = np.array(lon[:count], np.float64)
        with np.errstate(invalid="ignore"):
            good = (np.abs(lats) <= _MOST_LAT) & (np.abs(lons) <= 180.0)
        times = np.array(at_us[:count], np.int64)[good]
        world = project(lats[good], lons[good]).reshape(-1, 2)
        times = np.concatenate([self.at_us, times])
        world = np.concatenate([self.world, world])
        times, first = np.unique(times, return_index=True)
        self.at_us, self.world = times[-MOST_POINTS:], world[first][-MOST_POINTS:]

    def since(self, from_us: int) -> tuple[NDArray[np.int64], Floats]:
        """Return times and places from then on."""
        start = int(np.searchsorted(self.at_us, from_us))
        return self.at_us[start:], self.world[start:]


class Trails:
    """The trails that are shown, by unit id in the order they were asked for."""

    def __init__(self) -> None:
        self.shown: dict[str, Trail] = {}
        self._plates: Plates | None = None
        self._plates_for: tuple[str, float] | None = None

    def show(self, unit_id: str) -> None:
        """Show the trail of a unit from now on; `put` adds what was before."""
        while len(self.shown) >= MOST:
            del self.shown[next(iter(self.shown))]
        self.shown[unit_id] = Trail(unit_id)

    def put(
        self,
        unit_id: str,
        at_us: Sequence[int],
        lat: Sequence[float],
        lon: Sequence[float],
    ) -> None:
        """Add where a unit was; nothing when its trail is no longer shown."""
        trail = self.shown.get(unit_id)
        if trail is not None:
            trail.put(at_us, lat, lon)

    def take_away(self, unit_id: str) -> None:
        """Show the trail of a unit no longer."""
        self.shown.pop(unit_id, None)

    def clear(self) -> bool:
        """Show no trail; False when none was shown."""
        had = bool(self.shown)
        self.shown.clear()
        return had

    def follow(self, scene: Scene) -> None:
        """Add what was heard since."""
        for trail in self.shown.values():
            row = scene.force.row_of(scene.picture, trail.unit_id)
            _hear(trail, scene.tracks, row)

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint every trail, its times on top."""
        if not self.shown:
            return
        self.follow(scene)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for trail in self.shown.values():
            self._paint(painter, scene, trail)

    def _paint(self, painter: QPainter, scene: Scene, trail: Trail) -> None:
        times, world = trail.since(scene.now_us - LENGTH_US)
        places = scene.view.to_screen(world)
        here = _now_at(scene, trail.unit_id)
        if here is not None:
            times = np.append(times, max(scene.now_us, int(times[-1:].max(initial=0))))
            places = np.concatenate([places, here[None, :]])
        if len(times) < 2:
            return
        _paint_line(painter, scene, times, places)
        ticks = _ticks(times, places, scene.unit)
        _paint_ticks(painter, scene, ticks)
        self._paint_times(painter, scene, ticks)

    def _paint_times(
        self, painter: QPainter, scene: Scene, ticks: list[tuple[int, float, float]]
    ) -> None:
        plates = self._plates_of(scene)
        last: QPointF | None = None
        for at_us, x, y in reversed(ticks):
            place = QPointF(x, y)
            if last is not None:
                away = place - last
                near = _TIME_APART_PX * scene.unit
                if max(abs(away.x()), 2 * abs(away.y())) < near:
                    continue
            last = place
            plate = Plate(words.clock(at_us, scene.zone))
            cell = plates.cell(plate)
            left = round(x - cell.width / 2)
            top = round(y + 6 * scene.unit)
            painter.drawPixmap(
                left, top, plates.sheet, cell.left, cell.top, cell.width, cell.height
            )

    def _plates_of(self, scene: Scene) -> Plates:
        made_for = (scene.theme.name, scene.unit)
        if self._plates is None or self._plates_for != made_for:
            self._plates_for = made_for
            self._plates = Plates(scene.theme, scene.unit)
        return self._plates


def _hear(trail: Trail, tracks: Tracks, row: int) -> None:
    if not 0 <= row < len(tracks):
        return
    fix_us = int(tracks.fix_us[row])
    if fix_us - int(trail.at_us[-1:].max(initial=0)) < _ALIKE_US:
        return
    trail.put([fix_us], [float(tracks.lat[row])], [float(tracks.lon[row])])


def _now_at(scene: Scene, unit_id: str) -> Floats | None:
    index = scene.sight.index_of(scene.force.row_of(scene.picture, unit_id))
    return None if index is None else np.asarray(scene.sight.places[index])


def _paint_line(
    painter: QPainter, scene: Scene, times: NDArray[np.int64], places: Floats
) -> None:
    """The younger, the stronger; dashed where nothing was heard in between."""
    began_us = scene.now_us - LENGTH_US
    step_of = (times[1:] - began_us) * _STEPS // LENGTH_US
    steps = np.clip(step_of, 0, _STEPS - 1)
    gaps = np.diff(times) > GAP_US
    breaks = np.flatnonzero((np.diff(steps) != 0) | (gaps[1:] != gaps[:-1])) + 1
    runs = np.split(np.arange(len(steps)), breaks)
    points = [QPointF(x, y) for x, y in places.tolist()]
    line = scene.theme.color("accent.select_map")
    for colour, width in ((scene.theme.color("map.halo"), 5.5), (line, _WIDTH)):
        for run in runs:
            first, last = int(run[0]), int(run[-1])
            shade = QColor(colour)
            part = int(steps[first]) / (_STEPS - 1)
            shade.setAlphaF(_FAINT + (_STRONG - _FAINT) * part)
            pen = QPen(shade, width * scene.unit)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if gaps[first]:
                pen.setWidthF(1.5 * scene.unit)
                pen.setDashPattern([3.0, 4.0])
            painter.setPen(pen)
            painter.drawPolyline(points[first : last + 2])


def _ticks(
    times: NDArray[np.int64], places: Floats, unit: float
) -> list[tuple[int, float, float]]:
    """Whole minutes along the line, as many as there is room for: (us, x, y)."""
    metres = np.hypot(*np.diff(places, axis=0).T)
    minutes = max(float(times[-1] - times[0]) / MINUTE_US, 1.0)
    apart = float(metres.sum()) / minutes
    every = next(
        (each for each in _EVERY_MINUTES if each * apart >= _TICK_APART_PX * unit),
        _EVERY_MINUTES[-1],
    )
    step_us = every * MINUTE_US
    marks = np.arange(-(-int(times[0]) // step_us) * step_us, int(times[-1]), step_us)
    x = np.interp(marks, times, places[:, 0])
    y = np.interp(marks, times, places[:, 1])
    return list(zip(marks.tolist(), x.tolist(), y.tolist(), strict=True))


def _paint_ticks(
    painter: QPainter, scene: Scene, ticks: list[tuple[int, float, float]]
) -> None:
    radius = 3.0 * scene.unit
    painter.setPen(QPen(scene.theme.color("map.halo"), 1.5 * scene.unit))
    painter.setBrush(scene.theme.color("accent.select_map"))
    for _, x, y in ticks:
        painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
