"""What the window costs and how soon it answers: the real desk, the real gateway.

Three rooms one after another: the demo as a person starts it, a force that stands
still, and a force of 15,000 with 2,000 open incidents.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from controlroom.bench import demo, search
from controlroom.bench.room import Room, open_room
from controlroom.bench.rows import BenchRow, Share, bench_row
from controlroom.bench.sitting import Sitting, command_words
from controlroom.bench.traffic import Traffic
from controlroom.config import read_codes
from controlroom.desk.desk import Desk
from controlroom.domain.commands import AssignUnits, OpenIncident
from controlroom.domain.errors import LinkError
from controlroom.exercise.processes import own_command

SITTING_S = 600.0
END_S = 15.0
PARKED_EVERY_S = 5.0
"""A parked vehicle says so as often as its kind does, so that none fades."""
AT_ONCE = 200
"""Commands under way while the room is filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How large the rooms are and how long each is measured."""

    demo_units: int = 200
    demo_runs: int = 3
    demo_s: float = 15.0
    still_s: float = 15.0
    units: int = 15_000
    incidents: int = 2_000
    presses: int = 60
    sorts: int = 200
    past: int = search.INCIDENTS
    busy_s: float = 10.0
    settle_s: float = 6.0
    """Before anything is measured: starting is over."""


FULL = Load()


def run(load: Load = FULL) -> Iterator[BenchRow]:
    """Yield demo.window, desk.cpu, cpu_still, key, sort, rss, and search.p99."""
    yield from demo.measure(
        load.demo_units, runs=load.demo_runs, seconds=load.demo_s,
        settle_s=load.settle_s,
    )  # fmt: skip
    yield from _still(load)
    yield from _busy(load)
    yield from search.measure(load.past)


def _still(load: Load) -> Iterator[BenchRow]:
    """The desk's own command on a force that stands still and says so."""
    with open_room(in_city=True) as room:
        uids = room.enrol(load.demo_units)
        traffic = Traffic(
            room.owner.url, room.hub_token(), uids,
            every_s=PARKED_EVERY_S, speed_mps=0.0, pack=room.pack,
        )  # fmt: skip
        with traffic, _desk(room) as pid:
            worker = demo.worker_of(pid)
            time.sleep(load.settle_s)
            share = Share(pid, worker)
            time.sleep(load.still_s)
            percent = share.percent()
    yield bench_row(
        "desk.cpu_still", percent, "% of a core", units=load.demo_units,
        reports=f"every {PARKED_EVERY_S:g} s",
    )  # fmt: skip


@contextmanager
def _desk(room: Room) -> Iterator[int]:
    """Open a desk by its own command; gives its process."""
    command = [
        *own_command(), "desk", "--gateway", room.owner.url,
        "--token-file", str(room.token_file("Still")), "--map", str(room.city.path),
        "--home", str(room.home / "desk"),
    ]  # fmt: skip
    process = subprocess.Popen(command)  # noqa: S603 - our own command
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(END_S)


def _busy(load: Load) -> Iterator[BenchRow]:
    with open_room(in_city=True) as room:
        uids = room.enrol(load.units)
        fill_queue(room, load.incidents)
        with Traffic(room.owner.url, room.hub_token(), uids, pack=room.pack):
            yield from sitting_rows(
                Sitting(
                    url=room.owner.url,
                    token_file=str(room.token_file("Bench")),
                    home=str(room.home / "desk"),
                    pack=str(room.city.path),
                    units=load.units,
                    incidents=load.incidents,
                    presses=load.presses,
                    sorts=load.sorts,
                    seconds=load.busy_s,
                    settle_s=load.settle_s,
                )
            )


def sitting_rows(sitting: Sitting) -> Iterator[BenchRow]:
    """Run a desk in its process and yield the rows it prints. Raises `LinkError`."""
    command = [sys.executable, *command_words(sitting)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - a module of ours
        try:
            for line in process.stdout or ():
                row: BenchRow = json.loads(line)
                yield row
            status = process.wait(SITTING_S)
        finally:
            process.kill()
    if status:
        raise LinkError(f"the desk ended with status {status}; see above")


def fill_queue(room: Room, incidents: int) -> None:
    """Open so many incidents about the city; send a unit to every other one."""
    token = room.person_token("Filler")
    codes, chance = read_codes(None), np.random.default_rng(4)
    graph = room.city.graph()
    with Desk(room.owner.url, token, "Filler") as desk:
        desk.wait_until(lambda: desk.snapshots, 30.0)
        sectors = [sector.name for sector in desk.picture.codes.sectors] or [""]
        opened = [
            OpenIncident(
                type_code=codes.types[n % len(codes.types)].code,
                grade=codes.grades[n % len(codes.grades)].code,
                lat=float(graph.lat[node]), lon=float(graph.lon[node]),
                sector=sectors[n % len(sectors)],
                narrative="Caller says that somebody is in the garden of the house.",
            )
            for n, node in enumerate(chance.integers(len(graph.lat), size=incidents))
        ]  # fmt: skip
        do_all(desk, opened)
        desk.wait_until(lambda: len(desk.picture.incidents) >= incidents, 30.0)
        sent = [
            AssignUnits(incident_id=incident_id, unit_ids=(f"unit_{n}",))
            for n, incident_id in enumerate(list(desk.picture.incidents)[::2])
        ]
        do_all(desk, sent[: len(desk.picture.units)])


def do_all(desk: Desk, acts: list[OpenIncident] | list[AssignUnits]) -> None:
    """Send acts, many under way at once. Raises `LinkError` when one is refused."""
    waiting: set[str] = set()
    for act in acts:
        if len(waiting) >= AT_ONCE:
            _settle(desk, waiting)
        waiting.add(desk.send(act))
    _settle(desk, waiting)


def _settle(desk: Desk, waiting: set[str]) -> None:
    desk.wait_until(lambda: waiting <= desk.results.keys(), 30.0)
    refused = [each for each in waiting if not desk.results[each].ok]
    if refused:
        raise LinkError(f"a command was refused: {desk.results[refused[0]].sentence}")
    waiting.clear()
    desk.results.clear()
