"""The ruler: points, legs, the way by road, what it says and paints."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from controlroom.domain.coordinates import Point
from tests.helpers.map_room import MIDDLE, MapRoom, count, paint, place, touched
from ui.map.measure import MOST_POINTS, Measure, WayAnswer
from ui.map.tool import Spot

ENTER, BACK = Qt.Key.Key_Return, Qt.Key.Key_Backspace
NONE = Qt.KeyboardModifier.NoModifier


class Roads:
    """Somebody who knows ways, and answers when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Point, Point, WayAnswer]] = []
        self.changes = 0

    def ask(self, start: Point, end: Point, answer: WayAnswer) -> bool:
        """Keep the question."""
        self.asked.append((start, end, answer))
        return True

    def answer(
        self, number: int, seconds: float = 200.0, metres: float = 1_610.0
    ) -> None:
        """Answer a question with a way of two points, or none."""
        points = np.zeros(2) if np.isfinite(seconds) else np.zeros(0)
        self.asked[number][2](points, points, seconds, metres)

    def changed(self) -> None:
        """Count what is to be painted anew."""
        self.changes += 1


@pytest.fixture
def roads() -> Roads:
    """Nobody has asked yet."""
    return Roads()


@pytest.fixture
def ruler(roads: Roads) -> Measure:
    """A ruler over a map that looks at the middle of the town."""
    return Measure(lambda: MIDDLE, roads.ask, roads.changed)


def _spot(east_m: float, north_m: float) -> Spot:
    return Spot(*place(east_m, north_m), 0.0, 0.0)


def _click(ruler: Measure, east_m: float, north_m: float) -> None:
    ruler.press(_spot(east_m, north_m))

    assert ruler.release(_spot(east_m, north_m))


def test_a_leg_has_length_and_bearing(ruler: Measure) -> None:
    """300 m east and 400 m north are 500 m on 037 degrees, on the ellipsoid."""
    _click(ruler, 0, 0)
    _click(ruler, 300, 400)

    assert "OW 8357 4277 to OW 8384 4319, 501 m on 037\u00b0 true" == ruler.words()


def test_a_chain_adds_up(ruler: Measure) -> None:
    """The whole, how many legs, and the last of them."""
    for east_m, north_m in ((0, 0), (600, 0), (600, 800), (0, 800)):
        _click(ruler, east_m, north_m)

    assert "2.0 km in 3 legs, last leg 602 m on 270\u00b0 true" in ruler.words()


def test_a_point_is_taken_back(ruler: Measure) -> None:
    """Backspace, point by point, and never beyond the first."""
    _click(ruler, 0, 0)
    _click(ruler, 300, 400)
    taken = [ruler.key(BACK, NONE) for _ in range(4)]

    assert [True] * 4 == taken
    assert ([], "") == (ruler.points, ruler.words())


def test_keys_alone_measure(ruler: Measure, roads: Roads) -> None:
    """Enter takes the middle of the map: arrows move the map under it."""
    looks = [place(0, 0), place(0, 100)]
    ruler = Measure(lambda: looks[0], roads.ask, roads.changed)
    ruler.key(ENTER, NONE)
    looks.pop(0)
    ruler.key(ENTER, NONE)

    assert "100 m on 000\u00b0 true" in ruler.words()


def test_other_keys_are_the_maps(ruler: Measure) -> None:
    """Arrows pan, Esc lets go."""

    assert not ruler.key(Qt.Key.Key_Left, NONE)
    assert not ruler.key(Qt.Key.Key_Escape, NONE)


def test_a_double_click_ends_the_chain(ruler: Measure) -> None:
    """Then nothing follows the pointer, and the next click begins anew."""
    _click(ruler, 0, 0)
    _click(ruler, 300, 400)
    ruler.double(_spot(300, 400))
    follows = ruler.move(_spot(500, 500))
    said = ruler.words()
    _click(ruler, 50, 50)

    assert not follows
    assert "501 m" in said
    assert 1 == len(ruler.points)


def test_the_way_by_road_is_said_when_it_is_known(ruler: Measure, roads: Roads) -> None:
    """Between the ends of the chain; the map is painted anew."""
    _click(ruler, 0, 0)
    _click(ruler, 300, 400)
    before = ruler.road_words()
    roads.answer(0)

    assert ("", "by road 1.6 km, 3:20") == (before, ruler.road_words())
    assert ruler.words().endswith("by road 1.6 km, 3:20")
    assert 1 == roads.changes


def test_an_answer_for_other_ends_is_not_heard(ruler: Measure, roads: Roads) -> None:
    """The chain has gone on; no way at all says nothing either."""
    for metres in (0, 100, 200):
        _click(ruler, metres, 0)
    roads.answer(0)
    stale = ruler.road_words()
    roads.answer(1, seconds=np.nan)

    assert ("", "", 0) == (stale, ruler.road_words(), roads.changes)


def test_an_answer_to_a_ruler_that_was_emptied(ruler: Measure, roads: Roads) -> None:
    """Nothing is said and nothing breaks."""
    _click(ruler, 0, 0)
    _click(ruler, 300, 400)
    ruler.key(BACK, NONE)
    ruler.key(BACK, NONE)
    roads.answer(0)

    assert "" == ruler.road_words()


def test_a_chain_is_bounded(ruler: Measure) -> None:
    """A stuck button does not fill the memory."""
    for number in range(MOST_POINTS + 50):
        ruler.release(_spot(number, 0))

    assert MOST_POINTS == len(ruler.points)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_what_is_painted(qtbot: QtBot, ruler: Measure, theme: str) -> None:
    """The line without colour, its points, and a plate at the end."""
    scene = MapRoom().scene(theme=theme)
    empty = touched(paint(lambda it: ruler.paint(it, scene)))
    _click(ruler, -60, 0)
    _click(ruler, 60, 0)
    ruler.double(_spot(60, 0))
    image = paint(lambda it: ruler.paint(it, scene))

    assert 0 < empty < 400
    assert count(image, scene.theme.color("accent.select_map"), 30) > 200
    assert count(image, scene.theme.color("map.plate"), 8) > 1_000


def test_the_leg_to_the_pointer_is_live(qtbot: QtBot, ruler: Measure) -> None:
    """It is painted before it is taken, dashed, and measured."""
    scene = MapRoom().scene()
    _click(ruler, -60, 0)
    alone = touched(paint(lambda it: ruler.paint(it, scene)))
    ruler.move(_spot(60, 0))
    live = touched(paint(lambda it: ruler.paint(it, scene)))

    assert alone < live
    assert 1 == len(ruler.points)
