"""The frame of a window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import colours_of
from ui.edge import Edge
from ui.theme import Theme, install_fonts


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window of 400 by 300."""
    install_fonts()
    made = QWidget()
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_exercise_is_framed_in_violet(window: QWidget) -> None:
    """Bar and hatch of an exercise, and room left for them."""
    theme = Theme.load("dark")
    edge = Edge(theme, window)
    edge.say_exercise("Ashmere, made up.")
    colours = colours_of(window)

    assert (8, 24, 8, 8) == edge.margins()
    assert {
        theme.hex("link.exercise_fill").lower(),
        theme.hex("surface.exercise").lower(),
    } <= colours


def test_a_real_room_has_no_frame(window: QWidget) -> None:
    """Violet means nothing else."""
    edge = Edge(Theme.load("dark"), window)
    edge.say_exercise("x")
    edge.say_exercise("")

    assert (0, 0, 0, 0) == edge.margins()
    assert not edge.isVisible()


@pytest.mark.parametrize("strength", [1.0, 0.4])
def test_danger_is_framed_in_red(window: QWidget, strength: float) -> None:
    """Four pixels, full or dimmed, and nothing inside them."""
    theme = Theme.load("dark")
    edge = Edge(theme, window)
    edge.show_emergency(strength)
    image = window.grab().toImage()
    inside = image.pixelColor(200, 150).name()
    red = image.pixelColor(2, 150)

    assert red.red() > red.green() + 20
    assert image.pixelColor(5, 150).name() == inside


def test_the_frame_takes_no_clicks(window: QWidget) -> None:
    """A click on the frame reaches what lies under it."""
    edge = Edge(Theme.load("dark"), window)
    edge.show_emergency(1.0)

    assert edge.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert window.childAt(QPoint(2, 2)) is None


def test_the_frame_follows_the_window(window: QWidget, qtbot: QtBot) -> None:
    """A window made larger is framed at its new edge."""
    theme = Theme.load("dark")
    edge = Edge(theme, window)
    edge.show_emergency(1.0)
    window.resize(500, 350)
    qtbot.waitUntil(lambda: edge.size() == window.size())
    red = window.grab().toImage().pixelColor(498, 200)

    assert red.red() > red.green() + 100


def test_larger_text_has_a_larger_bar(window: QWidget) -> None:
    """The bar grows at once with the text: the frame's mask cuts none of it off."""
    theme = Theme.load("dark")
    edge = Edge(theme, window)
    edge.say_exercise("Ashmere, made up.")
    last_row = QPoint(200, edge.margins()[1] - 1)
    below = QPoint(200, 35)

    assert edge.mask().contains(last_row)
    assert not edge.mask().contains(below)

    theme.rescale(1.5)

    assert below.y() == edge.margins()[1] - 1
    assert edge.mask().contains(below)
