"""How the ground is cut into squares at each step of zoom, and which a view touches."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from ui.map.sheet import Address, Extent
from ui.map.viewport import STEP, TILE, Viewport

_LARGEST_TILE_PX = 400


class Square(NamedTuple):
    """A painted square: theme, steps of zoom (two to a zoom), address."""

    theme: str
    step: int
    x: int
    y: int


class Level(NamedTuple):
    """How one step of zoom is cut: tiles of `pixels`, `across` of them to a square."""

    zoom: int
    pixels: int
    across: int

    @property
    def side(self) -> int:
        """Pixels along a square."""
        return self.pixels * self.across

    @property
    def world(self) -> float:
        """Pixels along the world."""
        return float(self.pixels * 2**self.zoom)


def level_of(step: int, unit: float) -> Level:
    """Return how a step of zoom is painted at `unit` device pixels a design pixel."""
    zoom, half = divmod(step, 2)
    pixels = round(TILE * unit * 2.0 ** (half * STEP))
    return Level(zoom, pixels, 2 if pixels < _LARGEST_TILE_PX else 1)


class Window(NamedTuple):
    """A rectangle in world pixels of a level."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, view: Viewport, scale: float) -> "Window":
        """The window of a view that is drawn at so many times the painted size."""
        left, top = view.origin
        return cls(left / scale, top / scale, view.width / scale, view.height / scale)

    def inner(self, part: float) -> "Window":
        """The middle part of the window, 1 for all of it."""
        width, height = self.width * part, self.height * part
        left = self.left + (self.width - width) / 2
        return Window(left, self.top + (self.height - height) / 2, width, height)

    def extent(self, step: int, level: Level, around: float = 0.0) -> Extent:
        """The squares that the window touches, `around` squares more on each side."""
        side = level.side
        return Extent(
            step,
            side,
            math.floor(self.left / side - around),
            math.floor(self.top / side - around),
            math.ceil((self.left + self.width) / side + around) - 1,
            math.ceil((self.top + self.height) / side + around) - 1,
        )

    def squares(self, level: Level, around: float) -> Iterator[Address]:
        """Addresses of those squares that lie in the world."""
        last = math.ceil(level.world / level.side) - 1
        for x, y in self.extent(0, level, around).squares():
            if 0 <= x <= last and 0 <= y <= last:
                yield x, y
