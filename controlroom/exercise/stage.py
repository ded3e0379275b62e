"""Sets the stage: an exercise's folder, its gateway's configuration, people and keys.

Talks to the running gateway as the folder's owner, by the admin token that lies there.
"""

import json
import time
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests

from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Device, Unit
from controlroom.domain.errors import LinkError
from controlroom.exercise.doors import Doors
from controlroom.exercise.ground import camera_places, sector_codes
from controlroom.exercise.roster import FIXED_CAMERAS, Roster, muster
from controlroom.ground.pack import Pack

REPLAYED = "Replay"
GUESTS = 2
"""Units that wait for a real phone when the exercise opens its door to phones."""
TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of a gateway's folder, at its one port."""

    url: str
    token: str

    @classmethod
    def of(cls, home: Path) -> "Owner":
        """Return the owner of a folder whose gateway runs. Raises `LinkError`."""
        try:
            lock = json.loads((home / "gateway.lock").read_text("utf-8"))
            token = (home / "admin.token").read_text("utf-8").strip()
            return cls(f"http://127.0.0.1:{int(lock['port'])}", token)
        except (OSError, ValueError, KeyError) as error:
            raise LinkError(f"no gateway runs in {home}: {error}") from error

    def ask(self, name: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """Ask the gateway and return its answer. Raises `LinkError` with its words."""
        try:
            answer = requests.post(
                f"{self.url}/admin/{name}",
                data=msgspec.json.encode({} if body is None else body),
                headers={"Authorization": f"Bearer {self.token}"},
                timeout=TIMEOUT_S,
            )
            said = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise LinkError(f"the gateway did not answer {name}: {error}") from error
        if not answer.ok:
            raise LinkError(f"{name}: {said.get('sentence', answer.status_code)}")
        return said

    def door_address(self, kind: str, wait_s: float = 5.0) -> tuple[str, int] | None:
        """Host and port of an open door, or None when there is none within the wait."""
        deadline_s = time.monotonic() + wait_s
        while True:
            for row in self.ask("doors")["doors"]:
                address = urlsplit(str(row["address"]))
                if row["name"] == kind and address.port:
                    host = address.hostname or ""
                    here = host in {"", "0.0.0.0"}  # noqa: S104 - compared, not bound
                    return "127.0.0.1" if here else host, address.port
            if time.monotonic() > deadline_s:
                return None
            time.sleep(0.05)


@dataclass(frozen=True, slots=True)
class Staged:
    """An enrolled force, the doors it uses, and the guests' phone keys by callsign."""

    roster: Roster
    doors: Doors
    guests: dict[str, str]


def write_configuration(
    home: Path, pack: Pack | None, *, source: str = "Exercise", phones: bool = False
) -> Path:
    """Write an exercise gateway's configuration and codes; return the file."""
    folder = home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (home / "calls").mkdir(exist_ok=True)
    (folder / "codes.toml").write_text(_codes(pack), encoding="utf-8")
    host = "0.0.0.0" if phones else "127.0.0.1"  # noqa: S104 - asked for by --phones
    path = folder / "gateway.toml"
    ground = str(pack.path) if pack else ""
    path.write_text(
        f'port = 0\ncodes = "codes.toml"\nground = {json.dumps(ground)}\n'
        "[doors.cot]\nenabled = true\nport = 0\n"
        f"[doors.osmand]\nenabled = true\nport = {5055 if phones else 0}\n"
        f'host = "{host}"\nopen_to_network = {str(phones).lower()}\n'
        "[doors.calls_csv]\nenabled = true\n"
        f"folder = {json.dumps(str(home / 'calls'))}\n"
        f"source = {json.dumps(source)}\nevery_s = 0.5\n"
        "[doors.calls_csv.columns]\n"
        'source_id = "id"\ntime = "time"\ntype_code = "type"\ngrade = "grade"\n'
        'place = "place"\nlat = "lat"\nlon = "lon"\ntext = "text"\ncaller = "caller"\n',
        encoding="utf-8",
    )
    return path


def _codes(pack: Pack | None) -> str:
    shipped = resources.files("resources") / "defaults" / "codes_uk.toml"
    text = shipped.read_text(encoding="utf-8")
    name = _quoted(pack.name if pack else REPLAYED)
    text = text.replace('force = "Controlroom"', f"force = {name}")
    sectors = [
        f"[[sectors]]\nname = {_quoted(sector.name)}\n"
        f"minimum_deployable = {sector.minimum_deployable}\n"
        f"ring = {[list(corner) for corner in sector.ring]}\n"
        for sector in (sector_codes(pack, minimum=5) if pack else ())
    ]
    return text + "\n# The city's districts\n" + "".join(sectors)


def _quoted(text: str) -> str:
    """A text as TOML writes it, which knows no surrogates."""
    return json.dumps(text, ensure_ascii=False)


def enlist(
    owner: Owner, home: Path, pack: Pack, units: int, seed: int, *, guests: int = 0
) -> Staged:
    """Enrol a made-up force, with guests, and get its keys. Raises `LinkError`."""
    places = camera_places(pack, FIXED_CAMERAS, seed)
    sectors = [sector.name for sector in pack.sectors]
    roster = muster(units, sectors, seed, places)
    guest_units, guest_phones = _guests(guests, seed, sectors[0])
    owner.ask(
        "enrol",
        Enrol(
            people=roster.people,
            units=(*roster.units, *guest_units),
            devices=(*roster.devices, *guest_phones),
            cameras=roster.cameras,
        ),
    )
    phones = [device for device in roster.devices if device.door == "osmand"]
    hub = owner.ask("token", {"kind": "hub", "subject_id": "exercise"})["token"]
    cot, osmand = owner.door_address("cot"), owner.door_address("osmand")
    doors = Doors(
        gateway_url=owner.url,
        hub_token=hub,
        cot=cot,
        phones_url=f"http://{osmand[0]}:{osmand[1]}" if osmand else None,
        phone_tokens={phone.uid: _key(owner, phone) for phone in phones},
        calls_folder=home / "calls",
    )
    guest_keys = {
        unit.callsign: _key(owner, phone)
        for unit, phone in zip(guest_units, guest_phones, strict=True)
    }
    return Staged(roster, doors, guest_keys)


def _key(owner: Owner, device: Device) -> str:
    asked = {"kind": "device", "subject_id": device.device_id}
    return str(owner.ask("token", asked)["token"])


def _guests(count: int, seed: int, sector: str) -> tuple[list[Unit], list[Device]]:
    units = [
        Unit(
            unit_id=f"unit_guest{seed}x{number}", callsign=f"GUEST{number}",
            kind="foot", sector=sector, state=2,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    phones = [
        Device(
            device_id=f"dev_guest{seed}x{number}", kind="phone", door="osmand",
            uid=f"guest-{number}", unit_id=unit.unit_id,
        )
        for number, unit in enumerate(units, 1)
    ]  # fmt: skip
    return units, phones
