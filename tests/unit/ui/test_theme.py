"""The tokens are legible in both themes, and the theme hands them out faithfully."""

import itertools
import math

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from pytestqt.qtbot import QtBot

from ui.theme import NAMES, Theme, install_fonts, read_tokens

# Machado, Oliveira and Fernandes 2009, severity 1.0, in linear RGB.
VISIONS = {
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
CHECKS = read_tokens()["check"]
SETS = read_tokens()["cvd"]


def _linear(colour: QColor) -> list[float]:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def _contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1 contrast ratio."""
    light = [
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _linear(x), strict=True))
        for x in (one, other)
    ]
    return (max(light) + 0.05) / (min(light) + 0.05)


def _lab(colour: QColor, vision: str) -> tuple[float, float, float]:
    seen = [
        min(
            1.0, max(0.0, sum(m * c for m, c in zip(row, _linear(colour), strict=True)))
        )
        for row in VISIONS[vision]
    ]
    x, y, z = (
        sum(m * c for m, c in zip(row, seen, strict=True))
        for row in (
            (0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047),
            (0.2126729, 0.7151522, 0.0721750),
            (0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883),
        )
    )
    fx, fy, fz = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _ciede2000(p: tuple[float, float, float], q: tuple[float, float, float]) -> float:
    """Colour difference after Sharma, Wu and Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = p, q
    c_mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(c_mean**7 / (c_mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1 = math.degrees(math.atan2(b1, a1)) % 360
    h2 = math.degrees(math.atan2(b2, a2)) % 360
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    big_dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else (h1 + dh / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(hm - 30))
        + 0.24 * math.cos(math.radians(2 * hm))
        + 0.32 * math.cos(math.radians(3 * hm + 6))
        - 0.20 * math.cos(math.radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    turn = math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2)))
    rt = -2 * math.sqrt(cm**7 / (cm**7 + 25**7)) * math.sin(turn)
    chroma, hue = (c2 - c1) / sc, big_dh / sh
    return math.sqrt(((l2 - l1) / sl) ** 2 + chroma**2 + hue**2 + rt * chroma * hue)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("kind", "least"), [("text", 4.5), ("graphic", 3.0)])
def test_named_pairs_are_legible(name: str, kind: str, least: float) -> None:
    """Text stands at 4.5:1 or more on its ground, graphics at 3:1 (WCAG 2.1 AA)."""
    theme = Theme.load(name)
    weak = [
        (front, back, round(ratio, 2))
        for front, back in CHECKS[kind]
        if (ratio := _contrast(theme.color(front), theme.color(back))) < least
    ]

    assert [] == weak


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("group", SETS)
def test_what_is_seen_together_stays_apart(name: str, vision: str, group: str) -> None:
    """Colours seen together stay apart for four kinds of vision (CIEDE2000)."""
    theme = Theme.load(name)
    labs = [_lab(theme.color(token), vision) for token in SETS[group]["colours"]]
    closest = min(_ciede2000(p, q) for p, q in itertools.combinations(labs, 2))

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
