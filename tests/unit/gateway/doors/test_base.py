"""What every door has in common."""

from controlroom.gateway.doors import base
from controlroom.gateway.ledger import DoorLedger, quoted


class _Still:
    """A door that opens and stays."""

    def __init__(self) -> None:
        self.ledger = DoorLedger("still")

    async def run(self) -> None:
        """Serve until cancelled."""


def test_a_door_has_a_row_and_runs() -> None:
    """Whatever has a row and can run is a door."""
    door: base.Door = _Still()

    assert "listening" == door.ledger.state(0)


def test_doors_find_what_they_need_here() -> None:
    """A door's author looks in one place for rows and for quoting bytes."""

    assert (DoorLedger, quoted) == (base.DoorLedger, base.quoted)
