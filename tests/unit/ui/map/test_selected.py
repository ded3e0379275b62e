"""The ring around the selected unit: no colour, in both themes."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, touched
from ui.map.selected import RADIUS, paint_ring
from ui.selection import Selection


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_ring_around_the_selected(qtbot: QtBot, theme: str) -> None:
    """White by night, black by day, 22 pixels around the unit."""
    room, selection = MapRoom(), Selection()
    selection.select_unit(room.unit("HB11"))
    scene = room.scene(theme=theme, selection=selection)
    image = paint(lambda painter: paint_ring(painter, scene))
    ring = scene.theme.color("accent.select_map")

    assert count(image, ring, 30) > 150
    assert count(image.copy(320 - 2, 240 - int(RADIUS) - 2, 4, 4), ring, 30) > 0


def test_nobody_selected(qtbot: QtBot) -> None:
    """Nobody selected, somebody unknown or out of view: no ring."""
    room, selection = MapRoom(), Selection()
    far = room.unit("HB11", east_m=50_000)
    for unit_id in (None, "unit_nobody", far):
        selection.select_unit(unit_id)
        scene = room.scene(selection=selection)

        assert 0 == touched(paint(partial(paint_ring, scene=scene)))
