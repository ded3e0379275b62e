"""One moment of the map: everything the layers read while they paint one frame."""

from dataclasses import dataclass

from controlroom.domain import words
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Tracks
from ui.map.detail import Detail
from ui.map.force import Force, Sight
from ui.map.groups import Groups
from ui.map.viewport import Viewport
from ui.selection import Selection
from ui.theme import Theme


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What holds for one frame. `unit`: device pixels per pixel of the design.

    flash: the half of each second in which an unaccepted emergency is bright. detail:
    how large units are drawn.
    """

    view: Viewport
    theme: Theme
    picture: Picture
    tracks: Tracks
    force: Force
    sight: Sight
    groups: Groups
    selection: Selection
    now_us: int
    flash: bool = True
    detail: Detail = Detail.FULL

    @property
    def unit(self) -> float:
        """Device pixels per pixel of the design."""
        return self.view.unit

    @property
    def zone(self) -> str:
        """The force's time zone."""
        return self.picture.codes.time_zone

    @property
    def today(self) -> str:
        """The local day, in which the numbers of incidents are short."""
        return words.day_of(self.now_us, self.zone)
