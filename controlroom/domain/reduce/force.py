"""Applies what happened to codes, people, units, devices and cameras."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.attending import attended
from controlroom.domain.entities import Device, Incident, Person, Unit
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.duty import OFF_DUTY, crew_skills, duty_changes
from controlroom.domain.reduce.stamp import keep_incident, log_to, stamped
from controlroom.domain.state import State

EN_ROUTE = 5
AT_SCENE = 6
RECEIVED = 15
"""A request number that asks for nothing: the unit confirms, no envelope is drawn."""

ForceEvent = (
    e.CodesPublished | e.PersonAdded | e.PersonEnabled | e.UnitAdded
    | e.DeviceEnrolled | e.DeviceBound | e.DeviceEnabled | e.CameraAdded
    | e.CameraChanged | e.UnitStateChanged | e.RequestReceived | e.CrewChanged
)  # fmt: skip
_Enrolment = (
    e.PersonAdded | e.PersonEnabled | e.UnitAdded | e.DeviceEnrolled | e.DeviceBound
    | e.DeviceEnabled | e.CameraAdded
)  # fmt: skip


def reduce_force(state: State, fact: e.Fact, event: ForceEvent) -> tuple[str, ...]:
    """Change the state by one event about the force; return the ids it touched."""
    match event:
        case e.UnitStateChanged():
            return _state_changed(state, fact, event)
        case e.RequestReceived():
            return _request_received(state, fact, event)
        case e.CrewChanged():
            return _crew_changed(state, fact, event)
        case e.CameraChanged():
            camera = state.cameras[event.camera_id]
            state.cameras[camera.camera_id] = stamped(
                camera,
                fact,
                state=event.state,
                state_at_us=fact.at_us,
                source_url=event.source_url or camera.source_url,
            )
            return (camera.camera_id,)
        case e.CodesPublished():
            state.codes = event.codes
            for incident in list(state.incidents.values()):
                keep_incident(state, incident)
            return ("codes",)
        case _:
            return _enrol(state, fact, event)


def _state_changed(
    state: State, fact: e.Fact, event: e.UnitStateChanged
) -> tuple[str, ...]:
    unit = state.units[event.unit_id]
    state.units[unit.unit_id] = stamped(
        unit,
        fact,
        state=event.state,
        state_at_us=fact.at_us,
        contact_at_us=fact.at_us,
        **duty_changes(unit, event.state, fact.at_us),
    )
    text = sentences.unit_state(state, event)
    touched = [unit.unit_id]
    under_way = event.state in {EN_ROUTE, AT_SCENE}
    found = attended(state, unit) if under_way else None
    # Under way is under way to one; whatever else a unit says concerns all it is on.
    for incident_id in [found[0].incident_id] if found else unit.incident_ids:
        changes = _progress(state.incidents[incident_id], unit, fact.at_us, event.state)
        touched += log_to(state, fact, incident_id, "state", text, **changes)
    return tuple(touched)


def _progress(
    incident: Incident, unit: Unit, at_us: int, number: int
) -> dict[str, object]:
    """Stamp how far a unit has come on an incident; the first time counts."""
    if number not in {EN_ROUTE, AT_SCENE}:
        return {}
    field = "en_route_at_us" if number == EN_ROUTE else "at_scene_at_us"
    changes: dict[str, object] = {
        "assignments": tuple(
            msgspec.structs.replace(each, **{field: at_us})
            if each.unit_id == unit.unit_id and getattr(each, field) is None
            else each
            for each in incident.assignments
        )
    }
    if number == AT_SCENE and incident.first_at_scene_at_us is None:
        changes["first_at_scene_at_us"] = at_us
    return changes


def _request_received(
    state: State, fact: e.Fact, event: e.RequestReceived
) -> tuple[str, ...]:
    unit = state.units[event.unit_id]
    asks = event.request != RECEIVED
    state.units[unit.unit_id] = stamped(
        unit,
        fact,
        request=event.request if asks else unit.request,
        request_at_us=fact.at_us if asks else unit.request_at_us,
        contact_at_us=fact.at_us,
    )
    text = sentences.request(state, event)
    touched = [unit.unit_id]
    for incident_id in unit.incident_ids:
        touched += log_to(state, fact, incident_id, "state", text)
    return tuple(touched)


def _crew_changed(state: State, fact: e.Fact, event: e.CrewChanged) -> tuple[str, ...]:
    """Seat the crew; whoever sits in another unit leaves it."""
    unit = state.units[event.unit_id]
    for person_id in unit.crew:
        state.riders.pop(person_id, None)
    touched = [unit.unit_id]
    for person_id in event.person_ids:
        left = state.units.get(state.riders.get(person_id, ""))
        if left is not None:
            rest = tuple(each for each in left.crew if each != person_id)
            skills = crew_skills(state, left, rest)
            state.units[left.unit_id] = stamped(left, fact, crew=rest, skills=skills)
            touched.append(left.unit_id)
        state.riders[person_id] = unit.unit_id
    skills = crew_skills(state, unit, event.person_ids)
    state.units[unit.unit_id] = stamped(
        unit, fact, crew=event.person_ids, skills=skills
    )
    return tuple(dict.fromkeys(touched))


def _know_collar(state: State, person: Person) -> None:
    known = state.people.get(person.person_id)
    if known is not None and state.collars.get(known.collar) == known.person_id:
        del state.collars[known.collar]
    if person.collar:
        state.collars[person.collar] = person.person_id


def _give_voice(state: State, before: Device | None, after: Device) -> None:
    """Keep `state.voices` true when a device's binding changes."""
    if before is not None and before.unit_id is not None:
        voices = state.voices[before.unit_id]
        voices.remove(before.device_id)
        if not voices:
            del state.voices[before.unit_id]
    if after.unit_id is not None:
        state.voices.setdefault(after.unit_id, []).append(after.device_id)


