"""An officer with a worn camera and a camera on a mast, behind a real gateway."""

import asyncio
import threading
from pathlib import Path
from typing import Self

import requests

from controlroom.desk.hub import HubLink
from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Camera, CameraState, Device, Person, Unit
from controlroom.exercise.cameras import CameraServer, View
from controlroom.wire import device as d
from tests.helpers.gateway_process import GatewayProcess
from tests.helpers.waiting import PATIENCE_S, wait_for

CONFIG = """host = "127.0.0.1"
[streams]
hosts = ["127.0.0.1"]
schemes = ["http"]
"""
WORN, MAST = "cam_worn", "cam_mast"
WAIT_S = PATIENCE_S


class CameraForce:
    """Gateway, hub and streams of their own; everything ends with the block."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.gateway = GatewayProcess(home, *arguments, config=CONFIG)
        self.streams = CameraServer(self._look)
        self.told: list[d.TellViewing] = []
        """What the wearer's device was told of viewings, in order."""
        self.dark: set[str] = set()
        """Cameras whose source gives nothing although they are said to record."""
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._hub: HubLink | None = None
        self._thread = threading.Thread(target=self._run_hub, name="hub")

    def __enter__(self) -> Self:
        self.gateway.start()
        self.streams.start()
        self._enrol()
        self._hub = HubLink(
            self.gateway.url, self.gateway.add_hub(), self._take, "cameras"
        )
        self._thread.start()
        for camera_id in (WORN, MAST):
            self.report(camera_id, "recording")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(WAIT_S)
        self._loop.close()
        self.streams.stop()
        self.gateway.stop()

    def report(self, camera_id: str, state: CameraState) -> None:
        """Let a camera say what it does, and wait until the gateway has kept it."""
        said = d.SaidCamera(
            camera_id=camera_id, state=state, source_url=self.streams.url(camera_id)
        )
        self._in_hub(said, camera_id)

    def film(self, camera_id: str) -> None:
        """Wait until a camera has a picture for whoever asks, however slow we film."""
        url = self.streams.url(camera_id)
        wait_for(lambda: requests.get(url, timeout=WAIT_S).ok, WAIT_S)

    def press_emergency(self) -> None:
        """Let the officer press the button."""
        self._in_hub(d.SaidEmergency(), WORN)

    def _in_hub(self, said: d.AnySaid, camera_id: str) -> None:
        hub = self._hub
        if hub is None:
            msg = "the hub does not run"
            raise RuntimeError(msg)
        uid = {WORN: "worn-1", MAST: "mast-1"}[camera_id]
        wait_for(lambda: hub.ready, WAIT_S)

        def report() -> None:
            hub.report(uid, said, hub.clock.now_us())

        self._loop.call_soon_threadsafe(report)
        sent = threading.Event()
        self._loop.call_soon_threadsafe(sent.set)
        sent.wait(WAIT_S)
        wait_for(lambda: hub.unconfirmed == 0, WAIT_S)

    def _look(self, camera_id: str) -> View | None:
        if camera_id in self.dark:
            return None
        kind = "body_worn" if camera_id == WORN else "fixed"
        return View("TV21", 1.2, kind)  # type: ignore[arg-type]  # one of the kinds

    def _take(self, dispatch: d.Dispatch) -> None:
        if isinstance(dispatch.tell, d.TellViewing):
            self.told.append(dispatch.tell)

    def _run_hub(self) -> None:
        self._loop.run_until_complete(self._hub_until_stopped())

    async def _hub_until_stopped(self) -> None:
        hub = self._hub
        if hub is None:
            return
        hub.declare(["worn-1", "mast-1"])
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(hub.run())
            await self._stop.wait()
            running.cancel()

    def _enrol(self) -> None:
        officer = Person(person_id="per_1", name="Dana Byrne", collar="3391", rank="PC")
        unit = Unit(unit_id="unit_1", callsign="TV21", state=2, crew=("per_1",))
        devices = (
            Device(device_id="dev_worn", kind="camera", door="device", uid="worn-1",
                   unit_id="unit_1"),
            Device(device_id="dev_mast", kind="camera", door="device", uid="mast-1"),
        )  # fmt: skip
        cameras = (
            Camera(camera_id=WORN, kind="body_worn", name="TV21 Byrne",
                   unit_id="unit_1", person_id="per_1", device_id="dev_worn"),
            Camera(camera_id=MAST, kind="fixed", name="C-114 Mill Street", lat=54.7,
                   lon=2.4, bearing_deg=90.0, device_id="dev_mast"),
        )  # fmt: skip
        act = Enrol(people=(officer,), units=(unit,), devices=devices, cameras=cameras)
        self.gateway.ask("enrol", act)
