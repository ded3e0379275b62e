"""Listens for Cursor on Target; an enrolled UID belongs to its first live connection.

CoT cannot authenticate: the door stays on this machine unless the configuration says
otherwise in so many words. Assignments and words go back as chat messages.
"""

import asyncio
import logging
import socket
from collections.abc import Sequence
from contextlib import suppress

from controlroom.config import CotDoor as CotConfig
from controlroom.config import check_reach
from controlroom.domain.errors import FeedError
from controlroom.domain.observations import AssignmentSeen, MessageSeen
from controlroom.feeds import cot
from controlroom.gateway.doors.base import DoorLedger, quoted
from controlroom.gateway.doors.gathering import Gathering, Speaker
from controlroom.gateway.outbox import Due
from controlroom.gateway.room import Room
from controlroom.wire import device as d

log = logging.getLogger(__name__)

NAME = "cot"
CONNECTIONS = 500
"""Connections at once; one more is closed, unless one of them is idle."""
OWNED_S = 60.0
"""A connection that said nothing for so long no longer keeps a UID from another."""
UNSENT_BYTES = 64 * 1024
"""A client that leaves more than this unread gets no more messages."""
RETRY_S = 5.0
SILENT_AFTER_US = 120_000_000
"""A client that stands still reports every minute or so."""
CHAT = "b-t-f"


class CotDoor:
    """The door. `ledger.address` has the real port once it listens."""

    def __init__(self, room: Room, config: CotConfig) -> None:
        """Raises `ConfigError` when it would listen beyond this machine unasked."""
        check_reach("doors.cot", config.host, allowed=config.open_to_network)
        self.room = room
        self.ledger = DoorLedger(
            NAME,
            address=f"tcp://{config.host}:{config.port}",
            silent_after_us=SILENT_AFTER_US,
        )
        self.gathering = Gathering(room, self.ledger)
        self.connections: set[Connection] = set()
        self._config = config
        self._owners: dict[str, Connection] = {}

    async def run(self) -> None:
        """Serve until cancelled; a port that is taken is tried again."""
        self.room.outbox.subscribe(self._tell)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.gathering.run())
                tasks.create_task(self._listen())
        finally:
            self.room.outbox.unsubscribe(self._tell)

    def hear(self, connection: "Connection", event: cot.CotEvent) -> None:
        """Deal with one event."""
        now_us = self.room.clock.now_us()
        if event.is_ping:
            self.ledger.alive(now_us)
            connection.send(cot.pong(now_us))
            return
        speaker = self.gathering.speaker(NAME, event.by)
        if speaker is None:
            self._hear_stranger(connection, event, now_us)
            return
        owner = self._owners.get(event.by)
        if owner is not connection and not self._take(event.by, owner, connection):
            connection.refuse(f"{event.by} belongs to the connection of {owner}")
            return
        self._hear_speaker(speaker, event, now_us)

    def has_room(self) -> bool:
        """Whether one more may connect; one that was silent for long makes room."""
        if len(self.connections) < CONNECTIONS:
            return True
        idlest = min(self.connections, key=lambda connection: connection.heard_s)
        if not idlest.is_idle():
            return False
        self.forget(idlest)
        idlest.cut()
        return True

    def forget(self, connection: "Connection") -> None:
        """Let go of a connection and of every UID that belonged to it."""
        self.connections.discard(connection)
        self.ledger.peers = len(self.connections)
        for uid in connection.uids:
            if self._owners.get(uid) is connection:
                del self._owners[uid]

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                server = await loop.create_server(
                    lambda: Connection(self), self._config.host, self._config.port
                )
            except OSError as error:
                self.ledger.fault = f"cannot listen: {error.strerror or error}"
                log.warning("%s: %s", self.ledger.address, self.ledger.fault)
                await asyncio.sleep(RETRY_S)
                continue
            self.ledger.fault = ""
            port = server.sockets[0].getsockname()[1]
            self.ledger.address = f"tcp://{self._config.host}:{port}"
            try:
                await asyncio.get_running_loop().create_future()
            finally:
                server.close()
                for connection in list(self.connections):
                    connection.cut()

    def _take(
        self, uid: str, owner: "Connection | None", connection: "Connection"
    ) -> bool:
        if owner is not None and not owner.is_idle():
            return False
        self._owners[uid] = connection
        connection.uids.add(uid)
        return True

    def _hear_stranger(
        self, connection: "Connection", event: cot.CotEvent, now_us: int
    ) -> None:
        if self.room.whereabouts.roster.find(NAME, event.by) is not None:
            connection.refuse(f"{event.by} is disabled")
            return
        self.ledger.heard(now_us)
        seen = event.sighting
        if seen is not None:
            self.room.contacts.heard(
                NAME, event.by, now_us, place=(seen.lat, seen.lon), said=event.callsign
            )

    def _hear_speaker(self, speaker: Speaker, event: cot.CotEvent, now_us: int) -> None:
        if event.sighting is not None:
            self.gathering.fix(speaker, event.sighting)
        else:
            self.ledger.heard(now_us)
        if event.emergency:
            self.gathering.emergency(
                speaker,
                event.sighting,
                event.time_us,
                cancelled=event.emergency == "cancelled",
            )
        if event.message_id and event.type.startswith(CHAT):
            self._receipt(speaker, event)

    def _receipt(self, speaker: Speaker, event: cot.CotEvent) -> None:
        told, at_us = event.message_id, event.time_us
        if told.startswith("msg_"):
            self.gathering.report(
                MessageSeen(device_id=speaker.device_id, message_id=told, at_us=at_us)
            )
        elif told.startswith("inc_") and event.type == f"{CHAT}-r":
            # Arrived is not seen: only the reading acknowledges an assignment.
            self.gathering.report(
                AssignmentSeen(
                    device_id=speaker.device_id, incident_id=told, at_us=at_us
                )
            )

    def _tell(self, dues: Sequence[Due]) -> None:
        now_us = self.room.clock.now_us()
        for due in dues:
            device = self.room.picture.devices.get(due.device_id)
            if device is None or device.door != NAME:
                continue
            owner = self._owners.get(device.uid)
            words = _words(due.dispatch.tell)
            if owner is not None and words is not None:
                owner.send(cot.encode_message(device.uid, device.uid, *words, now_us))


