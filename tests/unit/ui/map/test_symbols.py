"""Kind is the outline, state is fill and digit, age is the edge."""

import itertools

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from controlroom.domain.freshness import FADING, FRESH, HOLLOW, LAST_KNOWN
from tests.helpers.map_room import bits, count, paint, touched
from ui.map import symbols
from ui.theme import Theme, install_fonts

AGES = (FRESH, FADING, HOLLOW, LAST_KNOWN)


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    install_fonts()


def _body(kind: str, state: int, age: int = FRESH, theme: str = "dark") -> QImage:
    def one(painter: QPainter) -> None:
        painter.translate(40, 40)
        painter.scale(2, 2)
        symbols.paint_body(painter, Theme.load(theme), kind, state, age)

    return paint(one, 80, 80)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_kind_has_its_own_outline(theme: str) -> None:
    """Nine kinds, nine pictures, whatever the colour: told apart in grey too."""
    shapes = {}
    for kind in symbols.KINDS:
        gray = _body(kind, 2, theme=theme).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        shapes[kind] = bits(gray)

    assert 9 == len(set(shapes.values()))


@pytest.mark.parametrize("age", AGES[:3])
def test_every_state_has_its_own_digit(age: int) -> None:
    """Twelve states are twelve pictures as long as the state is believed."""
    pictures = {bits(_body("car", state, age)) for state in range(12)}

    assert 12 == len(pictures)


def test_ages_differ_by_shape() -> None:
    """Fresh, fading, hollow and last known are told apart without their colours."""
    fills = [count(_body("car", 2, age), _deployable()) for age in AGES]

    assert fills[0] > 900
    assert [0, 0, 0] == fills[1:]
    for one, other in itertools.pairwise(AGES):
        assert _body("car", 2, one) != _body("car", 2, other)


def test_last_known_says_so() -> None:
    """A last known unit shows no state as if it were true: it shows a question mark."""

    assert _body("car", 2, LAST_KNOWN) == _body("car", 5, LAST_KNOWN)


def test_danger_never_fades() -> None:
    """An officer in danger is red and whole at every age of the fix."""
    pictures = {bits(_body("foot", 0, age)) for age in AGES}

    assert 1 == len(pictures)
    assert count(_body("foot", 0), Theme.load("dark").color("state.emergency")) > 500


@pytest.mark.parametrize("kind", symbols.KINDS)
def test_within_reach(kind: str) -> None:
    """No body is larger than the cell that is cut for it."""
    box = symbols.body_path(kind).boundingRect()
    half_casing = 2.0
    edges = (-box.left(), box.right(), -box.top(), box.bottom())

    assert max(edges) + half_casing <= symbols.REACH + 0.01


@pytest.mark.parametrize("far", [False, True])
def test_the_wedge_points(far: bool) -> None:
    """A wedge lies wholly before the body: above it, when the unit goes north."""
    theme = Theme.load("dark")

    def one(painter: QPainter) -> None:
        painter.translate(40, 40)
        casing = theme.color("state.casing")
        symbols.paint_wedge(painter, _deployable(), casing, far=far)

    image = paint(one, 80, 80)

    assert count(image, _deployable()) > 15
    assert touched(image.copy(0, 31, 80, 49)) == 0
    assert touched(image.copy(0, 0, 80, 40 - int(symbols.WEDGE_REACH))) == 0


def test_dots_keep_age() -> None:
    """Among thousands an old fix is still a ring, not a full dot."""
    theme = Theme.load("dark")

    def dot(age: int) -> QImage:
        def one(painter: QPainter) -> None:
            painter.translate(10, 10)
            symbols.paint_dot(painter, theme, 2, age)

        return paint(one, 20, 20)

    assert dot(FRESH) != dot(HOLLOW)
    assert theme.color("surface.panel") == dot(HOLLOW).pixelColor(10, 10)


def _deployable() -> QColor:
    return Theme.load("dark").color("state.deployable")
