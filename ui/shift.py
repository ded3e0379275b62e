"""The person's shift at this desk: asked as what they sit here, handing over, paper."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.exports import Exports
from ui.handovers import Handovers
from ui.position import Position


class Shift(QObject):
    """`open_form` opens a form by name."""

    def __init__(
        self,
        position: Position,
        exports: Exports,
        open_form: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._position = position
        self.handovers = Handovers(position)
        self._exports = exports
        self._open_form = open_form
        self._greeted = False
        position.frame.picture_replaced.connect(self._greet)

    def begin(self) -> None:
        """Put together what is handed over of this desk's sectors, for everybody."""
        self.handovers.begin()

    def print(self) -> None:
        """Save the last handover of this desk's sectors to print."""
        if (last := self.handovers.last) is not None:
            self._exports.print_handover(last.handover_id)

    def why_not_print(self) -> str:
        """Return why there is nothing to print, or nothing."""
        return "" if self.handovers.last else "no handover was begun yet"

    def _greet(self) -> None:
        """Whoever may sit here as more than one is asked as what, once."""
        posts = self._position.posts
        if not self._greeted and len(posts.roles()) > 1 and posts.mine is None:
            self._open_form("position")
        self._greeted = True
