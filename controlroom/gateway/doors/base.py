"""What every door has in common: how it runs, and the row that describes it.

A door listens or polls, hands bytes to a feed and what it decoded to the gateway.
"""

from typing import Protocol

from controlroom.gateway.ledger import DoorLedger, DoorStatus, one_line, quoted

__all__ = ["Door", "DoorLedger", "DoorStatus", "one_line", "quoted"]


class Door(Protocol):
    """A way in. Runs until cancelled; never raises for what a peer sent."""

    ledger: DoorLedger

    async def run(self) -> None:
        """Serve until cancelled."""
