"""What takes a command back, and when it is not taken back."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.undoing import TAKEN_BACK
from controlroom.domain.entities import Outline
from controlroom.domain.errors import Conflict, Refused
from tests.helpers.watch import (
    ASH,
    DG62,
    HALE,
    HB14,
    HOUR_US,
    MARSH,
    OKAFOR,
    TV21,
    TV22,
    Watch,
)
from tests.unit.domain.decide.test_units import says

POINT = Outline(shape="point", corners=((51.5, -0.1),))
ELSEWHERE = Outline(shape="point", corners=((51.6, -0.1),))


@pytest.fixture
def watch() -> Watch:
    """TV21 speaks through a radio, TV22's phone tells only places, DG62 has nothing."""
    return Watch()


def undo(watch: Watch, command_id: str = "", who: str = ASH) -> list[e.AnyEvent]:
    """Take back what was done last, or a command by its id."""
    return watch.do(c.Undo(command_id=command_id or watch.last_id), who=who)


def not_undone(watch: Watch, command_id: str = "", who: str = ASH) -> str:
    """Return why it is not taken back; the picture is as it was."""
    before = watch.picture.seq
    with pytest.raises(Refused) as refused:
        undo(watch, command_id, who)

    assert before == watch.picture.seq
    assert "Nothing changed." in refused.value.sentence
    return refused.value.sentence


def sent(watch: Watch, *unit_ids: str, divert: bool = False) -> str:
    """Send units to a new incident; return its id."""
    incident_id = watch.opened()
    act = c.AssignUnits(incident_id=incident_id, unit_ids=unit_ids, divert=divert)
    watch.do(act)
    return incident_id


def test_an_assignment_is_taken_back(watch: Watch) -> None:
    """Every unit is free, in the state it had, and both stand in the log."""
    incident_id = sent(watch, TV21, DG62)
    undo(watch)

    assert ((), 2) == (watch.unit(TV21).incident_ids, watch.unit(TV21).state)
    assert ((), 3) == (watch.unit(DG62).incident_ids, watch.unit(DG62).state)
    assert "TV21 assigned." in watch.log(incident_id)
    assert f"TV21 stood down: {TAKEN_BACK}" in watch.log(incident_id)


def test_a_diversion_goes_back_to_where_it_came_from(watch: Watch) -> None:
    """With who had sent it, and how far it had come."""
    first = sent(watch, TV21)
    watch.see(says(5))
    held = watch.incident(first).assignments
    second = sent(watch, TV21, divert=True)
    undo(watch)

    assert (first,) == watch.unit(TV21).incident_ids
    assert held == watch.incident(first).assignments
    assert () == watch.incident(second).assignments
    assert "TV21 assigned again: taken back" in watch.log(first)


def test_a_unit_under_way_is_called_back_and_one_at_scene_is_not(watch: Watch) -> None:
    """The way there is what an undo saves; who has arrived is stood down by hand."""
    sent(watch, TV21)
    command_id = watch.last_id
    watch.see(says(5))
    undo(watch, command_id)

    assert () == watch.unit(TV21).incident_ids

    sent(watch, TV21)
    watch.see(says(6))

    assert "is at scene (6) now" in not_undone(watch)


def test_what_a_unit_has_next_is_taken_back(watch: Watch) -> None:
    """Named for next and not named any more; who was sent has it next again."""
    sent(watch, DG62)
    waiting = watch.opened()
    watch.do(c.PreAssign(incident_id=waiting, unit_id=DG62))
    undo(watch)

    assert () == watch.unit(DG62).next_ids

    watch.do(c.PreAssign(incident_id=waiting, unit_id=DG62))
    watch.do(c.StandDown(incident_id=waiting, unit_id=DG62))
    undo(watch)

    assert (waiting,) == watch.unit(DG62).next_ids

    watch.do(c.AssignUnits(incident_id=waiting, unit_ids=(DG62,), divert=True))
    undo(watch)

    assert (waiting,) == watch.unit(DG62).next_ids
    assert waiting not in watch.unit(DG62).incident_ids


