"""Where things of the picture are, and where distances are counted from."""

from typing import NamedTuple

from controlroom.domain.cameras import spot_of
from controlroom.domain.coordinates import Point
from controlroom.domain.entities import Unit
from controlroom.domain.geo import is_place
from ui.frame import FrameTick
from ui.position import Position

MIDDLE = "the middle of the map"


class Standpoint(NamedTuple):
    """A place and what it is called: the callsign, the CAD number, the map's middle."""

    lat: float
    lon: float
    words: str

    @property
    def point(self) -> Point:
        """Latitude and longitude."""
        return self.lat, self.lon


def place_of_unit(frame: FrameTick, unit: Unit) -> Point | None:
    """Return where a unit was last heard, or None."""
    if unit.row >= len(frame.tracks):
        return None
    lat, lon = float(frame.tracks.lat[unit.row]), float(frame.tracks.lon[unit.row])
    return (lat, lon) if is_place(lat, lon) else None


def place_of_selection(position: Position) -> Standpoint | None:
    """Return where the selected unit is; else camera, incident or alarm."""
    picture, selection = position.frame.picture, position.selection
    now_us = position.frame.now_us()
    unit = picture.units.get(selection.unit_id or "")
    if unit is not None:
        found = place_of_unit(position.frame, unit)
        if found is not None:
            return Standpoint(*found, unit.callsign)
    camera = picture.cameras.get(selection.camera_id or "")
    if camera is not None:
        spot = spot_of(picture, position.frame.tracks, camera)
        if spot is not None:
            return Standpoint(spot.lat, spot.lon, camera.name)
    incident = picture.incidents.get(selection.incident_id or "")
    alarm = picture.alarms.get(selection.alarm_id or "")
    number = f"CAD {position.say.cad(incident, now_us)}" if incident else ""
    named = (
        (incident, number),
        (alarm, "the alarm"),
    )
    for entity, words in named:
        if entity is not None and entity.lat is not None and entity.lon is not None:
            return Standpoint(entity.lat, entity.lon, words)
    return None


def standpoint(position: Position, middle: Point | None) -> Standpoint | None:
    """Return the place of the selection, else the middle of the map."""
    chosen = place_of_selection(position)
    if chosen is None and middle is not None:
        return Standpoint(*middle, MIDDLE)
    return chosen
