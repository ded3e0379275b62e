"""Pictures of every window of a desk and what was alive in them, for a run without a
person.
"""

import json
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPainter

from controlroom.domain import cameras
from ui.app import DeskApp
from ui.panels.roster import OFF_DUTY

FRAMES_KEPT = 5_000
NEEDED = (
    "units", "incidents_open", "assigned", "fixes_per_s", "frame_p99_ms",
    "streams_playing",
)  # fmt: skip
"""What must be above zero for the run to count."""
DAY_MS = 2_500
"""Between the switch to light and its pictures."""
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
        self._paints: deque[float] = deque(maxlen=FRAMES_KEPT)
        self._fixes_before = 0
        self._facts: dict[str, float] = {}
        self._files: list[Path] = []
        self._since_s = time.monotonic()
        self._time_paints()
        self._step = QTimer(self, interval=500)
        self._step.timeout.connect(self._live)
        self._end = QTimer(self, singleShot=True, interval=round(1000 * seconds))
        self._end.timeout.connect(self._finish)

    def start(self) -> None:
        """Begin to count; once, however often the link comes back."""
        if self._end.isActive():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fixes_before = self._desk.frame.fixes
        self._since_s = time.monotonic()
        self._step.start()
        self._end.start()

    def facts(self) -> dict[str, float]:
        """Return what is alive now, by the names that the command line promises."""
        frame = self._desk.frame
        units = [u for u in frame.picture.units.values() if u.state != OFF_DUTY]
        incidents = frame.picture.incidents.values()
        seconds = max(0.001, time.monotonic() - self._since_s)
        p99 = float(np.percentile(list(self._paints), 99)) if self._paints else 0.0
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
        windows = [*self._desk.window.windows()]
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

    def _time_paints(self) -> None:
        stage = self._desk.window.map.stage
        paint: Callable[[QPainter], None] = stage.paint

        def timed(painter: QPainter) -> None:
            began = time.perf_counter()
            paint(painter)
            self._paints.append(1000 * (time.perf_counter() - began))

        stage.__dict__["paint"] = timed

    def _live(self) -> None:
        """Do what a person would: look at an incident, open a camera that records."""
        desk = self._desk
        picture = desk.frame.picture
        if desk.selection.incident_id is None:
            known = [
                each for each in picture.incidents.values() if each.lat is not None
            ]
            attended = [each for each in known if each.assignments]
            if attended or (known and self._waited_s() > self._seconds / 2):
                desk.selection.select_incident((attended or known)[0].incident_id)
        if desk.cameras.window is not None:
            return
        for camera in picture.cameras.values():
            if not cameras.why_no_picture(picture, camera):
                desk.cameras.open(camera.camera_id, REASON)
                return

    def _waited_s(self) -> float:
        return time.monotonic() - self._since_s

    def _finish(self) -> None:
        self._step.stop()
        self._facts = self.facts()
        self._files = self.take("night")
        self._desk.theme.switch("light")
        # The ground is painted anew by another process: it takes a moment.
        QTimer.singleShot(DAY_MS, self._finish_day)

    def _finish_day(self) -> None:
        self._files += self.take("day")
        self._desk.theme.switch("dark")
        names = [path.name for path in self._files]
        sys.stdout.write(json.dumps({**self._facts, "pictures": names}) + "\n")
        sys.stdout.flush()
        missing = [name for name in NEEDED if not self._facts[name]]
        if missing:
            sys.stderr.write(f"nothing alive: {', '.join(missing)}\n")
        self.done.emit(1 if missing else 0)