def test_standing_down_is_taken_back(watch: Watch) -> None:
    """The unit is on it again, with its times, in the state it had."""
    incident_id = sent(watch, DG62)
    watch.do(c.SetUnitState(unit_id=DG62, state=6))
    held = watch.incident(incident_id).assignments
    watch.do(c.StandDown(incident_id=incident_id, unit_id=DG62))
    undo(watch)

    assert held == watch.incident(incident_id).assignments
    assert 6 == watch.unit(DG62).state


def test_a_state_is_taken_back(watch: Watch) -> None:
    """Unless the officer has said another since."""
    watch.do(c.SetUnitState(unit_id=TV21, state=8))
    undo(watch)

    assert 2 == watch.unit(TV21).state

    watch.do(c.SetUnitState(unit_id=TV21, state=8))
    watch.see(says(3))

    assert "TV21 was changed by" in not_undone(watch)


def test_booking_on_is_not_taken_back_under_a_job(watch: Watch) -> None:
    """A unit that was sent meanwhile would be off duty and committed at once."""
    watch.do(c.SetUnitState(unit_id="unit_hb14", state=2))
    command_id = watch.last_id
    sent(watch, "unit_hb14")

    assert "HB14 was assigned to" in not_undone(watch, command_id)


def test_a_grade_is_taken_back(watch: Watch) -> None:
    """A line that somebody wrote since is no reason against; another grade is."""
    incident_id = watch.opened()
    before = watch.incident(incident_id).grade
    watch.do(c.GradeIncident(incident_id=incident_id, grade="R", reason="Calm"))
    command_id = watch.last_id
    watch.do(c.AddLogEntry(incident_id=incident_id, text="Seen"), who=MARSH)
    undo(watch, command_id)

    assert before == watch.incident(incident_id).grade

    watch.do(c.GradeIncident(incident_id=incident_id, grade="R", reason="Calm"))
    command_id = watch.last_id
    watch.do(
        c.GradeIncident(incident_id=incident_id, grade="E", reason="No"), who=MARSH
    )
    said = not_undone(watch, command_id)

    assert "changed by Marsh at 14:" in said
    assert "Grade R to E" in said


def test_resolving_is_taken_back_with_its_units(watch: Watch) -> None:
    """Open again, and whoever was stood down with it is on it again."""
    incident_id = sent(watch, TV21, DG62)
    held = watch.incident(incident_id).assignments
    watch.do(c.ResolveIncident(incident_id=incident_id))
    undo(watch)

    assert "open" == watch.incident(incident_id).status
    assert set(held) == set(watch.incident(incident_id).assignments)
    assert "Reopened: taken back" in watch.log(incident_id)


def test_resolving_stays_when_a_unit_has_gone_elsewhere(watch: Watch) -> None:
    """All of it or none: the incident is not reopened without its unit."""
    incident_id = sent(watch, TV21)
    watch.do(c.ResolveIncident(incident_id=incident_id))
    command_id = watch.last_id
    sent(watch, TV21)

    assert "TV21 was assigned to CAD" in not_undone(watch, command_id)
    assert "resolved" == watch.incident(incident_id).status


def test_an_officer_in_danger_is_not_sent_about(watch: Watch) -> None:
    """A call for help since then ends every undo about that unit."""
    incident_id = sent(watch, TV22)
    watch.do(c.StandDown(incident_id=incident_id, unit_id=TV22))
    command_id = watch.last_id
    watch.do(c.RaiseEmergency(unit_id=TV22))

    assert "TV22" in not_undone(watch, command_id)


def test_a_merge_is_taken_back(watch: Watch) -> None:
    """Both are open, each with its own units; links come and go the same way."""
    kept, duplicate = watch.opened(), sent(watch, TV21)
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    undo(watch)

    assert ("open", (duplicate,)) == (
        watch.incident(duplicate).status, watch.unit(TV21).incident_ids
    )  # fmt: skip

    watch.do(c.LinkIncidents(incident_id=kept, other_id=duplicate))
    undo(watch)

    assert () == watch.incident(kept).links

    watch.do(c.LinkIncidents(incident_id=kept, other_id=duplicate))
    watch.do(c.UnlinkIncidents(incident_id=kept, other_id=duplicate))
    undo(watch)

    assert (duplicate,) == watch.incident(kept).links


