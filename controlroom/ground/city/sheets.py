"""What the map shows of the city at each base zoom, and what it is called where."""

from itertools import repeat

import numpy as np
import shapely
from numpy.typing import NDArray

from controlroom.ground.city import plan
from controlroom.ground.city.blocks import GREEN_USES
from controlroom.ground.city.frame import to_degrees, to_world
from controlroom.ground.city.roads import CLASSES
from controlroom.ground.city.survey import City
from controlroom.ground.labels import SYMBOLS, Text
from controlroom.ground.layers import Shapes
from controlroom.ground.mercator import Floats
from controlroom.ground.places import Place, Sector, StreetFinder

ZOOMS = (9, 11, 13, 15)
LABEL_ZOOMS = range(9, 19)
_DISTRICT_NAMES = tuple(district.name for district in plan.DISTRICTS)
_TOLERANCE_M = {9: 45.0, 11: 9.0, 13: 2.2, 15: 0.25}
_LEAST_AREA_M2 = {9: 60_000.0, 11: 2500.0, 13: 300.0, 15: 0.0}
_LEAST_BUILDING_M2 = {13: 420.0, 15: 0.0}
# the smallest class drawn at each base zoom
_LEAST_CLASS = {9: 3, 11: 2, 13: 1, 15: 1}


def draw_sheets(city: City) -> dict[int, dict[str, Shapes]]:
    """Shapes by base zoom and layer, in world coordinates."""
    return {zoom: _sheet(city, zoom) for zoom in ZOOMS}


def _sheet(city: City, zoom: int) -> dict[str, Shapes]:
    land = np.array([city.terrain.island, *shapely.get_parts(city.terrain.piers)])
    water = np.array([*shapely.get_parts(city.terrain.inland), *city.greens.ponds])
    parks = [b.ground for b in city.blocks if b.use in GREEN_USES]
    built = [b.ground for b in city.blocks if b.use not in GREEN_USES]
    parks += [*city.greens.woods, *city.pitches]
    areas = {
        "land": land,
        "block": np.array(built),
        "park": np.array(parks),
        "water": water,
    }
    if zoom in _LEAST_BUILDING_M2:
        large = shapely.area(city.buildings) >= _LEAST_BUILDING_M2[zoom]
        areas["building"] = city.buildings[large]
    sheet = {name: _areas(shapes, zoom) for name, shapes in areas.items()}
    sheet |= _street_layers(city, zoom)
    sheet["rail"] = _lines([shapely.LineString(rail) for rail in city.rails], zoom)
    if zoom >= 15:  # noqa: PLR2004 - paths are thin
        paths = [shapely.LineString(path) for path in city.greens.paths]
        sheet["path"] = _lines(paths, zoom)
    edges = shapely.union_all([shape.boundary for _, shape in city.districts])
    inland = shapely.intersection(edges, city.terrain.island)
    sheet["boundary"] = _lines(shapely.get_parts(shapely.line_merge(inland)), zoom)
    return sheet


def _street_layers(city: City, zoom: int) -> dict[str, Shapes]:
    found = {}
    for number, name in enumerate(CLASSES):
        if number >= _LEAST_CLASS[zoom]:
            lines = city.network.lines[city.network.kind == number]
            found[name] = _lines(lines, zoom)
    return found


def _lines(
    lines: "NDArray[np.object_] | list[shapely.LineString]", zoom: int
) -> Shapes:
    """Lines joined where only two meet, simplified for a zoom."""
    joined = shapely.get_parts(
        shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines)))
    )
    return _shapes(shapely.simplify(joined, _TOLERANCE_M[zoom]))


def _areas(areas: NDArray[np.object_], zoom: int) -> Shapes:
    """Rings of polygons, outlines one way round and holes the other."""
    large = areas[shapely.area(areas) >= _LEAST_AREA_M2[zoom]]
    simple = shapely.simplify(large, _TOLERANCE_M[zoom])
    simple = simple[~shapely.is_empty(simple)]
    return _shapes(shapely.get_rings(shapely.orient_polygons(simple)), closed=True)


def _shapes(lines: NDArray[np.object_], *, closed: bool = False) -> Shapes:
    points, index = shapely.get_coordinates(lines, return_index=True)
    if closed:  # the last point repeats the first
        last = np.append(np.diff(index) != 0, True)
        points, index = points[~last], index[~last]
    counts = (
        np.bincount(index, minlength=len(lines)) if len(index) else np.zeros(0, int)
    )
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return Shapes(to_world(points), starts)


