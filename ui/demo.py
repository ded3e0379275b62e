"""The desk of a demo: a window for a person, or pictures of it without one.

Loaded only once a demo runs, for it brings Qt.
"""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer

from ui.app import DeskApp, DeskOptions, make_application
from ui.shots import Shots


@dataclass(frozen=True, slots=True)
class Album:
    """Where pictures go and after how many seconds they are made."""

    folder: Path
    seconds: float


def run(
    url: str,
    token: str,
    home: Path,
    pack: Path | None,
    album: Album | None,
    opened: Callable[[DeskApp], None] = lambda _desk: None,
) -> int:
    """Open the desk; return the exit status once it was closed or pictured.

    opened: told of the desk before anything is painted.
    """
    if album is not None and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    for name in (signal.SIGINT, signal.SIGTERM):
        # Asked to end before its loop runs, it would not hear of it.
        signal.signal(
            name, lambda *_: QTimer.singleShot(0, application, application.quit)
        )
    options = DeskOptions(
        gateway_url=url, token=token, folder=home, desk_name="Desk 1", pack=pack
    )
    desk = DeskApp(options)
    opened(desk)
    desk.open()
    if album is not None:
        shots = Shots(desk, album.folder, album.seconds)
        shots.done.connect(application.exit)
        shots.start()
    try:
        return application.exec()
    finally:
        desk.shut()
