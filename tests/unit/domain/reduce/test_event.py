"""Every event there is has a reducer, and audit rows change nothing."""

import pytest

from controlroom.domain import events as e
from controlroom.domain.codes import Codes
from controlroom.domain.reduce.event import reduce_event
from controlroom.domain.state import State
from tests.helpers.watch import RADIO, TV21, Watch


@pytest.mark.parametrize(
    "event",
    [
        e.ViewingStarted(viewing_id="v", camera_id="c", reason="x"),
        e.ViewingEnded(viewing_id="v", camera_id="c"),
        e.SignedOn(person_id="per_ash", desk="4"),
        e.SignedOff(person_id="per_ash", desk="4"),
        e.Consulted(question="search"),
        e.Disclosed(what="incident"),
    ],
)
def test_audit_rows_touch_nothing(event: e.AnyEvent) -> None:
    """They are for the auditor alone."""
    state = State()

    assert () == reduce_event(state, e.Fact(seq=1, at_us=1, actor="x", event=event))
    assert State() == state


def test_each_event_reaches_the_reducer_of_its_subject() -> None:
    """Force, incident, alarm: each returns the ids it touched."""
    watch = Watch()
    incident_id = watch.opened()

    def touched(event: e.AnyEvent) -> tuple[str, ...]:
        fact = e.Fact(seq=999, at_us=1, actor="clock", event=event)
        return reduce_event(watch.picture, fact)

    assert ("codes",) == touched(e.CodesPublished(codes=Codes()))
    assert (RADIO,) == touched(e.DeviceEnabled(device_id=RADIO, enabled=False))
    assert (incident_id, TV21) == touched(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21)
    )
    assert ("alm_1", incident_id) == touched(
        e.AlarmRaised(
            alarm_id="alm_1", kind="target_passed", priority="high",
            incident_id=incident_id,
        )
    )  # fmt: skip
