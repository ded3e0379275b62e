"""What links and merges do to the picture, whatever is left of it."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Merge
from tests.helpers.watch import TV21, Watch


def test_both_incidents_are_touched() -> None:
    """A desk that shows either draws it anew."""
    watch = Watch()
    one, other = watch.opened(), watch.opened()
    watch.happen(e.IncidentsLinked(incident_id=one, other_id=other))

    assert watch.touched[one] == watch.touched[other] == watch.picture.seq


def test_a_link_to_what_left_changes_what_is_there() -> None:
    """The other one was archived a moment ago."""
    watch = Watch()
    one, other = watch.opened(), watch.opened()
    watch.happen(e.IncidentArchived(incident_id=other))
    watch.happen(e.IncidentsLinked(incident_id=one, other_id=other))
    watch.happen(e.IncidentsUnlinked(incident_id=one, other_id=other))

    assert () == watch.incident(one).links
    assert "Unlinked from another incident." == watch.log(one)[-1]


def test_a_merge_remembers_what_taking_it_back_needs() -> None:
    """Who came, who was on both, and the kept incident's own first times."""
    watch = Watch()
    kept, duplicate = watch.opened(), watch.opened()
    watch.happen(e.UnitAssigned(incident_id=kept, unit_id=TV21))
    first_us = watch.now_us
    watch.happen(
        e.IncidentsMerged(incident_id=kept, duplicate_id=duplicate, unit_ids=(TV21,))
    )

    assert (
        Merge(
            incident_id=duplicate, unit_ids=(TV21,), shared=(TV21,),
            first_assigned_at_us=first_us,
        ),
    ) == watch.incident(kept).merged  # fmt: skip


def test_a_unit_on_both_stays_on_both_once_taken_back() -> None:
    """It leaves the duplicate for the merge, and comes back to it after."""
    watch = Watch()
    kept, duplicate = watch.opened(), watch.opened()
    for each in (kept, duplicate):
        watch.happen(e.UnitAssigned(incident_id=each, unit_id=TV21))

    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))

    assert (kept,) == watch.unit(TV21).incident_ids
    watch.do(c.UnmergeIncident(duplicate_id=duplicate))
    assert (kept, duplicate) == watch.unit(TV21).incident_ids
    assert 1 == len(watch.incident(kept).assignments)
