"""Decisions on who goes where: nobody is taken, doubled or forgotten silently."""

import random

import pytest
from msgspec.structs import replace

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.diverting import blocked
from controlroom.domain.errors import Refused
from tests.helpers.watch import (
    DG62,
    HB14,
    MARSH,
    RADIO,
    ROWE,
    TV21,
    TV22,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """TV21 speaks through a radio, TV22's phone tells only places, DG62 has nothing."""
    return Watch()


def says(number: int, device_id: str = RADIO) -> o.StateReported:
    """Return a state pressed on a device."""
    return o.StateReported(device_id=device_id, state=number, at_us=0)


def assign(incident_id: str, *unit_ids: str, **how: bool) -> c.AssignUnits:
    """Return an assignment."""
    return c.AssignUnits(incident_id=incident_id, unit_ids=unit_ids, **how)  # type: ignore[arg-type]  # divert, keep


def unbriefed(events: list[e.AnyEvent]) -> list[e.AnyEvent]:
    """Return events without what was sent along, which has tests of its own."""
    return [
        replace(event, briefing=None) if isinstance(event, e.UnitAssigned) else event
        for event in events
    ]


# --- assign


def test_an_assignment_is_no_radio_state(watch: Watch) -> None:
    """The officer presses 5; until then the unit is on patrol, with an incident."""
    incident_id = watch.opened()
    events = watch.do(
        c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,), recommended=(TV21,))
    )

    assert [
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21, recommended=True)
    ] == unbriefed(events)
    assert 2 == watch.unit(TV21).state


@pytest.mark.parametrize("unit_id", [TV22, DG62])
def test_units_that_cannot_tell_are_told(watch: Watch, unit_id: str) -> None:
    """No device, or one that knows only places: the desk's word counts."""
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(unit_id,)))

    assert 5 == watch.unit(unit_id).state


def test_a_disabled_device_tells_nothing(watch: Watch) -> None:
    """With its radio disabled TV21 is told, too."""
    watch.do(c.SetEnabled(entity_id=RADIO, enabled=False), role="supervisor")
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV21,)))

    assert 5 == watch.unit(TV21).state


def test_a_unit_named_twice_is_sent_once(watch: Watch) -> None:
    """A double click is one assignment."""
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21, TV21)))

    assert 1 == len(watch.incident(incident_id).assignments)


def test_a_committed_unit_is_not_taken_silently(watch: Watch) -> None:
    """The refusal names the number, who and when."""
    first, second = watch.opened(), watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    refusal = refused(watch, c.AssignUnits(incident_id=second, unit_ids=(TV22, TV21)))

    assert "committed" == refusal.code
    assert (
        "TV21 is committed to CAD 1 (Ash, 14:00:04). Nothing changed. "
        "Choose another unit, or stand TV21 down first."
    ) == refusal.sentence
    assert () == watch.unit(TV22).incident_ids


def test_diverting_is_asked_for_by_name(watch: Watch) -> None:
    """It leaves the one and goes to the other, in one step, and both logs say so."""
    first, second = watch.opened(), watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    events = watch.do(
        c.AssignUnits(incident_id=second, unit_ids=(TV21,), divert=True), who=MARSH
    )

    assert [
        e.UnitStoodDown(incident_id=first, unit_id=TV21, diverted_to=second),
        e.UnitAssigned(incident_id=second, unit_id=TV21),
    ] == unbriefed(events)
    assert "TV21 diverted to CAD 2." == watch.log(first)[-1]
    assert (second,) == watch.unit(TV21).incident_ids


def test_two_desks_at_once(watch: Watch) -> None:
    """Both saw TV21 free; one wins, the other is told who and when."""
    first, second = watch.opened(), watch.opened()
    seen = {TV21: watch.unit(TV21).revision}
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)), expects=seen)
    with pytest.raises(Refused) as conflict:
        watch.do(
            c.AssignUnits(incident_id=second, unit_ids=(TV21,)),
            who=MARSH,
            expects=seen,
        )

    assert "conflict" == conflict.value.code
    assert "TV21 was assigned to CAD 1 by Ash at 14:00:04." in conflict.value.sentence


