"""What a person has laid over the map: files, read one at a time in a process of their
own, and which of them are shown; paints nothing.

At most `MOST` overlays; a file that is not read within `READ_MS` is given up.
"""

import logging
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from ui.guard import guarded
from ui.worker.errand import Errand
from ui.worker.messages import COLOURS
from ui.worker.reading import Found

MOST = 12
READ_MS = 60_000
_ANSWER_BYTES = 64 * 1024

_log = logging.getLogger("controlroom.ui.overlays")

Bounds = tuple[float, float, float, float]
Kept = tuple[str, bool]
"""An overlay as a layout keeps it: its path, and whether it is shown."""


@dataclass(slots=True)
class _Entry:
    """One overlay. `columns` is the file that the painter reads, once there is one."""

    name: str
    path: Path
    number: int
    shown: bool = True
    columns: Path | None = None
    found: Found = Found()  # noqa: RUF009 - frozen


class Overlays(QObject):
    """Overlays by name, in the order in which they were added.

    Signals: `changed` when one came, went or was switched; `read(name)` when a file
    that was added by hand can be seen; `said(sentence)` what a person should know, such
    as why a file is not shown.
    """

    changed = Signal()
    read = Signal(str)
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[_Entry] = []
        self._quiet: set[str] = set()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._reading: _Entry | None = None
        self._files, self._into = 0, Path()
        self._errand = Errand(READ_MS, self)
        self._errand.done.connect(self._take)

    def names(self) -> list[str]:
        """Every overlay, those still being read included."""
        return [entry.name for entry in self._entries]

    def is_shown(self, name: str) -> bool:
        """Whether an overlay is switched on."""
        return any(entry.shown for entry in self._entries if entry.name == name)

    def is_read(self, name: str) -> bool:
        """Whether an overlay has been read and can be painted."""
        return any(entry.columns for entry in self._entries if entry.name == name)

    def bounds(self, name: str) -> Bounds | None:
        """South, west, north, east of an overlay that was read, degrees."""
        return next(
            (
                entry.found.bounds
                for entry in self._entries
                if entry.name == name and entry.columns
            ),
            None,
        )

    def count(self, name: str) -> int:
        """How many areas, lines and places an overlay has; 0 while it is read."""
        entry = self._entry(name)
        found = entry.found if entry is not None else Found()
        return found.areas + found.lines + found.places

    def colour(self, name: str) -> str:
        """The token of the colour in which an overlay is painted."""
        return f"map.overlay_{self.number(name) % COLOURS + 1}"

    def number(self, name: str) -> int:
        """Which colour an overlay has, counted from 0; they come in turn."""
        return next((each.number for each in self._entries if each.name == name), 0)

    def add(self, path: Path, *, shown: bool = True, quiet: bool = False) -> bool:
        """Lay a file over the map; it is read beside, and `read` when it can be seen.

        False, and said, when it is there already or too many are. `quiet` says nothing
        when it was read, as when a layout brings it back.
        """
        path = path.expanduser().absolute()
        if any(entry.path == path for entry in self._entries):
            self.said.emit(f"{path.name} lies over the map already.")
            return False
        if len(self._entries) >= MOST:
            self.said.emit(f"{MOST} overlays are on the map. Remove one first.")
            return False
        taken = {entry.number for entry in self._entries}
        number = min(set(range(MOST)) - taken)
        entry = _Entry(self._free_name(path.stem), path, number, shown)
        self._entries.append(entry)
        if quiet:
            self._quiet.add(entry.name)
        self.changed.emit()
        self._read_next()
        return True

    def remove(self, name: str) -> None:
        """Take an overlay off the map and out of the list; its file stays."""
        entry = self._entry(name)
        if entry is None:
            return
        self._entries.remove(entry)
        if entry is self._reading:
            self._end_reader()
        if entry.columns is not None:
            with suppress(OSError):
                entry.columns.unlink()
        self.changed.emit()
        self._read_next()

    def set_shown(self, name: str, shown: bool) -> None:  # noqa: FBT001 - agreed between rooms
        """Show an overlay or not."""
        entry = self._entry(name)
        if entry is not None and entry.shown != shown:
            entry.shown = shown
            self.changed.emit()

    def restore(self, kept: Sequence[Kept]) -> None:
        """Bring back what a layout kept; files that are gone are said, once each."""
        for path, shown in kept[:MOST]:
            self.add(Path(path), shown=shown, quiet=True)

    def kept(self) -> tuple[Kept, ...]:
        """What a layout keeps."""
        return tuple((str(entry.path), entry.shown) for entry in self._entries)

    def painted(self) -> tuple[tuple[str, int], ...]:
        """What the painter is to show: files of columns, each with its number."""
        return tuple(
            (str(entry.columns), entry.number)
            for entry in self._entries
            if entry.shown and entry.columns is not None
        )

    def shut(self) -> None:
        """End reading and remove what was written beside."""
        self._entries.clear()
        self._end_reader()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _entry(self, name: str) -> _Entry | None:
        return next((entry for entry in self._entries if entry.name == name), None)

    def _free_name(self, stem: str) -> str:
        taken = set(self.names())
        name, count = stem, 1
        while name in taken:
            count += 1
            name = f"{stem} {count}"
        return name

    def _read_next(self) -> None:
        """Start to read the first file that waits, unless one is being read."""
        waiting = [entry for entry in self._entries if entry.columns is None]
        if self._reading is not None or not waiting:
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="controlroom-overlays-")
        self._files += 1
        self._reading = waiting[0]
        self._into = Path(self._folder.name) / f"{self._files}.npz"
        path = str(self._reading.path)
        self._errand.start(["--read", path, "--into", str(self._into)])

    @guarded
    def _take(self, said: bytes, _well: bool) -> None:  # noqa: FBT001 - a signal's
        """Take what the reader said, or that it said nothing."""
        entry, self._reading = self._reading, None
        if entry is None:
            return
        found = _answer(said, entry.path)
        if found.fault:
            _log.warning("overlay: %s", found.fault)
            self._entries.remove(entry)
            self.said.emit(f"{found.fault}. The rest of the map goes on.")
        else:
            entry.columns, entry.found = self._into, found
        self.changed.emit()
        if not found.fault:
            self._say_found(entry)
        self._read_next()

    def _say_found(self, entry: _Entry) -> None:
        """Say what a file holds, unless a layout brought it back and all is well."""
        quiet = entry.name in self._quiet
        self._quiet.discard(entry.name)
        parts = [
            f"{count} {word if count == 1 else word + 's'}"
            for word, count in (
                ("area", entry.found.areas),
                ("line", entry.found.lines),
                ("place", entry.found.places),
            )
            if count
        ]
        notes = "".join(f" Note: {note}." for note in entry.found.notes)
        if notes or not quiet:
            self.said.emit(f"{entry.name}: {', '.join(parts)} on the map.{notes}")
        if not quiet:
            self.read.emit(entry.name)

    def _end_reader(self) -> None:
        self._errand.stop()
        self._reading = None


def _answer(said: bytes, path: Path) -> Found:
    """What a reader found; a reader that said nothing was stopped by its bounds."""
    try:
        return msgspec.json.decode(said[:_ANSWER_BYTES], type=Found)
    except msgspec.DecodeError:
        return Found(
            fault=f"{path.name} is not shown: it takes too long or too much memory"
        )
