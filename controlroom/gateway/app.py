"""The composition root of the gateway: builds every part, joins them, runs them, ends.

`run` prints one JSON line when the gateway can be reached: port, epoch, pid.
"""

import asyncio
import getpass
import json
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from controlroom import __version__
from controlroom.config import GatewayConfig, Home, read_codes
from controlroom.domain.codes import Codes
from controlroom.domain.commands import Command, Commanded, Enrol
from controlroom.domain.entities import Incident, Person
from controlroom.domain.errors import KnownError
from controlroom.domain.events import CodesPublished
from controlroom.gateway import lock, rhythm, start
from controlroom.gateway.admin import ACTOR, DESK, Admin
from controlroom.gateway.archive import Archive
from controlroom.gateway.auth import Auth
from controlroom.gateway.doors.base import Door, DoorLedger
from controlroom.gateway.doors.calls_csv import CallsDoor
from controlroom.gateway.doors.cot import CotDoor
from controlroom.gateway.doors.device import DOOR, DeviceDoor
from controlroom.gateway.doors.osmand import OsmandDoor
from controlroom.gateway.feed_health import FeedHealth
from controlroom.gateway.http import build_http
from controlroom.gateway.hub import Hub
from controlroom.gateway.ids import new_id
from controlroom.gateway.ingest import Ingest, commanded, noted
from controlroom.gateway.outbox import Outbox
from controlroom.gateway.presence import PresenceBoard
from controlroom.gateway.questions import Answers
from controlroom.gateway.room import Room
from controlroom.gateway.socket import RoomProtocol
from controlroom.gateway.streams import Streams
from controlroom.gateway.viewings import Viewings
from controlroom.gateway.whereabouts import Whereabouts
from controlroom.ground.pack import Pack
from controlroom.journal.index import Index
from controlroom.journal.secrets import Secrets
from controlroom.journal.sqlite import SqliteJournal
from controlroom.journal.tracks import TrackStore
from controlroom.log import start_log, stop_log
from controlroom.reports.incident_page import Disclosure, incident_page

log = logging.getLogger(__name__)

LEAVE_AFTER_S = 30.0
MESSAGE_BYTES = 4 * 1024 * 1024
"""One message of a desk or a hub at most."""
DEVICE_SILENT_US = 10_000_000


@dataclass(frozen=True, kw_only=True)
class Running:
    """How a gateway is started besides its configuration. `port` None is as configured.

    An exercise's journal keeps `origin_us` (0: now) and `rate` when it is created.
    """

    port: int | None = None
    private: bool = False
    exercise: bool = False
    rate: float = 1.0
    origin_us: int = 0


