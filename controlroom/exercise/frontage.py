"""What a made-up street looks like, unrolled: house fronts, pavements and road as one
sheet that repeats, in daylight and by lamps.

A sheet has rows across the street (left front from the ground up, right front, ground
from left to right) and columns along it; it is packed as 0xAABBGGRR, 0 being sky.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TEXEL_M = 0.1
COLUMNS = 2048
"""Columns along the street, a power of two."""
LOOP_M = COLUMNS * TEXEL_M
"""The street repeats after so many metres."""
FRONT_ROWS, GROUND_ROWS = 130, 150
ROWS = 2 * FRONT_ROWS + GROUND_ROWS
BLURS = (1, 4, 16, 64)
"""Columns averaged at each level: far away a pixel covers many."""
HALF_ROAD_M, FRONT_M = 3.4, 6.5
LAMPS_EVERY_M = 28.0
LAMP_X_M = 3.9

Light = NDArray[np.float32]
Packed = NDArray[np.uint32]

_BRICKS = (
    (0.40, 0.24, 0.19), (0.46, 0.31, 0.24), (0.52, 0.47, 0.40), (0.36, 0.30, 0.28),
    (0.56, 0.53, 0.47), (0.33, 0.22, 0.18), (0.44, 0.42, 0.41),
)  # fmt: skip
_GLASS = (0.10, 0.13, 0.17)
_WARM, _COOL = (1.0, 0.74, 0.40), (0.80, 0.90, 1.0)
_STOREY_M = 3.0


@dataclass(frozen=True, slots=True)
class Frontage:
    """A street before it is lit: how it reflects, what glows, what the lamps reach.

    `albedo` and `glow` are (ROWS, COLUMNS, 3), `lamps` (ROWS, COLUMNS), all 0 to 1;
    `sky` is true where a front does not reach that high.
    """

    albedo: Light
    glow: Light
    lamps: Light
    sky: NDArray[np.bool_]

    def lit(self, day: float) -> Packed:
        """Return the sheet at a level of daylight, 0 night to 1 noon.

        One sheet for each of `BLURS`, below each other: (4 × ROWS, COLUMNS).
        """
        night = 1.0 - day
        around = 0.07 * night * np.array([0.8, 0.9, 1.25]) + day * np.array(
            [1, 1, 0.98]
        )
        light = self.albedo * around.astype(np.float32)
        by_lamp = np.array([1.0, 0.78, 0.50], np.float32) * np.float32(0.75 * night)
        light += self.albedo * self.lamps[..., None] * by_lamp
        light += self.glow * np.float32(0.9 * night + 0.06)
        light[self.sky] = 0.0
        return np.concatenate([_pack(_blur(light, many), self.sky) for many in BLURS])


def build_frontage(seed: int) -> Frontage:
    """Return the street of a seed: the same every time."""
    rng = np.random.Generator(np.random.PCG64([seed, 17]))
    albedo = np.zeros((ROWS, COLUMNS, 3), np.float32)
    glow = np.zeros_like(albedo)
    sky = np.zeros((ROWS, COLUMNS), np.bool_)
    for side in range(2):
        rows = slice(side * FRONT_ROWS, (side + 1) * FRONT_ROWS)
        _build_side(rng, albedo[rows], glow[rows], sky[rows])
    _pave(rng, albedo[2 * FRONT_ROWS :])
    albedo *= rng.uniform(0.93, 1.05, (ROWS, COLUMNS, 1)).astype(np.float32)
    return Frontage(albedo, glow, _lamp_light(), sky)


def lamp_places() -> list[tuple[float, float]]:
    """Return where lamps stand: (x, along) in metres, sides alternating."""
    along = np.arange(6.0, COLUMNS * TEXEL_M, LAMPS_EVERY_M)
    return [(LAMP_X_M * (-1) ** n, float(at)) for n, at in enumerate(along)]


def _build_side(
    rng: np.random.Generator, albedo: Light, glow: Light, sky: NDArray[np.bool_]
) -> None:
    at = 0
    while at < COLUMNS:
        wide = min(int(rng.uniform(55, 110)), COLUMNS - at)
        storeys = int(rng.integers(2, 5))
        high = min(int((storeys * _STOREY_M + 0.7) / TEXEL_M), FRONT_ROWS)
        colour = np.array(_BRICKS[rng.integers(len(_BRICKS))], np.float32)
        house = (slice(0, high), slice(at, at + wide))
        albedo[house] = colour * np.float32(rng.uniform(0.8, 1.1))
        albedo[high - 4 : high, at : at + wide] *= 0.6
        albedo[:5, at : at + wide] *= 0.7
        albedo[:high, at : at + 1] *= 0.6
        sky[high:, at : at + wide] = True
        ground = _shop if rng.random() < 0.35 else _door
        ground(rng, albedo[:30, at : at + wide], glow[:30, at : at + wide])
        for storey in range(1, storeys):
            floor = slice(storey * 30, min(storey * 30 + 30, high))
            _windows(rng, albedo[floor, at : at + wide], glow[floor, at : at + wide])
        at += wide


def _windows(rng: np.random.Generator, albedo: Light, glow: Light) -> None:
    """A row of windows in a storey, some of them lit."""
    wide = albedo.shape[1]
    step = int(rng.integers(22, 30))
    for left in range(7, wide - 14, step):
        pane = (slice(9, 24), slice(left, left + 11))
        albedo[8:25, left - 1 : left + 12] *= 1.25
        albedo[pane] = _GLASS
        if rng.random() < 0.34:
            colour = np.array(_WARM if rng.random() < 0.8 else _COOL, np.float32)
            glow[pane] = colour * np.float32(rng.uniform(0.25, 0.85))
            if rng.random() < 0.5:
                glow[pane][:, :4] *= 0.35  # a curtain half drawn
        albedo[9:24, left + 5] *= 0.6


def _door(rng: np.random.Generator, albedo: Light, glow: Light) -> None:
    """A front door beside the windows of the ground floor."""
    _windows(rng, albedo[:, 16:], glow[:, 16:])
    albedo[0:21, 4:13] = np.array([0.10, 0.12, 0.16]) * rng.uniform(0.8, 2.0)
    if rng.random() < 0.5:
        glow[21:24, 4:13] = np.array(_WARM) * 0.6


def _shop(rng: np.random.Generator, albedo: Light, glow: Light) -> None:
    """A shop: one wide pane under a board."""
    wide = albedo.shape[1]
    albedo[0:28, 2 : wide - 2] = np.array([0.14, 0.16, 0.20]) * rng.uniform(0.7, 1.5)
    board = np.array(rng.uniform(0.15, 0.5, 3), np.float32)
    albedo[23:28, 3 : wide - 3] = board
    albedo[5:22, 5 : wide - 16] = _GLASS
    albedo[1:21, wide - 13 : wide - 5] = _GLASS
    if rng.random() < 0.6:
        colour = np.array(_COOL if rng.random() < 0.5 else _WARM, np.float32)
        glow[5:22, 5 : wide - 16] = colour * np.float32(rng.uniform(0.35, 0.75))
        glow[23:28, 6 : wide - 6] = board * 0.6


def _pave(rng: np.random.Generator, albedo: Light) -> None:
    """Road with its markings, kerbs and slabs; rows run from left to right."""
    x = (np.arange(GROUND_ROWS) - GROUND_ROWS / 2 + 0.5) * TEXEL_M
    along = np.arange(COLUMNS) * TEXEL_M
    road = np.abs(x) < HALF_ROAD_M
    albedo[:] = 0.30
    albedo[:, (np.arange(COLUMNS) % 9) == 0] *= 0.86
    albedo[(np.arange(GROUND_ROWS) % 9) == 0] *= 0.86
    albedo[road] = 0.145
    stains = rng.uniform(0.85, 1.12, (int(road.sum()), COLUMNS // 32)).repeat(
        32, axis=1
    )
    albedo[road] *= stains[..., None].astype(np.float32)
    albedo[np.abs(np.abs(x) - HALF_ROAD_M - 0.1) < 0.11] = 0.44
    for line_x in (HALF_ROAD_M - 0.25, HALF_ROAD_M - 0.55):
        albedo[np.abs(np.abs(x) - line_x) < 0.055] = (0.62, 0.52, 0.12)
    middle = np.abs(x) < 0.08
    albedo[np.ix_(middle, along % 6.0 < 3.0)] = 0.72
    for row in np.flatnonzero(road & (np.floor(x / 0.6) % 2 == 0)):
        albedo[row, int(120 / TEXEL_M) : int(123 / TEXEL_M)] = 0.74


def _lamp_light() -> Light:
    """How much of a lamp's light reaches each texel, 0 to 1; the street repeats."""
    along = np.arange(COLUMNS) * TEXEL_M
    up = (np.arange(FRONT_ROWS) + 0.5) * TEXEL_M
    across = (np.arange(GROUND_ROWS) - GROUND_ROWS / 2 + 0.5) * TEXEL_M
    light = np.zeros((ROWS, COLUMNS), np.float32)
    for lamp_x, at in lamp_places():
        off = np.abs(along - at)
        near = np.exp(-((np.minimum(off, LOOP_M - off) / 7.0) ** 2)).astype(np.float32)
        light[2 * FRONT_ROWS :] += (
            np.exp(-(((across - lamp_x) / 4.5) ** 2))[:, None] * near
        )
        on_front = np.exp(-(((up - 4.0) / 4.5) ** 2))[:, None] * near
        side = 0 if lamp_x < 0 else 1
        light[side * FRONT_ROWS : (side + 1) * FRONT_ROWS] += on_front
        other = 1 - side
        light[other * FRONT_ROWS : (other + 1) * FRONT_ROWS] += 0.3 * on_front
    return np.minimum(light, 1.0)


def _blur(light: Light, many: int) -> Light:
    """Average so many columns around each; the street repeats."""
    if many == 1:
        return light
    ahead = np.concatenate(
        [light[:, -(many // 2) :], light, light[:, : many // 2]], axis=1
    )
    sums = np.cumsum(ahead, axis=1, dtype=np.float32)
    mean: Light = (sums[:, many:] - sums[:, :-many]) / np.float32(many)
    return mean[:, :COLUMNS]


def _pack(light: Light, sky: NDArray[np.bool_]) -> Packed:
    tones = np.clip(light, 0, 1) ** np.float32(0.62) * 255
    packed = np.empty((*light.shape[:2], 4), np.uint8)
    packed[..., :3] = tones.astype(np.uint8)
    packed[..., 3] = np.where(sky, 0, 255)
    packed[sky] = 0
    return packed.view(np.uint32)[..., 0]
