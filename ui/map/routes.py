"""The way of each unit that is going to the selected incident.

Who drives has the way by road that the worker finds; others go straight.
"""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from controlroom.domain import words
from controlroom.domain.diverting import EN_ROUTE
from controlroom.domain.entities import Unit
from controlroom.domain.geo import distance_m
from controlroom.domain.ways import drives, straight_s
from controlroom.ground.mercator import Floats, project
from ui.map.scene import Scene
from ui.travel import OLD_US
from ui.worker.client import Worker

MOST = 8
"""Ways shown at once; those assigned first."""
_MOVED_M = 250.0
Ends = tuple[tuple[float, float], tuple[float, float]]
"""From where to where, latitude and longitude in degrees."""


@dataclass(slots=True)
class Way:
    """A way as it was found: world coordinates (n, 2), seconds, from where and when."""

    incident_id: str
    world: Floats
    seconds: float
    start: tuple[float, float]
    at_us: int
    asked: bool = False


class Routes:
    """Keeps one way for each unit that is en route to the selected incident."""

    def __init__(self) -> None:
        self.worker: Worker | None = None
        self._ways: dict[str, Way] = {}

    def seconds_left(self, unit_id: str, now_us: int) -> float | None:
        """Return how long a unit still travels, by the way that is shown."""
        way = self._ways.get(unit_id)
        if way is None or not len(way.world):
            return None
        return max(way.seconds - (now_us - way.at_us) / 1e6, 0.0)

    def follow(self, scene: Scene) -> None:
        """Ask for the ways that are missing or old; forget those nobody needs."""
        incident = scene.picture.incidents.get(scene.selection.incident_id or "")
        going: list[str] = []
        if incident is not None and incident.lat is not None:
            going = [
                assignment.unit_id
                for assignment in incident.assignments[:MOST]
                if _is_en_route(scene, assignment.unit_id)
            ]
        self._ways = {
            unit_id: way
            for unit_id, way in self._ways.items()
            if unit_id in going and incident and way.incident_id == incident.incident_id
        }
        if incident is None or incident.lat is None or incident.lon is None:
            return
        end = (incident.lat, incident.lon)
        for unit_id in going:
            unit, start = scene.picture.units[unit_id], _place_of(scene, unit_id)
            if start is not None and drives(unit.kind):
                self._ask(scene, unit_id, incident.incident_id, (start, end))
            elif start is not None:
                way = _straight(scene, unit, incident.incident_id, (start, end))
                self._ways[unit_id] = way

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint the ways from where the units are now, with the time at the middle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for unit_id, way in self._ways.items():
            start = _place_of(scene, unit_id)
            if start is None or len(way.world) < 2:
                continue
            line = _ahead_of(way.world, project(*start), scene)
            _paint_line(painter, scene, line)
            left = self.seconds_left(unit_id, scene.now_us)
            if left is not None and line.size() > 2:
                _paint_time(painter, scene, line.at(line.size() // 2), words.age(left))

    def _ask(
        self,
        scene: Scene,
        unit_id: str,
        incident_id: str,
        ends: Ends,
    ) -> None:
        start, end = ends
        known = self._ways.get(unit_id)
        if known is not None and (
            known.asked or not _is_old(known, start, scene.now_us)
        ):
            return
        if known is None:
            known = Way(incident_id, np.zeros((0, 2)), math.nan, start, scene.now_us)
            self._ways[unit_id] = known
        way, now_us = known, scene.now_us

        def take(lats: Floats, lons: Floats, seconds: float, _metres: float) -> None:
            way.asked = False
            way.world = project(lats, lons).reshape(-1, 2)
            way.seconds, way.start, way.at_us = seconds, start, now_us

        if self.worker is not None:
            way.asked = self.worker.find_path(start, end, take)

    def forget(self) -> None:
        """Drop every way, as when the worker is another."""
        self._ways.clear()


def _is_en_route(scene: Scene, unit_id: str) -> bool:
    unit = scene.picture.units.get(unit_id)
    return unit is not None and unit.state == EN_ROUTE


def _straight(scene: Scene, unit: Unit, incident_id: str, ends: Ends) -> Way:
    """The way of who walks, rides, sails or flies, from where they are now."""
    start, end = ends
    world = project([start[0], end[0]], [start[1], end[1]]).reshape(-1, 2)
    seconds = straight_s(scene.picture.codes, unit.kind, distance_m(*start, *end))
    return Way(incident_id, world, seconds, start, scene.now_us)


def _is_old(way: Way, start: tuple[float, float], now_us: int) -> bool:
    moved = distance_m(*way.start, *start) > _MOVED_M
    return moved or now_us - way.at_us > OLD_US or not len(way.world)


def _place_of(scene: Scene, unit_id: str) -> tuple[float, float] | None:
    row = scene.force.row_of(scene.picture, unit_id)
    if not 0 <= row < len(scene.tracks):
        return None
    lat, lon = float(scene.tracks.lat[row]), float(scene.tracks.lon[row])
    return (lat, lon) if math.isfinite(lat) and math.isfinite(lon) else None


def _ahead_of(world: Floats, here: Floats, scene: Scene) -> QPolygonF:
    """The rest of a way in pixels, from the unit on."""
    nearest = int(np.argmin(((world - here) ** 2).sum(axis=1)))
    rest = np.concatenate([here[None, :], world[min(nearest + 1, len(world) - 1) :]])
    return QPolygonF([QPointF(x, y) for x, y in scene.view.to_screen(rest).tolist()])


def _paint_line(painter: QPainter, scene: Scene, line: QPolygonF) -> None:
    edge = QColor(scene.theme.color("surface.window"))
    edge.setAlphaF(0.7)
    for colour, width in ((edge, 7.0), (scene.theme.color("map.route"), 3.5)):
        pen = QPen(colour, width * scene.unit)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(line)


def _paint_time(painter: QPainter, scene: Scene, place: QPointF, text: str) -> None:
    unit, theme = scene.unit, scene.theme
    font = QFont(theme.font("caption", tabular=True, weight=600))  # ours to change
    font.setPixelSize(round(12 * unit))
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(text) + 14 * unit
    box = QRectF(place.x() - width / 2, place.y() - 9 * unit, width, 18 * unit)
    painter.setPen(QPen(theme.color("map.route"), unit))
    painter.setBrush(theme.color("map.plate"))
    painter.drawRoundedRect(box, 9 * unit, 9 * unit)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
