"""Heads of columns and sections."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import canvas, colours_in, colours_of
from ui.paint import Ink
from ui.panels.heads import Column, ColumnHead, paint_section
from ui.theme import Theme, install_fonts


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """The dark theme with its fonts."""
    install_fonts()
    return Theme.load("dark")


def test_columns_are_placed_for_the_width(qtbot: QtBot, theme: Theme) -> None:
    """Whoever places the heads is asked with the width as it is."""
    widths: list[float] = []

    def place(width: float) -> list[Column]:
        widths.append(width)
        return [Column("Units", 10, 80)]

    head = ColumnHead(theme, place)
    qtbot.addWidget(head)
    head.resize(300, 24)
    colours = colours_of(head)

    assert [300.0] == widths
    assert theme.hex("text.muted").lower() in colours


@pytest.mark.parametrize("folded", [False, True])
def test_a_head_stands_on_its_ground(theme: Theme, folded: bool) -> None:
    """Heads of sections are of the header's colour."""
    image, painter = canvas(300, 24)
    paint_section(Ink(painter, theme), 300, "Overdue", "2", folded=folded)
    painter.end()

    assert theme.hex("surface.header").lower() in colours_in(image)


def test_heads_grow_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    """24 high at 100 %, 48 at 200 %."""
    head = ColumnHead(theme, lambda _width: [])
    qtbot.addWidget(head)
    before = head.height()
    theme.rescale(2.0)

    assert (24, 48) == (before, head.height())
