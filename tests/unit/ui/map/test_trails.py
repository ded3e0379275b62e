"""The way a unit came: fading, with its times, dashed where nothing was heard."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import NOW_US, SECOND_US, MapRoom, paint, place, touched
from ui.map.trails import LENGTH_US, MOST, MOST_POINTS, Trails
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """One unit in the middle, heard a second ago."""
    room = MapRoom()
    room.unit("HB14", 0, 0)
    return room


def _put(trails: Trails, points: list[tuple[float, float, float]]) -> None:
    """Add (seconds ago, metres east, metres north) of HB14."""
    spots = [place(east, north) for _, east, north in points]
    trails.put(
        "unit_hb14",
        [NOW_US - round(ago * SECOND_US) for ago, _, _ in points],
        [lat for lat, _ in spots],
        [lon for _, lon in spots],
    )


def _west(seconds: float, upto_m: float = 200.0) -> list[tuple[float, float, float]]:
    """A straight way from the west to the middle, a point every ten seconds."""
    count = int(seconds / 10)
    return [(10.0 * n + 1, -upto_m * n / count, 0) for n in range(count + 1)]


def _shown(*points: tuple[float, float, float]) -> Trails:
    trails = Trails()
    trails.show("unit_hb14")
    _put(trails, list(points))
    return trails


def _paint(room: MapRoom, trails: Trails, **seen: float) -> QImage:
    scene = room.scene(zoom=16.0)
    return paint(lambda painter: trails.paint(painter, scene))


def _column(image: QImage, x: int) -> int:
    """The brightest point of a column of the picture around its middle."""
    return max(image.pixelColor(x, y).green() for y in range(236, 245))


def test_nothing_is_drawn_that_nobody_asked_for(room: MapRoom) -> None:
    """Without a trail the map is as it was; one taken away is gone."""
    trails = Trails()
    _put(trails, _west(300))

    assert 0 == touched(_paint(room, trails))
    assert not trails.clear()

    trails = _shown(*_west(300))

    assert touched(_paint(room, trails)) > 500

    trails.take_away("unit_hb14")

    assert 0 == touched(_paint(room, trails))


def test_the_older_the_fainter(room: MapRoom) -> None:
    """The line leads to the unit and fades towards where it came from."""
    scene = room.scene(zoom=16.0)
    left = scene.view.place_to_screen(*place(-190, 0))[0]
    image = _paint(room, _shown(*_west(840)))

    assert _column(image, int(left)) + 60 < _column(image, 310)


def test_it_reaches_back_so_far_and_no_farther(room: MapRoom) -> None:
    """What is older than the trail's length is not drawn."""
    old = [(LENGTH_US / SECOND_US + 60 + n, -200 + n, 0) for n in range(0, 100, 10)]

    assert 0 == touched(_paint(room, _shown(*old)))


def test_whole_minutes_are_marked_and_said(room: MapRoom) -> None:
    """With room for it every minute has its dot, and some their time."""
    slow, quick = _shown(*_west(60, 5)), _shown(*_west(300))
    marks = touched(_paint(room, quick)) - touched(_paint(room, slow))

    assert marks > 1500  # plates with times


def test_where_nothing_was_heard_it_is_dashed(room: MapRoom) -> None:
    """A line through a silence would say that the way is known."""
    gap = _shown((1, 0, 0), (400, -200, 0))
    whole = _shown(*_west(400))
    columns = range(210, 300)

    def lit(trails: Trails) -> int:
        image = _paint(room, trails)
        land = QImage(1, 1, QImage.Format.Format_RGB32)
        land.fill(0xFF00FF)
        return sum(image.pixel(x, 240) != land.pixel(0, 0) for x in columns)

    assert len(columns) == lit(whole)
    assert lit(gap) < 0.8 * len(columns)


def test_what_is_heard_from_now_on_is_added(room: MapRoom) -> None:
    """The end goes with the unit; the same fix twice is one point."""
    trails = _shown()
    for step in range(1, 5):
        room.clock_us += 10 * SECOND_US
        room.fix(0, 20.0 * step, 0)
        scene = room.scene()
        trails.follow(scene)
        trails.follow(scene)

    assert 4 == len(trails.shown["unit_hb14"].at_us)


def test_hostile_answers(room: MapRoom) -> None:
    """Columns of unequal length, no places and disorder leave what is good."""
    trails = _shown()
    nan, north, east = float("nan"), *place(0, 0)
    trails.put(
        "unit_hb14", [NOW_US - 9, NOW_US - 30, NOW_US - 20, NOW_US - 10, NOW_US - 5],
        [north, north, nan, 95.0], [east, east, east, east, 0.0],
    )  # fmt: skip

    assert [NOW_US - 30, NOW_US - 9] == trails.shown["unit_hb14"].at_us.tolist()
    assert np.isfinite(trails.shown["unit_hb14"].world).all()


def test_bounded(room: MapRoom) -> None:
    """So many points of a trail and so many trails; the oldest go."""
    trails = _shown(*[(float(n), 0, 0) for n in range(MOST_POINTS + 50)])
    points = trails.shown["unit_hb14"].at_us

    assert (MOST_POINTS, NOW_US) == (len(points), int(points[-1]))

    for number in range(MOST):
        trails.show(f"unit_{number}")

    assert [f"unit_{number}" for number in range(MOST)] == list(trails.shown)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_unit_that_is_gone(room: MapRoom, theme: str) -> None:
    """A trail of nobody and one of a unit out of view are drawn as far as known."""
    trails = _shown(*_west(300))
    trails.show("unit_gone")
    room.fix(0, 9_000, 0)
    scene = room.scene(zoom=16.0, theme=theme)

    assert touched(paint(lambda painter: trails.paint(painter, scene))) > 500
    assert Theme.load(theme).name == scene.theme.name
