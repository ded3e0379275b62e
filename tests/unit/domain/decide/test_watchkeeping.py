"""Positions, breaks, promises and handovers: each by its rule, refused in words."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain.decide.watchkeeping import AGAIN_US, PROMISES_MOST
from controlroom.domain.entities import Person
from controlroom.domain.errors import Refused
from tests.helpers.watch import ASH, DEAN, HOUR_US, MARSH, MINUTE_US, Watch
from tests.unit.domain.test_handover import sector_codes

KAY = "per_kay"
DESK = "desk 4"


@pytest.fixture
def watch() -> Watch:
    """A room of two sectors with Kay, who has two roles."""
    watch = Watch(sector_codes())
    kay = Person(person_id=KAY, name="Kay", role="dispatcher", roles=("call_taker",))
    watch.do(c.Enrol(people=(kay,)), who=DEAN, role="administrator")
    return watch


def refusal(watch: Watch, act: c.AnyAct, who: str = ASH) -> str:
    """Return the sentence with which an act is refused, which changes nothing."""
    before = watch.picture.seq
    with pytest.raises(Refused) as refused:
        watch.do(act, who=who)
    assert before == watch.picture.seq
    return refused.value.sentence


def promised(watch: Watch, incident_id: str, text: str = "ring back") -> str:
    """Promise something within the hour and return the promise's id."""
    due_us = watch.now_us + HOUR_US
    watch.do(c.RecordPromise(incident_id=incident_id, text=text, due_us=due_us))
    return watch.incident(incident_id).promises[-1].promise_id


def test_a_position_is_one_s_own_role_and_sectors_that_exist(watch: Watch) -> None:
    """Kay may sit as either; Ash has one role; sectors come in the force's order."""
    act = c.TakePosition(role="call_taker", sectors=("Castle", "Harbour"))
    watch.do(act, who=KAY)
    post = watch.picture.posts[DESK]

    assert (KAY, "call_taker", ("Harbour", "Castle")) == (
        post.person_id, post.role, post.sectors,
    )  # fmt: skip
    assert (
        "Supervisor is not a role of yours. Nothing changed. Yours: dispatcher."
        == refusal(watch, c.TakePosition(role="supervisor"))
    )
    nowhere = c.TakePosition(role="dispatcher", sectors=("Atlantis",))

    assert (
        "There is no sector Atlantis. Nothing changed. There are: Harbour, Castle."
        == refusal(watch, nowhere)
    )


def test_a_break_is_covered_by_somebody_who_is_there(watch: Watch) -> None:
    """Or by nobody; not by an empty desk, and not by oneself."""

    assert "Take one first." in refusal(watch, c.SetAway(away=True))
    watch.do(c.TakePosition(role="dispatcher", sectors=("Harbour",)))

    assert "is not away" in refusal(watch, c.SetAway(away=False))
    for desk in (DESK, "desk 9"):
        away = c.SetAway(away=True, covered_by=desk)

        assert "nobody is there" in refusal(watch, away)
    watch.do(c.SetAway(away=True))

    assert watch.picture.posts[DESK].away_since_us == watch.now_us
    watch.do(c.SetAway(away=False))

    assert watch.picture.posts[DESK].away_since_us is None


def test_who_is_away_covers_nobody(watch: Watch) -> None:
    """Two people on a break would each count on the other."""
    watch.do(c.TakePosition(role="dispatcher", sectors=("Harbour",)))
    other = msgspec.structs.replace(watch.picture.posts[DESK], desk="desk 5")
    watch.picture.posts["desk 5"] = other
    watch.do(c.SetAway(away=True, covered_by="desk 5"))

    assert "desk 5" == watch.picture.posts[DESK].covered_by
    gone = msgspec.structs.replace(other, away_since_us=1)
    watch.picture.posts["desk 5"] = gone
    watch.do(c.SetAway(away=False))
    away = c.SetAway(away=True, covered_by="desk 5")

    assert "nobody is there" in refusal(watch, away)


