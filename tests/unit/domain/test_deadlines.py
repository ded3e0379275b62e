"""Due times by the two clocks, and the order of the queue."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import deadlines as d
from controlroom.domain.entities import Incident
from controlroom.domain.observations import StateReported
from tests.helpers.watch import (
    DG62,
    HOUR_US,
    MINUTE_US,
    RADIO,
    START_US,
    TV21,
    Watch,
    uk_codes,
)

CODES = uk_codes()


def incident(**fields: object) -> Incident:
    """Return an open incident that was called in at 14:00."""
    plain = Incident(
        incident_id="inc_1", cad="1/21NOV26", type_code="ROBBERY", grade="I",
        opened_at_us=START_US,
    )  # fmt: skip
    return msgspec.structs.replace(plain, **fields)


@pytest.mark.parametrize(
    ("grade", "attend", "dispatch"),
    [
        ("I", 15 * MINUTE_US, MINUTE_US),
        ("S", 60 * MINUTE_US, 15 * MINUTE_US),
        ("E", 48 * HOUR_US, None),
        ("R", None, None),
        ("Z", None, None),
    ],
)
def test_two_clocks(grade: str, attend: int | None, dispatch: int | None) -> None:
    """Both run from the call; no grade, no target."""
    due = d.attend_due_us(incident(grade=grade), CODES)
    send = d.dispatch_due_us(incident(grade=grade), CODES)

    assert (attend and START_US + attend) == due
    assert (dispatch and START_US + dispatch) == send


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "resolved"},
        {"status": "closed"},
        {"target_passed": True},
        {"first_at_scene_at_us": START_US},
        {"emergency_alarm_id": "alm_1"},
        {"grade": "R"},
    ],
)
def test_what_never_raises_the_alarm(fields: dict[str, object]) -> None:
    """Attended, over, said already, an emergency itself, or without a target."""

    assert START_US + 15 * MINUTE_US == d.alarm_due_us(incident(), CODES)
    assert None is d.alarm_due_us(incident(**fields), CODES)


@pytest.mark.parametrize(
    ("fields", "at_us"),
    [
        ({}, START_US + 15 * MINUTE_US),
        ({"bring_up_at_us": START_US + 5}, START_US + 5),
        ({"bring_up_at_us": START_US + HOUR_US}, START_US + 15 * MINUTE_US),
        ({"grade": "R"}, None),
        ({"grade": "R", "bring_up_at_us": START_US + 5}, START_US + 5),
        ({"status": "resolved", "bring_up_at_us": START_US + 5}, START_US + 5),
        ({"status": "closed", "closed_at_us": START_US}, START_US + 24 * HOUR_US),
    ],
)
def test_when_the_clock_looks_again(
    fields: dict[str, object], at_us: int | None
) -> None:
    """At the next thing that time alone can bring."""

    assert at_us == d.watch_us(incident(**fields), CODES)


def test_the_queue_is_in_work_order() -> None:
    """Emergency, overdue by grade then lateness, due soonest, at scene, the rest."""
    watch = Watch()
    late_s = watch.opened("THEFT", grade="S")
    watch.now_us += 30 * MINUTE_US
    late_i = watch.opened("ROBBERY", grade="I")
    later_i = watch.opened("ROBBERY", grade="I")
    watch.now_us += 40 * MINUTE_US
    attended = watch.opened("ROBBERY", grade="I")
    watch.do(c.AssignUnits(incident_id=attended, unit_ids=(TV21,)))
    watch.see(StateReported(device_id=RADIO, state=6, at_us=watch.now_us))
    due_s = watch.opened("THEFT", grade="S")
    due_i = watch.opened("ROBBERY", grade="I")
    planned = watch.opened("THEFT", grade="E")
    sooner = watch.opened("THEFT", grade="E")
    watch.do(c.SetBringUp(incident_id=sooner, at_us=watch.now_us + HOUR_US))
    referred = watch.opened("FRAUD", grade="R")
    resolved = watch.opened("FRAUD", grade="R")
    watch.do(c.ResolveIncident(incident_id=resolved))
    closed = watch.opened("FRAUD", grade="R")
    watch.do(c.ResolveIncident(incident_id=closed))
    watch.do(c.CloseIncident(incident_id=closed, closing_code="C01"))
    watch.do(c.RaiseEmergency(unit_id=DG62))
    emergency = watch.alarm().incident_id
    scheduled = watch.opened("THEFT", grade="S")
    watch.do(c.ScheduleIncident(incident_id=scheduled, at_us=watch.now_us + HOUR_US))
    places = {
        key: d.standing(each, watch.picture)
        for key, each in watch.picture.incidents.items()
    }
    found = {
        section: [
            key
            for _rank, key in sorted(
                place.rank for place in places.values()
                if place and place.section == section
            )
        ]
        for section in d.SECTIONS
    }  # fmt: skip

    assert None is places[closed]
    assert {
        "emergency": [emergency],
        "offered": [],
        "overdue": [],
        "due": [late_i, later_i, late_s, due_i, due_s],
        "at_scene": [attended],
        "extended": [sooner, planned],
        "referred": [referred],
        "scheduled": [scheduled],
        "resolved": [resolved],
    } == found
    late = [late_s, later_i, late_i]
    late.sort(
        key=lambda key: d.late_rank(
            watch.incident(key),
            places[key] or d.Standing("due", (0, ""), None),
            watch.picture.codes,
        )
    )
    assert [late_i, later_i, late_s] == late


def test_the_countdown_of_a_planned_incident_runs_to_its_reminder() -> None:
    """The earlier of both is what the row counts down to."""
    watch = Watch()
    planned = watch.opened("THEFT", grade="E")
    at_us = watch.now_us + HOUR_US
    watch.do(c.SetBringUp(incident_id=planned, at_us=at_us))
    place = d.standing(watch.incident(planned), watch.picture)

    assert place is not None
    assert at_us == place.due_us


def test_an_emergency_that_ended_is_an_incident_like_others() -> None:
    """Only while the alarm stands does it stay on top."""
    watch = Watch()
    watch.do(c.RaiseEmergency(unit_id=DG62))
    alarm = watch.alarm()
    watch.do(c.AcceptAlarm(alarm_id=alarm.alarm_id))
    watch.do(c.EndAlarm(alarm_id=alarm.alarm_id))
    place = d.standing(watch.incident(alarm.incident_id or ""), watch.picture)

    assert place is not None
    assert "due" == place.section


# --- two clocks, in words


@pytest.mark.parametrize(
    ("after_s", "fields", "word"),
    [
        (0, {}, "in time"),
        (674, {}, "in time"),
        (675, {}, "due soon"),
        (900, {}, "due soon"),
        (901, {}, "late"),
        (2_000, {"first_at_scene_at_us": START_US + 900_000_000}, "met"),
        (2_000, {"first_at_scene_at_us": START_US + 900_000_001}, "missed"),
        (2_000, {"grade": "R"}, "no target"),
    ],
)
def test_the_clock_from_the_call_says_how_it_stands(
    after_s: int, fields: dict[str, object], word: str
) -> None:
    """A word for each state, from the target of the grade in the code set in force."""
    now_us = START_US + after_s * 1_000_000
    call, _ = d.clocks(incident(**fields), CODES, now_us)

    assert ("from call", word) == (call.name, call.word)


def test_clocks_stand_once_it_is_resolved() -> None:
    """What was in time when it ended is not late an hour after; reopened they run."""
    ended_us = START_US + 300_000_000
    over = incident(status="resolved", resolved_at_us=ended_us)
    again = incident(status="open", resolved_at_us=ended_us)
    now_us = START_US + HOUR_US

    assert "in time" == d.clocks(over, CODES, now_us)[0].word
    assert "late" == d.clocks(again, CODES, now_us)[0].word
    assert (ended_us, now_us) == (
        d.counted_to_us(over, now_us), d.counted_to_us(again, now_us),
    )  # fmt: skip


def test_the_other_clock_runs_to_sending_and_then_from_it() -> None:
    """Nobody sent: a minute from the call. Sent: twelve minutes to be there."""
    sent_us = START_US + 40_000_000
    _, before = d.clocks(incident(), CODES, START_US + 50_000_000)
    _, after = d.clocks(
        incident(first_assigned_at_us=sent_us), CODES, START_US + 50_000_000
    )
    _, there = d.clocks(
        incident(first_assigned_at_us=sent_us, first_at_scene_at_us=sent_us + 5),
        CODES,
        START_US + HOUR_US,
    )

    assert ("to send", START_US, START_US + MINUTE_US, "due soon") == (
        before.name, before.from_us, before.due_us, before.word,
    )  # fmt: skip
    assert ("from dispatch", sent_us, sent_us + 12 * MINUTE_US, "in time") == (
        after.name, after.from_us, after.due_us, after.word,
    )  # fmt: skip
    assert ("met", sent_us + 5) == (there.word, there.met_us)


def test_what_is_scheduled_counts_from_its_time() -> None:
    """Before it and after: the target is that of its grade, from then."""
    at_us = START_US + 5 * HOUR_US
    for fields in ({"scheduled_at_us": at_us}, {"counts_from_us": at_us}):
        planned = incident(**fields)

        assert at_us + 15 * MINUTE_US == d.attend_due_us(planned, CODES)
        assert at_us + MINUTE_US == d.dispatch_due_us(planned, CODES)
    waiting = incident(scheduled_at_us=at_us)
    assert at_us == d.watch_us(waiting, CODES)


def test_a_unit_on_its_way_takes_what_is_scheduled_into_the_queue() -> None:
    """Sent early, it is work under way, due when its target from its time is."""
    watch = Watch()
    planned = watch.opened("ROBBERY", grade="I")
    watch.do(c.ScheduleIncident(incident_id=planned, at_us=watch.now_us + HOUR_US))
    before = d.standing(watch.incident(planned), watch.picture)
    watch.do(c.AssignUnits(incident_id=planned, unit_ids=(TV21,)))
    after = d.standing(watch.incident(planned), watch.picture)

    assert before is not None
    assert after is not None
    assert ["scheduled", "due"] == [before.section, after.section]


def test_who_was_there_and_left_leaves_it_under_way() -> None:
    """The map's badge and the queue say the same: it waits for no time any more."""
    at_us = 3_600_000_000
    waiting = incident(scheduled_at_us=at_us)
    begun = incident(scheduled_at_us=at_us, first_at_scene_at_us=at_us // 2)
    place = d.standing(begun, Watch().picture)

    assert [True, False] == [d.is_planned(waiting), d.is_planned(begun)]
    assert place is not None
    assert "at_scene" == place.section