def test_who_cannot_be_sent(watch: Watch) -> None:
    """Unknown, there already, off duty, in danger, nobody, too many."""
    incident_id = watch.opened()

    def send(*unit_ids: str, divert: bool = False) -> Refused:
        act = c.AssignUnits(incident_id=incident_id, unit_ids=unit_ids, divert=divert)
        return refused(watch, act)

    assert "unknown_unit" == send("unit_gone").code
    assert "no_unit" == send().code
    assert "units" == send(*(f"unit_{number}" for number in range(51))).code
    off = send(HB14)
    assert "unavailable" == off.code
    assert "HB14 is off duty (11) since" in off.sentence
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    there = send(TV21, divert=True)
    assert "already_assigned" == there.code
    assert "TV21 is already on CAD 1 (Ash, " in there.sentence
    watch.do(c.RaiseEmergency(unit_id=TV22))
    danger = send(TV22, divert=True)
    assert "emergency" == danger.code
    assert "TV22's officer is in an emergency since" in danger.sentence


def test_nobody_is_sent_to_what_is_over(watch: Watch) -> None:
    """Resolved, and never heard of."""
    incident_id = watch.opened()
    watch.do(c.ResolveIncident(incident_id=incident_id))

    assert (
        "resolved"
        == refused(watch, c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,))).code
    )
    assert (
        "unknown_incident"
        == refused(watch, c.AssignUnits(incident_id="inc_gone", unit_ids=(TV21,))).code
    )


# --- stand down


def test_standing_down_returns_a_unit(watch: Watch) -> None:
    """TV21 will say what it does; DG62, without a device, is on patrol."""
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21, DG62)))
    watch.see(says(5))

    assert [
        e.UnitStoodDown(incident_id=incident_id, unit_id=TV21, reason="meal")
    ] == watch.do(c.StandDown(incident_id=incident_id, unit_id=TV21, reason="meal"))
    assert 5 == watch.unit(TV21).state
    watch.do(c.StandDown(incident_id=incident_id, unit_id=DG62))
    assert 2 == watch.unit(DG62).state


def test_only_who_is_there_is_stood_down(watch: Watch) -> None:
    """Another incident, an unknown one, an unknown unit."""
    incident_id = watch.opened()

    assert (
        "TV21 is not on CAD 1."
        in refused(watch, c.StandDown(incident_id=incident_id, unit_id=TV21)).sentence
    )
    assert (
        "TV21 is not on that incident."
        in refused(watch, c.StandDown(incident_id="inc_gone", unit_id=TV21)).sentence
    )
    assert (
        "unknown_unit"
        == refused(
            watch, c.StandDown(incident_id=incident_id, unit_id="unit_gone")
        ).code
    )


def test_everybody_is_stood_down_at_once(watch: Watch) -> None:
    """Who is on it and who has it next; the incident stays open."""
    other, incident_id = watch.opened(), watch.opened()
    watch.do(assign(other, TV21))
    watch.do(assign(incident_id, TV22, DG62))
    watch.do(c.PreAssign(incident_id=incident_id, unit_id=TV21))
    watch.do(c.StandDownAll(incident_id=incident_id, reason="false call"))

    assert () == watch.incident(incident_id).assignments
    assert () == watch.incident(incident_id).pre_assigned
    assert ((other,), ()) == (watch.unit(TV21).incident_ids, watch.unit(TV21).next_ids)
    assert "open" == watch.incident(incident_id).status
    refusal = refused(watch, c.StandDownAll(incident_id=incident_id))
    assert "No unit is on CAD 2. Nothing changed." == refusal.sentence


# --- the rule


def test_the_rule_holds_a_unit_at_an_immediate(watch: Watch) -> None:
    """At the scene of one, nothing of a lower grade takes it, asked for or not."""
    first, second = watch.opened("ROBBERY"), watch.opened("THEFT")
    watch.do(assign(first, TV21))
    watch.see(says(6))
    refusal = refused(watch, assign(second, TV21, divert=True))

    assert "held" == refusal.code
    assert (
        "TV21, at scene (6), is held on CAD 1, grade I; by the force's rule it is not "
        "taken for anything else. Nothing changed. Choose another unit, or let TV21 "
        "have this next; a supervisor may divert it with a reason."
    ) == refusal.sentence
    assert "held" == refused(watch, assign(second, TV21)).code
    assert (first,) == watch.unit(TV21).incident_ids


