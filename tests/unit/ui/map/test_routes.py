"""The way of each unit that goes to the selected incident, by the streets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from controlroom.domain.entities import UnitKind
from controlroom.domain.ways import straight_s
from tests.helpers.map_room import (
    MapRoom,
    count,
    paint,
    touched,
    turn_until,
    write_town,
)
from ui.map.routes import Routes
from ui.map.scene import Scene
from ui.selection import Selection
from ui.travel import OLD_US
from ui.worker.client import Worker


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Iterator[Worker]:
    """A real worker on the town's pack."""
    worker = Worker(write_town(tmp_path / "town.pack"))
    worker.start()
    assert turn_until(lambda: worker.is_ready)
    yield worker
    worker.stop()


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """One unit en route over two corners to an incident, another not sent."""
    room = MapRoom()
    going = room.unit("CN21", 0, 0, state=5)
    room.unit("CN22", 0, 0, state=2)
    room.incident(1, 300, 200, units=(going, "unit_cn22"))
    return room


def _scene(room: MapRoom, incident_id: str | None = "inc_1") -> Scene:
    selection = Selection()
    selection.select_incident(incident_id)
    return room.scene(zoom=16.0, selection=selection)


def _paint(routes: Routes, scene: Scene) -> QImage:
    return paint(lambda painter: routes.paint(painter, scene))


def test_the_way_follows_the_streets(worker: Worker, room: MapRoom) -> None:
    """300 m east and 200 m north at 10 m/s are 50 s; line and time are drawn."""
    routes, scene = Routes(), _scene(room)
    routes.worker = worker
    routes.follow(scene)
    assert turn_until(lambda: bool(routes.seconds_left("unit_cn21", room.clock_us)))
    image = _paint(routes, scene)

    assert 50 == pytest.approx(
        routes.seconds_left("unit_cn21", room.clock_us) or 0, abs=1
    )
    assert routes.seconds_left("unit_cn22", room.clock_us) is None
    assert count(image, scene.theme.color("map.route"), 30) > 500


@pytest.mark.parametrize("kind", ["foot", "horse", "boat", "air", "drone"])
def test_who_does_not_drive_goes_straight_in_a_time_of_their_own(
    worker: Worker, room: MapRoom, kind: UnitKind
) -> None:
    """No car's way and no car's time: the same that the recommendation says."""
    walker = room.unit("CN30", 0, 0, state=5, kind=kind)
    room.incident(1, 300, 200, units=(walker,))
    routes, scene = Routes(), _scene(room)
    routes.worker = worker
    routes.follow(scene)
    usual_s = straight_s(room.picture.codes, kind, (300**2 + 200**2) ** 0.5)
    said_s = routes.seconds_left(walker, room.clock_us)
    first = _paint(routes, scene)
    # Half the way later half the time is left, from where they are now.
    room.fix(room.picture.units[walker].row, 150, 100)
    routes.follow(scene)

    assert usual_s == pytest.approx(said_s, rel=0.01)
    assert 2 == len(routes._ways[walker].world)
    assert count(first, scene.theme.color("map.route"), 30) > 500
    assert usual_s / 2 == pytest.approx(
        routes.seconds_left(walker, room.clock_us), rel=0.01
    )


def test_the_time_runs_down(worker: Worker, room: MapRoom) -> None:
    """Ten seconds later ten seconds less are left, and never less than none."""
    routes = Routes()
    routes.worker = worker
    routes.follow(_scene(room))
    assert turn_until(lambda: bool(routes.seconds_left("unit_cn21", room.clock_us)))
    left = routes.seconds_left("unit_cn21", room.clock_us) or 0

    assert left - 10 == routes.seconds_left("unit_cn21", room.clock_us + 10_000_000)
    assert 0 == routes.seconds_left("unit_cn21", room.clock_us + 900_000_000)


def test_a_way_is_as_old_as_the_list_is_at_most(worker: Worker, room: MapRoom) -> None:
    """Who drives faster than usual is found anew as often as the list finds them."""
    routes = Routes()
    routes.worker = worker
    routes.follow(_scene(room))
    assert turn_until(lambda: bool(routes.seconds_left("unit_cn21", room.clock_us)))
    # Not far enough to be asked about for that alone.
    room.fix(0, 100, 0)
    first_us, asked = room.clock_us, []
    for after_us in (OLD_US, 1):
        room.clock_us += after_us
        routes.follow(_scene(room))
        asked.append(routes._ways["unit_cn21"].asked)
    assert turn_until(lambda: routes._ways["unit_cn21"].at_us > first_us)

    assert [False, True] == asked


def test_nobody_selected_nothing_drawn(worker: Worker, room: MapRoom) -> None:
    """When the incident is let go its ways go too."""
    routes = Routes()
    routes.worker = worker
    routes.follow(_scene(room))
    assert turn_until(lambda: bool(routes.seconds_left("unit_cn21", room.clock_us)))
    routes.follow(_scene(room, None))

    assert 0 == touched(_paint(routes, _scene(room, None)))
    assert routes.seconds_left("unit_cn21", room.clock_us) is None


def test_the_themes_fonts_are_left_alone(worker: Worker, room: MapRoom) -> None:
    """Painting at twice the scale changes no font that others share."""
    routes = Routes()
    routes.worker = worker
    selection = Selection()
    selection.select_incident("inc_1")
    scene = room.scene(zoom=16.0, selection=selection, unit=2.0)
    font = scene.theme.font("caption", tabular=True, weight=600)
    before = font.pixelSize()
    routes.follow(scene)
    assert turn_until(lambda: bool(routes.seconds_left("unit_cn21", room.clock_us)))
    _paint(routes, scene)

    assert before == font.pixelSize()


def test_without_a_worker(room: MapRoom) -> None:
    """Without anybody to ask there is no line and no time, and nothing breaks."""
    routes, scene = Routes(), _scene(room)
    routes.follow(scene)

    assert 0 == touched(_paint(routes, scene))
