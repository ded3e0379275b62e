"""What a click on a group does: comes so near that its units part, or lists them."""

import numpy as np
from PySide6.QtCore import QObject, QPointF

from controlroom.ground.mercator import Floats, unproject
from ui.map.chooser import MOST_ROWS, Chooser
from ui.map.gestures import Gestures
from ui.map.lookout import Lookout
from ui.map.picking import GROUP, Found, inside, members
from ui.map.stage import Stage
from ui.map.viewport import MAX_ZOOM, STEP, TILE, Viewport
from ui.selection import Selection
from ui.theme import Theme

TOGETHER_PX = 24.0
"""Closer than this at the nearest zoom there is nothing to part, design pixels."""
_NEARER = 2


class Opening(QObject):
    """Opens the groups of one map. `chooser` is its list of units at one place."""

    def __init__(
        self,
        view: Gestures,
        stage: Stage,
        lookout: Lookout,
        selection: Selection,
        theme: Theme,
    ) -> None:
        super().__init__(view)
        self._view, self._stage, self._lookout = view, stage, lookout
        self.chooser = Chooser(theme, view, stage.scene)
        self.chooser.chosen.connect(selection.select_unit)
        self.chooser.closed.connect(view.setFocus)
        view.moved.connect(self.chooser.close_list)

    def open(self, group_id: str, place: QPointF) -> None:
        """Open the group that lies under a point of the widget."""
        scene = self._stage.scene()
        found = Found(GROUP, group_id)
        world = scene.view.to_world(scene.sight.places[inside(scene, found)])
        if len(world):
            self._part(world, members(scene, found), place)

    def offer(self, unit_ids: list[str], place: QPointF) -> None:
        """List units that lie on each other; come nearer first when they are many."""
        scene = self._stage.scene()
        rows = [scene.force.row_of(scene.picture, unit_id) for unit_id in unit_ids]
        found = np.isin(scene.sight.rows, rows)
        if len(unit_ids) > MOST_ROWS and found.any():
            world = scene.view.to_world(scene.sight.places[found])
            self._part(world, unit_ids, place)
        else:
            self.chooser.open_at(place, unit_ids)

    def _part(self, world: Floats, unit_ids: list[str], place: QPointF) -> None:
        """Come so near that units (n, 2) part; list them where no zoom can do that."""
        nearest = TILE * 2.0**MAX_ZOOM
        together = float(np.ptp(world, axis=0).max()) * nearest < TOGETHER_PX
        if together or self._view.viewport.zoom >= MAX_ZOOM:
            self.chooser.open_at(place, unit_ids)
            return
        lat, lon = unproject(world)
        points = list(zip(lat.tolist(), lon.tolist(), strict=True))
        if self._comes_nearer(points):
            self._lookout.show(points)
        else:
            self._view.zoom(_NEARER, place)

    def _comes_nearer(self, points: list[tuple[float, float]]) -> bool:
        """Whether a view of all of them is nearer than this one."""
        view = self._view.viewport
        there = Viewport(view.width, view.height, view.unit)
        there.fit(points)
        return there.zoom >= view.zoom + STEP
