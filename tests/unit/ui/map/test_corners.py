"""Chips stand in their corners, at every size, and never on each other."""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.map.chips import Word
from ui.map.corners import Corners, _round_down
from ui.map.viewport import Viewport
from ui.theme import Theme, install_fonts


@pytest.fixture
def corners(qtbot: QtBot) -> Iterator[Corners]:
    """The corners of a map as wide as in the design."""
    install_fonts()
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(894, 976)
    widget.show()
    yield Corners(widget, Theme.load("dark"))
    widget.close()


def _view(zoom: float) -> Viewport:
    view = Viewport(894, 976)
    view.look_at(54.7, 2.4, zoom)
    return view


@pytest.mark.parametrize(
    ("zoom", "said"), [(17, "50 m"), (15.5, "100 m"), (13, "1 km"), (9, "10 km")]
)
def test_the_bar_has_a_round_length(corners: Corners, zoom: float, said: str) -> None:
    """One, two or five times a power of ten, and as long as it says."""
    corners.say_scale(_view(zoom), 1.0)

    assert said == corners.scale.text
    assert 40 <= corners.scale._bar_px <= 100


def test_round_lengths() -> None:
    """Never longer than the room there is."""

    assert [1, 2, 5, 500, 0.2] == [
        _round_down(each) for each in (1.9, 4.9, 9, 999, 0.4)
    ]


def test_none_on_another(corners: Corners) -> None:
    """All at once, in a narrow map: each is inside and none covers another."""
    corners.say_scale(_view(15), 1.0)
    corners.say_place(54.7, 2.4, "Foundry Lane at Mill Street")
    corners.say_hold("held")
    corners.say_banner((Word("Picture frozen 0:14. Last frame 22:31:54."),))
    corners.say_map(known=False)
    boxes = [QRect(*(round(edge) for edge in box)) for box in corners.boxes(1.0)]

    assert 5 == len(boxes)
    assert not any(a.intersects(b) for a, b in itertools.combinations(boxes, 2))
    assert all(QRect(0, 0, 894, 976).contains(box) for box in boxes)


def test_a_narrow_map(corners: Corners) -> None:
    """Where words do not fit beside each other they stand below each other."""
    words = tuple(Word(f"Picture frozen {number}.") for number in range(12))
    corners.say_banner(words)

    assert 12 == len(corners.banner.text.splitlines())
    assert corners.banner.width() < 894


def test_held_and_away(corners: Corners) -> None:
    """It says why the view stands and which key gives it back."""
    corners.say_hold("held")

    assert "View held where you left it Home" == corners.home.text

    corners.say_hold("away")

    assert "Back to where you were Home" == corners.home.text

    corners.say_hold("")

    assert corners.home.isHidden()


def test_trouble_outweighs_no_map(corners: Corners) -> None:
    """What failed is said first, and that the symbols go on."""
    corners.say_map(known=False)

    assert "no map of this place" == corners.notice.text

    corners.say_trouble("the map's painter stopped")

    assert corners.notice.text.startswith("Ground not painted")

    corners.say_trouble("")
    corners.say_map(known=True)

    assert corners.notice.isHidden()


def test_the_card_stays_inside(corners: Corners) -> None:
    """At the lower right corner it opens to the upper left of the pointer."""
    lines = ((Word("HB17 5 En route"),), (Word("PC 2187 Okafor"),))
    corners.show_card(lines, QPointF(890, 970))
    box = corners.card.geometry()

    assert QRect(0, 0, 894, 976).contains(box)
    assert not box.contains(890, 970)

    corners.show_card((), QPointF(0, 0))

    assert corners.card.isHidden()


@pytest.mark.parametrize("width", [480, 894, 2560])
def test_whose_map_it_is(corners: Corners, width: int) -> None:
    """The attribution stands beside the scale, on nothing else, at every width."""
    corners._map.resize(width, 600)
    corners.say_scale(_view(15), 1.0)
    corners.say_place(54.7, 2.4, "Foundry Lane at Mill Street")
    corners.say_credit("© OpenStreetMap contributors · Crown copyright 2026")
    corners.say_pictures("Map service: no answer since 21:03")
    chips = (corners.scale, corners.credit, corners.pictures, corners.place)
    boxes = [chip.geometry() for chip in chips]

    assert all(corners._map.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for a, b in itertools.combinations(boxes, 2))
    assert "© OpenStreetMap" in corners.credit.text

    corners.say_credit("")
    corners.say_pictures("")

    assert corners.credit.isHidden()
    assert corners.pictures.isHidden()


def test_an_attribution_that_is_a_novel(corners: Corners) -> None:
    """A long one is cut to the map's width."""
    corners.say_credit("by everybody " * 100)

    assert corners.credit.width() < corners._map.width()
