"""Steers the lookout of one map by what the map knows: the whole place, the incidents,
where units are; says on the map what keeps the view.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.guard import guarded
from ui.map.corners import Corners
from ui.map.locality import Locality
from ui.map.lookout import Lookout
from ui.map.sources import Frame
from ui.map.stage import Stage


class Helm(QObject):
    """One map's lookout and whoever steers it."""

    def __init__(
        self,
        stage: Stage,
        locality: Locality,
        corners: Corners,
        frame: Frame,
        may_glide: Callable[[], bool],
    ) -> None:
        super().__init__(stage)
        self._stage, self._locality = stage, locality
        self._corners, self._frame = corners, frame
        self.lookout = Lookout(stage.viewport, self, may_glide)
        self.lookout.changed.connect(self._say)
        corners.home.clicked.connect(self._click)

    def go_home(self) -> None:
        """Give the view back: as it was before a visit, else to the whole place."""
        places = self._stage.incidents.places() if self.lookout.is_wall else []
        self.lookout.go_home(places or self._whole())

    def follow(self, unit_id: str | None) -> bool:
        """Keep a unit in the middle, or let go; False when it has no place."""
        world = self._stage.world_of(unit_id)
        if unit_id is None:
            self.lookout.follow(None, 0.0, 0.0)
        elif world is not None:
            self.lookout.follow(unit_id, *world)
        return world is not None

    def let_go(self) -> bool:
        """Let go of the unit that is followed; False when none is."""
        if self.lookout.followed is None:
            return False
        self.follow(None)
        return True

    def show_wall(self, *, wall: bool) -> None:
        """Keep every incident in view, or no longer."""
        self.lookout.set_wall(wall=wall)
        self.note_picture()

    def note_picture(self) -> None:
        """Follow what changed: a unit that is gone, another set of incidents."""
        followed, incidents = self.lookout.followed, self._stage.incidents
        if followed is not None and followed not in self._frame.picture.units:
            self.let_go()
        if self.lookout.is_wall:
            self.lookout.show_set(incidents.ids(), incidents.places())

    def move_along(self) -> None:
        """Move with the unit that is followed."""
        world = self._stage.world_of(self.lookout.followed)
        if world is not None:
            self.lookout.keep_at(*world)

    def show_whole(self) -> bool:
        """Show the whole place unless somebody asked for a view; True when it moved."""
        if self.lookout.is_asked:
            return False
        self._stage.viewport.fit(self._whole())
        return True

    def _whole(self) -> list[tuple[float, float]]:
        corners = self._locality.corners()
        if corners:
            return corners
        tracks = self._frame.tracks
        return list(zip(tracks.lat.tolist(), tracks.lon.tolist(), strict=True))

    def _click(self) -> None:
        """Do what the key on the chip does."""
        if not self.let_go():
            self.go_home()

    @guarded
    def _say(self) -> None:
        unit = self._frame.picture.units.get(self.lookout.followed or "")
        self._corners.say_hold(self.lookout.hold, unit.callsign if unit else "")
