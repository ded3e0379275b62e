"""Somebody at the next desk."""

from collections import Counter

import msgspec

from controlroom.domain import commands as c
from controlroom.domain.codes import Sector
from controlroom.domain.entities import Party
from controlroom.domain.errors import Refused
from controlroom.exercise.neighbour import ANSWER_US, Neighbour
from tests.helpers.watch import ASH, MARSH, SECOND_US, TV21, Watch, uk_codes


def _watch() -> Watch:
    sectors = (Sector(name="West"), Sector(name="East"))
    watch = Watch(msgspec.structs.replace(uk_codes(), sectors=sectors))
    for number in range(4):
        watch.opened(sector="West" if number % 2 else "East", grade="S")
    first = next(iter(watch.picture.incidents))
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    return watch


def test_the_next_desk_lives() -> None:
    """In half an hour it opens several incidents, writes while it shows so, speaks to
    units and to the room, and offers; what it does is mostly accepted.
    """
    watch, marsh = _watch(), Neighbour(1, MARSH, "Desk 2")
    done: Counter[str] = Counter()
    refused, opened, wrote = 0, set(), 0
    for _ in range(1_800):
        watch.now_us += SECOND_US
        for act in marsh.look(watch.picture, watch.now_us):
            done[type(act).__name__] += 1
            try:
                watch.do(act, who=MARSH)
            except Refused:
                refused += 1
        watch.tick(0)
        opened.add(marsh.attention.incident_id)
        wrote += marsh.attention.typing

    assert {"AddLogEntry", "SendMessage", "SendRoomMessage", "OfferTransfer"} <= set(
        done
    )
    assert len(opened) >= 4
    assert wrote > 20
    assert refused <= 2
    assert "AssignUnits" not in done


def test_what_is_asked_is_answered() -> None:
    """An offer to this desk soon, one to a sector after others had the time; words are
    read once and answered by name.
    """
    watch, marsh = _watch(), Neighbour(1, MARSH, "Desk 2")
    first, second = list(watch.picture.incidents)[:2]
    watch.do(c.OfferTransfer(incident_id=first, to=Party(kind="desk", name="Desk 2")))
    watch.do(c.OfferTransfer(incident_id=second, to=Party(kind="sector", name="East")))
    watch.do(c.SendRoomMessage(to=Party(kind="person", name=MARSH), text="x"))
    marsh.look(watch.picture, watch.now_us)
    answered = {}
    begun_us = watch.now_us
    for _ in range(200):
        watch.now_us += SECOND_US
        for act in marsh.look(watch.picture, watch.now_us):
            if isinstance(act, c.AcceptTransfer | c.DeclineTransfer):
                answered[act.incident_id] = watch.now_us - begun_us
                incident = watch.incident(act.incident_id)
                gone = msgspec.structs.replace(incident, offer=None)
                watch.picture.incidents[act.incident_id] = gone
            if isinstance(act, c.ReadMessage):
                watch.do(act, who=MARSH)

    assert answered[first] < ANSWER_US <= answered[second] + 5 * SECOND_US
    assert {MARSH} == set(next(iter(watch.picture.receipts.values())))


def test_an_empty_room_is_a_quiet_one() -> None:
    """Nothing is open where nothing is."""
    marsh = Neighbour(1, ASH, "Desk 2")

    assert [] == marsh.look(Watch().picture, 1)
    assert None is marsh.attention.incident_id
