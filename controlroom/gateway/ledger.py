"""The row of a door: counts, last words, last error, clock offset, for all to see."""

from collections import deque

from controlroom.wire.questions import DoorRow

ERROR_LENGTH = 240
"""Characters of an error kept on a row: one line that fits a screen."""
QUOTED_BYTES = 48
"""Offending bytes quoted in an error."""
RATE_WINDOW_S = 10
"""Seconds of room time over which a row's rate is counted."""
SLOT_S = 10
"""Seconds of the world that one number of a row's history counts."""
SLOTS = 60
"""Numbers of a history: ten minutes."""
_HARMLESS = frozenset(range(0x20, 0x7F)) - {0x5C}
# Printable ASCII without the backslash, which introduces an escape.
SILENT_AFTER_S = 15.0
"""Seconds of the world without a message before a door that spoke counts as lost."""

DoorStatus = DoorRow
"""The row of a door, as desks get it."""


class DoorLedger:
    """Counts what came through one door. All times are the room's, microseconds."""

    def __init__(
        self,
        name: str,
        kind: str = "",
        address: str = "",
        silent_after_us: int = int(SILENT_AFTER_S * 1e6),
        *,
        needs_peer: bool = False,
    ) -> None:
        self.name = name
        self.kind = kind or name
        self.address = address
        self.silent_after_us = silent_after_us
        """Of room time; 0 when silence is usual here."""
        self.needs_peer = needs_peer
        """Whether somebody must be connected for the feed to be alive."""
        self.peers = 0
        self.messages = 0
        self.errors = 0
        self.last_us = 0
        self.last_error = ""
        self.last_error_us = 0
        self.clock_offset_us: int | None = None
        self.fault = ""
        """Why the door cannot be opened; empty when it stands open."""
        self.lost = False
        # One (second, messages) pair for each second of the window.
        self._seconds: deque[tuple[int, int]] = deque(maxlen=RATE_WINDOW_S + 1)
        self._slot_us = SLOT_S * 1_000_000
        # (slot, messages, errors) of each slot with any, and the one that still runs;
        # the oldest goes when another begins.
        self._slots: deque[tuple[int, int, int]] = deque(maxlen=SLOTS + 1)

    def run_at(self, rate: float) -> None:
        """Take on the rate of the room's clock: silence and history are the world's."""
        self.silent_after_us = int(self.silent_after_us * rate)
        self._slot_us = max(1, int(SLOT_S * 1_000_000 * rate))

    def heard(self, now_us: int, messages: int = 1) -> None:
        """Count messages that arrived and made sense."""
        self.messages += messages
        self.last_us = now_us
        second = now_us // 1_000_000
        if self._seconds and self._seconds[-1][0] == second:
            self._seconds[-1] = (second, self._seconds[-1][1] + messages)
        else:
            self._seconds.append((second, messages))
        self._count(now_us, messages, 0)

    def alive(self, now_us: int) -> None:
        """Note a sign of life that carries no message."""
        self.last_us = now_us

    def told(self, fix_us: int, now_us: int) -> None:
        """Learn how far a peer's clock is off from the newest fix of a message.

        An average that forgets, so that one late packet does not shout.
        """
        offset_us = fix_us - now_us
        if self.clock_offset_us is None:
            self.clock_offset_us = offset_us
        else:
            self.clock_offset_us += (offset_us - self.clock_offset_us) // 10

    def refused(self, now_us: int, who: str, why: str, rows: int = 1) -> None:
        """Count what was wrong and keep one line: who sent it, what was wrong."""
        self.errors += rows
        self.last_error = one_line(f"{who}: {why}")
        self.last_error_us = now_us
        self._count(now_us, 0, rows)

    def rate(self, now_us: int) -> float:
        """Return messages a second over the last `RATE_WINDOW_S` whole seconds."""
        second = now_us // 1_000_000
        counted = sum(
            messages
            for at, messages in self._seconds
            if second - RATE_WINDOW_S <= at < second
        )
        return counted / RATE_WINDOW_S

    def histories(self, now_us: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return messages and errors of the last `SLOTS` whole slots, oldest first."""
        first = now_us // self._slot_us - SLOTS
        messages, errors = [0] * SLOTS, [0] * SLOTS
        for slot, heard, wrong in self._slots:
            if 0 <= slot - first < SLOTS:
                messages[slot - first] = heard
                errors[slot - first] = wrong
        return tuple(messages), tuple(errors)

    def is_silent(self, now_us: int) -> bool:
        """Say whether a door that spoke has said nothing for too long."""
        silence_us = now_us - self.last_us
        return self.last_us > 0 and 0 < self.silent_after_us < silence_us

    def state(self, now_us: int) -> str:
        """Return the word for the row: failed, listening, silent or live."""
        if self.fault:
            return "failed"
        if not self.last_us:
            return "listening"
        return "silent" if self.is_silent(now_us) else "live"

    def status(self, now_us: int) -> DoorStatus:
        """Return the row as it stands now."""
        history, error_history = self.histories(now_us)
        return DoorRow(
            name=self.name,
            kind=self.kind,
            state=self.state(now_us),
            peers=self.peers,
            messages=self.messages,
            rate=self.rate(now_us),
            last_us=self.last_us,
            errors=self.errors,
            last_error=self.fault or self.last_error,
            last_error_us=self.last_error_us,
            clock_offset_us=self.clock_offset_us,
            address=self.address,
            history=history,
            error_history=error_history,
        )

    def _count(self, now_us: int, messages: int, errors: int) -> None:
        slot = now_us // self._slot_us
        if self._slots and self._slots[-1][0] >= slot:
            slot, heard, wrong = self._slots.pop()
            messages, errors = heard + messages, wrong + errors
        self._slots.append((slot, messages, errors))


def one_line(text: str, length: int = ERROR_LENGTH) -> str:
    """Return text on one line, control characters escaped, clipped to `length`."""
    escaped = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text[: length + 1]
    )
    return escaped if len(escaped) <= length else escaped[: length - 1] + "…"


def quoted(payload: bytes | memoryview, length: int = QUOTED_BYTES) -> str:
    """Return the first bytes of a payload, escaped so that they can do no harm."""
    text = "".join(
        chr(byte) if byte in _HARMLESS else f"\\x{byte:02x}"
        for byte in bytes(payload[:length])
    )
    more = f"… ({len(payload)} bytes)" if len(payload) > length else ""
    return f"“{text}”{more}"
