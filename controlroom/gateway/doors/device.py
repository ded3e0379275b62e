"""The device protocol's door: a force's hubs, each one authenticated WebSocket.

Positions go to the map at once; reports wait for the record and are confirmed then. A
uid speaks through its first live hub alone.
"""

import asyncio
import itertools
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress

from starlette.websockets import WebSocketDisconnect

from controlroom.domain import events as e
from controlroom.domain.errors import Refused, WireError
from controlroom.domain.events import Fact
from controlroom.gateway.auth import bearer
from controlroom.gateway.doors.base import DoorLedger
from controlroom.gateway.doors.hub_reports import HubReports
from controlroom.gateway.outbox import Due, is_expired
from controlroom.gateway.room import Room
from controlroom.gateway.socket import POLICY, Peer
from controlroom.wire import device as d
from controlroom.wire.hub_session import MAX_HANDLES, GatewayHubEnd
from controlroom.wire.messages import Refusal
from controlroom.wire.positions import Positions

log = logging.getLogger(__name__)

DOOR = "device"
HELLO_S = 10.0
RETRY_S = 10.0
"""A dispatch that was not confirmed for so long is sent again."""
UNCONFIRMED = 20_000
"""Dispatches a hub may leave unconfirmed; then it is cut off and resumes."""
UNSENT = 10_000
"""Messages that wait for a hub that does not read; one more and it is cut off."""
A_MESSAGE = 500
"""Dispatches in one message."""

_numbers = itertools.count(1_000_000_000)