def list_texts(city: City) -> list[Text]:
    """Every text that may stand on the map, the more important first."""
    texts = [_at(plan.NAME, "city", 0, (9, 11), np.zeros(2))]
    spots = dict(zip(_DISTRICT_NAMES, _district_spots(city), strict=True))
    texts += [_at(name, "area", 1, (12, 15), spots[name]) for name, _ in city.districts]
    texts += [
        _at(name, "area", 3, (13, 16), city.terrain.place([spot]))
        for name, spot, _ in plan.VILLAGES
    ]
    texts += [
        _at(name, "water", 2, zooms, city.terrain.place([spot]))
        for name, spot, zooms in plan.WATERS
    ]
    river = shapely.simplify(shapely.LineString(city.terrain.river), 30.0)
    texts.append(_along("River Tarn", "water", 2, (12, 99), _eased(river)))
    canal = shapely.LineString(city.terrain.canal)
    texts.append(_along("Ashmere Canal", "water", 4, (15, 99), _eased(canal)))
    lake = np.asarray(city.terrain.lake.centroid.coords[0])
    texts.append(_at("Tarn Water", "water", 2, (12, 99), lake))
    for name, kind, at in city.named:
        if kind == "park":
            texts.append(_at(name, "park", 4, (14, 99), at))
        elif kind != "bridge":
            lettering = kind if kind in SYMBOLS else "landmark"
            texts.append(_at(name, lettering, 5, (_landmark_zoom(kind), 99), at))
    return texts + _street_texts(city)


def _district_spots(city: City) -> Floats:
    """Where districts are lettered: the plan's middle, which lies in the town."""
    return city.terrain.place([district.at for district in plan.DISTRICTS])


def _landmark_zoom(kind: str) -> int:
    early = {"station": 13, "hospital": 14, "police": 14, "fire": 15}
    return early.get(kind, 15 if kind in {"university", "stadium"} else 16)


def _street_texts(city: City) -> list[Text]:
    """Each street's lines, by class and then length, so that the long are placed."""
    found = []
    net = city.network
    order = np.argsort(city.streets.street, kind="stable")
    _, first = np.unique(city.streets.street[order], return_index=True)
    for edges in np.split(order, first[1:]):
        name = city.streets.names[int(city.streets.street[edges[0]])]
        kind = int(net.kind[edges].max())
        merged = shapely.line_merge(shapely.multilinestrings(net.lines[edges]))
        zoom = {1: 16, 2: 15, 3: 14, 4: 13}[kind]
        found += [
            (-kind, -line.length, name, zoom, line)
            for line in shapely.get_parts(merged)
        ]
    found.sort(key=lambda row: row[:3])
    return [
        _along(name, "street", 6 - kind, (zoom, 99), _eased(line))
        for kind, _, name, zoom, line in found
    ]


def _eased(line: shapely.LineString) -> Floats:
    return np.asarray(shapely.get_coordinates(line))


def _at(text: str, kind: str, rank: int, zooms: tuple[int, int], at: Floats) -> Text:
    return Text(text, kind, rank, *zooms, to_world(np.atleast_2d(at)))


def _along(
    text: str, kind: str, rank: int, zooms: tuple[int, int], line: Floats
) -> Text:
    return Text(text, kind, rank, *zooms, to_world(line))


def _middle(shape: shapely.Polygon) -> Floats:
    inside = shapely.maximum_inscribed_circle(shape, 20.0)
    return np.asarray(shapely.get_coordinates(inside)[0])


def list_places(city: City, finder: StreetFinder) -> list[Place]:
    """Everything that can be found by its name."""
    named = [
        *city.named,
        *zip(_DISTRICT_NAMES, repeat("district"), _district_spots(city)),
        *((name, "area", city.terrain.place([at])[0]) for name, at, _ in plan.VILLAGES),
        ("River Tarn", "water", city.terrain.river[len(city.terrain.river) // 2]),
        ("Ashmere Canal", "water", city.terrain.canal[len(city.terrain.canal) // 2]),
        ("Tarn Water", "water", np.asarray(city.terrain.lake.centroid.coords[0])),
    ]
    places = []
    for name, kind, at in named + _street_middles(city):
        lat, lon = to_degrees(np.asarray(at))
        places.append(Place(name, kind, round(float(lat), 7), round(float(lon), 7)))
    return places + finder.crossing_places()


def _street_middles(city: City) -> list[tuple[str, str, Floats]]:
    """A point on each street, halfway along its longest piece of road."""
    found = {}
    length = shapely.length(city.network.lines)
    for edge in np.argsort(length, kind="stable"):  # the longest is written last
        found[int(city.streets.street[edge])] = edge
    return [
        (
            city.streets.names[street],
            "street",
            shapely.get_coordinates(
                shapely.line_interpolate_point(
                    city.network.lines[edge], 0.5, normalized=True
                )
            )[0],
        )
        for street, edge in sorted(found.items())
    ]


def list_sectors(city: City) -> list[Sector]:
    """The districts as sectors: rings of lat, lon."""
    found = []
    for name, shape in city.districts:
        ring = shapely.get_coordinates(shape.exterior)[:-1]
        found.append(Sector(name, np.stack(to_degrees(ring), axis=1)))
    return found
