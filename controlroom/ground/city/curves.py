"""Smooth curves and smooth noise in local metres; knows nothing of a city."""

from dataclasses import dataclass

import numpy as np
import shapely

from controlroom.ground.mercator import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Warp:
    """A smooth displacement of the plane: a sum of sine waves, the same for one seed.

    waves: float64 (k, 5) rows of wave vector x, y (radians a metre), phase, and the
    displacement's amplitude in x and y (metres).
    """

    waves: Floats

    @classmethod
    def draw(
        cls, rng: np.random.Generator, amplitude_m: float, wavelength_m: float
    ) -> "Warp":
        """A warp of a typical amplitude and wavelength."""
        count = 7
        angle = rng.uniform(0.0, 2.0 * np.pi, count)
        length = wavelength_m * rng.uniform(0.75, 1.5, count)
        push = rng.uniform(0.0, 2.0 * np.pi, count)
        size = amplitude_m / np.sqrt(count / 2.0)
        rows = [
            2.0 * np.pi / length * np.cos(angle),
            2.0 * np.pi / length * np.sin(angle),
            rng.uniform(0.0, 2.0 * np.pi, count),
            size * np.cos(push),
            size * np.sin(push),
        ]
        return cls(np.stack(rows, axis=1))

    def __call__(self, points: Floats) -> Floats:
        """Points (n, 2) displaced."""
        swing = np.sin(points @ self.waves[:, :2].T + self.waves[:, 2])
        return np.asarray(points + swing @ self.waves[:, 3:])


def smooth(points: Floats, *, closed: bool = False, step_m: float = 24.0) -> Floats:
    """A Catmull-Rom curve through points (n, 2), which all stay on it exactly.

    A closed curve does not repeat its first point.
    """
    points = np.asarray(points, np.float64)
    if closed:
        around = np.concatenate([points[-1:], points, points[:2]])
    else:
        head = 2.0 * points[:1] - points[1:2]
        tail = 2.0 * points[-1:] - points[-2:-1]
        around = np.concatenate([head, points, tail])
    pieces = []
    for before, start, end, after in zip(
        around[:-3], around[1:-2], around[2:-1], around[3:], strict=True
    ):
        count = max(int(np.hypot(*(end - start)) / step_m), 1)
        t = (np.arange(count) / count)[:, None]
        # tangents scaled to the span: no loops where control points stand unevenly
        span = np.hypot(*(end - start))
        go = (end - before) / max(np.hypot(*(end - before)), 1e-9) * span
        come = (after - start) / max(np.hypot(*(after - start)), 1e-9) * span
        pieces.append(
            (2 * t**3 - 3 * t**2 + 1) * start
            + (t**3 - 2 * t**2 + t) * go
            + (-2 * t**3 + 3 * t**2) * end
            + (t**3 - t**2) * come
        )
    if not closed:
        pieces.append(points[-1:])
    return np.concatenate(pieces)


def ribbon(line: Floats, width_m: Floats) -> shapely.Polygon:
    """The area along a line whose width (n,) changes along it."""
    ahead = np.gradient(line, axis=0)
    ahead /= np.hypot(*ahead.T)[:, None]
    aside = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1) * width_m[:, None] / 2.0
    outline = shapely.Polygon(np.concatenate([line + aside, (line - aside)[::-1]]))
    return shapely.buffer(outline, 0.0)


def blob(
    rng: np.random.Generator, centre: Floats, radius_m: float, roughness: float = 0.25
) -> Floats:
    """A round outline (n, 2) with lobes: ponds, woods, the edge of a town."""
    angle = np.linspace(0.0, 2.0 * np.pi, 96, endpoint=False)
    radius = np.ones_like(angle)
    for lobes in range(2, 7):
        size = roughness / lobes * rng.uniform(0.4, 1.2)
        radius += size * np.sin(lobes * angle + rng.uniform(0.0, 2.0 * np.pi))
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return np.asarray(centre + ring * (radius * radius_m)[:, None])
