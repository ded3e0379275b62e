"""Small overlay files for tests, around the middle of the town."""

import json
from pathlib import Path

from tests.helpers.map_room import place

Corner = tuple[float, float]


def ring(*corners: Corner) -> list[list[float]]:
    """A closed ring of corners in metres east and north of the middle."""
    points = [place(*corner) for corner in (*corners, corners[0])]
    return [[lon, lat] for lat, lon in points]


def write_areas(path: Path, names: dict[str, list[list[float]]]) -> Path:
    """A GeoJSON file of named areas."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [outline]},
        }
        for name, outline in names.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def write_beat(path: Path) -> Path:
    """One area, 400 m square, called Harbour beat."""
    outline = ring((-200, -200), (200, -200), (200, 200), (-200, 200))
    return write_areas(path, {"Harbour beat": outline})


def write_track(path: Path) -> Path:
    """A GPX track along the town's quay, and a waypoint."""
    points = "".join(
        f"<trkpt lat='{lat}' lon='{lon}'/>"
        for lat, lon in (place(east, 30) for east in range(-300, 301, 20))
    )
    lat, lon = place(0, 120)
    path.write_text(
        f"<gpx><wpt lat='{lat}' lon='{lon}'><name>Gate</name></wpt>"
        f"<trk><name>Ride</name><trkseg>{points}</trkseg></trk></gpx>"
    )
    return path
