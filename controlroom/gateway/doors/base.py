"""What every door has in common: how it runs, and the row that describes it.

A door listens or polls, hands bytes to a feed and what it decoded to the gateway; the
counts, the last words and the last error of each stand on its row, for everyone to see.
"""

from collections import deque
from typing import Protocol

import msgspec

ERROR_LENGTH = 240
"""Characters of an error kept on a row: one line that fits a screen."""
QUOTED_BYTES = 48
"""Offending bytes quoted in an error."""
RATE_WINDOW_S = 10
"""Seconds of room time over which a row's rate is counted."""
_HARMLESS = frozenset(range(0x20, 0x7F)) - {0x5C}
# Printable ASCII without the backslash, which introduces an escape.
SILENT_AFTER_S = 15.0
"""Seconds without a message before a door that spoke counts as lost."""


class DoorStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the screen of doors. `rate` in messages a second of room time."""

    name: str
    state: str
    """listening, live, silent, failed or closed."""
    messages: int = 0
    rate: float = 0.0
    last_us: int = 0
    errors: int = 0
    last_error: str = ""
    last_error_us: int = 0
    clock_offset_s: float = 0.0
    """How far the peers' clocks run ahead of the room's, seconds."""
    peers: int = 0
    where: str = ""
    """Address the door listens at, or polls."""
    warning: str = ""
    """What an operator should know about it: open in clear, open to the network."""


class Door(Protocol):
    """A way in. Runs until cancelled; never raises for what a peer sent."""

    ledger: "DoorLedger"

    async def run(self) -> None:
        """Serve until cancelled."""


class DoorLedger:
    """Counts what came through one door. All times are the room's, microseconds."""

    def __init__(self, name: str, where: str = "", warning: str = "") -> None:
        self.name = name
        self.where = where
        self.warning = warning
        self.peers = 0
        self.messages = 0
        self.errors = 0
        self.last_us = 0
        self.last_error = ""
        self.last_error_us = 0
        self.clock_offset_s = 0.0
        self.fault = ""
        """Why the door cannot be opened; empty when it stands open."""
        self.lost = False
        self._offset_known = False
        # One (second, messages) pair for each second of the window.
        self._seconds: deque[tuple[int, int]] = deque(maxlen=RATE_WINDOW_S + 1)

    def heard(self, now_us: int, messages: int = 1) -> None:
        """Count messages that arrived and made sense."""
        self.messages += messages
        self.last_us = now_us
        second = now_us // 1_000_000
        if self._seconds and self._seconds[-1][0] == second:
            self._seconds[-1] = (second, self._seconds[-1][1] + messages)
        else:
            self._seconds.append((second, messages))

    def alive(self, now_us: int) -> None:
        """Note a sign of life that carries no message."""
        self.last_us = now_us

    def told(self, fix_us: int, now_us: int) -> None:
        """Learn how far a peer's clock is off from the newest fix of a message.

        An average that forgets, so that one late packet does not shout.
        """
        offset_s = (fix_us - now_us) / 1e6
        weight = 0.1 if self._offset_known else 1.0
        self.clock_offset_s += weight * (offset_s - self.clock_offset_s)
        self._offset_known = True

    def refused(self, now_us: int, who: str, why: str, rows: int = 1) -> None:
        """Count what was wrong and keep one line: who sent it, what was wrong."""
        self.errors += rows
        self.last_error = one_line(f"{who}: {why}")
        self.last_error_us = now_us

    def rate(self, now_us: int) -> float:
        """Return messages a second over the last `RATE_WINDOW_S` whole seconds."""
        second = now_us // 1_000_000
        counted = sum(
            messages
            for at, messages in self._seconds
            if second - RATE_WINDOW_S <= at < second
        )
        return counted / RATE_WINDOW_S

    def is_silent(self, now_us: int) -> bool:
        """Say whether a door that spoke has said nothing for `SILENT_AFTER_S`."""
        return self.last_us > 0 and now_us - self.last_us > SILENT_AFTER_S * 1e6

    def state(self, now_us: int) -> str:
        """Return the word for the row: failed, listening, silent or live."""
        if self.fault:
            return "failed"
        if not self.last_us:
            return "listening"
        return "silent" if self.is_silent(now_us) else "live"

    def status(self, now_us: int) -> DoorStatus:
        """Return the row as it stands now."""
        return DoorStatus(
            name=self.name,
            state=self.state(now_us),
            messages=self.messages,
            rate=self.rate(now_us),
            last_us=self.last_us,
            errors=self.errors,
            last_error=self.fault or self.last_error,
            last_error_us=self.last_error_us,
            clock_offset_s=round(self.clock_offset_s, 3),
            peers=self.peers,
            where=self.where,
            warning=self.warning,
        )


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
