"""How drawings look: what their labels say and where these stand."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from controlroom.domain.decide.drawings import SHAPES
from controlroom.domain.entities import Drawing, DrawingKind, DrawingShape, Outline
from tests.helpers.map_room import MapRoom, paint, touched
from ui.map.crayons import (
    CRAYONS,
    LABEL_MOST,
    label_of,
    paint_corners,
    paint_drawing,
    plate_of,
)

BOX = QRectF(0, 0, 640, 480)
SQUARE = np.array([(200.0, 200.0), (400.0, 200.0), (400.0, 350.0), (200.0, 350.0)])


@pytest.fixture
def room() -> MapRoom:
    """An empty room."""
    return MapRoom()


def drawing(
    kind: DrawingKind = "outer_cordon", shape: DrawingShape = "polygon",
    label: str = "Quay", drawing_id: str = "drw_1",
) -> Drawing:  # fmt: skip
    """Return a drawing; its corners are given to what paints it."""
    outline = Outline(shape=shape, corners=((51.5, -0.1),))
    return Drawing(drawing_id=drawing_id, kind=kind, outline=outline, label=label)


def test_every_kind_has_its_crayon() -> None:
    """And no two are alike, but an RVP is a sign."""
    lines = [crayon for kind, crayon in CRAYONS.items() if kind != "rvp"]

    assert set(SHAPES) == set(CRAYONS)
    assert len(lines) == len(set(lines))


def test_a_label_is_short() -> None:
    """Without one the kind is said; a long one is cut."""

    assert "Quay" == label_of(drawing())
    assert "Outer cordon" == label_of(drawing(label=""))
    assert LABEL_MOST == len(label_of(drawing(label="x" * 100)))


def test_a_small_drawing_has_no_label(room: MapRoom) -> None:
    """Far out a plate would hide what it names."""
    scene = room.scene()

    assert plate_of(scene, drawing(), SQUARE) is not None
    assert plate_of(scene, drawing(), SQUARE / 20) is None


def test_labels_do_not_lie_on_each_other(room: MapRoom) -> None:
    """The first one stands; the selected one always does."""
    scene = room.scene()
    taken: list[QRectF] = []

    def paint_both(*, chosen: bool) -> list[QRectF]:
        taken.clear()
        scene.selection.select_drawing("drw_2" if chosen else None)
        for each in ("drw_1", "drw_2"):
            paint(
                partial(
                    paint_drawing, scene=scene, drawing=drawing(drawing_id=each),
                    points=SQUARE, box=BOX, taken=taken, corner=np.zeros(2),
                )
            )  # fmt: skip
        return taken

    assert 1 == len(paint_both(chosen=False))
    assert 2 == len(paint_both(chosen=True))


def test_corners_out_of_view_are_not_marked(room: MapRoom) -> None:
    """Only what is seen is marked."""
    scene = room.scene()
    far = np.array([(-500.0, 20.0), (9e6, 9e6)])

    assert 0 == touched(paint(lambda p: paint_corners(p, scene, far)))
    assert 30 < touched(paint(lambda p: paint_corners(p, scene, SQUARE)))
