"""What a force of 15,000 and a full room cost the gateway, and how late anything is.

A real gateway process, the real device protocol, real desks over loopback. All units
report once a second; latencies are room time at one desk against the fix's own time.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np

from controlroom.bench.rows import BenchRow, Share, bench_row, percentile
from controlroom.desk.desk import Desk
from controlroom.desk.hub import HubLink
from controlroom.domain.commands import AddLogEntry, Enrol, OpenIncident, SetUnitState
from controlroom.domain.entities import Device, Unit
from controlroom.exercise.processes import Program
from controlroom.exercise.stage import Owner, write_configuration
from controlroom.feeds import cot
from controlroom.feeds.base import Sighting

UNITS = 15_000
DESKS = 20
SECONDS = 20.0
SLICES = 10
"""A tenth of the units reports each tenth of a second."""
COMMANDS = 200
COT_UNITS = 1_000
COT_EVENTS_PER_S = 2_000
COT_SECONDS = 10


def run() -> Iterator[BenchRow]:
    """Yield gateway.cpu, gateway.position_p99, wire.bytes_per_position and the rest."""
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as folder:
        home = Path(folder)
        config = write_configuration(home, None)
        arguments = ["--home", folder, "--config", str(config), "--exercise"]
        with Program("gateway", arguments, home / "gateway.err") as gateway:
            pid = int(gateway.ready()["pid"])
            owner = Owner.of(home)
            rows = asyncio.run(_measure(owner, pid))
    yield from rows


def _force() -> Enrol:
    units = [
        Unit(unit_id=f"unit_{n}", callsign=f"B{n}", state=2, kind="car")
        for n in range(UNITS)
    ]
    devices = [
        Device(
            device_id=f"dev_{n}", kind="vehicle", door="device", uid=f"V{n}",
            unit_id=f"unit_{n}",
        )
        for n in range(UNITS)
    ]  # fmt: skip
    devices += [
        Device(
            device_id=f"cot_{n}", kind="phone", door="cot", uid=f"C{n}",
            unit_id=f"unit_{n}",
        )
        for n in range(COT_UNITS)
    ]  # fmt: skip
    return Enrol(units=tuple(units), devices=tuple(devices))


async def _measure(owner: Owner, pid: int) -> list[BenchRow]:
    await asyncio.to_thread(owner.ask, "enrol", _force())
    hub_token = owner.ask("token", {"kind": "hub", "subject_id": "bench"})["token"]
    tokens = [
        owner.ask("user", {"name": name, "role": "dispatcher"})["token"]
        for name in ("Ash", "Marsh", "Crowd")
    ]
    with (
        Desk(owner.url, tokens[0], "Ash") as ash,
        Desk(owner.url, tokens[1], "Marsh") as marsh,
    ):
        async with _moving(owner.url, hub_token, ash):
            rows = await asyncio.to_thread(_under_load, owner, tokens[2], pid, ash)
            rows += await asyncio.to_thread(_commands, ash, marsh)
    rows += await _cot(owner, pid)
    return rows


@asynccontextmanager
async def _moving(url: str, token: str, desk: Desk) -> AsyncIterator[HubLink]:
    """All units report once a second until the block is left."""
    # One clock for both ends: the desk's latency is then true to the microsecond.
    hub = HubLink(url, token, lambda _: None, clock=desk.link.clock)
    hub.declare([f"V{n}" for n in range(UNITS)])
    async with asyncio.TaskGroup() as tasks:
        linked = tasks.create_task(hub.run())
        await hub.wait_until(lambda: hub.ready)
        moving = tasks.create_task(_move(hub))
        try:
            yield hub
        finally:
            moving.cancel()
            linked.cancel()


async def _move(hub: HubLink) -> None:
    rng = np.random.default_rng(1)
    lat, lon = 54.7 + rng.normal(0, 0.03, UNITS), 2.4 + rng.normal(0, 0.05, UNITS)
    slots = np.arange(UNITS)
    speed = np.full(UNITS, 10, np.float32)
    heading = rng.uniform(0, 360, UNITS).astype(np.float32)
    accuracy = np.full(UNITS, 5, np.float32)
    loop = asyncio.get_running_loop()
    next_s, tick = loop.time(), 0
    while True:
        mine = slots[tick % SLICES :: SLICES]
        lat[mine] += np.cos(np.radians(heading[mine])) * 9e-5
        lon[mine] += np.sin(np.radians(heading[mine])) * 9e-5
        fix_us = np.full(len(mine), hub.clock.now_us(), np.int64)
        hub.move(
            mine, lat[mine], lon[mine], fix_us, speed[mine], heading[mine],
            accuracy[mine],
        )  # fmt: skip
        tick += 1
        next_s += 1 / SLICES
        await asyncio.sleep(max(0.0, next_s - loop.time()))


def _under_load(owner: Owner, token: str, pid: int, desk: Desk) -> list[BenchRow]:
    """Positions to a full room: the gateway's share, and how late they are applied."""
    crowd = subprocess.Popen(  # noqa: S603 - a module of ours
        [
            sys.executable, "-m", "controlroom.bench.crowd", owner.url, token,
            str(DESKS - 1), str(SECONDS + 3),
        ],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        _pump(desk, 3.0)
        share = Share(pid)
        waits_ms = _pump(desk, SECONDS)
        percent = share.percent()
        out, _ = crowd.communicate(timeout=30)
    finally:
        crowd.kill()
        crowd.wait()
    count = json.loads(out)
    case = {"units": UNITS, "desks": DESKS, "hz": 1}
    per_position = count["frame_bytes"] / max(1, count["positions"])
    return [
        bench_row("gateway.cpu", percent, "% of a core", **case),
        bench_row("gateway.position_p50", percentile(waits_ms, 50), "ms", **case),
        bench_row("gateway.position_p99", percentile(waits_ms, 99), "ms", **case),
        bench_row("gateway.desks", DESKS, "desks", frames=count["frames"]),
        bench_row("wire.bytes_per_position", per_position, "bytes", **case),
    ]


def _pump(desk: Desk, seconds: float) -> list[float]:
    """Apply what comes; return, for each position applied, how old it was then, ms."""
    waits_ms: list[float] = []
    desk.drain()
    seen = np.resize(desk.tracks.fix_us, UNITS)
    deadline_s = time.monotonic() + seconds
    while time.monotonic() < deadline_s:
        desk.mailbox.wait(0.05)
        desk.drain()
        now_us = desk.now_us()
        fixes = desk.tracks.fix_us[:UNITS]
        if len(fixes) == UNITS:
            fresh = fixes != seen
            waits_ms += ((now_us - fixes[fresh]) / 1e3).tolist()
            seen = fixes.copy()
    return waits_ms


def _commands(ash: Desk, marsh: Desk) -> list[BenchRow]:
    """Durable acknowledgements, and facts at another desk, while positions flow."""
    opened = ash.do(OpenIncident(type_code="OTHER", narrative="Bench."))
    ash.wait_until(lambda: ash.picture.seq >= opened.seq and ash.picture.incidents, 10)
    incident_id = next(iter(ash.picture.incidents))
    acks_ms, seen_ms = [], []
    for number in range(COMMANDS):
        began_s = time.perf_counter()
        ash.do(AddLogEntry(incident_id=incident_id, text=f"Entry {number}."))
        acks_ms.append((time.perf_counter() - began_s) * 1e3)
    for number in range(COMMANDS):
        state = 2 + number % 2
        began_s = time.perf_counter()
        ash.send(SetUnitState(unit_id="unit_1", state=state))
        marsh.wait_until(lambda s=state: marsh.picture.units["unit_1"].state == s, 10)  # type: ignore[misc]  # the loop's own state
        seen_ms.append((time.perf_counter() - began_s) * 1e3)
        ash.drain()
    case = {"units": UNITS, "desks": 2, "commands": COMMANDS}
    return [
        bench_row("command.ack_p50", percentile(acks_ms, 50), "ms", **case),
        bench_row("command.ack_p99", percentile(acks_ms, 99), "ms", **case),
        bench_row("command.seen_p99", percentile(seen_ms, 99), "ms", **case),
    ]


async def _cot(owner: Owner, pid: int) -> list[BenchRow]:
    """The gateway's share while CoT events come in over one stream."""
    address = owner.door_address("cot")
    if address is None:
        return []
    _, writer = await asyncio.open_connection(*address)
    before = _messages(owner)
    share = Share(pid)
    now_us = time.time_ns() // 1000
    loop = asyncio.get_running_loop()
    next_s = loop.time()
    for tick in range(COT_SECONDS * SLICES):
        writer.write(b"".join(_events(tick, now_us)))
        await writer.drain()
        next_s += 1 / SLICES
        await asyncio.sleep(max(0.0, next_s - loop.time()))
    percent = share.percent()
    taken = _messages(owner) - before
    writer.close()
    return [
        bench_row(
            "gateway.cot_cpu", percent, "% of a core",
            events_per_s=COT_EVENTS_PER_S, taken=taken,
        )
    ]  # fmt: skip


def _events(tick: int, now_us: int) -> Iterator[bytes]:
    each = COT_EVENTS_PER_S // SLICES
    for place in range(each):
        number = (tick * each + place) % COT_UNITS
        at_us = now_us + tick * 1_000_000 // SLICES + place
        seen = Sighting(f"C{number}", at_us, 54.7 + tick * 1e-6, 2.4, 5.0, 90.0, 5.0)
        yield cot.encode(
            cot.CotEvent(
                uid=seen.uid, type="a-f-G-U-C", by=seen.uid, time_us=at_us,
                stale_us=at_us + 60_000_000, sighting=seen, callsign=seen.uid,
            )
        )  # fmt: skip


def _messages(owner: Owner) -> int:
    rows = owner.ask("doors")["doors"]
    return sum(row["messages"] for row in rows if row["name"] == "cot")
