"""What is around a place as the crow flies: units, incidents, cameras, named places."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import numpy as np

from controlroom.domain.cameras import spot_of
from controlroom.domain.geo import distance_m, distances_m, is_place
from ui.frame import FrameTick
from ui.standpoint import Standpoint
from ui.worker.messages import PlaceFound

OFF_DUTY = 11
"""Radio state of units that the map does not draw."""

Kind = Literal["unit", "incident", "camera", "place"]
KINDS: tuple[Kind, ...] = ("unit", "incident", "camera", "place")


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
    frame: FrameTick, here: Standpoint, metres: float, places: Iterable[PlaceFound]
) -> list[Near]:
    """Return everything within some metres, the nearest first, without `here` itself.

    Units off duty and incidents that are not open are left out. Of `places` those in
    range are taken.
    """
    found = [
        *_units(frame, here, metres),
        *(
            each._replace(metres=gap)
            for each in (*_incidents(frame), *_cameras(frame), *_named(places))
            if each.key != here.entity_id
            and (gap := distance_m(each.lat, each.lon, *here.point)) <= metres
        ),
    ]
    found.sort(key=lambda each: (each.metres, each.name))
    return found


def _units(frame: FrameTick, here: Standpoint, metres: float) -> Iterator[Near]:
    """Units by their columns: of thousands only those in range are looked at."""
    picture, tracks = frame.picture, frame.tracks
    count = min(len(tracks), len(picture.unit_rows))
    lats, lons = tracks.lat[:count], tracks.lon[:count]
    gaps = distances_m(lats, lons, *here.point)
    for row in np.flatnonzero(gaps <= metres).tolist():
        unit = picture.units[picture.unit_rows[row]]
        if unit.state != OFF_DUTY and unit.unit_id != here.entity_id:
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


def _cameras(frame: FrameTick) -> Iterator[Near]:
    for each in frame.picture.cameras.values():
        spot = spot_of(frame.picture, frame.tracks, each)
        if spot is not None:
            yield Near("camera", each.camera_id, each.name, spot.lat, spot.lon, 0.0)


def _named(places: Iterable[PlaceFound]) -> Iterator[Near]:
    for each in places:
        key = f"{each.name} {each.lat:.6f} {each.lon:.6f}"
        yield Near("place", key, each.name, each.lat, each.lon, 0.0, each.kind)
