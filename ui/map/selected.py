"""What selection adds to the map: the ring around the unit, and a line between it and
its incident; white by night, black by day, never a colour.
"""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.map.routes import Routes
from ui.map.scene import Scene

RADIUS = 22.0
_INCIDENTS = 4
"""Lines from one unit to its incidents at most."""


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


def paint_links(painter: QPainter, scene: Scene, routes: Routes) -> None:
    """Paint lines from the selected unit to its incidents and from the selected
    incident to its units; where a way by road is drawn, that is the line.
    """
    links = _links(scene)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(scene.theme.color("accent.select_map"))
    ink.setAlphaF(0.7)
    away = (RADIUS + 3.0) * scene.unit
    halo = scene.theme.color("map.halo")
    for unit_id, incident_id in sorted(links):
        shown = incident_id == scene.selection.incident_id
        if shown and routes.seconds_left(unit_id, scene.now_us) is not None:
            continue
        index = scene.sight.index_of(scene.force.row_of(scene.picture, unit_id))
        incident = scene.picture.incidents.get(incident_id)
        if index is None or incident is None or incident.lat is None:
            continue
        here = QPointF(*scene.sight.places[index].tolist())
        there = QPointF(*scene.view.place_to_screen(incident.lat, incident.lon or 0.0))
        line = QLineF(here, there)
        if line.length() < 2 * away:
            continue
        line.setP1(line.pointAt(away / line.length()))
        for colour, width in ((halo, 3.5), (ink, 1.5)):
            pen = QPen(colour, width * scene.unit)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if colour is ink:
                pen.setDashPattern([1.5, 3.0])
            painter.setPen(pen)
            painter.drawLine(line)


def _links(scene: Scene) -> set[tuple[str, str]]:
    """Unit and incident that belong to each other and one of which is selected."""
    picture, selection = scene.picture, scene.selection
    unit = picture.units.get(selection.unit_id or "")
    incident = picture.incidents.get(selection.incident_id or "")
    of_unit = unit.incident_ids[:_INCIDENTS] if unit else ()
    links = {(unit.unit_id, each) for each in of_unit} if unit else set()
    if incident is not None:
        links |= {(each.unit_id, incident.incident_id) for each in incident.assignments}
    return links
