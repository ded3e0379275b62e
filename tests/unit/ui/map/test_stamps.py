"""Tens of thousands of stamps: each with its fill and its casing, inside the view."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPainter
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, touched
from ui.map import stamps as stamps_module
from ui.map.scene import Scene
from ui.map.stamps import Queue, Stamps


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    """One unit en route in the middle, one at scene at the very edge."""
    room = MapRoom()
    room.unit("HB11", state=5)
    room.unit("HB12", state=6, east_m=-1000)
    scene = room.scene()
    scene.view.pan(-5.0, 0)
    return scene


def test_a_stamp_is_fill_and_casing(scene: Scene) -> None:
    """Five pixels of fill in a cross, four of casing in the corners."""
    image = paint(lambda painter: Stamps().paint(painter, scene, np.array([0])))
    fill = scene.theme.color("state.en_route")

    assert 5 == count(image, fill, 0)
    assert 9 == touched(image)
    assert fill == QColor(image.pixelColor(320, 240))


def test_the_edge_is_not_left(scene: Scene) -> None:
    """A unit half outside is clipped, not written beyond the picture."""
    scene.sight.places[0] = (-3.0, 1e6)
    image = paint(lambda painter: Stamps().paint(painter, scene, np.array([0])))

    assert touched(image) <= 9


def _stamp(stamps: Stamps, scene: Scene, painter: QPainter) -> None:
    stamps.paint(painter, scene, np.array([0]))


def test_the_size_may_change(qtbot: QtBot) -> None:
    """After the widget grew the whole of it is painted."""
    room = MapRoom()
    room.unit("HB11")
    stamps = Stamps()
    for width in (320, 640):
        scene = room.scene(width=width)
        image = paint(partial(_stamp, stamps, scene), width)

        assert 9 == touched(image)


@pytest.mark.parametrize("unit", [1.5, 2.0, 3.0])
def test_as_large_as_text(qtbot: QtBot, unit: float) -> None:
    """At 200 % a stamp is six pixels wide, around its place, and still crisp."""
    room = MapRoom()
    room.unit("HB11", state=5)
    scene = room.scene(unit=unit)
    image = paint(lambda painter: Stamps().paint(painter, scene, np.array([0])))
    block = max(round(unit), 1)
    fill = scene.theme.color("state.en_route")

    assert 5 * block**2 == count(image, fill, 0)
    assert 9 * block**2 == touched(image)
    assert fill == QColor(image.pixelColor(320, 240))


def test_a_crowd_has_no_casing(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit only fills are written; a number that wavers changes nothing."""
    monkeypatch.setattr(stamps_module, "MOST_CASED", 4)
    monkeypatch.setattr(stamps_module, "FEWEST_BARE", 2)
    stamps = Stamps()

    def pixels(count: int) -> int:
        which = np.zeros(count, np.int64)
        return touched(paint(lambda painter: stamps.paint(painter, scene, which)))

    assert [9, 9, 5, 5, 5, 9] == [pixels(count) for count in (1, 4, 5, 4, 3, 2)]


def _orders(queue: Queue, at: list[int]) -> list[int] | None:
    """In a picture that is two pixels wide."""
    order = queue.order(np.array(at, np.int32), 2)
    return None if order is None else order.tolist()


def test_stamps_are_written_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One order serves for some pictures; then those who moved are ordered anew."""
    monkeypatch.setattr(stamps_module, "_SORTED", 3)
    monkeypatch.setattr(stamps_module, "_KEPT", 2)
    queue = Queue()
    said = [_orders(queue, at) for at in ([9, 3, 5], [9, 3, 5], [2, 7, 5], [2, 7, 5])]

    assert [None, [1, 2, 0], [1, 2, 0], [1, 2, 0]] == said
    assert [0, 2, 1] == _orders(queue, [2, 7, 5])


def test_an_order_is_of_as_many_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where their number changes all of them are written, as they come."""
    monkeypatch.setattr(stamps_module, "_SORTED", 3)
    queue = Queue()
    for _ in range(2):
        _orders(queue, [9, 3, 5])

    assert _orders(queue, [9, 3, 5, 1]) is None
    assert [3, 1, 2, 0] == _orders(queue, [9, 3, 5, 1])
    assert _orders(queue, [9, 3]) is None
    assert _orders(queue, [9, 3]) is None


def test_the_order_of_writing_leaves_nobody_out(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ordered or not the same pixels are painted, each unit in its own colour."""
    monkeypatch.setattr(stamps_module, "_SORTED", 2)
    room = MapRoom()
    for number in range(8):
        room.unit(
            f"HB{number}", state=5 + number % 2, east_m=20 * number, north_m=-9 * number
        )
    scene, stamps = room.scene(), Stamps()
    first, second = (
        paint(lambda painter: stamps.paint(painter, scene)) for _ in range(2)
    )

    assert 9 * 8 == touched(first)
    assert first == second
