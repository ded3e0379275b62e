"""The handovers of this desk's sectors: the one under way, the last, and a new one."""

from controlroom.domain import commands as c
from controlroom.domain.watchkeeping import Handover
from ui.position import Position


class Handovers:
    """What of the room's handovers is about the sectors of this desk."""

    def __init__(self, position: Position) -> None:
        self._position = position

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors of this desk in the force's order; none is all."""
        codes = self._position.frame.picture.codes
        chosen = self._position.sectors
        return tuple(each.name for each in codes.sectors if each.name in chosen)

    @property
    def current(self) -> Handover | None:
        """The handover that is under way."""
        open_ones = [each for each in self._mine() if each.completed_at_us is None]
        return open_ones[-1] if open_ones else None

    @property
    def last(self) -> Handover | None:
        """The last one, complete or not: what is printed."""
        mine = self._mine()
        return mine[-1] if mine else None

    def begin(self) -> None:
        """Put the pack together for everybody, unless one is under way."""
        if self.current is None:
            act = c.BeginHandover(sectors=self.sectors)
            self._position.send(act, words="Begin the handover")

    def _mine(self) -> list[Handover]:
        mine = frozenset(self.sectors)
        known = self._position.frame.picture.handovers.values()
        return [each for each in known if frozenset(each.sectors) == mine]