def test_a_promise_is_kept_once_and_stands_in_the_log(watch: Watch) -> None:
    """Who promised what by when, and that it was done."""
    incident_id = watch.opened()
    promise_id = promised(watch, incident_id)
    watch.do(c.KeepPromise(incident_id=incident_id, promise_id=promise_id))
    again = c.KeepPromise(incident_id=incident_id, promise_id=promise_id)

    assert "That promise was kept at" in refusal(watch, again)
    assert ["Promised by 15:00:03: ring back", "Promise kept: ring back"] == [
        line.text for line in watch.incident(incident_id).log[-2:]
    ]
    none = c.KeepPromise(incident_id=incident_id, promise_id="prm_none")

    assert "holds no such promise" in refusal(watch, none)


@pytest.mark.parametrize("late_us", [-HOUR_US, 31 * 24 * HOUR_US, 2**60])
def test_a_promise_is_for_a_time_to_come(watch: Watch, late_us: int) -> None:
    """Not for the past, and not for next year."""
    incident_id = watch.opened()
    due_us = watch.now_us + late_us
    act = c.RecordPromise(incident_id=incident_id, text="x", due_us=due_us)

    assert "is no time for a promise" in refusal(watch, act)


@pytest.mark.parametrize("text", ["", "\n", "x" * 1_001])
def test_a_promise_has_words_and_an_end(watch: Watch, text: str) -> None:
    """Empty and endless ones are refused."""
    incident_id = watch.opened()
    due_us = watch.now_us + HOUR_US
    act = c.RecordPromise(incident_id=incident_id, text=text, due_us=due_us)

    assert refusal(watch, act)


def test_promises_have_an_end(watch: Watch) -> None:
    """Nobody keeps more than fifty for one caller."""
    incident_id = watch.opened()
    for _ in range(PROMISES_MOST):
        promised(watch, incident_id)
    act = c.RecordPromise(
        incident_id=incident_id, text="x", due_us=watch.now_us + HOUR_US
    )

    assert "holds 50 promises already" in refusal(watch, act)


def test_a_handover_is_done_when_every_item_is_taken_on(watch: Watch) -> None:
    """Who took what on when is kept; the last one completes it."""
    incident_id = watch.opened("THEFT", sector="Harbour")
    for text in ("ring", "visit"):
        promised(watch, incident_id, text)
    watch.do(c.BeginHandover(sectors=("Harbour",)))
    (handover,) = watch.picture.handovers.values()
    first, second = handover.items
    watch.do(c.TickHandover(handover_id=handover.handover_id, key=first.key), who=MARSH)
    begun = watch.picture.handovers[handover.handover_id]

    assert [(first.key, MARSH, watch.now_us)] == [
        (tick.key, tick.by, tick.at_us) for tick in begun.ticks
    ]
    assert begun.completed_at_us is None
    again = c.TickHandover(handover_id=handover.handover_id, key=first.key)

    assert refusal(watch, again).startswith("Marsh took that on at")
    watch.do(c.TickHandover(handover_id=handover.handover_id, key=second.key))

    assert watch.picture.handovers[handover.handover_id].completed_at_us
    none = c.TickHandover(handover_id=handover.handover_id, key="none")

    assert "not in this handover" in refusal(watch, none)


def test_what_was_handed_over_stays_what_it_was(watch: Watch) -> None:
    """The pack is what stood open when it began, whatever happens after."""
    incident_id = watch.opened("THEFT", sector="Harbour")
    promised(watch, incident_id)
    watch.do(c.BeginHandover())
    promised(watch, incident_id, "more")
    (handover,) = watch.picture.handovers.values()

    assert 1 == len(handover.items)


def test_where_nothing_stands_open_it_is_complete_at_once(watch: Watch) -> None:
    """And it is on the record that it was asked."""
    watch.do(c.BeginHandover(sectors=("Castle",)))
    (handover,) = watch.picture.handovers.values()

    assert ((), watch.now_us) == (handover.items, handover.completed_at_us)


def test_the_same_handover_is_not_begun_twice(watch: Watch) -> None:
    """Unless nobody finished it for half an hour; other sectors are another one."""
    promised(watch, watch.opened("THEFT"))
    watch.do(c.BeginHandover(sectors=("Harbour",)))
    same = c.BeginHandover(sectors=("Harbour",))

    assert "Ash began this handover at" in refusal(watch, same)
    watch.do(c.BeginHandover(sectors=("Castle",)))
    watch.now_us += AGAIN_US + MINUTE_US
    watch.do(same)

    assert 3 == len(watch.picture.handovers)
