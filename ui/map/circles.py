"""Where a unit may be by now: a circle that grows with the age of its fix."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from controlroom.domain.freshness import FRESH, HOLLOW, NO_CIRCLE_M, uncertainty_m
from controlroom.ground.mercator import Floats
from ui.map.detail import Detail
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY

_LARGE_PX, _SMALL_PX = 140.0, 12.0
_WHOLE = 0.4
"""A circle wider than this part of the view is only lines that lead nowhere."""
MOST = 16
"""Circles painted at once beside those that matter now; the others say their age."""


def radii_m(scene: Scene, which: NDArray[np.int64]) -> Floats:
    """Return the radius around some indices into the sight, metres."""
    sight = scene.sight
    rows = sight.rows[which]
    return uncertainty_m(
        sight.seconds(which) * 1e6,
        scene.tracks.accuracy_m[rows],
        scene.force.speed_kmh[rows],
    )


def paint_circles(painter: QPainter, scene: Scene) -> None:
    """Paint the circles of units whose fix is old; beyond 2 km the plate says it."""
    sight = scene.sight
    matters = _matters(scene)
    old = matters & (sight.age > FRESH)
    if scene.detail is Detail.FULL:
        old |= sight.age >= HOLLOW
    which = np.flatnonzero(old)
    if not len(which):
        return
    radii = radii_m(scene, which)
    shown = _shown(scene, radii, matters[which])
    which, radii = which[shown], radii[shown]
    line = scene.theme.color("stale.circle")
    fill = QColor(line)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(line, 1.2 * scene.unit)
    pen.setDashPattern([5 / 1.2, 4 / 1.2])
    painter.setPen(pen)
    for index, radius in zip(which.tolist(), radii.tolist(), strict=True):
        pixels = radius / scene.view.metres_per_pixel
        # Large circles overlap: their fill must not hide the ground.
        fill.setAlphaF(0.10 if pixels < _LARGE_PX * scene.unit else 0.04)
        painter.setBrush(fill)
        painter.drawEllipse(QPointF(*sight.places[index].tolist()), pixels, pixels)


def _matters(scene: Scene) -> NDArray[np.bool_]:
    """Who is looked for now: in danger, selected, or sent to the selected incident."""
    incident = scene.picture.incidents.get(scene.selection.incident_id or "")
    unit_ids = [each.unit_id for each in incident.assignments] if incident else []
    rows = [
        scene.force.row_of(scene.picture, unit_id)
        for unit_id in (scene.selection.unit_id, *unit_ids)
    ]
    matters = np.asarray(scene.sight.state == EMERGENCY)
    found = [scene.sight.index_of(row) for row in rows if row >= 0]
    matters[[index for index in found if index is not None]] = True
    return matters


def _shown(
    scene: Scene, radii: Floats, matters: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which circles say something at this zoom: of the others the smallest, steadily.

    The order does not depend on where the view is, so that none comes and goes while
    it pans.
    """
    pixels = radii / scene.view.metres_per_pixel
    most = _WHOLE * min(scene.view.width, scene.view.height)
    fits = (radii <= NO_CIRCLE_M) & (pixels > _SMALL_PX * scene.unit)
    others = np.flatnonzero(fits & ~matters & (pixels < most))
    shown = fits & matters
    shown[others[np.argsort(radii[others], kind="stable")[:MOST]]] = True
    return np.asarray(shown)
