"""What selection adds: the ring around the unit, a line to its incident; no colour."""

from functools import partial

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import NOW_US, MapRoom, count, paint, touched
from ui.map.routes import Routes, Way
from ui.map.scene import Scene
from ui.map.selected import RADIUS, paint_links, paint_ring
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


def _links(scene: Scene) -> QImage:
    return paint(lambda painter: paint_links(painter, scene, Routes()))


def test_a_line_to_what_belongs_together(qtbot: QtBot) -> None:
    """Unit to incident, whichever is selected; nothing selected, nothing drawn."""
    room, selection = MapRoom(), Selection()
    incident_id = room.incident(1, 100, 0, units=("unit_hb11", "unit_gone"))
    unit_id = room.unit("HB11", -100, 0, incident_ids=(incident_id, "inc_gone"))

    assert 0 == touched(_links(room.scene(selection=selection)))

    selection.select_unit(unit_id)
    by_unit = _links(room.scene(selection=selection))
    selection.select_unit(None)
    selection.select_incident(incident_id)
    by_incident = _links(room.scene(selection=selection))

    assert touched(by_unit.copy(220, 236, 200, 8)) > 300
    assert by_unit == by_incident


def test_the_way_by_road_is_line_enough(qtbot: QtBot) -> None:
    """Where a way is drawn no straight line stands beside it."""

    room, selection = MapRoom(), Selection()
    incident_id = room.incident(1, 100, 0, units=("unit_hb11",))
    room.unit("HB11", -100, 0, incident_ids=(incident_id,))
    selection.select_incident(incident_id)
    scene = room.scene(selection=selection)
    routes = Routes()
    world = np.array([[0.5, 0.5], [0.6, 0.5]])
    routes._ways["unit_hb11"] = Way(incident_id, world, 50.0, (0.0, 0.0), NOW_US)

    assert 0 == touched(paint(lambda painter: paint_links(painter, scene, routes)))
