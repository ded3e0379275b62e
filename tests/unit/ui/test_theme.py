"""The tokens are legible in both themes, and the theme hands them out faithfully."""

import itertools

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.helpers.colours import VISIONS, contrast, distance, lab
from ui.theme import NAMES, Theme, install_fonts, read_tokens

CHECKS = read_tokens()["check"]
SETS = read_tokens()["cvd"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("kind", "least"), [("text", 4.5), ("graphic", 3.0)])
def test_named_pairs_are_legible(name: str, kind: str, least: float) -> None:
    """Text stands at 4.5:1 or more on its ground, graphics at 3:1 (WCAG 2.1 AA)."""
    theme = Theme.load(name)
    weak = [
        (front, back, round(ratio, 2))
        for front, back in CHECKS[kind]
        if (ratio := contrast(theme.hex(front), theme.hex(back))) < least
    ]

    assert [] == weak


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("group", SETS)
def test_what_is_seen_together_stays_apart(name: str, vision: str, group: str) -> None:
    """Colours seen together stay apart for four kinds of vision (CIEDE2000)."""
    theme = Theme.load(name)
    labs = [lab(theme.hex(token), vision) for token in SETS[group]["colours"]]
    closest = min(distance(p, q) for p, q in itertools.combinations(labs, 2))

    assert SETS[group]["min"] <= closest


def test_both_themes_hold_the_same_tokens() -> None:
    """A colour of one theme has its counterpart in the other."""
    tokens = read_tokens()
    dark, light = ({g: set(tokens[n][g]) for g in tokens[n]} for n in NAMES)

    assert dark == light


def test_sizes_grow_with_the_scale() -> None:
    """Every size of the design is multiplied by the text scale."""
    theme = Theme.load("dark", 1.5)

    assert (42.0, 33.0, 18.0) == (
        theme.size("row"),
        theme.size("badge.w"),
        theme.size("space.m"),
    )


def test_figures_have_equal_widths(qtbot: QtBot) -> None:
    """Tabular figures are equally wide: 1111 takes the room of 0000."""
    install_fonts()
    metrics = QFontMetricsF(Theme.load("dark").font("data", tabular=True))

    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_the_family_is_our_own(qtbot: QtBot) -> None:
    """Text is set in the family that ships with the program."""
    install_fonts()

    assert "Inter" == QFontInfo(Theme.load("dark").font("body")).family()


def test_switching_tells_the_windows(qtbot: QtBot) -> None:
    """A switch of theme or scale is heard once and changes what is handed out."""
    theme = Theme.load("dark")
    before = theme.color("surface.panel")
    with qtbot.waitSignal(theme.changed):
        theme.switch("light")
    with qtbot.waitSignal(theme.changed):
        theme.rescale(2.0)

    assert before != theme.color("surface.panel")
    assert 56.0 == theme.size("row")


@pytest.mark.parametrize("scale", [0.1, -3.0, 9.0])
def test_a_scale_out_of_bounds_takes_the_nearest_end(scale: float) -> None:
    """Text is drawn at 100 to 200 %, whatever is asked for."""

    assert 1.0 <= Theme.load("dark", scale).scale <= 2.0


def test_an_unknown_theme_is_refused() -> None:
    """There are two themes."""
    with pytest.raises(ValueError, match="sepia"):
        Theme.load("sepia")


def test_icons_are_drawn_in_a_token_colour(qtbot: QtBot) -> None:
    """An icon takes the colour of the theme, at the size of the scale."""
    theme = Theme.load("light", 2.0)
    image = theme.pixmap("unit-car", 16, "text.primary").toImage()
    drawn = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }

    assert 32 * image.devicePixelRatio() == image.width()
    assert drawn == {theme.hex("text.primary").lower()}
