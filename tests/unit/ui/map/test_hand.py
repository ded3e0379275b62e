"""Drag, wheel and keys move the view as a hand would expect."""

import pytest
from PySide6.QtCore import QPointF, Qt

from ui.map.hand import CLICK_PX, NOTCH, Hand
from ui.map.viewport import Viewport


@pytest.fixture
def view() -> Viewport:
    """A town at street zoom."""
    view = Viewport(800, 600)
    view.look_at(54.7, 2.4, 15)
    return view


def test_the_place_stays_under_the_pointer(view: Viewport) -> None:
    """What was taken hold of is under the pointer at the end of a drag."""
    hand = Hand(view)
    held = view.to_place(100, 100)
    hand.press(QPointF(100, 100))
    for step in range(1, 11):
        hand.move(QPointF(100 + 13 * step, 100 + 7 * step))

    assert (230, 170) == pytest.approx(view.place_to_screen(*held), abs=2)
    assert not hand.release()


def test_a_trembling_hand_clicks(view: Viewport) -> None:
    """Less than five pixels is a click and moves nothing."""
    hand, before = Hand(view), view.state()
    hand.press(QPointF(100, 100))

    assert not hand.move(QPointF(100 + CLICK_PX - 1, 100))
    assert hand.release()
    assert before == view.state()
    assert not hand.is_dragging


def test_moving_without_a_press(view: Viewport) -> None:
    """A pointer that passes over the map moves nothing, and its release is no click."""
    hand = Hand(view)

    assert not hand.move(QPointF(300, 300))
    assert not hand.release()


def test_the_wheel_zooms_in_steps(view: Viewport) -> None:
    """One notch is half a zoom; a touchpad's small turns add up to one."""
    hand, place = Hand(view), QPointF(400, 300)

    assert hand.wheel(NOTCH, place)
    assert 15.5 == view.zoom
    assert [False, False, True] == [hand.wheel(-NOTCH // 3, place) for _ in range(3)]
    assert 15.0 == view.zoom


def test_turning_back_begins_anew(view: Viewport) -> None:
    """What was turned half one way is not needed to be turned back."""
    hand, place = Hand(view), QPointF(400, 300)
    hand.wheel(NOTCH - 20, place)

    assert hand.wheel(-NOTCH, place)
    assert 14.5 == view.zoom


@pytest.mark.parametrize(
    ("key", "towards"),
    [
        (Qt.Key.Key_Left, (-1, 0)), (Qt.Key.Key_Right, (1, 0)),
        (Qt.Key.Key_Up, (0, 1)), (Qt.Key.Key_Down, (0, -1)),
    ],
)  # fmt: skip
def test_arrows_pan(view: Viewport, key: int, towards: tuple[int, int]) -> None:
    """Each arrow shows more of its side."""
    lat, lon = view.centre
    assert Hand(view).key(key)
    east, north = view.centre[1] - lon, view.centre[0] - lat

    assert towards == (round(east / 0.0069), round(north / 0.003))


def test_keys_zoom(view: Viewport) -> None:
    """Plus and minus zoom around the middle; other keys are not for the map."""
    hand, middle = Hand(view), view.centre

    assert hand.key(Qt.Key.Key_Plus)
    assert hand.key(Qt.Key.Key_Plus)
    assert 16.0 == view.zoom
    assert hand.key(Qt.Key.Key_Minus)
    assert middle == pytest.approx(view.centre, abs=1e-5)
    assert not hand.key(Qt.Key.Key_A)


def test_at_the_end_of_zoom(view: Viewport) -> None:
    """At the nearest zoom one more step changes nothing and says so."""
    hand = Hand(view)
    view.zoom_at(19, 0, 0)

    assert not hand.zoom(1, 400, 300)
