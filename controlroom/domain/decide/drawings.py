"""Decides on what is drawn on the shared map: only shapes that make sense are drawn.

A drawing stays until it expires or somebody erases it, also when its incident closes.
"""

import math

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.rules import (
    NAME_MOST,
    Ids,
    incident_of,
    refuse,
    undecided,
    written,
)
from controlroom.domain.entities import Drawing, DrawingKind, DrawingShape, Outline
from controlroom.domain.geo import EARTH_M, MOST_LAT, MOST_LON, is_place
from controlroom.domain.reduce.sentences import DRAWINGS
from controlroom.domain.shapes import (
    area_m2,
    crosses_antimeridian,
    crosses_itself,
    open_ring,
)
from controlroom.domain.state import State

CORNERS_MOST = 500
RADIUS_LEAST_M, RADIUS_MOST_M = 1.0, 50_000.0
AREA_LEAST_M2 = 1.0
DRAWINGS_MOST = 2_000
"""Drawings on the map at once."""
EXPIRES_MOST_US = 366 * 24 * 3_600 * 1_000_000

SHAPES: dict[DrawingKind, tuple[DrawingShape, ...]] = {
    "inner_cordon": ("polygon", "circle", "line"),
    "outer_cordon": ("polygon", "circle", "line"),
    "rvp": ("point",),
    "geofence": ("polygon", "circle"),
    "marker": ("point",),
    "annotation": ("point", "line", "polygon", "circle"),
}
"""What each kind may be drawn as, the usual shape first."""

_CORNERS_LEAST: dict[DrawingShape, int] = {
    "point": 1, "circle": 1, "line": 2, "polygon": 3
}  # fmt: skip


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    match said.command.act:
        case c.Draw() as act:
            return draw(state, act, now_us, ids)
        case c.Redraw() as act:
            return redraw(state, act, now_us)
        case c.Erase() as act:
            return erase(state, act)
        case other:
            raise undecided(other)


def draw(state: State, act: c.Draw, now_us: int, ids: Ids) -> list[e.AnyEvent]:
    """Put a new drawing on everybody's map."""
    if len(state.drawings) >= DRAWINGS_MOST:
        refuse(
            "drawings",
            f"There are {DRAWINGS_MOST:,} drawings on the map, the most there can be.",
            "Erase one first.",
        )
    return [
        e.Drawn(
            drawing_id=ids("drw"),
            kind=act.kind,
            outline=_outline(act),
            label=_label(act),
            expires_at_us=_expiry(act, now_us),
            incident_id=_incident_id(state, act),
        )
    ]


def redraw(state: State, act: c.Redraw, now_us: int) -> list[e.AnyEvent]:
    """Give a drawing another shape, label, expiry or incident; the same is nothing."""
    drawing = drawing_of(state, act.drawing_id)
    # An expiry that was good when it was set is not asked again.
    kept = act.expires_at_us == drawing.expires_at_us
    redrawn = e.Redrawn(
        drawing_id=drawing.drawing_id,
        kind=act.kind,
        outline=_outline(act),
        label=_label(act),
        expires_at_us=act.expires_at_us if kept else _expiry(act, now_us),
        incident_id=(
            drawing.incident_id
            if act.incident_id == drawing.incident_id
            else _incident_id(state, act)
        ),
    )
    return [] if _is_same(drawing, redrawn) else [redrawn]


def erase(state: State, act: c.Erase) -> list[e.AnyEvent]:
    """Take a drawing off everybody's map."""
    drawing = drawing_of(state, act.drawing_id)
    return [e.DrawingErased(drawing_id=drawing.drawing_id)]


def expired(state: State, now_us: int, most: int) -> list[e.AnyEvent]:
    """Return what the clock takes off the map, at most so many at once."""
    due = [
        drawing.drawing_id
        for drawing in state.drawings.values()
        if drawing.expires_at_us is not None and drawing.expires_at_us <= now_us
    ]
    return [e.DrawingExpired(drawing_id=drawing_id) for drawing_id in due[:most]]


def drawing_of(state: State, drawing_id: str) -> Drawing:
    """Return a drawing of the picture. Raises `Refused`."""
    drawing = state.drawings.get(drawing_id)
    if drawing is None:
        refuse(
            "unknown_drawing",
            "That drawing is no longer on the map: it expired or was erased.",
        )
    return drawing


