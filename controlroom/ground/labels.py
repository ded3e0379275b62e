"""Chooses where names stand on the map, zoom by zoom, so that none hides another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.layers import Label
from controlroom.ground.mercator import Floats

TILE_PX = 256.0
# Width of a letter in em: wide enough for Inter and DejaVu Sans at label size.
_LETTER_EM = 0.6
_SIZE_PX = {"street": 11.0, "area": 15.0, "park": 11.5, "water": 12.5, "landmark": 11.5}
_CELL_PX = 11.0  # labels are kept apart on a grid of this pitch
_REPEAT_PX = 460.0
_STEP_PX = 9.0
_SHARP = np.radians(22.0)  # letters would fall over each other


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Something to be named: at a point (1, 2) or along a line (n, 2), world coords.

    zoom_from, zoom_to: where it may be shown; rank: 0 is placed first.
    """

    text: str
    kind: str
    rank: int
    zoom_from: int
    zoom_to: int
    points: Floats


def place_labels(texts: list[Text], zooms: range) -> list[Label]:
    """Labels for each display zoom; those of the last zoom serve all deeper ones."""
    ordered = sorted(texts, key=lambda text: text.rank)  # stable: the given order
    found = []
    for zoom in zooms:
        shown = [text for text in ordered if text.zoom_from <= zoom <= text.zoom_to]
        last = 99 if zoom == zooms[-1] else zoom
        found += _place(shown, zoom, last)
    return found


def text_width_px(text: str, kind: str) -> float:
    """The width a painter needs for a text, somewhat generous."""
    spacing = 1.25 if kind == "area" else 1.0  # areas are set wide
    return len(text) * _SIZE_PX[kind] * _LETTER_EM * spacing


def _place(texts: list[Text], zoom: int, last: int) -> list[Label]:
    scale = TILE_PX * (1 << zoom)
    taken: set[tuple[int, int]] = set()
    found = []
    for text in texts:
        width = text_width_px(text.text, text.kind)
        for points in _candidates(text, width, scale):
            cells = _cells(points, width, text.kind)
            if cells & taken:
                continue
            taken |= cells
            world = points / scale
            found.append(Label(text.text, text.kind, text.rank, zoom, last, world))
    return found


def _candidates(text: Text, width: float, scale: float) -> list[Floats]:
    """Where a text could stand, in pixels of the zoom."""
    points = text.points * scale
    if len(points) == 1:
        return [points]
    step = np.hypot(*np.diff(points, axis=0).T)
    distance = np.concatenate([[0.0], np.cumsum(step)])
    room = distance[-1]
    if room < width + 8.0:
        return []
    count = max(int(room / max(_REPEAT_PX, 2.2 * width)), 1)
    samples = max(int(width / _STEP_PX), 2)
    found = []
    for number in range(count):
        middle = (number + 0.5) * room / count
        at = np.linspace(middle - width / 2.0, middle + width / 2.0, samples)
        line = np.stack(
            [np.interp(at, distance, points[:, axis]) for axis in (0, 1)], axis=1
        )
        if _is_gentle(line):
            found.append(line if line[-1, 0] >= line[0, 0] else line[::-1])
    return found


def _is_gentle(line: Floats) -> bool:
    step = np.diff(line, axis=0)
    heading = np.unwrap(np.arctan2(step[:, 1], step[:, 0]))
    gentle = len(heading) < 2 or np.abs(np.diff(heading)).max() < _SHARP  # noqa: PLR2004 - one step cannot bend
    return bool(gentle and np.ptp(heading) < 1.4)  # noqa: PLR2004 - radians, else upside down


def _cells(points: Floats, width: float, kind: str) -> set[tuple[int, int]]:
    """The grid cells that a text covers."""
    if len(points) == 1:
        half = width / 2.0 + 4.0
        high = _SIZE_PX[kind] * 0.8
        x, y = points[0]
        xs = range(int((x - half) // _CELL_PX), int((x + half) // _CELL_PX) + 1)
        ys = range(int((y - high) // _CELL_PX), int((y + high) // _CELL_PX) + 1)
        return {(column, row) for column in xs for row in ys}
    grid: NDArray[np.int64] = np.floor(points / _CELL_PX).astype(np.int64)
    return {(int(x) + dx, int(y)) for x, y in grid for dx in (-1, 0, 1)}
