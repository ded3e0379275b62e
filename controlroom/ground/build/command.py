"""`controlroom ground`: builds map packs from OpenStreetMap data, says what one is."""

import argparse
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from controlroom.domain.errors import KnownError, PackError

EXAMPLE = """\
examples:
  controlroom ground build greater-london-latest.osm.pbf -o london.pack
  controlroom ground build town.osm.pbf -o town.pack --name "Our town" \\
      --gazetteer names.csv
  controlroom ground show london.pack
  controlroom desk --map london.pack

Regions as .osm.pbf: https://download.geofabrik.de. The data is © OpenStreetMap
contributors, ODbL 1.0: a pack made of it says so on the map.

A gazetteer is a CSV file in UTF-8 whose first line names its columns: name, lat, lon
(degrees WGS 84) and, if wanted, kind. Its names are found by the search like others.

Memory: the file is streamed; the places of nodes lie in a scratch file beside the
pack (16 bytes a node), the pieces of tiles too. Names and the street graph are held.
"""
SAID_EVERY_S = 0.2
PLAIN_EVERY_S = 10.0
"""How often a file or a pipe, which keeps every line, is told."""
_MEGA = 1_000_000


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add `controlroom ground`."""
    parser = subparsers.add_parser(
        "ground",
        help="build map packs from OpenStreetMap data",
        description="Build a map pack from OpenStreetMap data, or say what one holds.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = parser.add_subparsers(metavar="ACT", title="acts")
    acts.required = True
    build = acts.add_parser(
        "build",
        help="write a pack",
        description="Write a map pack; FILE changes only when all went well.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.add_argument("region", metavar="REGION", type=Path, help=".osm.pbf or .osm")
    build.add_argument(
        "-o", dest="pack", metavar="FILE", type=Path, required=True, help="the pack"
    )
    build.add_argument(
        "--gazetteer", metavar="CSV", type=Path, help="names of your own for the search"
    )
    build.add_argument(
        "--name", metavar="NAME", default="", help="of the place; else from the file"
    )
    build.set_defaults(run=run_build)
    show = acts.add_parser(
        "show",
        help="say what a pack holds",
        description="Say what a map pack is, covers and holds.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.add_argument("pack", metavar="FILE", type=Path)
    show.set_defaults(run=run_show)


def run_build(asked: argparse.Namespace) -> int:
    """Build the pack that was asked for. Raises `KnownError` in one line."""
    try:
        from controlroom.ground.build import build_pack  # noqa: PLC0415 - only here
    except ImportError as error:
        raise KnownError(
            f"building needs osmium, which is not here: {error}"
        ) from error
    if asked.pack.is_dir() or not asked.pack.absolute().parent.is_dir():
        raise PackError(f"cannot write {asked.pack}: it is a folder, or has none")
    if asked.pack.absolute() == asked.region.absolute():
        raise PackError(f"{asked.pack} is the region itself")
    telling = Telling()
    before = signal.signal(signal.SIGTERM, _end)
    try:
        built = build_pack(
            asked.region,
            asked.pack,
            name=asked.name,
            gazetteer=asked.gazetteer,
            say=telling.say,
        )
    finally:
        telling.end()
        signal.signal(signal.SIGTERM, before)
    left = f", {built.left_out:,} broken outlines left out" if built.left_out else ""
    print(
        f"{asked.pack}: {built.name}, {asked.pack.stat().st_size / _MEGA:.1f} MB,"
        f" {built.streets:,} street names, {built.places:,} places to find,"
        f" {built.junctions:,} points of the street graph{left};"
        f" {built.seconds:.1f} s"
    )
    return 0


def run_show(asked: argparse.Namespace) -> int:
    """Print what a pack is. Raises `PackError` in one line."""
    from controlroom.ground.pack import Pack  # noqa: PLC0415 - only this act reads

    with Pack.open(asked.pack) as pack:
        south, west, north, east = pack.bounds
        graph = pack.graph()
        print(f"name        {pack.name}")
        print(f"attribution {pack.attribution}")
        print(f"bounds      {south:.5f}, {west:.5f} to {north:.5f}, {east:.5f}")
        print(f"zooms       {', '.join(map(str, pack.zooms))}")
        print(f"names       {len(pack.names()):,}")
        print(f"graph       {len(graph.lat):,} points, {len(graph.to):,} arcs")
        print(f"sectors     {', '.join(each.name for each in pack.sectors) or 'none'}")
    return 0


class Telling:
    """Says on standard error what is being done: over one line where somebody looks."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()
        self._every_s = SAID_EVERY_S if self._is_seen else PLAIN_EVERY_S
        self._began_s = time.monotonic()
        self._said_s = -self._every_s if self._is_seen else self._began_s
        self._width = 0

    def say(self, words: str) -> None:
        """Say it, unless the last was said just now."""
        now_s = time.monotonic()
        if now_s - self._said_s < self._every_s:
            return
        self._said_s = now_s
        line = f"{words}, {now_s - self._began_s:.0f} s"
        if self._is_seen:
            sys.stderr.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            self._width = 0


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """Asked to end: as by Ctrl-C, so that nothing half stays behind."""
    raise KeyboardInterrupt
