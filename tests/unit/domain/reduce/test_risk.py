"""What risks and advice do to the picture."""

from controlroom.domain import events as e
from tests.helpers.watch import Watch


def test_what_was_archived_stays_away() -> None:
    """A line that comes late touches nothing."""
    watch = Watch()
    key = watch.opened()
    watch.happen(e.IncidentArchived(incident_id=key))
    watch.happen(e.RiskRecorded(incident_id=key, doctrine="THRIVE+", text="x"))
    watch.happen(e.AdviceRecorded(incident_id=key, text="x"))

    assert key not in watch.picture.incidents


def test_a_risk_says_since_when_it_is_known() -> None:
    """And a new grade since when it is asked again, and why."""
    watch = Watch()
    key = watch.opened()
    watch.happen(e.RiskRecorded(incident_id=key, doctrine="", text="calm"))
    watch.happen(e.IncidentGraded(incident_id=key, grade="E"))
    incident = watch.incident(key)

    assert watch.now_us == incident.risk_at_us == incident.risk_asked_us
    assert incident.risk_asked_for.endswith("to E")