class Connection(asyncio.Protocol):
    """One client. What it sends is dealt with as it arrives: nothing waits."""

    def __init__(self, door: CotDoor) -> None:
        self.uids: set[str] = set()
        self._door = door
        self._stream = cot.CotStream()
        self._transport: asyncio.Transport | None = None
        self._peer = "somebody"
        self.heard_s = 0.0
        """When the client last said something, seconds of the loop's clock."""

    def __str__(self) -> str:
        return self._peer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let the client in, unless there are too many."""
        if not isinstance(transport, asyncio.Transport):
            return
        self._transport = transport
        address = transport.get_extra_info("peername")
        self._peer = f"{address[0]}:{address[1]}" if address else "somebody"
        _keep_alive(transport.get_extra_info("socket"))
        door = self._door
        self.heard_s = asyncio.get_running_loop().time()
        if not door.has_room():
            self.refuse(f"more than {CONNECTIONS} connections")
            transport.abort()
            return
        door.connections.add(self)
        door.ledger.peers = len(door.connections)

    def data_received(self, data: bytes) -> None:
        """Deal with what arrived; bytes without an end cut this connection only."""
        self.heard_s = asyncio.get_running_loop().time()
        try:
            for item in self._stream.feed(data):
                self._hear(item)
        except FeedError as error:
            self.refuse(f"{error}, connection cut: {quoted(data)}")
            self.cut()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count half a message and let go."""
        del exc  # a client may go as it likes
        for item in self._stream.finish():
            self._hear(item)
        self._door.forget(self)

    def _hear(self, item: cot.CotEvent | cot.CotFault) -> None:
        if isinstance(item, cot.CotFault):
            self.refuse(f"{item.why}: {quoted(item.payload)}")
        else:
            self._door.hear(self, item)

    def refuse(self, why: str) -> None:
        """Count something wrong on the door's row, by who sent it."""
        self._door.ledger.refused(self._door.room.clock.now_us(), self._peer, why)

    def send(self, payload: bytes) -> None:
        """Send, unless the client does not read."""
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        if transport.get_write_buffer_size() <= UNSENT_BYTES:
            transport.write(payload)

    def is_idle(self) -> bool:
        """Whether the client has said nothing for `OWNED_S`."""
        return asyncio.get_running_loop().time() - self.heard_s > OWNED_S

    def cut(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()


def _keep_alive(raw: socket.socket | None) -> None:
    """Let the kernel notice within half a minute that a client is gone."""
    if raw is None:
        return
    with suppress(OSError):
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in (("IDLE", 15), ("INTVL", 5), ("CNT", 3)):
            option = getattr(socket, f"TCP_KEEP{name}", None)
            if option is not None:
                raw.setsockopt(socket.IPPROTO_TCP, option, value)


def _words(tell: d.AnyTell) -> tuple[str, str] | None:
    """The id that a receipt names, and what a chat window shows."""
    match tell:
        case d.TellAssigned():
            about = (
                tell.cad, tell.grade, tell.type_code, tell.place, tell.grid, tell.text,
                *tell.hazards,
            )  # fmt: skip
            text = " · ".join(part for part in about if part)
            return tell.incident_id, f"Assigned {text}"
        case d.TellStoodDown():
            reason = f": {tell.reason}" if tell.reason else ""
            return f"stood-down-{tell.incident_id}", f"Stood down{reason}"
        case d.TellMessage():
            return tell.message_id, tell.text
        case _:
            return None
