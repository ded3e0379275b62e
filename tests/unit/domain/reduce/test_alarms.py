"""What events about alarms and messages do to the picture."""

from controlroom.domain import events as e
from controlroom.domain.state import ALARMS_KEPT
from tests.helpers.watch import ASH, MARSH, TV21, Watch


def raised(alarm_id: str, **fields: object) -> e.AlarmRaised:
    """Return a feed alarm with some fields exchanged."""
    plain = {"kind": "feed_lost", "priority": "high", "door": "cot", **fields}
    return e.AlarmRaised(alarm_id=alarm_id, **plain)  # type: ignore[arg-type]  # as the test says


def test_an_alarm_stands_until_it_is_ended() -> None:
    """Accepted by name, ended by name."""
    watch = Watch()
    watch.happen(raised("alm_1", text="silent for 90 s"))
    watch.happen(e.AlarmAccepted(alarm_id="alm_1"), actor=ASH)
    watch.happen(e.AlarmEnded(alarm_id="alm_1", outcome="ended"), actor=MARSH)
    alarm = watch.alarm()

    assert (ASH, MARSH, "ended") == (alarm.accepted_by, alarm.ended_by, alarm.outcome)
    assert (watch.now_us,) * 3 == (
        alarm.raised_at_us, alarm.accepted_at_us, alarm.ended_at_us,
    )  # fmt: skip
    assert watch.picture.seq == alarm.revision


def test_an_alarm_writes_where_it_belongs() -> None:
    """Into its incident, and into what its unit is on."""
    watch = Watch()
    own, job, other = watch.opened(), watch.opened(), watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=job, unit_id=TV21),
        raised(
            "alm_1", kind="officer_emergency", priority="emergency", unit_id=TV21,
            incident_id=own, prior_state=2,
        ),
        e.AlarmAccepted(alarm_id="alm_1"),
        e.AlarmEnded(alarm_id="alm_1", outcome="false_alarm", note="knocked"),
    )  # fmt: skip
    lines = [
        "Officer emergency TV21.",
        "Officer emergency: accepted.",
        "Officer emergency ended as a false alarm: knocked",
    ]

    assert lines == watch.log(own)[-3:]
    assert lines == watch.log(job)[-3:]
    assert 1 == len(watch.log(other))
    assert 2 == watch.alarm().prior_state


def test_an_alarm_on_its_unit_s_own_incident_writes_once() -> None:
    """One line, not two, where both are the same."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21),
        raised("alm_1", unit_id=TV21, incident_id=incident_id),
    )

    assert 3 == len(watch.log(incident_id))


def test_old_ended_alarms_are_forgotten_and_standing_ones_never() -> None:
    """The index keeps them; the picture keeps the last 200 and all that stand."""
    watch = Watch()
    watch.happen(raised("alm_stands"))
    for number in range(ALARMS_KEPT + 5):
        watch.happen(
            raised(f"alm_{number}"),
            e.AlarmEnded(alarm_id=f"alm_{number}", outcome="recovered"),
        )

    assert ALARMS_KEPT + 1 == len(watch.picture.alarms)
    assert "alm_stands" in watch.picture.alarms
    assert "alm_0" not in watch.picture.alarms
    assert f"alm_{ALARMS_KEPT + 4}" in watch.picture.alarms


def test_many_standing_alarms_all_stand() -> None:
    """A flood drops nothing that nobody has ended."""
    watch = Watch()
    for number in range(ALARMS_KEPT + 50):
        watch.happen(raised(f"alm_{number}"))

    assert ALARMS_KEPT + 50 == len(watch.picture.standing_alarms())
