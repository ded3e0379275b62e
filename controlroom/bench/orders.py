"""How soon a command is durable, how soon others see it, how many a second.

Two desks without a screen at a real gateway.
"""

import time
from collections.abc import Callable, Iterator
from itertools import cycle

from controlroom.bench.rows import BenchRow, bench_row, percentile
from controlroom.desk.desk import Desk
from controlroom.domain.commands import (
    AddLogEntry,
    AssignUnits,
    OpenIncident,
    StandDown,
)

WAIT_S = 60.0
INCIDENTS = 100
WINDOW = 100
"""Commands of one desk under way at once."""


def measure(
    ash: Desk,
    marsh: Desk,
    *,
    commands: int,
    rate_s: float,
    per_s: int,
    steady_s: float,
    units: int,
) -> Iterator[BenchRow]:
    """Yield command.ack_p50, _p99, command.seen_p99, command.rate.

    Both desks are linked and `unit_1` is free. per_s: a steady stream of steady_s
    seconds whose acknowledgements are measured too. units: how many report meanwhile.
    """
    incident_ids = _open(ash)
    log = _entries(incident_ids)
    case = {"units": units, "desks": 2}
    acks_ms = [_timed_ms(lambda: ash.do(next(log))) for _ in range(commands)]
    for percent in (50, 99):
        value = percentile(acks_ms, percent)
        name = f"command.ack_p{percent}"
        yield bench_row(name, value, "ms", **case, commands=commands, at_once=1)
    seen_ms = _seen_ms(ash, marsh, incident_ids[0], commands)
    value = percentile(seen_ms, 99)
    yield bench_row("command.seen_p99", value, "ms", **case, commands=commands)
    rate = _rate(ash, marsh, log, rate_s)
    yield bench_row("command.rate", rate, "commands/s", **case, at_once=WINDOW)
    steady_ms = _steady_ms(ash, marsh, log, per_s, steady_s)
    value = percentile(steady_ms, 99)
    yield bench_row(
        "command.ack_p99", value, "ms", **case, per_s=per_s, seconds=steady_s
    )


def _open(ash: Desk) -> list[str]:
    """Open as many incidents as a busy room has; their logs grow side by side."""
    act = OpenIncident(type_code="OTHER", narrative="Bench.")
    last = [ash.do(act) for _ in range(INCIDENTS)][-1]
    ash.wait_until(lambda: ash.picture.seq >= last.seq, WAIT_S)
    return list(ash.picture.incidents)


def _entries(incident_ids: list[str]) -> Iterator[AddLogEntry]:
    """Yield log entries for ever, for each incident in turn."""
    for incident_id in cycle(incident_ids):
        yield AddLogEntry(incident_id=incident_id, text="As typed, one line of a log.")


def _timed_ms(act: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    act()
    return (time.perf_counter() - began_s) * 1e3


def _seen_ms(ash: Desk, marsh: Desk, incident_id: str, commands: int) -> list[float]:
    """From sending an assignment to its fact in the other desk's picture."""
    assign = AssignUnits(incident_id=incident_id, unit_ids=("unit_1",))
    stand_down = StandDown(incident_id=incident_id, unit_id="unit_1")

    def sent() -> bool:
        return bool(marsh.picture.units["unit_1"].incident_ids)

    times_ms = []
    for _ in range(commands):
        times_ms.append(_timed_ms(lambda: _until(ash, assign, marsh, sent)))
        _until(ash, stand_down, marsh, lambda: not sent())
    return times_ms


def _until(
    ash: Desk, act: AssignUnits | StandDown, marsh: Desk, seen: Callable[[], bool]
) -> None:
    command_id = ash.send(act)
    marsh.wait_until(seen, WAIT_S)
    result = ash.result(command_id, WAIT_S)
    if not result.ok:
        raise AssertionError(result.sentence)


def _rate(ash: Desk, marsh: Desk, log: Iterator[AddLogEntry], seconds: float) -> float:
    """Durable acknowledgements a second while so many are always under way."""
    waiting, done = set[str](), 0
    began_s = time.perf_counter()
    while (gone_s := time.perf_counter() - began_s) < seconds:
        while len(waiting) < WINDOW:
            waiting.add(ash.send(next(log)))
        ash.mailbox.wait(0.1)
        ash.drain()
        marsh.drain()  # a desk whose facts pile up would ask for everything anew
        settled = waiting & ash.results.keys()
        done += len(settled)
        waiting -= settled
        ash.results.clear()
    ash.wait_until(lambda: waiting <= ash.results.keys(), WAIT_S)
    ash.results.clear()
    return done / gone_s


def _steady_ms(
    ash: Desk, marsh: Desk, log: Iterator[AddLogEntry], per_s: int, seconds: float
) -> list[float]:
    """Milliseconds from when each command was due to its acknowledgement."""
    due_s: dict[str, float] = {}
    times_ms: list[float] = []
    began_s = time.perf_counter()
    count = round(per_s * seconds)
    sent = 0
    while sent < count or due_s:
        now_s = time.perf_counter()
        while sent < count and began_s + sent / per_s <= now_s:
            due_s[ash.send(next(log))] = began_s + sent / per_s
            sent += 1
        ash.mailbox.wait(1 / per_s)
        ash.drain()
        marsh.drain()
        now_s = time.perf_counter()
        settled = due_s.keys() & ash.results.keys()
        times_ms.extend((now_s - due_s.pop(each)) * 1e3 for each in settled)
        ash.results.clear()
        if now_s - began_s > seconds + WAIT_S:
            raise TimeoutError(f"{len(due_s)} commands have no answer")
    return times_ms