def test_a_supervisor_overrules_with_a_reason(watch: Watch) -> None:
    """The reason stands in both logs; nobody else may, and not without words."""
    first, second = watch.opened("ROBBERY"), watch.opened("THEFT")
    watch.do(assign(first, TV21))
    watch.see(says(6))

    def overrule(reason: str) -> c.OverrideDivert:
        return c.OverrideDivert(incident_id=second, unit_ids=(TV21,), reason=reason)

    assert "not_allowed" == refused(watch, overrule("officer hurt next door")).code
    assert "text" == refused(watch, overrule("  "), role="supervisor").code
    watch.do(overrule("officer hurt next door"), who=ROWE, role="supervisor")
    assert "TV21 diverted to CAD 2: officer hurt next door" == watch.log(first)[-1]
    assert (second,) == watch.unit(TV21).incident_ids


@pytest.mark.parametrize("state", [0, 9, 11])
def test_a_supervisor_overrules_the_rule_and_nothing_else(
    watch: Watch, state: int
) -> None:
    """Who is in danger, escorting or off duty is sent by nobody."""
    incident_id = watch.opened()
    if state:
        watch.see(says(state))
    else:
        watch.do(c.RaiseEmergency(unit_id=TV21))
    act = c.OverrideDivert(incident_id=incident_id, unit_ids=(TV21,), reason="x")

    assert {0: "emergency"}.get(state, "unavailable") == refused(
        watch, act, role="supervisor"
    ).code


# --- several incidents on one unit


def test_a_unit_keeps_one_and_takes_another_by_name(watch: Watch) -> None:
    """Both stand, in the order given, and its states count for one at a time."""
    first, second = watch.opened(), watch.opened()
    watch.do(assign(first, TV21))
    watch.do(assign(second, TV21, keep=True))
    watch.see(says(5))
    watch.see(says(6))

    assert (first, second) == watch.unit(TV21).incident_ids
    assert None is not watch.incident(first).first_at_scene_at_us
    assert None is watch.incident(second).first_at_scene_at_us
    assert "TV21 assigned." == watch.log(second)[-1]
    watch.see(says(5))
    watch.see(says(6))
    assert None is not watch.incident(second).first_at_scene_at_us


def test_a_unit_without_a_device_keeps_its_state(watch: Watch) -> None:
    """It is at the first scene still; the desk says when it goes on."""
    first, second = watch.opened(), watch.opened()
    watch.do(assign(first, DG62))
    watch.do(c.SetUnitState(unit_id=DG62, state=6))
    watch.do(assign(second, DG62, keep=True))

    assert 6 == watch.unit(DG62).state
    assert None is watch.incident(second).assignments[0].en_route_at_us


def test_nobody_is_on_more_than_the_rule_lets(watch: Watch) -> None:
    """Three by the shipped codes; leaving and keeping at once means nothing."""
    *three, fourth = [watch.opened() for _ in range(4)]
    for incident_id in three:
        watch.do(assign(incident_id, TV21, keep=True))
    refusal = refused(watch, assign(fourth, TV21, keep=True))

    assert "full" == refusal.code
    assert "TV21 is on 3 incidents, CAD 3 (Ash, " in refusal.sentence
    both = refused(watch, assign(fourth, TV22, keep=True, divert=True))
    assert "divert_or_keep" == both.code


# --- next


