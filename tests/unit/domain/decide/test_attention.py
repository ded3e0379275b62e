"""Decisions on who has an incident open, and on what nobody opens."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from tests.helpers.watch import SECOND_US, Watch


def test_a_look_at_an_open_incident_is_recorded() -> None:
    """At no other: what is resolved or unknown needs nobody's eyes."""
    watch = Watch()
    incident_id = watch.opened()

    assert [e.IncidentLookedAt(incident_id=incident_id)] == watch.see(
        o.IncidentNoticed(incident_id=incident_id)
    )
    assert [] == watch.see(o.IncidentNoticed(incident_id="inc_gone"))

    watch.do(c.ResolveIncident(incident_id=incident_id))

    assert [] == watch.see(o.IncidentNoticed(incident_id=incident_id))


def test_what_nobody_opened_is_said_once_its_grade_allows_no_more() -> None:
    """Not before, not twice, and again after somebody looked; never from before it was
    opened.
    """
    watch = Watch()
    incident_id = watch.opened(grade="I")
    opened_us = watch.incident(incident_id).opened_at_us
    forsaken = o.IncidentForsaken(incident_id=incident_id, since_us=opened_us)

    assert [] == watch.see(forsaken, 298)

    early = o.IncidentForsaken(incident_id=incident_id, since_us=opened_us - SECOND_US)

    assert [e.IncidentUnattended(incident_id=incident_id, since_us=opened_us)] == (
        watch.see(early, 2)
    )
    assert [] == watch.see(forsaken)

    watch.see(o.IncidentNoticed(incident_id=incident_id))

    assert 1 == len(watch.see(forsaken))


def test_a_grade_without_a_limit_is_never_forsaken() -> None:
    """Nobody is told of what the force does not want watched."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(e.IncidentGraded(incident_id=incident_id, grade="Z"))

    assert [] == watch.see(o.IncidentForsaken(incident_id=incident_id, since_us=0))
