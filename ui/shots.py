"""Pictures of every window of a desk and what was alive in them, for a run without a
person.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from controlroom.domain import cameras
from ui.app import DeskApp
from ui.guard import guarded
from ui.panels.roster import OFF_DUTY

NEEDED = (
    "units", "incidents_open", "assigned", "fixes_per_s", "frame_p99_ms",
    "streams_playing",
)  # fmt: skip
"""What must be above zero for the run to count."""
LIVE_MS = 500
SETTLE_MS = 2_500
"""Between showing something and its picture: ground, panels and words come in."""
REASON = "Demonstration: is the picture alive"


class Shots(QObject):
    """Lets a desk live for some seconds, takes its pictures and says what it saw."""

    done = Signal(int)
    """Exit status: 0 when everything that is needed was alive."""

    def __init__(self, desk: DeskApp, folder: Path, seconds: float) -> None:
        super().__init__(desk)
        self._desk = desk
        self._folder = folder
        self._seconds = seconds
        self._fixes_before = 0
        self._files: list[Path] = []
        self._since_s = time.monotonic()
        self._facts: dict[str, float] = {}
        self._scenes = self._show()
        self._step = QTimer(self, interval=LIVE_MS)
        self._step.timeout.connect(self._live)
        self._next = QTimer(self, singleShot=True, interval=round(1000 * seconds))
        self._next.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin to count; once, however often the link comes back."""
        if self._next.isActive():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fixes_before = self._desk.frame.fixes
        self._since_s = time.monotonic()
        self._step.start()
        self._next.start()

    def facts(self) -> dict[str, float]:
        """Return what is alive now, by the names that the command line promises."""
        frame = self._desk.frame
        units = [u for u in frame.picture.units.values() if u.state != OFF_DUTY]
        incidents = frame.picture.incidents.values()
        seconds = max(0.001, time.monotonic() - self._since_s)
        paints = self._desk.window.map.stage.paint_ms
        p99 = float(np.percentile(list(paints), 99)) if paints else 0.0
        return {
            "units": len(units),
            "incidents_open": sum(each.status == "open" for each in incidents),
            "assigned": sum(bool(unit.incident_ids) for unit in units),
            "fixes_per_s": round((frame.fixes - self._fixes_before) / seconds, 1),
            "frame_p99_ms": round(p99, 2),
            "streams_playing": self._desk.cameras.playing(),
        }

    def take(self, name: str) -> list[Path]:
        """Save a picture of every window; return the files."""
        windows = [*self._desk.window.windows(), *self._desk.stage.maps.windows]
        video = self._desk.cameras.window
        if video is not None and video.isVisible():
            windows.append(video)
        files = []
        for number, window in enumerate(windows):
            title = "video" if window is video else f"window{number or ''}"
            path = self._folder / f"{name}_{title}.png"
            if window.grab().save(str(path)):
                files.append(path)
        return files

    def _live(self) -> None:
        """Do what a person would: look at an incident, open a camera that records."""
        desk = self._desk
        picture = desk.frame.picture
        if desk.selection.incident_id is None:
            known = [
                each for each in picture.incidents.values() if each.lat is not None
            ]
            attended = [each for each in known if each.assignments]
            late = time.monotonic() - self._since_s > self._seconds / 2
            if attended or (known and late):
                desk.selection.select_incident((attended or known)[0].incident_id)
        if desk.cameras.window is not None:
            return
        for camera in picture.cameras.values():
            if not cameras.why_no_picture(picture, camera):
                desk.cameras.open(camera.camera_id, REASON)
                return

    @guarded
    def _turn(self) -> None:
        if next(self._scenes, None) is None:
            self._say()
        else:
            self._next.start(SETTLE_MS)

    def _show(self) -> Iterator[str]:
        """Take a picture, show the next thing, wait, and so on."""
        desk = self._desk
        self._step.stop()
        self._facts = self.facts()
        self._files += self.take("night")
        desk.theme.switch("light")
        yield "by day"
        self._files += self.take("day")
        desk.theme.switch("dark")
        desk.cameras.shut()
        desk.stage.go_to()
        yield "where the incident is"
        self._files += self.take("street")
        desk.stage.open_command()
        yield "the command bar"
        self._files += self.take("command")
        desk.stage.step_back()
        desk.stage.maps.go_home()
        desk.stage.show_panel("doors")
        yield "the feeds"
        self._files += self.take("feeds")

    def _say(self) -> None:
        summary = {**self._facts, "pictures": [path.name for path in self._files]}
        sys.stdout.write(json.dumps(summary) + "\n")
        sys.stdout.flush()
        missing = [name for name in NEEDED if not self._facts.get(name)]
        if missing:
            sys.stderr.write(f"nothing alive: {', '.join(missing)}\n")
        self.done.emit(1 if missing else 0)