def test_a_merge_stays_once_the_kept_one_has_ended(watch: Watch) -> None:
    """Its end was for both."""
    kept, duplicate = watch.opened(), watch.opened()
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    command_id = watch.last_id
    watch.do(c.ResolveIncident(incident_id=kept), who=MARSH)

    assert "changed by Marsh" in not_undone(watch, command_id)


def test_drawings_are_taken_back(watch: Watch) -> None:
    """What was drawn goes, what was changed or erased is as it was, by the same id."""
    watch.do(c.Draw(kind="rvp", outline=POINT, label="Gate"))
    undo(watch)

    assert {} == watch.picture.drawings

    watch.do(c.Draw(kind="rvp", outline=POINT, label="Gate"))
    (drawing_id,) = watch.picture.drawings
    watch.do(c.Redraw(drawing_id=drawing_id, kind="rvp", outline=ELSEWHERE))
    undo(watch)

    assert ("Gate", POINT) == (
        watch.picture.drawings[drawing_id].label,
        watch.picture.drawings[drawing_id].outline,
    )

    watch.do(c.Erase(drawing_id=drawing_id))
    undo(watch)

    assert ["Gate"] == [each.label for each in watch.picture.drawings.values()]


def test_an_erased_drawing_whose_time_is_over_stays_away(watch: Watch) -> None:
    """It would have expired by now."""
    until_us = watch.now_us + 60_000_000
    watch.do(c.Draw(kind="rvp", outline=POINT, expires_at_us=until_us))
    (drawing_id,) = watch.picture.drawings
    watch.do(c.Erase(drawing_id=drawing_id))
    watch.now_us = until_us

    assert "expired" in not_undone(watch)


def test_twice_is_refused(watch: Watch) -> None:
    """Nothing goes there and back: what is taken back is done again by hand."""
    sent(watch, TV21)
    command_id = watch.last_id
    undo(watch)

    assert "not taken back again" in not_undone(watch)
    assert "TV21 was changed by Ash" in not_undone(watch, command_id)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (c.RaiseEmergency(unit_id=TV22), "An emergency is not taken back."),
        (c.SendMessage(unit_ids=(TV21,), text="x"), "A message that was sent"),
        (c.AddLogEntry(incident_id="", text="x"), "A log entry is not taken back."),
        (c.OpenIncident(type_code="ROBBERY"), "This is not taken back by a key."),
    ],
)
def test_some_things_are_never_taken_back(
    watch: Watch, act: c.AnyAct, words: str
) -> None:
    """A call for help, words that went out, lines of a log; and the rest by hand."""
    if isinstance(act, c.AddLogEntry):
        act = c.AddLogEntry(incident_id=watch.opened(), text=act.text)
    watch.do(act)

    assert words in not_undone(watch)


def test_only_who_did_it_takes_it_back(watch: Watch) -> None:
    """By name and time, so that the two can speak."""
    sent(watch, TV21)

    assert "Ash did this at 14:00:" in not_undone(watch, who=MARSH)


def test_what_nobody_did_cannot_be_taken_back(watch: Watch) -> None:
    """Never done, or too long ago."""

    assert "too long ago" in not_undone(watch, "cmd_unknown")


def test_a_role_that_may_not_do_it_may_not_undo_it(watch: Watch) -> None:
    """The role is asked as it is now."""
    sent(watch, TV21)
    with pytest.raises(Refused, match="you may not"):
        watch.do(c.Undo(command_id=watch.last_id), role="observer")


def test_an_amendment_is_taken_back(watch: Watch) -> None:
    """Every value as it was, and no position where there was none; the log has both."""
    incident_id = watch.opened(place="Mill 3", caller="Lee")
    before = watch.incident(incident_id)
    watch.do(
        c.AmendIncident(
            incident_id=incident_id, place="Pier 7", caller="", lat=51.5, lon=-0.1,
            type_code="BURGLARY",
        )
    )  # fmt: skip
    undo(watch)
    after = watch.incident(incident_id)

    for name in ("type_code", "place", "lat", "lon", "sector", "caller"):
        assert getattr(before, name) == getattr(after, name), name
    assert (
        "Amended: type Robbery, place Mill 3, position none, caller Lee: taken back"
    ) == watch.log(incident_id)[-1]


