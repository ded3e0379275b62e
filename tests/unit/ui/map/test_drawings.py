"""Drawings on the map: painted once a zoom, copied into each frame, hit on lines."""

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QImage

from controlroom.domain.entities import DrawingKind, Outline
from tests.helpers.drawings import draw
from tests.helpers.map_room import MapRoom, count, paint, place, touched
from ui.map.drawings import MARGIN, Drawings
from ui.map.layers import Layers
from ui.map.scene import Scene


@pytest.fixture
def room() -> MapRoom:
    """An empty room."""
    return MapRoom()


def read(room: MapRoom, layers: Layers | None = None) -> Drawings:
    """Return drawings that have read the room."""
    drawings = Drawings((layers or Layers()).passes_drawing)
    drawings.read(room.picture)
    return drawings


def seen(drawings: Drawings, scene: Scene) -> QImage:
    """Return what is painted, when all of it is."""
    image = paint(lambda painter: drawings.paint(painter, scene))
    for _ in range(1_000):
        if not drawings.is_busy:
            break
        image = paint(lambda painter: drawings.paint(painter, scene))
    return image


@pytest.mark.parametrize(
    ("kind", "shape", "corners", "radius_m"),
    [
        ("inner_cordon", "polygon", ((-60, -60), (60, -60), (0, 60)), 0.0),
        ("outer_cordon", "circle", ((0, 0),), 80.0),
        ("rvp", "point", ((0, 0),), 0.0),
        ("geofence", "circle", ((0, 0),), 80.0),
        ("annotation", "line", ((-60, 0), (60, 0)), 0.0),
        ("annotation", "point", ((0, 0),), 0.0),
        ("marker", "point", ((0, 0),), 0.0),
    ],
)
def test_every_kind_is_seen(
    room: MapRoom, kind: DrawingKind, shape: str,
    corners: tuple[tuple[float, float], ...], radius_m: float,
) -> None:  # fmt: skip
    """In the cordon's own colour, day and night."""
    draw(room, kind, shape=shape, corners=corners, radius_m=radius_m, label="A")
    for theme in ("dark", "light"):
        scene = room.scene(theme=theme)

        assert 25 < count(seen(read(room), scene), scene.theme.color("map.cordon"), 60)


def test_kinds_look_different_without_colour(room: MapRoom) -> None:
    """Dash and hatch tell them apart: an inner cordon holds more than an outer."""
    counts = []
    for kind in ("inner_cordon", "outer_cordon", "geofence", "annotation"):
        room.picture.drawings.clear()
        draw(room, kind)
        counts.append(touched(seen(read(room), room.scene())))

    assert len(set(counts)) == len(counts)
    assert counts[0] > counts[1] > counts[2]


def test_nothing_drawn_paints_nothing(room: MapRoom) -> None:
    """An empty map costs and shows nothing."""
    drawings = read(room)

    assert 0 == touched(seen(drawings, room.scene()))


def test_panning_copies_what_was_painted(room: MapRoom) -> None:
    """A step of the map moves the drawing by as much, to the pixel."""
    draw(room, label="Quay")
    drawings = read(room)
    scene = room.scene()
    before = _pixels(seen(drawings, scene))
    key, area = drawings._sheet.key, drawings._sheet.area
    scene.view.pan(20, 10)
    after = _pixels(seen(drawings, scene))

    assert (before[60:300, 60:500] == after[50:290, 40:480]).all()
    assert (key, area) == (drawings._sheet.key, drawings._sheet.area)

    scene.view.pan(MARGIN, 0)
    seen(drawings, scene)

    assert area != drawings._sheet.area


def _pixels(image: QImage) -> np.ndarray:
    flat = np.frombuffer(image.constBits(), np.uint32).copy()
    return flat.reshape(image.height(), image.width())


def test_a_change_is_painted(room: MapRoom) -> None:
    """Another label, zoom, theme or selection is another sheet; no change is none."""
    drawing_id = draw(room, label="Quay")
    drawings = read(room)
    seen(drawings, room.scene())
    keys = [drawings._sheet.key]
    room.picture.drawings[drawing_id] = msgspec.structs.replace(
        room.picture.drawings[drawing_id], label="Mill"
    )
    drawings.read(room.picture)
    seen(drawings, room.scene())
    keys.append(drawings._sheet.key)
    scene = room.scene(theme="light")
    seen(drawings, scene)
    keys.append(drawings._sheet.key)
    scene.selection.select_drawing(drawing_id)
    seen(drawings, scene)
    keys.append(drawings._sheet.key)
    seen(drawings, scene)
    keys.append(drawings._sheet.key)

    assert 4 == len(set(keys))
    assert keys[-1] == keys[-2]


