"""The map as a person sees it, on each screen there is, beside other ways to draw it.

Each case has a process of its own: a scale is set before Qt starts.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from controlroom.bench.mapping import Mapping, command_words
from controlroom.bench.rivals import AbsentError, frame_p50_ms
from controlroom.bench.room import SEED
from controlroom.bench.rows import BenchRow, bench_row
from controlroom.bench.screens import Screen, screens
from controlroom.config import cache_folder
from controlroom.domain.errors import LinkError
from controlroom.exercise.city_file import city_pack

LIMIT_S = 600.0
FULL_HD, FOUR_K = (1920, 1080), (3840, 2160)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many units, and how long each part is measured."""

    units: tuple[int, ...] = (15_000, 50_000, 100_000, 150_000)
    runs: int = 3
    frames: int = 200
    picks: int = 500
    paced_s: float = 5.0
    unpainted: int = 120
    panning_s: float = 180.0
    settle_s: float = 60.0
    openings: int = 3
    rival_frames: int = 40


FULL = Load()


def run(load: Load = FULL) -> Iterator[BenchRow]:
    """Yield map.first_ground, map.frame_* and the rest, then map.vs_*."""
    pack = str(city_pack(SEED, cache_folder()))
    ours: BenchRow | None = None
    for screen in screens(os.environ):
        if screen.lacks:
            _skip(f"the map on {screen.platform}", screen.lacks)
            continue
        if load.openings:
            yield _first_ground(screen, pack, load.openings)
        for row in _maps(screen, pack, load):
            if ours is None and row["name"] == "map.frame_p50":
                ours = row
            yield row
    if ours is not None and load.rival_frames:
        yield from _rivals(ours, load)


def _maps(screen: Screen, pack: str, load: Load) -> Iterator[BenchRow]:
    """Every size of force; with the smallest what does not depend on it."""
    for units in load.units:
        smallest = units == load.units[0]
        yield from _rows(
            screen,
            Mapping(
                pack=pack, units=units, runs=load.runs, frames=load.frames,
                picks=load.picks, paced_s=load.paced_s if smallest else 0.0,
                unpainted=load.unpainted if smallest else 0,
            ),
        )  # fmt: skip
    few = load.units[0]
    for pixels, runs in ((FULL_HD, load.runs), (FOUR_K, 1)):
        fine = Mapping(
            pack=pack, units=few, pixels=pixels, runs=runs, frames=load.frames
        )
        yield from _rows(screen, fine, scale=200)
    if load.panning_s and screen.platform == "offscreen":
        panned = Mapping(
            pack=pack, units=few, panning_s=load.panning_s, settle_s=load.settle_s
        )
        yield from _rows(screen, panned)


def _rows(screen: Screen, mapping: Mapping, scale: int = 100) -> Iterator[BenchRow]:
    """Run a map in its process and yield the rows it prints. Raises `LinkError`."""
    command = [*screen.before, sys.executable, *command_words(mapping)]
    with subprocess.Popen(  # noqa: S603 - a module of ours
        command, stdout=subprocess.PIPE, text=True, env=screen.environment(scale)
    ) as process:
        try:
            for line in process.stdout or ():
                row: BenchRow = json.loads(line)
                yield row
            status = process.wait(LIMIT_S)
        finally:
            process.terminate()
    if status:
        raise LinkError(f"the map ended with status {status}; see above")


def _first_ground(screen: Screen, pack: str, openings: int) -> BenchRow:
    """From starting the desk's process to ground on its map; files are in the cache."""
    took_s = [_opening_s(screen, pack) for _ in range(openings + 1)]
    return bench_row(
        "map.first_ground", median(took_s[1:]), "s", platform=screen.platform,
        runs=openings,
    )  # fmt: skip


def _opening_s(screen: Screen, pack: str) -> float:
    command = [sys.executable, "-m", "controlroom.bench.opening", pack]
    began_s = time.monotonic()
    done = subprocess.run(  # noqa: S603 - a module of ours
        [*screen.before, *command], stdout=subprocess.PIPE, text=True, timeout=LIMIT_S,
        env=screen.environment(), check=False,
    )  # fmt: skip
    try:
        shown_s = float(json.loads(done.stdout.splitlines()[0])["ground_s"])
    except (IndexError, ValueError, KeyError, TypeError) as error:
        raise LinkError(f"the desk showed no ground: {done.stdout.strip()}") from error
    return shown_s - began_s


def _rivals(ours: BenchRow, load: Load) -> Iterator[BenchRow]:
    """How many times longer another way takes for a frame, in the same run."""
    units = load.units[0]
    environment = Screen(platform="offscreen").environment()
    for name in ("scatter", "leaflet"):
        try:
            theirs = frame_p50_ms(name, units, load.rival_frames, environment)
        except AbsentError as reason:
            _skip(f"map.vs_{name}", str(reason))
            continue
        yield bench_row(
            f"map.vs_{name}", theirs / ours["value"], "times", units=units,
            platform="offscreen", theirs_ms=round(theirs, 1), ours_ms=ours["value"],
        )  # fmt: skip


def _skip(what: str, reason: str) -> None:
    sys.stderr.write(f"not measured: {what}: {reason}\n")
