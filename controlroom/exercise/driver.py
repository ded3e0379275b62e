"""Drives a gateway's real doors with a made-up force: hub, CoT, phones, calls, cameras.

Everything leaves as a real device's bytes; nothing here reaches into the gateway.
"""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from controlroom.desk.hub import HubLink
from controlroom.domain import observations as o
from controlroom.exercise.calls import CallTaker
from controlroom.exercise.cameras import CameraServer, View
from controlroom.exercise.doors import Doors
from controlroom.exercise.force import Force
from controlroom.exercise.ground import draw_spots, station_nodes
from controlroom.exercise.member import Member, Task
from controlroom.exercise.reading import Reading
from controlroom.exercise.reporting import Cadence, as_said, noise_deg
from controlroom.exercise.roster import Roster
from controlroom.exercise.senders import CotSender, PhoneSender, write_calls
from controlroom.feeds.base import Sighting
from controlroom.ground.pack import Pack
from controlroom.wire import device as d

STEP_S = 0.2
LONGEST_STEP_S = 120.0
"""Room seconds in one step at most: a suspended machine does not teleport anybody."""
BACKLOG_A_UNIT = 0.11
BACKLOG_MOST = 300
BACKLOG_AGE_MIN = {"I": (0.5, 13), "S": (2, 52), "E": (15, 1200), "R": (20, 300)}
"""Minutes since an open call of each grade came."""
BACKLOG_LATE = 0.12
FIRST_EMERGENCY_S = 150.0


