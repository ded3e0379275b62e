"""Officers in danger: whole, on top, at every zoom and age; nothing hides them."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from controlroom.domain.entities import Alarm
from ui.map.detail import Detail
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY, paint_body
from ui.map.units import Units

DIM = 0.4
RINGS = (19.0, 27.0)
ALARM_RING = 37.0
"""The third ring, until somebody has accepted."""


class Emergencies:
    """Rings and bodies of units in danger, and of alarms that have only a place."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint every emergency in the view."""
        sight = scene.sight
        danger = np.flatnonzero(sight.state == EMERGENCY)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in danger.tolist():
            unit = scene.force.units[int(sight.rows[index])]
            alarm = scene.force.emergencies.get(unit.unit_id) if unit else None
            x, y = sight.places[index].tolist()
            _paint_rings(painter, scene, QPointF(x, y), alarm)
        self._units.paint_bodies(painter, scene, danger, Detail.FULL)
        for alarm in unplaced(scene):
            self._paint_alone(painter, scene, alarm)

    def _paint_alone(self, painter: QPainter, scene: Scene, alarm: Alarm) -> None:
        """An officer nobody has a position of stands where the alarm came from."""
        if alarm.lat is None or alarm.lon is None:
            return
        place = QPointF(*scene.view.place_to_screen(alarm.lat, alarm.lon))
        _paint_rings(painter, scene, place, alarm)
        painter.save()
        painter.translate(place)
        painter.scale(scene.unit, scene.unit)
        paint_body(painter, scene.theme, "foot", EMERGENCY, 0)
        painter.restore()


def unplaced(scene: Scene) -> list[Alarm]:
    """Return the standing emergencies with a place of their own and no unit's."""
    return [
        alarm
        for alarm in scene.force.placed_alarms
        if not _has_fix(scene, alarm.unit_id)
    ]


def _has_fix(scene: Scene, unit_id: str | None) -> bool:
    row = scene.force.row_of(scene.picture, unit_id)
    return 0 <= row < len(scene.tracks) and bool(np.isfinite(scene.tracks.lat[row]))


def _paint_rings(
    painter: QPainter, scene: Scene, centre: QPointF, alarm: Alarm | None
) -> None:
    waiting = alarm is not None and alarm.accepted_at_us is None
    unit, theme = scene.unit, scene.theme
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("map.halo"), 5 * unit))
    painter.drawEllipse(centre, RINGS[0] * unit, RINGS[0] * unit)
    painter.setOpacity(1.0 if scene.flash or not waiting else DIM)
    line = theme.color("alarm.emergency_line")
    rings = (*RINGS, ALARM_RING) if waiting else RINGS
    for radius in rings:
        painter.setPen(QPen(line, (2.5 if radius == RINGS[0] else 2.0) * unit))
        painter.drawEllipse(centre, radius * unit, radius * unit)
    painter.setOpacity(1.0)
