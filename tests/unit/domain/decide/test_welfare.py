"""A missed welfare check is one quiet alarm, over by the first contact."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.codes import Codes
from controlroom.domain.duty_rules import WelfareRules
from controlroom.domain.entities import Unit
from tests.helpers.watch import RADIO, TV21, Watch, uk_codes


def at_scene(codes: Codes | None = None) -> Watch:
    """Return a watch with one officer at the scene of a theft."""
    watch = Watch(codes)
    watch.do(c.AssignUnits(incident_id=watch.opened("THEFT"), unit_ids=(TV21,)))
    watch.see(o.StateReported(device_id=RADIO, state=6, at_us=0))
    return watch


def test_a_missed_check_is_a_medium_alarm_once() -> None:
    """Fifteen minutes and five of margin; never a second while it stands."""
    watch = at_scene()

    assert [] == watch.tick(20 * 60 - 1)
    raised = watch.tick()
    assert ["AlarmRaised"] == [type(each).__name__ for each in raised]
    alarm = watch.alarm()
    assert ("welfare_due", "medium", TV21) == (
        alarm.kind, alarm.priority, alarm.unit_id,
    )  # fmt: skip
    assert "alone at scene, not heard of within 15 min" == alarm.text
    assert [] == watch.tick()


@pytest.mark.parametrize(
    "seen",
    [
        o.SpokeReported(device_id=RADIO, at_us=0),
        o.StateReported(device_id=RADIO, state=6, at_us=0),
        o.StateReported(device_id=RADIO, state=2, at_us=0),
        o.StateReported(device_id=RADIO, state=13, at_us=0),
    ],
)
def test_any_contact_ends_it(seen: o.AnyObservation) -> None:
    """A voice, the same state once more, another state, a request."""
    watch = at_scene()
    watch.tick(20 * 60)
    watch.see(seen)

    assert [
        e.AlarmEnded(alarm_id=watch.alarm().alarm_id, outcome="recovered")
    ] == watch.tick()


def test_a_force_may_do_without_the_alarm() -> None:
    """Not configured, the rows alone say it."""
    codes = uk_codes()
    rules = msgspec.structs.replace(codes.welfare, alarm=False)
    watch = at_scene(msgspec.structs.replace(codes, welfare=rules))

    assert [] == watch.tick(3_600)
    assert TV21 in watch.picture.checks


def test_a_flood_is_cut_the_most_overdue_first() -> None:
    """Ten stand at once, whatever happened; the rows show the others."""
    rules = WelfareRules(crewed_s=60, alarm=True)
    watch = Watch(msgspec.structs.replace(uk_codes(), welfare=rules))
    for number in range(15):
        unit = Unit(unit_id=f"unit_{number}", callsign=f"X{number}", state=6)
        watch.happen(e.UnitAdded(unit=unit))
        watch.now_us += 1
    watch.happen(*(e.ContactRecorded(unit_id="unit_0"),))
    raised = watch.tick(61)

    assert [f"unit_{number}" for number in range(1, 11)] == [
        each.unit_id for each in raised if isinstance(each, e.AlarmRaised)
    ]
    assert [] == watch.tick()
