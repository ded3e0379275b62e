"""Who of the room is anybody, and who is meant."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.decide.parties import is_meant, party_of
from controlroom.domain.entities import Party, PartyKind
from controlroom.domain.errors import Refused
from tests.helpers.watch import ASH, MARSH, OKAFOR, Watch


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("sector", "Atlantis", "sector"),
        ("sector", "", "sector"),
        ("person", OKAFOR, "person"),
        ("person", "per_gone", "person"),
        ("role", "observer", "role"),
        ("role", "officer", "role"),
        ("desk", " ", "text"),
        ("desk", "x" * 81, "text"),
        ("desk", "De\x00sk", "text"),
    ],
)
def test_nobody_is_refused(kind: PartyKind, name: str, code: str) -> None:
    """A sector, a person at a desk and a role must exist; a desk must have a name."""
    with pytest.raises(Refused) as refused:
        party_of(Watch().picture, Party(kind=kind, name=name))

    assert code == refused.value.code
    assert "Nothing changed." in refused.value.sentence


def test_everyone_is_one_party() -> None:
    """Whatever stands beside it."""

    assert Party(kind="all") == party_of(
        Watch().picture, Party(kind="all", name="<b>x</b>")
    )


@pytest.mark.parametrize(
    ("kind", "name", "meant"),
    [
        ("all", "", True), ("sector", "Harbour", True), ("person", ASH, True),
        ("person", MARSH, False), ("desk", "Desk 4", True), ("desk", "Desk 4 ", False),
        ("desk", "Desk \u0664", False), ("role", "dispatcher", True),
        ("role", "supervisor", False),
    ],
)  # fmt: skip
def test_who_is_meant(kind: PartyKind, name: str, meant: bool) -> None:
    """A desk's name must be the very one: what looks alike is another."""
    command = c.Command(command_id="cmd_1", act=c.ReadMessage(message_id="x"))
    said = c.Commanded(command=command, person_id=ASH, role="dispatcher", desk="Desk 4")

    assert meant == is_meant(Party(kind=kind, name=name), said)