def test_an_amendment_stays_where_somebody_changed_the_same(watch: Watch) -> None:
    """Another field since is no reason against; the same one is, with who it was."""
    incident_id = watch.opened(place="Mill 3")
    watch.do(c.AmendIncident(incident_id=incident_id, place="Pier 7"))
    first = watch.last_id
    watch.do(c.AmendIncident(incident_id=incident_id, caller="Lee"), who=MARSH)
    undo(watch, first)

    assert ("Mill 3", "Lee") == (
        watch.incident(incident_id).place, watch.incident(incident_id).caller,
    )  # fmt: skip

    watch.do(c.AmendIncident(incident_id=incident_id, place="Quay 1"))
    second = watch.last_id
    watch.do(c.AmendIncident(incident_id=incident_id, place="Quay 2"), who=MARSH)

    assert "was changed by Marsh at " in not_undone(watch, second)


def _closed(watch: Watch, type_code: str = "") -> str:
    incident_id = watch.opened()
    watch.do(c.ResolveIncident(incident_id=incident_id))
    bring_up = c.SetBringUp(incident_id=incident_id, at_us=watch.now_us + HOUR_US)
    watch.do(bring_up)
    closing = watch.picture.codes.closing[0].code
    watch.do(
        c.CloseIncident(
            incident_id=incident_id, closing_code=closing,
            disposition=watch.picture.codes.dispositions[0].code, type_code=type_code,
        )
    )  # fmt: skip
    return incident_id


def test_closing_is_taken_back(watch: Watch) -> None:
    """It is resolved again, since when it was, with its type and its bring-up."""
    incident_id = _closed(watch, type_code="BURGLARY")
    resolved_us = watch.incident(incident_id).resolved_at_us
    undo(watch)
    incident = watch.incident(incident_id)

    assert ("resolved", resolved_us, None, "", "") == (
        incident.status, incident.resolved_at_us, incident.closed_at_us,
        incident.closing_code, incident.disposition,
    )  # fmt: skip
    assert ("ROBBERY", True) == (
        incident.type_code, incident.bring_up_at_us is not None
    )  # fmt: skip
    assert "Resolved again: taken back" in watch.log(incident_id)


def test_reopening_is_taken_back_with_how_it_had_ended(watch: Watch) -> None:
    """Codes, disposition and times; an alarm of its target meanwhile ends with it."""
    incident_id = _closed(watch)
    before = watch.incident(incident_id)
    watch.do(c.ReopenIncident(incident_id=incident_id, reason="Wrong one"))
    watch.tick(after_s=4000)
    raised = watch.picture.alarm_of(incident_id, "target_passed")
    undo(watch)
    after = watch.incident(incident_id)

    assert raised is not None
    assert watch.picture.alarm_of(incident_id, "target_passed") is None
    for name in ("status", "resolved_at_us", "closed_at_us", "closing_code",
                 "qualifiers", "disposition"):  # fmt: skip
        assert getattr(before, name) == getattr(after, name), name
    assert "Closed again: taken back" in watch.log(incident_id)


def test_reopening_stays_once_a_unit_was_sent(watch: Watch) -> None:
    """Nobody is on what is closed."""
    incident_id = _closed(watch)
    watch.do(c.ReopenIncident(incident_id=incident_id))
    command_id = watch.last_id
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)), who=MARSH)

    assert "was changed by Marsh at " in not_undone(watch, command_id)


def test_closing_stays_once_it_was_reopened(watch: Watch) -> None:
    """And closed otherwise."""
    incident_id = _closed(watch)
    command_id = watch.last_id
    watch.do(c.ReopenIncident(incident_id=incident_id), who=MARSH)

    assert "was changed by Marsh at " in not_undone(watch, command_id)


def test_a_crew_is_taken_back(watch: Watch) -> None:
    """With who left a car that stands for it, and with what they can do."""
    watch.do(c.BookOff(unit_id=TV21))
    watch.do(c.SetCrew(unit_id=TV22, person_ids=(OKAFOR, HALE)))
    undo(watch)

    assert ((OKAFOR,), ()) == (watch.unit(TV21).crew, watch.unit(TV22).crew)
    assert {OKAFOR: TV21} == watch.picture.riders


