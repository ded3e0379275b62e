"""Notices that a feed went silent, and that it speaks again; says so once each time."""

from collections.abc import Iterable, Iterator

from controlroom.domain.observations import DoorChanged
from controlroom.domain.picture import Picture
from controlroom.gateway.ledger import DoorLedger

LEFT_AFTER_US = 3_000_000
"""A door whose last peer has gone for so long is lost, without waiting for silence."""


class FeedHealth:
    """Watches the rows of doors. `rate` is that of the room's clock."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._left_us: dict[str, int] = {}

    def watch(
        self, ledgers: Iterable[DoorLedger], picture: Picture, now_us: int
    ) -> Iterator[DoorChanged]:
        """Yield what changed since the last look; only a door that spoke is lost."""
        standing = {
            alarm.door
            for alarm in picture.standing_alarms()
            if alarm.kind == "feed_lost"
        }
        for ledger in ledgers:
            if not ledger.last_us:
                continue
            why = self._why_lost(ledger, now_us)
            if bool(why) != ledger.lost or (not why and ledger.name in standing):
                ledger.lost = bool(why)
                yield DoorChanged(
                    door=ledger.name, lost=bool(why), at_us=now_us, why=why
                )

    def _why_lost(self, ledger: DoorLedger, now_us: int) -> str:
        if ledger.is_silent(now_us):
            seconds = (now_us - ledger.last_us) / 1e6 / self._rate
            return f"nothing heard for {seconds:.0f} s"
        if not ledger.needs_peer or ledger.peers:
            self._left_us.pop(ledger.name, None)
            return ""
        left_us = self._left_us.setdefault(ledger.name, now_us)
        if now_us - left_us >= LEFT_AFTER_US * self._rate:
            return "nobody is connected"
        return ""
