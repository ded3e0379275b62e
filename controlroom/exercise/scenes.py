"""Made-up pictures of a street, frame by frame, for cameras that do not exist.

A pinhole camera looks along a straight street that repeats. A worn camera sways at
chest height, one in a car looks over the bonnet, a fixed one hangs 4 m up and stands
still: there only cars and people move. The hour of the room decides the light.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.entities import CameraKind
from controlroom.exercise import frontage as f
from controlroom.exercise.glyphs import text_mask
from controlroom.exercise.passers import Figure, Passer, draw_passers, scaled

WIDTH, HEIGHT = 640, 360
FRAMES_PER_S = 15
Frame = NDArray[np.uint8]

FAR_M = 130.0
NEAR_M = 3.0
SWAY = 16
"""Pixels painted around the picture, for a worn camera to sway in."""
DAY_STEP = 0.1
"""The light changes in steps of a tenth: a street is lit anew in some milliseconds."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Where a camera is in its street and how it looks.

    `up_m` above the ground, `x_m` right of the road's middle; the street vanishes at
    `vanish_x`, `vanish_y` (shares of the picture); `focus` is pixels a metre at 1 m.
    """

    up_m: float
    x_m: float
    vanish_x: float
    vanish_y: float
    focus: float


EYES: dict[CameraKind, Eye] = {
    "body_worn": Eye(1.35, -4.2, 0.55, 0.44, 330.0),
    "vehicle": Eye(1.25, -1.6, 0.50, 0.47, 430.0),
    "fixed": Eye(4.0, -2.9, 0.52, 0.25, 420.0),
}


def daylight(hour: float) -> float:
    """Return how light it is at an hour of the day, 0 to 24: 0 at night, 1 by day.

    Dawn from 6 to 8, dusk from 17 to 19.5.
    """
    hour %= 24
    dawn = min(max((hour - 6.0) / 2.0, 0.0), 1.0)
    dusk = min(max((19.5 - hour) / 2.5, 0.0), 1.0)
    share = min(dawn, dusk)
    return share * share * (3 - 2 * share)


class Scene:
    """One camera's view. `seed` shapes the street, so that each camera has its own."""

    def __init__(self, seed: int, kind: CameraKind) -> None:
        rng = np.random.Generator(np.random.PCG64([seed, 3]))
        self.kind = kind
        self._eye = EYES[kind]
        self._pad = SWAY if kind == "body_worn" else 0
        self._street = f.build_frontage(seed)
        self._stands_m = float(rng.uniform(0, f.LOOP_M))
        self._passers = draw_passers(rng, kind, f.LOOP_M)
        self._lamps = f.lamp_places()
        self._noise = rng.integers(0, 6, (4, HEIGHT, WIDTH, 1), dtype=np.uint8)
        self._day = -1.0
        self._look_out()

    def frame(self, come_m: float, second: float, hour: float, caption: str) -> Frame:
        """Return the picture: uint8 (HEIGHT, WIDTH, 3), RGB.

        `come_m` is how far the camera has moved, `second` the time since it began.
        """
        self._light_up(daylight(hour))
        at_m = self._stands_m + (come_m if self.kind != "fixed" else 0.0)
        picture = self._still if self._still is not None else self._paint_street(at_m)
        picture = picture.copy()
        for lamp_x, lamp_m in self._lamps if self._day < 0.5 else ():
            self._glow(picture, lamp_x, 5.6, (lamp_m - at_m) % f.LOOP_M, 0.55, _LAMP)
        for passer, ahead_m in self._in_sight(at_m, second):
            self._paint_passer(picture, passer, ahead_m, second)
        picture = self._sway(picture, second, come_m)
        if self.kind == "vehicle":
            picture[self._bonnet] = self._bonnet_tones
        np.add(picture, self._noise[round(second * FRAMES_PER_S) % 4], out=picture)
        _burn(picture, caption)
        return picture

    # ------------------------------------------------------------ what never changes

    def _look_out(self) -> None:
        """Work out which texel of the street each pixel sees, and how far away."""
        eye, pad = self._eye, self._pad
        rows, columns = np.mgrid[-pad : HEIGHT + pad, -pad : WIDTH + pad]
        right = (columns + 0.5 - eye.vanish_x * WIDTH).astype(np.float32)
        below = (rows + 0.5 - eye.vanish_y * HEIGHT).astype(np.float32)
        to_front = np.where(right < 0, -f.FRONT_M - eye.x_m, f.FRONT_M - eye.x_m)
        with np.errstate(divide="ignore"):
            front_z = eye.focus * to_front / np.where(right == 0, 1e-3, right)
            ground_z = np.where(below > 0, eye.focus * eye.up_m / below, np.inf)
        on_ground = ground_z < front_z
        z = np.minimum(np.minimum(ground_z, front_z), 4 * FAR_M).astype(np.float32)
        up = np.clip(
            eye.up_m - below * z / eye.focus, 0, f.FRONT_ROWS * f.TEXEL_M - 0.01
        )
        x = eye.x_m + right * z / eye.focus
        row = np.where(right < 0, 0, f.FRONT_ROWS) + (up / f.TEXEL_M)
        ground = 2 * f.FRONT_ROWS + np.clip(
            x / f.TEXEL_M + f.GROUND_ROWS / 2, 0, f.GROUND_ROWS - 1
        )
        # How many columns a pixel covers along the street.
        reach = np.where(on_ground, z * z / eye.up_m, z * z / np.abs(to_front))
        covers = np.maximum(reach / eye.focus / f.TEXEL_M, 1.0)
        blur = np.clip(np.log(covers) / np.log(4.0), 0, len(f.BLURS) - 1).astype(int)
        texel_row = np.where(on_ground, ground, row).astype(int) + blur * f.ROWS
        # The topmost row of a front is sky wherever the street is open above.
        above = (up >= f.FRONT_ROWS * f.TEXEL_M - 0.02) & ~on_ground
        self._above = above
        self._base = (texel_row * f.COLUMNS).astype(np.int32)
        self._along = (z / f.TEXEL_M).astype(np.int32)
        self._clear = np.exp(-np.maximum(z - 8, 0) / 70.0).astype(np.float32)
        self._on_ground, self._x, self._z = on_ground, x, z
        self._rows = rows
        far = np.hypot((columns - WIDTH / 2) / WIDTH, (rows - HEIGHT / 2) / HEIGHT)
        strong = 1.5 if self.kind == "body_worn" else 0.5
        self._vignette = np.clip(1.06 - strong * far**3, 0.25, 1.0)
        self._still: Frame | None = None
        if self.kind == "vehicle":
            self._draw_bonnet(rows, columns)

    def _draw_bonnet(self, rows: NDArray[np.int_], columns: NDArray[np.int_]) -> None:
        edge = HEIGHT * 0.90 + ((columns - WIDTH * 0.56) / WIDTH) ** 2 * 90
        self._bonnet = rows > edge
        shine = np.clip(46 - (rows - edge) * 1.6, 12, 46)[self._bonnet]
        self._bonnet_tones = np.stack([shine, shine, shine * 1.1], -1).astype(np.uint8)

    # ------------------------------------------------------------ light

    def _light_up(self, day: float) -> None:
        """Light the street for a level of daylight, when that has changed."""
        day = round(day / DAY_STEP) * DAY_STEP
        if day == self._day:
            return
        self._day = day
        self._sheet = self._street.lit(day).reshape(-1)
        night = 1.0 - day
        clear = self._clear[..., None]
        shade = np.repeat(clear, 4, axis=2)
        if self.kind == "vehicle":
            shade = shade + (night * 2.6 * self._headlights())[..., None]
        shade *= self._vignette[..., None]
        self._shade = (np.clip(shade, 0, 3.9) * 64).astype(np.uint16)
        haze = np.array([24, 27, 36, 0]) * night + np.array([176, 186, 196, 0]) * day
        self._haze = ((1 - clear) * self._vignette[..., None] * haze).astype(np.uint16)
        self._sky = self._paint_sky(day)
        self._still = None
        if self.kind == "fixed":
            self._still = self._paint_street(self._stands_m)

    def _headlights(self) -> NDArray[np.float32]:
        """How much the own lamps add on the ground ahead."""
        across = np.exp(-(((self._x - self._eye.x_m) / (1.2 + 0.16 * self._z)) ** 2))
        reach = np.exp(-(((self._z - 11) / 13) ** 2))
        lit = across * reach * np.where(self._on_ground, 1.0, 0.45)
        shine: NDArray[np.float32] = lit.astype(np.float32)
        return shine

    def _paint_sky(self, day: float) -> NDArray[np.uint32]:
        height = np.clip(1 - self._rows / (self._eye.vanish_y * HEIGHT), 0, 1)[
            ..., None
        ]
        by_day = np.array([196, 208, 220]) - height * np.array([84, 62, 34])
        by_night = np.array([40, 38, 46]) - height * np.array([28, 24, 20])
        dusk = 4 * day * (1 - day) * (1 - height) * np.array([52, 16, -22])
        tones = np.zeros((*self._rows.shape, 4), np.uint8)
        mixed = by_day * day + by_night * (1 - day) + dusk
        tones[..., :3] = np.clip(mixed * self._vignette[..., None], 0, 245)
        tones[..., 3] = 255
        sky: NDArray[np.uint32] = tones.view(np.uint32)[..., 0]
        return sky

    # ------------------------------------------------------------ painting

    def _paint_street(self, at_m: float) -> Frame:
        seen = self._along + int(at_m / f.TEXEL_M)
        seen &= f.COLUMNS - 1
        seen += self._base
        texels = self._sheet.take(seen)
        open_sky = (texels == 0) | self._above
        tones = texels.view(np.uint8).reshape(*texels.shape, 4).astype(np.uint16)
        tones *= self._shade
        tones >>= 6
        tones += self._haze
        np.minimum(tones, 245, out=tones)
        picture = tones.astype(np.uint8)
        picture.view(np.uint32)[..., 0][open_sky] = self._sky[open_sky]
        return np.ascontiguousarray(picture[..., :3])

    def _in_sight(self, at_m: float, second: float) -> list[tuple[Passer, float]]:
        """Passers with how far ahead they are, the farthest first."""
        found = [
            (each, (each.start_m + each.speed_mps * second - at_m) % f.LOOP_M)
            for each in self._passers
        ]
        near = [pair for pair in found if NEAR_M < pair[1] < FAR_M]
        return sorted(near, key=lambda pair: -pair[1])

    def _paint_passer(
        self, picture: Frame, passer: Passer, ahead_m: float, second: float
    ) -> None:
        posture = int(second * abs(passer.speed_mps) * 1.6) % len(passer.postures)
        figure, scale = passer.postures[posture], self._eye.focus / ahead_m
        wide, high = round(figure.wide_m * scale), round(figure.high_m * scale)
        if wide < 2 or high < 2 or high > 2 * HEIGHT:
            return
        middle, ground = self._on_screen(passer.x_m, 0.0, ahead_m)
        left, top = round(middle - wide / 2), round(ground - high)
        box = _inside(picture, left, top, wide, high)
        if box is not None:
            light = self._light_at(ahead_m)
            _stamp(picture, scaled(figure, wide, high), box, (left, top), light)
        if passer.lamps is not None and self._day < 0.6:
            for side in (-0.68, 0.68):
                self._glow(picture, passer.x_m + side, 0.65, ahead_m, 0.3, passer.lamps)

    def _light_at(self, ahead_m: float) -> tuple[float, float]:
        """Return how much light falls there and how clearly it is seen."""
        clear = math.exp(-max(ahead_m - 8, 0) / 70)
        own = 0.5 * math.exp(-(((ahead_m - 10) / 14) ** 2))
        lamps = own if self.kind == "vehicle" else 0.12
        return self._day + (1 - self._day) * (0.13 + lamps), clear

    def _on_screen(self, x_m: float, up_m: float, z: float) -> tuple[float, float]:
        eye = self._eye
        column = eye.vanish_x * WIDTH + (x_m - eye.x_m) * eye.focus / z
        row = eye.vanish_y * HEIGHT + (eye.up_m - up_m) * eye.focus / z
        return column + self._pad, row + self._pad

    def _glow(
        self, picture: Frame, x_m: float, up_m: float, z: float, size_m: float,
        colour: tuple[float, float, float],
    ) -> None:  # fmt: skip
        """Let a lamp shine: brightest in its middle, added to what is there."""
        if not NEAR_M < z < FAR_M:
            return
        half = min(max(round(size_m * 2.2 * self._eye.focus / z), 2), 60)
        column, row = self._on_screen(x_m, up_m, z)
        left, top = round(column) - half, round(row) - half
        box = _inside(picture, left, top, 2 * half, 2 * half)
        if box is None:
            return
        rows, columns = box
        y = np.arange(rows.start - top, rows.stop - top) - half + 0.5
        x = np.arange(columns.start - left, columns.stop - left) - half + 0.5
        far = np.add.outer((y / half) ** 2, (x / half) ** 2)
        shine = np.clip(1 - far, 0, 1) ** 3 * math.exp(-z / 90) * (1 - 0.8 * self._day)
        part = picture[box]
        add = (shine[..., None] * np.array(colour) * 255).astype(np.uint16)
        part[...] = np.minimum(part + add, 245)

    def _sway(self, picture: Frame, second: float, come_m: float) -> Frame:
        """Cut the picture out of the larger one as a walking chest carries it."""
        pad = self._pad
        if not pad:
            return picture
        stride = math.tau * come_m / 1.5
        walks = min(1.0, come_m)
        x = 5 * math.sin(second * 0.7) + walks * 8 * math.sin(stride / 2)
        y = 2 * math.sin(second * 1.1) + walks * 6 * math.sin(stride)
        left, top = round(pad + x), round(pad + y)
        return np.ascontiguousarray(picture[top : top + HEIGHT, left : left + WIDTH])


