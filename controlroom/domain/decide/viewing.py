"""Decides on looking through cameras: a reason first, and only what really streams."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.cameras import emergency_for
from controlroom.domain.decide.rules import (
    Ids,
    cleaned_text,
    incident_of,
    refuse,
    undecided,
    written,
)
from controlroom.domain.entities import Camera
from controlroom.domain.state import State

URL_MOST = 2_000


def camera_of(state: State, camera_id: str) -> Camera:
    """Return a camera of the picture. Raises `Refused`."""
    camera = state.cameras.get(camera_id)
    if camera is None:
        refuse("unknown_camera", "No such camera is known here.")
    return camera


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del now_us
    match said.command.act:
        case c.StartViewing() as act:
            return start_viewing(state, act, ids)
        case c.EndViewing() as act:
            return end_viewing(state, act)
        case other:
            raise undecided(other)


def start_viewing(state: State, act: c.StartViewing, ids: Ids) -> list[e.AnyEvent]:
    """Let somebody look; in an officer's emergency without writing a reason first."""
    camera = camera_of(state, act.camera_id)
    if act.incident_id is not None:
        incident_of(state, act.incident_id)
    urgent = emergency_for(state, camera, act.incident_id) is not None
    reason = written(act.reason, "the reason for looking", needed=not urgent)
    if camera.state != "recording":
        is_now = "is off" if camera.state == "off" else "is buffering"
        refuse(
            "not_recording",
            f"{camera.name} {is_now}; a picture comes only while it records.",
        )
    return [
        e.ViewingStarted(
            viewing_id=ids("view"),
            camera_id=camera.camera_id,
            reason=reason.strip() or "officer emergency",
            incident_id=act.incident_id,
        )
    ]


def end_viewing(state: State, act: c.EndViewing) -> list[e.AnyEvent]:
    """End a viewing; who watches is the gateway's to know, the audit keeps both."""
    camera = camera_of(state, act.camera_id)
    return [e.ViewingEnded(viewing_id=act.viewing_id, camera_id=camera.camera_id)]


def camera_reported(state: State, seen: o.CameraReported) -> list[e.AnyEvent]:
    """Record a camera's state; an unknown camera says nothing."""
    camera = state.cameras.get(seen.camera_id)
    if camera is None:
        return []
    url = cleaned_text(seen.source_url)
    if len(url) > URL_MOST:
        return []
    if seen.state == camera.state and url in {"", camera.source_url}:
        return []
    return [
        e.CameraChanged(camera_id=camera.camera_id, state=seen.state, source_url=url)
    ]
