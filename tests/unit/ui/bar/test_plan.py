"""What Enter will do is said before it is pressed, by the gateway's own rules."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.bar.lexicon import RoomLexicon
from ui.bar.plan import Plan, plan_of
from ui.bar.verbs import VERBS, Verb


def plan(room: DeskRoom, text: str) -> Plan:
    """Return the plan of a line that is a command."""
    found = plan_of(room.position, RoomLexicon(room.position).now(), text)

    assert found is not None
    return found


def test_a_diversion_says_what_is_left_behind(room: DeskRoom) -> None:
    """Who leaves what for what, and who is on that then."""
    found = plan(room, "assign cn21 4531")
    said = " ".join(found.says)

    assert found.is_ready
    assert "Divert CN21 to CAD 4531" == found.title
    assert "leaves CAD 4521 for CAD 4531." in said


def test_trying_changes_nothing(room: DeskRoom) -> None:
    """The picture is as it was, and nothing was sent."""
    before = room.frame.picture.units["unit_hb14"]
    plan(room, "hb14 3")

    assert before is room.frame.picture.units["unit_hb14"]
    assert [] == room.acts


def test_what_the_gateway_would_refuse_is_said_in_its_words(room: DeskRoom) -> None:
    """And Enter does nothing."""
    found = plan(room, "close 4531 arr")

    assert not found.is_ready
    assert "CAD 4531 is still open. Nothing changed. Resolve it first." == found.refused


def test_a_role_is_told_at_once() -> None:
    """Not only after it was sent."""
    observer = DeskRoom(role="observer").connect()

    assert "As observer you may not" in plan(observer, "hb14 3").refused


EVERY = {
    "assign": "assign hb14 4531",
    "divert": "divert cn21 4531",
    "also": "also cn21 4531",
    "next": "next cn21 4531",
    "override": "override cn21 4531 Nearest by far",
    "clear": "clear 4521 Called off",
    "stand_down": "standdown cn21",
    "state": "hb14 3",
    "message": "msg hb14 Call in",
    "log": "log 4531 Door open",
    "grade": "grade 4531 S Calm",
    "resolve": "resolve 4531 Quiet",
    "close": "close 4531 arr",
    "reopen": "reopen 4531",
    "bring_up": "bringup 4531 +30 min",
    "schedule": "schedule 4531 +2 h Caller at work",
    "link": "link 4531 4521",
    "merge": "merge 4531 4521",
    "emergency": "emergency hb14 Shots",
}
"""A line of each verb."""


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_becomes_an_act_in_plain_words(room: DeskRoom, verb: Verb) -> None:
    """With a title, what it is about, and sentences or the reason against it."""
    found = plan(room, EVERY[verb.name])

    assert found.act is not None
    assert found.title
    assert found.subjects
    assert found.says or found.refused


def test_words_are_quoted_as_typed(room: DeskRoom) -> None:
    """HTML is letters, and a mark that would turn a line round is made visible."""
    found = plan(room, "log 4531 <b>x</b> \u202eabc")
    said = " ".join(found.says)

    assert isinstance(found.act, c.AddLogEntry)
    assert "<b>x</b> \u202eabc" == found.act.text
    assert "“<b>x</b> \ufffdabc”" in said


def test_the_next_day_remembers_no_words(room: DeskRoom) -> None:
    """The verb and what it was about."""

    assert "log 4531" == plan(room, "log 4531 Mrs Lee").kept
    assert "hb14 3" == plan(room, "hb14 3").kept


def test_standing_down_needs_no_number_where_only_one_can_be_meant(
    room: DeskRoom,
) -> None:
    """From what it is on; from nothing it says so."""

    assert "Stand CN21 down from CAD 4521" == plan(room, "standdown cn21").title
    assert "HB14 is on no incident." == plan(room, "standdown hb14").refused


@pytest.mark.parametrize("text", ["hb14", "4521", "mill street", ""])
def test_what_is_to_be_found_is_no_plan(room: DeskRoom, text: str) -> None:
    """It is looked for."""

    assert plan_of(room.position, RoomLexicon(room.position).now(), text) is None
