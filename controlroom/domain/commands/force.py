"""Who and what belongs to the force; for administrators."""

from controlroom.domain.commands.base import Act
from controlroom.domain.entities import Camera, Device, Person, Unit


class Enrol(Act, frozen=True, kw_only=True, tag="enrol"):
    """Add people, units, devices and cameras at one go (administrators)."""

    people: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    devices: tuple[Device, ...] = ()
    cameras: tuple[Camera, ...] = ()


class BindDevice(Act, frozen=True, kw_only=True, tag="bind_device"):
    """Bind a device to a unit; None unbinds it."""

    device_id: str
    unit_id: str | None


class BindContact(Act, frozen=True, kw_only=True, tag="bind_contact"):
    """Enrol an unknown contact of a door as a device of a unit."""

    door: str
    uid: str
    kind: str
    unit_id: str


class SetEnabled(Act, frozen=True, kw_only=True, tag="set_enabled"):
    """Enable or disable a person or a device."""

    entity_id: str
    enabled: bool


ForceAct = Enrol | BindDevice | BindContact | SetEnabled
