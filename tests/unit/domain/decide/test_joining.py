"""Which incidents are linked, which are one; and what taking a merge back restores."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.joining import MOST_LINKS
from controlroom.domain.entities import Incident
from controlroom.domain.errors import Conflict
from controlroom.domain.observations import AssignmentSeen, StateReported
from tests.helpers.watch import (
    ASH,
    DG62,
    HOUR_US,
    MARSH,
    RADIO,
    SECOND_US,
    TV21,
    TV22,
    Watch,
    refused,
)


@pytest.fixture
def watch() -> Watch:
    """A room with the UK codes."""
    return Watch()


def matter(incident: Incident) -> dict[str, object]:
    """Return all of an incident but its log and who touched it last."""
    fields = msgspec.structs.asdict(incident)
    for name in ("log", "revision", "changed_by", "changed_at_us"):
        del fields[name]
    return fields


def two(watch: Watch) -> tuple[str, str]:
    """Open an incident and its duplicate."""
    kept = watch.opened("ROBBERY", place="Quay", grade="I")
    duplicate = watch.opened(
        "ROBBERY", place="Mill Street", caller="Mrs Hale", narrative="Two <b>males</b>."
    )
    return kept, duplicate


# --- links


def test_a_link_stands_in_both(watch: Watch) -> None:
    """Each names the other, in its log too; again, it is refused."""
    one, other = two(watch)
    act = c.LinkIncidents(incident_id=one, other_id=other, reason="same car")
    events = watch.do(act)

    linked = e.IncidentsLinked(incident_id=one, other_id=other, reason="same car")
    assert [linked] == events
    assert (other,) == watch.incident(one).links
    assert (one,) == watch.incident(other).links
    assert "Linked with CAD 2: same car" == watch.log(one)[-1]
    assert "Linked with CAD 1: same car" == watch.log(other)[-1]
    back = c.LinkIncidents(incident_id=other, other_id=one)
    assert "CAD 2 and CAD 1 are linked already. Nothing changed." == (
        refused(watch, back).sentence
    )


def test_a_link_goes_from_both(watch: Watch) -> None:
    """Whichever of the two it is taken from; without a link it is refused."""
    one, other = two(watch)
    watch.do(c.LinkIncidents(incident_id=one, other_id=other))
    watch.do(c.UnlinkIncidents(incident_id=other, other_id=one))

    assert ((), ()) == (watch.incident(one).links, watch.incident(other).links)
    assert "Unlinked from CAD 2." == watch.log(one)[-1]
    again = c.UnlinkIncidents(incident_id=other, other_id=one)
    assert "not_linked" == refused(watch, again).code


def test_nothing_is_joined_with_itself(watch: Watch) -> None:
    """The sentence says what cannot be done."""
    one, _ = two(watch)

    for act in (
        c.LinkIncidents(incident_id=one, other_id=one),
        c.UnlinkIncidents(incident_id=one, other_id=one),
        c.MergeIncidents(incident_id=one, duplicate_id=one),
    ):
        assert "itself" == refused(watch, act).code


def test_links_are_bounded(watch: Watch) -> None:
    """A pasted list of thousands does not make an incident nobody can open."""
    one = watch.opened()
    for _ in range(MOST_LINKS):
        watch.do(c.LinkIncidents(incident_id=one, other_id=watch.opened()))
    last = watch.opened()

    act = c.LinkIncidents(incident_id=last, other_id=one)
    assert "50 incidents are linked with CAD 1" in refused(watch, act).sentence


def test_a_link_is_no_change_of_what_is_known(watch: Watch) -> None:
    """Whoever grades what was linked meanwhile meets no conflict."""
    one, other = two(watch)
    seen = watch.incident(one).revision
    watch.do(c.LinkIncidents(incident_id=one, other_id=other), who=MARSH)
    watch.do(c.GradeIncident(incident_id=one, grade="S"), expects={one: seen})

    assert "S" == watch.incident(one).grade


# --- merges


def test_a_duplicate_leaves_the_queue_and_keeps_its_log(watch: Watch) -> None:
    """What its caller said stands in the incident that goes on, as typed."""
    kept, duplicate = two(watch)
    before = watch.log(duplicate)
    events = watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    incident = watch.incident(duplicate)

    merged = e.IncidentsMerged(incident_id=kept, duplicate_id=duplicate)
    assert [merged] == events
    assert ("merged", kept) == (incident.status, incident.merged_into)
    assert [*before, "Merged into CAD 1."] == watch.log(duplicate)
    assert (
        "CAD 2 merged in: Robbery, Mill Street, caller Mrs Hale.\nTwo <b>males</b>."
        == watch.log(kept)[-1]
    )
    assert duplicate not in watch.picture.watch


def test_units_of_a_duplicate_come_along_with_their_times(watch: Watch) -> None:
    """They are on the same job: sent then, acknowledged then, there then."""
    kept, duplicate = two(watch)
    watch.do(c.AssignUnits(incident_id=duplicate, unit_ids=(TV21,)), who=MARSH)
    watch.see(AssignmentSeen(device_id=RADIO, incident_id=duplicate, at_us=0))
    watch.see(StateReported(device_id=RADIO, state=6, at_us=0))
    before = watch.incident(duplicate).assignments
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    incident = watch.incident(kept)

    assert before == incident.assignments
    assert (kept,) == watch.unit(TV21).incident_ids
    assert before[0].at_us == incident.first_assigned_at_us
    assert before[0].at_scene_at_us == incident.first_at_scene_at_us
    assert () == watch.incident(duplicate).assignments
    assert "TV21 diverted to CAD 1: merged" == watch.log(duplicate)[-1]
    assert "TV21 comes along." == watch.log(kept)[-1]


def test_taking_a_merge_back_restores_both_exactly(watch: Watch) -> None:
    """Units, times, place in the queue and reminder are what they were."""
    kept, duplicate = two(watch)
    watch.do(c.AssignUnits(incident_id=kept, unit_ids=(TV22,)))
    watch.do(c.AssignUnits(incident_id=duplicate, unit_ids=(TV21, DG62)))
    watch.see(StateReported(device_id=RADIO, state=6, at_us=0))
    at_us = watch.now_us + HOUR_US
    watch.do(c.SetBringUp(incident_id=duplicate, at_us=at_us, note="ring back"))
    before = [matter(watch.incident(each)) for each in (kept, duplicate)]
    watched = dict(watch.picture.watch)
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    watch.do(c.UnmergeIncident(duplicate_id=duplicate, reason="two robberies"))

    assert before == [matter(watch.incident(each)) for each in (kept, duplicate)]
    assert watched == watch.picture.watch
    assert (duplicate,) == watch.unit(TV21).incident_ids
    assert "Merge of CAD 2 taken back: two robberies" == watch.log(kept)[-1]
    assert "Merge into CAD 1 taken back: two robberies" == watch.log(duplicate)[-1]


def test_a_first_time_that_came_along_goes_back(watch: Watch) -> None:
    """Nobody was ever sent to the kept one itself: its dispatch clock runs again."""
    kept, duplicate = two(watch)
    watch.do(c.AssignUnits(incident_id=duplicate, unit_ids=(TV21,)))
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))

    assert watch.incident(kept).first_assigned_at_us is not None
    watch.do(c.UnmergeIncident(duplicate_id=duplicate))
    assert watch.incident(kept).first_assigned_at_us is None


def test_what_happened_between_stays(watch: Watch) -> None:
    """A unit that arrived meanwhile has arrived; one that was stood down is away."""
    kept, duplicate = two(watch)
    watch.do(c.AssignUnits(incident_id=duplicate, unit_ids=(TV21, DG62)))
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    watch.see(StateReported(device_id=RADIO, state=6, at_us=0))
    watch.do(c.StandDown(incident_id=kept, unit_id=DG62))
    watch.do(c.AssignUnits(incident_id=kept, unit_ids=(TV22,)))
    sent_us = watch.now_us
    watch.do(c.UnmergeIncident(duplicate_id=duplicate))

    home = watch.incident(duplicate)
    assert [TV21] == [each.unit_id for each in home.assignments]
    assert home.assignments[0].at_scene_at_us is not None
    assert sent_us == watch.incident(kept).first_assigned_at_us
    assert [TV22] == [each.unit_id for each in watch.incident(kept).assignments]


def test_two_merges_may_be_taken_back_in_any_order(watch: Watch) -> None:
    """The second merge does not remember the first one's units as its own."""
    kept, first = two(watch)
    second = watch.opened()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    watch.do(c.AssignUnits(incident_id=second, unit_ids=(TV22,)))
    before = matter(watch.incident(kept))
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=first))
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=second))
    watch.do(c.UnmergeIncident(duplicate_id=first))
    watch.do(c.UnmergeIncident(duplicate_id=second))

    assert before == matter(watch.incident(kept))


