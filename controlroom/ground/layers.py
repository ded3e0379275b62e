"""What a map tile holds: the layers in painting order, their shapes and labels."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.mercator import Floats


class LayerKind(NamedTuple):
    """One layer: `token` names its colour in `tokens.toml` [*.map].

    number: what stands for it in a pack's tiles; given once, never again.
    `shape` is "area" (closed rings, filled by the non-zero winding rule: holes run
    the other way round), "line", or "arrows" (lines along which arrows point).
    `cased` lines are painted twice: all casings of the cased layers of a `level`
    first, wider and in the token `casing`, then the fills in this order. `level`: -1
    in a tunnel, 0 on the ground, 1 on a bridge.
    """

    name: str
    number: int
    shape: str
    token: str
    cased: bool = False
    level: int = 0

    @property
    def plain(self) -> str:
        """The layer of the same kind of way on the ground: names a row of WIDTH_PX."""
        return self.name.removeprefix("tunnel_").removeprefix("bridge_")


# In painting order, first to last. Everything a pack may hold and a painter paints.
LAYERS: tuple[LayerKind, ...] = (
    LayerKind("void", 42, "area", "void"),
    LayerKind("land", 0, "area", "land"),
    LayerKind("block", 1, "area", "block"),
    LayerKind("campus", 13, "area", "campus"),
    LayerKind("park", 2, "area", "park"),
    LayerKind("sand", 14, "area", "sand"),
    LayerKind("wood", 15, "area", "wood"),
    LayerKind("pitch", 16, "area", "pitch"),
    LayerKind("water", 3, "area", "water"),
    LayerKind("stream", 4, "line", "water"),
    LayerKind("pier", 17, "area", "land"),
    LayerKind("plaza", 18, "area", "plaza"),
    LayerKind("tunnel_rail", 19, "line", "rail", level=-1),
    LayerKind("tunnel_path", 20, "line", "path", level=-1),
    LayerKind("tunnel_minor", 21, "line", "minor", cased=True, level=-1),
    LayerKind("tunnel_street", 22, "line", "street", cased=True, level=-1),
    LayerKind("tunnel_secondary", 23, "line", "secondary", cased=True, level=-1),
    LayerKind("tunnel_main", 24, "line", "main", cased=True, level=-1),
    LayerKind("tunnel_ring", 25, "line", "ring", cased=True, level=-1),
    LayerKind("tunnel_motorway", 26, "line", "motorway", cased=True, level=-1),
    LayerKind("building", 5, "area", "building"),
    LayerKind("path", 6, "line", "path"),
    LayerKind("steps", 27, "line", "path"),
    LayerKind("boundary", 7, "line", "label_area"),
    LayerKind("service", 28, "line", "minor", cased=True),
    LayerKind("pedestrian", 29, "line", "plaza", cased=True),
    LayerKind("minor", 8, "line", "minor", cased=True),
    LayerKind("street", 9, "line", "street", cased=True),
    LayerKind("secondary", 30, "line", "secondary", cased=True),
    LayerKind("main", 10, "line", "main", cased=True),
    LayerKind("ring", 11, "line", "ring", cased=True),
    LayerKind("motorway", 31, "line", "motorway", cased=True),
    LayerKind("rail", 12, "line", "rail"),
    LayerKind("tram", 32, "line", "rail"),
    LayerKind("bridge_path", 33, "line", "path", cased=True, level=1),
    LayerKind("bridge_minor", 34, "line", "minor", cased=True, level=1),
    LayerKind("bridge_street", 35, "line", "street", cased=True, level=1),
    LayerKind("bridge_secondary", 36, "line", "secondary", cased=True, level=1),
    LayerKind("bridge_main", 37, "line", "main", cased=True, level=1),
    LayerKind("bridge_ring", 38, "line", "ring", cased=True, level=1),
    LayerKind("bridge_motorway", 39, "line", "motorway", cased=True, level=1),
    LayerKind("bridge_rail", 40, "line", "rail", cased=True, level=1),
    LayerKind("oneway", 41, "arrows", "arrow"),
)
LAYER: dict[str, LayerKind] = {kind.name: kind for kind in LAYERS}
NUMBERED: dict[int, LayerKind] = {kind.number: kind for kind in LAYERS}

# Stroke widths of the fills in logical pixels at display zooms 10, 11, … 19; beyond
# the ends the nearest counts. 0 means the layer is not painted at that zoom.
# Casing: `CASING_PX` on each side.
WIDTH_PX: dict[str, tuple[float, ...]] = {
    "stream": (0, 0.8, 1, 1.2, 1.6, 2, 3, 5, 9, 17),
    "path": (0, 0, 0, 0, 0, 0.8, 1, 1.4, 2, 3),
    "steps": (0, 0, 0, 0, 0, 0, 2, 3, 5, 8),
    "service": (0, 0, 0, 0, 0, 1.2, 2.2, 4, 7.5, 14),
    "pedestrian": (0, 0, 0, 0.6, 1, 2.2, 3.8, 7, 13, 24),
    "minor": (0, 0, 0.4, 0.8, 1.4, 2.6, 4.5, 8, 15, 28),
    "street": (0, 0.5, 0.8, 1.4, 2.4, 3.8, 6, 10.5, 19, 36),
    "secondary": (0.6, 0.9, 1.3, 2, 3.1, 4.6, 7.2, 12, 22, 42),
    "main": (0.8, 1.2, 1.8, 2.6, 3.8, 5.5, 8.5, 14, 26, 50),
    "ring": (1.2, 1.8, 2.6, 3.6, 5, 7.5, 11.5, 19, 36, 70),
    "motorway": (1.6, 2.2, 3, 4, 5.4, 7.8, 11.8, 19, 36, 70),
    "rail": (0.6, 0.8, 1, 1.2, 1.5, 1.7, 1.9, 2.2, 2.6, 3),
    "tram": (0, 0, 0, 0.6, 0.8, 1, 1.2, 1.4, 1.7, 2),
    "boundary": (0.8, 0.8, 1, 1, 1, 1, 1, 1, 1, 1),
}
CASING_PX = (0, 0, 0, 0.5, 0.7, 0.9, 1, 1.2, 1.5, 2)
FIRST_WIDTH_ZOOM = 10


def width_px(layer: str, zoom: int) -> float:
    """Stroke width of a line layer in logical pixels at a display zoom."""
    widths = WIDTH_PX[LAYER[layer].plain]
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
