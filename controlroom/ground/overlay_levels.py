"""An overlay made ready to be painted: simplified for each zoom, kept as columns.

What nobody can see at a zoom is not kept for it, so that a million vertices cost no
more to paint than the pixels that they fall on.
"""

import zipfile
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from controlroom.domain.errors import PackError
from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import Floats
from controlroom.ground.overlay import Name, Overlay

ZOOMS = range(3, 17)
WHOLE = 99
"""The level that is as detailed as the file."""
_CELL_PX = 1.0
_SHARP = 0.25  # how far beyond its zoom a level may still be shown
_TILE_PX = 256.0
_WORTH = 0.8
"""A level with more than this share of the points of the next is not worth keeping."""
_FEWEST = {"areas": 3, "lines": 2}


class Level(NamedTuple):
    """What is painted up to a zoom."""

    zoom: int
    areas: Shapes
    lines: Shapes


class Prepared(NamedTuple):
    """An overlay by level, coarsest first; places and names are the same at each."""

    levels: tuple[Level, ...]
    places: Floats
    names: tuple[Name, ...]

    def at(self, zoom: float) -> Level:
        """The coarsest level that is detailed enough for a zoom."""
        return next(level for level in self.levels if level.zoom >= zoom - _SHARP)

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in world coordinates."""
        whole = self.levels[-1]
        parts = [whole.areas.points, whole.lines.points, self.places]
        points = np.concatenate([part for part in parts if len(part)])
        left, top = points.min(axis=0)
        right, bottom = points.max(axis=0)
        return float(left), float(top), float(right), float(bottom)


def prepare(overlay: Overlay) -> Prepared:
    """Simplify an overlay for every zoom."""
    levels = [Level(WHOLE, overlay.areas, overlay.lines)]
    for zoom in reversed(ZOOMS):
        cell = _CELL_PX / (_TILE_PX * 2.0**zoom)
        finer = levels[-1]
        coarse = Level(
            zoom,
            simplify(finer.areas, cell, _FEWEST["areas"]),
            simplify(finer.lines, cell, _FEWEST["lines"]),
        )
        if _points(coarse) <= _WORTH * _points(finer):
            levels.append(coarse)
    return Prepared(tuple(reversed(levels)), overlay.places, overlay.names)


def simplify(shapes: Shapes, cell: float, fewest: int) -> Shapes:
    """Keep the first of the points that fall into one cell after another.

    Shapes with fewer than `fewest` points left are too small to be seen.
    """
    if not len(shapes):
        return shapes
    cells = np.floor(shapes.points / cell).astype(np.int64)
    kept = np.ones(len(cells), np.bool_)
    kept[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    kept[shapes.starts[:-1]] = True
    counts = np.add.reduceat(kept, shapes.starts[:-1], dtype=np.int64)
    seen = counts >= fewest
    kept &= np.repeat(seen, np.diff(shapes.starts))
    starts = np.concatenate([[0], np.cumsum(counts[seen])]).astype(np.int32)
    return Shapes(shapes.points[kept], starts)


def _points(level: Level) -> int:
    return len(level.areas.points) + len(level.lines.points)


def save(prepared: Prepared, path: Path) -> None:
    """Write columns to a file. Raises OSError."""
    names = msgspec.json.encode([tuple(name) for name in prepared.names])
    columns: dict[str, NDArray[np.generic]] = {
        "zooms": np.array([level.zoom for level in prepared.levels]),
        "places": prepared.places,
        "names": np.frombuffer(names, np.uint8),
    }
    for level in prepared.levels:
        for kind, shapes in (("areas", level.areas), ("lines", level.lines)):
            columns[f"{kind}_{level.zoom}"] = shapes.points
            columns[f"{kind}_{level.zoom}_starts"] = shapes.starts
    with path.open("wb") as file:
        np.savez(file, **columns)  # type: ignore[arg-type]  # the stub takes the flag for a column


def load(path: Path) -> Prepared:
    """Read what `save` wrote. Raises PackError when it is something else."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as columns:
            levels = tuple(
                Level(zoom, *(_shapes(columns, kind, zoom) for kind in _FEWEST))
                for zoom in columns["zooms"].tolist()
            )
            rows = msgspec.json.decode(
                columns["names"].tobytes(), type=list[tuple[str, float, float, float]]
            )
            places = columns["places"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise PackError(f"the overlay cannot be read: {error}") from None
    return Prepared(levels, places, tuple(Name(*row) for row in rows))


def _shapes(columns: "np.lib.npyio.NpzFile", kind: str, zoom: int) -> Shapes:
    points, starts = columns[f"{kind}_{zoom}"], columns[f"{kind}_{zoom}_starts"]
    return Shapes(points, starts)
