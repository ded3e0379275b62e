"""Reads one overlay file in a process of its own and ends: a hostile file can slow or
fill nothing but that process.

It writes columns for the painter, and one line of JSON about what it found.
"""

import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from controlroom.domain.errors import ControlroomError
from controlroom.ground.mercator import unproject
from controlroom.ground.overlay_files import read_overlay
from controlroom.ground.overlay_levels import prepare, save

MOST_BYTES = 3 * 2**30
"""Address space of the process; a file of the largest size takes a third of it."""
MOST_CPU_S = 50


class Found(msgspec.Struct, frozen=True):
    """What a file holds; `bounds` south, west, north, east in degrees; or `fault`."""

    fault: str = ""
    areas: int = 0
    lines: int = 0
    places: int = 0
    bounds: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    notes: tuple[str, ...] = ()


def read_file(path: Path, into: Path) -> Found:
    """Read a file and write its columns; say what it is, or why not."""
    try:
        overlay = read_overlay(path)
        prepared = prepare(overlay)
        save(prepared, into)
    except (ControlroomError, OSError, MemoryError) as error:
        return Found(fault=str(error) or f"{path.name} is not shown: no memory")
    left, top, right, bottom = prepared.bounds()
    (north, south), (west, east) = unproject([[left, top], [right, bottom]])
    return Found(
        areas=len(overlay.areas),
        lines=len(overlay.lines),
        places=len(overlay.places),
        bounds=(float(south), float(west), float(north), float(east)),
        notes=overlay.notes[:5],
    )


def run_reading(path: Path, into: Path) -> int:
    """Read a file within bounds, say what was found on standard output, end."""
    _bound()
    found = read_file(path, into)
    sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    return 0


def _bound() -> None:
    """Bound memory and time where the system can; elsewhere the desk's clock does."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