_LAMP = (0.95, 0.76, 0.48)


def _inside(
    picture: Frame, left: int, top: int, wide: int, high: int
) -> tuple[slice, slice] | None:
    """Return the part of a box that is in the picture; None when nothing is."""
    rows = slice(max(top, 0), min(top + high, picture.shape[0]))
    columns = slice(max(left, 0), min(left + wide, picture.shape[1]))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return None
    return rows, columns


def _stamp(
    picture: Frame, figure: Figure, box: tuple[slice, slice], corner: tuple[int, int],
    light: tuple[float, float],
) -> None:  # fmt: skip
    """Draw a figure; `light` is how much falls on it and how clearly it is seen."""
    left, top = corner
    rows, columns = box
    cut = (
        slice(rows.start - top, rows.stop - top),
        slice(columns.start - left, columns.stop - left),
    )
    solid = figure.solid[cut]
    falls, clear = light
    shone = figure.albedo[cut][solid] * falls + figure.glow[cut][solid] * 0.9
    tones = np.clip(shone, 0, 0.92) ** 0.62 * 255
    part = picture[box]
    part[solid] = (tones * clear + part[solid] * (1 - clear)).astype(np.uint8)


def _burn(picture: Frame, caption: str) -> None:
    """Burn the caption into the lower left corner, white on black."""
    mask = text_mask(caption[:48], 2)
    high, wide = mask.shape
    wide = min(wide, WIDTH - 24)
    box = picture[HEIGHT - high - 16 : HEIGHT - 8, 8 : 16 + wide]
    box[...] = 8
    box[4 : 4 + high, 4 : 4 + wide][mask[:, :wide]] = (236, 240, 244)
