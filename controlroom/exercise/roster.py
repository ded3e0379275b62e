"""A made-up force: people, units, devices, cameras; the same for one seed and size."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from controlroom.domain.entities import (
    Camera,
    Device,
    DeviceKind,
    Person,
    Unit,
    UnitKind,
)
from controlroom.exercise.names import FAMILY, GIVEN

BY_COT = 12
"""Units whose position comes as Cursor on Target."""
BY_OSMAND = 12
"""Units whose position comes from a phone."""
FIXED_CAMERAS = 24
AIR_CALLSIGN = "NP90"

# kind, share of the force, skills, crew size
_KINDS: tuple[tuple[UnitKind, float, tuple[str, ...], int], ...] = (
    ("car", 0.50, (), 2),
    ("foot", 0.28, (), 1),
    ("van", 0.09, ("public_order",), 3),
    ("car", 0.05, ("armed",), 2),
    ("dog", 0.05, ("dog",), 1),
    ("motorcycle", 0.03, ("traffic",), 1),
)
_EXTRA_SKILLS = ("taser", "first_aid", "search", "negotiator", "domestic_abuse")


@dataclass(frozen=True, slots=True)
class Roster:
    """The force and who reports for whom. `hub_uids[unit_id]` is its main device."""

    people: tuple[Person, ...]
    units: tuple[Unit, ...]
    devices: tuple[Device, ...]
    cameras: tuple[Camera, ...]

    def devices_of(self, unit_id: str) -> list[Device]:
        """The devices bound to a unit."""
        return [device for device in self.devices if device.unit_id == unit_id]


def made_up_id(prefix: str, rng: np.random.Generator) -> str:
    """Return an id in the shape of a UUIDv7, from the seed instead of the clock."""
    digits = rng.bytes(16).hex()
    return f"{prefix}_0198{digits[4:12]}7{digits[13:16]}8{digits[17:]}"


def muster(
    count: int,
    sectors: Sequence[str],
    seed: int,
    camera_places: Sequence[tuple[str, float, float, float]] = (),
) -> Roster:
    """Make up a force of `count` units over named sectors.

    camera_places: (name, lat, lon, bearing_deg) of fixed cameras, made by the city.
    Two officers stand behind each seat, so that every shift has its own crew.
    """
    rng = np.random.Generator(np.random.PCG64([seed, 7]))
    people: list[Person] = []
    units: list[Unit] = []
    devices: list[Device] = []
    cameras: list[Camera] = []
    prefixes = callsign_prefixes(sectors)
    numbers = dict.fromkeys(sectors, 10)
    for index in range(count):
        kind, skills, seats = _draw_kind(index, count, rng)
        sector = sectors[index % len(sectors)]
        numbers[sector] += 1
        callsign = (
            AIR_CALLSIGN if kind == "air" else f"{prefixes[sector]}{numbers[sector]}"
        )
        crew = [_officer(rng, len(people) + seat) for seat in range(seats)]
        people.extend(crew)
        unit = Unit(
            unit_id=made_up_id("unit", rng),
            callsign=callsign,
            kind=kind,
            sector=sector,
            talkgroup="Air 1" if kind == "air" else f"{sector} 1",
            skills=skills,
            crew=tuple(person.person_id for person in crew),
        )
        units.append(unit)
        mine = _devices(unit, index, rng)
        devices.extend(mine)
        cameras.append(_unit_camera(unit, crew[0], mine[0], rng))
    for name, lat, lon, bearing in camera_places[:FIXED_CAMERAS]:
        pole = Device(
            device_id=made_up_id("dev", rng), kind="camera", door="device",
            uid=f"camera-{name.split()[0]}",
        )  # fmt: skip
        devices.append(pole)
        cameras.append(
            Camera(
                camera_id=made_up_id("cam", rng), kind="fixed", name=name,
                device_id=pole.device_id, lat=lat, lon=lon, bearing_deg=bearing,
            )
        )  # fmt: skip
    return Roster(tuple(people), tuple(units), tuple(devices), tuple(cameras))


def callsign_prefixes(sectors: Sequence[str]) -> dict[str, str]:
    """Two letters for each sector, different for each."""
    prefixes: dict[str, str] = {}
    for sector in sectors:
        letters = [letter for letter in sector.upper() if letter.isalpha()]
        pairs = [letters[0] + letter for letter in letters[1:]]
        free = [pair for pair in pairs if pair not in prefixes.values()]
        prefixes[sector] = free[0] if free else f"{letters[0]}{len(prefixes) % 10}"
    return prefixes


def _draw_kind(
    index: int, count: int, rng: np.random.Generator
) -> tuple[UnitKind, tuple[str, ...], int]:
    if index == count - 1 and count > 1:
        return "air", ("air_support",), 2
    shares = np.array([share for _, share, _, _ in _KINDS])
    kind, _, skills, seats = _KINDS[int(rng.choice(len(_KINDS), p=shares))]
    return kind, skills, seats


def _officer(rng: np.random.Generator, number: int) -> Person:
    given = GIVEN[int(rng.integers(len(GIVEN)))]
    family = FAMILY[int(rng.integers(len(FAMILY)))]
    skills = tuple(skill for skill in _EXTRA_SKILLS if rng.random() < 0.22)
    return Person(
        person_id=made_up_id("per", rng),
        name=f"{given} {family}",
        collar=str(2000 + number),
        rank="Sgt" if rng.random() < 0.12 else "PC",
        skills=skills,
    )


def _devices(unit: Unit, index: int, rng: np.random.Generator) -> list[Device]:
    """Everybody has a radio or a vehicle on the hub; some also speak another tongue."""
    kind: DeviceKind = "radio" if unit.kind == "foot" else "vehicle"
    hub = Device(
        device_id=made_up_id("dev", rng), kind=kind, door="device",
        uid=f"{kind}-{unit.callsign}", unit_id=unit.unit_id,
    )  # fmt: skip
    if index < BY_COT:
        return [hub, _second(unit, "cot", f"ANDROID-{unit.callsign}", rng)]
    if index < BY_COT + BY_OSMAND:
        return [hub, _second(unit, "osmand", f"phone-{unit.callsign}", rng)]
    return [hub]


def _second(unit: Unit, door: str, uid: str, rng: np.random.Generator) -> Device:
    return Device(
        device_id=made_up_id("dev", rng), kind="phone", door=door, uid=uid,
        unit_id=unit.unit_id,
    )  # fmt: skip


def _unit_camera(
    unit: Unit, wearer: Person, device: Device, rng: np.random.Generator
) -> Camera:
    worn = unit.kind in ("foot", "dog")
    return Camera(
        camera_id=made_up_id("cam", rng),
        kind="body_worn" if worn else "vehicle",
        name=f"{unit.callsign} {wearer.name.split()[-1]}" if worn else unit.callsign,
        unit_id=unit.unit_id,
        person_id=wearer.person_id if worn else None,
        device_id=device.device_id,
        state="buffering",
    )
