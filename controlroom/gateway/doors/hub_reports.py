"""What a hub's devices report, in order: recorded, then confirmed, exactly once each.

A report's number is remembered with its events, so one that is sent again after a
break, or after this program died, is not done twice.
"""

import asyncio
from collections.abc import Callable

from controlroom.domain.observations import CameraReported
from controlroom.gateway.doors.base import DoorLedger
from controlroom.gateway.ingest import Input, Outcome
from controlroom.gateway.room import Room
from controlroom.wire import device as d
from controlroom.wire.hub_session import GatewayHubEnd

WAITING = 64
"""Messages of reports that wait; then the hub is not read until one is done."""
RETRY_S = 1.0
"""How long to wait when nothing can be recorded, before the next attempt."""
NOT_RECORDED = "not_recorded"


class HubReports:
    """The reports of one connection. `says` names the hub in a line about an error."""

    def __init__(
        self, room: Room, end: GatewayHubEnd, says: str, ledger: DoorLedger
    ) -> None:
        self._room = room
        self._end = end
        self._says = says
        self._ledger = ledger
        self._stream = ""
        self._queue: asyncio.Queue[d.Reports] = asyncio.Queue(WAITING)

    def start(self, hub: str, stream: str) -> int:
        """Return up to which number reports of this stream are kept."""
        self._stream = stream_key(hub, stream)
        return self._room.received.get(self._stream, 0)

    async def put(self, reports: d.Reports) -> None:
        """Queue reports, waiting for room."""
        await self._queue.put(reports)

    async def run(self, send: Callable[[bytes], None]) -> None:
        """Record what waits and confirm it, until cancelled."""
        while True:
            reports = await self._queue.get()
            refused: dict[int, str] = {}
            last = 0
            outcomes = await self._record(reports.reports, refused)
            for report, outcome in outcomes:
                if outcome is not None and not outcome.ok:
                    refused[report.number] = outcome.sentence
                last = report.number
            for number, why in refused.items():
                now_us = self._room.clock.now_us()
                self._ledger.refused(now_us, f"{self._says}, report {number}", why)
            if last:
                self._room.received[self._stream] = last
            send(self._end.confirm(last, refused))

    async def _record(
        self, reports: tuple[d.Report, ...], refused: dict[int, str]
    ) -> list[tuple[d.Report, Outcome | None]]:
        """Return what became of each report; None for one that never got that far."""
        done: list[tuple[d.Report, Outcome | None]] = []
        waiting = list(reports)
        while waiting:
            futures = []
            for report in waiting:
                entry = self._entry(report, refused)
                future = None
                if entry is not None:
                    await self._room.ingest.has_room()
                    future = self._room.ingest.offer(entry)
                futures.append((report, future))
            lost: list[d.Report] = []
            for report, future in futures:
                outcome = await future if future is not None else None
                if lost or (outcome is not None and outcome.code == NOT_RECORDED):
                    lost.append(report)
                else:
                    done.append((report, outcome))
            waiting = lost
            if waiting:
                await asyncio.sleep(RETRY_S)
        return done

    def _entry(self, report: d.Report, refused: dict[int, str]) -> Input | None:
        uid = self._end.uid_of(report.handle)
        device_id = (
            self._room.whereabouts.roster.find("device", uid)
            if uid is not None
            else None
        )
        if device_id is None:
            refused[report.number] = f"no device speaks by handle {report.handle}"
            return None
        said = d.observe(report, device_id)
        if isinstance(said, CameraReported) and not self._owns(
            device_id, said.camera_id
        ):
            refused[report.number] = f"{uid} claims another's camera {said.camera_id}"
            return None
        placed = self._room.whereabouts.placed(said)
        key = f"{self._stream}/{report.number}"
        return Input(said=placed, actor=device_id, key=key)

    def _owns(self, device_id: str, camera_id: str) -> bool:
        camera = self._room.picture.cameras.get(camera_id)
        if camera is None:
            return False
        if camera.device_id is not None:
            return camera.device_id == device_id
        if camera.unit_id is None:
            return True
        return camera.unit_id == self._room.whereabouts.roster.unit_of(device_id)


KEY = "report/"


def stream_key(hub: str, stream: str) -> str:
    """Return under which name the numbers of a hub's stream are remembered."""
    return f"{KEY}{hub}/{stream}"


def number_of(key: str) -> tuple[str, int] | None:
    """Return stream and number of a report's key, None for any other command's."""
    if not key.startswith(KEY):
        return None
    stream, _, number = key.rpartition("/")
    return (stream, int(number)) if number.isdigit() else None
