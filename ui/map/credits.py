"""Says on a map whose ground it shows, and what is wrong with its pictures."""

from PySide6.QtCore import QObject

from controlroom.domain.words import clock
from ui.guard import guarded
from ui.map.corners import Corners
from ui.map.locality import Locality
from ui.map.sources import Frame


class Credits(QObject):
    """Joins a place and the corners of one map that shows it."""

    def __init__(
        self, locality: Locality, corners: Corners, frame: Frame, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._locality, self._corners, self._frame = locality, corners, frame
        locality.changed.connect(self._say_whose)
        locality.pictures_said.connect(self._say_what_is_wrong)
        self._say_whose()

    @guarded
    def _say_whose(self) -> None:
        self._corners.say_credit(self._locality.attribution)

    @guarded
    def _say_what_is_wrong(self, words: str, lasting: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Say it quietly; a service that does not answer with the time it began."""
        if lasting and words:
            zone = self._frame.picture.codes.time_zone
            words = f"Map service: {words} since {clock(self._frame.now_us(), zone)}"
        self._corners.say_pictures(words)
