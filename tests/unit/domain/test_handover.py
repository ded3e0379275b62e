"""The pack holds what must not be forgotten, of the sectors asked for, and no more."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.codes import Codes, Sector
from controlroom.domain.entities import Party
from controlroom.domain.handover import ITEMS_MOST, pack
from controlroom.domain.picture import Picture
from controlroom.domain.watchkeeping import Item
from tests.helpers.watch import HOUR_US, MINUTE_US, TV21, Watch, uk_codes

SECTORS = tuple(
    Sector(name=name, ring=((at, 0.0), (at, 1.0), (at + 1, 1.0), (at + 1, 0.0)))
    for name, at in (("Harbour", 50.0), ("Castle", 52.0))
)


def sector_codes() -> Codes:
    """Return the shipped codes with two sectors."""
    return msgspec.structs.replace(uk_codes(), sectors=SECTORS)


@pytest.fixture
def watch() -> Watch:
    """A room with two sectors."""
    return Watch(sector_codes())


def packed(watch: Watch, *sectors: str) -> list[tuple[str, str]]:
    """Return kind and text of what is handed over now."""
    items = pack(watch.picture, sectors, watch.now_us)
    return [(item.kind, item.text) for item in items]


def opened(watch: Watch, sector: str, **fields: object) -> str:
    """Open an incident of a grade that may wait, in a sector."""
    return watch.opened("THEFT", sector=sector, place="Pier 4", **fields)


def test_a_quiet_room_hands_nothing_over(watch: Watch) -> None:
    """An incident with which all is well is in the queue, not in the pack."""
    opened(watch, "Harbour")

    assert [] == packed(watch)
    assert () == pack(Picture(), (), 0)


def test_everything_that_stands_open_is_in_it(watch: Watch) -> None:
    """Risk, lateness, silence, promises and bring-ups, in the order of urgency."""
    incident_id = watch.opened("ROBBERY", sector="Harbour", place="Pier 4")
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.do(
        c.RecordPromise(
            incident_id=incident_id, text="call back",
            due_us=watch.now_us + 20 * MINUTE_US,
        )
    )  # fmt: skip
    at_us = watch.now_us + 2 * HOUR_US
    watch.do(c.SetBringUp(incident_id=incident_id, at_us=at_us, note="ring ward"))
    watch.now_us += 17 * MINUTE_US
    said = packed(watch)

    assert ["risk", "overdue", "unacknowledged", "promise", "bring_up"] == [
        kind for kind, _text in said
    ]
    assert [
        "CAD 1, Pier 4: risk was never recorded",
        "CAD 1, Pier 4: grade I, 2:03 over its target from call",
        "CAD 1, Pier 4: TV21, sent 17:02 ago, has not acknowledged",
        "CAD 1, Pier 4: promised by 14:20:03: call back",
        "CAD 1, Pier 4: bring up at 16:00:04, ring ward",
    ] == [text for _kind, text in said]
    keys = [item.key for item in pack(watch.picture, (), watch.now_us)]

    assert len(keys) == len(set(keys))


def test_a_number_of_another_day_says_its_day(watch: Watch) -> None:
    """4521 of yesterday and 4521 of today are two: only today's is short."""
    for _ in range(2):
        watch.opened("ROBBERY", grade="I", place="Pier 4")
    watch.now_us += 24 * HOUR_US
    watch.opened("ROBBERY", grade="I", place="Pier 5")
    watch.now_us += 40 * MINUTE_US
    said = packed(watch)

    late = [text.partition(":")[0] for kind, text in said if kind == "overdue"]
    risk = (
        "3 Immediate incidents without a recorded risk: CAD 1/21NOV26, 2/21NOV26 and 1"
    )

    assert ("risk", risk) == said[0]
    assert ["CAD 1/21NOV26, Pier 4", "CAD 2/21NOV26, Pier 4", "CAD 1, Pier 5"] == late


def test_risks_that_were_never_recorded_are_one_line_a_grade(watch: Watch) -> None:
    """Ten that nobody asked about crowd out nothing; fresh ones are still asked."""
    for _ in range(10):
        watch.opened("ROBBERY", grade="I", sector="Harbour")
    for _ in range(2):
        watch.opened("ROBBERY", grade="S", sector="Harbour")
    for _ in range(3):
        opened(watch, "Harbour")
    fresh = packed(watch)
    watch.now_us += 40 * MINUTE_US
    watch.opened("ROBBERY", grade="I", sector="Harbour")
    said = [text for kind, text in packed(watch) if kind == "risk"]

    assert [] == [text for kind, text in fresh if kind == "risk"]
    assert [
        (
            "10 Immediate incidents without a recorded risk: "
            "CAD 1, 2, 3, 4, 5, 6, 7, 8 and 2 more"
        ),
        "2 Significant incidents without a recorded risk: CAD 11 and 12",
    ] == said


