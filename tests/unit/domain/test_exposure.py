"""Who is alone at a scene, how long nobody heard of them, when they are asked."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.exposure import (
    Exposure,
    check_after_s,
    check_due_us,
    exposure_of,
    exposure_words,
    heard_us,
    next_check_us,
)
from tests.helpers.watch import DG62, MINUTE_US, RADIO, SECOND_US, TV21, Watch


@pytest.fixture
def watch() -> Watch:
    """TV21, one officer, is at the scene of a theft."""
    watch = Watch()
    incident_id = watch.opened("THEFT")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.see(o.StateReported(device_id=RADIO, state=6, at_us=0))
    return watch


def test_who_is_not_at_a_scene_is_not_exposed(watch: Watch) -> None:
    """No figure, no check."""

    assert None is exposure_of(watch.unit(DG62), watch.picture, watch.now_us)
    assert None is check_due_us(watch.unit(DG62), watch.picture)


def test_alone_and_since_the_last_contact(watch: Watch) -> None:
    """Both count from the arrival; a word on the radio starts the second anew."""
    watch.tick(5 * 60)
    watch.do(c.RecordContact(unit_id=TV21))
    watch.tick(9 * 60)
    found = exposure_of(watch.unit(TV21), watch.picture, watch.now_us)

    assert found is not None
    assert "alone 14 min, last contact 9 min" == exposure_words(found)
    assert watch.now_us - 9 * 60 * SECOND_US == heard_us(watch.unit(TV21))
    assert 15 * MINUTE_US == (found.check_due_us or 0) - heard_us(watch.unit(TV21))


def test_with_somebody_the_check_comes_later(watch: Watch) -> None:
    """A second unit at the scene: nobody is alone, and the words say so."""
    watch.do(c.AssignUnits(incident_id=next(iter(watch.picture.incidents)),
                           unit_ids=(DG62,)))  # fmt: skip
    watch.do(c.SetUnitState(unit_id=DG62, state=6))
    unit = watch.unit(TV21)

    assert watch.picture.codes.welfare.crewed_s == check_after_s(unit, watch.picture)
    found = exposure_of(unit, watch.picture, watch.now_us)
    assert found is not None
    assert None is found.alone_us
    assert "last contact 0 min" == exposure_words(found)


def test_risk_asks_sooner(watch: Watch) -> None:
    """By the grade, and by the type."""
    incident_id = next(iter(watch.picture.incidents))

    assert 900 == check_after_s(watch.unit(TV21), watch.picture)
    watch.do(c.GradeIncident(incident_id=incident_id, grade="I"))
    assert 600 == check_after_s(watch.unit(TV21), watch.picture)
    watch.do(c.GradeIncident(incident_id=incident_id, grade="E"))
    watch.do(c.AmendIncident(incident_id=incident_id, type_code="WARRANT"))
    assert 600 == check_after_s(watch.unit(TV21), watch.picture)


def test_an_incident_has_the_first_check_of_its_units(watch: Watch) -> None:
    """None where nobody is at the scene."""
    incident = next(iter(watch.picture.incidents.values()))
    other = watch.incident(watch.opened("THEFT"))

    assert watch.picture.checks[TV21] == next_check_us(incident, watch.picture)
    assert None is next_check_us(other, watch.picture)
    assert None is next_check_us(incident, Watch().picture)


def test_hours_are_said_as_hours() -> None:
    """Long alone reads as every long time."""
    hour = 3_600 * SECOND_US

    assert "alone 1 h, last contact 59 min" == exposure_words(
        Exposure(hour, hour - SECOND_US, None)
    )
