"""Reads calls for service from CSV files put into a folder, each once.

A file is read when it stopped growing, and moved to `done/` when every row of it is in
the record, or to `failed/` when it cannot be read at all. After a crash it is read
again: a row whose source id was seen before is the same call.
"""

import asyncio
import hashlib
import logging
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from controlroom.config import CallsDoor as CallsConfig
from controlroom.domain.errors import ConfigError, FeedError, Refused
from controlroom.domain.observations import CallReceived
from controlroom.feeds import calls_csv
from controlroom.gateway.doors.base import DoorLedger
from controlroom.gateway.ingest import Outcome, observed
from controlroom.gateway.room import Room

log = logging.getLogger(__name__)

NAME = "calls_csv"
FILE_BYTES = 64 * 1024 * 1024
FILES_AT_ONCE = 100
"""Files taken in one look; the rest wait for the next."""
CALLS_AT_ONCE = 500
"""Calls under way to the record."""
NOT_RECORDED = "not_recorded"

State = tuple[int, int]
Parsed = list[calls_csv.CallFault | CallReceived]


class _NotRecordedError(Exception):
    """The record cannot be written now; the file waits."""


class CallsDoor:
    """The door. `ledger.address` is the folder."""

    def __init__(self, room: Room, config: CallsConfig, home: Path) -> None:
        """Raises `ConfigError` for a mapping or a time zone that cannot work."""
        self.room = room
        self.folder = home / config.folder
        # Nobody may call for hours: silence is usual here.
        self.ledger = DoorLedger(NAME, address=str(self.folder), silent_after_us=0)
        self._config = config
        self._layout = layout_of(config)
        self._seen: dict[Path, State] = {}
        self._finished: dict[Path, State] = {}

    async def run(self) -> None:
        """Look into the folder until cancelled."""
        while True:
            try:
                await self._look()
                self.ledger.fault = ""
            except OSError as error:
                self.ledger.fault = f"cannot read: {error.strerror or error}"
            await asyncio.sleep(self._config.every_s)

    async def _look(self) -> None:
        found = await asyncio.to_thread(_files, self.folder)
        ready = [
            path
            for path, state in found.items()
            if self._seen.get(path) == state != self._finished.get(path)
        ]
        self._seen = found
        for path in ready:
            try:
                await self._take(path)
            except _NotRecordedError:
                return

    async def _take(self, path: Path) -> None:
        try:
            parsed = await asyncio.to_thread(self._parse, path)
        except FeedError as error:
            self._refuse(path, str(error))
            await self._put_away(path, "failed")
            return
        except OSError as error:
            self._refuse(path, f"cannot be read: {error.strerror or error}")
            self._finished[path] = self._seen[path]
            return
        rows = iter(parsed)
        while part := list(islice(rows, CALLS_AT_ONCE)):
            await self._submit(path, part)
        await self._put_away(path, "done")

    def _parse(self, path: Path) -> Parsed:
        if path.stat().st_size > FILE_BYTES:
            raise FeedError(f"a file of more than {FILE_BYTES} bytes")
        with path.open(encoding=self._config.encoding, newline="") as lines:
            return list(calls_csv.decode(lines, self._layout))

    async def _submit(self, path: Path, part: Parsed) -> None:
        under_way: list[tuple[CallReceived, asyncio.Future[Outcome]]] = []
        for said in part:
            if isinstance(said, calls_csv.CallFault):
                self._refuse(path, f"line {said.line}: {said.why}")
                continue
            under_way.append((said, await self._offer(said)))
        for call, future in under_way:
            outcome = await future
            if outcome.ok:
                self.ledger.heard(self.room.clock.now_us())
            elif outcome.code == NOT_RECORDED:
                raise _NotRecordedError
            else:
                self._refuse(path, f"{call.source_id}: {outcome.sentence}")

    async def _offer(self, call: CallReceived) -> asyncio.Future[Outcome]:
        while True:
            try:
                return self.room.ingest.offer(observed(call, key_of(call)))
            except Refused:
                # The room is busy; people come first, files can wait.
                await asyncio.sleep(self._config.every_s)

    async def _put_away(self, path: Path, folder: str) -> None:
        state = self._seen.get(path)
        try:
            await asyncio.to_thread(_move, path, self.folder / folder)
        except OSError as error:
            if state is not None:
                self._finished[path] = state
            self._refuse(path, f"cannot be moved to {folder}: {error.strerror}")

    def _refuse(self, path: Path, why: str) -> None:
        self.ledger.refused(self.room.clock.now_us(), path.name, why)


def layout_of(config: CallsConfig) -> calls_csv.CallColumns:
    """Return how the files read. Raises `ConfigError` in one line."""
    try:
        calls_csv.check_columns(config.columns)
        zone = ZoneInfo(config.time_zone)
    except FeedError as error:
        raise ConfigError(f"doors.calls_csv: {error}") from error
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        msg = f"doors.calls_csv: there is no time zone {config.time_zone!r}"
        raise ConfigError(msg) from error
    try:
        "".encode(config.encoding)
    except LookupError as error:
        msg = f"doors.calls_csv: there is no encoding {config.encoding!r}"
        raise ConfigError(msg) from error
    return calls_csv.CallColumns(
        source=config.source,
        columns=config.columns,
        zone=zone,
        time_format=config.time_format,
        types=config.types,
        delimiter=config.delimiter,
    )


def key_of(call: CallReceived) -> str:
    """Return the key under which the record remembers a call, without its words."""
    named = f"{call.source}\0{call.source_id}".encode("utf-8", "surrogatepass")
    return f"call_{hashlib.blake2b(named, digest_size=16).hexdigest()}"


def _files(folder: Path) -> dict[Path, State]:
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[Path, State] = {}
    for path in sorted(folder.glob("*.csv"))[:FILES_AT_ONCE]:
        if path.name.startswith(".") or not path.is_file():
            continue
        said = path.stat()
        found[path] = (said.st_size, said.st_mtime_ns)
    return found


def _move(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem} ({number}){path.suffix}"
    path.replace(target)
