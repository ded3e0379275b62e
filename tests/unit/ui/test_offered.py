"""What a person is ever offered, by the roles they may take and the view they have."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Person, Role
from tests.helpers.desk_room import DeskRoom


def _sit(role: Role) -> DeskRoom:
    return DeskRoom(role=role).connect()


@pytest.mark.parametrize(
    ("role", "assigns", "opens"),
    [
        ("dispatcher", True, True), ("call_taker", False, True),
        ("observer", False, False), ("partner", False, False),
    ],
)  # fmt: skip
def test_what_no_role_of_a_person_may_do_is_not_offered(
    qapp: object, role: Role, assigns: bool, opens: bool
) -> None:
    """By the force's table."""
    del qapp
    offered = _sit(role).position.offered

    assert (assigns, opens) == (
        offered.ever(c.AssignUnits), offered.ever(c.OpenIncident)
    )  # fmt: skip


def test_what_another_role_of_theirs_may_do_is_offered(qapp: object) -> None:
    """Whoever may sit down as a dispatcher is told why not now."""
    del qapp
    room = _sit("observer")
    told = []
    room.position.offered.changed.connect(lambda: told.append(1))
    person_id = room.frame.welcome.person_id if room.frame.welcome else ""
    before = room.frame.picture.people.get(person_id)
    known = before or Person(person_id=person_id, name="Ash", roles=("observer",))
    person = msgspec.structs.replace(known, roles=("observer", "dispatcher"))
    room.scene.say(e.PersonAdded(person=person))
    room.turn()

    assert room.position.offered.ever(c.AssignUnits)
    assert not room.position.may(c.AssignUnits)
    assert [1] == told


def test_before_the_welcome_nothing_is_kept_from_anybody(qapp: object) -> None:
    """A window that has not linked yet shows what a desk has."""
    del qapp
    room = DeskRoom()

    assert room.position.offered.ever(c.AssignUnits)
    assert room.position.offered.ever_asks("search")
    assert not room.position.offered.is_partner


def test_questions_are_offered_by_the_same_table(qapp: object) -> None:
    """An observer looks for things, and takes none of them out of the room."""
    del qapp
    offered = _sit("observer").position.offered

    assert offered.ever_asks("search")
    assert not offered.ever_asks("export_incident")
    assert not offered.ever_asks("no such question")


def test_a_partner_is_called_by_its_name(qapp: object) -> None:
    """The only one in its view; the force's own desks belong to none."""
    del qapp

    assert _sit("partner").position.offered.is_partner
    assert "" != _sit("partner").position.offered.partner
    assert "" == _sit("dispatcher").position.offered.partner
