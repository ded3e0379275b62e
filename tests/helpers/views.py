"""Makes the pictures of the help: `make views`, or some of them by their names.

Every panel of the desk, full and empty, by day and by night, in the made-up city: the
same pictures each time, but for what the fonts of a system draw differently.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from scipy.spatial import KDTree

from controlroom.exercise.city_file import city_pack
from tests.helpers.views_room import ViewsRoom
from tests.helpers.views_scenes import VIEWS, View, rest
from ui.app import make_application

HOURS = {"dark": "night", "light": "day"}
COLOURS = (256, 128, 64, 32)
"""Of a palette, the first that makes a file light enough."""
APART = (0, 3, 6, 9, 13, 18, 25, 40)
"""How far the colours of a palette are apart, the first that leaves no colour out."""
HEAVIEST = 150_000
"""Bytes of a picture: help travels with every installation."""


def names_of(panel: str) -> list[str]:
    """Return the files of a panel: full and empty, each by night and by day."""
    shown = ("full", "empty") if VIEWS[panel].has_empty else ("full",)
    return [
        f"desk_{panel}_{each}_{hour}.png" for each in shown for hour in HOURS.values()
    ]


def make_views(folder: Path, wanted: list[str]) -> Iterator[Path]:
    """Make the pictures of some panels, of all when none is named; yield the files."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        pack = city_pack(1, Path(os.environ.get("CITYDBG", kept)))
        for name in wanted or VIEWS:
            view, files = VIEWS[name], iter(names_of(name))
            for full in (True, False)[: 1 + view.has_empty]:
                room = ViewsRoom(pack, full=full or view.always).open()
                for image in _pictures(room, view, full=full):
                    path = folder / next(files)
                    path.write_bytes(light(image))
                    yield path


def _pictures(room: ViewsRoom, view: View, *, full: bool) -> Iterator[QImage]:
    """Take what a view shows, by night, then by day."""
    room.room.theme.hold_still(still=True)
    shown = view.show(room, full)
    for theme in HOURS:
        room.room.theme.switch(theme)
        shown.theme.switch(theme)
        room.room.frame.second.emit()
        room.settle()
        shown.move()
        rest()
        yield shown.widget.grab().toImage()
    shown.widget.close()
    room.shut()


def light(image: QImage) -> bytes:
    """Return a picture as PNG with as many colours as its weight allows."""
    for colours in COLOURS:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        painted(image, colours).save(buffer, "PNG", 0)  # type: ignore[call-overload]  # Qt takes a device
        made = bytes(buffer.data().data())
        if len(made) < HEAVIEST:
            return made
    msg = f"{len(made)} bytes with {COLOURS[-1]} colours"
    raise ValueError(msg)


def painted(image: QImage, most_colours: int) -> QImage:
    """Return a picture with at most so many colours."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    high, wide = plain.height(), plain.width()
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(high, wide)
    colours, where, count = np.unique(
        pixels & 0xFFFFFF, return_inverse=True, return_counts=True
    )
    chosen = colours[_palette(_channels(colours), count, most_colours)]
    _, nearest = KDTree(_channels(chosen)).query(_channels(colours))
    made = QImage(wide, high, QImage.Format.Format_Indexed8)
    made.setColorTable([0xFF000000 | int(each) for each in chosen])
    rows = np.frombuffer(made.bits(), np.uint8).reshape(high, made.bytesPerLine())
    rows[:, :wide] = nearest[where].reshape(high, wide)
    return made


def _palette(
    channels: NDArray[np.float64], count: NDArray[np.int64], most: int
) -> list[int]:
    """Return which colours are kept: those that cover much and differ from the others.

    A few pixels of amber are not lost in a thousand greys.
    """
    for apart in APART:
        chosen: list[int] = []
        far = np.full(len(channels), np.inf)
        while len(chosen) < most and (far > apart).any():
            chosen.append(int(np.argmax(np.where(far > apart, count, 0))))
            steps = np.abs(channels - channels[chosen[-1]]).max(axis=1)
            far = np.minimum(far, steps)
        if not (far > apart).any():
            break
    return chosen


def _channels(colours: NDArray[np.uint32]) -> NDArray[np.float64]:
    parts = [colours >> 16 & 255, colours >> 8 & 255, colours & 255]
    return np.stack(parts, axis=1).astype(np.float64)


def main(arguments: list[str]) -> None:
    """Make the pictures that the command line names: a folder, then panels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    for path in make_views(Path(arguments[0]), arguments[1:]):
        sys.stdout.write(f"{path.name} {path.stat().st_size}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
