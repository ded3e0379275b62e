"""Plates: as wide as their words, painted once, a sheet that starts afresh."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import count
from ui.map.plates import Plate, Plates
from ui.theme import Theme, install_fonts


@pytest.fixture
def plates(qtbot: QtBot) -> Plates:
    """The plates of the dark theme at 100 %."""
    install_fonts()
    return Plates(Theme.load("dark"), 1.0)


def test_as_wide_as_its_words(plates: Plates) -> None:
    """A note makes a plate wider; a callsign of four letters is about 42 pixels."""

    assert 42 == pytest.approx(plates.width(Plate("HB17")), abs=3)
    assert plates.width(Plate("HB17", "2:10")) > plates.width(Plate("HB17")) + 25


def test_painted_once_and_where_it_says(plates: Plates) -> None:
    """The same plate has the same cell, another its own, and both hold letters."""
    one, other = plates.cell(Plate("HB17")), plates.cell(Plate("HB18"))
    image = plates.sheet.toImage()
    white = Theme.load("dark").color("text.primary")

    assert one == plates.cell(Plate("HB17"))
    assert one.left + one.width <= other.left
    assert count(image.copy(one.left, one.top, one.width, one.height), white, 40) > 20


def test_a_note_has_its_own_colour(plates: Plates) -> None:
    """A late incident's countdown is amber on its plate."""
    cell = plates.cell(Plate("4519", "−2:40", "alarm.high_text", strong=True))
    image = plates.sheet.toImage().copy(cell.left, cell.top, cell.width, cell.height)

    assert count(image, Theme.load("dark").color("alarm.high_text"), 40) > 15


def test_a_full_sheet_starts_afresh(plates: Plates) -> None:
    """Thousands of plates fit one after another, and callers are told of the turn."""
    generation = plates.generation
    for number in range(3_000):
        cell = plates.cell(Plate(f"HB{number}", "last 22:21"))

        assert cell.left + cell.width <= plates.sheet.width()
        assert cell.top + cell.height <= plates.sheet.height()

    assert plates.generation > generation


def test_words_longer_than_a_sheet(plates: Plates) -> None:
    """A name without end is cut at the sheet's edge, not painted beyond it."""

    assert plates.cell(Plate("A" * 5_000)).width <= plates.sheet.width()


def test_nothing_is_interpreted(plates: Plates) -> None:
    """A callsign with markup is shown as typed: as wide as its letters."""

    assert plates.width(Plate("<b>HB</b>")) > plates.width(Plate("HB")) + 30
    assert QColor("#000000") != plates.sheet.toImage().pixelColor(0, 0)


def test_what_turns_text_round_is_drawn_and_turns_nothing(plates: Plates) -> None:
    """A mark of direction in a callsign or a note is a visible sign."""
    marked = Plate("X1\u202e", "a\u2066b")
    shown = Plate("X1\N{REPLACEMENT CHARACTER}", "a\N{REPLACEMENT CHARACTER}b")
    cells = [plates.cell(marked), plates.cell(shown)]
    image = plates.sheet.toImage()
    drawn = [image.copy(each.left, each.top, each.width, each.height) for each in cells]

    assert plates.width(shown) == plates.width(marked)
    assert drawn[0] == drawn[1]


def test_what_stands_is_kept_when_a_sheet_is_full(plates: Plates) -> None:
    """Plates that stand are copied as they are; hundreds are not painted in a frame."""
    standing = Plate("STANDS", "0:14")
    cell = plates.cell(standing)
    before = plates.sheet.toImage().copy(*cell)
    plates.standing = frozenset({standing})
    generation = plates.generation
    for number in range(3_000):
        plates.cell(Plate(f"HB{number}", "last 22:21"))
        if plates.generation > generation:
            break

    assert standing in plates._cells
    assert before == plates.sheet.toImage().copy(*plates.cell(standing))


def test_more_than_a_sheet_can_keep(plates: Plates) -> None:
    """When all of a sheet stands it starts empty, so that it is not full for ever."""
    standing = [Plate(f"HB{number}", "last 22:21") for number in range(900)]
    plates.standing = frozenset(standing)
    for plate in standing:
        plates.cell(plate)
    cell = plates.cell(standing[0])

    assert cell.top + cell.height <= plates.sheet.height()
    assert plates.generation <= 3
