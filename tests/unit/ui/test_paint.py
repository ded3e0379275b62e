"""The marks that rows are painted with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.desk_room import canvas, colours_in
from ui.paint import CENTRE, LEFT, RIGHT, STATE_FILL, Ink, faded
from ui.theme import Theme, install_fonts


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """The dark theme with its fonts."""
    install_fonts()
    return Theme.load("dark")


@pytest.mark.parametrize("state", range(12))
def test_a_state_is_a_digit_on_its_fill(theme: Theme, state: int) -> None:
    """Every radio state has its fill and another colour for its digit; 11 has none."""
    image, painter = canvas(18, 16)
    Ink(painter, theme).state(0, 0, state)
    painter.end()
    fill = STATE_FILL.get(state)
    colours = colours_in(image)

    assert (fill is not None) == (
        fill is not None and theme.hex(f"state.{fill}").lower() in colours
    )
    assert len(colours) > 2


@pytest.mark.parametrize(
    ("grade", "token"),
    [("I", "grade.i_fill"), ("S", "grade.s_fill"), ("E", "grade.e_line")],
)
def test_a_grade_is_weight_of_fill(theme: Theme, grade: str, token: str) -> None:
    """A badge uses the neutral colours of its grade."""
    image, painter = canvas(22, 18)
    Ink(painter, theme).badge(0, 0, grade)
    painter.end()

    assert theme.hex(token).lower() in colours_in(image)


def test_no_grade_is_red(theme: Theme) -> None:
    """Red is for danger to a person: the emergency's badge alone."""
    red = theme.hex("alarm.emergency").lower()
    for grade in ("I", "S", "E", "R", "unheard of", ""):
        image, painter = canvas(22, 18)
        Ink(painter, theme).badge(0, 0, grade)
        painter.end()

        assert red not in colours_in(image)

    image, painter = canvas(22, 18)
    Ink(painter, theme).emergency_badge(0, 0)
    painter.end()

    assert red in colours_in(image)


def test_text_is_cut_to_its_box(theme: Theme) -> None:
    """A text that does not fit ends with an ellipsis inside its box."""
    image, painter = canvas(200, 20)
    ink = Ink(painter, theme)
    whole = ink.width_of("Foundry Lane at Mill Street")
    drawn = ink.text(0, 0, 60, 20, "Foundry Lane at Mill Street")
    painter.end()

    assert whole > 100
    assert 40 < drawn <= 60
    assert not image.isNull()


def _edges(image: QImage) -> tuple[int, int, int, int]:
    """Return the pixels that letters begin and end at: left, right, top, bottom."""
    inked = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() > 40
    ]
    across, down = zip(*inked, strict=True)
    return min(across), max(across), min(down), max(down)


@pytest.mark.parametrize("sharp", [1.0, 2.0])
@pytest.mark.parametrize("align", [LEFT, CENTRE, RIGHT])
@pytest.mark.parametrize("text", ["HB14", "<b>4521</b> & Sons", "00:12 Wj|"])
def test_text_stands_where_qt_would_put_it(
    theme: Theme, text: str, align: Qt.AlignmentFlag, sharp: float
) -> None:
    """Letters that were placed before look as if placed now; markup is as typed."""
    images = []
    for placed in (True, False):
        image, painter = canvas(round(200 * sharp), round(20 * sharp))
        painter.scale(sharp, sharp)
        ink = Ink(painter, theme)
        if placed:
            ink.text(0, 0, 200, 20, text, color="text.primary", align=align)
        else:
            painter.setFont(theme.face("data", tabular=True).font)
            painter.setPen(theme.color("text.primary"))
            middle = align | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(ink.rect(0, 0, 200, 20), middle, text)
        painter.end()
        images.append(image)

    mine, theirs = map(_edges, images)

    assert mine == pytest.approx(theirs, abs=sharp - 1)
    assert sharp > 1 or images[0] == images[1]


def test_no_text_takes_no_room(theme: Theme) -> None:
    """Nothing to say draws nothing."""
    image, painter = canvas(50, 20)

    assert 0.0 == Ink(painter, theme).text(0, 0, 50, 20, "")
    painter.end()

    assert {"#000000"} == colours_in(image)


def test_a_paragraph_says_its_height(theme: Theme) -> None:
    """Broken text is as high as its lines."""
    _image, painter = canvas(100, 100)
    ink = Ink(painter, theme)

    assert 18.0 == ink.paragraph(0, 0, 400, "short")
    assert 36.0 <= ink.paragraph(0, 0, 60, "two males, grey tracksuits")
    painter.end()


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.5, 1.0, 7.0])
def test_a_bar_stays_in_its_box(theme: Theme, share: float) -> None:
    """A share below none or above all fills nothing or everything, and no more."""
    image, painter = canvas(60, 2)
    Ink(painter, theme).bar(0, 0, 56, 2, share, "alarm.high")
    painter.end()
    beyond = {image.pixelColor(x, 0).name() for x in range(56, 60)}

    assert {"#000000"} == beyond


def test_sizes_follow_the_text_scale(theme: Theme) -> None:
    """Design pixels are multiplied once."""
    _image, painter = canvas(200, 100)
    small = Ink(painter, theme).width_of("4521")
    theme.rescale(2.0)
    large = Ink(painter, theme).width_of("4521")
    painter.end()

    assert small == pytest.approx(large, rel=0.02)


def test_fading_keeps_the_hue(theme: Theme) -> None:
    """Only the opacity changes."""
    red = theme.color("alarm.emergency_line")

    assert (red.name(), 102) == (faded(red, 0.4).name(), faded(red, 0.4).alpha())