def test_a_unit_has_an_incident_next(watch: Watch) -> None:
    """Both sides know; being assigned ends that, and nothing is sent by itself."""
    first, second = watch.opened(), watch.opened()
    watch.do(assign(first, TV21))

    assert [e.PreAssigned(incident_id=second, unit_id=TV21)] == watch.do(
        c.PreAssign(incident_id=second, unit_id=TV21)
    )
    assert (second,) == watch.unit(TV21).next_ids
    assert [TV21] == [each.unit_id for each in watch.incident(second).pre_assigned]
    assert "TV21 has this next, once it is free." == watch.log(second)[-1]
    watch.do(c.StandDown(incident_id=first, unit_id=TV21))
    assert () == watch.incident(second).assignments
    watch.do(assign(second, TV21))
    assert () == watch.unit(TV21).next_ids
    assert () == watch.incident(second).pre_assigned


def test_what_is_next_can_be_taken_back(watch: Watch) -> None:
    """By standing down, with a reason; what the unit is on stays."""
    first, second = watch.opened(), watch.opened()
    watch.do(assign(first, TV21))
    watch.do(c.PreAssign(incident_id=second, unit_id=TV21))
    watch.do(c.StandDown(incident_id=second, unit_id=TV21, reason="too far"))

    assert ((first,), ()) == (watch.unit(TV21).incident_ids, watch.unit(TV21).next_ids)
    assert "TV21 no longer has this next: too far" == watch.log(second)[-1]


def test_who_cannot_have_it_next(watch: Watch) -> None:
    """On it, has it next, off duty, free now, too many: each with its own words."""
    first, second = watch.opened(), watch.opened()

    def next_(incident_id: str, unit_id: str) -> Refused:
        return refused(watch, c.PreAssign(incident_id=incident_id, unit_id=unit_id))

    assert "free" == next_(first, TV21).code
    assert "unavailable" == next_(first, HB14).code
    watch.do(assign(first, TV21))
    assert "already_assigned" == next_(first, TV21).code
    watch.do(c.PreAssign(incident_id=second, unit_id=TV21))
    assert "already_next" == next_(second, TV21).code
    for _ in range(4):
        watch.do(c.PreAssign(incident_id=watch.opened(), unit_id=TV21))
    full = next_(watch.opened(), TV21)
    assert "next_full" == full.code
    assert (
        "TV21 already has CAD 2, CAD 3, CAD 4, CAD 5 and CAD 6 next." in full.sentence
    )


def test_what_is_resolved_is_nobodys_next(watch: Watch) -> None:
    """The unit is told nothing, and never gets an incident that is over."""
    first, second = watch.opened(), watch.opened()
    watch.do(assign(first, TV21))
    watch.do(c.PreAssign(incident_id=second, unit_id=TV21))
    watch.do(c.ResolveIncident(incident_id=second))

    assert () == watch.unit(TV21).next_ids


# --- races


def test_racing_desks_never_double_book() -> None:
    """Ten desks send at random, most with old pictures; the rule holds all the time."""
    watch = Watch()
    rng = random.Random(433)
    incidents = [
        watch.opened(kind) for kind in ("ROBBERY", "THEFT", "NOISE", "WEAPON") * 2
    ]
    units = (TV21, TV22, DG62)
    kept: set[tuple[str, str]] = set()
    taken = 0
    for _ in range(1_500):
        incident_id, unit_id = rng.choice(incidents), rng.choice(units)
        unit = watch.unit(unit_id)
        seen = {unit_id: unit.revision - rng.choice((0, 0, 0, 1))}
        how = rng.choice(({}, {}, {"divert": True}, {"keep": True}))
        before = unit.incident_ids
        held = blocked(watch.picture, unit, watch.incident(incident_id))
        act = rng.choice(
            (
                assign(incident_id, unit_id, **how),
                c.StandDown(incident_id=incident_id, unit_id=unit_id),
                c.SetUnitState(unit_id=unit_id, state=rng.choice((2, 5, 6))),
            )
        )
        try:
            watch.do(act, expects=seen)
        except Refused:
            assert before == watch.unit(unit_id).incident_ids
            continue
        now = watch.unit(unit_id).incident_ids
        if isinstance(act, c.AssignUnits):
            taken += 1
            if act.keep:
                kept.add((unit_id, incident_id))
                assert (*before, incident_id) == now
            else:
                assert (incident_id,) == now
                assert not (before and held)
        assert 3 >= len(now)
        assert all((unit_id, each) in kept for each in now[1:])

    assert 100 < taken
