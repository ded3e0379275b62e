"""One moment of the map hangs together: one scale, one zone, one clock."""

from pytestqt.qtbot import QtBot

from tests.helpers.map_room import NOW_US, MapRoom


def test_scale_and_zone_are_those_of_view_and_force(qtbot: QtBot) -> None:
    """Layers read the scale of the view and the force's own time zone."""
    scene = MapRoom().scene(unit=1.5)

    assert (1.5, "Europe/London", NOW_US) == (scene.unit, scene.zone, scene.now_us)
