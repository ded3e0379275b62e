"""Chooses where names stand on the map, zoom by zoom, so that none hides another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.layers import Label
from controlroom.ground.mercator import Floats

TILE_PX = 256.0
# Width of a letter in em: wide enough for Inter and DejaVu Sans at label size.
_LETTER_EM = 0.6
_SIZE_PX = {
    "street": 11.0, "area": 15.0, "park": 11.5, "water": 12.5, "landmark": 11.5,
    "ref": 9.5, "house": 9.5, "city": 15.0, "sea": 16.0,
}  # fmt: skip
SYMBOLS = frozenset({"station", "hospital", "police", "fire", "school", "pub"})
_CELL_PX = 11.0  # labels are kept apart on a grid of this pitch
_REPEAT_PX = 460.0
_APART_PX = {"street": 300.0, "ref": 300.0, "water": 300.0}
"""How far apart one name's lettering stays, whichever line it stands on."""
_TRIES = (0.5, 0.25, 0.75)
"""Where on its stretch of a line a name is tried, until it finds room."""
_UPRIGHT = frozenset({"ref"})
"""Kinds that stand on a line and are written level."""
_STEP_PX = 9.0
_ROW_BITS = 32  # of a cell's number; columns above them
_BATCH = 3000  # texts whose possible places are held at once
_SHARP, _ROUND = np.radians(22.0), 1.4  # a step's and a whole text's turn, radians


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


def place_labels(
    texts: list[Text], zooms: range, late: Iterable[Text] = ()
) -> list[Label]:
    """Labels for each display zoom; those of the last zoom serve all deeper ones.

    late: texts for the last zoom alone, after all others, taken one by one: there may
    be as many of them as a region has houses.
    """
    ordered = sorted(texts, key=lambda text: text.rank)  # stable: the given order
    found = []
    for zoom in zooms:
        shown = (text for text in ordered if text.zoom_from <= zoom <= text.zoom_to)
        if zoom == zooms[-1]:
            found += _place(chain(shown, late), zoom, 99)
        else:
            found += _place(shown, zoom, zoom)
    return found


def text_width_px(text: str, kind: str) -> float:
    """The width a painter needs for a text, somewhat generous."""
    spacing = 1.25 if kind == "area" else 1.0  # areas are set wide
    return len(text) * _SIZE_PX.get(kind, 11.5) * _LETTER_EM * spacing


