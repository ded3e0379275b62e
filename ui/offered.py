"""What the person at this desk is ever offered: what a role of theirs may do, and sees.

What no role of this person may do is not shown at all; what another of their roles
may is shown disabled, with the reason.
"""

from PySide6.QtCore import QObject, Signal

from controlroom.domain.access import may, may_ask
from controlroom.domain.codes import Codes
from controlroom.domain.commands import Act
from controlroom.domain.reduce.watchkeeping import POSTS
from ui.frame import CODES, FrameTick
from ui.posts import Posts


class Offered(QObject):
    """Follows the welcome, the position taken and the force's table of roles."""

    changed = Signal()
    """Other things are offered now."""

    def __init__(self, frame: FrameTick, posts: Posts) -> None:
        super().__init__()
        self._frame = frame
        self._posts = posts
        self._known: tuple[frozenset[str], str, Codes] | None = None
        frame.link_changed.connect(self._look)
        frame.picture_replaced.connect(self._look)
        frame.picture_changed.connect(self._changed)

    @property
    def is_partner(self) -> bool:
        """Whether this desk sees what is shared with a partner, and nothing else."""
        return self._frame.is_partner

    @property
    def partner(self) -> str:
        """What the force calls the partner at this desk; empty for the force's own."""
        known = self._frame.picture.codes.partners
        return known[0].name if self.is_partner and known else ""

    def ever(self, act: type[Act]) -> bool:
        """Return whether some role of this person may do an act.

        Before the gateway has said who this is, nothing is kept from anybody.
        """
        codes = self._frame.picture.codes
        return not self._frame.role or any(
            may(codes, role, act) for role in self._roles()
        )

    def ever_asks(self, question: str) -> bool:
        """Return whether some role of this person may ask a question, by its tag."""
        codes = self._frame.picture.codes
        return not self._frame.role or any(
            may_ask(codes, role, question) for role in self._roles()
        )

    def _roles(self) -> frozenset[str]:
        return frozenset((self._frame.role, *self._posts.roles()))

    def _changed(self, touched: frozenset[str]) -> None:
        welcome = self._frame.welcome
        person_id = welcome.person_id if welcome else ""
        if touched & {CODES, POSTS, person_id}:
            self._look()

    def _look(self) -> None:
        known = (self._roles(), self._frame.role, self._frame.picture.codes)
        before, self._known = self._known, known
        if before is None or before[:2] != known[:2] or before[2] is not known[2]:
            self.changed.emit()
