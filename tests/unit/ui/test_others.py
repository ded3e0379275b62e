"""Who else is in the room."""

import msgspec
import pytest

from controlroom.domain.entities import Party, PartyKind
from tests.helpers.desk_room import DeskRoom
from tests.helpers.neighbours import ASH, MARSH, attend


def test_who_else_has_it_open(room: DeskRoom) -> None:
    """Others by name, whether they write; oneself never, a second window neither."""
    second = msgspec.structs.replace(ASH, desk="desk 4 (2)")
    attend(room, "inc_4521", desks=(ASH, MARSH, second))
    others = room.position.others

    assert "Marsh" == others.words("inc_4521")
    assert "" == others.words("inc_4530")

    attend(room, "inc_4521", typing=True)

    assert "Marsh writes" == others.words("inc_4521")
    assert ["Desk 2"] == [each.desk for each in others.desks()]


def test_a_desk_that_nobody_names_stands_by_its_own_name(room: DeskRoom) -> None:
    """What is open there is not hidden because its person is not known yet."""
    attend(room, "inc_4521", desks=(MARSH,))
    presence = msgspec.structs.replace(room.frame.presence, desks=())
    room.frame.presence = presence

    assert "Desk 2" == room.position.others.words("inc_4521")


@pytest.mark.parametrize(
    ("kind", "name", "sectors", "meant"),
    [
        ("all", "", (), True),
        ("role", "dispatcher", (), True), ("role", "supervisor", (), False),
        ("sector", "Harbour", (), True), ("sector", "Harbour", ("Central",), False),
        ("sector", "Harbour", ("Harbour", "Central"), True),
        ("desk", "desk 4", (), True), ("desk", "Desk 4", (), False),
        ("person", "per_ash", (), True), ("person", "per_marsh", (), False),
    ],
)  # fmt: skip
def test_whom_words_mean(
    room: DeskRoom, kind: PartyKind, name: str, sectors: tuple[str, ...], meant: bool
) -> None:  # fmt: skip
    """By role, by the sectors looked after, by the very name of desk and person."""
    party = Party(kind=kind, name=name)

    assert meant == room.position.others.is_meant(party, frozenset(sectors))


def test_before_the_welcome_nobody_is_meant(quiet_room: DeskRoom) -> None:
    """A desk without a name is not every desk without one."""
    quiet_room.frame.welcome = None
    others = quiet_room.position.others

    assert not others.is_meant(Party(kind="desk", name=""), frozenset())
    assert not others.is_meant(Party(kind="person", name=""), frozenset())
