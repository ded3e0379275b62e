"""Calls for service as rows of CSV, columns by configuration; text stays as typed.

A row that cannot be a call is a fault with its line; a call whose place makes no sense
is a call without a place, and a fault too: a call is never lost for its coordinates.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

import msgspec

from controlroom.domain.errors import FeedError
from controlroom.domain.observations import CallReceived
from controlroom.feeds.base import clipped, micros, micros_of

REQUIRED = ("source_id", "time")
OPTIONAL = ("type_code", "grade", "place", "lat", "lon", "text", "caller")
ID_LENGTH = 200
TEXT_LENGTH = 10_000
"""Characters of one field that are kept; the rest is cut off, and said so."""
NAMED = 20
"""Columns of somebody's heading that an error lists."""
CUT = " … [cut off here]"

Column = str | tuple[str, ...]


class CallColumns(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody's file reads. `columns` maps our name to theirs, or to several.

    `types` maps their words for the type to our opening codes.
    """

    source: str
    columns: Mapping[str, Column]
    zone: tzinfo
    time_format: str = ""
    types: Mapping[str, str] = {}
    delimiter: str = ","


class CallFault(msgspec.Struct, frozen=True):
    """A row that was not understood, by its line in the file, and why."""

    line: int
    why: str


def check_columns(columns: Mapping[str, Column]) -> None:
    """Refuse a mapping that cannot work. Raises `FeedError` in one line."""
    known = (*REQUIRED, *OPTIONAL)
    if missing := [name for name in REQUIRED if name not in columns]:
        raise FeedError(f"columns must name {_listed(missing)}")
    if unknown := [name for name in columns if name not in known]:
        raise FeedError(f"columns: {_listed(unknown)}: known are {', '.join(known)}")


def decode(
    lines: Iterable[str], layout: CallColumns
) -> Iterator[CallReceived | CallFault]:
    """Yield a call or a fault for each row after the heading.

    `lines` keep their line ends, as a file opened with newline="" gives them. Raises
    `FeedError` in one line when a column that the layout names is not in the heading.
    """
    check_columns(layout.columns)
    reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
    try:
        heading = [name.strip() for name in next(reader, [])]
    except (csv.Error, UnicodeDecodeError) as error:
        raise FeedError(f"not CSV: {error}") from error
    _refuse_missing(heading, layout.columns)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield CallFault(reader.line_num, f"not CSV: {error}")
            continue
        except UnicodeDecodeError as error:
            # The file reads no further than this.
            yield CallFault(reader.line_num + 1, f"not text: {error.reason}")
            return
        if row is None:
            return
        if row:
            yield from _of_row(heading, row, reader.line_num, layout)


def _of_row(
    heading: list[str], row: list[str], line: int, layout: CallColumns
) -> Iterator[CallReceived | CallFault]:
    if len(row) != len(heading):
        yield CallFault(line, f"{len(row)} fields, the heading has {len(heading)}")
        return
    fields = dict(zip(heading, row, strict=True))
    said = {
        name: _field(fields, column, "|" if name == "source_id" else " ")
        for name, column in layout.columns.items()
    }
    source_id = said.pop("source_id").strip()
    if not source_id or len(source_id) > ID_LENGTH:
        yield CallFault(line, f"no source id, or over {ID_LENGTH} characters")
        return
    try:
        at_us = _moment(said.pop("time").strip(), layout)
    except FeedError as error:
        yield CallFault(line, str(error))
        return
    try:
        lat, lon = _place(said.pop("lat", ""), said.pop("lon", ""))
    except FeedError as error:
        lat = lon = None
        yield CallFault(line, f"{error}; the call is kept without it")
    type_code = said.pop("type_code", "").strip()
    yield CallReceived(
        source=layout.source,
        source_id=source_id,
        at_us=at_us,
        type_code=layout.types.get(type_code, type_code),
        lat=lat,
        lon=lon,
        **{name: _kept(text) for name, text in said.items()},
    )


def _field(fields: Mapping[str, str], column: Column, between: str) -> str:
    if isinstance(column, str):
        return fields[column]
    return between.join(fields[name] for name in column)


def _moment(text: str, layout: CallColumns) -> int:
    if not layout.time_format:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return micros(text)
    else:
        try:
            moment = datetime.strptime(text, layout.time_format)  # noqa: DTZ007 - below
        except ValueError:
            raise FeedError(f"not a time: {clipped(text)}") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=layout.zone)
    return micros_of(moment)


def _place(lat: str, lon: str) -> tuple[float | None, float | None]:
    if not lat.strip() and not lon.strip():
        return None, None
    try:
        place = float(lat), float(lon)
    except ValueError:
        raise FeedError(f"no place: {clipped(lat)}, {clipped(lon)}") from None
    # Written so that nan fails too; 0/0 is what a broken export writes.
    if not (abs(place[0]) <= 90 and abs(place[1]) <= 180) or place == (0, 0):  # noqa: PLR2004 - degrees
        raise FeedError(f"no place on earth: {clipped(lat)}, {clipped(lon)}")
    return place


def _kept(text: str) -> str:
    return text if len(text) <= TEXT_LENGTH else text[:TEXT_LENGTH] + CUT


def _refuse_missing(heading: list[str], columns: Mapping[str, Column]) -> None:
    wanted = [
        name
        for column in columns.values()
        for name in ((column,) if isinstance(column, str) else column)
    ]
    missing = [name for name in wanted if name not in heading]
    if missing:
        found = _listed(heading[:NAMED]) if heading else "none"
        raise FeedError(f"there is no column {_listed(missing)}; found: {found}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(clipped(name) for name in names)
