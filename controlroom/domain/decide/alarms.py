"""Decides on alarms and messages: raise, accept, end by name; words to units.

An officer's emergency begins with a button, a state 0, a CoT 911 type or the desk's
key, and ends by a person alone. What devices say in between is a line in its log.
"""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.decide.incidents import next_cad, usual_grade
from controlroom.domain.decide.rules import (
    TEXT_MOST,
    Ids,
    alarm_of,
    cleaned_text,
    place_of,
    refuse,
    shown,
    undecided,
    unit_of,
    when,
    written,
)
from controlroom.domain.decide.units import (
    AT_SCENE,
    EMERGENCY,
    EN_ROUTE,
    ON_PATROL,
)
from controlroom.domain.entities import Alarm, Unit
from controlroom.domain.geo import is_place
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State

EMERGENCY_TYPE = "EMERGENCY"
"""The opening code of an officer's emergency."""
REPEAT_US = 60_000_000
"""The same line about an emergency is written again only after so long."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    match said.command.act:
        case c.RaiseEmergency() as act:
            return raise_emergency(state, act, now_us, ids)
        case c.AcceptAlarm() as act:
            return accept_alarm(state, act, now_us)
        case c.EndAlarm() as act:
            return end_alarm(state, act, said.person_id, now_us)
        case other:
            raise undecided(other)


def raise_emergency(
    state: State, act: c.RaiseEmergency, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Raise an officer's emergency from the desk."""
    unit = unit_of(state, act.unit_id)
    note = written(act.note, "the note")
    place = place_of(act.lat, act.lon)
    standing = state.emergency_of(unit.unit_id)
    if standing is not None:
        text = sentences.with_reason("The desk raised the emergency again", note)
        return line_in(state, standing, text, now_us)
    return emergency(state, unit, None, note, place, now_us, ids)


def emergency(
    state: State,
    unit: Unit | None,
    person_id: str | None,
    text: str,
    place: tuple[float | None, float | None],
    now_us: int,
    ids: Ids,
) -> list[e.AnyEvent]:
    """Return the events of a new emergency of a unit's officer, or of a person."""
    alarm_id, incident_id = ids("alm"), ids("inc")
    lat, lon = place if is_place(*place) else (None, None)
    number, day, count = next_cad(state, now_us)
    sector = unit.sector if unit else ""
    if lat is not None and lon is not None:
        sector = state.codes.sector_at(lat, lon) or sector
    events: list[e.AnyEvent] = []
    if unit is not None:
        events.append(e.UnitStateChanged(unit_id=unit.unit_id, state=EMERGENCY))
        if person_id is None and len(unit.crew) == 1:
            person_id = unit.crew[0]
    events.append(
        e.IncidentOpened(
            incident_id=incident_id,
            cad=number,
            cad_day=day,
            cad_count=count,
            type_code=EMERGENCY_TYPE,
            grade=usual_grade(state.codes, EMERGENCY_TYPE),
            opened_at_us=now_us,
            lat=lat,
            lon=lon,
            sector=sector,
            narrative=text,
            emergency_alarm_id=alarm_id,
        )
    )
    events.append(
        e.AlarmRaised(
            alarm_id=alarm_id,
            kind="officer_emergency",
            priority="emergency",
            text=text,
            unit_id=unit.unit_id if unit else None,
            person_id=person_id,
            incident_id=incident_id,
            lat=lat,
            lon=lon,
            prior_state=unit.state if unit else None,
        )
    )
    return events


def line_in(state: State, alarm: Alarm, text: str, now_us: int) -> list[e.AnyEvent]:
    """Return a line in the emergency's log; a button held down writes one a minute."""
    incident = state.incidents.get(alarm.incident_id or "")
    if incident is None:
        return []
    for entry in reversed(incident.log):
        if now_us - entry.at_us > REPEAT_US:
            break
        if entry.text == text:
            return []
    return [e.LogEntryAdded(incident_id=incident.incident_id, text=text)]


