"""The verbs of the command bar, what the room knows by name, a line as it was read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Verb:
    """What may be said: `words` are what is typed for it, `action` its row.

    `units` and `incidents` are how many it is about at most, `value` what comes after
    them, `text` whether words follow.
    """

    name: str
    words: tuple[str, ...]
    action: str
    units: int = 0
    incidents: int = 0
    value: Literal["", "state", "grade", "code", "time"] = ""
    text: Literal["no", "may", "must"] = "no"


MANY = 50
VERBS: tuple[Verb, ...] = (
    Verb("assign", ("assign", "send"), "assign", units=MANY, incidents=1),
    Verb("divert", ("divert",), "assign", units=MANY, incidents=1),
    Verb("also", ("also",), "assign_also", units=MANY, incidents=1),
    Verb("next", ("next",), "pre_assign", units=1, incidents=1),
    Verb("override", ("override",), "override_divert", MANY, 1, text="must"),
    Verb("clear", ("clear",), "stand_down_all", incidents=1, text="may"),
    Verb("stand_down", ("standdown", "release"), "stand_down", 1, 1, text="may"),
    Verb("state", ("state", "setstate"), "set_state", units=1, value="state"),
    Verb("message", ("msg", "message"), "message", units=MANY, text="must"),
    Verb("log", ("log",), "log", incidents=1, text="must"),
    Verb("grade", ("grade",), "grade", incidents=1, value="grade", text="may"),
    Verb("resolve", ("resolve",), "resolve", incidents=1, text="may"),
    Verb("close", ("close",), "close", incidents=1, value="code", text="may"),
    Verb("reopen", ("reopen",), "reopen", incidents=1, text="may"),
    Verb("bring_up", ("bringup",), "bring_up", 0, 1, value="time", text="may"),
    Verb("schedule", ("schedule",), "schedule", 0, 1, value="time", text="may"),
    Verb("link", ("link",), "link", incidents=2, text="may"),
    Verb("merge", ("merge",), "merge", incidents=2),
    Verb("emergency", ("emergency",), "emergency", units=1, text="may"),
)
"""Every verb, in the order in which beginnings are understood."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the room knows by name, in the form in which it is compared.

    `units` by `squeezed` callsign, `incidents` by number in small letters, short and
    full; `grades`, `codes` and `states` by small letters, of code and name.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    incidents: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    is_time: Callable[[str], bool] = lambda _text: False
    verbs: tuple[Verb, ...] = VERBS
    """Those that are completed for this person."""
    unit_id: str | None = None
    """The selected unit, which a line may leave out."""
    incident_id: str | None = None
    """The selected incident, the same."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was understood whole."""

    verb: Verb
    unit_ids: tuple[str, ...] = ()
    incident_ids: tuple[str, ...] = ()
    value: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A line that was not: which word, why, and what would be accepted.

    `word` is empty where something is still missing. `known` says that at least one
    unit or incident was named, so that the line cannot be the name of a place.
    """

    word: str
    sentence: str
    known: bool = False


@lru_cache(maxsize=65_536)
def squeezed(text: str) -> str:
    """Return a name as it is compared: no case, no blanks, no hyphens."""
    return "".join(text.casefold().replace("-", " ").split())
