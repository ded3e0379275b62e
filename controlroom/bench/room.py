"""A room for a benchmark: a gateway in its own process, its folder, a force, people."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from controlroom.config import cache_folder
from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Device, Unit, UnitKind
from controlroom.domain.errors import BugError
from controlroom.exercise.city_file import city_pack
from controlroom.exercise.processes import Program
from controlroom.exercise.stage import Owner, write_configuration
from controlroom.ground.pack import Pack

SEED = 1
"""The city of the demo."""
KINDS: tuple[UnitKind, ...] = ("car", "foot", "van", "dog")
HUB = "bench"


@dataclass(frozen=True, slots=True)
class Room:
    """A running gateway: its folder, its process, its owner, the city if it has one."""

    home: Path
    pid: int
    owner: Owner
    pack: Pack | None

    def enrol(self, units: int, cot_units: int = 0) -> list[str]:
        """Enrol so many units with a vehicle each; return the vehicles' uids.

        The first `cot_units` have a phone too, `C0`, `C1` …, at the door for CoT.
        """
        sectors = [sector.name for sector in self.pack.sectors] if self.pack else [""]
        self.owner.ask("enrol", force(units, cot_units, sectors))
        return [f"V{number}" for number in range(units)]

    def hub_token(self) -> str:
        """Return the key of the force's hub."""
        asked = {"kind": "hub", "subject_id": HUB}
        return str(self.owner.ask("token", asked)["token"])

    def person_token(self, name: str) -> str:
        """Return the key of a new dispatcher."""
        asked = {"name": name, "role": "dispatcher"}
        return str(self.owner.ask("user", asked)["token"])

    def token_file(self, name: str) -> Path:
        """Return a file with the key of a new dispatcher."""
        path = self.home / f"{name}.token"
        path.touch(mode=0o600)
        path.write_text(self.person_token(name), encoding="utf-8")
        return path

    @property
    def city(self) -> Pack:
        """The city's map. Raises `BugError` in a room without."""
        if self.pack is None:
            raise BugError("this room was opened without a city")
        return self.pack


@contextmanager
def open_room(*, in_city: bool = False) -> Iterator[Room]:
    """Give a running exercise gateway; it and its folder are gone afterwards.

    in_city: with the city's map and sectors; it is built once and kept in the cache.
    """
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as folder:
        home = Path(folder)
        if not in_city:
            with _gateway(home, None) as room:
                yield room
            return
        with (
            Pack.open(city_pack(SEED, cache_folder())) as pack,
            _gateway(home, pack) as room,
        ):
            yield room


@contextmanager
def _gateway(home: Path, pack: Pack | None) -> Iterator[Room]:
    config = write_configuration(home, pack)
    arguments = ["--home", str(home), "--config", str(config), "--exercise"]
    with Program("gateway", arguments, home / "gateway.err") as gateway:
        pid = int(gateway.ready()["pid"])
        yield Room(home, pid, Owner.of(home), pack)


def force(units: int, cot_units: int, sectors: list[str]) -> Enrol:
    """Return a force of so many units, each with a vehicle that reports."""
    callsigns = [f"{'BCHP'[n % 4]}{n}" for n in range(units)]
    enrolled = [
        Unit(
            unit_id=f"unit_{n}", callsign=callsigns[n], state=2,
            kind=KINDS[n % len(KINDS)], sector=sectors[n % len(sectors)],
        )
        for n in range(units)
    ]  # fmt: skip
    vehicles = [
        Device(
            device_id=f"dev_{n}", kind="vehicle", door="device", uid=f"V{n}",
            unit_id=f"unit_{n}",
        )
        for n in range(units)
    ]  # fmt: skip
    phones = [
        Device(
            device_id=f"cot_{n}", kind="phone", door="cot", uid=f"C{n}",
            unit_id=f"unit_{n}",
        )
        for n in range(min(units, cot_units))
    ]  # fmt: skip
    return Enrol(units=tuple(enrolled), devices=(*vehicles, *phones))
