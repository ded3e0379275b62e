"""Which camera is meant when one is asked for, and for which incident."""

from controlroom.domain import cameras
from ui.frame import FrameTick
from ui.selection import Selection


def chosen_camera(frame: FrameTick, selection: Selection) -> str | None:
    """Return the selected camera, else the unit's, else the nearest to the incident.

    A unit's own is returned although it may show nothing: then the reason is said.
    """
    picture = frame.picture
    if selection.camera_id in picture.cameras:
        return selection.camera_id
    if selection.unit_id is not None:
        own = cameras.of_unit(picture, selection.unit_id)
        if own is not None:
            return own.camera_id
    incident = picture.incidents.get(selection.incident_id or "")
    if incident is None or incident.lat is None or incident.lon is None:
        return None
    found = cameras.nearest(picture, frame.tracks, incident.lat, incident.lon, 1)
    return found[0].camera.camera_id if found else None


def why_no_camera(frame: FrameTick, selection: Selection) -> str:
    """Return why no camera is meant, or nothing."""
    if chosen_camera(frame, selection) is not None:
        return ""
    if selection.unit_id is None and selection.incident_id is None:
        return "needs a selected camera, unit or incident"
    return "no camera near"


def incident_for(frame: FrameTick, selection: Selection, camera_id: str) -> str | None:
    """Return what a camera is opened for: its unit's incident, else the selected."""
    picture = frame.picture
    camera = picture.cameras.get(camera_id)
    unit = cameras.unit_of(picture, camera) if camera is not None else None
    if unit is not None and unit.incident_ids:
        return unit.incident_ids[0]
    selected = selection.incident_id
    return selected if selected in picture.incidents else None
