"""What the last commands did, with all they touched before and after, so that one of
them can be taken back; kept in memory alone, for an undo comes within seconds.

The entities are frozen, so to keep one as it was costs a reference. After a restart,
and when the picture comes from disk anew, nothing is remembered: an undo is refused
then, and the opposite done by hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from controlroom.domain.commands import Commanded, Undo
from controlroom.domain.done import Done, Standing, Undoing
from controlroom.domain.events import AnyEvent
from controlroom.domain.picture import Picture

T = TypeVar("T")

MOST = 1_000
"""Commands that are remembered; the oldest goes."""
_NAMES = ("incident_id", "other_id", "duplicate_id", "unit_id", "drawing_id")


class RecentCommands:
    """The last commands by id."""

    def __init__(self) -> None:
        self._done: dict[str, Done] = {}

    def add(
        self,
        said: Commanded,
        at_us: int,
        events: Sequence[AnyEvent],
        before: Standing,
        after: Standing,
    ) -> None:
        """Remember what a command did."""
        while len(self._done) >= MOST:
            del self._done[next(iter(self._done))]
        self._done[said.command.command_id] = Done(
            act=said.command.act,
            person_id=said.person_id,
            at_us=at_us,
            events=tuple(events),
            before=before,
            after=after,
        )

    def named_in(self, said: Commanded) -> Commanded:
        """Return a command with what the one did that it names."""
        act = said.command.act
        if not isinstance(act, Undo):
            return said
        return Undoing(
            command=said.command,
            person_id=said.person_id,
            role=said.role,
            desk=said.desk,
            done=self._done.get(act.command_id),
        )

    def forget(self) -> None:
        """Remember nothing any more."""
        self._done.clear()


def subjects(events: Iterable[AnyEvent]) -> frozenset[str]:
    """Return the ids of incidents, units and drawings that events are about."""
    return frozenset(
        str(entity_id)
        for event in events
        for name in _NAMES
        if (entity_id := getattr(event, name, None))
    )


def standing(picture: Picture, entity_ids: Iterable[str]) -> Standing:
    """Return what of these is in the picture, as it is now."""
    wanted = frozenset(entity_ids)
    return Standing(
        incidents=_held(picture.incidents, wanted),
        units=_held(picture.units, wanted),
        drawings=_held(picture.drawings, wanted),
    )


def _held(held: Mapping[str, T], wanted: Iterable[str]) -> dict[str, T]:
    return {each: held[each] for each in wanted if each in held}
