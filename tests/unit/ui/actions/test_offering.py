"""A control that can never work for a person is not offered to them."""

import pytest

from controlroom.domain.entities import Role
from tests.helpers.desk_room import DeskRoom
from ui.actions import ACTIONS
from ui.actions.offering import hints_offered, is_offered


def _offered(role: Role) -> set[str]:
    position = DeskRoom(role=role).connect().position
    return {each.name for each in ACTIONS if is_offered(position, each)}


def test_a_dispatcher_is_offered_all_but_what_supervisors_do(qapp: object) -> None:
    """By the table that is shipped; supervisors are offered all there is."""
    del qapp

    assert {each.name for each in ACTIONS} == _offered("supervisor")
    assert {"override_divert", "bind_contact"} == (
        {each.name for each in ACTIONS} - _offered("dispatcher")
    )


@pytest.mark.parametrize(
    ("role", "yes", "no"),
    [
        ("observer", {"copy_cad", "board", "handover", "position", "doors", "trail"},
         {"assign", "log", "print", "save_page", "print_handover", "files", "reasons"}),
        ("call_taker", {"new_incident", "log", "files"},
         {"assign", "resolve", "print", "trail"}),
        ("partner", {"log", "copy_cad", "queue", "units", "measure"},
         {"share", "board", "handover", "room", "doors", "briefing", "trail", "files",
          "new_incident", "print", "position", "all_sectors"}),
    ],
)  # fmt: skip
def test_each_role_is_offered_what_it_may_do_and_see(
    qapp: object, role: Role, yes: set[str], no: set[str]
) -> None:
    """Acts, questions and what a partner's view has nothing of."""
    del qapp
    offered = _offered(role)

    assert set() == yes - offered
    assert set() == no & offered


def test_an_empty_panel_offers_keys_that_do_something(qapp: object) -> None:
    """A key that is no action's stays; one of an act that is never theirs goes."""
    del qapp
    hints = (("N", "Open an incident"), ("/", "Find"), ("Space", "Tick"))
    position = DeskRoom(role="observer").connect().position

    assert hints[1:] == hints_offered(position, hints)
