"""What takes a command back, and when it is not taken back."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.undoing import TAKEN_BACK
from controlroom.domain.entities import Outline
from controlroom.domain.errors import Conflict, Refused
from tests.helpers.watch import ASH, DG62, MARSH, TV21, TV22, Watch
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


def test_a_conflict_is_a_conflict(watch: Watch) -> None:
    """Desks show it as one."""
    sent(watch, TV21)
    command_id = watch.last_id
    (incident_id,) = watch.unit(TV21).incident_ids
    watch.do(c.StandDown(incident_id=incident_id, unit_id=TV21), who=MARSH)
    with pytest.raises(Conflict, match="Marsh"):
        undo(watch, command_id)
