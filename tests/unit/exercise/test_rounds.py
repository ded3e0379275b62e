"""No open incident is left without a look for longer than its grade may be."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.exercise.rounds import Rounds
from tests.helpers.watch import MINUTE_US, SECOND_US, Watch


def test_what_waited_longest_for_its_grade_is_opened_first() -> None:
    """Two minutes are much to an Immediate incident and nothing to a Referred one."""
    watch, rounds = Watch(), Rounds()
    referred = watch.opened("ROBBERY", grade="R")
    fresh = rounds.due(watch.picture, watch.now_us)
    urgent = watch.opened("ROBBERY", grade="I")
    watch.now_us += 2 * MINUTE_US
    first = rounds.due(watch.picture, watch.now_us)
    rounds.saw(urgent, watch.now_us)

    assert fresh is None
    assert urgent == first
    assert rounds.due(watch.picture, watch.now_us) is None

    watch.now_us += 4 * 60 * MINUTE_US
    rounds.saw(urgent, watch.now_us)

    assert referred == rounds.due(watch.picture, watch.now_us)


def test_a_look_of_somebody_else_counts() -> None:
    """And what is over needs none."""
    watch, rounds = Watch(), Rounds()
    incident_id = watch.opened("ROBBERY", grade="I")
    watch.now_us += 4 * MINUTE_US
    watch.happen(e.IncidentLookedAt(incident_id=incident_id), actor="per_marsh")

    assert rounds.due(watch.picture, watch.now_us + SECOND_US) is None

    watch.now_us += 4 * MINUTE_US

    assert incident_id == rounds.due(watch.picture, watch.now_us)

    watch.do(c.ResolveIncident(incident_id=incident_id))

    assert rounds.due(watch.picture, watch.now_us) is None


def test_a_round_reaches_all() -> None:
    """Whoever opens one every few seconds leaves none of thirty alone."""
    watch, rounds = Watch(), Rounds()
    known = {watch.opened("ROBBERY", grade="S") for _ in range(30)}
    opened = set()
    watch.now_us += 5 * MINUTE_US
    for _ in range(30):
        incident_id = rounds.due(watch.picture, watch.now_us)
        assert incident_id is not None
        rounds.saw(incident_id, watch.now_us)
        opened.add(incident_id)
        watch.now_us += 4 * SECOND_US

    assert known == opened