def emergency_reported(
    state: State, seen: o.EmergencyReported | o.StateReported, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Raise what a device's button says, or write it down when one stands already."""
    device = state.devices[seen.device_id]
    unit, person_id = state.unit_of(seen.device_id), device.person_id
    cancelled = isinstance(seen, o.EmergencyReported) and seen.cancelled
    text = "" if unit or person_id else f"device {shown(device.uid)} of no unit"
    standing = _standing_emergency(state, unit, person_id, text)
    who = unit.callsign if unit else state.name_of(person_id or seen.device_id)
    if standing is not None:
        said = (
            "took the emergency back; it stands until a person ends it"
            if cancelled
            else "pressed the emergency button again"
        )
        return line_in(state, standing, f"{who}'s device {said}.", now_us)
    if cancelled:
        return []
    place = (seen.lat, seen.lon)
    return emergency(state, unit, person_id, text, place, now_us, ids)


def _standing_emergency(
    state: State, unit: Unit | None, person_id: str | None, text: str
) -> Alarm | None:
    """A device that speaks for nobody is still somebody's: it is known by its text."""
    if unit is not None:
        return state.emergency_of(unit.unit_id)
    if person_id is not None:
        return state.emergency_of_person(person_id)
    return next(
        (
            alarm
            for alarm in state.standing_alarms()
            if alarm.kind == "officer_emergency"
            and alarm.unit_id is None
            and alarm.text == text
        ),
        None,
    )


def said_meanwhile(
    state: State, unit: Unit, alarm: Alarm, number: int, now_us: int
) -> list[e.AnyEvent]:
    """Write down a state that a device reports while its officer's emergency stands."""
    words = sentences.state_words(state, number)
    text = f"{unit.callsign}'s device says {words}; the emergency stands."
    return line_in(state, alarm, text, now_us)


def accept_alarm(state: State, act: c.AcceptAlarm, now_us: int) -> list[e.AnyEvent]:
    """Take an alarm on by name; the first to do so has it."""
    alarm = _standing(state, act.alarm_id, now_us)
    if alarm.accepted_by is not None:
        refuse(
            "accepted",
            f"{state.name_of(alarm.accepted_by)} accepted this at "
            f"{when(state, alarm.accepted_at_us or 0, now_us)}.",
        )
    return [e.AlarmAccepted(alarm_id=alarm.alarm_id)]


def end_alarm(
    state: State, act: c.EndAlarm, person_id: str, now_us: int
) -> list[e.AnyEvent]:
    """End an alarm by name, and give the unit the state it had before."""
    alarm = _standing(state, act.alarm_id, now_us)
    note = written(act.note, "the note")
    if act.outcome not in {"ended", "false_alarm"}:
        refuse("outcome", "A person ends an alarm, or calls it false.")
    if alarm.accepted_by is None and (
        act.outcome == "false_alarm" or alarm.kind == "officer_emergency"
    ):
        refuse("not_accepted", "Nobody has accepted this alarm.", "Accept it first.")
    if act.outcome == "false_alarm" and alarm.accepted_by == person_id:
        refuse(
            "two_people",
            f"{state.name_of(person_id)} accepted this alarm at "
            f"{when(state, alarm.accepted_at_us or 0, now_us)}; a false alarm needs "
            "a second person.",
            "Ask somebody else to end it as false.",
        )
    ended = e.AlarmEnded(alarm_id=alarm.alarm_id, outcome=act.outcome, note=note)
    return [ended, *_restored(state, alarm)]


def _restored(state: State, alarm: Alarm) -> list[e.AnyEvent]:
    unit = state.units.get(alarm.unit_id or "")
    if alarm.kind != "officer_emergency" or unit is None or unit.state != EMERGENCY:
        return []
    before = alarm.prior_state or ON_PATROL
    if before in {EN_ROUTE, AT_SCENE} and not unit.incident_ids:
        before = ON_PATROL  # stood down meanwhile: there is nothing to be on the way to
    return [e.UnitStateChanged(unit_id=unit.unit_id, state=before)]


def _standing(state: State, alarm_id: str, now_us: int) -> Alarm:
    alarm = alarm_of(state, alarm_id)
    if alarm.ended_at_us is not None:
        refuse(
            "ended",
            f"This alarm was ended by {state.name_of(alarm.ended_by or '')} at "
            f"{when(state, alarm.ended_at_us, now_us)}.",
        )
    return alarm


def door_changed(state: State, seen: o.DoorChanged, ids: Ids) -> list[e.AnyEvent]:
    """Raise an alarm for a feed that went silent; its first word ends it."""
    standing = next(
        (
            alarm
            for alarm in state.standing_alarms()
            if alarm.kind == "feed_lost" and alarm.door == seen.door
        ),
        None,
    )
    if seen.lost and standing is None:
        text = cleaned_text(seen.why, TEXT_MOST)
        return [
            e.AlarmRaised(
                alarm_id=ids("alm"),
                kind="feed_lost",
                priority="high",
                text=text,
                door=seen.door,
            )
        ]
    if not seen.lost and standing is not None:
        return [e.AlarmEnded(alarm_id=standing.alarm_id, outcome="recovered")]
    return []
