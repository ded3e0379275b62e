"""Officers in danger whom the view does not show: marks at its edge point there."""

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from controlroom.domain import words
from controlroom.domain.entities import Alarm
from controlroom.domain.geo import distance_m, is_place
from ui.map.emergencies import DIM
from ui.map.plates import Plate, Plates
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY, paint_body, paint_wedge

INSET_PX = 56.0
"""Marks stand so far inside, design pixels: clear of what stands in the corners."""
RADIUS = 16.0
MOST = 12
"""Marks at once: the oldest emergencies; the strip above holds them all."""
_PLATE_AWAY = 20.0


class Far(NamedTuple):
    """An officer in danger outside the view: where that is and where the mark stands.

    x, y: pixels of the mark. bearing_deg: to where it points, 0 is up.
    """

    alarm: Alarm
    lat: float
    lon: float
    metres: float
    x: float
    y: float
    bearing_deg: float


def outside(scene: Scene) -> list[Far]:
    """Return the emergencies that the view does not show, the oldest first."""
    force = scene.force
    alarms = {alarm.alarm_id: alarm for alarm in force.emergencies.values()}
    alarms |= {alarm.alarm_id: alarm for alarm in force.placed_alarms}
    found = []
    for alarm in sorted(alarms.values(), key=lambda each: each.raised_at_us):
        place = _place_of(scene, alarm)
        if place is None:
            continue
        x, y = scene.view.place_to_screen(*place)
        if not (0 <= x <= scene.view.width and 0 <= y <= scene.view.height):
            found.append(_mark(scene, alarm, place, (x, y)))
    return found[:MOST]


def far_at(scene: Scene, x: float, y: float) -> Far | None:
    """Return the mark under a pixel."""
    reach = RADIUS * scene.unit
    for far in outside(scene):
        if math.hypot(far.x - x, far.y - y) <= reach:
            return far
    return None


class Outside:
    """Draws the marks, each with its callsign and how far away it is."""

    def __init__(self) -> None:
        self._plates: Plates | None = None
        self._made_for: tuple[str, float] | None = None

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint every mark."""
        marks = outside(scene)
        if not marks:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for far in marks:
            _paint_mark(painter, scene, far)
            self._paint_plate(painter, scene, far)

    def _paint_plate(self, painter: QPainter, scene: Scene, far: Far) -> None:
        plates = self._plates_of(scene)
        unit = scene.picture.units.get(far.alarm.unit_id or "")
        person = scene.picture.name_of(far.alarm.person_id or "")
        name = unit.callsign if unit else person
        cell = plates.cell(Plate(name, words.distance(far.metres), strong=True))
        away = _PLATE_AWAY * scene.unit
        right = far.x < scene.view.width / 2
        left = far.x + away if right else far.x - away - cell.width
        painter.drawPixmap(
            round(left), round(far.y - cell.height / 2), plates.sheet,
            cell.left, cell.top, cell.width, cell.height,
        )  # fmt: skip

    def _plates_of(self, scene: Scene) -> Plates:
        made_for = (scene.theme.name, scene.unit)
        if self._plates is None or self._made_for != made_for:
            self._made_for = made_for
            self._plates = Plates(scene.theme, scene.unit)
        return self._plates


def _place_of(scene: Scene, alarm: Alarm) -> tuple[float, float] | None:
    """Where the officer was heard last, else where the alarm came from."""
    row = scene.force.row_of(scene.picture, alarm.unit_id)
    if 0 <= row < len(scene.tracks):
        lat, lon = float(scene.tracks.lat[row]), float(scene.tracks.lon[row])
        if is_place(lat, lon):
            return lat, lon
    if alarm.lat is None or alarm.lon is None:
        return None
    return (alarm.lat, alarm.lon) if is_place(alarm.lat, alarm.lon) else None


def _mark(
    scene: Scene,
    alarm: Alarm,
    place: tuple[float, float],
    pixel: tuple[float, float],
) -> Far:
    """Where the line from the middle to the place leaves the inner part of the view."""
    view = scene.view
    middle = (view.width / 2, view.height / 2)
    inset = min(INSET_PX * view.unit, 0.4 * min(view.width, view.height))
    across, down = pixel[0] - middle[0], pixel[1] - middle[1]
    part = min(
        (middle[0] - inset) / max(abs(across), 1e-9),
        (middle[1] - inset) / max(abs(down), 1e-9),
    )
    return Far(
        alarm,
        *place,
        distance_m(*view.centre, *place),
        middle[0] + across * part,
        middle[1] + down * part,
        math.degrees(math.atan2(across, -down)),
    )


def _paint_mark(painter: QPainter, scene: Scene, far: Far) -> None:
    theme = scene.theme
    waiting = far.alarm.accepted_at_us is None
    line, halo = theme.color("alarm.emergency_line"), theme.color("map.halo")
    painter.save()
    painter.translate(far.x, far.y)
    painter.scale(scene.unit, scene.unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, 5))
    painter.drawEllipse(QPointF(0, 0), RADIUS, RADIUS)
    painter.setOpacity(1.0 if scene.flash or not waiting else DIM)
    painter.setPen(QPen(line, 2))
    painter.drawEllipse(QPointF(0, 0), RADIUS, RADIUS)
    painter.setOpacity(1.0)
    paint_body(painter, theme, "foot", EMERGENCY, 0)
    painter.rotate(far.bearing_deg)
    painter.translate(0, -RADIUS + 8)
    painter.scale(1.3, 1.3)
    paint_wedge(painter, line, halo)
    painter.restore()
