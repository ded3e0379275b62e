"""One tick of the window: drain the mailbox, apply what came, say what changed.

Nothing is decided and nothing is drawn here.
"""

import time

from PySide6.QtCore import QObject, QTimer, Signal

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
from controlroom.desk.mailbox import Mailbox
from controlroom.desk.room_clock import RoomClock
from controlroom.domain.access import PARTNER, Hidden
from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Tracks
from controlroom.domain.watchkeeping import Post
from ui.guard import guarded, note_failure

FAST_MS = 33
"""Between ticks while facts come in: 30 a second."""
SLOW_MS = 100
"""Between ticks otherwise: as often as the gateway sends frames."""
BUSY_S = 1.0
"""How long after a fact the tick stays fast."""
SECOND_US = 1_000_000
DOUBT = (
    "This desk could not follow a change and may show something old. Close it and open "
    "it again."
)
CODES = "codes"
"""What a fact touches that publishes other codes."""


def monotonic_us() -> int:
    """Return this machine's monotonic clock, microseconds."""
    return time.monotonic_ns() // 1000


class FrameTick(QObject):
    """Holds the picture, the tracks and the link as this desk knows them."""

    picture_changed = Signal(object)
    """frozenset[str]: ids of what facts touched since the last tick."""
    picture_replaced = Signal()
    """Another picture came whole; `picture_changed` with all of its ids follows."""
    tracks_changed = Signal()
    link_changed = Signal()
    presence_changed = Signal()
    settled = Signal(object)
    """ResultArrived: what became of a command of this desk."""
    answered = Signal(object)
    """AnswerArrived: a page of an answer."""
    second = Signal()
    """Once a second, as the room's clock turns."""

    def __init__(self, mailbox: Mailbox, clock: RoomClock) -> None:
        super().__init__()
        self.picture = Picture()
        self.tracks = Tracks()
        self.welcome: Welcome | None = None
        self.presence = Presence()
        self.link = LinkChanged("connecting", "", monotonic_us(), None)
        self.doubt = ""
        """Why the picture may be wrong, in words; nothing while it is right."""
        self.fixes = 0
        self.facts = 0
        self._mailbox = mailbox
        self._clock = clock
        self._heard_us: int | None = None
        self._busy_until = 0.0
        self._touched: set[str] = set()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.drain)
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin to tick."""
        self._tick.start(FAST_MS)
        self._turn()

    def stop(self) -> None:
        """Tick no more."""
        self._tick.stop()
        self._second.stop()

    def now_us(self) -> int:
        """Return the room's time, int64 microseconds UTC."""
        return self._clock.now_us()

    @property
    def rate(self) -> float:
        """How many room seconds pass in a second."""
        return self._clock.rate

    @property
    def exercise(self) -> bool:
        """True when the gateway says that nothing here is real."""
        return self.welcome is not None and self.welcome.exercise

    @property
    def role(self) -> str:
        """Role of the person at this desk now; empty before the welcome."""
        if self.welcome is None:
            return ""
        post = self.post
        return post.role if post is not None else self.welcome.role

    @property
    def post(self) -> Post | None:
        """The position this person took at this desk, if any."""
        if self.welcome is None:
            return None
        post = self.picture.posts.get(self.welcome.desk)
        mine = post is not None and post.person_id == self.welcome.person_id
        return post if mine else None

    @property
    def is_partner(self) -> bool:
        """Whether this desk sees what is shared with a partner, and nothing else."""
        row = self.picture.codes.access().row(self.role)
        return row is not None and row.view == PARTNER

    def link_age_s(self) -> float:
        """Return the seconds since the gateway was last heard, by this machine's clock.

        0 before the first word of the gateway: nothing has gone missing yet.
        """
        if self._heard_us is None:
            return 0.0
        return max(0.0, (monotonic_us() - self._heard_us) / SECOND_US)

    @guarded
    def drain(self) -> None:
        """Apply all that waits and say what changed."""
        waiting = self._mailbox.drain()
        self._pace(waiting)
        if not waiting:
            return
        self._touched = set()
        moved = False
        for delivery in waiting:
            moved |= self._take(delivery)
        if self._touched:
            self._follow_force()
            self.picture_changed.emit(frozenset(self._touched))
        if moved:
            self.tracks_changed.emit()
        for delivery in waiting:
            self._tell(delivery)

    @guarded
    def hurry(self) -> None:
        """Tick fast for a while: somebody waits for the answer to a command."""
        self._busy_until = time.monotonic() + BUSY_S
        self._pace([])

    def _pace(self, waiting: list[Delivery]) -> None:
        now = time.monotonic()
        if any(isinstance(each, Facts | ResultArrived) for each in waiting):
            self._busy_until = now + BUSY_S
        pace = FAST_MS if now < self._busy_until or self.welcome is None else SLOW_MS
        if self._tick.isActive() and self._tick.interval() != pace:
            self._tick.setInterval(pace)

    def _take(self, delivery: Delivery) -> bool:
        """Put one delivery into what this desk knows; True when positions changed."""
        match delivery:
            case Welcome():
                self.welcome = delivery
                self._heard_us = monotonic_us()
            case LinkChanged():
                self.link = delivery
            case PresenceArrived():
                self.presence = delivery.presence
            case Snapshot():
                self._replace(delivery)
                return True
            case Facts():
                self._apply(delivery)
            case FrameArrived():
                self._heard_us = delivery.received_us
                self.tracks.apply(delivery.moved)
                self.fixes += len(delivery.moved)
                return len(delivery.moved) > 0
            case _:
                pass
        return False

    def _replace(self, snapshot: Snapshot) -> None:
        self.picture = picture = snapshot.picture
        self.doubt = ""
        self.tracks = Tracks(picture.codes.interval_s)
        self.tracks.apply(snapshot.moved)
        self._heard_us = monotonic_us()
        for known in (
            picture.units, picture.incidents, picture.alarms, picture.cameras,
            picture.people, picture.devices,
        ):  # fmt: skip
            self._touched.update(known)
        self.picture_replaced.emit()

    def _follow_force(self) -> None:
        """Make room in the tracks for every unit, by the intervals of the codes."""
        self.tracks.grow(len(self.picture.unit_rows))
        if CODES in self._touched:
            self.tracks.set_intervals(self.picture.codes.interval_s)

    def _apply(self, delivery: Facts) -> None:
        for fact in delivery.facts:
            if fact.seq <= self.picture.seq:
                continue  # a snapshot that came in between already holds it
            if isinstance(fact, Hidden):
                self.picture.seq = fact.seq
            else:
                self._believe(fact)
            self.facts += 1

    def _believe(self, fact: Fact) -> None:
        """Apply one fact; one that cannot be applied is said, and the rest goes on."""
        try:
            self._touched.update(self.picture.apply(fact))
        except Exception:  # noqa: BLE001 - a named door: one bad fact stops no other
            note_failure("Picture.apply")
            self.doubt = DOUBT
            self.link_changed.emit()

    def _tell(self, delivery: Delivery) -> None:
        match delivery:
            case Welcome() | LinkChanged():
                self.link_changed.emit()
            case PresenceArrived():
                self.presence_changed.emit()
            case ResultArrived():
                self.settled.emit(delivery)
            case AnswerArrived():
                self.answered.emit(delivery)
            case _:
                pass

    @guarded
    def _turn(self) -> None:
        """Say a second, and wait for the next; a real one when the room runs fast."""
        left_us = SECOND_US - self.now_us() % SECOND_US
        wait_ms = left_us / 1000 if self.rate == 1.0 else 1000.0
        self._second.start(max(20, round(wait_ms) + 2))
        self.second.emit()
