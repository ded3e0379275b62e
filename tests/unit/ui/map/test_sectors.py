"""Borders of sectors: in view, with names where no map has them, read once."""

import msgspec
import pytest

from controlroom.domain.codes import Sector
from tests.helpers.map_room import MapRoom, paint, place, touched
from ui.map.sectors import Sectors

RING = tuple(place(*corner) for corner in ((-100, -80), (100, -80), (100, 80)))
HARBOUR = Sector(name="Harbour", ring=RING)
FAR = Sector(name="Far", ring=tuple((lat + 5, lon) for lat, lon in RING))
BROKEN = Sector(name="X", ring=RING[:2])


@pytest.fixture
def room() -> MapRoom:
    """An empty room."""
    return MapRoom()


def seen(room: MapRoom, sectors: Sectors, *drawn: Sector, named: bool = True) -> int:
    """Return how many pixels are painted for a code set."""
    room.picture.codes = msgspec.structs.replace(room.picture.codes, sectors=drawn)
    scene = room.scene()
    return touched(paint(lambda p: sectors.paint(p, scene, named=named)))


def test_sectors_have_borders_and_names(room: MapRoom) -> None:
    """Broken ones and those elsewhere are left out."""
    sectors = Sectors()
    plain = seen(room, sectors, HARBOUR, FAR, BROKEN, named=False)

    assert 300 < plain < seen(room, sectors, HARBOUR, FAR, BROKEN)
    assert 0 == seen(room, sectors, FAR, BROKEN)
    assert 0 == seen(room, sectors)


def test_from_inside_a_large_one_no_border_is_seen(room: MapRoom) -> None:
    """Only what is in view is painted."""
    large = tuple(place(*each) for each in ((-9e4, -9e4), (9e4, -9e4), (0, 9e4)))

    assert 0 == seen(room, Sectors(), Sector(name="Large", ring=large), named=False)


def test_borders_are_read_once(room: MapRoom) -> None:
    """Until another code set is published."""
    sectors = Sectors()
    seen(room, sectors, HARBOUR)
    before = sectors._borders
    scene = room.scene()
    paint(lambda p: sectors.paint(p, scene))
    same = sectors._borders
    seen(room, sectors, FAR)

    assert before is same
    assert ["Far"] == [each.name for each in sectors._borders]


def test_panning_moves_the_borders(room: MapRoom) -> None:
    """By as many pixels as the map, also far beyond what was cut before."""
    sectors = Sectors()
    room.picture.codes = msgspec.structs.replace(room.picture.codes, sectors=(HARBOUR,))
    scene = room.scene()

    def drawn() -> int:
        return touched(paint(lambda p: sectors.paint(p, scene, named=False)))

    before = drawn()
    scene.view.pan(40, 0)
    near = drawn()
    scene.view.pan(-40, 0)
    again = drawn()
    scene.view.pan(5_000, 0)

    assert before == again
    assert 300 < near
    assert 0 == drawn()
