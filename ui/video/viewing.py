"""One viewing from the reason to its end: asks, plays, notices a frozen picture, tries
again, and tells the gateway when nobody looks any more; paints nothing.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import AnyQuestion, EndStream, OpenStream, StreamOpened
from controlroom.domain.errors import LinkError, Refused
from ui.guard import guarded
from ui.video.address import stream_url
from ui.video.player import FROZEN_AFTER_S, MOVING_FRAMES, StreamPlayer

Phase = Literal["asking", "opening", "live", "frozen", "refused", "over"]
"""`frozen` is also a picture that never came; `over` and `refused` stay to be read."""

RETRY_S = 5.0
"""Between attempts to get a frozen picture moving."""
FIRST_PICTURE_S = 8.0
"""A stream that shows nothing for so long has failed, and is tried again."""
LOOK_S = 600.0
"""A viewing that belongs to no incident ends by itself, unless it is kept."""

_log = logging.getLogger("controlroom.ui")

Ask = Callable[[AnyQuestion], str]
"""Asks the gateway and returns the question's id. Raises `Refused`."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to look at, and why. `emergency`: nobody was asked why."""

    camera_id: str
    reason: str
    incident_id: str | None = None
    emergency: bool = False


class Viewing(QObject):
    """One camera, looked through from this desk."""

    changed = Signal()
    """Another phase."""
    arrived = Signal()
    """Another picture."""

    def __init__(
        self, wish: Wish, ask: Ask, gateway: str, player: StreamPlayer
    ) -> None:
        super().__init__()
        self.wish = wish
        self.player = player
        self.viewing_id = ""
        self.phase: Phase = "asking"
        self.sentence = ""
        """Why it is refused, frozen or over: the gateway's own words, or ours."""
        self.began_s = time.monotonic()
        self.first_picture_s: float | None = None
        """Seconds from the wish to the first picture."""
        self._ask = ask
        self._gateway = gateway
        self._question_id = ""
        self._url = ""
        self._attempt_s = self.began_s
        self._ends_s = self.began_s + LOOK_S
        self._closing = False
        player.setParent(self)
        player.arrived.connect(self._see)
        player.failed.connect(self._break)
        player.closed.connect(self._lose)

    @property
    def camera_id(self) -> str:
        """The camera looked through."""
        return self.wish.camera_id

    @property
    def open(self) -> bool:
        """True while it is a viewing: asked for, playing or frozen."""
        return self.phase not in {"refused", "over"}

    @property
    def live(self) -> bool:
        """True while the picture moves; only this counts."""
        return self.phase == "live" and self.player.moving

    def waited_s(self) -> float:
        """Return how long the picture has been waited for, or has been frozen."""
        if self.phase == "frozen" and self.player.still_s():
            return self.player.still_s()
        return time.monotonic() - self.began_s

    def retry_in_s(self) -> float:
        """Return the seconds until a frozen picture is tried again."""
        return max(0.0, self._attempt_s + RETRY_S - time.monotonic())

    def ends_in_s(self) -> float | None:
        """Return the seconds until it ends by itself; None with an incident."""
        if self.wish.incident_id is not None or self.wish.emergency:
            return None
        return max(0.0, self._ends_s - time.monotonic())

    def start(self) -> None:
        """Ask the gateway, with the reason."""
        question = OpenStream(
            camera_id=self.wish.camera_id,
            reason=self.wish.reason,
            incident_id=self.wish.incident_id,
        )
        try:
            self._question_id = self._ask(question)
        except Refused as refusal:
            self._turn("refused", refusal.sentence)

    def hear(self, answer: AnswerArrived) -> bool:
        """Take the gateway's answer; False when it answers something else."""
        if not self._question_id or answer.question_id != self._question_id:
            return False
        self._question_id = ""
        reply = answer.reply
        if not answer.ok or not isinstance(reply, StreamOpened):
            self._turn("refused", answer.sentence or "The gateway opened nothing.")
            return True
        self.viewing_id = reply.viewing_id
        if self._closing:
            self._tell_end()
            return True
        try:
            self._url = stream_url(self._gateway, reply.path)
        except LinkError as error:
            self._tell_end()
            self._turn("refused", f"Not opened: {error}.")
            return True
        self._turn("opening", "")
        self._try()
        return True

    def keep(self) -> None:
        """Let a viewing without an incident go on as long again."""
        self._ends_s = time.monotonic() + LOOK_S
        self.changed.emit()

    def look(self) -> None:
        """Notice what time brings: a frozen picture, the next attempt, the end."""
        if self.ends_in_s() == 0.0 and self.open:
            self.end("Ended by itself; nobody kept it open.")
        elif self.phase == "live" and self.player.still_s() >= FROZEN_AFTER_S:
            self._attempt_s = time.monotonic()
            self._turn("frozen", "")
        elif self.phase == "opening" and self._waited_in_vain():
            self._turn("frozen", "no picture came")
        elif self.phase == "frozen" and self.retry_in_s() <= 0:
            self._try()

    def end(self, sentence: str = "") -> None:
        """Look no longer, and say so to the gateway. The last picture goes."""
        if self.phase == "over":
            return
        self._closing = True
        self.player.stop()
        self._tell_end()
        self._turn("over", sentence)

    def _tell_end(self) -> None:
        viewing_id, self.viewing_id = self.viewing_id, ""
        if viewing_id:
            try:
                self._ask(EndStream(viewing_id=viewing_id))
            except Refused:
                # Without a link the gateway ends it by itself half a minute later.
                return

    def _waited_in_vain(self) -> bool:
        return time.monotonic() - self._attempt_s > FIRST_PICTURE_S

    def _try(self) -> None:
        self._attempt_s = time.monotonic()
        self.player.play(self._url)

    def _turn(self, phase: Phase, sentence: str) -> None:
        self.phase = phase
        self.sentence = sentence
        self.changed.emit()

    @Slot()
    @guarded
    def _see(self) -> None:
        if self.phase in {"opening", "frozen"}:
            if self.first_picture_s is None:
                self.first_picture_s = time.monotonic() - self.began_s
                _log.info("%s: picture %.2f s", self.camera_id, self.first_picture_s)
            self._turn("live", "")
        elif self.player.frames == MOVING_FRAMES:
            self.changed.emit()  # from now on it counts as moving
        self.arrived.emit()

    @Slot(str)
    @guarded
    def _break(self, why: str) -> None:
        if self.open:
            self._turn("frozen", why)

    @Slot()
    @guarded
    def _lose(self) -> None:
        if self.open:
            self.viewing_id = ""
            self.player.stop()
            self._turn(
                "over", "The gateway ended this viewing. Open it again if needed."
            )
