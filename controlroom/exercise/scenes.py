"""Made-up pictures of a street at night, frame by frame, for cameras that do not exist.

A pinhole camera looks along a straight street: road, pavements, house fronts with lit
windows, other people's cars. What moves is how far the camera has come. Everything
that does not move is worked out once; a frame takes a few milliseconds.
"""

import numpy as np
from numpy.typing import NDArray

from controlroom.exercise.glyphs import text_mask

WIDTH, HEIGHT = 480, 270
FRAMES_PER_S = 10
Frame = NDArray[np.uint8]

_HORIZON = int(HEIGHT * 0.44)
_FOCUS = 300.0
_EYE_M = 1.6
_FRONT_M = 6.5
_ROOF_M = 9.5


class Street:
    """One camera's view. `seed` shapes the street, so that each camera has its own."""

    def __init__(self, seed: int, *, worn: bool) -> None:
        rng = np.random.Generator(np.random.PCG64([seed, 3]))
        self._worn = worn
        self._lit = rng.random((64, 3)) < 0.32
        self._warm = rng.uniform(0.75, 1.15, (64, 3))
        self._cars = rng.uniform(0, 120, 5)
        self._noise = rng.integers(0, 9, (HEIGHT, WIDTH, 1), dtype=np.uint8)
        rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
        across = columns - WIDTH / 2
        below = np.maximum(rows - _HORIZON, 0.5)
        self._ground_z = _FOCUS * _EYE_M / below
        self._ground_x = across * self._ground_z / _FOCUS
        wall_z = _FOCUS * _FRONT_M / np.maximum(np.abs(across), 1.0)
        wall_y = _EYE_M + (_HORIZON - rows) * wall_z / _FOCUS
        self._wall = (wall_y > 0) & (wall_y < _ROOF_M) & (wall_z < 140)
        self._wall_z, self._wall_y = wall_z[self._wall], wall_y[self._wall]
        self._side = (across[self._wall] > 0) * 31
        self._road = ~self._wall & (rows > _HORIZON) & (np.abs(self._ground_x) < 3.6)
        self._base = self._paint_base(rows)

    def frame(self, come_m: float, second: float, caption: str) -> Frame:
        """The picture after `come_m` metres: uint8 (HEIGHT, WIDTH, 3), RGB."""
        picture = self._base.copy()
        self._paint_windows(picture, come_m)
        self._paint_road(picture, come_m)
        for number, start in enumerate(self._cars):
            self._paint_car(picture, start, come_m, second, number)
        if self._worn:
            sway = round(4 * np.sin(second * 5.2)), round(6 * np.sin(second * 2.6))
            picture = np.roll(picture, sway, axis=(0, 1))
        picture += np.roll(self._noise, int(second * 977) % HEIGHT, axis=0)
        _burn(picture, caption)
        return picture

    def _paint_base(self, rows: NDArray[np.float32]) -> Frame:
        picture = np.zeros((HEIGHT, WIDTH, 3), np.float32)
        glow = np.clip(1 - np.abs(rows - _HORIZON) / _HORIZON, 0, 1)[..., None]
        picture += np.array([14, 17, 26]) + glow * np.array([26, 26, 30])
        ground = rows > _HORIZON
        shade = np.clip(60 - self._ground_z, 14, 46)[..., None]
        picture = np.where(
            ground[..., None], shade * np.array([1.0, 1.0, 1.04]), picture
        )
        road = np.clip(44 - self._ground_z * 0.7, 12, 38)[..., None]
        picture = np.where(
            self._road[..., None], road * np.array([0.9, 0.93, 1.0]), picture
        )
        fog = np.clip(44 - self._wall_z * 0.35, 10, 44)[:, None]
        picture[self._wall] = fog * np.array([1.0, 0.9, 0.84])
        return np.clip(picture, 0, 245).astype(np.uint8)

    def _paint_windows(self, picture: Frame, come_m: float) -> None:
        along = self._wall_z + come_m
        bay = (along // 3.0).astype(np.int32)
        storey = np.clip((self._wall_y // 3.0).astype(np.int32), 0, 2)
        glass = (along % 3.0 > 1.0) & (along % 3.0 < 2.2)
        glass &= (self._wall_y % 3.0 > 1.0) & (self._wall_y % 3.0 < 2.3)
        house = (bay + self._side) % 64
        lit = glass & self._lit[house, storey]
        pane = picture[self._wall]
        pane[glass & ~lit] = (22, 26, 34)
        warm = self._warm[house, storey][lit] * np.clip(
            1.2 - self._wall_z[lit] / 90, 0.25, 1
        )
        pane[lit] = (
            (np.array([205, 160, 92]) * warm[:, None]).clip(0, 245).astype(np.uint8)
        )
        picture[self._wall] = pane

    def _paint_road(self, picture: Frame, come_m: float) -> None:
        along = self._ground_z + come_m
        dash = self._road & (np.abs(self._ground_x) < 0.09) & (along % 6.0 < 3.0)
        picture[dash & (self._ground_z < 70)] = (176, 178, 176)
        kerb = ~self._wall & (np.abs(np.abs(self._ground_x) - 3.5) < 0.12)
        picture[kerb & (self._ground_z < 60)] = (70, 72, 76)

    def _paint_car(
        self, picture: Frame, start: float, come_m: float, second: float, number: int
    ) -> None:
        """Two lamps and a body: red when it goes our way, white when it comes."""
        oncoming = number % 2 == 0
        ahead = (start - come_m + second * (-9 if oncoming else 5)) % 120 + 4
        scale = _FOCUS / ahead
        middle = WIDTH / 2 + (1.8 if oncoming else -1.8) * scale
        ground = _HORIZON + _EYE_M * scale
        left, right = int(middle - 0.85 * scale), int(middle + 0.85 * scale)
        top, bottom = int(ground - 1.4 * scale), int(ground)
        if bottom - top < 2 or bottom >= HEIGHT or left < 0 or right >= WIDTH:
            return
        picture[top:bottom, left:right] = (18, 19, 23)
        size = max(1, round(0.16 * scale))
        lamp = int(ground - 0.75 * scale)
        colour = (244, 238, 214) if oncoming else (190, 30, 26)
        for corner in (left, right - size):
            picture[lamp : lamp + size, corner : corner + size] = colour


def _burn(picture: Frame, caption: str) -> None:
    """Burn the caption into the lower left corner, white on black."""
    mask = text_mask(caption, 2)
    height, width = mask.shape
    width = min(width, WIDTH - 24)
    box = picture[HEIGHT - height - 16 : HEIGHT - 8, 8 : 16 + width]
    box[...] = 8
    box[4 : 4 + height, 4 : 4 + width][mask[:, :width]] = (236, 240, 244)
