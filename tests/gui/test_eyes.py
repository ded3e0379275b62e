"""The map for every eye: what is painted is seen in both themes, by whoever sees few
colours, and at the size of text that a person needs.
"""

import itertools
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from controlroom.domain.freshness import FADING, FRESH, HOLLOW, LAST_KNOWN
from tests.helpers.colours import VISIONS, contrast, distance, lab
from tests.helpers.map_room import MIDDLE, MapRoom, shot
from ui.map.board import DANGER, OVERDUE, PLAIN
from ui.map.incidents import paint_badge
from ui.map.symbols import EMERGENCY, KINDS, paint_body
from ui.map.view import MapView
from ui.selection import Selection
from ui.theme import Theme, install_fonts

THEMES = ("dark", "light")
STATES = range(11)
"""Radio states that are drawn: 11 is off duty."""
AREAS = ("land", "block", "building", "park", "wood", "pitch", "sand", "campus",
         "plaza", "water")  # fmt: skip
ROADS = ("minor", "street", "secondary", "main", "ring", "motorway", "rail")
"""Narrower than a symbol: there its own edge may be what sets it off."""
EDGE = 44
SEEN = 3.0
"""WCAG 1.4.11: what is needed to understand a picture."""
READ = 4.5
FEW_PX = 24
"""Pixels that must stand out: as the dotted edge of the oldest fix does."""
APART = 10.0
"""CIEDE2000 that is seen at once, side by side."""
DIFFERENT_PX = 12
"""Pixels in which two symbols must be that far apart: as 8 and 9 are."""


def _painted(theme: Theme, ground: str, kind: str, state: int, age: int) -> QImage:
    image = QImage(EDGE, EDGE, QImage.Format.Format_RGB32)
    image.fill(theme.color(ground))
    painter = QPainter(image)
    painter.translate(EDGE / 2, EDGE / 2)
    paint_body(painter, theme, kind, state, age)
    painter.end()
    return image


def _colours(image: QImage) -> list[str]:
    """Every pixel as `#rrggbb`, row by row."""
    return [
        image.pixelColor(x, y).name()
        for y in range(image.height())
        for x in range(image.width())
    ]


def _standing_out(image: QImage, ground: str) -> int:
    """How many pixels of the picture are seen on its ground."""
    counted = Counter(_colours(image))
    return sum(
        count for colour, count in counted.items() if contrast(colour, ground) >= SEEN
    )


@cache
def _seen_as(colour: str, vision: str) -> tuple[float, float, float]:
    return lab(colour, vision)


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    """Digits are drawn with our own font."""
    install_fonts()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("age", [FRESH, FADING, HOLLOW, LAST_KNOWN])
def test_a_unit_stands_out_from_any_ground(name: str, age: int) -> None:
    """Its fill or its edge, at 3:1; on a road perhaps its fill from its own edge."""
    theme = Theme(name)
    edge = "map.halo" if age >= HOLLOW else "state.casing"
    weak = []
    for ground, state in itertools.product((*AREAS, *ROADS), STATES):
        image = _painted(theme, f"map.{ground}", "car", state, age)
        seen = _standing_out(image, theme.hex(f"map.{ground}"))
        if ground in ROADS:
            own = theme.hex("state.on_dark" if state == EMERGENCY else edge)
            body = image.copy(10, 10, EDGE - 20, EDGE - 20)
            seen = max(seen, _standing_out(body, own))
        if seen < FEW_PX:
            weak.append(f"state {state} on {ground}: {seen} pixels")

    assert [] == weak


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("look", [PLAIN, OVERDUE, DANGER])
def test_an_incident_stands_out_from_any_ground(name: str, look: int) -> None:
    """Its badge or the badge's edge, at 3:1."""
    theme = Theme(name)
    weak = []
    for ground, grade in itertools.product(AREAS, "ISER"):
        image = QImage(EDGE, EDGE, QImage.Format.Format_RGB32)
        image.fill(theme.color(f"map.{ground}"))
        painter = QPainter(image)
        painter.translate(EDGE / 2, EDGE - 6)
        paint_badge(painter, theme, grade, look)
        painter.end()
        back = theme.hex(f"map.{ground}")
        seen = _standing_out(image, back)
        if seen < FEW_PX:
            weak.append(f"grade {grade} on {ground}: {seen} pixels")

    assert [] == weak


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_states_are_told_apart_by_every_eye(name: str, vision: str) -> None:
    """Any two states differ by digit or line where their fills look alike."""
    theme = Theme(name)
    pixels = {
        state: _colours(_painted(theme, "map.land", "car", state, FRESH))
        for state in STATES
    }
    alike = []
    for one, other in itertools.combinations(STATES, 2):
        apart = sum(
            distance(_seen_as(a, vision), _seen_as(b, vision)) >= APART
            for a, b in zip(pixels[one], pixels[other], strict=True)
            if a != b
        )
        if apart < DIFFERENT_PX:
            alike.append(f"{one} and {other}: {apart} pixels")

    assert [] == alike


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_grades_are_told_apart_by_every_eye(name: str, vision: str) -> None:
    """By letter and weight, late or not: a colour is never the only sign."""
    theme = Theme(name)
    pixels = {}
    for grade, look in itertools.product("ISER", (PLAIN, OVERDUE)):
        image = QImage(EDGE, EDGE, QImage.Format.Format_RGB32)
        image.fill(theme.color("map.land"))
        painter = QPainter(image)
        painter.translate(EDGE / 2, EDGE - 6)
        paint_badge(painter, theme, grade, look)
        painter.end()
        pixels[grade, look] = _colours(image)
    alike = []
    for one, other in itertools.combinations(pixels, 2):
        apart = sum(
            distance(_seen_as(a, vision), _seen_as(b, vision)) >= APART
            for a, b in zip(pixels[one], pixels[other], strict=True)
            if a != b
        )
        if apart < DIFFERENT_PX:
            alike.append(f"{one} and {other}: {apart} pixels")

    assert [] == alike