class GatewayApp:
    """One gateway on one folder. Raises `KnownError` when it cannot start."""

    def __init__(
        self, home: Home, config: GatewayConfig, running: Running | None = None
    ) -> None:
        self.home = home
        self.config = config
        self.running = running or Running()
        self._codes = read_codes(Path(config.codes) if config.codes else None)
        self._open()

    def _open(self) -> None:
        running = self.running
        self.journal = SqliteJournal.open(
            self.home.journal,
            exercise=running.exercise,
            origin_us=running.origin_us,
            rate=running.rate if running.exercise else 1.0,
        )
        try:
            self.secrets = Secrets.open(self.home.secrets)
            self._build(start.find(self.journal))
        except BaseException:
            self.journal.close()
            raise

    def _build(self, found: start.Found) -> None:
        clock = start.clock_for(self.journal, found.last_us)
        ingest = Ingest(self.journal, clock, new_id, found.picture)
        whereabouts = Whereabouts(found.picture)
        hub = Hub(boot=secrets.randbits(63))
        hub.seq = found.tail_from
        hub.remember(found.tail)
        hub.seq = found.picture.seq
        outbox = Outbox(found.picture, whereabouts.roster)
        outbox.remember(found.tail, found.tail_from)
        rate = clock.rate
        self.room = Room(
            clock=clock,
            journal=self.journal,
            ingest=ingest,
            hub=hub,
            whereabouts=whereabouts,
            presence=PresenceBoard(ingest.name_of),
            outbox=outbox,
            auth=Auth(self.secrets),
            new_id=new_id,
            server=f"controlroom {__version__}",
            ledgers=[
                DoorLedger("desks", silent_after_us=0),
                DoorLedger(DOOR, silent_after_us=DEVICE_SILENT_US, needs_peer=True),
            ],
            received=found.received,
        )
        self.archive = Archive(
            Index.open(self.home.index, self.journal.epoch),
            TrackStore(self.home.tracks),
            self.journal,
            lambda: ingest.picture,
        )
        self.device_door = DeviceDoor(self.room, self.room.ledgers[1])
        self.doors = self._doors()
        self.room.ledgers += [door.ledger for door in self.doors]
        for ledger in self.room.ledgers:
            ledger.run_at(rate)
        loopback = ("127.0.0.1", "localhost") if self.journal.exercise else ()
        self.streams = Streams(
            (*self.config.streams.hosts, *loopback),
            (*self.config.streams.schemes, *(("http",) if loopback else ())),
        )
        self.viewings = Viewings(self.room, self.streams)
        self.answers = Answers(
            self.room, self.archive, self.viewings, self._page, self.home.blobs
        )
        self.admin = Admin(self.room, self.room.sweep)
        self.room.presence.hear(list(found.viewings.values()), frozenset())
        self._join(ingest)

    def _join(self, ingest: Ingest) -> None:
        """Who hears committed facts, in this order."""
        room = self.room
        ingest.listeners = [
            room.whereabouts.hear,
            room.outbox.hear,
            room.presence.hear,
            room.orphans.hear,
            room.hear,
            self.device_door.hear,
            self.archive.hear,
        ]
        ingest.rebuilt = self._rebuilt
        ingest.troubled = lambda: room.presence.say(ingest.trouble)

    def _rebuilt(self) -> None:
        room = self.room
        room.whereabouts.start(room.picture)
        room.outbox.start(room.picture, room.whereabouts.roster)
        room.forget_snapshot()
        room.end_views()

    def _doors(self) -> Sequence[Door]:
        """Every door that the configuration opens, in the order of its row."""
        doors = self.config.doors
        opened: list[Door] = []
        if doors.cot.enabled:
            opened.append(CotDoor(self.room, doors.cot))
        if doors.osmand.enabled:
            opened.append(OsmandDoor(self.room, doors.osmand))
        if doors.calls_csv.enabled:
            opened.append(CallsDoor(self.room, doors.calls_csv, self.home.folder))
        return opened

    def _page(self, incident: Incident, by: str, at_us: int) -> bytes:
        picture = self.room.picture
        pack = Pack.open(Path(self.config.ground)) if self.config.ground else None
        try:
            page = incident_page(
                incident,
                picture.codes,
                picture.name_of,
                Disclosure(by, at_us, exercise=self.journal.exercise),
                pack,
            )
        finally:
            if pack is not None:
                pack.close()
        return page.encode()

    async def serve(self) -> None:
        """Run until told to stop. Prints one JSON line when it can be reached."""
        asked = self.running.port
        port = self.config.port if asked is None else asked
        try:
            with _listen(self.config.host, port) as listening:
                await self._serve(listening)
        finally:
            self._close()

    async def _serve(self, listening: socket.socket) -> None:
        server = _Server(self._uvicorn())
        async with asyncio.TaskGroup() as tasks:
            work = [tasks.create_task(self.room.ingest.run())]
            await self._publish_codes(self._codes)
            if self.running.private:
                await self._welcome_owner()
            self.archive.start()
            health = FeedHealth(self.room.clock.rate)
            after_s = self.config.leave_after_s
            if self.running.private and not after_s:
                after_s = LEAVE_AFTER_S
            with _signals(server.stop):
                serving = tasks.create_task(server.serve([listening]))
                room = self.room
                work += [
                    tasks.create_task(part)
                    for part in (
                        rhythm.frames(room, self.archive),
                        rhythm.ticks(room),
                        rhythm.housekeeping(room, self.archive, self.viewings, health),
                        rhythm.leave_when_alone(room, after_s, server.stop),
                        *(door.run() for door in self.doors),
                    )
                ]
                await server.listens.wait()
                self._announce(listening)
                await serving
            # Who signed off just now is still to be recorded.
            await self.room.ingest.settled()
            for task in work:
                task.cancel()

    def _announce(self, listening: socket.socket) -> None:
        host, port = listening.getsockname()[:2]
        here = lock.Running(
            pid=os.getpid(),
            port=port,
            epoch=self.journal.epoch,
            host=_reach(host),
            scheme="https" if self.config.tls_certificate else "http",
        )
        lock.write_lock(self.home, here, self.room.auth.admin_token)
        ready = {"port": port, "epoch": here.epoch, "pid": here.pid}
        if sys.stdout is not None:
            sys.stdout.write(json.dumps(ready) + "\n")
            sys.stdout.flush()
        for ledger, path in zip(self.room.ledgers, ("/desk", "/device"), strict=False):
            ledger.address = f"{here.host}:{port}{path}"
        log.info("listening at %s:%d, journal %s", host, port, here.epoch)

    async def _publish_codes(self, codes: Codes) -> None:
        if self.room.picture.codes != codes:
            await self.room.ingest.submit(noted(CodesPublished(codes=codes), "clock"))

    async def _welcome_owner(self) -> None:
        """Make sure that whose login runs this gateway is known and has a token."""
        login = getpass.getuser()
        picture, auth = self.room.picture, self.room.auth
        owner = next((p for p in picture.people.values() if p.login == login), None)
        if owner is None:
            owner = Person(
                person_id=new_id("per"),
                name=login.replace(".", " ").title(),
                role="supervisor",
                login=login,
            )
            said = Commanded(
                command=Command(command_id=new_id("cmd"), act=Enrol(people=(owner,))),
                person_id=ACTOR,
                role="administrator",
                desk=DESK,
            )
            await self.room.ingest.submit(commanded(said))
        holder = auth.secrets.find(lock.read_token(self.home.owner_token))
        if holder is None or holder.subject_id != owner.person_id:
            token = auth.secrets.issue(
                "person", owner.person_id, self.room.clock.now_us(), "owner"
            )
            self.home.write_owner_only(self.home.owner_token, token)

    def _uvicorn(self) -> uvicorn.Config:
        app = build_http(
            self.room,
            self.device_door,
            self.answers.answer,
            self.streams,
            self.admin,
        )
        return uvicorn.Config(
            app,
            http="h11",
            ws=RoomProtocol,
            ws_max_size=MESSAGE_BYTES,
            ws_per_message_deflate=False,
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level=logging.WARNING,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
            ssl_certfile=self.config.tls_certificate or None,
            ssl_keyfile=self.config.tls_key or None,
        )

    def _close(self) -> None:
        lock.remove_lock(self.home)
        self.streams.close()
        self.archive.close(self.room.clock.now_us())
        self.journal.close()
        self.secrets.close()


class _Server(uvicorn.Server):
    """uvicorn without its own signals; `listens` is set when it can be reached."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    def stop(self) -> None:
        """End in order; may be called more than once."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run(home: Home, config: GatewayConfig, running: Running | None = None) -> int:
    """Run a gateway until SIGTERM or SIGINT; return the exit status."""
    try:
        home.create()
        start_log(home.logs, "gateway")
        app = GatewayApp(home, config, running)
    except (KnownError, OSError) as error:
        sys.stderr.write(f"controlroom gateway: {error}\n")
        return 1
    try:
        asyncio.run(app.serve())
    except OSError as error:
        sys.stderr.write(f"controlroom gateway: {error}\n")
        return 1
    finally:
        stop_log()
    return 0


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def told(*_: object) -> None:
        loop.call_soon_threadsafe(stop)

    names = [signal.SIGTERM, signal.SIGINT]
    before = {name: signal.signal(name, told) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        msg = f"cannot listen at {host}:{port}: {error.strerror or error}"
        raise OSError(msg) from error


def _reach(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