def test_a_risk_that_was_told_counts_as_recorded(watch: Watch) -> None:
    """As such, or letter by letter in the log; what is over is nobody's risk now."""
    first, second, third, fourth = (
        watch.opened("ROBBERY", grade="I", place=f"Pier {n}") for n in range(1, 5)
    )
    watch.do(c.RecordRisk(incident_id=first, text="T: none"))
    doctrine = watch.picture.codes.intake.doctrine_for("ROBBERY")
    assert doctrine is not None
    told = ". ".join(f"{each.name}: none" for each in doctrine.letters)
    watch.do(c.AddLogEntry(incident_id=second, text=told))
    watch.do(c.AddLogEntry(incident_id=third, text="Caller rang back"))
    watch.do(c.ResolveIncident(incident_id=fourth))
    watch.now_us += 40 * MINUTE_US

    assert ["CAD 3, Pier 3: risk was never recorded"] == [
        text for kind, text in packed(watch) if kind == "risk"
    ]


def test_a_force_that_waits_for_no_risk_is_told_of_none() -> None:
    """The time is the force's own, by grade."""
    codes = uk_codes()
    grades = [msgspec.structs.replace(each, risk_s=None) for each in codes.grades]
    watch = Watch(msgspec.structs.replace(codes, grades=tuple(grades)))
    watch.opened("ROBBERY", grade="I")
    watch.now_us += HOUR_US

    assert [] == [text for kind, text in packed(watch) if kind == "risk"]


def test_a_promise_past_its_time_says_so_and_a_kept_one_is_gone(watch: Watch) -> None:
    """Late is the more reason to hand it over."""
    incident_id = opened(watch, "Harbour")
    due_us = watch.now_us + MINUTE_US
    act = c.RecordPromise(incident_id=incident_id, text="ring", due_us=due_us)
    watch.do(act)
    watch.now_us += HOUR_US

    assert packed(watch)[0][1].endswith("ring, the time has passed")
    promise_id = watch.incident(incident_id).promises[0].promise_id
    watch.do(c.KeepPromise(incident_id=incident_id, promise_id=promise_id))

    assert [] == packed(watch)


def test_an_alarm_nobody_accepted_comes_first(watch: Watch) -> None:
    """Accepted, it is somebody's already."""
    watch.do(c.RaiseEmergency(unit_id=TV21))
    kinds = [kind for kind, _text in packed(watch)]
    (alarm,) = watch.picture.standing_alarms()
    watch.do(c.AcceptAlarm(alarm_id=alarm.alarm_id))

    assert "alarm" == kinds[0]
    assert "alarm" not in [kind for kind, _text in packed(watch)]


def test_only_the_sectors_asked_for_and_what_has_none(watch: Watch) -> None:
    """What belongs to nobody's sector is never left out."""
    due_us = watch.now_us + HOUR_US
    for sector in ("Harbour", "Castle", ""):
        incident_id = opened(watch, sector)
        text = sector or "nowhere"
        act = c.RecordPromise(incident_id=incident_id, text=text, due_us=due_us)
        watch.do(act)

    said = [text.rpartition(": ")[2] for _kind, text in packed(watch, "Harbour")]

    assert ["Harbour", "nowhere"] == said
    assert 3 == len(packed(watch))


def test_an_offer_nobody_answered_is_handed_over(watch: Watch) -> None:
    """The next person must not wait for somebody who was never asked again."""
    incident_id = opened(watch, "Harbour")
    watch.do(
        c.OfferTransfer(incident_id=incident_id, to=Party(kind="sector", name="Castle"))
    )

    assert [("transfer", "CAD 1, Pier 4: offered to Castle, not answered")] == packed(
        watch
    )


def test_an_endless_pack_ends_and_says_so(watch: Watch) -> None:
    """More than can be ticked off is said in its last line."""
    incident_id = opened(watch, "Harbour")
    promise = e.PromiseRecorded(
        incident_id=incident_id, promise_id="", text="x", due_us=watch.now_us
    )
    watch.happen(
        *(
            msgspec.structs.replace(promise, promise_id=f"prm_{n}")
            for n in range(ITEMS_MOST + 5)
        )
    )
    items = pack(watch.picture, (), watch.now_us)

    assert ITEMS_MOST == len(items)
    assert items[-1].text.startswith("6 more")
    assert all(isinstance(item, Item) for item in items)
