"""Colleagues sit down for sectors, have breaks, and are covered meanwhile."""

import msgspec

from controlroom.domain import commands as c
from controlroom.domain.codes import Sector
from controlroom.exercise.seat import Seat
from tests.helpers.watch import ASH, HOUR_US, MARSH, SECOND_US, Watch, uk_codes

SECTORS = tuple(
    Sector(name=name, ring=((at, 0.0), (at, 1.0), (at + 1, 1.0), (at + 1, 0.0)))
    for at, name in enumerate(("Harbour", "Castle", "Park", "Mills", "Docks"), 50)
)


def _watch() -> Watch:
    return Watch(msgspec.structs.replace(uk_codes(), sectors=SECTORS))


def _sit(watch: Watch, seat: Seat, who: str) -> list[c.AnyAct]:
    """Let somebody do what they want about the desk, at `desk 4` as all in a watch."""
    acts = seat.look(watch.picture, watch.now_us)
    for act in acts:
        watch.do(act, who=who)
    return acts


def test_each_takes_sectors_of_their_own_and_leaves_some() -> None:
    """Two each; the autopilot looks after all of them."""
    watch = _watch()
    acts = [
        Seat(1, MARSH, "Desk 2", place).look(watch.picture, watch.now_us)
        for place in (0, 1, None)
    ]

    assert [
        [c.TakePosition(role="dispatcher", sectors=("Harbour", "Castle"))],
        [c.TakePosition(role="dispatcher", sectors=("Park", "Mills"))],
        [c.TakePosition(role="dispatcher", sectors=())],
    ] == acts


def test_who_sits_does_not_sit_down_again() -> None:
    """And who was refused does not ask at every look."""
    watch, seat = _watch(), Seat(1, ASH, "desk 4", 0)
    refused = Seat(1, ASH, "elsewhere", 0)
    refused.look(watch.picture, watch.now_us)

    assert 1 == len(_sit(watch, seat, ASH))
    watch.now_us += 60 * SECOND_US
    assert [] == _sit(watch, seat, ASH)
    assert [] == refused.look(watch.picture, watch.now_us - 55 * SECOND_US)


def test_a_break_needs_cover_and_ends() -> None:
    """Alone nobody leaves; with a colleague there, that desk covers."""
    watch, seat = _watch(), Seat(1, ASH, "desk 4", 0)
    _sit(watch, seat, ASH)
    watch.now_us += 60 * SECOND_US
    _sit(watch, seat, ASH)
    watch.now_us += HOUR_US
    alone = seat.look(watch.picture, watch.now_us)
    other = msgspec.structs.replace(watch.picture.posts["desk 4"], desk="Desk 3")
    watch.picture.posts["Desk 3"] = other
    watch.now_us += 60 * SECOND_US
    left = _sit(watch, seat, ASH)
    away = seat.is_away(watch.picture)
    watch.now_us += HOUR_US
    back = _sit(watch, seat, ASH)

    assert ([], True) == (alone, away)
    assert [c.SetAway(away=True, covered_by="Desk 3")] == left
    assert [c.SetAway(away=False)] == back
    assert not seat.is_away(watch.picture)


def test_the_autopilot_has_no_breaks() -> None:
    """It needs nobody, and covers for others."""
    watch, seat = _watch(), Seat(1, ASH, "desk 4", None)
    _sit(watch, seat, ASH)
    for _ in range(5):
        watch.now_us += HOUR_US

        assert [] == _sit(watch, seat, ASH)
