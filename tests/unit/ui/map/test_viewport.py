"""Where the map looks: to and from pixels, zoom to the pointer, within bounds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.geo import distance_m
from ui.map.viewport import MAX_ZOOM, MIN_ZOOM, STEP, Viewport, bounded_zoom, next_step


def _town(zoom: float = 15.0, unit: float = 1.0) -> Viewport:
    view = Viewport(800, 600, unit)
    view.look_at(54.7, 2.4, zoom)
    return view


def test_the_middle_is_where_one_looks() -> None:
    """What is looked at lies in the middle of the view, to a pixel."""
    x, y = _town().place_to_screen(54.7, 2.4)

    assert (400, 300) == pytest.approx((x, y), abs=1)


@given(
    x=st.floats(0, 800), y=st.floats(0, 600), zoom=st.floats(5, 19),
    unit=st.sampled_from([1.0, 1.5, 2.0]),
)  # fmt: skip
def test_pixels_and_places_agree(x: float, y: float, zoom: float, unit: float) -> None:
    """The place under a pixel is drawn at that pixel."""
    view = _town(zoom, unit)
    back = view.place_to_screen(*view.to_place(x, y))

    assert (x, y) == pytest.approx(back, abs=1e-3)


@given(
    x=st.floats(0, 800), y=st.floats(0, 600), zoom=st.floats(8, 18), to=st.floats(8, 18)
)
def test_zoom_keeps_the_pointer(x: float, y: float, zoom: float, to: float) -> None:
    """What is under the pointer stays under it while zooming, to a pixel and a half."""
    view = _town(zoom)
    lat, lon = view.to_place(x, y)
    view.zoom_at(to, x, y)
    after = view.place_to_screen(lat, lon)

    # The origin is rounded to whole pixels before and after; zooming in magnifies it.
    slack = 1.5 * max(2 ** (to - zoom), 1.0)
    assert math.hypot(after[0] - x, after[1] - y) <= slack


def test_a_pixel_has_its_metres() -> None:
    """The scale is that of the ground in the middle, not of the equator."""
    view = _town()
    west, east = view.to_place(0, 300), view.to_place(800, 300)

    assert distance_m(*west, *east) == pytest.approx(
        800 * view.metres_per_pixel, rel=3e-3
    )


def test_whole_pixels() -> None:
    """The view's corner is a whole world pixel: all layers pan in step."""
    view = _town(14.37)
    view.pan(0.4, 0.7)

    assert all(edge == round(edge) for edge in view.origin)


def test_fit_shows_all() -> None:
    """Every place lies inside after fitting, and the zoom is one the ground has."""
    view = _town()
    places = [(54.70, 2.30), (54.75, 2.55), (54.68, 2.41)]
    view.fit(places)
    pixels = [view.place_to_screen(*each) for each in places]

    assert all(0 <= x <= 800 and 0 <= y <= 600 for x, y in pixels)
    assert 0 == view.zoom % STEP


def test_fit_leaves_out_what_is_no_place() -> None:
    """A unit never heard has no place: it neither moves the view nor stops a fit."""
    view = _town()
    before = view.state()
    view.fit([(math.nan, math.nan)])
    view.fit([])

    assert before == view.state()

    view.fit([(math.nan, 2.0), (54.71, 2.41)])

    assert (54.71, 2.41) == pytest.approx(view.centre)


@pytest.mark.parametrize("place", [(math.nan, 2.0), (54.0, math.inf)])
def test_no_place_is_refused(place: tuple[float, float]) -> None:
    """Nobody can look at nowhere, and the view stays."""
    view = _town()
    before = view.state()
    with pytest.raises(ValueError, match="cannot look at"):
        view.look_at(*place)

    assert before == view.state()


def test_zoom_has_bounds() -> None:
    """Zooms beyond the bounds, and those that are no number, take the nearest end."""

    assert MAX_ZOOM == bounded_zoom(99)
    assert MIN_ZOOM == bounded_zoom(-1)
    assert MIN_ZOOM == bounded_zoom(math.nan)
    assert 15.5 == next_step(15.1, 1)
    assert 14.5 == next_step(15.1, -1)


def test_the_world_ends() -> None:
    """Panning stops at the edge of the world."""
    view = _town(5)
    view.pan(1e9, 1e9)

    assert (1.0, 1.0) == (view.x, view.y)


def test_resize_keeps_the_middle() -> None:
    """Another size of the widget shows more or less around the same middle."""
    view = _town()
    view.resize(300, 200, 2.0)

    assert (54.7, 2.4) == pytest.approx(view.centre)
    assert (300, 200, 2.0) == (view.width, view.height, view.unit)


def test_shows_is_the_rectangle() -> None:
    """Only what lies in the view or the margin around it is shown."""
    view = _town()
    world = np.array([[view.x, view.y], [view.x + 500 / view.side, view.y]])

    assert [True, False] == view.shows(world).tolist()
    assert [True, True] == view.shows(world, 120).tolist()


def test_state_comes_back() -> None:
    """A state that was taken is a view that can be had again."""
    view = _town()
    state = view.state()
    view.zoom_at(12, 10, 10)
    view.restore(state)

    assert state == view.state()
