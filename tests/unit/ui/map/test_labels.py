"""Plates never overlap, the urgent ones come first, and each keeps its side."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, count, paint, place, touched
from ui.map.captions import captions
from ui.map.incidents import Incidents
from ui.map.labels import Labels
from ui.map.plates import Plate
from ui.map.routes import Routes
from ui.map.scene import Scene
from ui.selection import Selection


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _place(room: MapRoom, labels: Labels, scene: Scene) -> list[QRectF]:
    incidents = Incidents()
    incidents.read(room.picture, scene.selection.incident_id)
    wanted = captions(scene, incidents, Routes(), labels.standing)
    labels.place(scene, wanted, [], incidents.badges(scene))
    plates = labels._plates_for(scene)
    return [
        QRectF(
            each.caption.x + each.dx, each.caption.y + each.dy,
            plates.width(each.caption.plate), 18,
        )
        for each in labels.placed
    ]  # fmt: skip


def _crowd(room: MapRoom, units: int = 80) -> None:
    for number in range(units):
        east, north = number % 9 * 28.0 - 110, number // 9 * 22.0 - 80
        room.unit(f"HB{number}", east, north, state=5, incident_ids=("inc_0",))


def test_no_two_overlap(room: MapRoom) -> None:
    """In a crowd every plate that stands is readable."""
    _crowd(room)
    boxes = _place(room, Labels(), room.scene())

    assert len(boxes) > 20
    assert not any(a.intersects(b) for a, b in itertools.combinations(boxes, 2))


def test_inside_the_view(room: MapRoom) -> None:
    """No plate is cut at the edge of the map."""
    _crowd(room)
    view = QRectF(0, 0, 640, 480)

    assert all(view.contains(box) for box in _place(room, Labels(), room.scene()))


def test_danger_and_the_selected_always_have_one(room: MapRoom) -> None:
    """However crowded it is, these two are named."""
    _crowd(room)
    danger = room.unit("CN24", 4, 4)
    room.emergency(danger)
    selection = Selection()
    selection.select_unit("unit_hb40")
    labels = Labels()
    _place(room, labels, room.scene(selection=selection))

    assert [danger, "unit_hb40"] == [each.caption.key for each in labels.placed[:2]]


def test_each_keeps_its_side(room: MapRoom) -> None:
    """Placed again after everything moved a little, plates are where they were."""
    _crowd(room, 30)
    labels = Labels()
    _place(room, labels, room.scene())
    before = {each.caption.key: each.side for each in labels.placed}
    for row in range(30):
        room.fix(row, row % 9 * 28.0 - 109, row // 9 * 22.0 - 79)
    _place(room, labels, room.scene())
    after = {each.caption.key: each.side for each in labels.placed}
    kept = [key for key in before if after.get(key) == before[key]]

    assert len(kept) >= 0.9 * len(before)


def _scatter(room: MapRoom, units: int) -> NDArray[np.float64]:
    """Units on incidents, so that none is folded, anywhere in the view."""
    chance = np.random.default_rng(7)
    spots = chance.uniform((-220, -160), (220, 160), (units, 2))
    for number, (east, north) in enumerate(spots):
        room.unit(f"HB{number}", east, north, state=6, incident_ids=("inc_0",))
    return spots


def _stood(labels: Labels) -> dict[str, tuple[int, float, float]]:
    return {each.caption.key: (each.side, each.dx, each.dy) for each in labels.placed}


def test_far_from_what_moves_nothing_jumps(room: MapRoom) -> None:
    """One unit drives through a crowd; plates it does not come near stay as they are.

    None of them comes, goes or changes its side, at any of thirty placings.
    """
    spots = _scatter(room, 160)
    labels = Labels()
    _place(room, labels, room.scene())
    _place(room, labels, room.scene())
    before = _stood(labels)
    reach = 95 * room.scene().view.metres_per_pixel
    for step in range(30):
        here = np.array([-220 + 14.0 * step, 20.0])
        away = np.abs(spots - here).max(axis=1) > reach
        away &= np.abs(spots - spots[0]).max(axis=1) > reach
        room.fix(0, *here)
        _place(room, labels, room.scene())
        after = _stood(labels)
        far = {f"unit_hb{number}" for number in np.flatnonzero(away)}
        changed = {key for key in far & before.keys() if after.get(key) != before[key]}
        before = after

        assert set() == changed


def test_a_newcomer_takes_nobodys_room(room: MapRoom) -> None:
    """Who comes into a crowd is named where there is room, or not at all."""
    room.unit("AA1", 5_000, 0, state=6, incident_ids=("inc_0",))
    _scatter(room, 160)
    labels = Labels()
    _place(room, labels, room.scene())
    before = _stood(labels)
    room.fix(0, 0, 0)
    _place(room, labels, room.scene())
    after = _stood(labels)
    near = {key for key in before if after.get(key) != before[key]}

    assert len(near) <= 4  # its symbol itself may lie where a plate was


def test_a_badge_is_not_covered_by_the_name_of_a_unit(room: MapRoom) -> None:
    """Wherever a unit stands beside an incident, its grade can be read."""
    for number, (east, north) in enumerate(
        itertools.product(range(-40, 41, 8), range(-20, 41, 8))
    ):
        room.picture.units.clear()
        room.picture.unit_rows.clear()
        room.unit(f"HB{number}", east, north)
        room.incident(1, grade="S", age_s=60)
        scene = room.scene(zoom=16.0)
        x, y = scene.view.place_to_screen(*place(0, 0))
        badge = QRectF(x - 10, y - 28, 20, 22)

        assert not [
            box for box in _place(room, Labels(), scene) if box.intersects(badge)
        ]


def test_an_incident_is_not_in_the_way_of_its_own_plate(room: MapRoom) -> None:
    """Alone on the map its plate stands to the right, wherever the view begins."""
    room.incident(1, grade="I", age_s=60)
    incidents = Incidents()
    incidents.read(room.picture, None)
    sides = []
    for pixels in range(12):
        scene, labels = room.scene(zoom=16.0), Labels()
        scene.view.pan(pixels, pixels)
        wanted = captions(scene, incidents, Routes(), [])
        labels.place(scene, wanted, [], incidents.badges(scene))
        sides.append([each.side for each in labels.placed])

    assert [[0]] * 12 == sides


def test_corners_are_left_free(room: MapRoom) -> None:
    """Chips are never covered."""
    room.unit("HB11")
    labels, incidents, scene = Labels(), Incidents(), room.scene()
    labels.place(scene, captions(scene, incidents, Routes()), [(0, 0, 640, 480)])

    assert [] == labels.placed


def test_a_plate_rides_with_its_unit(room: MapRoom) -> None:
    """Between two placings a plate is painted beside where the unit is by then."""
    room.unit("HB11")
    labels, incidents = Labels(), Incidents()
    _place(room, labels, room.scene())
    plate = room.scene().theme.color("map.plate")
    still = paint(lambda p: labels.paint(p, room.scene(), incidents))
    room.fix(0, 60, 0)
    moved = paint(lambda p: labels.paint(p, room.scene(), incidents))
    pixels = round(60 / room.scene().view.metres_per_pixel)

    assert count(still.copy(337, 231, 50, 18), plate) > 300
    assert count(moved.copy(337 + pixels, 231, 50, 18), plate) > 300
    assert still.copy(337, 231, 50, 18) != moved.copy(337, 231, 50, 18)


def test_new_words_in_the_same_place(room: MapRoom) -> None:
    """Every second a plate may say something else without going anywhere."""
    room.unit("HB11")
    labels = Labels()
    _place(room, labels, room.scene())
    (before,) = labels.placed
    labels.reword(lambda _caption: Plate("HB11", "0:14"))

    assert labels.go_on(room.scene(), 0.0)

    (after,) = labels.placed

    assert ("0:14", before.dx, before.dy) == (
        after.caption.plate.note,
        after.dx,
        after.dy,
    )


def test_who_left_has_no_plate(room: MapRoom) -> None:
    """A unit that went out of view takes its plate with it."""
    room.unit("HB11")
    labels = Labels()
    _place(room, labels, room.scene())
    room.fix(0, 50_000, 0)
    image = paint(lambda p: labels.paint(p, room.scene(), Incidents()))

    assert 640 * 480 == count(image, image.pixelColor(0, 0), 0)


def test_a_slice_at_a_time(room: MapRoom) -> None:
    """Placing a crowd takes several frames; until then what stood stands."""
    room.unit("HB999", 0, 150)
    labels, incidents, scene = Labels(), Incidents(), room.scene()
    labels.place(scene, captions(scene, incidents, Routes()), [])
    stood = labels.placed
    _crowd(room)
    scene = room.scene()
    whole = Labels()
    whole.place(scene, captions(scene, incidents, Routes()), [])
    labels.begin(scene, captions(scene, incidents, Routes()), [])
    slices = 0
    while not labels.go_on(scene, 0.0):
        slices += 1

        assert labels.is_busy
        assert stood is labels.placed

    assert slices >= 2
    assert not labels.is_busy
    assert [each.caption.key for each in whole.placed] == [
        each.caption.key for each in labels.placed
    ]


def test_another_zoom_gives_a_round_up(room: MapRoom) -> None:
    """What was found two zooms away is never shown."""
    _crowd(room)
    labels, scene = Labels(), room.scene()
    labels.begin(scene, captions(scene, Incidents(), Routes()), [])
    labels.go_on(scene, 0.0)

    assert not labels.go_on(room.scene(zoom=15.0), 0.0)
    assert not labels.is_busy
    assert [] == labels.placed


def test_a_plate_of_an_incident_follows_it(room: MapRoom) -> None:
    """An incident that is closed takes its plate along before plates are placed."""
    room.incident(4531)
    labels, incidents = Labels(), Incidents()
    incidents.read(room.picture, None)
    scene = room.scene()
    labels.place(scene, captions(scene, incidents, Routes()), [])

    assert touched(paint(lambda p: labels.paint(p, scene, incidents))) > 500

    room.picture.incidents.clear()
    incidents.read(room.picture, None)

    assert 0 == touched(paint(lambda p: labels.paint(p, scene, incidents)))
