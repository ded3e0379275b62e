"""Cameras that stand somewhere, and what each looks at."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from controlroom.domain.entities import Camera
from controlroom.domain.geo import distances_m, is_place
from controlroom.domain.picture import Picture
from controlroom.ground.mercator import Floats, project
from ui.map.scene import Scene

_SMALL_BELOW_ZOOM = 14.0
_DOCKED = 4
"""So many cameras nearest to the selected incident show what they look at."""
_DOCKED_WITHIN_M = 400.0
CONE_M = 60.0
_CONE_LEAST_PX = 34.0


class Cameras:
    """Fixed cameras by place, read when the picture changes."""

    def __init__(self) -> None:
        self.cameras: tuple[Camera, ...] = ()
        self._world: Floats = np.zeros((0, 2))
        self._lat: Floats = np.zeros(0)
        self._lon: Floats = np.zeros(0)

    def read(self, picture: Picture) -> None:
        """Take over what the picture says."""
        self.cameras = tuple(
            camera
            for camera in picture.cameras.values()
            if camera.kind == "fixed" and is_place(camera.lat, camera.lon)
        )
        self._lat = np.array([camera.lat for camera in self.cameras], np.float64)
        self._lon = np.array([camera.lon for camera in self.cameras], np.float64)
        self._world = project(self._lat, self._lon).reshape(-1, 2)

    def in_view(self, scene: Scene) -> list[tuple[Camera, QPointF]]:
        """Return the cameras in view with their places."""
        seen = np.flatnonzero(scene.view.shows(self._world, 12 * scene.unit))
        places = scene.view.to_screen(self._world[seen])
        return [
            (self.cameras[index], QPointF(round(x), round(y)))
            for index, (x, y) in zip(seen.tolist(), places.tolist(), strict=True)
        ]

    def paint_cones(self, painter: QPainter, scene: Scene) -> None:
        """Paint what the selected camera and those near the selected incident see."""
        wanted = self._docked(scene)
        for camera, place in self.in_view(scene):
            if camera.camera_id in wanted and camera.bearing_deg is not None:
                _paint_cone(painter, scene, camera, place)

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint every camera in view; far out a mark without its sign."""
        small = scene.view.zoom < _SMALL_BELOW_ZOOM
        for camera, place in self.in_view(scene):
            chosen = camera.camera_id == scene.selection.camera_id
            _paint_mark(
                painter, scene, place, small=small and not chosen, chosen=chosen
            )

    def _docked(self, scene: Scene) -> set[str]:
        wanted = {scene.selection.camera_id or ""}
        incident = scene.picture.incidents.get(scene.selection.incident_id or "")
        if incident is None or incident.lat is None or incident.lon is None:
            return wanted
        if not len(self._lat):
            return wanted
        metres = distances_m(incident.lat, incident.lon, self._lat, self._lon)
        nearest = np.argsort(metres, kind="stable")[:_DOCKED]
        return wanted | {
            self.cameras[index].camera_id
            for index in nearest.tolist()
            if metres[index] <= _DOCKED_WITHIN_M
        }


def _paint_cone(
    painter: QPainter, scene: Scene, camera: Camera, place: QPointF
) -> None:
    reach = max(CONE_M / scene.view.metres_per_pixel, _CONE_LEAST_PX * scene.unit)
    bearing, half = camera.bearing_deg or 0.0, camera.view_deg / 2
    if not math.isfinite(bearing) or not math.isfinite(half):
        return
    box = QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)
    path = QPainterPath(place)
    # Qt counts anticlockwise from three o'clock.
    path.arcTo(box, 90 - bearing + half, -2 * half)
    path.closeSubpath()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = scene.theme.color("map.camera")
    painter.fillPath(path, _faint(colour, 0.13))
    painter.strokePath(path, QPen(_faint(colour, 0.55), scene.unit))


def _paint_mark(
    painter: QPainter, scene: Scene, place: QPointF, *, small: bool, chosen: bool
) -> None:
    unit, theme = scene.unit, scene.theme
    half = (3.0 if small else 8.0) * unit
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = theme.color("accent.select_map" if chosen else "border.strong")
    painter.setPen(QPen(line, (1.5 if chosen else 1.0) * unit))
    painter.setBrush(theme.color("map.camera" if small else "map.plate"))
    box = QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half)
    painter.drawRoundedRect(box, 3 * unit, 3 * unit)
    if small:
        return
    painter.save()
    painter.translate(place)
    painter.scale(0.75 * unit, 0.75 * unit)
    painter.translate(-8, -8)
    pen = QPen(theme.color("map.camera"), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(_sign(), pen)
    painter.restore()


def _sign() -> QPainterPath:
    """The camera of resources/icons, 16 × 16."""
    path = QPainterPath(QPointF(1.75, 6.75))
    path.lineTo(10.5, 3.5)
    path.lineTo(12.25, 8.2)
    path.lineTo(3.5, 11.4)
    path.closeSubpath()
    path.moveTo(12.25, 8.2)
    path.lineTo(14.25, 7.45)
    path.lineTo(13.3, 4.85)
    path.lineTo(11.3, 5.6)
    path.moveTo(6.75, 10.25)
    path.lineTo(6.75, 12.0)
    path.cubicTo(6.75, 13.1, 5.85, 14.0, 4.75, 14.0)
    path.lineTo(1.75, 14.0)
    return path


def _faint(colour: QColor, opacity: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(opacity)
    return faint