@pytest.mark.parametrize("name", THEMES)
def test_kinds_are_told_apart_without_any_colour(name: str) -> None:
    """By outline alone: in shades of grey no two kinds are the same."""
    theme = Theme(name)
    greys = {}
    for kind in KINDS:
        image = _painted(theme, "map.land", kind, 2, FRESH)
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        greys[kind] = [grey.pixelColor(x, y).value()
                       for y in range(EDGE) for x in range(EDGE)]  # fmt: skip
    alike = [
        (one, other)
        for one, other in itertools.combinations(KINDS, 2)
        if sum(
            abs(a - b) > 60 for a, b in zip(greys[one], greys[other], strict=True)
        ) < 2 * DIFFERENT_PX
    ]  # fmt: skip

    assert [] == alike


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[MapView]:
    """A map with a labelled unit, an emergency and an incident; the first selected."""
    room = MapRoom()
    selection = Selection()
    room.unit("HB11", 0, 0)
    room.emergency(room.unit("HB12", 120, 60, state=0), accepted=True)
    room.incident(4521, -100, -60)
    selection.select_unit("unit_hb11")
    view = MapView(Theme("dark"), room, selection)
    qtbot.addWidget(view)
    view.resize(640, 480)
    with qtbot.waitExposed(view):
        view.show()
    view.centre_on(*MIDDLE, 17)
    shot(view)
    yield view
    view.shut()


@pytest.mark.parametrize("name", THEMES)
def test_plates_can_be_read(view: MapView, name: str) -> None:
    """What is written on a plate stands out from it at 4.5:1, as it is painted."""
    theme = view.stage.scene().theme
    theme.switch(name)
    view.stage.note_change()
    image = shot(view)
    middle = view.point_of(*MIDDLE)
    ink = [
        image.pixelColor(x, y).name()
        for x in range(round(middle.x()) + 24, round(middle.x()) + 70)
        for y in range(round(middle.y()) - 9, round(middle.y()) + 9)
    ]
    plate = theme.hex("map.plate").lower()

    assert ink.count(plate) > 60
    assert max(contrast(each, plate) for each in ink) >= READ


def test_the_size_of_text_reaches_the_map(view: MapView) -> None:
    """Plates, chips and symbols grow together; at 200 % everything is twice as wide."""
    theme = view.stage.scene().theme

    def measures() -> tuple[int, int, float]:
        image = shot(view)
        red = QColor(theme.color("alarm.emergency_line"))
        marked = sum(
            image.pixelColor(x, y).name() == red.name()
            for x in range(0, image.width(), 2)
            for y in range(0, image.height(), 2)
        )
        return view.corners.scale.height(), marked, view.viewport.unit

    before = measures()
    theme.rescale(2.0)
    after = measures()

    assert 2 * before[0] == after[0]
    assert after[1] > 1.5 * before[1] > 0
    assert 2 * before[2] == after[2]
