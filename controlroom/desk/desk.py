"""A desk without a screen: link, picture, tracks; for tests, drivers and the autopilot.

One thread pumps it: what the mailbox delivers is applied by the same code as behind a
window.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Self, TypeVar

from controlroom.desk.deliveries import (
    AnswerArrived,
    Delivery,
    Facts,
    FrameArrived,
    LinkChanged,
    Presence,
    PresenceArrived,
    ResultArrived,
    Snapshot,
    Welcome,
)
from controlroom.desk.link import Link
from controlroom.desk.mailbox import Mailbox
from controlroom.domain.access import Hidden
from controlroom.domain.commands import AnyAct
from controlroom.domain.errors import LinkError
from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Tracks
from controlroom.wire.questions import AnyQuestion

T = TypeVar("T")

KEPT = 5_000
"""Results and answers that nobody fetched; the oldest go."""


def apply_facts(picture: Picture, facts: Iterable[Fact | Hidden]) -> set[str]:
    """Apply facts in order and return the ids of what they touched.

    A hidden fact only moves the picture's seq on, so that it knows where it stands.
    """
    touched: set[str] = set()
    for fact in facts:
        if isinstance(fact, Hidden):
            picture.seq = fact.seq
        else:
            touched.update(picture.apply(fact))
    return touched


class Desk:
    """A whole desk in one object. `with Desk(…) as desk:` links it and ends it."""

    def __init__(self, url: str, token: str, desk_name: str) -> None:
        self.mailbox = Mailbox()
        self.link = Link(url, token, desk_name, self.mailbox)
        self.picture = Picture()
        self.tracks = Tracks()
        self.welcome: Welcome | None = None
        self.presence = Presence()
        self.link_changed: LinkChanged | None = None
        self.results: dict[str, ResultArrived] = {}
        self.answers: dict[str, AnswerArrived] = {}
        self.snapshots = 0
        """How many snapshots this desk started from."""
        self.frames = 0
        """How many frames were applied."""

    def __enter__(self) -> Self:
        self.link.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.link.stop()

    def now_us(self) -> int:
        """Return the room's time."""
        return self.link.clock.now_us()

    def send(self, act: AnyAct, expects: Mapping[str, int] | None = None) -> str:
        """Send an act; return the command's id. Raises `Refused` (`busy`)."""
        return self.link.send(act, expects)

    def drain(self) -> set[str]:
        """Apply all that waits; return the ids of what facts touched.

        After a snapshot everything may have changed; `snapshots` counts them.
        """
        touched: set[str] = set()
        for delivery in self.mailbox.drain():
            if isinstance(delivery, Facts):
                touched |= apply_facts(self.picture, delivery.facts)
            else:
                self._take(delivery)
        return touched

    def wait_until(self, condition: Callable[[], object], timeout_s: float) -> None:
        """Pump until the condition holds. Raises `LinkError` when time runs out."""
        deadline_s = time.monotonic() + timeout_s
        self.drain()
        while not condition():
            left_s = deadline_s - time.monotonic()
            if left_s <= 0:
                reason = self.link_changed.reason if self.link_changed else ""
                msg = f"waited {timeout_s} s in vain (link {self.link.state}) {reason}"
                raise LinkError(msg)
            self.mailbox.wait(min(left_s, 0.1))
            self.drain()

    def result(self, command_id: str, timeout_s: float = 60.0) -> ResultArrived:
        """Wait for a command's result and return it. Raises `LinkError`."""
        self.wait_until(lambda: command_id in self.results, timeout_s)
        return self.results.pop(command_id)

    def do(
        self,
        act: AnyAct,
        expects: Mapping[str, int] | None = None,
        timeout_s: float = 60.0,
    ) -> ResultArrived:
        """Send an act and wait for its result. Raises `LinkError`."""
        return self.result(self.send(act, expects), timeout_s)

    def ask(
        self, question: AnyQuestion, page: str = "", timeout_s: float = 60.0
    ) -> AnswerArrived:
        """Ask and wait for the page. Raises `LinkError`, `Refused` (`no_link`)."""
        question_id = self.link.ask(question, page)
        self.wait_until(lambda: question_id in self.answers, timeout_s)
        return self.answers.pop(question_id)

    def _take(self, delivery: Delivery) -> None:
        match delivery:
            case FrameArrived():
                self.tracks.apply(delivery.moved)
                self.frames += delivery.frames
            case Snapshot():
                self._start_from(delivery)
            case Welcome():
                self.welcome = delivery
            case PresenceArrived():
                self.presence = delivery.presence
            case LinkChanged():
                self.link_changed = delivery
            case ResultArrived():
                _keep(self.results, delivery.command_id, delivery)
            case AnswerArrived():
                _keep(self.answers, delivery.question_id, delivery)
            case _:
                pass

    def _start_from(self, snapshot: Snapshot) -> None:
        self.picture = snapshot.picture
        self.tracks = Tracks()
        self.tracks.apply(snapshot.moved)
        self.snapshots += 1


def _keep(kept: dict[str, T], key: str, value: T) -> None:
    kept[key] = value
    if len(kept) > KEPT:
        del kept[next(iter(kept))]
