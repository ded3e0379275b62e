"""The desk goes to what it has just opened."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui import opened as module
from ui.opened import Opened


@pytest.fixture
def opened(room: DeskRoom) -> Opened:
    """What follows the openings of this desk."""
    return Opened(room.position)


def _open(room: DeskRoom, place: str = "Pier 4") -> None:
    room.position.send(c.OpenIncident(type_code="ROB", place=place))


def _selected(room: DeskRoom) -> str:
    incident = room.position.incident
    return incident.place if incident else ""


def test_what_was_opened_is_selected(room: DeskRoom, opened: Opened) -> None:
    """Whoever opens an incident works on it next."""
    _open(room)
    room.turn()

    assert "Pier 4" == _selected(room)


def test_it_is_ours_and_no_newer_one(room: DeskRoom, opened: Opened) -> None:
    """Somebody else who opens one at the same moment gets theirs, we get ours."""
    _open(room)
    command = c.OpenIncident(type_code="ROB", place="Quay 9")
    room._decide(command, {}, "", "per_marsh")
    room.turn()

    assert "Pier 4" == _selected(room)


def test_the_answer_may_come_before_the_fact(room: DeskRoom, opened: Opened) -> None:
    """Answer and facts are two messages: the selection waits for both."""
    _open(room)
    facts, room.scene.facts = room.scene.facts, []
    room.turn()

    assert "" == _selected(room)

    room.scene.facts = facts
    room.turn()

    assert "Pier 4" == _selected(room)


def test_nothing_moves_when_the_answer_comes_late(
    room: DeskRoom, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a lost link the person works on something else: it is said, no more."""
    monkeypatch.setattr(module, "AT_ONCE_S", -1.0)
    room.selection.select_incident("inc_4521")
    _open(room)
    room.turn()

    assert "inc_4521" == room.selection.incident_id
    assert any("was opened meanwhile" in said for said in room.said)


def test_what_others_open_selects_nothing(room: DeskRoom, opened: Opened) -> None:
    """Nothing jumps under the hand."""
    room.other(c.OpenIncident(type_code="ROB", place="Quay 9"))

    assert "" == _selected(room)


def test_what_was_refused_selects_nothing(room: DeskRoom, opened: Opened) -> None:
    """No incident, no selection; the sentence stands elsewhere."""
    room.position.send(c.OpenIncident(type_code="ROB", grade="ZZ"))
    room.turn()

    assert "" == _selected(room)