def test_a_crew_stays_where_one_of_them_sits_elsewhere_now(watch: Watch) -> None:
    """Nobody is pulled out of a car on duty by a key for something else."""
    watch.do(c.SetCrew(unit_id=TV21, person_ids=(HALE,)))
    command_id = watch.last_id
    watch.do(c.SetCrew(unit_id=TV22, person_ids=(OKAFOR,)), who=MARSH)

    assert "PC 2187 Okafor is in TV22" in not_undone(watch, command_id)


def test_a_crew_stays_once_it_was_changed_again(watch: Watch) -> None:
    """Who did is said."""
    watch.do(c.SetCrew(unit_id=TV21, person_ids=(HALE,)))
    command_id = watch.last_id
    watch.do(c.SetCrew(unit_id=TV21, person_ids=(HALE, OKAFOR)), who=MARSH)

    assert "TV21 was changed by Marsh at " in not_undone(watch, command_id)


def test_a_first_crew_is_not_taken_from_a_job(watch: Watch) -> None:
    """A unit on an incident keeps somebody in it."""
    watch.do(c.SetCrew(unit_id=TV22, person_ids=(HALE,)))
    command_id = watch.last_id
    sent(watch, TV22)

    assert "TV22 is on an incident and would have no crew." in (
        not_undone(watch, command_id)
    )


def test_the_crew_of_an_officer_in_danger_stays(watch: Watch) -> None:
    """Whoever helps must know who sits there."""
    watch.do(c.SetCrew(unit_id=TV21, person_ids=(OKAFOR, HALE)))
    command_id = watch.last_id
    watch.do(c.RaiseEmergency(unit_id=TV21))

    assert "TV21 was changed by" in not_undone(watch, command_id)


def test_booking_on_is_taken_back_whole(watch: Watch) -> None:
    """State, times and crew at once."""
    before = watch.unit(HB14)
    end_us, meal_us = watch.now_us + 8 * HOUR_US, watch.now_us + 4 * HOUR_US
    watch.do(
        c.BookOn(
            unit_id=HB14, shift_end_us=end_us, meal_at_us=meal_us, person_ids=(HALE,)
        )
    )
    undo(watch)
    after = watch.unit(HB14)

    assert (11, (), 0, None, None) == (
        after.state, after.crew, after.duty_at_us, after.shift_end_us, after.meal_at_us
    )  # fmt: skip
    assert before.crew == after.crew


def test_another_end_of_a_shift_is_taken_back(watch: Watch) -> None:
    """To the time that it had, or to none."""
    end_us = watch.now_us + 8 * HOUR_US
    watch.do(c.BookOn(unit_id=TV21, shift_end_us=end_us))
    first = watch.last_id
    watch.do(c.BookOn(unit_id=TV21, shift_end_us=end_us + HOUR_US))
    undo(watch)

    assert end_us == watch.unit(TV21).shift_end_us

    undo(watch, first)

    assert watch.unit(TV21).shift_end_us is None
    assert 2 == watch.unit(TV21).state


def test_booking_off_is_taken_back_with_shift_and_request(watch: Watch) -> None:
    """A key pressed by mistake costs nobody the meal, nor an urgent call back."""
    end_us = watch.now_us + 8 * HOUR_US
    watch.do(c.BookOn(unit_id=TV21, shift_end_us=end_us))
    watch.see(says(14))
    before = watch.unit(TV21)
    watch.do(c.BookOff(unit_id=TV21))
    undo(watch)
    after = watch.unit(TV21)

    for name in ("state", "crew", "duty_at_us", "shift_end_us", "meal_at_us",
                 "meal_us", "request", "request_at_us"):  # fmt: skip
        assert getattr(before, name) == getattr(after, name), name


def test_booking_off_stays_once_the_device_said_otherwise(watch: Watch) -> None:
    """The officer's own word is newer."""
    watch.do(c.BookOff(unit_id=TV21))
    command_id = watch.last_id
    watch.see(says(2))

    assert "TV21 was changed by" in not_undone(watch, command_id)


def test_a_conflict_is_a_conflict(watch: Watch) -> None:
    """Desks show it as one."""
    sent(watch, TV21)
    command_id = watch.last_id
    (incident_id,) = watch.unit(TV21).incident_ids
    watch.do(c.StandDown(incident_id=incident_id, unit_id=TV21), who=MARSH)
    with pytest.raises(Conflict, match="Marsh"):
        undo(watch, command_id)
