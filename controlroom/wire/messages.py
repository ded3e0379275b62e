"""What a desk and the gateway say to each other, as shapes; the first byte tells which.

Facts, frames and snapshots have their own bytes (`envelope`, `frames`); everything here
is msgpack with named fields behind one byte. Fields are only added, with defaults.
"""

from typing import Annotated

import msgspec

from controlroom.domain import access
from controlroom.domain.commands import Command
from controlroom.domain.entities import Role
from controlroom.wire.questions import AnyQuestion, AnyReply

WIRE = 1
"""Version of the conversation; both ends say which they speak."""

Seq = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Micros = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
Name = Annotated[str, msgspec.Meta(max_length=200)]
Ident = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


Hidden = access.Hidden
"""A fact that this view may not see: only its place in the order."""


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's first word. The person is in the token, not here.

    `epoch` and `seq` say what the desk already has; an empty epoch is nothing.
    """

    desk: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    schema: int
    versions: tuple[int, ...] = (WIRE,)
    epoch: Name = ""
    seq: Seq = 0
    client: Name = ""


class Welcome(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway's answer: who you are, which clock is true, what follows.

    When `recovered` is false a snapshot follows, and the desk forgets what it had; when
    it is true every fact after the desk's seq follows. `boot` is the gateway's run.
    The room's time is `now_us` at this moment and goes on `rate` times as fast as a
    clock; `origin_us` is where the room's clock began.
    """

    epoch: str
    boot: Annotated[int, msgspec.Meta(ge=0)]
    recovered: bool
    seq: Seq
    force: str
    person_id: str
    person: str
    role: Role
    now_us: Micros
    origin_us: Micros = 0
    rate: Annotated[float, msgspec.Meta(gt=0, le=1000)] = 1.0
    exercise: bool = False
    view: str = "force"
    desk: str = ""
    """What the gateway calls this desk: another may have had its name already."""
    """The name this desk goes by: the one it asked for, or with a number."""
    schema: int = 1
    wire: int = WIRE
    server: str = ""

    @property
    def snapshot_follows(self) -> bool:
        """True when the desk starts from a snapshot."""
        return not self.recovered


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """The gateway will not go on with this session, and why; then it closes."""

    code: str
    sentence: str


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a command. Events come as facts; `seq` is the last of them."""

    command_id: str
    ok: bool
    code: str = ""
    sentence: str = ""
    seq: Seq = 0


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its id; `page` is the cursor of an answer before, or empty."""

    question_id: Ident
    ask: AnyQuestion
    page: Name = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One page of an answer, or why there is none. An empty `next_page` is the last."""

    question_id: str
    ok: bool
    code: str = ""
    sentence: str = ""
    reply: AnyReply | None = None
    next_page: str = ""


class Attention(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk has open, for the others' presence. Latest wins.

    `typing`: somebody writes in it just now; it is to be said again while that goes on.
    """

    open_incident: Annotated[str, msgspec.Meta(max_length=120)] | None = None
    typing: bool = False


class Watcher(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who looks through a camera.

    `told_us` is when the wearer's device confirmed that it was told; None until then.
    """

    desk: str
    person: str
    viewing_id: str
    since_us: int
    incident_id: str | None = None
    told_us: int | None = None


class DeskOnline(msgspec.Struct, frozen=True, kw_only=True):
    """A desk with somebody at it."""

    desk: str
    person_id: str
    person: str
    role: Role
    since_us: int


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """Who has what open and who watches, whole every time: the latest wins.

    `incidents`: names of desks by incident id; `typing`: those of them that write in
    it. `trouble` is a sentence while the
    gateway cannot keep its record (commands are refused, the map goes on), else empty.
    """

    desks: tuple[DeskOnline, ...] = ()
    incidents: dict[str, tuple[str, ...]] = {}
    cameras: dict[str, tuple[Watcher, ...]] = {}
    trouble: str = ""
    typing: dict[str, tuple[str, ...]] = {}


ToGateway = Hello | Command | Question | Attention
