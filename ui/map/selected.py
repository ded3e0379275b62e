"""The ring around the selected unit: white by night, black by day, never a colour."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.map.scene import Scene

RADIUS = 22.0


def paint_ring(painter: QPainter, scene: Scene) -> None:
    """Paint the ring, if the selected unit is in sight."""
    row = scene.force.row_of(scene.picture, scene.selection.unit_id)
    if row < 0:
        return
    found = (scene.sight.rows == row).nonzero()[0]
    if not len(found):
        return
    centre = QPointF(*scene.sight.places[int(found[0])].tolist())
    radius = RADIUS * scene.unit
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width in (("surface.window", 5.0), ("accent.select_map", 2.0)):
        painter.setPen(QPen(scene.theme.color(token), width * scene.unit))
        painter.drawEllipse(centre, radius, radius)
