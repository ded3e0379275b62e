"""A room of real parts on a journal in a folder, and a clock that a test turns."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from controlroom.config import read_codes
from controlroom.domain import commands as c
from controlroom.domain.commands import Command, Commanded
from controlroom.domain.entities import Camera, Device, Person, Unit
from controlroom.domain.events import CodesPublished, Event, Fact
from controlroom.domain.picture import Picture
from controlroom.gateway.auth import Auth
from controlroom.gateway.clock import RoomClock
from controlroom.gateway.hub import Hub
from controlroom.gateway.ids import new_id
from controlroom.gateway.ingest import Ingest, Outcome, commanded, noted
from controlroom.gateway.ledger import DoorLedger
from controlroom.gateway.outbox import Outbox
from controlroom.gateway.presence import PresenceBoard
from controlroom.gateway.room import Room
from controlroom.gateway.whereabouts import Whereabouts
from controlroom.journal.secrets import Secrets
from controlroom.journal.sqlite import SqliteJournal
from tests.helpers.waiting import PATIENCE_S

NOW_US = 1_795_257_600_000_000
SECOND_US = 1_000_000

FORCE = c.Enrol(
    people=(
        Person(person_id="per_a", name="Anna", role="dispatcher", login="anna"),
        Person(person_id="per_s", name="Sam", role="supervisor", login="sam"),
        Person(person_id="per_o", name="Olga", role="observer", login="olga"),
        Person(person_id="per_f", name="Fred", role="partner", partner="fire"),
        Person(person_id="per_b", name="Beth", role="partner", partner="ambulance"),
        Person(person_id="per_1", name="PC One", collar="1001"),
    ),
    units=tuple(
        Unit(unit_id=f"unit_{n}", callsign=f"U{n}", state=2) for n in (1, 2, 3)
    ),
    devices=(
        Device(
            device_id="dev_1", kind="vehicle", door="device", uid="r1", unit_id="unit_1"
        ),
        Device(
            device_id="dev_2", kind="radio", door="device", uid="r2", unit_id="unit_2"
        ),
        Device(
            device_id="dev_p", kind="radio", door="device", uid="rp", person_id="per_1"
        ),
    ),
    cameras=(
        Camera(
            camera_id="cam_1",
            kind="vehicle",
            name="U1 front",
            unit_id="unit_1",
            device_id="dev_1",
        ),
    ),
)


class Turned:
    """A monotonic source that a test turns by hand, in seconds."""

    def __init__(self) -> None:
        self.ns = 0

    def __call__(self) -> int:
        """Return the time, nanoseconds."""
        return self.ns

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self.ns += int(seconds * 1e9)


def facts(*events: Event, seq: int = 1, actor: str = "clock") -> list[Fact]:
    """Return events as facts that follow each other."""
    return [
        Fact(seq=seq + place, at_us=NOW_US, actor=actor, event=event)  # type: ignore[arg-type]  # all events are in the union
        for place, event in enumerate(events)
    ]


@contextmanager
def opened_room(folder: Path, turned: Turned | None = None) -> Iterator[Room]:
    """Yield a room whose ingest does not run yet."""
    journal = SqliteJournal.open(folder / "journal.db")
    secrets = Secrets.open(folder / "secrets.db")
    clock = RoomClock(NOW_US, 1.0, turned or Turned())
    picture = Picture()
    ingest = Ingest(journal, clock, new_id, picture)
    whereabouts = Whereabouts(picture)
    room = Room(
        clock=clock,
        journal=journal,
        ingest=ingest,
        hub=Hub(boot=7),
        whereabouts=whereabouts,
        presence=PresenceBoard(ingest.name_of),
        outbox=Outbox(picture, whereabouts.roster),
        auth=Auth(secrets),
        new_id=new_id,
        server="test",
        ledgers=[DoorLedger("desks"), DoorLedger("device", needs_peer=True)],
    )
    ingest.listeners = [
        whereabouts.hear,
        room.outbox.hear,
        room.presence.hear,
        room.hear,
    ]
    try:
        yield room
    finally:
        journal.close()
        secrets.close()


@asynccontextmanager
async def running_room(
    folder: Path, turned: Turned | None = None, *, force: bool = True
) -> AsyncIterator[Room]:
    """Yield a room that takes inputs, with the small force enrolled."""
    with opened_room(folder, turned) as room:
        async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
            running = tasks.create_task(room.ingest.run())
            if force:
                codes = CodesPublished(codes=read_codes(None))
                await room.ingest.submit(noted(codes, "clock"))
                await do(room, FORCE, role="administrator")
            yield room
            running.cancel()


def said(
    act: c.AnyAct, person_id: str = "per_a", role: str = "dispatcher", key: str = ""
) -> Commanded:
    """Return an act as somebody at a desk says it."""
    command = Command(command_id=key or new_id("cmd"), act=act)
    return Commanded(command=command, person_id=person_id, role=role, desk="Desk A")


async def do(
    room: Room, act: c.AnyAct, person_id: str = "per_a", role: str = "dispatcher"
) -> Outcome:
    """Do an act that must be accepted; return what became of it."""
    outcome = await room.ingest.submit(commanded(said(act, person_id, role)))

    assert outcome.ok, outcome
    return outcome


async def open_incident(room: Room, place: str = "Pier 4") -> str:
    """Open an incident and return its id."""
    await do(room, c.OpenIncident(type_code="BURGLARY", grade="I", place=place))
    return next(
        incident.incident_id
        for incident in room.picture.incidents.values()
        if incident.place == place
    )
