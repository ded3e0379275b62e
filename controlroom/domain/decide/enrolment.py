"""Checks an enrolment before anything of it happens: names, keys, places, bindings."""

from collections.abc import Iterable

import msgspec

from controlroom.domain import commands as c
from controlroom.domain.decide.naming import name_of
from controlroom.domain.decide.rules import NAME_MOST, place_of, refuse, shown, written
from controlroom.domain.entities import Camera, Device, Person, Unit
from controlroom.domain.likeness import likeness
from controlroom.domain.state import State

CALLSIGN_MOST = 16


_Alike = dict[str, tuple[str, str]]
"""Name and id by what the name looks like."""


def _tidied(act: c.Enrol) -> c.Enrol:
    """Return an enrolment with names as they are kept. Raises `Refused`."""
    replace = msgspec.structs.replace
    return replace(
        act,
        people=tuple(
            replace(each, name=name_of(each.name, "a person's name"))
            for each in act.people
        ),
        units=tuple(
            replace(each, callsign=name_of(each.callsign, "a callsign", CALLSIGN_MOST))
            for each in act.units
        ),
    )


def check_enrolment(state: State, act: c.Enrol) -> c.Enrol:
    """Return an enrolment with names as they are kept.

    Raises `Refused` for the first thing in it that cannot be.
    """
    act = _tidied(act)
    people = state.people.keys() | {person.person_id for person in act.people}
    units = state.units.keys() | {unit.unit_id for unit in act.units}
    devices = state.devices.keys() | {device.device_id for device in act.devices}
    _check_people(state, act.people)
    _check_units(state, act.units, people)
    _check_devices(state, act.devices, units, people)
    _check_cameras(act.cameras, units, people, devices)
    return act


def _check_people(state: State, added: Iterable[Person]) -> None:
    logins = {p.login: p.person_id for p in state.people.values() if p.login}
    collars = dict(state.collars)
    alike: _Alike = {
        likeness(known.name): (known.name, known.person_id)
        for known in state.people.values()
    }
    for person in added:
        _check_id(person.person_id)
        _check_alike(alike, likeness(person.name), person.name, person.person_id)
        _claim(logins, person.login, person.person_id, "The login")
        _claim(collars, person.collar, person.person_id, "The collar number")
        _check_partner(state, person)


def _check_partner(state: State, person: Person) -> None:
    known = [each.code for each in state.codes.partners]
    if "partner" in person.roles or (person.role == "partner" and person.roles):
        refuse("roles", f"{shown(person.name)}: a partner has no other role.")
    if person.role == "partner" and person.partner not in known:
        refuse(
            "partner",
            f"{shown(person.name)} works for no partner that is known here.",
            f"There are: {', '.join(known) or 'none'}.",
        )
    if person.role != "partner" and person.partner:
        refuse("partner", f"{shown(person.name)} works for a partner in another role.")


def _check_units(state: State, added: Iterable[Unit], people: set[str]) -> None:
    callsigns = {
        unit.callsign.casefold(): unit.unit_id for unit in state.units.values()
    }
    alike: _Alike = {
        _spoken(unit.callsign): (unit.callsign, unit.unit_id)
        for unit in state.units.values()
    }
    seats = dict(state.riders)
    for unit in added:
        _check_id(unit.unit_id)
        written(unit.talkgroup, "a talkgroup", NAME_MOST)
        _check_alike(alike, _spoken(unit.callsign), unit.callsign, unit.unit_id)
        _claim(callsigns, unit.callsign.casefold(), unit.unit_id, "The callsign")
        if unit.unit_id in state.units:
            continue  # a known unit keeps the crew it has
        for person_id in unit.crew:
            _check_known(person_id, people, f"{shown(unit.callsign)}'s crew")
            _claim(seats, person_id, unit.unit_id, "The seat of")


def _check_devices(
    state: State, added: Iterable[Device], units: set[str], people: set[str]
) -> None:
    uids = {f"{d.door} {d.uid}": d.device_id for d in state.devices.values()}
    for device in added:
        _check_id(device.device_id)
        written(device.door, "a device's door", NAME_MOST, needed=True)
        written(device.uid, "a device's uid", NAME_MOST, needed=True)
        _claim(uids, f"{device.door} {device.uid}", device.device_id, "The device")
        if device.unit_id is not None and device.person_id is not None:
            refuse(
                "binding",
                f"{shown(device.uid)} is bound to a unit and to a person.",
                "Bind it to one of them.",
            )
        _check_known(device.unit_id, units, shown(device.uid))
        _check_known(device.person_id, people, shown(device.uid))


def _check_cameras(
    added: Iterable[Camera], units: set[str], people: set[str], devices: set[str]
) -> None:
    for camera in added:
        _check_id(camera.camera_id)
        written(camera.name, "a camera's name", NAME_MOST, needed=True)
        place_of(camera.lat, camera.lon)
        _check_known(camera.unit_id, units, shown(camera.name))
        _check_known(camera.person_id, people, shown(camera.name))
        _check_known(camera.device_id, devices, shown(camera.name))


def _check_id(entity_id: str) -> None:
    written(entity_id, "an id", NAME_MOST, needed=True)


def _check_known(entity_id: str | None, known: set[str], whose: str) -> None:
    if entity_id is not None and entity_id not in known:
        refuse("unknown", f"{whose} names {shown(entity_id)}, which nobody knows.")


def _spoken(callsign: str) -> str:
    """Return a callsign as it is typed in haste: no blanks, no hyphens."""
    return likeness(callsign).replace(" ", "").replace("-", "")


def _check_alike(taken: _Alike, looks: str, name: str, entity_id: str) -> None:
    """Refuse a name that looks like another's without being the same."""
    other, whose = taken.setdefault(looks, (name, entity_id))
    if whose != entity_id and other.casefold() != name.casefold():
        refuse(
            "looks_alike",
            f"{shown(name)} looks like {shown(other)}, and is another.",
            "Choose a name that can be told apart.",
        )


def _claim(taken: dict[str, str], name: str, entity_id: str, what: str) -> None:
    """Take a name that must be one's own; an empty one is nobody's."""
    if name and taken.setdefault(name, entity_id) != entity_id:
        refuse("taken", f"{what} {shown(name)} belongs to another.", "Choose another.")