def _place(texts: Iterable[Text], zoom: int, last: int) -> list[Label]:
    scale = TILE_PX * (1 << zoom)
    taken: set[int] = set()
    written: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    found = []
    waiting = iter(texts)
    batches = iter(lambda: list(islice(waiting, _BATCH)), [])
    candidates = (found for batch in batches for found in _candidates(batch, scale))
    for text, width, options in candidates:
        for points in options:
            cells = _cells(points, width, text.kind)
            x, y = points[len(points) // 2].tolist()
            if cells & taken or _is_near(x, y, written.get(text.text, ()), text.kind):
                continue
            taken |= cells
            if text.kind in _APART_PX:
                written[text.text].append((x, y))
            world = points / scale
            found.append(Label(text.text, text.kind, text.rank, zoom, last, world))
    return found


def _is_near(
    x: float, y: float, others: Sequence[tuple[float, float]], kind: str
) -> bool:
    """Whether the same words stand so near that one of them says nothing."""
    apart = _APART_PX.get(kind, 0.0)
    return any(abs(x - ox) < apart and abs(y - oy) < apart for ox, oy in others)


def _candidates(
    texts: list[Text], scale: float
) -> list[tuple[Text, float, list[Floats]]]:
    """Where each text could stand, in pixels of the zoom; all lines sampled at once."""
    options: list[list[Floats]] = [[] for _ in texts]
    widths = [text_width_px(text.text, text.kind) for text in texts]
    lines = [number for number, text in enumerate(texts) if len(text.points) > 1]
    for number, text in enumerate(texts):
        if len(text.points) == 1:
            options[number].append(text.points * scale)
    if lines:
        spots = _spots(
            [texts[number] for number in lines], np.array(widths)[lines], scale
        )
        for number, points in spots:
            upright = texts[lines[number]].kind in _UPRIGHT
            middle = points[len(points) // 2][None]
            options[lines[number]].append(middle if upright else points)
    return list(zip(texts, widths, options, strict=True))


def _spots(texts: list[Text], widths: Floats, scale: float) -> list[tuple[int, Floats]]:
    """(text, line to set it along) wherever a text has room and a gentle line."""
    counts = np.array([len(text.points) for text in texts])
    points = np.concatenate([text.points for text in texts]) * scale
    step = np.hypot(*np.diff(points, axis=0).T)
    ends = np.cumsum(counts)
    step[ends[:-1] - 1] = 0.0  # from one line to the next
    distance = np.concatenate([[0.0], np.cumsum(step)])
    # lines lie on one axis of pixels, each apart from the next by a pixel
    distance += np.repeat(np.arange(len(texts)), counts)
    begin, room = distance[ends - counts], distance[ends - 1] - distance[ends - counts]
    copies = np.maximum(room / np.maximum(_REPEAT_PX, 2.2 * widths), 1.0).astype(int)
    copies[room < widths + 8.0] = 0
    owner = np.repeat(np.arange(len(texts)), copies)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(copies) - copies, copies)
    if not len(owner):
        return []
    stretch = room[owner] / copies[owner]
    slack = np.maximum(stretch - widths[owner] - 8.0, 0.0) / stretch
    tries = 0.5 + (np.array(_TRIES) - 0.5) * slack[:, None]
    middle = (begin[owner, None] + (rank[:, None] + tries) * stretch[:, None]).ravel()
    owner = np.repeat(owner, len(_TRIES))
    samples = np.maximum(widths[owner] / _STEP_PX, 2.0).astype(int)
    spot = np.repeat(np.arange(len(owner)), samples)
    ends = np.cumsum(samples)
    starts = ends - samples
    part = (np.arange(len(spot)) - starts[spot]) / (samples[spot] - 1) - 0.5
    at = middle[spot] + part * widths[owner[spot]]
    line = np.stack([np.interp(at, distance, points[:, i]) for i in (0, 1)], axis=1)
    gentle = np.flatnonzero(_are_gentle(line, starts))
    pieces = ((number, line[starts[number] : ends[number]]) for number in gentle)
    return [
        (int(owner[number]), piece if piece[-1, 0] >= piece[0, 0] else piece[::-1])
        for number, piece in pieces
    ]


def _are_gentle(lines: Floats, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether letters along each line neither collide at a corner nor turn over.

    lines: the points of all lines in turn; starts: where each begins.
    """
    step = np.diff(lines, axis=0, append=lines[-1:])
    heading = np.arctan2(step[:, 1], step[:, 0])
    turn = (np.diff(heading, append=0.0) + np.pi) % (2.0 * np.pi) - np.pi
    # a line of n points has n - 2 turns; what joins it to the next is none of them
    last = np.append(starts[1:], len(lines)) - 1
    turn[last] = 0.0
    turn[np.maximum(last - 1, 0)] = 0.0
    course = np.cumsum(turn)
    before = np.repeat(
        course[starts] - turn[starts], np.diff(starts, append=len(lines))
    )
    course -= before
    most = np.maximum.reduceat(np.abs(turn), starts)
    right = np.maximum.reduceat(course, starts)
    left = -np.minimum.reduceat(course, starts)
    return np.asarray((most < _SHARP) & (np.maximum(right, left) < _ROUND))


def _cells(points: Floats, width: float, kind: str) -> set[int]:
    """The grid cells that a text covers, each as one number: a region has millions."""
    if len(points) == 1:
        half = width / 2.0 + 4.0
        high = _SIZE_PX.get(kind, 11.5) * 0.8
        x, y = points[0]
        if kind in SYMBOLS:  # its name stands below it
            y, high = y + 7.0, high + 8.0
        xs = range(int((x - half) // _CELL_PX), int((x + half) // _CELL_PX) + 1)
        ys = range(int((y - high) // _CELL_PX), int((y + high) // _CELL_PX) + 1)
        return {(column << _ROW_BITS) + row for column in xs for row in ys}
    grid: NDArray[np.int64] = np.floor(points / _CELL_PX).astype(np.int64)
    middle = (grid[:, 0] << _ROW_BITS) + grid[:, 1]
    beside = np.array([-1, 0, 1]) << _ROW_BITS
    return set((middle[:, None] + beside).ravel().tolist())
