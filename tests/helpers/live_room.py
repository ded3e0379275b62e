"""A real gateway with a small force whose units move, for windows to look at."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from os import kill
from pathlib import Path
from typing import Self

import msgspec
import numpy as np

from controlroom.desk.desk import Desk
from controlroom.desk.hub import HubLink
from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Device, DeviceKind, Person, Unit, UnitKind
from controlroom.wire import device as d
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.map_room import place
from tests.helpers.waiting import PATIENCE_S, wait_for

WAIT_S = PATIENCE_S
STEP_S = 0.2
"""Between two positions of a unit."""
SPEED_MPS = 4.0
TURN_M = 200.0
"""How far a unit drives before it turns round: however long a test takes, it is near.
"""

SECTORS = """
[[grades]]
code = "Q"
name = "Quick"
attend_s = 3
dispatch_s = 1

[[sectors]]
name = "Harbour"
minimum_deployable = 1
ring = [[54.0, 2.4], [54.0, 3.0], [55.5, 3.0], [55.5, 2.4]]

[[sectors]]
name = "Central"
minimum_deployable = 1
ring = [[54.0, 1.8], [54.0, 2.4], [55.5, 2.4], [55.5, 1.8]]
"""
"""What this force adds to the codes: a grade that is late soon, and two sectors."""


class Post(msgspec.Struct, frozen=True):
    """A unit and where it begins, metres east and north of the middle of the town."""

    callsign: str
    kind: UnitKind
    sector: str
    east_m: float
    north_m: float
    device: DeviceKind | None = "vehicle"
    """None: nothing on board says where it is."""
    moves: bool = True
    """False: its device says nothing by itself."""

    @property
    def unit_id(self) -> str:
        """Its id."""
        return f"unit_{self.callsign.lower().replace(' ', '_')}"

    @property
    def uid(self) -> str:
        """What its device is known by."""
        return f"radio-{self.callsign}"

    def unit(self, crew: tuple[str, ...] = ()) -> Unit:
        """It as it is enrolled: on patrol."""
        return Unit(
            unit_id=self.unit_id, callsign=self.callsign, kind=self.kind,
            sector=self.sector, state=2, crew=crew,
        )  # fmt: skip


FORCE = (
    Post("HB14", "car", "Harbour", 300, 300),
    Post("HB15", "van", "Harbour", 500, -300),
    Post("DG62", "dog", "Harbour", 250, -100),
    Post("CN24", "foot", "Central", -300, 250, "radio"),
    Post("CN25", "car", "Central", -500, -350),
    Post("CN26", "van", "Central", -200, -200, moves=False),
    Post("WE90", "car", "Central", -600, 100, None),
)
OFFICER = Person(person_id="per_okafor", name="Okafor", collar="2187", rank="PC")


class Hub:
    """The force's hub in a thread of its own: moves units, says what they say."""

    def __init__(self, url: str, token: str, force: tuple[Post, ...] = FORCE) -> None:
        self.told: list[d.Dispatch] = []
        """What devices were told, in order."""
        self.posts = [post for post in force if post.device is not None]
        self.at: dict[str, tuple[float, float]] = {
            post.uid: (post.east_m, post.north_m) for post in self.posts if post.moves
        }
        """Where each device stands, metres from the middle of the town."""
        self._speed_mps = SPEED_MPS
        self._driven_m = 0.0
        self._east = 1.0
        self._link = HubLink(url, token, self.told.append, "gui")
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._silent = False
        self._changed = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="hub")

    def __enter__(self) -> Self:
        self._thread.start()
        wait_for(lambda: self._link.ready, WAIT_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(WAIT_S)
        self._loop.close()

    def say(self, callsign: str, said: d.AnySaid) -> None:
        """Let a unit's device report something, and go on."""

        def report() -> None:
            self._link.report(f"radio-{callsign}", said, self._link.clock.now_us())

        self._loop.call_soon_threadsafe(report)

    def report(self, callsign: str, said: d.AnySaid) -> None:
        """Let a unit's device report something; wait until the gateway kept it."""
        self.say(callsign, said)
        sent = threading.Event()
        self._loop.call_soon_threadsafe(sent.set)
        sent.wait(WAIT_S)
        wait_for(lambda: self._link.unconfirmed == 0, WAIT_S)

    def drive(self, post: Post) -> None:
        """Let one more unit be heard, and go slowly east."""

        def begin() -> None:
            self._link.declare([post.uid])
            self.posts.append(post)
            self.at[post.uid] = (post.east_m, post.north_m)

        self._loop.call_soon_threadsafe(begin)

    def put(self, callsign: str, east_m: float, north_m: float) -> None:
        """Let a unit go on from another place."""

        def move() -> None:
            self.at[f"radio-{callsign}"] = (east_m, north_m)

        # In the hub's own thread: a step that is under way would undo it.
        self._loop.call_soon_threadsafe(move)

    def halt(self) -> None:
        """Let every unit stand where it is; its device is heard on."""
        self._speed_mps = 0.0

    def hear_once(
        self, callsign: str, east_m: float, north_m: float, ago_s: float = 0.0
    ) -> None:
        """Send one fix of a device, made some time ago."""

        def move() -> None:
            lat, lon = place(east_m, north_m)
            fix_us = self._link.clock.now_us() - round(ago_s * 1e6)
            self._link.move(
                np.array([self._link.slot(f"radio-{callsign}")]),
                np.array([lat]), np.array([lon]), np.array([fix_us]),
                *(np.array([value], np.float32) for value in (0.0, 0.0, 5.0)),
            )  # fmt: skip

        self._loop.call_soon_threadsafe(move)

    def leave(self) -> None:
        """Let the hub hang up."""
        self._silence(silent=True)

    def come_back(self) -> None:
        """Let the hub call again."""
        self._silence(silent=False)

    def _silence(self, *, silent: bool) -> None:
        def change() -> None:
            self._silent = silent
            self._changed.set()

        self._loop.call_soon_threadsafe(change)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._link.declare([post.uid for post in self.posts])
        async with asyncio.TaskGroup() as tasks:
            kept = tasks.create_task(self._keep_linked())
            driven = tasks.create_task(self._drive())
            await self._stop.wait()
            kept.cancel()
            driven.cancel()

    async def _keep_linked(self) -> None:
        while True:
            self._changed.clear()
            async with asyncio.TaskGroup() as tasks:
                linked = None if self._silent else tasks.create_task(self._link.run())
                await self._changed.wait()
                if linked is not None:
                    linked.cancel()

    async def _drive(self) -> None:
        """Let every device that is heard go slowly east, and back again."""
        while True:
            await asyncio.sleep(STEP_S)
            heard = [post for post in self.posts if post.uid in self.at]
            if not heard or not self._link.ready:
                continue
            step_m = self._speed_mps * STEP_S
            for post in heard:
                east, north = self.at[post.uid]
                self.at[post.uid] = (east + self._east * step_m, north)
            self._move(heard)
            self._driven_m += step_m
            if self._driven_m >= TURN_M:
                self._driven_m, self._east = 0.0, -self._east

    def _move(self, heard: list[Post]) -> None:
        count = len(heard)
        places = np.array([place(*self.at[post.uid]) for post in heard])
        self._link.move(
            np.array([self._link.slot(post.uid) for post in heard]),
            places[:, 0], places[:, 1],
            np.full(count, self._link.clock.now_us(), np.int64),
            np.full(count, self._speed_mps, np.float32),
            np.full(count, self._east * 90.0 % 360.0, np.float32),
            np.full(count, 5.0, np.float32),
        )  # fmt: skip


class LiveRoom:
    """A gateway and its force; everything ends with the block."""

    def __init__(
        self, home: Path, *arguments: str, config: str = "", codes: str = SECTORS
    ) -> None:
        folder = home / "config"
        folder.mkdir(parents=True)
        shipped = resources.files("resources") / "defaults" / "codes_uk.toml"
        text = shipped.read_text(encoding="utf-8") + codes
        (folder / "codes.toml").write_text(text, encoding="utf-8")
        head = 'host = "127.0.0.1"\ncodes = "codes.toml"\n'
        self.gateway = GatewayProcess(home, *arguments, config=head + config)
        self._hub: Hub | None = None
        self._people: dict[str, str] = {}

    def __enter__(self) -> Self:
        self.gateway.start()
        self._enrol()
        self._hub = Hub(self.gateway.url, self.gateway.add_hub())
        self._hub.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.hub.__exit__()
        self.gateway.stop()

    @property
    def hub(self) -> Hub:
        """The force's hub."""
        if self._hub is None:
            msg = "the hub does not run"
            raise RuntimeError(msg)
        return self._hub

    def token(
        self, name: str, role: str = "dispatcher", partner: str = "",
        also: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        """Return what opens a desk for a person; the same person twice is one."""
        if name not in self._people:
            self._people[name] = self.gateway.add_person(name, role, partner, also)
        return self._people[name]

    def desk(self, name: str) -> Desk:
        """Return a desk without a screen; enter it."""
        return Desk(self.gateway.url, self.token(name), f"Desk {name}")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the gateway still: what is sent meanwhile arrives at once after."""
        kill(self.gateway.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            kill(self.gateway.pid, signal.SIGCONT)

    def enrol(self, post: Post) -> None:
        """Add a unit on patrol to the force; its device begins where the post says."""
        device = Device(
            device_id=f"dev_{post.uid}", kind=post.device or "vehicle", door="device",
            uid=post.uid, unit_id=post.unit_id,
        )  # fmt: skip
        self.gateway.ask(
            "enrol",
            Enrol(units=(post.unit(),), devices=(device,) if post.device else ()),
        )
        if post.device and post.moves:
            self.hub.drive(post)

    def _enrol(self) -> None:
        units = tuple(
            post.unit(("per_okafor",) if post.callsign == "CN24" else ())
            for post in FORCE
        )
        devices = tuple(
            Device(
                device_id=f"dev_{post.callsign.lower()}", kind=post.device,
                door="device", uid=post.uid, unit_id=post.unit_id,
            )
            for post in FORCE
            if post.device is not None
        )  # fmt: skip
        act = Enrol(people=(OFFICER,), units=units, devices=devices)
        self.gateway.ask("enrol", act)
