"""`controlroom check-config`: read a configuration without using it."""

import argparse
import sys
from pathlib import Path
from typing import Any

from controlroom.config import read_codes, read_desk, read_gateway, read_toml
from controlroom.gateway.doors.calls_csv import layout_of

EXAMPLE = """\
examples:
  controlroom check-config gateway.toml
  controlroom check-config codes_uk.toml
  controlroom check-config desk.toml
"""


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse names no public type
    """Add `check-config`."""
    parser = subparsers.add_parser(
        "check-config",
        help="read a gateway's configuration or a code set without using it",
        description="One line when the file is good, one line with what is wrong else.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.set_defaults(run=lambda a: check(a.file))


def check(path: Path) -> int:
    """Check one file and say so; 0 when it can be used. Raises `ConfigError`."""
    tables = read_toml(path)
    if "services" in tables or "map" in tables:
        desk = read_desk(path)
        maps, services = (
            ", ".join(each) or "none" for each in (desk.map, desk.services)
        )
        said = f"maps: {maps}, map services: {services}"
    elif "grades" in tables:
        codes = read_codes(path)
        said = f"{len(codes.grades)} grades, {len(codes.types)} types"
    else:
        config = read_gateway(path)
        calls = config.doors.calls_csv
        if calls.enabled or calls.columns:
            layout_of(calls)
        if config.codes:
            read_codes(path.parent / config.codes)
        doors = config.doors
        named = (
            ("cot", doors.cot),
            ("osmand", doors.osmand),
            ("calls_csv", doors.calls_csv),
        )
        opened = [name for name, door in named if door.enabled]
        said = f"port {config.port}, doors: {', '.join(opened) or 'none'}"
    sys.stdout.write(f"{path} can be used: {said}\n")
    return 0
