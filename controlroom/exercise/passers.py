"""Cars and people of made-up pictures, as small figures that are scaled into place."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.entities import CameraKind

PIXELS_A_M = 32
"""Pixels a metre of a figure before it is scaled."""
STEPS = 4
"""Postures in one stride."""

Tones = NDArray[np.float32]
Tone = tuple[float, float, float]

WHITE, RED = (0.85, 0.82, 0.74), (0.55, 0.05, 0.04)
_COLOURS = (
    (0.50, 0.52, 0.55), (0.09, 0.10, 0.12), (0.40, 0.09, 0.08), (0.12, 0.18, 0.34),
    (0.62, 0.62, 0.60), (0.20, 0.24, 0.22),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A flat figure that faces the camera and stands on the ground.

    `albedo` and `glow` are (rows, columns, 3), 0 to 1, `solid` says where it is.
    """

    albedo: Tones
    glow: Tones
    solid: NDArray[np.bool_]

    @property
    def high_m(self) -> float:
        """Height in metres."""
        return len(self.solid) / PIXELS_A_M

    @property
    def wide_m(self) -> float:
        """Width in metres."""
        return int(self.solid.shape[1]) / PIXELS_A_M


@dataclass(frozen=True, slots=True)
class Passer:
    """Somebody else in the street: from `start_m` along it, at `x_m` right of middle.

    `speed_mps` is away from the camera, negative towards it. `lamps` shine at night.
    """

    postures: tuple[Figure, ...]
    x_m: float
    start_m: float
    speed_mps: float
    lamps: Tone | None = None


def draw_car(colour: Tone, *, front: bool) -> Figure:
    """Return a car seen from in front, lamps white, or from behind, lamps red."""
    rows, columns = 46, 58
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x = np.abs(x - (columns - 1) / 2)
    albedo = np.zeros((rows, columns, 3), np.float32)
    glow = np.zeros_like(albedo)
    cabin = (y < 20) & (x < 17 + y * 0.42)
    body = (y >= 18) & (y < 40) & (x < 28)
    wheels = (y >= 38) & (x > 18) & (x < 27)
    albedo[cabin | body] = colour
    albedo[(y > 3) & (y < 18) & (x < 14 + y * 0.42)] = (0.08, 0.10, 0.13)
    albedo[(y > 34) & (y < 40) & (x < 27)] = np.array(colour) * 0.45
    albedo[(y > 29) & (y < 34) & (x < 8)] = (
        (0.75, 0.74, 0.60) if front else (0.8, 0.7, 0.2)
    )
    albedo[wheels] = 0.03
    lamp = (y > 22) & (y < 29) & (x > 18) & (x < 27)
    albedo[lamp] = (0.7, 0.7, 0.7) if front else (0.45, 0.05, 0.05)
    glow[lamp] = (1.0, 0.96, 0.84) if front else (0.85, 0.06, 0.05)
    return Figure(albedo, glow, cabin | body | wheels)


def draw_person(coat: Tone, step: int, *, bright: bool = False) -> Figure:
    """Return somebody walking; `step` is the posture, 0 to 3. `bright`: a vest."""
    rows, columns = 56, 24
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    x = x - (columns - 1) / 2
    swing = (0.0, 1.0, 0.0, -1.0)[step % STEPS]
    head = (x / 3.4) ** 2 + ((y - 5) / 4.4) ** 2 < 1
    torso = (y >= 9) & (y < 31) & (np.abs(x) < 5.6 - np.abs(y - 15) * 0.05)
    reach = (y - 11) / 18
    arms = (y > 10) & (y < 30) & (np.abs(np.abs(x) - 6.2 - swing * reach) < 1.5)
    stride = (y - 30) / 25 * 5.2 * swing
    legs = (y >= 30) & (
        (np.abs(x - 2.2 - stride) < 2.1) | (np.abs(x + 2.2 + stride) < 2.1)
    )
    albedo = np.zeros((rows, columns, 3), np.float32)
    albedo[legs] = (0.10, 0.11, 0.15)
    albedo[torso | arms] = coat
    albedo[head] = (0.46, 0.34, 0.27)
    glow = np.zeros_like(albedo)
    if bright:
        albedo[torso] = (0.75, 0.85, 0.10)
        stripe = torso & ((np.abs(y - 17) < 1.5) | (np.abs(y - 24) < 1.5))
        albedo[stripe] = 0.95
        glow[stripe] = 0.35  # it throws back what light there is
    return Figure(albedo, glow, head | torso | arms | legs)


def scaled(figure: Figure, wide: int, high: int) -> Figure:
    """Return the figure so many pixels wide and high, by the nearest pixel."""
    rows = np.arange(high) * figure.solid.shape[0] // high
    columns = np.arange(wide) * figure.solid.shape[1] // wide
    at = np.ix_(rows, columns)
    return Figure(figure.albedo[at], figure.glow[at], figure.solid[at])


def draw_passers(
    rng: np.random.Generator, kind: CameraKind, loop_m: float
) -> list[Passer]:
    """Return who else is in a street: driving, parked, and walking on the pavements."""
    driving = [
        _draw_driven(rng, loop_m, oncoming=number % 2 == 0) for number in range(5)
    ]
    if kind == "vehicle":
        # In our own lane nobody else drives: nobody can drive through us.
        driving = [each for each in driving if each.speed_mps < 0]
    parked = [_draw_parked(rng, loop_m) for _ in range(7)]
    return driving + parked + _draw_walkers(rng, kind, loop_m)


def _draw_driven(rng: np.random.Generator, loop_m: float, *, oncoming: bool) -> Passer:
    """They drive on the left."""
    colour = _COLOURS[rng.integers(len(_COLOURS))]
    speed = float(rng.uniform(7, 11))
    return Passer(
        postures=(draw_car(colour, front=oncoming),),
        x_m=1.6 if oncoming else -1.6,
        start_m=float(rng.uniform(0, loop_m)),
        speed_mps=-speed if oncoming else speed,
        lamps=WHITE if oncoming else RED,
    )


def _draw_parked(rng: np.random.Generator, loop_m: float) -> Passer:
    right = bool(rng.random() < 0.6)
    figure = draw_car(_COLOURS[rng.integers(len(_COLOURS))], front=right)
    unlit = Figure(figure.albedo, figure.glow * 0, figure.solid)
    at_m = float(rng.uniform(0, loop_m))
    return Passer((unlit,), 2.75 if right else -2.75, at_m, 0.0)


def _draw_walkers(
    rng: np.random.Generator, kind: CameraKind, loop_m: float
) -> list[Passer]:
    walkers: list[Passer] = []
    for number in range(16):
        red, green, blue = rng.uniform(0.08, 0.4, 3)
        coat = (float(red), float(green), float(blue))
        # Whoever wears the camera has a colleague about; the rest keep out of the way.
        bright = kind == "body_worn" and number == 0
        side = 1 if kind == "body_worn" and not bright else (-1) ** number
        walkers.append(
            Passer(
                tuple(draw_person(coat, step, bright=bright) for step in range(STEPS)),
                x_m=side * float(rng.uniform(4.3, 5.9)),
                start_m=float(rng.uniform(0, loop_m)),
                speed_mps=float(rng.uniform(0.9, 1.6) * rng.choice((-1, 1))),
            )
        )
    return walkers
