"""Where the map looks: place, zoom and size, to and from screen pixels; draws nothing.

World coordinates are the unit square of Web Mercator (`controlroom.ground.mercator`).
Pixels are device pixels; `unit` is how many of them a pixel of the design has (device
ratio times text scale). Zoom 0 shows the world in 256 design pixels.
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from controlroom.ground.mercator import EARTH_GIRTH_M, Floats, project, unproject

MIN_ZOOM = 3.0
MAX_ZOOM = 19.0
STEP = 0.5
"""Zooms at rest are multiples of this: the ground is painted for exactly these."""

TILE = 256.0


class Viewport:
    """The rectangle of the world that a map of `width` × `height` pixels shows."""

    def __init__(self, width: int = 640, height: int = 480, unit: float = 1.0) -> None:
        self.width = max(int(width), 1)
        self.height = max(int(height), 1)
        self.unit = unit
        self.x, self.y = 0.5, 0.5
        self.zoom = MIN_ZOOM

    @property
    def side(self) -> float:
        """Pixels along one side of the world."""
        return self.side_at(self.zoom)

    @property
    def origin(self) -> tuple[float, float]:
        """World pixel at the upper left corner, whole, so that all layers pan alike."""
        side = self.side
        return (
            float(round(self.x * side - self.width / 2)),
            float(round(self.y * side - self.height / 2)),
        )

    @property
    def metres_per_pixel(self) -> float:
        """Ground metres along one pixel in the middle of the view."""
        lat, _ = self.centre
        return EARTH_GIRTH_M * math.cos(math.radians(lat)) / self.side

    @property
    def centre(self) -> tuple[float, float]:
        """(lat, lon) in the middle, degrees."""
        lat, lon = unproject(np.array([self.x, self.y]))
        return float(lat), float(lon)

    def side_at(self, zoom: float) -> float:
        """Return the pixels along one side of the world at another zoom."""
        return float(TILE * self.unit * 2.0**zoom)

    def state(self) -> tuple[float, float, float]:
        """World x, y and zoom: what `restore` takes and what tells two views apart."""
        return self.x, self.y, self.zoom

    def restore(self, state: tuple[float, float, float]) -> None:
        """Look again where `state` was taken."""
        self.x, self.y, self.zoom = state

    def resize(self, width: int, height: int, unit: float) -> None:
        """Change the size in pixels; the middle stays in the middle."""
        self.width, self.height, self.unit = max(width, 1), max(height, 1), unit

    def look_at(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Put a place in the middle. A place that is not finite is refused.

        Raises ValueError.
        """
        if not (math.isfinite(lat) and math.isfinite(lon)):
            msg = f"cannot look at {lat}, {lon}"
            raise ValueError(msg)
        x, y = project(lat, lon)
        self.x, self.y = float(x) % 1.0, float(y)
        if zoom is not None:
            self.zoom = bounded_zoom(zoom)
        self._keep_in_world()

    def pan(self, right: float, down: float) -> None:
        """Move the view by pixels."""
        side = self.side
        self.x += right / side
        self.y += down / side
        self._keep_in_world()

    def zoom_at(self, zoom: float, x: float, y: float) -> None:
        """Change the zoom; what is under pixel (x, y) stays under it."""
        side = self.side
        world_x = self.x + (x - self.width / 2) / side
        world_y = self.y + (y - self.height / 2) / side
        self.zoom = bounded_zoom(zoom)
        side = self.side
        self.x = world_x - (x - self.width / 2) / side
        self.y = world_y - (y - self.height / 2) / side
        self._keep_in_world()

    def fit(
        self,
        points: Iterable[tuple[float, float]],
        margin: float = 48.0,
        nearest: float = MAX_ZOOM,
    ) -> None:
        """Show all (lat, lon) points with a margin in design pixels, at a step of zoom.

        Points that are not finite are left out; with none left nothing moves. However
        near they lie to each other, the zoom is at most `nearest`.
        """
        places = np.array(list(points), np.float64).reshape(-1, 2)
        places = places[np.isfinite(places).all(axis=1)]
        if not len(places):
            return
        world = project(places[:, 0], places[:, 1])
        low, high = world.min(axis=0), world.max(axis=0)
        self.x, self.y = (float(value) for value in (low + high) / 2)
        room = [max(side - 2 * margin * self.unit, 64.0) for side in self._size()]
        spans = [float(span) for span in high - low]
        fitting = [
            math.log2(pixels / (TILE * self.unit * span))
            for pixels, span in zip(room, spans, strict=True)
            if span > 0
        ]
        zoom = min(fitting, default=MAX_ZOOM - 3)
        self.zoom = bounded_zoom(min(math.floor(zoom / STEP) * STEP, nearest))
        self._keep_in_world()

    def to_screen(self, world: Floats) -> Floats:
        """Pixels (n, 2) of world coordinates (n, 2)."""
        return np.asarray(world * self.side - np.array(self.origin))

    def to_world(self, pixels: Floats) -> Floats:
        """World coordinates (n, 2) of pixels (n, 2)."""
        return np.asarray((pixels + np.array(self.origin)) / self.side)

    def place_to_screen(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixel (x, y) of one place."""
        x, y = self.to_screen(project(lat, lon))
        return float(x), float(y)

    def to_place(self, x: float, y: float) -> tuple[float, float]:
        """(lat, lon) under a pixel."""
        left, top = self.origin
        lat, lon = unproject(np.array([left + x, top + y]) / self.side)
        return float(lat), (float(lon) + 180.0) % 360.0 - 180.0

    def shows(self, world: Floats, margin: float = 0.0) -> NDArray[np.bool_]:
        """Which world coordinates (n, 2) lie in the view or `margin` pixels around."""
        side = self.side
        left, top = self.origin
        x, y = world[:, 0], world[:, 1]
        return np.asarray(
            (x > (left - margin) / side)
            & (x < (left + self.width + margin) / side)
            & (y > (top - margin) / side)
            & (y < (top + self.height + margin) / side)
        )

    def _size(self) -> tuple[int, int]:
        return self.width, self.height

    def _keep_in_world(self) -> None:
        self.x = min(max(self.x, 0.0), 1.0)
        self.y = min(max(self.y, 0.0), 1.0)


def bounded_zoom(zoom: float) -> float:
    """Return a zoom within the bounds; one that is not finite becomes the smallest."""
    return min(max(zoom, MIN_ZOOM), MAX_ZOOM) if math.isfinite(zoom) else MIN_ZOOM


def next_step(zoom: float, steps: int) -> float:
    """Return the zoom at rest that is `steps` away, bounded."""
    return bounded_zoom((round(zoom / STEP) + steps) * STEP)
