"""What a unit attends to, and who is left: one order for states, rules and words."""

from controlroom.domain import commands as c
from controlroom.domain import observations as o
from controlroom.domain.attending import (
    assignment_of,
    attended,
    is_free,
    left_without,
)
from tests.helpers.watch import HB14, RADIO, TV21, TV22, Watch


def test_a_unit_attends_to_the_first_it_has_not_been_at() -> None:
    """On nothing, on the way to one, on the way to the next, at the last."""
    watch = Watch()
    first, second = watch.opened(), watch.opened()

    def now() -> str | None:
        found = attended(watch.picture, watch.unit(TV21))
        return found[0].incident_id if found else None

    assert None is now()
    watch.do(c.AssignUnits(incident_id=first, unit_ids=(TV21,)))
    watch.do(c.AssignUnits(incident_id=second, unit_ids=(TV21,), keep=True))
    assert first == now()
    watch.see(o.StateReported(device_id=RADIO, state=6, at_us=0))
    assert second == now()
    watch.see(o.StateReported(device_id=RADIO, state=5, at_us=0))
    watch.see(o.StateReported(device_id=RADIO, state=6, at_us=0))
    assert second == now()


def test_who_is_left() -> None:
    """Without those that go, in the order sent."""
    watch = Watch()
    incident_id = watch.opened()
    watch.do(c.AssignUnits(incident_id=incident_id, unit_ids=(TV22, TV21)))
    incident = watch.incident(incident_id)

    assert (TV22,) == left_without(incident, frozenset({TV21}))
    assert () == left_without(incident, frozenset({TV21, TV22}))
    found = assignment_of(incident, TV21)
    assert TV21 == (found.unit_id if found else "")
    assert None is assignment_of(incident, HB14)


def test_free_is_on_nothing_and_sendable() -> None:
    """On patrol, on refreshments; not off duty, not on an incident."""
    watch = Watch()
    watch.see(o.StateReported(device_id=RADIO, state=4, at_us=0))

    assert is_free(watch.picture, watch.unit(TV21))
    assert is_free(watch.picture, watch.unit(TV22))
    assert not is_free(watch.picture, watch.unit(HB14))
    watch.do(c.AssignUnits(incident_id=watch.opened(), unit_ids=(TV22,)))
    assert not is_free(watch.picture, watch.unit(TV22))
