"""Reads what was recorded elsewhere: tracks (GPX, CoT) and calls, oldest first.

Text stays as it was recorded; times are shifted only when they are played.
"""

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from controlroom.domain.errors import FeedError
from controlroom.domain.observations import CallReceived
from controlroom.exercise.senders import CALL_COLUMNS
from controlroom.feeds import calls_csv, cot, gpx
from controlroom.feeds.base import Sighting

BYTES = 512 * 1024 * 1024
"""Of one recording, unpacked, at most."""
_OURS = {
    name: name for name in ("time", "grade", "place", "lat", "lon", "text", "caller")
} | {"source_id": "id", "type_code": "type"}
# Headings that are known, with the columns and the zone their times are in.
LAYOUTS: tuple[tuple[frozenset[str], dict[str, calls_csv.Column], str], ...] = (
    (frozenset(CALL_COLUMNS), dict(_OURS), "UTC"),
    (
        frozenset({"time", "location", "latitude", "longitude", "nature", "status"}),
        {
            "source_id": ("time", "location", "nature"),
            "time": "time",
            "type_code": "nature",
            "place": "location",
            "lat": "latitude",
            "lon": "longitude",
            "text": ("nature", "status"),
        },
        "America/Chicago",
    ),
)


@dataclass(slots=True)
class Recording:
    """What some files held. `faults` are lines that were left out, and why."""

    sightings: list[Sighting] = field(default_factory=list)
    doors: dict[str, str] = field(default_factory=dict)
    """Which door each uid of a sighting speaks at: cot, or osmand for GPX."""
    calls: list[CallReceived] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def first_us(self) -> int:
        """Time of the first record, 0 when there is none."""
        times = [seen.fix_us for seen in self.sightings]
        times += [call.at_us for call in self.calls]
        return min(times, default=0)

    @property
    def last_us(self) -> int:
        """Time of the last record, 0 when there is none."""
        times = [seen.fix_us for seen in self.sightings]
        times += [call.at_us for call in self.calls]
        return max(times, default=0)


def read_recordings(paths: Iterable[Path]) -> Recording:
    """Read files by their content. Raises `FeedError` naming the file."""
    recording = Recording()
    for path in paths:
        try:
            _read(path, recording)
        except (OSError, EOFError, gzip.BadGzipFile) as error:
            raise FeedError(f"cannot read {path}: {error}") from error
        except FeedError as error:
            raise FeedError(f"{path.name}: {error}") from error
    recording.sightings.sort(key=lambda seen: seen.fix_us)
    recording.calls.sort(key=lambda call: call.at_us)
    return recording


def _read(path: Path, recording: Recording) -> None:
    payload = _unpacked(path)
    start = payload[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"<gpx" in start:
        for number, track in enumerate(gpx.decode(payload, path.stem[:60])):
            uid = f"{path.stem[:60]}-{number + 1}"
            name = track.name or uid
            recording.doors[uid] = "osmand"
            recording.sightings += [
                replace(seen, uid=uid, name=name) for seen in track.sightings
            ]
            if track.skipped:
                recording.faults.append(f"{path.name}: {track.skipped} points left out")
    elif b"<event" in start and not start.startswith(b"{"):
        _read_cot(payload, path, recording)
    elif start.startswith(b"{"):
        _read_cot(b"".join(_xml_of_lines(payload)), path, recording)
    else:
        _read_calls(payload, path, recording)


def _unpacked(path: Path) -> bytes:
    with path.open("rb") as file:
        packed = path.suffix == ".gz"
        payload = (gzip.GzipFile(fileobj=file) if packed else file).read(BYTES + 1)
    if len(payload) > BYTES:
        raise FeedError(f"more than {BYTES} bytes")
    return payload


def _xml_of_lines(payload: bytes) -> Iterator[bytes]:
    """The events of a file with one JSON object a line, under "xml"."""
    for line in payload.splitlines():
        try:
            xml = json.loads(line).get("xml", "")
        except (ValueError, AttributeError):
            raise FeedError("a line that is no JSON object") from None
        yield str(xml).encode() + b"\n"


def _read_cot(payload: bytes, path: Path, recording: Recording) -> None:
    stream = cot.CotStream()
    step = cot.EVENT_BYTES // 2
    for begin in range(0, len(payload), step):
        for found in stream.feed(payload[begin : begin + step]):
            if isinstance(found, cot.CotFault):
                recording.faults.append(f"{path.name}: {found.why}")
            elif found.sighting is not None:
                recording.sightings.append(found.sighting)
                recording.doors[found.sighting.uid] = "cot"


def _read_calls(payload: bytes, path: Path, recording: Recording) -> None:
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FeedError(f"neither GPX, CoT nor CSV in UTF-8: {error}") from None
    heading = _heading(text)
    for known, columns, zone in LAYOUTS:
        if known <= heading:
            layout = calls_csv.CallColumns(
                source="replay", columns=columns, zone=ZoneInfo(zone)
            )
            break
    else:
        shown = ", ".join(sorted(heading))[:120]
        raise FeedError(f"no recording that is known; the heading is {shown!r}")
    seen: Counter[str] = Counter()
    for found in calls_csv.decode(io.StringIO(text, newline=""), layout):
        if isinstance(found, calls_csv.CallFault):
            recording.faults.append(f"{path.name} line {found.line}: {found.why}")
            continue
        # Two rows alike are two calls; the same file again is the same calls.
        seen[found.source_id] += 1
        key = f"{found.source_id}|{seen[found.source_id]}"
        short = sha256(key.encode()).hexdigest()[:20]
        recording.calls.append(replace(found, source_id=short))


def _heading(text: str) -> set[str]:
    line = text[:8192].splitlines()[:1]
    return {name.strip() for row in csv.reader(line) for name in row}
