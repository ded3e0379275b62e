"""Chips: as wide as their words, gone without words, clickable where a click works."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import bits, count, shot
from ui.map.chips import HEIGHT, Chip, Word
from ui.theme import Theme, install_fonts


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """What chips stand on."""
    install_fonts()
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(800, 200)
    parent.show()
    return parent


@pytest.fixture
def theme() -> Theme:
    """The dark theme at 100 %."""
    return Theme.load("dark")


def test_says_its_words(parent: QWidget, theme: Theme) -> None:
    """Words make it visible and as wide as they are; no words hide it."""
    chip = Chip(theme, parent)
    chip.say((Word("no map of this place"),))
    width = chip.width()

    assert ("no map of this place", HEIGHT) == (chip.text, chip.height())
    assert count(shot(chip), theme.color("text.secondary"), 60) > 30

    chip.say((Word("no map of this place, nor of any other"),))

    assert chip.width() > width

    chip.say()

    assert chip.isHidden()


def test_lines_make_a_card(parent: QWidget, theme: Theme) -> None:
    """Three lines are higher than one, as wide as the widest."""
    chip = Chip(theme, parent)
    chip.say((Word("HB17"),), (Word("PC 2187 Okafor"),), (Word("car"),))

    assert chip.height() > 2 * HEIGHT
    assert 3 == len(chip.text.splitlines())


def test_a_bar_alone_is_shown(parent: QWidget, theme: Theme) -> None:
    """A scale bar counts as content and is drawn."""
    chip = Chip(theme, parent)
    chip.say((Word("200 m"),), bar_px=100.0)

    assert chip.width() > 130
    assert count(shot(chip), theme.color("text.secondary"), 60) > 100


def test_click_where_it_works(qtbot: QtBot, parent: QWidget, theme: Theme) -> None:
    """An active chip is clicked; a passive one lets the click through to the map."""
    active = Chip(theme, parent, active=True)
    active.say((Word("View held"), Word("Home", cap=True)), icon="lock")
    with qtbot.waitSignal(active.clicked):
        QTest.mouseClick(active, Qt.MouseButton.LeftButton)
    passive = Chip(theme, parent)

    assert passive.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_another_scale(parent: QWidget, theme: Theme) -> None:
    """At 200 % it is about twice as large."""
    chip = Chip(theme, parent)
    chip.say((Word("200 m"),))
    width = chip.width()
    theme.rescale(2.0)

    assert 2 * HEIGHT == chip.height()
    assert 1.9 * width <= chip.width() <= 2.1 * width


def test_what_turns_text_round_is_drawn_and_turns_nothing(
    parent: QWidget, theme: Theme
) -> None:
    """A mark of direction in a name is a visible sign, as wide as one."""
    chip = Chip(theme, parent)
    chip.say((Word("evil \N{REPLACEMENT CHARACTER}gnp.exe"),))
    wanted = bits(shot(chip))
    chip.say((Word("evil \u202egnp.exe"),))

    assert wanted == bits(shot(chip))
