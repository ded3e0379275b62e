"""Drawings put into a room of the map by hand."""

from controlroom.domain.entities import Drawing, DrawingKind, Outline
from tests.helpers.map_room import MapRoom, place


def draw(
    room: MapRoom, kind: DrawingKind = "inner_cordon", *,
    corners: tuple[tuple[float, float], ...] = (
        (-60, -60), (60, -60), (60, 60), (-60, 60),
    ),
    shape: str = "polygon", label: str = "", radius_m: float = 0.0,
) -> str:  # fmt: skip
    """Put a drawing into the picture, corners in metres; return its id."""
    drawing_id = f"drw_{len(room.picture.drawings)}"
    room.picture.drawings[drawing_id] = Drawing(
        drawing_id=drawing_id, kind=kind, label=label,
        outline=Outline(
            shape=shape,  # type: ignore[arg-type]  # as the test says
            corners=tuple(place(*each) for each in corners), radius_m=radius_m,
        ),
    )  # fmt: skip
    return drawing_id
