"""What is around a place as the crow flies: units, incidents, cameras, named places."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import numpy as np

from controlroom.domain.cameras import within
from controlroom.domain.columns import F64
from controlroom.domain.geo import distances_m, is_place
from controlroom.domain.reduce.sentences import DRAWINGS
from controlroom.domain.shapes import nearest_on
from ui.frame import FrameTick
from ui.standpoint import Standpoint
from ui.worker.messages import PlaceFound

OFF_DUTY = 11
"""Radio state of units that the map does not draw."""

Kind = Literal["unit", "incident", "camera", "drawing", "place"]
KINDS: tuple[Kind, ...] = ("unit", "incident", "camera", "drawing", "place")


class Near(NamedTuple):
    """One thing nearby; `what` is the kind of a named place.

    metres: as the crow flies. seconds: None unless minutes were asked for.
    """

    kind: Kind
    key: str
    name: str
    lat: float
    lon: float
    metres: float
    what: str = ""
    seconds: float | None = None
    by_road: bool = False


def around(
    frame: FrameTick,
    here: Standpoint,
    metres: float,
    places: Iterable[PlaceFound],
    most: int,
) -> list[Near]:
    """Return everything within some metres, the nearest first, without `here` itself.

    Of each kind the nearest `most`. Units off duty and incidents that are not open are
    left out. Of `places` those in range are taken.
    """
    found = [
        *_units(frame, here, metres, most),
        *_in_range([*_incidents(frame)], here, metres, most),
        *_cameras(frame, here, metres, most),
        *_in_range([*_drawings(frame, here)], here, metres, most),
        *_in_range([*_named(places)], here, metres, most),
    ]
    found.sort(key=lambda each: (each.metres, each.name))
    return found


def _units(
    frame: FrameTick, here: Standpoint, metres: float, most: int
) -> Iterator[Near]:
    """Units by their columns: of thousands only those in range are looked at."""
    picture, tracks = frame.picture, frame.tracks
    count = min(len(tracks), len(picture.unit_rows))
    lats, lons = tracks.lat[:count], tracks.lon[:count]
    gaps = distances_m(lats, lons, *here.point)
    taken = 0
    for row in _nearest(gaps, metres):
        unit = picture.units.get(picture.unit_rows[row])
        if unit is None:
            continue
        if unit.state == OFF_DUTY or unit.unit_id == here.entity_id:
            continue
        taken += 1
        if taken > most:
            break
        at = (float(lats[row]), float(lons[row]))
        yield Near("unit", unit.unit_id, unit.callsign, *at, float(gaps[row]))


def _incidents(frame: FrameTick) -> Iterator[Near]:
    for each in frame.picture.incidents.values():
        lat, lon = each.lat, each.lon
        if (
            lat is None
            or lon is None
            or each.status != "open"
            or not is_place(lat, lon)
        ):
            continue
        yield Near("incident", each.incident_id, each.cad, lat, lon, 0.0)


def _cameras(
    frame: FrameTick, here: Standpoint, metres: float, most: int
) -> Iterator[Near]:
    for each in within(frame.picture, frame.tracks, here.point, metres, most):
        camera, spot = each.camera, each.spot
        if camera.camera_id != here.entity_id:
            at = (spot.lat, spot.lon)
            yield Near("camera", camera.camera_id, camera.name, *at, each.metres)


def _drawings(frame: FrameTick, here: Standpoint) -> Iterator[Near]:
    """What is drawn on the shared map, where it comes nearest; 0 m away inside it."""
    for each in frame.picture.drawings.values():
        name = each.label or DRAWINGS[each.kind]
        place = nearest_on(each.outline, *here.point)
        yield Near("drawing", each.drawing_id, name, *place, 0.0)


def _named(places: Iterable[PlaceFound]) -> Iterator[Near]:
    for each in places:
        key = f"{each.name} {each.lat:.6f} {each.lon:.6f}"
        yield Near("place", key, each.name, each.lat, each.lon, 0.0, each.kind)


def _in_range(
    known: list[Near], here: Standpoint, metres: float, most: int
) -> Iterator[Near]:
    """Take what is in range, with how far it is."""
    known = [each for each in known if each.key != here.entity_id]
    places = np.array([(each.lat, each.lon) for each in known]).reshape(-1, 2)
    gaps = distances_m(places[:, 0], places[:, 1], *here.point)
    for place in _nearest(gaps, metres)[:most]:
        yield known[place]._replace(metres=float(gaps[place]))


def _nearest(gaps: F64, metres: float) -> list[int]:
    """Places in a column that are in range, the nearest first."""
    inside = np.flatnonzero(gaps <= metres)
    nearest: list[int] = inside[np.argsort(gaps[inside], kind="stable")].tolist()
    return nearest
