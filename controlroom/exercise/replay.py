"""Plays recorded tracks and calls through a gateway's doors, as if they were now.

Times are shifted so that the first record is now; the pace is the room's own clock.
Calls keep the id of their row, so the same file twice is the same calls.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from controlroom.desk.desk import Desk
from controlroom.domain.commands import Enrol
from controlroom.domain.entities import Device, Unit
from controlroom.domain.observations import CallReceived
from controlroom.exercise.recordings import Recording
from controlroom.exercise.roster import made_up_id
from controlroom.exercise.senders import CotSender, PhoneSender, write_calls
from controlroom.exercise.stage import Owner
from controlroom.feeds.base import Sighting

STEP_S = 0.25
SOURCE = "replay"
CALLSIGN = 16
SETTLE_S = 30.0
"""How long the last calls may take from the folder to the picture."""
PATROL = 2


@dataclass(slots=True)
class Played:
    """What a replay did: calls by distinct id, the incidents that they became."""

    calls: int = 0
    opened: int = 0
    positions: int = 0
    shift_us: int = 0
    faults: list[str] = field(default_factory=list)


class Player:
    """Plays one recording onto the gateway of a folder."""

    def __init__(
        self, recording: Recording, owner: Owner, home: Path, grade: str
    ) -> None:
        self.played = Played(faults=list(recording.faults))
        self._recording = recording
        self._owner = owner
        self._folder = home / "calls"
        self._grade = grade
        self._names = {seen.uid: seen.name for seen in recording.sightings}
        self._next_call = self._next_sighting = self._files = 0
        self._ids: set[str] = set()

    async def run(self) -> Played:
        """Play to the end and return what happened. Raises `LinkError`."""
        tokens = await asyncio.to_thread(self._enrol)
        cot, phones = self._senders(tokens)
        owner = self._owner
        asked = {"name": "Replay", "role": "observer"}
        token = (await asyncio.to_thread(owner.ask, "user", asked))["token"]
        with Desk(owner.url, token, "Replay") as desk:
            async with asyncio.TaskGroup() as tasks:
                sending = [tasks.create_task(s.run()) for s in (cot, phones) if s]
                await self._linked(desk)
                await self._play(desk, cot, phones)
                await self._settle(desk)
                for task in sending:
                    task.cancel()
        return self.played

    async def _linked(self, desk: Desk) -> None:
        async with asyncio.timeout(SETTLE_S):
            while not desk.snapshots:
                desk.drain()
                await asyncio.sleep(0.02)

    async def _play(
        self, desk: Desk, cot: CotSender | None, phones: PhoneSender | None
    ) -> None:
        recording = self._recording
        self.played.shift_us = desk.now_us() - recording.first_us
        left = len(recording.calls) + len(recording.sightings)
        while left:
            now_us = desk.now_us() - self.played.shift_us
            calls = self._calls_until(now_us)
            if calls:
                self._files += 1
                write_calls(self._folder, f"replay-{self._files:06d}", calls)
            seen = self._sightings_until(now_us)
            for sighting in seen:
                self._send(sighting, cot, phones)
            left -= len(calls) + len(seen)
            desk.drain()
            await asyncio.sleep(STEP_S)

    async def _settle(self, desk: Desk) -> None:
        """Wait until every call is an incident, or nothing more comes."""
        loop = asyncio.get_running_loop()
        deadline_s = loop.time() + SETTLE_S
        while loop.time() < deadline_s:
            desk.drain()
            opened = sum(
                incident.source == SOURCE
                for incident in desk.picture.incidents.values()
            )
            if opened > self.played.opened:
                deadline_s = loop.time() + SETTLE_S
            self.played.opened = opened
            if opened >= self.played.calls:
                return
            await asyncio.sleep(STEP_S)

    def _calls_until(self, at_us: int) -> list[CallReceived]:
        calls, first = self._recording.calls, self._next_call
        while self._next_call < len(calls) and calls[self._next_call].at_us <= at_us:
            self._next_call += 1
        due = calls[first : self._next_call]
        self._ids.update(call.source_id for call in due)
        self.played.calls = len(self._ids)
        shift_us = self.played.shift_us
        return [
            replace(call, at_us=call.at_us + shift_us, grade=call.grade or self._grade)
            for call in due
        ]

    def _sightings_until(self, at_us: int) -> list[Sighting]:
        seen, first = self._recording.sightings, self._next_sighting
        while (
            self._next_sighting < len(seen)
            and seen[self._next_sighting].fix_us <= at_us
        ):
            self._next_sighting += 1
        due = seen[first : self._next_sighting]
        self.played.positions += len(due)
        return [replace(one, fix_us=one.fix_us + self.played.shift_us) for one in due]

    def _send(
        self, seen: Sighting, cot: CotSender | None, phones: PhoneSender | None
    ) -> None:
        if self._recording.doors.get(seen.uid) == "cot" and cot is not None:
            cot.send(seen, "car")
        elif phones is not None:
            phones.send(seen)

    def _enrol(self) -> dict[str, str]:
        """Enrol a unit for each track; return the tokens of those that are phones."""
        rng = np.random.Generator(np.random.PCG64(97))
        units, devices = [], []
        taken: Counter[str] = Counter()
        for uid, door in sorted(self._recording.doors.items()):
            name = (self._names.get(uid) or uid).strip()[: CALLSIGN - 3] or "TRACK"
            taken[name.casefold()] += 1
            number = taken[name.casefold()]
            unit = Unit(
                unit_id=made_up_id("unit", rng),
                callsign=name if number == 1 else f"{name}-{number}",
                kind="car",
                state=PATROL,
            )
            units.append(unit)
            devices.append(
                Device(
                    device_id=made_up_id("dev", rng),
                    kind="phone",
                    door=door,
                    uid=uid,
                    unit_id=unit.unit_id,
                )
            )
        if not units:
            return {}
        self._owner.ask("enrol", Enrol(units=tuple(units), devices=tuple(devices)))
        return {
            device.uid: self._owner.ask(
                "token", {"kind": "device", "subject_id": device.device_id}
            )["token"]
            for device in devices
            if device.door == "osmand"
        }

    def _senders(
        self, tokens: dict[str, str]
    ) -> tuple[CotSender | None, PhoneSender | None]:
        wanted = set(self._recording.doors.values())
        cot = self._owner.door_address("cot") if "cot" in wanted else None
        web = self._owner.door_address("osmand") if "osmand" in wanted else None
        return (
            CotSender(*cot) if cot else None,
            PhoneSender(f"http://{web[0]}:{web[1]}", tokens) if web else None,
        )
