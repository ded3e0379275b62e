"""Decides on welfare checks that were missed: one quiet alarm each, over by contact."""

from controlroom.domain import events as e
from controlroom.domain.decide.rules import Ids
from controlroom.domain.entities import Unit
from controlroom.domain.exposure import check_after_s
from controlroom.domain.state import State

SECOND_US = 1_000_000
MOST_STANDING = 10
"""Alarms of this kind at once: more would be a flood, and the board shows them all."""


def checked(state: State, now_us: int, ids: Ids) -> list[e.AnyEvent]:
    """End the alarms of whoever was heard of, and raise those of who was not."""
    rules = state.codes.welfare
    if not state.checks and not state.alarms:
        return []
    standing = {
        alarm.unit_id: alarm
        for alarm in state.standing_alarms()
        if alarm.kind == "welfare_due"
    }
    events: list[e.AnyEvent] = [
        e.AlarmEnded(alarm_id=alarm.alarm_id, outcome="recovered")
        for unit_id, alarm in standing.items()
        if state.checks.get(unit_id or "", now_us + 1) > now_us
    ]
    if not rules.alarm:
        return events
    late_us = now_us - rules.margin_s * SECOND_US
    missed = sorted(
        (due_us, unit_id)
        for unit_id, due_us in state.checks.items()
        if due_us <= late_us and unit_id not in standing
    )
    room = MOST_STANDING - (len(standing) - len(events))
    for _due_us, unit_id in missed[: max(0, room)]:
        events.append(_missed(state, state.units[unit_id], ids))
    return events


def _missed(state: State, unit: Unit, ids: Ids) -> e.AlarmRaised:
    minutes = check_after_s(unit, state) // 60
    alone = "alone at scene, " if unit.alone_since_us else "at scene, "
    return e.AlarmRaised(
        alarm_id=ids("alm"),
        kind="welfare_due",
        priority="medium",
        text=f"{alone}not heard of within {minutes} min",
        unit_id=unit.unit_id,
        incident_id=unit.incident_ids[-1] if unit.incident_ids else None,
    )
