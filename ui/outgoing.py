"""What this desk has asked for and not yet heard about, and what was refused;
shown, and never a change of the picture.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.desk.deliveries import ResultArrived
from controlroom.domain.commands import AnyAct
from controlroom.domain.errors import Refused

SHOWN_AFTER_S = 0.3
"""A wait shorter than this is not shown."""
REFRESH_MS = 100
"""How often the seconds of a wait are drawn anew."""
MAX_REFUSALS = 20
"""Refusals that stand at once; the oldest goes."""

Send = Callable[[AnyAct, Mapping[str, int]], str]
"""Hands an act with the revisions it presumes to the link; returns the command's id."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A command under way. `subjects` are the ids of what it is about."""

    command_id: str
    act: AnyAct
    subjects: frozenset[str]
    words: str
    at_s: float
    seq: int = 0
    """Of the last fact that it brought about; 0 while there is no answer."""

    def waited_s(self) -> float:
        """Return how long it has been under way."""
        return time.monotonic() - self.at_s


@dataclass(frozen=True, slots=True)
class Refusal:
    """The gateway's sentence, word for word. It stays until Esc."""

    command_id: str
    act: AnyAct
    subjects: frozenset[str]
    words: str
    code: str
    sentence: str


class Outgoing(QObject):
    """Commands under way and refusals, by what they are about."""

    changed = Signal()
    """Something was sent, settled, refused or let go, or its seconds moved on."""
    settled = Signal(object)
    """Sent: a command that the gateway accepted."""

    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._sent: dict[str, Sent] = {}
        self._refusals: dict[str, Refusal] = {}
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self.changed)

    def send(
        self, act: AnyAct, expects: Mapping[str, int], *subjects: str, words: str = ""
    ) -> str:
        """Send an act; returns its command id, or nothing when it could not be sent.

        `words` say it to the operator.
        """
        about = frozenset(subjects)
        for command_id, refusal in list(self._refusals.items()):
            if refusal.subjects & about:
                del self._refusals[command_id]
        try:
            command_id = self._send(act, expects)
        except Refused as refused:
            self._refuse_here(act, about, words, refused)
            return ""
        self._sent[command_id] = Sent(command_id, act, about, words, time.monotonic())
        self._refresh.start()
        self.changed.emit()
        return command_id

    def settle(self, result: ResultArrived) -> None:
        """Take the gateway's answer to a command of this desk."""
        sent = self._sent.pop(result.command_id, None)
        if not self._sent:
            self._refresh.stop()
        if sent is None:
            return
        if result.ok:
            self.settled.emit(replace(sent, seq=result.seq))
        else:
            self._refuse(sent, result)
        self.changed.emit()

    def waiting_for(self, entity_id: str) -> Sent | None:
        """Return the command about an entity that has waited long enough to show."""
        for sent in self._sent.values():
            if entity_id in sent.subjects and sent.waited_s() >= SHOWN_AFTER_S:
                return sent
        return None

    def refusal_of(self, entity_id: str) -> Refusal | None:
        """Return the last refusal about an entity."""
        for refusal in reversed(self._refusals.values()):
            if entity_id in refusal.subjects:
                return refusal
        return None

    @property
    def refusals(self) -> list[Refusal]:
        """What stands refused, oldest first."""
        return list(self._refusals.values())

    def is_under_way(self, command_id: str) -> bool:
        """True while a command has no answer."""
        return command_id in self._sent

    def waited_s(self, command_id: str) -> float:
        """Return how long a command has been under way; 0 when it is not."""
        sent = self._sent.get(command_id)
        return sent.waited_s() if sent else 0.0

    @property
    def under_way(self) -> int:
        """How many commands have no answer yet."""
        return len(self._sent)

    def let_go(self) -> bool:
        """Take the last refusal away; False when there was none."""
        if not self._refusals:
            return False
        self._refusals.popitem()
        self.changed.emit()
        return True

    def _refuse_here(
        self, act: AnyAct, about: frozenset[str], words: str, refused: Refused
    ) -> None:
        """Note what the link itself would not take; it never reached the gateway."""
        sent = Sent("", act, about, words, time.monotonic())
        answer = ResultArrived(
            command_id="", ok=False, code=refused.code, sentence=refused.sentence, seq=0
        )
        self._refuse(sent, answer)
        self.changed.emit()

    def _refuse(self, sent: Sent, result: ResultArrived) -> None:
        while len(self._refusals) >= MAX_REFUSALS:
            del self._refusals[next(iter(self._refusals))]
        self._refusals[sent.command_id] = Refusal(
            sent.command_id, sent.act, sent.subjects, sent.words, result.code,
            result.sentence,
        )  # fmt: skip
