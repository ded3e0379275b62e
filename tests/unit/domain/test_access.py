"""One table says who may do and ask what; views limit sight and keep the order."""

from typing import get_args

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.access import (
    Hidden,
    may,
    may_ask,
    name_of,
    view,
    why_not,
    why_not_ask,
)
from controlroom.domain.entities import Role
from controlroom.domain.roles import QUESTIONS
from controlroom.wire import questions as q
from tests.helpers.watch import uk_codes

CODES = uk_codes()


@pytest.mark.parametrize("act", get_args(c.AnyAct))
def test_every_act_belongs_to_some_role(act: type[c.Act]) -> None:
    """An act that nobody may do is dead; a new act gets one row in the shipped set."""
    tag = act.__struct_config__.tag
    doers = CODES.access().doers(str(tag))

    assert doers, (
        f"{act.__name__}: nobody may do it. Give it a row under [acts] in "
        f'resources/defaults/codes_uk.toml: {tag} = ["dispatcher", "supervisor"]'
    )


@pytest.mark.parametrize("question", get_args(q.AnyQuestion))
def test_every_question_belongs_to_some_role(question: type[q.Asked]) -> None:
    """A question that nobody may ask is dead; a new one gets one row, and its tag."""
    tag = str(question.__struct_config__.tag)
    asked = (
        f"{question.__name__}: nobody may ask it. Add {tag!r} to QUESTIONS in "
        "controlroom/domain/roles.py and a row under [questions] in "
        f'resources/defaults/codes_uk.toml: {tag} = ["dispatcher", "supervisor"]'
    )

    assert tag in QUESTIONS, asked
    assert CODES.access().askers(tag), asked


@pytest.mark.parametrize("role", [*get_args(Role), "", "root"])
@pytest.mark.parametrize("act", get_args(c.AnyAct))
def test_the_table_alone_says_who_may_act(role: str, act: type[c.Act]) -> None:
    """For every role and every act: the row of the act, or the role's cameras."""
    tag = str(act.__struct_config__.tag)
    row = CODES.access().row(role)
    given = role in CODES.acts.get(tag, ()) or (
        tag in {"start_viewing", "end_viewing"} and row is not None and row.cameras
    )

    assert given == may(CODES, role, act)


@pytest.mark.parametrize("role", [*get_args(Role), "", "root"])
@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_the_table_alone_says_who_may_ask(role: str, question: str) -> None:
    """For every role and every question: the row, or the role's cameras."""
    row = CODES.access().row(role)
    given = role in CODES.questions.get(question, ()) or (
        question in {"open_stream", "end_stream"} and row is not None and row.cameras
    )

    assert given == may_ask(CODES, role, question)


def test_the_shipped_roles_are_what_their_names_promise() -> None:
    """Reading roles change nothing; units and access are not in the same hands."""

    assert {c.TakePosition, c.SetAway} == {
        act for act in get_args(c.AnyAct) if may(CODES, "observer", act)
    }
    assert not any(may(CODES, "officer", act) for act in get_args(c.AnyAct))
    assert not any(may_ask(CODES, "officer", tag) for tag in QUESTIONS)
    assert may(CODES, "call_taker", c.OpenIncident)
    assert not may(CODES, "call_taker", c.AssignUnits)
    assert not may(CODES, "call_taker", c.StartViewing)
    assert not may(CODES, "administrator", c.AssignUnits)
    assert not may(CODES, "dispatcher", c.Enrol)
    assert not may_ask(CODES, "administrator", "search")
    assert may_ask(CODES, "observer", "history")


def test_a_refusal_says_who_may() -> None:
    """Why, and what would be accepted, in the force's own names."""

    assert (
        "As observer you may not do this. Who may: dispatcher, supervisor."
        == why_not(CODES, "observer", c.AssignUnits)
    )
    assert (
        "As call taker you may not ask this. Who may: dispatcher, supervisor."
        == why_not_ask(CODES, "call_taker", "export_incident")
    )
    assert "As nobody you may not do this. Who may: administrator." == why_not(
        CODES, "", c.Enrol
    )
    nobody = msgspec.structs.replace(CODES, acts={})

    assert "As supervisor you may not do this. Who may: no role." == why_not(
        nobody, "supervisor", c.Enrol
    )


def test_a_role_is_called_as_the_force_calls_it() -> None:
    """The name in its row; a role without one by its own word."""

    assert "Call taker" == name_of(CODES, "call_taker")
    assert "Night watch" == name_of(CODES, "night_watch")
    assert "" == name_of(CODES, "")


def test_an_act_itself_may_be_asked_about() -> None:
    """A command's act or its type give the same answer."""

    assert may(CODES, "dispatcher", c.AcceptAlarm(alarm_id="alm_1"))
    assert not may(CODES, "observer", c.AcceptAlarm(alarm_id="alm_1"))


def test_the_force_sees_facts() -> None:
    """The view of the force's own desks shows what happened as it is."""
    fact = e.Fact(seq=7, at_us=1, actor="clock", event=e.BroughtUp(incident_id="inc_1"))

    assert fact is view(fact, "force")


@pytest.mark.parametrize(
    "event",
    [
        e.ViewingStarted(viewing_id="v", camera_id="c", reason="x"),
        e.ViewingEnded(viewing_id="v", camera_id="c"),
        e.SignedOn(person_id="per_ash", desk="4"),
        e.SignedOff(person_id="per_ash", desk="4"),
        e.Consulted(question="search"),
        e.Disclosed(what="incident"),
    ],
)
def test_the_audit_is_in_no_view(event: e.AnyEvent) -> None:
    """Audit rows keep their place in the order and show nothing else."""
    fact = e.Fact(seq=8, at_us=1, actor="per_ash", event=event)

    assert Hidden(seq=8) == view(fact, "force")


def test_a_view_nobody_made_sees_nothing() -> None:
    """A partner whose view does not exist learns that something happened, not what."""
    fact = e.Fact(seq=9, at_us=1, actor="clock", event=e.BroughtUp(incident_id="inc_1"))

    assert Hidden(seq=9) == view(fact, "partner")
