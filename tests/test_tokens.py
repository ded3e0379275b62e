"""Proves the design tokens: contrast of every named pair, distance for every eye.

Contrast after WCAG 2.2; vision after Machado, Oliveira and Fernandes 2009 at severity
1.0 in linear RGB; distance is CIEDE2000.
"""

import itertools
import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

TOKENS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "resources" / "tokens.toml").read_text(
        encoding="utf-8"
    )
)
THEMES = ("dark", "light")
FLOORS = {"text": 4.5, "graphic": 3.0}
Triple = tuple[float, float, float]
VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _colour(theme: str, name: str) -> str:
    group, key = name.split(".")
    return str(TOKENS[theme][group][key])


def _linear(colour: str) -> Triple:
    """Linear RGB, 0 to 1, of a colour as `#rrggbb`."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _lab(colour: str, vision: str) -> Triple:
    """CIE L*a*b* (D65) of a colour as an eye of that kind sees it."""
    linear = _linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True))))
        for row in VISIONS[vision]
    )
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
            0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
            (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _pull(chroma: float) -> float:
    """The factor by which CIEDE2000 compresses saturated colours."""
    return math.sqrt(chroma**7 / (chroma**7 + 25**7))


def _distance(one: Triple, other: Triple) -> float:
    """CIEDE2000 between two L*a*b* colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    grow = 1.5 - 0.5 * _pull((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2)
    c1, c2 = math.hypot(a1 * grow, b1), math.hypot(a2 * grow, b2)
    h1 = math.degrees(math.atan2(b1, a1 * grow)) % 360
    h2 = math.degrees(math.atan2(b2, a2 * grow)) % 360
    grey = c1 * c2 == 0
    turn = 0.0 if grey else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if grey else (h1 + turn / 2) % 360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.hypot(20**0.5, light - 50))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    dh /= 1 + 0.015 * chroma * t
    twist = math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))
    return math.sqrt(
        dl**2 + dc**2 + dh**2 - 2 * _pull(chroma) * math.sin(twist) * dc * dh
    )


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_is_ciede2000(one: Triple, other: Triple, distance: float) -> None:
    """Our ruler reads what the published pairs say (Sharma, Wu and Dalal, table 1)."""

    assert distance == pytest.approx(_distance(one, other), abs=5e-5)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", FLOORS)
def test_pairs_contrast(theme: str, kind: str) -> None:
    """Text stands out at 4.5:1 and graphics at 3:1, in both themes."""
    weak = [
        f"{front} on {back}: {ratio:.2f}"
        for front, back in TOKENS["check"][kind]
        if (ratio := _contrast(_colour(theme, front), _colour(theme, back)))
        < FLOORS[kind]
    ]

    assert [] == weak


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", TOKENS["cvd"])
def test_sets_stay_apart(theme: str, vision: str, name: str) -> None:
    """Colours seen together stay apart for every kind of colour vision."""
    group = TOKENS["cvd"][name]
    close = [
        f"{one} and {other}: {distance:.1f}"
        for one, other in itertools.combinations(group["colours"], 2)
        if (
            distance := _distance(
                _lab(_colour(theme, one), vision), _lab(_colour(theme, other), vision)
            )
        )
        < group["min"]
    ]

    assert [] == close


def test_themes_name_the_same_colours() -> None:
    """A colour named in one theme is named in the other: no widget may miss one."""
    dark, light = (
        {f"{group}.{key}" for group, keys in TOKENS[theme].items() for key in keys}
        for theme in THEMES
    )

    assert dark == light
