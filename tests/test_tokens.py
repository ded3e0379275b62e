"""Proves the design tokens: contrast of every named pair, distance for every eye."""

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.colours import VISIONS, Triple, contrast, distance, lab

TOKENS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "resources" / "tokens.toml").read_text(
        encoding="utf-8"
    )
)
THEMES = ("dark", "light")
FLOORS = {"text": 4.5, "graphic": 3.0}


def _colour(theme: str, name: str) -> str:
    group, key = name.split(".")
    return str(TOKENS[theme][group][key])


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distance_is_ciede2000(one: Triple, other: Triple, apart: float) -> None:
    """Our ruler reads what the published pairs say (Sharma, Wu and Dalal, table 1)."""

    assert apart == pytest.approx(distance(one, other), abs=5e-5)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", FLOORS)
def test_pairs_contrast(theme: str, kind: str) -> None:
    """Text stands out at 4.5:1 and graphics at 3:1, in both themes."""
    weak = [
        f"{front} on {back}: {ratio:.2f}"
        for front, back in TOKENS["check"][kind]
        if (ratio := contrast(_colour(theme, front), _colour(theme, back)))
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
        f"{one} and {other}: {apart:.1f}"
        for one, other in itertools.combinations(group["colours"], 2)
        if (
            apart := distance(
                lab(_colour(theme, one), vision), lab(_colour(theme, other), vision)
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
