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
    """A place and what it is called: the callsign, the CAD number, the map's middle.

    entity_id: what stands there, or nothing: it may move.
    """

    lat: float
    lon: float
    words: str
    entity_id: str = ""

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


def place_of(position: Position, entity_id: str) -> Point | None:
    """Return where a unit, camera, drawing, incident or alarm is; None when unknown."""
    picture, tracks = position.frame.picture, position.frame.tracks
    unit = picture.units.get(entity_id)
    if unit is not None:
        return place_of_unit(position.frame, unit)
    camera = picture.cameras.get(entity_id)
    if camera is not None:
        spot = spot_of(picture, tracks, camera)
        return (spot.lat, spot.lon) if spot is not None else None
    drawing = picture.drawings.get(entity_id)
    if drawing is not None:
        return drawing.outline.corners[0]
    entity = picture.incidents.get(entity_id) or picture.alarms.get(entity_id)
    if entity is None or entity.lat is None or entity.lon is None:
        return None
    return entity.lat, entity.lon


def place_of_selection(position: Position) -> Standpoint | None:
    """Return where the selected unit is; else camera, drawing, incident or alarm."""
    selection = position.selection
    for entity_id in (
        selection.unit_id, selection.camera_id, selection.drawing_id,
        selection.incident_id, selection.alarm_id,
    ):  # fmt: skip
        found = place_of(position, entity_id or "")
        if entity_id is not None and found is not None:
            return Standpoint(*found, _words_of(position, entity_id), entity_id)
    return None


def _words_of(position: Position, entity_id: str) -> str:
    """What an entity is called where it is spoken of."""
    picture = position.frame.picture
    unit, camera = picture.units.get(entity_id), picture.cameras.get(entity_id)
    incident = picture.incidents.get(entity_id)
    if incident is not None:
        return f"CAD {position.say.cad(incident, position.frame.now_us())}"
    if unit is not None:
        return unit.callsign
    if entity_id in picture.drawings:
        return picture.drawings[entity_id].label or "the drawing"
    return camera.name if camera is not None else "the alarm"


def standpoint(position: Position, middle: Point | None) -> Standpoint | None:
    """Return the place of the selection, else the middle of the map."""
    chosen = place_of_selection(position)
    if chosen is None and middle is not None:
        return Standpoint(*middle, MIDDLE)
    return chosen