class Driver:
    """One made-up force at work until cancelled."""

    def __init__(self, roster: Roster, pack: Pack, doors: Doors, seed: int) -> None:
        self._roster = roster
        self._doors = doors
        self._rng = np.random.Generator(np.random.PCG64([seed, 41]))
        self.hub = HubLink(
            doors.gateway_url, doors.hub_token, self._told, f"exercise-{seed}"
        )
        self._uid = {device.device_id: device.uid for device in roster.devices}
        self._camera_uid = {
            camera.camera_id: self._uid[camera.device_id or ""]
            for camera in roster.cameras
        }
        self.force = Force(
            roster, pack.graph(), station_nodes(pack), seed, self._report
        )
        self._calls = CallTaker(draw_spots(pack, seed), seed)
        self._call_files = 0
        self.cameras = CameraServer(self._look)
        self._by_camera = {member.camera_id: member for member in self.force.members}
        self._fixed = {
            camera.camera_id: camera
            for camera in roster.cameras
            if camera.kind == "fixed"
        }
        self._kinds = {camera.camera_id: camera.kind for camera in roster.cameras}
        self._member_of_uid = {
            self._uid[member.device_id]: member for member in self.force.members
        }
        self._cot = CotSender(*doors.cot) if doors.cot else None
        self._phones = (
            PhoneSender(doors.phones_url, dict(doors.phone_tokens))
            if doors.phones_url
            else None
        )
        self._other_door = self._choose_other_doors()
        self._reading = Reading(seed)
        self._last_us = 0

    async def run(self, ready: asyncio.Event) -> None:
        """Drive until cancelled; `ready` is set when the first positions have left."""
        async with AsyncExitStack() as stack:
            self.cameras.start()
            stack.callback(self.cameras.stop)
            tasks = await stack.enter_async_context(asyncio.TaskGroup())
            tasks.create_task(self.hub.run())
            if self._cot is not None:
                tasks.create_task(self._cot.run())
            if self._phones is not None:
                tasks.create_task(self._phones.run())
            # The members first: a member's index is its slot.
            self.hub.declare([*self._member_of_uid, *self._camera_uid.values()])
            await self.hub.wait_until(lambda: self.hub.ready)
            await self._work(ready)

    async def _work(self, ready: asyncio.Event) -> None:
        now_us = self._last_us = self.hub.clock.now_us()
        cadence = Cadence(self.force, self.hub.clock.rate, self._rng)
        self.force.begin(now_us)
        self._announce_cameras(now_us)
        self._write_backlog(now_us)
        emergency_us = now_us + int(FIRST_EMERGENCY_S * 1e6)
        while True:
            now_us = self.hub.clock.now_us()
            seconds = min((now_us - self._last_us) / 1e6, LONGEST_STEP_S)
            if seconds > 0:
                self._last_us = now_us
                self.force.step(now_us, seconds)
                self._send_fixes(cadence.due(now_us), cadence.accuracy_m, now_us)
                self._take_calls(now_us, seconds)
                for read in self._reading.read(now_us):
                    self._report(read)
            if 0 < emergency_us <= now_us:
                emergency_us = 0
                self._one_emergency(now_us)
            ready.set()
            await asyncio.sleep(STEP_S)

    # ------------------------------------------------------------ from the gateway

    def _told(self, dispatch: d.Dispatch) -> None:
        member = self._member_of_uid.get(dispatch.uid)
        if member is None:
            return
        now_us, unit_id = self.hub.clock.now_us(), member.unit.unit_id
        match dispatch.tell:
            case d.TellAssigned(incident_id=incident_id, lat=lat, lon=lon, grade=grade):
                self.force.assign(unit_id, Task(incident_id, lat, lon, grade), now_us)
            case d.TellStoodDown(incident_id=incident_id):
                self.force.stand_down(unit_id, incident_id, now_us)
            case d.TellMessage(message_id=message_id):
                self._show(member, message_id, now_us)
            case d.TellState() | d.TellViewing():
                pass  # shown to the crew; it changes nothing that they do

    def _show(self, member: Member, message_id: str, now_us: int) -> None:
        """Show words to a crew; a device out of reach neither gets nor confirms."""
        if self.force.silent_until_us[member.index] > now_us:
            return
        device_id = member.device_id
        self._report(
            o.MessageSeen(device_id=device_id, message_id=message_id, at_us=now_us)
        )
        self._reading.shown(device_id, message_id, now_us)

    # ------------------------------------------------------------ to the gateway

    def _report(self, seen: o.AnyObservation) -> None:
        said = as_said(seen)
        if said is None:
            return
        if isinstance(seen, o.CameraReported):
            uid = self._camera_uid[seen.camera_id]
        else:
            uid = self._uid[getattr(seen, "device_id", "")]
        self.hub.report(uid, said, getattr(seen, "at_us", self.hub.clock.now_us()))

    def _announce_cameras(self, now_us: int) -> None:
        """Tell the gateway where each camera's stream can be fetched."""
        for camera in self._roster.cameras:
            fixed = camera.camera_id in self._fixed
            said = d.SaidCamera(
                camera_id=camera.camera_id,
                state="recording" if fixed else "buffering",
                source_url=self.cameras.url(camera.camera_id),
            )
            self.hub.report(self._camera_uid[camera.camera_id], said, now_us)

    def _send_fixes(
        self,
        members: NDArray[np.intp],
        accuracy_m: NDArray[np.float64],
        now_us: int,
    ) -> None:
        if not len(members):
            return
        movers = self.force.movers
        speed = movers.speed_mps[members]
        north, east = noise_deg(self._rng, speed, float(movers.lat[members[0]]))
        lat, lon = movers.lat[members] + north, movers.lon[members] + east
        by_hub = np.array([int(m) not in self._other_door for m in members])
        for place in np.flatnonzero(~by_hub):
            member = self.force.members[int(members[place])]
            self._send_elsewhere(
                Sighting(
                    uid=self._other_door[member.index][1],
                    fix_us=now_us,
                    lat=float(lat[place]),
                    lon=float(lon[place]),
                    speed_mps=float(speed[place]),
                    heading_deg=float(movers.heading_deg[member.index]),
                    accuracy_m=float(accuracy_m[member.index]),
                    name=member.unit.callsign,
                ),
                member,
            )
        chosen = members[by_hub]
        self.hub.move(
            chosen,
            lat[by_hub],
            lon[by_hub],
            np.full(len(chosen), now_us, np.int64),
            speed[by_hub].astype(np.float32),
            movers.heading_deg[chosen].astype(np.float32),
            accuracy_m[chosen].astype(np.float32),
        )

    def _send_elsewhere(self, seen: Sighting, member: Member) -> None:
        if self._other_door[member.index][0] == "cot" and self._cot is not None:
            self._cot.send(seen, member.unit.kind)
        elif self._phones is not None:
            self._phones.send(seen)

    def _choose_other_doors(self) -> dict[int, tuple[str, str]]:
        """Members whose position comes by another door than the hub: door and uid."""
        opened = {"cot": self._cot is not None, "osmand": self._phones is not None}
        index = {member.unit.unit_id: member.index for member in self.force.members}
        return {
            index[device.unit_id]: (device.door, device.uid)
            for device in self._roster.devices
            if device.unit_id and opened.get(device.door, False)
        }

    # ------------------------------------------------------------ calls and pictures

    def _write_backlog(self, now_us: int) -> None:
        """Calls of the hours before that are still open, each as old as it can be."""
        count = min(BACKLOG_MOST, round(len(self.force.members) * BACKLOG_A_UNIT))
        calls = [self._calls.take(now_us) for _ in range(count)]
        aged = [
            replace(call, at_us=now_us - self._age_us(call.grade)) for call in calls
        ]
        self._write_calls(sorted(aged, key=lambda call: call.at_us))

    def _age_us(self, grade: str) -> int:
        """How long ago an open call of a grade came: a few are late, most are not."""
        shortest, longest = BACKLOG_AGE_MIN[grade]
        minutes = self._rng.uniform(shortest, longest)
        late = self._rng.random() < BACKLOG_LATE and grade in {"I", "S"}
        return int((minutes + (longest * 0.4 if late else 0)) * 60e6)

    def _take_calls(self, now_us: int, seconds: float) -> None:
        due = self._calls.due(self._local(now_us), seconds, len(self.force.members))
        self._write_calls([self._calls.take(now_us) for _ in range(due)])

    def _write_calls(self, calls: list[o.CallReceived]) -> None:
        if calls and self._doors.calls_folder is not None:
            self._call_files += 1
            name = f"exercise-{self._call_files:06d}"
            write_calls(self._doors.calls_folder, name, calls)

    def _local(self, now_us: int) -> datetime:
        zone = ZoneInfo(self._doors.time_zone)
        return datetime.fromtimestamp(now_us / 1e6, UTC).astimezone(zone)

    def _one_emergency(self, now_us: int) -> None:
        """Somebody on foot, or whoever there is, calls for help once early on."""
        members = [m for m in self.force.members if m.phase != "off"]
        on_foot = [member for member in members if member.unit.kind == "foot"]
        if members:
            self.force.emergency((on_foot or members)[0], now_us)

    def _look(self, camera_id: str) -> View | None:
        """What a camera's picture shows now; called from the streams' threads."""
        clock = self.hub.clock
        local, rate = self._local(clock.now_us()), clock.rate
        if camera := self._fixed.get(camera_id):
            return View(camera.name, 0.0, camera.kind, local, rate)
        member = self._by_camera.get(camera_id)
        if member is None or member.phase == "off":
            return None
        speed = float(self.force.movers.speed_mps[member.index])
        kind = self._kinds[camera_id]
        return View(member.unit.callsign, speed, kind, local, rate)
