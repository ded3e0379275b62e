"""What came in at a door since the last look: fixes in batches, reports one by one.

Fixes are offered ten times a second, or at once when many wait, so none is dropped.
Reports wait for the record; of one device and kind the latest waits, so a device that
repeats itself cannot fill the queue.
"""

import asyncio
from typing import NamedTuple

import numpy as np

from controlroom.domain.geo import is_place
from controlroom.domain.observations import (
    AnyObservation,
    AssignmentSeen,
    EmergencyReported,
    MessageSeen,
)
from controlroom.domain.tracks import Fixes
from controlroom.feeds.base import Sighting
from controlroom.gateway.doors.base import DoorLedger
from controlroom.gateway.ingest import observed
from controlroom.gateway.room import Room

OFFER_EVERY_S = 0.1
FIXES_WAITING = 5_000
"""Fixes that wait for the next look; one more and all are offered at once."""
REPORTS_WAITING = 10_000
"""Devices and kinds of reports that wait for the record; the oldest goes."""

Report = EmergencyReported | AssignmentSeen | MessageSeen


class Speaker(NamedTuple):
    """An enrolled device that may speak now."""

    device_id: str
    row: int


class Gathering:
    """Fixes and reports of one door on their way into the room."""

    def __init__(self, room: Room, ledger: DoorLedger) -> None:
        self._room = room
        self._ledger = ledger
        self._fixes: list[tuple[float, ...]] = []
        self._reports: dict[tuple[str, ...], AnyObservation] = {}
        self._fix_came = asyncio.Event()
        self._report_came = asyncio.Event()

    def speaker(self, door: str, uid: str) -> Speaker | None:
        """Return who is enrolled at a door by a uid; None for nobody, or disabled."""
        device_id = self._room.whereabouts.roster.find(door, uid)
        return self.device(device_id) if device_id else None

    def device(self, device_id: str) -> Speaker | None:
        """Return an enrolled device that is not disabled."""
        device = self._room.picture.devices.get(device_id)
        if device is None or not device.enabled:
            return None
        return Speaker(device_id, device.row)

    def fix(self, speaker: Speaker, seen: Sighting) -> None:
        """Take a fix; it is judged with the others of this tenth of a second."""
        self._fixes.append(
            (
                speaker.row, seen.lat, seen.lon, seen.fix_us,
                seen.speed_mps, seen.heading_deg, seen.accuracy_m,
            )
        )  # fmt: skip
        if len(self._fixes) >= FIXES_WAITING:
            self.offer()
        self._fix_came.set()

    def emergency(
        self, speaker: Speaker, seen: Sighting | None, at_us: int, *, cancelled: bool
    ) -> None:
        """Take a call for help, or its end, with the place if it makes sense."""
        known = seen is not None and is_place(seen.lat, seen.lon)
        self.report(
            EmergencyReported(
                device_id=speaker.device_id,
                at_us=at_us,
                cancelled=cancelled,
                lat=seen.lat if seen and known else None,
                lon=seen.lon if seen and known else None,
            )
        )

    def report(self, said: Report) -> None:
        """Take a report; it is decided after those before it."""
        self._reports[_matter(said)] = said
        if len(self._reports) > REPORTS_WAITING:
            del self._reports[next(iter(self._reports))]
        self._report_came.set()

    def offer(self) -> None:
        """Offer what waits to the tracks."""
        if not self._fixes:
            return
        # Microseconds since 1970 are whole in a float64 until the year 2255.
        columns = np.array(self._fixes, np.float64).T
        self._fixes.clear()
        with np.errstate(invalid="ignore"):
            fixes = Fixes(
                device_rows=columns[0].astype(np.int32),
                lat=columns[1],
                lon=columns[2],
                fix_us=columns[3].astype(np.int64),
                speed_mps=columns[4].astype(np.float32),
                heading_deg=columns[5].astype(np.float32),
                accuracy_m=columns[6].astype(np.float32),
            )
        now_us = self._room.clock.now_us()
        self._room.whereabouts.offer(fixes, now_us, self._ledger, self._ledger.name)

    async def run(self) -> None:
        """Serve until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._offer_often())
            tasks.create_task(self._submit_all())

    async def _offer_often(self) -> None:
        while True:
            await self._fix_came.wait()
            self._fix_came.clear()
            self.offer()
            await asyncio.sleep(OFFER_EVERY_S)

    async def _submit_all(self) -> None:
        while True:
            await self._report_came.wait()
            self._report_came.clear()
            while self._reports:
                matter = next(iter(self._reports))
                said = self._room.whereabouts.placed(self._reports.pop(matter))
                await self._room.ingest.submit(observed(said))


def _matter(said: Report) -> tuple[str, ...]:
    match said:
        case EmergencyReported():
            return (said.device_id, "cancelled" if said.cancelled else "emergency")
        case AssignmentSeen():
            return (said.device_id, said.incident_id)
        case MessageSeen():
            return (said.device_id, said.message_id)
