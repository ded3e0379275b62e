"""The way of a view that was asked to move."""

import pytest

from tests.helpers.map_room import MIDDLE
from ui.map.glide import GLIDE_S, Glide, between, is_near
from ui.map.viewport import Viewport

START, END = (0.5, 0.25, 12.0), (0.52, 0.26, 16.0)


def test_it_takes_120_ms() -> None:
    """It begins where the view was and ends where it was asked to be, not later."""
    glide = Glide(START, END, 7.0)

    assert (START, False) == glide.at(7.0)
    assert (END, True) == glide.at(7.0 + GLIDE_S)
    assert (END, True) == glide.at(1e9)


def test_it_leaves_fast_and_arrives_slowly() -> None:
    """Half of the time is most of the way, and it never goes back."""
    glide = Glide(START, END, 0.0)
    zooms = [glide.at(GLIDE_S * part / 10)[0][2] for part in range(10)]

    assert zooms == sorted(zooms)
    assert zooms[5] - START[2] > 0.8 * (END[2] - START[2])


@pytest.mark.parametrize("now_s", [0.0, -1e9])
def test_a_clock_that_goes_back(now_s: float) -> None:
    """The view stays at the start and is not thrown beyond it."""

    assert (START, False) == Glide(START, END, 1.0).at(now_s)


@pytest.mark.parametrize("end", [END, (0.52, 0.26, 12.0), (0.5, 0.25, 8.0)])
def test_the_ways_ends(end: tuple[float, float, float]) -> None:
    """Part 0 is the start and part 1 the end, with and without zoom."""

    assert pytest.approx(START) == between(START, end, 0.0)
    assert pytest.approx(end) == between(START, end, 1.0)


def test_pixels_move_along_straight_lines() -> None:
    """A place that is under the same pixel before and after stays there on the way."""
    view = Viewport(800, 600)
    view.look_at(*MIDDLE, 14)
    start = view.state()
    fixed = view.to_place(200, 500)
    view.zoom_at(17, 200, 500)
    end = view.state()
    places = []
    for part in range(11):
        view.restore(between(start, end, part / 10))
        places.append(view.to_place(200, 500))

    assert all(pytest.approx(fixed, abs=1e-4) == place for place in places)


@pytest.mark.parametrize(
    ("views", "zooms", "near"),
    [(0, 0, True), (2.9, 0, True), (3.1, 0, False), (0, 4, True), (0, -4.5, False)],
)
def test_what_is_near(views: float, zooms: float, near: bool) -> None:
    """Farther than three views, or more than four zooms, there is nothing to see."""
    view = Viewport(800, 600)
    view.look_at(*MIDDLE, 12)
    start = view.state()
    view.pan(views * 800, 0)

    assert near == is_near(view, start, (view.x, view.y, 12 + zooms))
