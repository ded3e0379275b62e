"""What a click on a group does: comes so near that its units part, or lists them."""

import numpy as np
from PySide6.QtCore import QObject, QPointF

from controlroom.ground.mercator import unproject
from ui.map.chooser import Chooser
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
        if not len(world):
            return
        nearest = TILE * 2.0**MAX_ZOOM
        together = float(np.ptp(world, axis=0).max()) * nearest < TOGETHER_PX
        if together or scene.view.zoom >= MAX_ZOOM:
            self.chooser.open_at(place, members(scene, found))
            return
        lat, lon = unproject(world)
        points = list(zip(lat.tolist(), lon.tolist(), strict=True))
        if self._comes_nearer(points):
            self._lookout.show(points)
        else:
            self._view.zoom(_NEARER, place)

    def offer(self, unit_ids: list[str], place: QPointF) -> None:
        """List units that lie on each other."""
        self.chooser.open_at(place, unit_ids)

    def _comes_nearer(self, points: list[tuple[float, float]]) -> bool:
        """Whether a view of all of them is nearer than this one."""
        view = self._view.viewport
        there = Viewport(view.width, view.height, view.unit)
        there.fit(points)
        return there.zoom >= view.zoom + STEP
