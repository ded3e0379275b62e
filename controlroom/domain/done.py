"""What a command did, as far as it takes to take it back."""

from collections.abc import Mapping

import msgspec

from controlroom.domain.commands import AnyAct, Commanded
from controlroom.domain.entities import Drawing, Incident, Unit
from controlroom.domain.events import AnyEvent


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Entities by id as they stood at a moment; what was not there is not in it."""

    incidents: Mapping[str, Incident] = {}
    units: Mapping[str, Unit] = {}
    drawings: Mapping[str, Drawing] = {}


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What a command did: its events, and all they touched just before and after."""

    act: AnyAct
    person_id: str
    at_us: int
    events: tuple[AnyEvent, ...]
    before: Standing
    after: Standing


class Undoing(Commanded, frozen=True, kw_only=True):
    """An undo as the gateway hands it to `decide`: with what the command did.

    None: the command that it names is not remembered.
    """

    done: Done | None
