"""Risks and advice are written down, and asked for again when something changes."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.codes import Codes, Grade
from controlroom.domain.errors import Refused
from controlroom.domain.intake.gaps import gap_words, incident_gaps
from tests.helpers.watch import Watch


def _missing(watch: Watch, incident_id: str, more: str = "") -> str:
    incident = watch.incident(incident_id)
    found = incident_gaps(watch.picture.codes.intake, incident, more)

    assert found is not None
    return gap_words(found, incident.risk_asked_for)


def test_a_risk_is_kept_with_its_letters() -> None:
    """What was said to which letter, and which are missing."""
    watch = Watch()
    key = watch.opened()
    (event,) = watch.do(c.RecordRisk(incident_id=key, text="T: knife. H: none"))

    assert isinstance(event, e.RiskRecorded)
    assert "THRIVE+" == event.doctrine
    assert [("T", "knife"), ("H", "none")] == [(a[0], a[2]) for a in event.answers]
    assert ("R", "I", "V", "E", "P") == event.missing
    assert "THRIVE+: T: knife. H: none (missing R, I, V, E, P)" == watch.log(key)[-1]
    assert watch.now_us == watch.incident(key).risk_at_us


def test_a_risk_of_another_doctrine() -> None:
    """METHANE for an incident that grows, whatever its type."""
    watch = Watch()
    key = watch.opened()
    watch.do(c.RecordRisk(incident_id=key, text="M: declared", doctrine="METHANE"))

    assert watch.log(key)[-1].startswith("METHANE: M: declared (missing E, T")

    with pytest.raises(Refused, match="NOPE is no doctrine here"):
        watch.do(c.RecordRisk(incident_id=key, text="x", doctrine="NOPE"))


@pytest.mark.parametrize("text", ["", "  ", "\x00", "x" * 4_001])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    """In words, for risk and advice."""
    watch = Watch()
    key = watch.opened()
    for act in (
        c.RecordRisk(incident_id=key, text=text),
        c.RecordAdvice(incident_id=key, text=text),
    ):
        with pytest.raises(Refused, match="Nothing changed"):
            watch.do(act)


def test_advice_is_a_line_of_its_own_kind() -> None:
    """It must be shown that it was given."""
    watch = Watch()
    key = watch.opened()
    watch.do(c.RecordAdvice(incident_id=key, text="Stay inside, lock the door"))

    assert "Advice given: Stay inside, lock the door" == watch.log(key)[-1]
    assert "advice" == watch.incident(key).log[-1].kind


def test_a_change_asks_for_the_risk_again() -> None:
    """Of grade or type; what was said before was said about something else."""
    watch = Watch()
    key = watch.opened()
    every = "T: a. H: a. R: a. I: a. V: a. E: a. P: a"
    watch.do(c.RecordRisk(incident_id=key, text=every))
    whole = _missing(watch, key)
    watch.do(c.GradeIncident(incident_id=key, grade="S"))
    after_grade = _missing(watch, key)
    watch.do(c.RecordRisk(incident_id=key, text="Risk as before"))
    same = _missing(watch, key)
    watch.do(c.AmendIncident(incident_id=key, caller="Jo"))
    other = _missing(watch, key)
    watch.do(c.AmendIncident(incident_id=key, type_code="DOMESTIC"))
    after_type = _missing(watch, key)

    assert ["", "", ""] == [whole, same, other]
    assert after_grade.startswith("THRIVE+, asked again: grade I to S: T Threat · H")
    assert after_type.startswith("THRIVE+, asked again: type DOMESTIC: T Threat")


def test_what_is_being_typed_counts_too() -> None:
    """The list shrinks while the operator types."""
    watch = Watch()
    key = watch.opened()

    assert "T Threat" not in _missing(watch, key, "no weapons")


def test_as_before_is_no_answer_the_first_time() -> None:
    """There was nothing before."""
    watch = Watch()
    key = watch.opened()

    assert "T Threat" in _missing(watch, key, "as before")


def test_a_force_without_doctrines_keeps_the_words() -> None:
    """Nothing is asked, and nothing is lost."""
    watch = Watch(Codes(grades=(Grade(code="I", name="Immediate"),)))
    key = watch.opened()
    watch.do(c.RecordRisk(incident_id=key, text="calm"))

    assert "Risk: calm" == watch.log(key)[-1]
    assert incident_gaps(watch.picture.codes.intake, watch.incident(key)) is None
