"""Names on the ground: along their street, level where they have one point."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.ground.layers import Label
from controlroom.ground.mercator import Floats
from tests.helpers.map_room import paint, touched
from ui.theme import Theme, install_fonts
from ui.worker.lettering import STYLES, paint_name
from ui.worker.strokes import Brush


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    install_fonts()


def _paint(
    text: str, kind: str, points: list[tuple[float, float]], unit: float = 1.0
) -> QImage:
    line: Floats = np.array(points, np.float64)
    label = Label(text, kind, 0, 10, 19, line)
    return paint(
        lambda p: paint_name(Brush(p, Theme.load("dark"), 17.0, unit), label, line)
    )


def test_a_name_lies_along_its_street(qtbot: QtBot) -> None:
    """Along a street that runs down the page the letters do too."""
    image = _paint("Mill Street", "street", [(320, 100), (320, 400)])

    assert touched(image) == touched(image.copy(308, 150, 24, 200))
    assert touched(image) > 400


def test_it_follows_a_bend(qtbot: QtBot) -> None:
    """Round a corner letters stand on both arms."""
    image = _paint("Foundry Lane", "street", [(220, 240), (320, 240), (320, 340)])

    assert touched(image.copy(220, 230, 90, 20)) > 100
    assert touched(image.copy(310, 252, 20, 90)) > 100


def test_too_long_for_its_street(qtbot: QtBot) -> None:
    """A name longer than its line is left out, in every tile alike."""

    assert 0 == touched(_paint("Foundry Lane", "street", [(300, 240), (330, 240)]))


def test_level_and_centred(qtbot: QtBot) -> None:
    """A name with one point is written level around it."""
    image = _paint("Long Park", "park", [(320, 240)])
    left, right = image.copy(220, 220, 100, 40), image.copy(320, 220, 100, 40)

    assert touched(left) == pytest.approx(touched(right), rel=0.35)
    assert touched(image) == touched(image.copy(220, 226, 200, 28))


def test_districts_are_spaced_capitals(qtbot: QtBot) -> None:
    """The same letters are wider as a district than as a street."""

    def width(kind: str) -> int:
        image = _paint("Harbour", kind, [(320, 240)])
        return sum(touched(image.copy(x, 220, 1, 40)) > 0 for x in range(640))

    assert width("area") > 1.5 * width("landmark")


@pytest.mark.parametrize("kind", [*STYLES, "monument"])
def test_every_kind_is_written(qtbot: QtBot, kind: str) -> None:
    """Kinds a newer pack may have are written too."""

    assert touched(_paint("Harbour", kind, [(320, 240)])) > 100


@pytest.mark.parametrize("text", ["", " ", "\x00\n", "<b>x</b>", "Ä" * 300])
def test_words_of_strangers(qtbot: QtBot, text: str) -> None:
    """Empty, endless or strange names break nothing."""

    assert 640 == _paint(text, "street", [(0, 240), (640, 240)]).width()


def test_twice_the_scale(qtbot: QtBot) -> None:
    """At 200 % letters are twice as high."""
    small = _paint("Quay", "landmark", [(320, 240)])
    large = _paint("Quay", "landmark", [(320, 240)], 2.0)

    assert 3.0 < touched(large) / touched(small) < 4.5


def test_a_station_is_named_below_its_symbol(qtbot: QtBot) -> None:
    """The symbol on the spot, the name under it, nothing above."""
    image = _paint("Central", "station", [(320, 240)])

    assert touched(image.copy(310, 230, 20, 20)) > 150
    assert touched(image.copy(280, 248, 80, 16)) > 150
    assert 0 == touched(image.copy(0, 0, 640, 228))


def test_a_road_number_stands_on_a_plate(qtbot: QtBot) -> None:
    """A box around the letters, wider than they are."""
    plate, letters = (
        _paint("A 9", "ref", [(320, 240)]),
        _paint("A 9", "house", [(320, 240)]),
    )

    assert touched(plate) > touched(letters)
    assert touched(plate) == touched(plate.copy(300, 230, 40, 20))
