"""What a map tile holds: the layers in painting order, their shapes and labels."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.mercator import Floats


class LayerKind(NamedTuple):
    """One layer: `token` names its colour in `tokens.toml` [*.map].

    `shape` is "area" (closed rings, filled by the non-zero winding rule: holes run
    the other way round) or "line". `width_m` is the real width of a carriageway;
    `cased` lines are painted twice: all casings of the cased layers first, wider
    and in the token `casing`, then the fills in this order.
    """

    name: str
    shape: str
    token: str
    width_m: float = 0.0
    cased: bool = False


# In painting order, first to last. Everything a pack may hold and a painter paints.
LAYERS: tuple[LayerKind, ...] = (
    LayerKind("land", "area", "land"),
    LayerKind("block", "area", "block"),
    LayerKind("park", "area", "park"),
    LayerKind("water", "area", "water"),
    LayerKind("stream", "line", "water", 4.0),
    LayerKind("building", "area", "building"),
    LayerKind("path", "line", "minor", 2.0),
    LayerKind("boundary", "line", "label_area", 2.0),
    LayerKind("minor", "line", "minor", 7.0, cased=True),
    LayerKind("street", "line", "street", 9.0, cased=True),
    LayerKind("main", "line", "main", 13.0, cased=True),
    LayerKind("ring", "line", "ring", 20.0, cased=True),
    LayerKind("rail", "line", "rail", 5.0),
)
LAYER_INDEX = {kind.name: number for number, kind in enumerate(LAYERS)}

# Stroke widths of the fills in logical pixels at display zooms 10, 11, … 19; beyond
# the ends the nearest counts. 0 means the layer is not painted at that zoom.
# Casing: `CASING_PX` on each side.
WIDTH_PX: dict[str, tuple[float, ...]] = {
    "stream": (0, 0.8, 1, 1.2, 1.6, 2, 3, 5, 9, 17),
    "path": (0, 0, 0, 0, 0, 0.8, 1, 1.4, 2, 3),
    "minor": (0, 0, 0.4, 0.8, 1.4, 2.6, 4.5, 8, 15, 28),
    "street": (0, 0.5, 0.8, 1.4, 2.4, 3.8, 6, 10.5, 19, 36),
    "main": (0.8, 1.2, 1.8, 2.6, 3.8, 5.5, 8.5, 14, 26, 50),
    "ring": (1.2, 1.8, 2.6, 3.6, 5, 7.5, 11.5, 19, 36, 70),
    "rail": (0.6, 0.8, 1, 1.2, 1.5, 1.8, 2.2, 3, 4, 6),
    "boundary": (0.8, 0.8, 1, 1, 1, 1, 1, 1, 1, 1),
}
CASING_PX = (0, 0, 0, 0.5, 0.7, 0.9, 1, 1.2, 1.5, 2)
FIRST_WIDTH_ZOOM = 10


def width_px(layer: str, zoom: int) -> float:
    """Stroke width of a line layer in logical pixels at a display zoom."""
    widths = WIDTH_PX[layer]
    return widths[min(max(zoom - FIRST_WIDTH_ZOOM, 0), len(widths) - 1)]


def casing_px(zoom: int) -> float:
    """What the casing adds on each side of a cased line, in logical pixels."""
    return CASING_PX[min(max(zoom - FIRST_WIDTH_ZOOM, 0), len(CASING_PX) - 1)]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Rings or lines: `points` (n, 2), shape i is points[starts[i]:starts[i+1]].

    Rings are not repeated at their end: the last point joins the first.
    """

    points: NDArray[Any]
    starts: NDArray[np.int32]

    def __len__(self) -> int:
        return max(len(self.starts) - 1, 0)

    def __iter__(self) -> Iterator[NDArray[Any]]:
        for first, last in zip(self.starts[:-1], self.starts[1:], strict=True):
            yield self.points[first:last]

    @classmethod
    def of(cls, parts: "list[Floats]") -> "Shapes":
        """Shapes of separate (k, 2) arrays."""
        lengths = np.array([0, *(len(part) for part in parts)], np.int64)
        points = np.concatenate(parts) if parts else np.zeros((0, 2))
        return cls(points, np.cumsum(lengths).astype(np.int32))


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A text with its place, already chosen so that labels of one zoom do not collide.

    kind: street, area, park, water or landmark. `points` (k, 2) in tile coordinates:
    one point is the centre of the text; two or more are a line to set the text along,
    left to right, long enough for it, the text centred on its middle. A label is in
    every tile it touches, whole, so that neighbouring tiles paint the same letters.
    """

    text: str
    kind: str
    rank: int
    zoom_from: int
    zoom_to: int
    points: NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One XYZ tile; coordinates 0…1 run right and down, and go a little beyond.

    `layers` holds only layers with something in them, in the order of `LAYERS`.
    """

    zoom: int
    x: int
    y: int
    layers: dict[str, Shapes] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
