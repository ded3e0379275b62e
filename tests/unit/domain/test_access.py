"""Roles limit acts; views limit sight and keep the order."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.access import Hidden, may, view

OPERATIONAL = (
    c.OpenIncident, c.AmendIncident, c.GradeIncident, c.AddLogEntry, c.AssignUnits,
    c.StandDown, c.SetUnitState, c.ResolveIncident, c.CloseIncident, c.ReopenIncident,
    c.SetBringUp, c.RaiseEmergency, c.AcceptAlarm, c.EndAlarm, c.SendMessage,
    c.StartViewing, c.EndViewing, c.Draw, c.Redraw, c.Erase,
    c.LinkIncidents, c.UnlinkIncidents, c.MergeIncidents, c.UnmergeIncident,
)  # fmt: skip
CONNECTING = (c.BindDevice, c.BindContact, c.SetEnabled)
ENROLLING = (c.Enrol,)


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("dispatcher", OPERATIONAL),
        ("supervisor", (*OPERATIONAL, *CONNECTING)),
        ("administrator", (*CONNECTING, *ENROLLING)),
        ("observer", ()),
        ("officer", ()),
        ("", ()),
        ("root", ()),
    ],
)
def test_each_role_may_exactly_its_acts(
    role: str, acts: tuple[type[c.Act], ...]
) -> None:
    """What is not given is not allowed, for every act there is."""
    every = (*OPERATIONAL, *CONNECTING, *ENROLLING)

    assert set(acts) == {act for act in every if may(role, act)}


def test_every_act_belongs_to_some_role() -> None:
    """An act that nobody may do is dead."""

    assert set(c.AnyAct.__args__) == {*OPERATIONAL, *CONNECTING, *ENROLLING}


def test_an_act_itself_may_be_asked_about() -> None:
    """A command's act or its type give the same answer."""

    assert may("dispatcher", c.AcceptAlarm(alarm_id="alm_1"))
    assert not may("observer", c.AcceptAlarm(alarm_id="alm_1"))


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
