"""What a force of 15,000 and a full room cost the gateway, and how late anything is.

A real gateway process, the real device protocol, real desks over loopback. All units
report once a second; latencies are room time at one desk against the fix's own time.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from controlroom.bench import attention, cot, orders, racing
from controlroom.bench.room import SEED, Room, open_room
from controlroom.bench.rows import BenchRow, Share, bench_row, percentile
from controlroom.bench.traffic import Traffic
from controlroom.desk.desk import Desk
from controlroom.exercise.processes import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much is asked of the gateway, and for how long."""

    units: int = 15_000
    desks: int = 20
    seconds: float = 20.0
    commands: int = 200
    rate_s: float = 10.0
    per_s: int = 500
    steady_s: float = 60.0
    races: int = racing.ASSIGNMENTS
    cot_units: int = 1_000
    cot_per_s: int = 2_000
    cot_s: float = 10.0
    demo_units: int = 200
    settle_s: float = 3.0
    """Before anything is measured: starting is over."""


FULL = Load()


def run(load: Load = FULL) -> Iterator[BenchRow]:
    """Yield gateway.cpu, gateway.position_p99, wire.bytes_per_position and the rest."""
    yield from racing.measure(load.races)
    yield from _demo(load)
    yield from attention.measure(desks=36, incidents=2_000)
    with open_room() as room:
        uids = room.enrol(load.units, load.cot_units)
        tokens = [room.person_token(name) for name in ("Ash", "Marsh", "Crowd")]
        with (
            Desk(room.owner.url, tokens[0], "Ash") as ash,
            Desk(room.owner.url, tokens[1], "Marsh") as marsh,
        ):
            # One clock for both ends: the latency at the desk is then exact.
            for desk in (ash, marsh):
                desk.wait_until(lambda d=desk: d.snapshots, 30.0)  # type: ignore[misc]  # the loop's own desk
            hub = (room.owner.url, room.hub_token(), uids)
            with Traffic(*hub, clock=ash.link.clock):
                yield from _full_room(room, tokens[2], ash, load)
                yield from orders.measure(
                    ash, marsh, commands=load.commands, rate_s=load.rate_s,
                    per_s=load.per_s, steady_s=load.steady_s, units=load.units,
                )  # fmt: skip
        yield from cot.measure(
            room, units=load.cot_units, per_s=load.cot_per_s, seconds=load.cot_s
        )


def _demo(load: Load) -> Iterator[BenchRow]:
    """The gateway's share in a demo: a made-up force through its real doors."""
    with open_room(in_city=True) as room:
        wanted = ["--home", str(room.home), "--units", str(load.demo_units)]
        wanted += ["--seed", str(SEED)]
        token = room.person_token("Ash")
        with (
            Program("exercise", wanted, room.home / "exercise.err") as force,
            Desk(room.owner.url, token, "Ash") as ash,
        ):
            force.ready()
            pump(ash, load.settle_s)
            share = Share(room.pid)
            pump(ash, load.seconds)
            percent = share.percent()
    case = {"units": load.demo_units, "desks": 1}
    yield bench_row("gateway.cpu", percent, "% of a core", **case)


def _full_room(room: Room, token: str, desk: Desk, load: Load) -> Iterator[BenchRow]:
    """Positions to a full room: the gateway's share, and how late they are applied."""
    seconds = load.seconds + 2 * load.settle_s
    with Crowd(room.owner.url, token, load.desks - 1, seconds) as crowd:
        pump(desk, load.settle_s)
        share = Share(room.pid)
        waits_ms = pump(desk, load.seconds)
        percent = share.percent()
        count = crowd.count()
    case = {"units": load.units, "desks": load.desks, "hz": 1}
    per_position = count["frame_bytes"] / max(1, count["positions"])
    yield bench_row("gateway.cpu", percent, "% of a core", **case)
    for percent in (50, 99):
        name, value = f"gateway.position_p{percent}", percentile(waits_ms, percent)
        yield bench_row(name, value, "ms", **case)
    yield bench_row("gateway.desks", load.desks, "desks", frames=count["frames"])
    yield bench_row("wire.bytes_per_position", per_position, "bytes", **case)


class Crowd:
    """Desks that only receive, in a process of their own. `with` ends it."""

    def __init__(self, url: str, token: str, desks: int, seconds: float) -> None:
        self._limit_s = seconds + 30
        self._process = subprocess.Popen(  # noqa: S603 - a module of ours
            [
                sys.executable, "-m", "controlroom.bench.crowd", url, token,
                str(desks), str(seconds),
            ],
            stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def count(self) -> dict[str, int]:
        """Wait for its end and return what one of its desks got."""
        out, _ = self._process.communicate(timeout=self._limit_s)
        counted: dict[str, int] = json.loads(out)
        return counted


def pump(desk: Desk, seconds: float) -> list[float]:
    """Apply what comes; return, for each position applied, how old it was then, ms."""
    waits_ms: list[float] = []
    desk.drain()
    seen = desk.tracks.fix_us.copy()
    deadline_s = time.monotonic() + seconds
    while time.monotonic() < deadline_s:
        desk.mailbox.wait(0.05)
        desk.drain()
        now_us, fixes = desk.now_us(), desk.tracks.fix_us
        if len(fixes) == len(seen):
            waits_ms += ((now_us - fixes[fixes != seen]) / 1e3).tolist()
        seen = fixes.copy()
    return waits_ms
