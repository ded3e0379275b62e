"""For which incident a camera is opened, when nobody says."""

from controlroom.domain import cameras
from ui.frame import FrameTick
from ui.selection import Selection


def incident_for(frame: FrameTick, selection: Selection, camera_id: str) -> str | None:
    """Return what a camera is opened for: its unit's incident, else the selected."""
    picture = frame.picture
    camera = picture.cameras.get(camera_id)
    unit = cameras.unit_of(picture, camera) if camera is not None else None
    if unit is not None and unit.incident_ids:
        return unit.incident_ids[0]
    selected = selection.incident_id
    return selected if selected in picture.incidents else None