def test_what_is_merged_is_worked_on_elsewhere(watch: Watch) -> None:
    """Every act on the duplicate says where it went, by whom, and what to do."""
    kept, duplicate = two(watch)
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate), who=MARSH)

    for act in (
        c.AssignUnits(incident_id=duplicate, unit_ids=(TV21,)),
        c.GradeIncident(incident_id=duplicate, grade="S"),
        c.ResolveIncident(incident_id=duplicate),
        c.CloseIncident(incident_id=duplicate, closing_code="C01"),
        c.ReopenIncident(incident_id=duplicate),
        c.SetBringUp(incident_id=duplicate, at_us=watch.now_us + HOUR_US),
        c.MergeIncidents(incident_id=kept, duplicate_id=duplicate),
    ):
        assert (
            "CAD 2 was merged into CAD 1 by Marsh at 14:00:04. Nothing changed. "
            "Work in CAD 1, or take the merge back first."
        ) == refused(watch, act).sentence


def test_late_news_on_a_duplicate_reaches_the_incident(watch: Watch) -> None:
    """It stands in both, also through two merges."""
    kept, duplicate = two(watch)
    last = watch.opened()
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    watch.do(c.MergeIncidents(incident_id=last, duplicate_id=kept))
    watch.do(c.AddLogEntry(incident_id=duplicate, text="He is back."))

    assert "He is back." == watch.log(duplicate)[-1]
    assert "On CAD 2: He is back." == watch.log(kept)[-1]
    assert "On CAD 2: He is back." == watch.log(last)[-1]


