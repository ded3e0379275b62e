"""What the mailbox delivers to whoever draws: typed and whole, no bytes."""

from dataclasses import dataclass
from typing import Literal

from controlroom.domain.access import Hidden
from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved
from controlroom.wire import messages, questions

LinkState = Literal["connecting", "live", "lagging", "down", "refused"]
"""`lagging`: connected, but answers or frames are slow. `refused`: the gateway will not
have this desk; it is asked again every 5 s."""

Welcome = messages.Welcome
Presence = messages.Presence
DeskOnline = messages.DeskOnline
Watcher = messages.Watcher
AnyReply = questions.AnyReply


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """How the link does. `since_us` is this machine's monotonic clock, microseconds.

    `reason` is a sentence for the status bar, empty while live. `rtt_ms` is the last
    round trip, None before the first.
    """

    state: LinkState
    reason: str
    since_us: int
    rtt_ms: float | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole new picture and all positions: replaces everything."""

    picture: Picture
    moved: Moved


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in order, without a gap; hidden ones keep their seq."""

    facts: tuple[Fact | Hidden, ...]


@dataclass(frozen=True, slots=True)
class FrameArrived:
    """What moved since the last drain, newest fix of each unit; may be empty.

    `gateway_now_us` is the room time of the newest frame, `frames` how many were
    conflated, `received_us` this machine's monotonic clock when the newest came.
    """

    moved: Moved
    gateway_now_us: int
    seq: int
    frames: int
    received_us: int


@dataclass(frozen=True, slots=True)
class PresenceArrived:
    """Who has what open and who watches; the latest."""

    presence: messages.Presence


@dataclass(frozen=True, slots=True)
class ResultArrived:
    """What became of a command of this desk; its facts were delivered before."""

    command_id: str
    ok: bool
    code: str
    sentence: str
    seq: int


@dataclass(frozen=True, slots=True)
class AnswerArrived:
    """A page of an answer, or why there is none; an empty `next_page` is the last."""

    question_id: str
    ok: bool
    code: str
    sentence: str
    reply: AnyReply | None
    next_page: str


Delivery = (
    LinkChanged | messages.Welcome | Snapshot | Facts | FrameArrived | PresenceArrived
    | ResultArrived | AnswerArrived
)  # fmt: skip