class DeviceDoor:
    """All hubs. `claims` says through which live session a device speaks."""

    def __init__(self, room: Room, ledger: DoorLedger) -> None:
        self.room = room
        self.ledger = ledger
        self.claims: dict[str, HubSession] = {}
        self.hubs: list[HubSession] = []

    def hear(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        """Give and take handles as devices come, go, or are switched off."""
        del touched
        changed = {
            fact.event.device.device_id
            if isinstance(fact.event, e.DeviceEnrolled)
            else fact.event.device_id
            for fact in facts
            if isinstance(fact.event, e.DeviceEnrolled | e.DeviceEnabled)
        }
        if changed:
            for hub in self.hubs:
                hub.look_again(changed)

    def replace(self, name: str) -> None:
        """A hub that calls again has lost its old connection, known here or not."""
        for hub in [hub for hub in self.hubs if hub.name == name]:
            hub.cut("replaced", "The same hub connected again.")
            hub.release()


class HubSession:
    """One connection of one hub."""

    def __init__(self, door: DeviceDoor, peer: Peer) -> None:
        self.name = ""
        self._door = door
        self._room = door.room
        self._peer = peer
        self._token = bearer(peer.authorization)
        self._number = next(_numbers)
        self._end = GatewayHubEnd()
        self._device_of: dict[str, str] = {}
        self._declared: dict[str, None] = {}
        self._resumed_at: int | None = None
        self._cursor = 0
        self._out: deque[bytes] = deque()
        self._unconfirmed: deque[d.Dispatch] = deque()
        self._sent_s = 0.0
        self._wake = asyncio.Event()
        self._ended: tuple[str, str] | None = None

    def is_entitled(self) -> bool:
        """Say whether the hub's token is still good."""
        return self._room.auth.is_live(self._token)

    def cut(self, code: str, sentence: str) -> None:
        """End the session now."""
        self._ended = (code, sentence)
        self._wake.set()

    def release(self) -> None:
        """Let other hubs speak for this one's devices."""
        for device_id in self._device_of.values():
            if self._door.claims.get(device_id) is self:
                del self._door.claims[device_id]
        if self in self._door.hubs:
            self._door.hubs.remove(self)

    async def serve(self) -> None:
        """Live through the connection. Never raises for what the peer did."""
        now_us = self._room.clock.now_us
        try:
            self.name = self._room.auth.hub(self._token)
        except Refused as refusal:
            self._door.ledger.refused(now_us(), self._peer.address, refusal.sentence)
            await self._peer.deny()
            return
        await self._peer.accept()
        self._door.ledger.peers += 1
        try:
            await self._converse()
        except TimeoutError:
            await self._peer.close(POLICY, "nothing said")
        except WebSocketDisconnect as gone:
            # A hub that went away comes back by itself; one that was cut is counted.
            if fault := self._peer.fault(gone):
                self._door.ledger.refused(now_us(), self._says(), fault)
        except WireError as error:
            self._door.ledger.refused(now_us(), self._says(), str(error))
            await self._refuse("wire", f"The gateway could not read this hub: {error}.")
        except Refused as refusal:
            await self._refuse(refusal.code, refusal.sentence)
        finally:
            self._door.ledger.peers -= 1
            self._room.sessions.pop(self._number, None)
            with suppress(ValueError):
                self._room.outbox.unsubscribe(self._tell)
            self.release()

    def look_again(self, device_ids: Iterable[str]) -> None:
        """Tell the hub which of its uids have a handle now, and which no longer."""
        declared = self._declared
        uids = [
            device.uid
            for device_id in device_ids
            if (device := self._room.picture.devices.get(device_id))
            and device.door == DOOR
            and device.uid in declared
        ]
        if uids:
            self._declare(uids)

    async def _converse(self) -> None:
        async with asyncio.timeout(HELLO_S):
            hello = self._end.receive(await self._peer.receive())
        if not isinstance(hello, d.HubHello):
            msg = "a session starts with a hello"
            raise WireError(msg)
        self._door.replace(self.name)
        reports = HubReports(self._room, self._end, self._says(), self._door.ledger)
        self._welcome(hello, reports.start(self.name, hello.stream))
        why: Exception | None = None
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._write())
                tasks.create_task(self._read(reports))
                tasks.create_task(reports.run(self._send))
        except* (WebSocketDisconnect, WireError, Refused) as ended:
            why = ended.exceptions[0]
        if why is not None:
            raise why

    def _welcome(self, hello: d.HubHello, received: int) -> None:
        room = self._room
        resumed = (
            hello.epoch == room.journal.epoch
            and room.outbox.since(hello.cursor, (), room.clock.now_us()) is not None
        )
        self._resumed_at = hello.cursor if resumed else None
        self._cursor = hello.cursor if resumed else 0
        welcome = d.HubWelcome(
            hub=self.name,
            epoch=room.journal.epoch,
            received=received,
            resumed=resumed,
            now_us=room.clock.now_us(),
            rate=room.clock.rate,
            exercise=room.journal.exercise,
            force=room.picture.codes.force,
        )
        self._send(self._end.welcome(welcome))
        self._door.hubs.append(self)
        room.sessions[self._number] = self
        room.outbox.subscribe(self._tell)

    async def _read(self, reports: HubReports) -> None:
        room, ledger = self._room, self._door.ledger
        while True:
            message = self._end.receive(await self._peer.receive())
            now_us = room.clock.now_us()
            match message:
                case Positions():
                    self._positions(message, now_us)
                case d.Reports():
                    ledger.heard(now_us, len(message.reports))
                    await reports.put(message)
                case d.Declare():
                    ledger.alive(now_us)
                    self._hear_declare(message.uids)
                case d.Delivered():
                    ledger.alive(now_us)
                    self._confirmed(message.cursor)
                case d.HubHello():  # GatewayHubEnd refuses a second one
                    return

    def _hear_declare(self, uids: Sequence[str]) -> None:
        fresh = [uid for uid in uids if uid not in self._declared]
        self._declared.update(dict.fromkeys(uids))
        if len(self._declared) > MAX_HANDLES:
            msg = f"more than {MAX_HANDLES} devices declared by one hub"
            raise WireError(msg)
        self._declare(uids)
        self._catch_up(fresh)

    def _positions(self, batch: Positions, now_us: int) -> None:
        fixes, unknown = batch.fixes(self._end.rows)
        ledger = self._door.ledger
        if unknown:
            why = f"{unknown} positions by handles that no device holds"
            ledger.refused(now_us, self._says(), why, rows=unknown)
        if not len(batch.handles):
            ledger.alive(now_us)
        self._room.whereabouts.offer(fixes, now_us, ledger, self._says())

    def _declare(self, uids: Iterable[str]) -> None:
        handles: dict[str, int] = {}
        refused: dict[str, d.Why] = {}
        for uid in uids:
            why = self._claim(uid)
            if why is None:
                row = self._room.picture.devices[self._device_of[uid]].row
                handles[uid] = self._end.grant(uid, row)
            else:
                refused[uid] = why
                self._end.withdraw(uid)
                self._give_up(uid)
        self._send(d.pack_device(d.Declared(handles=handles, refused=refused)))

    def _claim(self, uid: str) -> d.Why | None:
        """Take a uid for this hub, or return why it may not be taken."""
        room, now_us = self._room, self._room.clock.now_us()
        device_id = room.whereabouts.roster.find(DOOR, uid)
        if device_id is None:
            room.contacts.heard(DOOR, uid, now_us, said=self.name)
            self._count(f"{uid} is not enrolled")
            return "unknown"
        holder = self._door.claims.get(device_id)
        if holder is not None and holder is not self:
            self._count(f"{uid} speaks through hub {holder.name} already")
            return "claimed"
        if not room.picture.devices[device_id].enabled:
            self._count(f"{uid} is disabled")
            return "disabled"
        self._door.claims[device_id] = self
        self._device_of[uid] = device_id
        return None

    def _give_up(self, uid: str) -> None:
        device_id = self._device_of.pop(uid, "")
        if self._door.claims.get(device_id) is self:
            del self._door.claims[device_id]

    def _count(self, why: str) -> None:
        self._door.ledger.refused(self._room.clock.now_us(), self._says(), why)

    def _catch_up(self, uids: Iterable[str]) -> None:
        """Send what newly declared devices missed, or all that stands for them."""
        device_ids = {self._device_of[uid] for uid in uids if uid in self._device_of}
        now_us, outbox = self._room.clock.now_us(), self._room.outbox
        due = (
            outbox.since(self._resumed_at, device_ids, now_us)
            if self._resumed_at is not None
            else None
        )
        self._tell(outbox.standing(device_ids, now_us) if due is None else due)

    def _tell(self, made: Sequence[Due]) -> None:
        mine = self._door.claims
        told: list[d.Dispatch] = []
        for device_id, dispatch in made:
            if mine.get(device_id) is self:
                # A device declared late may be told of earlier things: the cursor
                # of what was sent never falls.
                self._cursor = max(self._cursor, dispatch.cursor)
                told.append(
                    d.Dispatch(
                        cursor=self._cursor,
                        uid=dispatch.uid,
                        at_us=dispatch.at_us,
                        tell=dispatch.tell,
                        expires_us=dispatch.expires_us,
                    )
                )
        self._unconfirmed.extend(told)
        if len(self._unconfirmed) > UNCONFIRMED:
            self.cut("behind", "This hub left too many dispatches unconfirmed.")
        self._dispatch(told)

    def _dispatch(self, told: Sequence[d.Dispatch]) -> None:
        for start in range(0, len(told), A_MESSAGE):
            some = tuple(told[start : start + A_MESSAGE])
            self._send(d.pack_device(d.Dispatches(dispatches=some)))
        self._sent_s = asyncio.get_running_loop().time()

    def _confirmed(self, cursor: int) -> None:
        now_us = self._room.clock.now_us()
        while self._unconfirmed and self._unconfirmed[0].cursor <= cursor:
            tell = self._unconfirmed.popleft().tell
            if isinstance(tell, d.TellViewing) and tell.started:
                self._room.presence.told(tell.viewing_id, now_us)

    def _send(self, message: bytes) -> None:
        self._out.append(message)
        if len(self._out) > UNSENT:
            self._out.clear()
            self.cut("behind", "This hub does not read what it is sent.")
        self._wake.set()

    async def _write(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(RETRY_S):
                    await self._wake.wait()
            self._wake.clear()
            if self._ended:
                raise Refused(*self._ended)
            while self._out:
                await self._peer.send(self._out.popleft())
            self._send_again()

    def _send_again(self) -> None:
        """Repeat what the hub left unconfirmed for too long, if it still matters."""
        waited_s = asyncio.get_running_loop().time() - self._sent_s
        if not self._unconfirmed or waited_s < RETRY_S:
            return
        now_us = self._room.clock.now_us()
        standing = [one for one in self._unconfirmed if not is_expired(one, now_us)]
        self._unconfirmed = deque(standing)
        self._dispatch(standing)

    async def _refuse(self, code: str, sentence: str) -> None:
        with suppress(WebSocketDisconnect, TimeoutError, RuntimeError):
            async with asyncio.timeout(1.0):
                refusal = Refusal(code=code, sentence=sentence)
                await self._peer.send(d.pack_device(refusal))
        await self._peer.close(POLICY, code)

    def _says(self) -> str:
        return f"hub {self.name} at {self._peer.address}"
