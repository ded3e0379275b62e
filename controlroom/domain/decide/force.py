"""Decides on people, units, devices and cameras: enrol, bind, enable, crews."""

import msgspec

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.decide.enrolment import check_enrolment
from controlroom.domain.decide.rules import (
    NAME_MOST,
    Ids,
    refuse,
    shown,
    undecided,
    unit_of,
    written,
)
from controlroom.domain.entities import Device, Person, Unit
from controlroom.domain.freshness import DEVICE_KINDS
from controlroom.domain.state import State

OFF_DUTY = 11
_UNLIVED = {
    "request": None,
    "request_at_us": 0,
    "kit": (),
    "duty_at_us": 0,
    "shift_end_us": None,
    "meal_at_us": None,
    "meal_us": 0,
    "contact_at_us": 0,
    "alone_since_us": 0,
}
"""What a unit gets by what happens to it, never by being enrolled."""
_UNMADE = {"revision": 0, "changed_by": "", "changed_at_us": 0}


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del now_us
    match said.command.act:
        case c.Enrol() as act:
            return enrol(state, act)
        case c.BindDevice() as act:
            return bind_device(state, act)
        case c.BindContact() as act:
            return bind_contact(state, act, ids)
        case c.SetEnabled() as act:
            return set_enabled(state, act, said.person_id)
        case other:
            raise undecided(other)


def enrol(state: State, act: c.Enrol) -> list[e.AnyEvent]:
    """Add what is new, renew what changed, leave the rest alone; all of it or none."""
    act = check_enrolment(state, act)
    people = (msgspec.structs.replace(each, **_UNMADE) for each in act.people)
    devices = (msgspec.structs.replace(each, row=0, **_UNMADE) for each in act.devices)
    return [
        *(
            e.PersonAdded(person=person)
            for person in people
            if _changed(state.people.get(person.person_id), person)
        ),
        *(
            e.UnitAdded(unit=_new_unit(unit))
            for unit in act.units
            if _is_news(state, unit)
        ),
        *(
            e.DeviceEnrolled(device=device)
            for device in devices
            if _changed(state.devices.get(device.device_id), device)
        ),
        *(
            e.CameraAdded(camera=msgspec.structs.replace(camera, **_UNMADE))
            for camera in act.cameras
            if camera.camera_id not in state.cameras
        ),
    ]


def _changed(known: Person | Device | None, given: Person | Device) -> bool:
    """Compare what is written about somebody, not who wrote it when."""
    if known is None:
        return True
    if isinstance(known, Device):
        known = msgspec.structs.replace(known, row=0)
    return msgspec.structs.replace(known, **_UNMADE) != given


def _is_news(state: State, unit: Unit) -> bool:
    known = state.units.get(unit.unit_id)
    return known is None or any(
        before != getattr(unit, name)
        for name, before in (
            ("callsign", known.callsign),
            ("kind", known.kind),
            ("sector", known.sector),
            ("skills", known.kit),  # those it has whoever crews it
            ("home_force", known.home_force),
            ("talkgroup", known.talkgroup),
        )
    )


def _new_unit(unit: Unit) -> Unit:
    """A unit starts without incidents, and never in an emergency nobody raised."""
    return msgspec.structs.replace(
        unit,
        row=0,
        state=unit.state if 1 <= unit.state <= OFF_DUTY else OFF_DUTY,
        incident_ids=(),
        **_UNLIVED,
        **_UNMADE,
    )


def bind_device(state: State, act: c.BindDevice) -> list[e.AnyEvent]:
    """Let a device speak for a unit, or for none."""
    device = state.devices.get(act.device_id)
    if device is None:
        refuse("unknown_device", f"No device {shown(act.device_id)} is enrolled.")
    if act.unit_id is not None:
        unit_of(state, act.unit_id)
    if act.unit_id == device.unit_id and device.person_id is None:
        return []
    return [e.DeviceBound(device_id=device.device_id, unit_id=act.unit_id)]


def bind_contact(state: State, act: c.BindContact, ids: Ids) -> list[e.AnyEvent]:
    """Enrol an unknown contact as a device of a unit."""
    unit = unit_of(state, act.unit_id)
    door = written(act.door, "the door", NAME_MOST, needed=True)
    uid = written(act.uid, "the contact", NAME_MOST, needed=True)
    kind = next((known for known in DEVICE_KINDS if known == act.kind), None)
    if kind is None:
        refuse(
            "kind",
            f"{shown(act.kind) or 'An empty text'} is no kind of device.",
            f"Use one of {', '.join(DEVICE_KINDS)}.",
        )
    for device in state.devices.values():
        if (device.door, device.uid) == (door, uid):
            whose = state.unit_of(device.device_id)
            refuse(
                "enrolled",
                f"{shown(uid)} is enrolled already"
                f"{f' and speaks for {whose.callsign}' if whose else ''}.",
                "Bind that device instead.",
            )
    return [
        e.DeviceEnrolled(
            device=Device(
                device_id=ids("dev"),
                kind=kind,
                door=door,
                uid=uid,
                unit_id=unit.unit_id,
            )
        )
    ]


def set_enabled(state: State, act: c.SetEnabled, person_id: str) -> list[e.AnyEvent]:
    """Enable or disable a person or a device; nobody locks themselves out."""
    person = state.people.get(act.entity_id)
    if person is not None:
        if person.person_id == person_id and not act.enabled:
            refuse("yourself", "You would lock yourself out.", "Ask somebody else.")
        if person.enabled == act.enabled:
            return []
        return [e.PersonEnabled(person_id=person.person_id, enabled=act.enabled)]
    device = state.devices.get(act.entity_id)
    if device is None:
        refuse("unknown", f"No person or device {shown(act.entity_id)} is known here.")
    if device.enabled == act.enabled:
        return []
    return [e.DeviceEnabled(device_id=device.device_id, enabled=act.enabled)]


def crew_reported(state: State, unit: Unit, seen: o.CrewReported) -> list[e.AnyEvent]:
    """Seat the people with these collar numbers; a number nobody has is left out."""
    found = (state.collars.get(collar) for collar in seen.collars)
    crew = tuple(dict.fromkeys(person_id for person_id in found if person_id))
    if crew == unit.crew:
        return []
    return [e.CrewChanged(unit_id=unit.unit_id, person_ids=crew)]
