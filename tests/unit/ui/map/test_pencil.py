"""The pencil: corners by click and by key, live figures, and nothing sent by itself."""

import pytest
from PySide6.QtCore import Qt

from controlroom.domain.decide.drawings import CORNERS_MOST
from controlroom.domain.entities import DrawingShape, Outline
from tests.helpers.map_room import MapRoom, paint, place, touched
from ui.map.pencil import Pencil
from ui.map.tool import Spot

NONE = Qt.KeyboardModifier.NoModifier
SPACE, ENTER, BACK, ESC, LEFT = (
    int(key)
    for key in (
        Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Escape,
        Qt.Key.Key_Left,
    )
)  # fmt: skip
A, B, C, D = place(0, 0), place(100, 0), place(100, 100), place(0, 100)


class Hand:
    """A hand with a pencil, the middle of its map, and what it has finished."""

    def __init__(
        self, shape: DrawingShape, corners: tuple[tuple[float, float], ...] = ()
    ) -> None:
        self.middle = A
        self.done: list[Outline] = []
        self.pencil = Pencil(shape, lambda: self.middle, self.done.append, corners)

    def click(self, *places: tuple[float, float]) -> None:
        """Click places."""
        for lat, lon in places:
            self.pencil.move(Spot(lat, lon, 0, 0))
            assert self.pencil.release(Spot(lat, lon, 0, 0))

    def press(self, *keys: int) -> list[bool]:
        """Press keys; return which the pencil took."""
        return [self.pencil.key(key, NONE) for key in keys]


def test_a_point_is_one_click() -> None:
    """Finished at once."""
    hand = Hand("point")
    hand.click(B)

    assert [Outline(shape="point", corners=(B,))] == hand.done


def test_a_line_ends_with_enter_or_a_double_click() -> None:
    """As many corners as were clicked; the double click adds none."""
    by_key, by_mouse = Hand("line"), Hand("line")
    by_key.click(A, B, C)
    by_key.press(ENTER)
    by_mouse.click(A, B, C)
    by_mouse.pencil.double(Spot(*C, 0, 0))

    assert [Outline(shape="line", corners=(A, B, C))] == by_key.done == by_mouse.done


def test_a_circle_is_its_middle_and_its_edge() -> None:
    """The second click is as far as the radius."""
    hand = Hand("circle")
    hand.click(A, B)
    (outline,) = hand.done

    assert ("circle", (A,)) == (outline.shape, outline.corners)
    assert 100 == pytest.approx(outline.radius_m, rel=5e-3)


def test_the_whole_of_it_by_keys() -> None:
    """Arrows move the map under the cross, Space sets, Backspace takes back."""
    hand = Hand("polygon")
    for middle in (A, D, B, C):
        hand.middle = middle
        hand.press(LEFT, SPACE)
        if middle is D:
            hand.press(BACK)
    hand.press(ENTER)

    assert [False, True] == hand.press(LEFT, SPACE)
    assert [Outline(shape="polygon", corners=(A, B, C))] == hand.done


def test_a_circle_by_keys() -> None:
    """Space in the middle, then Enter where the edge is to be."""
    hand = Hand("circle")
    hand.press(SPACE)
    hand.middle = B
    hand.press(LEFT, ENTER)

    assert 100 == pytest.approx(hand.done[0].radius_m, rel=5e-3)


@pytest.mark.parametrize(
    ("shape", "corners", "problem"),
    [
        ("line", (A,), "1 more corner needed"),
        ("polygon", (A,), "2 more corners needed"),
        ("polygon", (A, B, A), "1 more corner needed"),
        ("polygon", (A, C, B, D), "it crosses itself: take the last corners back"),
        ("polygon", (A, B, place(200, 0)), "it has no inside"),
        ("line", ((1.0, 179.9), (1.0, -179.9)), "it crosses the 180th meridian"),
    ],
)
def test_what_makes_no_sense_is_not_finished(
    shape: DrawingShape, corners: tuple[tuple[float, float], ...], problem: str
) -> None:
    """It says why beside the pointer, and nothing that was drawn is lost."""
    hand = Hand(shape)
    hand.click(*corners)
    hand.press(ENTER)

    assert [] == hand.done
    assert problem == hand.pencil.problem
    assert list(corners) == hand.pencil.corners
    assert hand.pencil.says([*corners])[1]


def test_a_problem_is_gone_with_the_next_corner() -> None:
    """Taking a corner back or setting one begins anew."""
    hand = Hand("polygon")
    hand.click(A, C, B, D)
    hand.press(ENTER, BACK, BACK)
    hand.click(D)
    hand.press(ENTER)

    assert [Outline(shape="polygon", corners=(A, C, D))] == hand.done


def test_a_circle_too_small_or_too_large() -> None:
    """Said, and the edge can be set again."""
    hand = Hand("circle")
    hand.click(A, A)
    small = hand.pencil.problem
    hand.click(place(60_000, 0))
    large = hand.pencil.problem
    hand.click(B)

    assert ("the radius is under 1 m", "the radius is over 50.0 km") == (small, large)
    assert 1 == len(hand.done)


def test_crossing_is_said_while_it_is_drawn() -> None:
    """The rubber band to the pointer counts."""
    pencil = Hand("polygon").pencil

    assert (["crosses itself"], True) == (
        pencil.says([A, C, B, D])[0][:1], pencil.says([A, C, B, D])[1]
    )  # fmt: skip
    assert not pencil.says([A, B, C, D])[1]


def test_lengths_and_areas_are_said() -> None:
    """To the metre, while it is drawn."""

    assert ["100 m"] == Hand("line").pencil.says([A, B])[0]
    assert ["10,000 m²", "401 m around"] == Hand("polygon").pencil.says([A, B, C, D])[0]
    assert ["radius 100 m", "31,600 m²"] == Hand("circle").pencil.says([A, B])[0]


def test_no_more_than_there_can_be() -> None:
    """The five hundred and first corner is not taken."""
    hand = Hand("line", tuple((51 + n / 1e5, -0.1) for n in range(CORNERS_MOST + 9)))
    hand.click(A)

    assert CORNERS_MOST == len(hand.pencil.corners)
    assert "500 corners are the most" == hand.pencil.problem


def test_escape_is_left_to_the_map() -> None:
    """It lets go; what was begun is gone and nothing was finished."""
    hand = Hand("line")
    hand.click(A, B)

    assert [False] == hand.press(ESC)

    hand.pencil.let_go()

    assert [] == hand.pencil.corners
    assert [] == hand.done


def test_it_goes_on_from_corners() -> None:
    """What was not sent can be finished again."""
    hand = Hand("polygon", (A, B, C))
    hand.press(ENTER)

    assert [Outline(shape="polygon", corners=(A, B, C))] == hand.done


@pytest.mark.parametrize("shape", ["point", "line", "polygon", "circle"])
def test_it_is_seen_while_it_is_drawn(shape: DrawingShape) -> None:
    """A cross before the first corner, then corners, band and figures."""
    hand, scene = Hand(shape), MapRoom().scene()
    empty = touched(paint(lambda p: hand.pencil.paint(p, scene)))
    if shape != "point":
        hand.click(A)
        hand.pencil.move(Spot(*B, 0, 0))

    assert 50 < empty
    assert shape == "point" or 300 < touched(
        paint(lambda p: hand.pencil.paint(p, scene))
    )
