"""What events about incidents do to the picture."""

from controlroom.domain import events as e
from controlroom.domain.entities import Assignment
from tests.helpers.watch import ASH, HOUR_US, MINUTE_US, RADIO, TV21, TV22, Watch


def test_an_opened_incident_has_its_first_line() -> None:
    """Opened by whom and when; counted in its day; found by its source."""
    watch = Watch()
    watch.happen(
        e.IncidentOpened(
            incident_id="inc_1", cad="9/21NOV26", cad_day="2026-11-21", cad_count=9,
            type_code="ROBBERY", grade="I", opened_at_us=watch.now_us - MINUTE_US,
            place="Quay", lat=51.5, lon=-0.1, sector="Harbour", narrative="Two males.",
            caller="Mrs Hale", source="csv", source_id="7",
        ),
        actor=ASH,
    )  # fmt: skip
    incident = watch.incident("inc_1")

    assert (ASH, "open", watch.picture.seq) == (
        incident.opened_by, incident.status, incident.revision,
    )  # fmt: skip
    assert ("Two males.", "Mrs Hale", "Harbour") == (
        incident.narrative, incident.caller, incident.sector,
    )  # fmt: skip
    assert ["opened"] == [entry.kind for entry in incident.log]
    assert ("2026-11-21", 9) == (watch.picture.cad_day, watch.picture.cad_count)
    assert incident == watch.picture.incident_by_source("csv", "7")
    assert incident.opened_at_us + 15 * MINUTE_US == watch.picture.watch["inc_1"]


def test_only_given_fields_are_amended() -> None:
    """None stays; an empty text is a value."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", place="Quay", caller="Mrs Hale")
    watch.happen(
        e.IncidentAmended(incident_id=incident_id, place="", lat=51.0, lon=1.0)
    )
    incident = watch.incident(incident_id)

    assert ("", "Mrs Hale", 51.0, 1.0, "ROBBERY") == (
        incident.place, incident.caller, incident.lat, incident.lon, incident.type_code,
    )  # fmt: skip


def test_a_new_grade_is_a_new_target() -> None:
    """What had passed may pass again."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.happen(
        e.AlarmRaised(
            alarm_id="alm_1", kind="target_passed", priority="high",
            incident_id=incident_id,
        )
    )  # fmt: skip

    assert watch.incident(incident_id).target_passed
    watch.happen(e.IncidentGraded(incident_id=incident_id, grade="S"))
    assert not watch.incident(incident_id).target_passed
    assert "Grade I to S." == watch.log(incident_id)[-1]
    opened_us = watch.incident(incident_id).opened_at_us
    assert opened_us + HOUR_US == watch.picture.watch[incident_id]


def test_a_log_entry_is_kept_as_typed() -> None:
    """HTML, quotes and direction marks are words."""
    watch = Watch()
    incident_id = watch.opened()
    text = "<script>alert('x')</script> \u202eabc\nsecond line"
    watch.happen(e.LogEntryAdded(incident_id=incident_id, text=text))

    assert text == watch.log(incident_id)[-1]


def test_an_assignment_stands_on_both_sides() -> None:
    """The incident lists the unit, the unit the incident; the first time is kept."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21, recommended=True),
        actor=ASH,
    )
    first_us = watch.now_us
    watch.now_us += MINUTE_US
    watch.happen(e.UnitAssigned(incident_id=incident_id, unit_id=TV22), actor=ASH)
    incident = watch.incident(incident_id)

    assert (
        Assignment(unit_id=TV21, at_us=first_us, by=ASH, recommended=True),
        Assignment(unit_id=TV22, at_us=watch.now_us, by=ASH),
    ) == incident.assignments
    assert first_us == incident.first_assigned_at_us
    assert (incident_id,) == watch.unit(TV21).incident_ids


def test_the_first_acknowledgement_counts() -> None:
    """Of the unit that gave it, once."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21),
        e.UnitAssigned(incident_id=incident_id, unit_id=TV22),
    )
    seen = e.AssignmentAcknowledged(incident_id=incident_id, unit_id=TV21)
    watch.happen(seen, actor=RADIO)
    first_us = watch.now_us
    watch.now_us += MINUTE_US
    watch.happen(seen, actor=RADIO)
    mine, other = watch.incident(incident_id).assignments

    assert (first_us, None) == (mine.acknowledged_at_us, other.acknowledged_at_us)
    assert "TV21 acknowledged." == watch.log(incident_id)[-1]


