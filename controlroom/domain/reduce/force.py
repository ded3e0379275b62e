"""What events do to people, units, devices, cameras and codes."""

from msgspec.structs import replace

from controlroom.domain import events as e
from controlroom.domain.entities import Assignment, Incident
from controlroom.domain.reduce.sentences import state_sentence
from controlroom.domain.reduce.stamp import logged, stamped
from controlroom.domain.state import State

ForceEvent = (
    e.CodesPublished | e.PersonAdded | e.PersonEnabled | e.UnitAdded | e.DeviceEnrolled
    | e.DeviceBound | e.DeviceEnabled | e.CameraAdded | e.CameraChanged
    | e.UnitStateChanged | e.RequestReceived | e.CrewChanged
)  # fmt: skip
EN_ROUTE, AT_SCENE = 5, 6


def reduce_force(  # noqa: C901, PLR0911 - one case an event, each a line or a call
    state: State, fact: e.Fact, event: ForceEvent
) -> tuple[str, ...]:
    """Change the force by one fact and return the ids of what it touched."""
    match event:
        case e.CodesPublished(codes=codes):
            state.codes = codes
            return ()
        case e.PersonAdded(person=person):
            state.people[person.person_id] = stamped(person, fact)
            return (person.person_id,)
        case e.PersonEnabled(person_id=person_id, enabled=enabled):
            person = state.people[person_id]
            state.people[person_id] = stamped(person, fact, enabled=enabled)
            return (person_id,)
        case e.UnitAdded(unit=unit):
            unit = replace(unit, row=len(state.unit_rows), state_at_us=fact.at_us)
            state.unit_rows.append(unit.unit_id)
            state.units[unit.unit_id] = stamped(unit, fact)
            return (unit.unit_id,)
        case e.DeviceEnrolled() | e.DeviceBound() | e.DeviceEnabled():
            return _reduce_device(state, fact, event)
        case e.CameraAdded(camera=camera):
            state.cameras[camera.camera_id] = stamped(camera, fact)
            return (camera.camera_id,)
        case e.CameraChanged():
            return _camera_changed(state, fact, event)
        case e.UnitStateChanged():
            return _state_changed(state, fact, event)
        case e.RequestReceived(unit_id=unit_id):
            return (unit_id,)
        case e.CrewChanged(unit_id=unit_id, person_ids=crew):
            unit = state.units[unit_id]
            state.units[unit_id] = stamped(unit, fact, crew=crew)
            return (unit_id,)


def _reduce_device(
    state: State,
    fact: e.Fact,
    event: e.DeviceEnrolled | e.DeviceBound | e.DeviceEnabled,
) -> tuple[str, ...]:
    match event:
        case e.DeviceEnrolled(device=device):
            device = stamped(device, fact, row=len(state.device_rows))
            state.device_rows.append(device.device_id)
        case e.DeviceBound(device_id=device_id, unit_id=unit_id):
            device = state.devices[device_id]
            device = stamped(device, fact, unit_id=unit_id, person_id=None)
        case e.DeviceEnabled(device_id=device_id, enabled=enabled):
            device = stamped(state.devices[device_id], fact, enabled=enabled)
    state.devices[device.device_id] = device
    return (device.device_id,)


def _camera_changed(
    state: State, fact: e.Fact, event: e.CameraChanged
) -> tuple[str, ...]:
    camera = state.cameras[event.camera_id]
    state.cameras[event.camera_id] = stamped(
        camera,
        fact,
        state=event.state,
        state_at_us=fact.at_us,
        source_url=event.source_url or camera.source_url,
    )
    return (event.camera_id,)


def _state_changed(
    state: State, fact: e.Fact, event: e.UnitStateChanged
) -> tuple[str, ...]:
    unit = state.units[event.unit_id]
    state.units[event.unit_id] = stamped(
        unit, fact, state=event.state, state_at_us=fact.at_us
    )
    text = f"{state_sentence(state, event.unit_id, event.state)}."
    for incident_id in unit.incident_ids:
        incident = state.incidents[incident_id]
        incident = _progressed(incident, event, fact.at_us)
        state.incidents[incident_id] = logged(incident, fact, "state", text)
    return (event.unit_id, *unit.incident_ids)


def _progressed(incident: Incident, event: e.UnitStateChanged, at_us: int) -> Incident:
    """Write the first time en route and at scene into the unit's assignment."""
    assignments = tuple(
        _travelled(assignment, event.state, at_us)
        if assignment.unit_id == event.unit_id
        else assignment
        for assignment in incident.assignments
    )
    if event.state == AT_SCENE and incident.first_at_scene_at_us is None:
        return replace(incident, assignments=assignments, first_at_scene_at_us=at_us)
    return replace(incident, assignments=assignments)


def _travelled(assignment: Assignment, state: int, at_us: int) -> Assignment:
    if state == EN_ROUTE and assignment.en_route_at_us is None:
        return replace(assignment, en_route_at_us=at_us)
    if state == AT_SCENE and assignment.at_scene_at_us is None:
        return replace(assignment, at_scene_at_us=at_us)
    return assignment
