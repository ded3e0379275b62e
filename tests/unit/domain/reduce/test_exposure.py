"""Alone at a scene: kept true by whatever changes who is there."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.codes import Codes
from controlroom.domain.reduce.exposure import keep_exposure
from tests.helpers.watch import DG62, HALE, MINUTE_US, OKAFOR, RADIO, TV21, Watch


@pytest.fixture
def watch() -> Watch:
    """TV21, one officer, and DG62, of unknown crew, are at one scene."""
    watch = Watch()
    incident_id = watch.opened("THEFT")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21, DG62)))
    watch.see(o.StateReported(device_id=RADIO, state=6, at_us=0))
    watch.do(c.SetUnitState(unit_id=DG62, state=6))
    return watch


def test_alone_begins_when_the_other_leaves(watch: Watch) -> None:
    """Not with the own arrival, and the unit is said to be touched."""

    assert 0 == watch.unit(TV21).alone_since_us
    watch.do(c.SetUnitState(unit_id=DG62, state=2))
    assert watch.now_us == watch.unit(TV21).alone_since_us
    assert watch.picture.seq == watch.touched[TV21]


def test_standing_down_the_other_leaves_one_alone(watch: Watch) -> None:
    """DG62 has no device, so the desk's word counts: it is on patrol again."""
    incident_id = next(iter(watch.picture.incidents))
    watch.do(c.StandDown(incident_id=incident_id, unit_id=DG62))

    assert watch.now_us == watch.unit(TV21).alone_since_us


def test_it_goes_on_while_nothing_changes(watch: Watch) -> None:
    """A line in the log does not start it anew; a colleague's arrival ends it."""
    watch.do(c.SetUnitState(unit_id=DG62, state=2))
    since_us = watch.unit(TV21).alone_since_us
    incident_id = next(iter(watch.picture.incidents))
    watch.do(c.AddLogEntry(incident_id=incident_id, text="still there"))

    assert since_us == watch.unit(TV21).alone_since_us
    watch.do(c.SetUnitState(unit_id=DG62, state=6))
    assert 0 == watch.unit(TV21).alone_since_us


def test_two_in_a_crew_are_not_alone(watch: Watch) -> None:
    """A crew of none is unknown, and claims nothing."""
    watch.do(c.SetUnitState(unit_id=DG62, state=2))
    watch.happen(e.CrewChanged(unit_id=TV21, person_ids=(OKAFOR, HALE)))

    assert 0 == watch.unit(TV21).alone_since_us
    watch.happen(e.CrewChanged(unit_id=TV21, person_ids=()))
    assert 0 == watch.unit(TV21).alone_since_us


def test_leaving_the_scene_ends_the_check(watch: Watch) -> None:
    """Whoever is on the way again is asked nothing."""

    assert {TV21, DG62} == watch.picture.checks.keys()
    watch.see(o.StateReported(device_id=RADIO, state=7, at_us=0))
    assert {DG62} == watch.picture.checks.keys()


def test_a_grade_of_risk_moves_the_check(watch: Watch) -> None:
    """And codes without rules take every check away."""
    watch.do(c.SetUnitState(unit_id=DG62, state=2))
    before_us = watch.picture.checks[TV21]
    incident_id = next(iter(watch.picture.incidents))
    watch.do(c.GradeIncident(incident_id=incident_id, grade="I"))

    assert before_us - 5 * MINUTE_US == watch.picture.checks[TV21]
    watch.happen(e.CodesPublished(codes=Codes()))
    assert {} == watch.picture.checks


def test_facts_about_nobody_cost_nothing(watch: Watch) -> None:
    """What touches neither unit nor incident is passed through as it is."""
    touched = ("drw_1", "cam_1")

    assert touched is keep_exposure(watch.picture, watch.now_us, touched)