def test_standing_down_frees_both_sides() -> None:
    """The others stay; the first times stay in the record."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21),
        e.UnitAssigned(incident_id=incident_id, unit_id=TV22),
        e.UnitStoodDown(incident_id=incident_id, unit_id=TV21, reason="meal"),
    )
    incident = watch.incident(incident_id)

    assert [TV22] == [each.unit_id for each in incident.assignments]
    assert () == watch.unit(TV21).incident_ids
    assert watch.now_us == incident.first_assigned_at_us
    assert incident.revision == watch.unit(TV21).revision


def test_an_end_is_as_it_was_again() -> None:
    """With its codes and times; the log says so."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.EndingPutBack(
            incident_id=incident_id, status="closed", resolved_at_us=1, closed_at_us=2,
            closing_code="C01", disposition="D1", qualifiers=("Q02",),
            type_code="ROBBERY", reason="taken back",
        )
    )  # fmt: skip
    incident = watch.incident(incident_id)

    assert ("closed", 1, 2, "C01", "D1", ("Q02",), "ROBBERY") == (
        incident.status, incident.resolved_at_us, incident.closed_at_us,
        incident.closing_code, incident.disposition, incident.qualifiers,
        incident.type_code,
    )  # fmt: skip
    assert "Closed again: taken back" == watch.log(incident_id)[-1]


def test_resolve_close_reopen() -> None:
    """Times and code come, and go when it comes back."""
    watch = Watch()
    incident_id = watch.opened("FRAUD", grade="R")
    watch.happen(
        e.BringUpSet(incident_id=incident_id, at_us=watch.now_us + 9, note="call"),
        e.IncidentResolved(incident_id=incident_id, note="no offence"),
    )
    resolved = watch.incident(incident_id)

    assert ("resolved", watch.now_us) == (resolved.status, resolved.resolved_at_us)
    assert "Resolved: no offence" == resolved.log[-1].text
    watch.happen(e.IncidentClosed(incident_id=incident_id, closing_code="C01"))
    closed = watch.incident(incident_id)
    assert ("closed", watch.now_us, "C01", None, "") == (
        closed.status, closed.closed_at_us, closed.closing_code, closed.bring_up_at_us,
        closed.bring_up_note,
    )  # fmt: skip
    assert watch.now_us + 24 * HOUR_US == watch.picture.watch[incident_id]
    watch.happen(e.IncidentReopened(incident_id=incident_id, reason="new call"))
    again = watch.incident(incident_id)
    assert ("open", None, None, "") == (
        again.status, again.resolved_at_us, again.closed_at_us, again.closing_code,
    )  # fmt: skip
    assert "Reopened: new call" == again.log[-1].text


def test_bring_up_is_set_comes_and_is_taken_away() -> None:
    """What was brought up says so until another time is set."""
    watch = Watch()
    incident_id = watch.opened("FRAUD", grade="R")
    at_us = watch.now_us + MINUTE_US
    watch.happen(e.BringUpSet(incident_id=incident_id, at_us=at_us, note="call back"))

    assert at_us == watch.picture.watch[incident_id]
    watch.now_us = at_us
    watch.happen(e.BroughtUp(incident_id=incident_id))
    incident = watch.incident(incident_id)
    assert (None, at_us, "call back") == (
        incident.bring_up_at_us, incident.brought_up_at_us, incident.bring_up_note,
    )  # fmt: skip
    assert "Brought up: call back" == incident.log[-1].text
    assert incident_id not in watch.picture.watch
    watch.happen(e.BringUpSet(incident_id=incident_id, at_us=None))
    incident = watch.incident(incident_id)
    assert (None, "") == (incident.brought_up_at_us, incident.bring_up_note)


def test_an_archived_incident_leaves_the_picture() -> None:
    """With its watch and its source; the index knows it from now on."""
    watch = Watch()
    watch.happen(
        e.IncidentOpened(
            incident_id="inc_1", cad="1/21NOV26", cad_day="2026-11-21", cad_count=1,
            type_code="X", grade="I", opened_at_us=1, source="csv", source_id="7",
        ),
        e.IncidentArchived(incident_id="inc_1"),
    )  # fmt: skip

    assert {} == watch.picture.incidents
    assert {} == watch.picture.watch
    assert {} == watch.picture.sources
    assert watch.picture.seq == watch.touched["inc_1"]
