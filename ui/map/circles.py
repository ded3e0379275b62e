"""Where a unit may be by now: a circle that grows with the age of its fix."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from controlroom.domain.freshness import HOLLOW, NO_CIRCLE_M, uncertainty_m
from controlroom.ground.mercator import Floats
from ui.map.scene import Scene
from ui.map.symbols import EMERGENCY

_LARGE_PX = 140.0
MOST = 48
"""Circles painted at once: the nearest to the middle; the others say their age."""


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
    old = (sight.age >= HOLLOW) | _chosen(scene)
    if not old.any():
        return
    which = np.flatnonzero(old)
    radii = radii_m(scene, which)
    small = radii <= NO_CIRCLE_M
    nearest = _nearest(scene, which[small])
    which, radii = which[small][nearest], radii[small][nearest]
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
        if pixels > 12 * scene.unit:
            painter.drawEllipse(QPointF(*sight.places[index].tolist()), pixels, pixels)


def _chosen(scene: Scene) -> NDArray[np.bool_]:
    """The selected unit shows its circle as soon as its fix is not fresh."""
    row = scene.force.row_of(scene.picture, scene.selection.unit_id)
    return np.asarray(
        (scene.sight.rows == row)
        & (scene.sight.age > 0)
        & (scene.sight.state != EMERGENCY)
    )


def _nearest(scene: Scene, indices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places in `indices` of those that are painted."""
    if len(indices) <= MOST:
        return np.arange(len(indices))
    middle = np.array([scene.view.width / 2, scene.view.height / 2])
    gaps = np.hypot(*(scene.sight.places[indices] - middle).T)
    return np.argsort(gaps, kind="stable")[:MOST]