def _enrol(state: State, fact: e.Fact, event: _Enrolment) -> tuple[str, ...]:
    match event:
        case e.UnitAdded():
            return _unit_added(state, fact, event)
        case e.DeviceEnrolled():
            return _device_enrolled(state, fact, event)
        case e.PersonAdded():
            return _person_added(state, fact, event.person)
        case e.CameraAdded():
            camera = event.camera
            state.cameras[camera.camera_id] = stamped(camera, fact)
            return (camera.camera_id,)
        case e.PersonEnabled():
            person = state.people[event.person_id]
            state.people[person.person_id] = stamped(
                person, fact, enabled=event.enabled
            )
            return (person.person_id,)
        case e.DeviceEnabled():
            device = state.devices[event.device_id]
            state.devices[device.device_id] = stamped(
                device, fact, enabled=event.enabled
            )
            return (device.device_id,)
        case e.DeviceBound():
            device = state.devices[event.device_id]
            bound = stamped(device, fact, unit_id=event.unit_id, person_id=None)
            state.devices[device.device_id] = bound
            _give_voice(state, device, bound)
            return (device.device_id,)


def _person_added(state: State, fact: e.Fact, person: Person) -> tuple[str, ...]:
    """Know somebody, or renew them; what they have learnt their unit can do, too."""
    _know_collar(state, person)
    state.people[person.person_id] = stamped(person, fact)
    unit = state.units.get(state.riders.get(person.person_id, ""))
    if unit is None:
        return (person.person_id,)
    skills = crew_skills(state, unit, unit.crew)
    state.units[unit.unit_id] = stamped(unit, fact, skills=skills)
    return person.person_id, unit.unit_id


def _unit_added(state: State, fact: e.Fact, event: e.UnitAdded) -> tuple[str, ...]:
    """Add a unit, or renew what is written about a known one and keep its live part."""
    unit = event.unit
    known = state.units.get(unit.unit_id)
    if known is None:
        state.unit_rows.append(unit.unit_id)
        row = len(state.unit_rows) - 1
        unit = msgspec.structs.replace(unit, kit=unit.skills)
        state.units[unit.unit_id] = stamped(
            unit,
            fact,
            row=row,
            incident_ids=(),
            skills=crew_skills(state, unit, unit.crew),
            duty_at_us=0 if unit.state == OFF_DUTY else fact.at_us,
        )
        for person_id in unit.crew:
            state.riders[person_id] = unit.unit_id
        return (unit.unit_id,)
    known = msgspec.structs.replace(known, kit=unit.skills)
    state.units[unit.unit_id] = stamped(
        known,
        fact,
        callsign=unit.callsign,
        kind=unit.kind,
        sector=unit.sector,
        skills=crew_skills(state, known, known.crew),
        home_force=unit.home_force,
        talkgroup=unit.talkgroup,
    )
    return (unit.unit_id,)


def _device_enrolled(
    state: State, fact: e.Fact, event: e.DeviceEnrolled
) -> tuple[str, ...]:
    device = event.device
    known = state.devices.get(device.device_id)
    if known is None:
        state.device_rows.append(device.device_id)
    row = known.row if known else len(state.device_rows) - 1
    state.devices[device.device_id] = stamped(device, fact, row=row)
    _give_voice(state, known, device)
    return (device.device_id,)
