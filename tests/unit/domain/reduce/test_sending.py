"""Who was sent, is next, answered, stood down: unit and incident say the same."""

from controlroom.domain import events as e
from controlroom.domain.entities import PreAssignment
from tests.helpers.watch import TV21, TV22, Watch


def test_both_sides_know_who_is_sent() -> None:
    """The unit lists the incident, the incident the assignment, the log both."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(
            incident_id=incident_id, unit_id=TV21, recommended=True, answers=False
        )
    )
    (assignment,) = watch.incident(incident_id).assignments

    assert (TV21, True, False, False) == (
        assignment.unit_id, assignment.recommended, assignment.answers,
        assignment.unanswered,
    )  # fmt: skip
    assert (incident_id,) == watch.unit(TV21).incident_ids
    assert watch.now_us == watch.incident(incident_id).first_assigned_at_us
    assert "TV21 assigned, as recommended." == watch.log(incident_id)[-1]
    watch.happen(e.UnitStoodDown(incident_id=incident_id, unit_id=TV21))
    assert () == watch.unit(TV21).incident_ids
    assert () == watch.incident(incident_id).assignments


def test_both_sides_know_who_is_next() -> None:
    """Until it ends, or the unit is assigned."""
    watch = Watch()
    first, second = watch.opened(), watch.opened()
    for incident_id in (first, second):
        watch.happen(e.PreAssigned(incident_id=incident_id, unit_id=TV21), actor="x")

    assert (first, second) == watch.unit(TV21).next_ids
    assert (PreAssignment(unit_id=TV21, at_us=watch.now_us, by="x"),) == watch.incident(
        first
    ).pre_assigned
    watch.happen(
        e.PreAssignmentEnded(incident_id=first, unit_id=TV21, reason="too far")
    )
    assert (second,) == watch.unit(TV21).next_ids
    assert "TV21 no longer has this next: too far" == watch.log(first)[-1]
    watch.happen(e.UnitAssigned(incident_id=second, unit_id=TV21))
    assert () == watch.unit(TV21).next_ids
    assert () == watch.incident(second).pre_assigned


def test_an_acknowledgement_is_one_units() -> None:
    """Of two on the incident, one has seen it."""
    watch = Watch()
    incident_id = watch.opened()
    for unit_id in (TV21, TV22):
        watch.happen(e.UnitAssigned(incident_id=incident_id, unit_id=unit_id))
    watch.happen(e.AssignmentAcknowledged(incident_id=incident_id, unit_id=TV22))
    first, second = watch.incident(incident_id).assignments

    assert (None, watch.now_us) == (
        first.acknowledged_at_us,
        second.acknowledged_at_us,
    )
    assert "TV22 acknowledged." == watch.log(incident_id)[-1]