def test_a_line_is_hit_and_the_inside_is_not(room: MapRoom) -> None:
    """A click inside a cordon means the place; on its line, the cordon."""
    drawing_id = draw(room)
    scene = room.scene()
    drawings = read(room)
    x, y = scene.view.place_to_screen(*place(-60, 0))

    assert [drawing_id] == drawings.at(scene, x + 3, y)
    assert [] == drawings.at(scene, x + 20, y)
    assert [] == drawings.at(scene, *scene.view.place_to_screen(*place(0, 0)))


def test_signs_and_labels_are_hit(room: MapRoom) -> None:
    """The flag of an RVP and the plate beside it."""
    drawing_id = draw(room, "rvp", shape="point", corners=((0, 0),), label="RVP 1")
    scene = room.scene()
    drawings = read(room)
    x, y = scene.view.place_to_screen(*place(0, 0))

    assert [drawing_id] == drawings.at(scene, x, y + 9)
    assert [drawing_id] == drawings.at(scene, x + 35, y)
    assert [] == drawings.at(scene, x, y + 30)


def test_a_layer_that_is_off_hides_its_kinds(room: MapRoom) -> None:
    """They are kept apart to be counted; the selected one is shown all the same."""
    cordon, rvp = draw(room), draw(room, "rvp", shape="point", corners=((0, 0),))
    layers = Layers()
    layers.switch("cordons", on=False)
    drawings = read(room, layers)

    assert [cordon] == [each.drawing_id for each in drawings.left_out]
    assert [rvp] == [
        each.drawing.drawing_id for each in drawings.in_view(room.scene().view, 0)
    ]

    drawings.read(room.picture, cordon)

    assert [] == drawings.left_out


def test_what_is_far_away_costs_nothing(room: MapRoom) -> None:
    """Only what reaches into the view is painted, however much there is."""
    for number in range(300):
        draw(room, corners=((5e4, number), (6e4, number), (6e4, number + 1)))
    drawings = read(room)

    assert [] == drawings.in_view(room.scene().view, 10)
    assert 0 == touched(seen(drawings, room.scene()))


def test_an_area_of_kilometres_is_cut(room: MapRoom) -> None:
    """From inside, the hatch is seen and no line; nothing is painted out of sight."""
    draw(room, corners=((-3e4, -3e4), (3e4, -3e4), (3e4, 3e4), (-3e4, 3e4)))
    image = seen(read(room), room.scene())

    assert 10_000 < touched(image)


def test_a_sketch_is_seen_until_it_is_let_go(room: MapRoom) -> None:
    """What was drawn and not sent stands on the map as it was drawn."""
    drawings = read(room)
    for outline in (
        Outline(shape="polygon", corners=(place(-60, 0), place(60, 0), place(0, 60))),
        Outline(shape="circle", corners=(place(0, 0),), radius_m=50),
        Outline(shape="point", corners=(place(0, 0),)),
        Outline(shape="line", corners=(place(-60, 0), place(60, 0))),
    ):
        drawings.sketch = outline

        assert 20 < touched(seen(drawings, room.scene()))

    drawings.sketch = None

    assert 0 == touched(seen(drawings, room.scene()))


def test_hostile_labels_are_words(room: MapRoom) -> None:
    """Markup, controls and a hundred letters: one short line of text."""
    draw(room, label="<b>\u202eA</b>" + "x" * 90, shape="line",
         corners=((-60, 0), (0, 0), (60, 0)))  # fmt: skip

    assert 100 < touched(seen(read(room), room.scene()))


def test_very_many_come_one_after_another(room: MapRoom) -> None:
    """No frame waits for all; the last sheet is shown, scaled, until the next is ready.

    Each frame paints one drawing at least, so that all of them come.
    """
    for number in range(40):
        draw(room, corners=((number, 0), (60 + number, 0), (60, 60)))
    drawings = read(room)
    scene = room.scene()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.map.drawings.SLICE_S", 0.0)
        patch.setattr("ui.map.drawings.REST_SLICE_S", 0.0)
        frames = 0
        while not frames or drawings.is_busy:
            paint(lambda painter: drawings.paint(painter, scene))
            frames += 1
        ready = drawings._sheet
        scene.view.zoom += 1
        scaled = paint(lambda painter: drawings.paint(painter, scene))

    assert 40 == frames
    assert ready is drawings._sheet
    assert 1_000 < touched(scaled)
    assert drawings.is_busy