def test_an_emergency_is_not_merged_away(watch: Watch) -> None:
    """The other way round, it goes."""
    other = watch.opened()
    watch.do(c.RaiseEmergency(unit_id=TV21))
    emergency = watch.alarm().incident_id or ""

    act = c.MergeIncidents(incident_id=other, duplicate_id=emergency)
    assert "Keep CAD 2 and merge CAD 1 into it." in refused(watch, act).sentence
    watch.do(c.MergeIncidents(incident_id=emergency, duplicate_id=other))
    assert "merged" == watch.incident(other).status


def test_the_alarm_of_a_duplicates_target_ends(watch: Watch) -> None:
    """Nobody has to attend twice."""
    kept, duplicate = two(watch)
    watch.tick(2 * 3_600)
    alarm = watch.picture.alarm_of(duplicate, "target_passed")
    events = watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))

    assert alarm is not None
    ended = e.AlarmEnded(alarm_id=alarm.alarm_id, outcome="superseded")
    assert ended == events[-1]


def test_a_merge_of_what_somebody_changed_conflicts(watch: Watch) -> None:
    """Whoever resolved the duplicate meanwhile is named."""
    kept, duplicate = two(watch)
    seen = watch.incident(duplicate).revision
    watch.do(c.GradeIncident(incident_id=duplicate, grade="S"), who=MARSH)

    with pytest.raises(Conflict, match="CAD 2 was changed by Marsh"):
        watch.do(
            c.MergeIncidents(incident_id=kept, duplicate_id=duplicate),
            who=ASH,
            expects={duplicate: seen},
        )


def test_only_what_is_merged_is_taken_back(watch: Watch) -> None:
    """In words."""
    kept, _ = two(watch)

    act = c.UnmergeIncident(duplicate_id=kept)
    assert "CAD 1 is not merged into another. Nothing changed." == (
        refused(watch, act).sentence
    )


def test_a_duplicate_is_archived_with_its_incident(watch: Watch) -> None:
    """A day after closing all of it leaves, however deep the merges are."""
    kept, duplicate = two(watch)
    last = watch.opened()
    watch.do(c.MergeIncidents(incident_id=kept, duplicate_id=duplicate))
    watch.do(c.MergeIncidents(incident_id=last, duplicate_id=kept))
    watch.do(c.ResolveIncident(incident_id=last))
    watch.do(c.CloseIncident(incident_id=last, closing_code="C01"))
    watch.now_us += 24 * HOUR_US - SECOND_US
    events = watch.tick(2)

    assert [duplicate, kept, last] == [
        each.incident_id for each in events if isinstance(each, e.IncidentArchived)
    ]
    assert {} == watch.picture.incidents
