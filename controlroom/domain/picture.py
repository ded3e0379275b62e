"""The picture of the force, changed by facts alone; the same code in gateway and desk.

`Picture.apply(fact)` is the one reducer: live, reconnect, replay, exercise and test all
run it. It never reads a clock and never fails on a fact `decide` could have made.
"""

from controlroom.domain.errors import BugError
from controlroom.domain.events import AUDIT, Fact
from controlroom.domain.reduce.event import reduce_event
from controlroom.domain.state import State


class Picture(State, kw_only=True):
    """The state with its one way to change; a snapshot is a Picture, encoded."""

    def apply(self, fact: Fact) -> tuple[str, ...]:
        """Apply one fact and return the ids of the entities it touched.

        Raises `BugError` when the fact does not come after the last one.
        """
        if fact.seq <= self.seq:
            msg = f"fact {fact.seq} comes after {self.seq}"
            raise BugError(msg)
        self.seq = fact.seq
        if isinstance(fact.event, AUDIT):
            return ()
        return reduce_event(self, fact)
