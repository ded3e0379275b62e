"""The rule for taking a unit away: by grade, type and state, first row that fits."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.diverting import blocked, holds
from controlroom.domain.events import CodesPublished
from controlroom.domain.sending_rules import DivertRule
from tests.helpers.watch import RADIO, TV21, Watch


def on(watch: Watch, type_code: str, number: int) -> str:
    """Send TV21 to a new incident, let it say a state, and return the incident."""
    incident_id = watch.opened(type_code)
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV21,)))
    watch.see(o.StateReported(device_id=RADIO, state=number, at_us=0))
    return incident_id


@pytest.mark.parametrize(
    ("kind", "number", "to", "ruling"),
    [
        ("ROBBERY", 6, "THEFT", "block"),
        ("ROBBERY", 6, "WEAPON", "block"),
        ("ROBBERY", 5, "THEFT", "block"),
        ("ROBBERY", 5, "WEAPON", "warn"),
        ("ROBBERY", 7, "THEFT", "warn"),
        ("THEFT", 6, "NOISE", "warn"),
        ("THEFT", 6, "ROBBERY", "warn"),
    ],
)
def test_the_shipped_rule(kind: str, number: int, to: str, ruling: str) -> None:
    """An Immediate at scene keeps its units; one on the way, from lower grades."""
    watch = Watch()
    on(watch, kind, number)
    other = watch.incident(watch.opened(to))

    assert [ruling] == [h.ruling for h in holds(watch.picture, watch.unit(TV21), other)]
    held = blocked(watch.picture, watch.unit(TV21), other)
    assert (ruling == "block") == (held is not None)


def test_who_helps_an_officer_stays() -> None:
    """Whatever the state and whatever the other grade."""
    watch = Watch()
    on(watch, "EMERGENCY", 2)
    other = watch.incident(watch.opened("ROBBERY"))

    assert None is not blocked(watch.picture, watch.unit(TV21), other)


def test_each_of_several_incidents_holds_for_itself() -> None:
    """At the first scene, on the way to the second."""
    watch = Watch()
    first = on(watch, "ROBBERY", 6)
    second = watch.opened("ROBBERY")
    watch.do(c.AssignUnits(incident_id=second, unit_ids=(TV21,), keep=True))
    other = watch.incident(watch.opened("WEAPON"))

    assert [(first, "block"), (second, "warn")] == [
        (h.incident.incident_id, h.ruling)
        for h in holds(watch.picture, watch.unit(TV21), other)
    ]


def test_without_a_rule_the_room_is_warned() -> None:
    """A force that configures none forbids nothing, and hides nothing."""
    watch = Watch()
    on(watch, "ROBBERY", 6)
    other = watch.incident(watch.opened("THEFT"))
    codes = msgspec.structs.replace(watch.picture.codes, diverts=())
    watch.happen(CodesPublished(codes=codes))

    assert ["warn"] == [h.ruling for h in holds(watch.picture, watch.unit(TV21), other)]


def test_an_unknown_grade_is_below_all() -> None:
    """A call of another system is no reason to leave an Immediate."""
    watch = Watch()
    on(watch, "ROBBERY", 6)
    other = msgspec.structs.replace(watch.incident(watch.opened("THEFT")), grade="?")
    rules = (DivertRule(rule="block", on=("I",), to="lower"),)
    codes = msgspec.structs.replace(watch.picture.codes, diverts=rules)
    watch.happen(CodesPublished(codes=codes))

    assert None is not blocked(watch.picture, watch.unit(TV21), other)
