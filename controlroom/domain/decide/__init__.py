"""Turns what is said into what happened, or refuses it; one file a subject."""

from controlroom.domain.commands import Commanded
from controlroom.domain.decide.rules import Ids
from controlroom.domain.decide.said import commanded, observed
from controlroom.domain.events import AnyEvent
from controlroom.domain.observations import AnyObservation
from controlroom.domain.state import State

__all__ = ["Ids", "decide"]


def decide(
    picture: State, said: Commanded | AnyObservation, now_us: int, ids: Ids
) -> list[AnyEvent]:
    """Return the events a command or an observation brings about, in order.

    picture: what is true now; never changed here. ids: makes a new id for a prefix.
    Raises `Refused`, or `Conflict` when somebody else was first; for commands only.
    """
    if isinstance(said, Commanded):
        return commanded(picture, said, now_us, ids)
    return observed(picture, said, now_us, ids)
