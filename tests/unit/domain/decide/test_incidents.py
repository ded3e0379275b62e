"""Decisions on incidents: each rule, and each refusal."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.codes import Codes, Sector
from controlroom.domain.decide.incidents import next_cad, usual_grade
from tests.helpers.watch import (
    ASH,
    HOUR_US,
    MARSH,
    START_US,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """A room with the UK codes."""
    return Watch()


# --- open


def test_an_incident_opens_with_its_number_and_usual_grade(watch: Watch) -> None:
    """Grade from the type when none is given; sector and texts as given."""
    event, said = watch.do(
        c.OpenIncident(
            type_code="ROBBERY", place="Quay 4", narrative="Two males.",
            caller="Mrs Hale", sector="Harbour",
        )
    )  # fmt: skip

    assert isinstance(event, e.IncidentOpened)
    assert ("1/21NOV26", "I", watch.now_us) == (
        event.cad, event.grade, event.opened_at_us,
    )  # fmt: skip
    assert ("Quay 4", "Two males.", "Mrs Hale", "Harbour") == (
        event.place, event.narrative, event.caller, event.sector,
    )  # fmt: skip
    assert e.LogEntryAdded(incident_id=event.incident_id, text="Two males.") == said


def test_without_words_there_is_no_line_for_them(watch: Watch) -> None:
    """Nobody said anything yet: the log holds the opening alone."""
    events = watch.do(c.OpenIncident(type_code="ROBBERY"))

    assert [e.IncidentOpened] == [type(event) for event in events]


def test_the_sector_comes_from_the_place() -> None:
    """Unless the operator says another."""
    ring = ((51.0, -1.0), (51.0, 1.0), (52.0, 1.0), (52.0, -1.0))
    watch = Watch(Codes(sectors=(Sector(name="Harbour", ring=ring),)))
    here = watch.opened("X", grade="I", lat=51.5, lon=0.0)
    said = watch.opened("X", grade="I", lat=51.5, lon=0.0, sector="Docks")

    assert "Harbour" == watch.incident(here).sector
    assert "Docks" == watch.incident(said).sector
    watch.do(c.AmendIncident(incident_id=said, lat=51.6, lon=0.0))
    assert "Harbour" == watch.incident(said).sector


def test_numbers_count_within_the_local_day(watch: Watch) -> None:
    """Midnight in London begins at 1 again; in summer that is 23:00 UTC."""
    watch.opened()
    second = watch.opened()

    assert "2/21NOV26" == watch.incident(second).cad
    watch.now_us = START_US + 10 * HOUR_US
    assert "1/22NOV26" == watch.incident(watch.opened()).cad


def test_a_clock_set_back_repeats_no_number(watch: Watch) -> None:
    """Over midnight and back: the later day goes on counting."""
    watch.now_us += 12 * HOUR_US
    watch.opened()
    number, day, count = next_cad(watch.picture, START_US)

    assert ("2/22NOV26", "2026-11-22", 2) == (number, day, count)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (c.OpenIncident(type_code="NOPE"), "type"),
        (c.OpenIncident(type_code=""), "text"),
        (c.OpenIncident(type_code="ROBBERY", grade="Z"), "grade"),
        (c.OpenIncident(type_code="ROBBERY", lat=95.0, lon=1.0), "position"),
        (c.OpenIncident(type_code="ROBBERY", place="x" * 301), "text"),
        (c.OpenIncident(type_code="ROBBERY", narrative="x" * 4_001), "text"),
        (c.OpenIncident(type_code="ROBBERY", caller="a\x00"), "text"),
        (c.OpenIncident(type_code="ROBBERY", sector="x" * 101), "text"),
    ],
)
def test_what_cannot_be_opened(watch: Watch, act: c.OpenIncident, code: str) -> None:
    """Each with its code; nothing is opened."""

    assert code == refused(watch, act).code
    assert {} == watch.picture.incidents


def test_usual_grades() -> None:
    """The type's; an unknown type's as OTHER; without OTHER the most urgent."""
    codes = Watch().picture.codes

    assert "I" == usual_grade(codes, "ROBBERY")
    assert "S" == usual_grade(codes, "FIDUCIARY TROUBLE")
    assert "I" == usual_grade(Codes(grades=codes.grades), "ROBBERY")
    assert "" == usual_grade(Codes(), "ROBBERY")


# --- amend, grade, log


def test_an_amendment_holds_only_what_differs(watch: Watch) -> None:
    """Saying the same again is no event."""
    incident_id = watch.opened("ROBBERY", place="Quay", lat=51.5, lon=0.1)
    (event,) = watch.do(
        c.AmendIncident(
            incident_id=incident_id,
            place="Quay",
            caller="Mrs Hale",
            type_code="ROBBERY",
        )
    )

    assert e.IncidentAmended(incident_id=incident_id, caller="Mrs Hale") == event
    assert [] == watch.do(
        c.AmendIncident(incident_id=incident_id, lat=51.5, lon=0.1, place="Quay")
    )
    (moved,) = watch.do(c.AmendIncident(incident_id=incident_id, lat=51.6, lon=0.1))
    assert e.IncidentAmended(incident_id=incident_id, lat=51.6, lon=0.1) == moved


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type_code": "NOPE"}, "type"),
        ({"lat": 51.0}, "position"),
        ({"place": "x" * 301}, "text"),
    ],
)
def test_what_cannot_be_amended(
    watch: Watch, fields: dict[str, object], code: str
) -> None:
    """The same rules as at opening."""
    act = c.AmendIncident(incident_id=watch.opened(), **fields)  # type: ignore[arg-type]  # as the case says

    assert code == refused(watch, act).code


def test_grading_ends_what_the_old_target_said(watch: Watch) -> None:
    """The alarm no longer holds; the new target may pass in its turn, once."""
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.tick(15 * 60)
    alarm = watch.alarm()
    events = watch.do(
        c.GradeIncident(incident_id=incident_id, grade="S", reason="calm")
    )

    assert [
        e.IncidentGraded(incident_id=incident_id, grade="S", reason="calm"),
        e.AlarmEnded(alarm_id=alarm.alarm_id, outcome="superseded"),
    ] == events
    assert [] == watch.tick(60)
    assert ["AlarmRaised"] == [type(event).__name__ for event in watch.tick(45 * 60)]


def test_grading_after_the_alarm_was_ended_by_hand(watch: Watch) -> None:
    """There is nothing left to supersede."""
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.tick(15 * 60)
    watch.do(c.EndAlarm(alarm_id=watch.alarm().alarm_id))
    events = watch.do(c.GradeIncident(incident_id=incident_id, grade="S"))

    assert 1 == len(events)


def test_what_cannot_be_graded(watch: Watch) -> None:
    """The same grade, an unknown one, a finished incident."""
    incident_id = watch.opened("ROBBERY", grade="I")

    same = refused(watch, c.GradeIncident(incident_id=incident_id, grade="I"))
    assert "CAD 1 already has grade I. Nothing changed." == same.sentence
    unknown = refused(watch, c.GradeIncident(incident_id=incident_id, grade="9"))
    assert "9 is no grade. Nothing changed. Use one of I, S, E, R." == unknown.sentence
    gone = refused(watch, c.GradeIncident(incident_id="inc_gone", grade="I"))
    assert "unknown_incident" == gone.code
    watch.do(c.ResolveIncident(incident_id=incident_id))
    over = refused(watch, c.GradeIncident(incident_id=incident_id, grade="S"))
    assert "resolved" == over.code


def test_log_entries_are_taken_until_the_incident_leaves(watch: Watch) -> None:
    """Late knowledge belongs into the log, also of what is closed."""
    incident_id = watch.opened("FRAUD", grade="R")
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(c.CloseIncident(incident_id=incident_id, closing_code="C01"))
    watch.do(c.AddLogEntry(incident_id=incident_id, text="Caller rang again."))

    assert "Caller rang again." == watch.log(incident_id)[-1]
    empty = refused(watch, c.AddLogEntry(incident_id=incident_id, text="  "))
    assert "The log entry is empty. Nothing changed. Write what it should say." == (
        empty.sentence
    )


# --- corrections


def _line(watch: Watch, incident_id: str, text: str) -> int:
    watch.do(c.AddLogEntry(incident_id=incident_id, text=text))
    return watch.picture.seq


def test_a_correction_is_a_new_line_that_points_at_the_old(watch: Watch) -> None:
    """Both stay to be read, each with who, when and which desk; also once closed."""
    incident_id = watch.opened("FRAUD", grade="R")
    seq = _line(watch, incident_id, "Red Ford")
    watch.do(c.ResolveIncident(incident_id=incident_id))
    watch.do(c.CloseIncident(incident_id=incident_id, closing_code="C01"))
    watch.do(
        c.CorrectLogEntry(incident_id=incident_id, seq=seq, text="Blue Ford"),
        who=MARSH,
    )
    old = next(x for x in watch.incident(incident_id).log if x.seq == seq)
    new = watch.incident(incident_id).log[-1]

    assert ("Red Ford", ASH, None) == (old.text, old.by, old.corrects)
    assert ("corrected", "Blue Ford", MARSH, seq, "desk 4") == (
        new.kind, new.text, new.by, new.corrects, new.desk,
    )  # fmt: skip


def test_only_what_was_written_is_corrected(watch: Watch) -> None:
    """Not what happened, not twice, not with nothing, not with the same words."""
    incident_id = watch.opened()
    opened = watch.incident(incident_id).log[0].seq
    seq = _line(watch, incident_id, "Red Ford")

    def sentence(seq: int, text: str) -> str:
        act = c.CorrectLogEntry(incident_id=incident_id, seq=seq, text=text)
        return refused(watch, act).sentence

    assert "has no such log entry" in sentence(99, "x")
    assert "it says what happened" in sentence(opened, "x")
    assert "The correction is empty." in sentence(seq, " ")
    assert "says what the entry says" in sentence(seq, "Red Ford")
    assert "the most is 4,000" in sentence(seq, "x" * 1_000_000)
    watch.do(c.CorrectLogEntry(incident_id=incident_id, seq=seq, text="Blue Ford"))
    first = watch.picture.seq
    assert "That entry was corrected by Ash at 14:00:09." in sentence(seq, "Green")
    watch.do(c.CorrectLogEntry(incident_id=incident_id, seq=first, text="Green Ford"))
    assert first == watch.incident(incident_id).log[-1].corrects


def test_a_correction_is_shown_as_typed(watch: Watch) -> None:
    """HTML, formulas and direction marks are words."""
    incident_id = watch.opened()
    seq = _line(watch, incident_id, "x")
    text = "=cmd|' /C calc'!A0 <b>\u202eabc</b>"
    watch.do(c.CorrectLogEntry(incident_id=incident_id, seq=seq, text=text))

    assert text == watch.log(incident_id)[-1]
