"""A shift begins with at most one question, and ends with a pack on paper."""

import msgspec

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Role
from tests.helpers.desk_room import DeskRoom
from tests.helpers.window_room import WindowRoom
from ui.acting import reason
from ui.actions import BY_NAME


def _with_roles(fact: e.Fact, roles: tuple[Role, ...]) -> e.Fact:
    event = fact.event
    if not isinstance(event, e.PersonAdded) or event.person.person_id != "per_ash":
        return fact
    ash = msgspec.structs.replace(event.person, roles=roles)
    return msgspec.structs.replace(fact, event=e.PersonAdded(person=ash))


def opened(*roles: Role) -> WindowRoom:
    """Open the window of Ash, who may also sit in other roles."""
    room = DeskRoom()
    room.scene.facts = [_with_roles(fact, roles) for fact in room.scene.facts]
    return WindowRoom(room).open()


def test_who_has_one_role_is_asked_nothing(window_room: WindowRoom) -> None:
    """A demo is not stopped by a question with one answer."""

    assert "" == window_room.window.incident.form.name


def test_who_has_several_is_asked_once(qtbot: object) -> None:
    """In the incident panel, not in a window that is in the way."""
    del qtbot
    room = opened("call_taker")

    assert "position" == room.window.incident.form.name
    room.window.incident.form.step_back()
    room.room.scene.connect()
    room.room.turn()

    assert "" == room.window.incident.form.name
    room.window.close()


def test_a_handover_is_begun_by_its_action_and_printed(
    window_room: WindowRoom,
) -> None:
    """Shown and put together; then there is something to print."""
    stage, room = window_room.stage, window_room.room

    assert "no handover was begun yet" == reason(BY_NAME["print_handover"], stage)
    stage.keys.trigger("begin_handover")
    room.turn()

    assert isinstance(room.acts[-1], c.BeginHandover)
    assert window_room.window.handover.isVisible()
    assert "" == reason(BY_NAME["print_handover"], stage)
    stage.shift.begin()

    assert 1 == sum(isinstance(act, c.BeginHandover) for act in room.acts)
    stage.keys.trigger("print_handover")
    (asked,) = (ask for ask in room.asked if hasattr(ask, "handover_id"))

    assert asked.handover_id in room.frame.picture.handovers
