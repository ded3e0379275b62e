"""What it costs the gateway to tell a full room who has what open, and to watch that
somebody has: its own board and watch, at the size of a large room.
"""

import time
from collections.abc import Callable, Iterator

from controlroom.bench.rows import BenchRow, bench_row, percentile
from controlroom.domain.codes import Codes, Grade
from controlroom.domain.entities import Incident
from controlroom.domain.picture import Picture
from controlroom.gateway.orphans import OrphanWatch
from controlroom.gateway.presence import PresenceBoard
from controlroom.gateway.rhythm import FRAME_S, PRESENCE_EVERY
from controlroom.wire.envelope import pack
from controlroom.wire.messages import DeskOnline

SECOND_US = 1_000_000
ROUNDS = 50


def measure(*, desks: int, incidents: int) -> Iterator[BenchRow]:
    """Yield wire.presence_bytes, gateway.presence_p50 and gateway.orphans_p50.

    Every desk has another incident open and writes in it: the longest presence there
    is. A presence is made for all desks at once, at most five times a second.
    """
    board = PresenceBoard(str)
    keys = [f"inc_{number:032x}" for number in range(incidents)]
    for number in range(desks):
        online = DeskOnline(
            desk=f"Dispatch {number}", person_id=f"per_{number:032x}",
            person=f"Colleague {number}", role="dispatcher", since_us=SECOND_US,
        )  # fmt: skip
        board.join(number, online)
        board.attend(number, keys[number % incidents], typing=True)
    case = {"desks": desks, "incidents": incidents}
    packed = pack(board.now())
    a_second = 1 / (FRAME_S * PRESENCE_EVERY)
    yield bench_row(
        "wire.presence_bytes", len(packed), "bytes", a_second=a_second, **case
    )
    yield bench_row(
        "gateway.presence_p50", _p50(lambda: pack(board.now())), "ms", **case
    )
    codes = Codes(grades=(Grade(code="I", name="Immediate", unattended_s=300),))
    picture = Picture(
        codes=codes,
        incidents={
            key: Incident(
                incident_id=key, cad="1/21NOV26", type_code="X", grade="I",
                opened_at_us=SECOND_US,
            )
            for key in keys
        },
    )  # fmt: skip
    watch, open_now = OrphanWatch(), board.open_now()
    look = _p50(lambda: watch.look(open_now, picture, 2 * SECOND_US))
    yield bench_row("gateway.orphans_p50", look, "ms", **case)


def _p50(work: Callable[[], object]) -> float:
    """Return how long something takes, in the middle of many times, ms."""
    took = []
    for _ in range(ROUNDS):
        began_s = time.perf_counter()
        work()
        took.append((time.perf_counter() - began_s) * 1e3)
    return percentile(took, 50)
