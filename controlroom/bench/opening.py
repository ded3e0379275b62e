"""A desk from its start to the first ground it shows, in a process of its own.

Run as a program by `controlroom bench map`: prints one JSON line, `ground_s`.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter

from ui.app import DeskApp, DeskOptions, make_application

LIMIT_S = 60.0
NOBODY = "ws://127.0.0.1:9"
"""No gateway: the ground waits for none."""


def main(pack: str) -> int:
    """Open a desk on a pack; return 0 once its map has drawn a square of ground."""
    application = make_application(["bench"])
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as folder:
        nobody = "-"
        desk = DeskApp(
            DeskOptions(
                gateway_url=NOBODY, token=nobody, folder=Path(folder), pack=Path(pack)
            )
        )
        watch(desk)
        desk.open()
        QTimer.singleShot(round(LIMIT_S * 1000), lambda: application.exit(1))
        try:
            return application.exec()
        finally:
            desk.shut()


def watch(desk: DeskApp) -> None:
    """Print when the first painting with ground in it is over; then end.

    ground_s: seconds by the system's monotonic clock.
    """
    stage = desk.window.map.stage
    paint = stage.paint

    def painted(painter: QPainter) -> None:
        paint(painter)
        if stage.ground.kept_bytes:
            del stage.__dict__["paint"]
            print(json.dumps({"ground_s": time.monotonic()}), flush=True)
            QTimer.singleShot(0, desk.window.close)

    stage.__dict__["paint"] = painted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
