"""What can be taken back within eight seconds."""

import time

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.undo import Undo


@pytest.fixture
def undo(room: DeskRoom) -> Undo:
    """An undo that follows what the desk sends."""
    made = Undo(room.position)
    room.outgoing.settled.connect(made.remember)
    return made


def _assign(room: DeskRoom) -> None:
    act = c.AssignUnits(incident_id="inc_4531", unit_ids=("unit_hb14", "unit_hb15"))
    room.position.send(act, "inc_4531", words="HB14 and HB15 assigned to 4531")
    room.turn()


def test_an_assignment_is_taken_back(room: DeskRoom, undo: Undo) -> None:
    """Taking back stands every unit down that was sent."""
    _assign(room)
    words = undo.words
    undo.take_back()
    room.turn()

    assert "HB14 and HB15 assigned to 4531" == words
    assert () == room.frame.picture.incidents["inc_4531"].assignments
    assert "" == undo.words


def test_taking_back_is_not_taken_back(room: DeskRoom, undo: Undo) -> None:
    """The opposite has no opposite of its own: no ping-pong."""
    _assign(room)
    undo.take_back()
    room.turn()

    assert "" == undo.words


def test_a_diversion_is_taken_back(room: DeskRoom, undo: Undo) -> None:
    """Each unit is again where it was taken from."""
    act = c.AssignUnits(incident_id="inc_4531", unit_ids=("unit_cn21",), divert=True)
    room.position.send(act, "inc_4531", words="CN21 diverted")
    room.turn()
    undo.take_back()
    room.turn()

    assert ("inc_4521",) == room.frame.picture.units["unit_cn21"].incident_ids


def test_what_has_no_opposite_is_not_offered(room: DeskRoom, undo: Undo) -> None:
    """Words that went out and lines of a log stay."""
    act = c.AddLogEntry(incident_id="inc_4531", text="Seen")
    room.position.send(act, "inc_4531", words="Add to log")
    room.turn()

    assert "" == undo.words


def test_what_changed_since_is_said(room: DeskRoom, undo: Undo) -> None:
    """The gateway's sentence stands until Esc; nothing is taken back."""
    _assign(room)
    room.other(c.StandDown(incident_id="inc_4531", unit_id="unit_hb14"))
    undo.take_back()
    room.turn()
    (refusal,) = room.outgoing.refusals

    assert "Marsh" in refusal.sentence
    assert "Nothing changed." in refusal.sentence
    assert ("inc_4531",) == room.frame.picture.units["unit_hb15"].incident_ids


def test_what_was_refused_cannot_be_taken_back(room: DeskRoom, undo: Undo) -> None:
    """Nothing was changed, so there is nothing to undo."""
    act = c.AssignUnits(incident_id="inc_4531", unit_ids=("unit_cn21",))
    room.position.send(act, "inc_4531", words="CN21 assigned")
    room.turn()

    assert "" == undo.words


def test_after_eight_seconds_it_is_over(
    room: DeskRoom, undo: Undo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The offer ends by itself."""
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    _assign(room)
    left = undo.left_s
    monkeypatch.setattr(time, "monotonic", lambda: now + 9)
    undo._turn()

    assert (8, "") == (left, undo.words)


def test_standing_down_is_taken_back_by_sending_again(
    room: DeskRoom, undo: Undo
) -> None:
    """The unit is on its incident again."""
    act = c.StandDown(incident_id="inc_4521", unit_id="unit_cn21")
    room.position.send(act, "inc_4521", words="CN21 stood down")
    room.turn()
    undo.take_back()
    room.turn()
    incident = room.frame.picture.incidents["inc_4521"]

    assert ["unit_cn21"] == [each.unit_id for each in incident.assignments]
