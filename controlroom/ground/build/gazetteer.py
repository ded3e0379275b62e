"""Reads a force's own list of place names: a CSV file, refused with a line number."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from controlroom.domain.errors import PackError
from controlroom.ground.build.naming import NAME_LETTERS
from controlroom.ground.places import Place

COLUMNS = ("name", "lat", "lon")
"""Columns that a gazetteer must have; `kind` may be there, others are not looked at."""
KIND = "place"
MOST_LINES = 2_000_000
_KIND_LETTERS = 24


def read_gazetteer(path: Path) -> list[Place]:
    """The places of a gazetteer. Raises PackError, in one line, at the first fault.

    UTF-8, with or without a byte order mark; the first line names the columns, in any
    order: `name`, `lat`, `lon` (degrees WGS 84) and, if wanted, `kind`.
    """
    try:
        with path.open("rb") as raw:
            return list(_places(path, _decoded(path, raw)))
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}") from error


def _decoded(path: Path, raw: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(raw, 1):
        if number > MOST_LINES:
            raise PackError(f"{path}: more than {MOST_LINES:,} lines")
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise PackError(
                f"{path}: line {number} is not UTF-8 (byte 0x{line[error.start]:02x}):"
                " save the file as UTF-8"
            ) from error
        if "\0" in text:
            raise PackError(f"{path}: line {number} is not text: save it as UTF-8")
        yield text


def _places(path: Path, lines: Iterator[str]) -> Iterator[Place]:
    rows = csv.reader(lines, strict=True)
    try:
        head = [word.strip().casefold() for word in next(rows, [])]
        missing = [name for name in COLUMNS if name not in head]
        if missing:
            lacks = " and no ".join(missing)
            raise PackError(f"{path}: line 1 names no column {lacks}")
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = dict(zip(head, row, strict=False))
                yield _place(f"{path}: line {rows.line_num}", cells)
    except csv.Error as error:
        raise PackError(f"{path}: line {rows.line_num}: {error}") from error


def _place(where: str, cells: Mapping[str, str]) -> Place:
    name = " ".join(cells.get("name", "").split())[:NAME_LETTERS]
    if not name:
        raise PackError(f"{where}: there is no name")
    kind = " ".join(cells.get("kind", "").split())[:_KIND_LETTERS]
    lat = _degrees(where, "lat", cells.get("lat", ""), 90.0)
    lon = _degrees(where, "lon", cells.get("lon", ""), 180.0)
    return Place(name, kind.casefold() or KIND, lat, lon)


def _degrees(where: str, column: str, said: str, most: float) -> float:
    try:
        value = float(said)
    except ValueError:
        raise PackError(
            f"{where}: {column} {said.strip()[:20]!r} is no number"
        ) from None
    if not -most <= value <= most:
        raise PackError(f"{where}: {column} {value:g} is outside ±{most:g}")
    return value