def _outline(act: c.Draw | c.Redraw) -> Outline:
    """Return the outline as it is kept: without repeated corners. Raises `Refused`."""
    outline = act.outline
    shape, name = outline.shape, DRAWINGS[act.kind]
    if shape not in SHAPES[act.kind]:
        usual = " or ".join(SHAPES[act.kind])
        refuse("shape", f"{name} cannot be a {shape}.", f"Draw a {usual}.")
    if len(outline.corners) > CORNERS_MOST:
        refuse(
            "corners",
            f"{len(outline.corners):,} corners, the most is {CORNERS_MOST}.",
            "Draw it with fewer.",
        )
    for lat, lon in outline.corners:
        if not is_place(lat, lon):
            refuse(
                "position",
                f"{lat}, {lon} is no place on the ground.",
                "Give latitude -90 to 90 and longitude -180 to 180.",
            )
    corners = _corners(outline)
    if shape == "polygon":
        _check_area(corners)
    return Outline(shape=shape, corners=corners, radius_m=_radius_m(outline, corners))


def _corners(outline: Outline) -> tuple[tuple[float, float], ...]:
    shape = outline.shape
    corners = open_ring(outline.corners)
    if shape == "line" and len(corners) > 1 and outline.corners[-1] == corners[0]:
        corners = (*corners, corners[0])  # a line may come back to where it began
    least = _CORNERS_LEAST[shape]
    if len(corners) < least or (least == 1 and len(corners) != 1):
        wanted = f"{least}" if least == 1 else f"at least {least}"
        refuse(
            "corners",
            f"A {shape} with {len(corners)} different corners; it needs {wanted}.",
            "Set its corners again.",
        )
    if crosses_antimeridian(corners):
        refuse(
            "antimeridian",
            f"The {shape} crosses the 180th meridian.",
            "Draw one on each side.",
        )
    return corners


def _check_area(corners: tuple[tuple[float, float], ...]) -> None:
    if crosses_itself(corners):
        refuse(
            "crosses_itself",
            "The area crosses itself: nobody could say what is inside.",
            "Take the last corners back and go around once.",
        )
    if area_m2(corners) < AREA_LEAST_M2:
        refuse("area", "The area is smaller than 1 m².", "Move its corners apart.")


def _radius_m(outline: Outline, corners: tuple[tuple[float, float], ...]) -> float:
    radius_m = outline.radius_m
    if outline.shape != "circle":
        return 0.0
    if not RADIUS_LEAST_M <= radius_m <= RADIUS_MOST_M:  # also refuses nan
        said = f"{radius_m:,.0f} m" if math.isfinite(radius_m) else "no number"
        refuse(
            "radius",
            f"The radius is {said}; it can be 1 m to {RADIUS_MOST_M / 1000:.0f} km.",
            "Draw the circle again.",
        )
    lat, lon = corners[0]
    reach = math.degrees(radius_m / EARTH_M)
    to_pole = MOST_LAT - abs(lat)
    around = reach / max(math.cos(math.radians(lat)), 1e-9)
    if reach >= to_pole or abs(lon) + around >= MOST_LON:
        refuse(
            "antimeridian",
            "The circle reaches over the 180th meridian or a pole.",
            "Make it smaller.",
        )
    return float(radius_m)


def _label(act: c.Draw | c.Redraw) -> str:
    label = written(act.label, "the label", NAME_MOST)
    return " ".join(label.split())


def _expiry(act: c.Draw | c.Redraw, now_us: int) -> int | None:
    at_us = act.expires_at_us
    if at_us is None:
        return None
    if at_us <= now_us:
        refuse("expiry", "It would have expired already.", "Set a time to come.")
    if at_us > now_us + EXPIRES_MOST_US:
        refuse(
            "expiry",
            "It would expire in more than a year.",
            "Set an earlier time, or none.",
        )
    return at_us


def _incident_id(state: State, act: c.Draw | c.Redraw) -> str | None:
    if act.incident_id is None:
        return None
    return incident_of(state, act.incident_id).incident_id


def _is_same(drawing: Drawing, redrawn: e.Redrawn) -> bool:
    return (
        drawing.kind, drawing.outline, drawing.label, drawing.expires_at_us,
        drawing.incident_id,
    ) == (
        redrawn.kind, redrawn.outline, redrawn.label, redrawn.expires_at_us,
        redrawn.incident_id,
    )  # fmt: skip
