"""The unrolled street repeats, has a sky above its houses, and lamps at night."""

import numpy as np
import pytest

from controlroom.exercise import frontage as f


@pytest.fixture(scope="module")
def street() -> f.Frontage:
    """One street, built once."""
    return f.build_frontage(7)


def _tones(sheet: f.Packed, rows: slice) -> np.ndarray:
    return sheet[rows].view(np.uint8).reshape(-1, 4)[:, :3].astype(float)


def test_same_seed_same_street(street: f.Frontage) -> None:
    """One seed gives one street, another seed another."""
    again, other = f.build_frontage(7), f.build_frontage(8)

    assert np.array_equal(street.albedo, again.albedo)
    assert not np.array_equal(street.sky, other.sky)


def test_houses_stand_on_both_sides_with_sky_above(street: f.Frontage) -> None:
    """At the ground there is always a house, at the top mostly sky."""
    for side in range(2):
        rows = street.sky[side * f.FRONT_ROWS : (side + 1) * f.FRONT_ROWS]
        assert not rows[:60].any()
        assert rows[-1].mean() > 0.5
    assert not street.sky[2 * f.FRONT_ROWS :].any()


def test_sheet_is_packed_with_nothing_for_sky(street: f.Frontage) -> None:
    """Sky is 0 at every level of blur, and nothing else is."""
    sheet = street.lit(0.0)

    assert (len(f.BLURS) * f.ROWS, f.COLUMNS) == sheet.shape
    for level in range(len(f.BLURS)):
        part = sheet[level * f.ROWS : (level + 1) * f.ROWS]
        assert np.array_equal(street.sky, part == 0)


def test_day_is_brighter_than_night(street: f.Frontage) -> None:
    """The same fronts are lighter by day; the road too."""
    night, day = street.lit(0.0), street.lit(1.0)
    for rows in (slice(0, 60), slice(2 * f.FRONT_ROWS, f.ROWS)):
        assert _tones(day, rows).mean() > 1.5 * _tones(night, rows).mean()


def test_windows_glow_by_night(street: f.Frontage) -> None:
    """Lit windows are the brightest thing of a front at night."""
    glowing = street.glow[: f.FRONT_ROWS].max(axis=2) > 0.4
    night = street.lit(0.0)[: f.FRONT_ROWS].view(np.uint8).reshape(*glowing.shape, 4)

    assert glowing.any()
    lit, dark = night[glowing][:, 0].mean(), night[~glowing][:, 0].mean()
    assert lit > 2 * dark


def test_lamps_light_the_ground_below_them(street: f.Frontage) -> None:
    """Below a lamp it is light, between two lamps it is darker."""
    x_m, along_m = f.lamp_places()[1]
    row = 2 * f.FRONT_ROWS + round(x_m / f.TEXEL_M + f.GROUND_ROWS / 2)
    here = street.lamps[row, round(along_m / f.TEXEL_M)]
    between = street.lamps[row, round((along_m + f.LAMPS_EVERY_M / 2) / f.TEXEL_M)]

    assert here > 0.8
    assert between < 0.3 * here


def test_blur_keeps_what_is_there(street: f.Frontage) -> None:
    """Far away a pixel covers many columns: their mean, so nothing flickers."""
    ground = slice(2 * f.FRONT_ROWS, f.ROWS)
    light = street.albedo[ground]

    blurred = f._blur(light, 16)
    assert light.shape == blurred.shape
    assert light.mean() == pytest.approx(blurred.mean(), rel=1e-3)
    assert blurred.std() < light.std()
