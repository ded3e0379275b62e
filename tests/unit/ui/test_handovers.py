"""Which handover a desk means: that of its own sectors."""

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.handovers import Handovers


def test_a_desk_means_the_handover_of_its_own_sectors(room: DeskRoom) -> None:
    """In the force's order; another desk's is another one."""
    packs = Handovers(room.position)
    room.position.choose_sectors(frozenset({"Central", "Harbour"}))

    assert ("Harbour", "Central") == packs.sectors
    room.position.choose_sectors(frozenset({"Central"}))
    room.other(c.BeginHandover(sectors=("Harbour",)))

    assert packs.current is None
    assert packs.last is None


def test_it_is_begun_once(room: DeskRoom) -> None:
    """While one is under way another press does nothing."""
    packs = Handovers(room.position)
    packs.begin()
    room.turn()
    begun = packs.current
    packs.begin()

    assert begun is not None
    assert [c.BeginHandover()] == room.acts
    assert begun is packs.last
