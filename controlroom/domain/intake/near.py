"""What warns about a place: the markers of the shared map within some metres of it."""

import msgspec

from controlroom.domain.entities import Drawing
from controlroom.domain.geo import distance_m, is_place
from controlroom.domain.words import distance

WARNED_M = 100.0
"""How near a marker warns."""


class Warned(msgspec.Struct, frozen=True):
    """A marker near a place; `metres` from it."""

    drawing_id: str
    label: str
    metres: float

    @property
    def words(self) -> str:
        """Return `Weapons seen here 03NOV26, 40 m`."""
        return f"{self.label or 'Warning'}, {distance(self.metres)}"


def warnings_near(
    drawings: dict[str, Drawing], lat: float | None, lon: float | None
) -> list[Warned]:
    """Return the markers that warn about a place, the nearest first."""
    if lat is None or lon is None or not is_place(lat, lon):
        return []
    found = [
        Warned(each.drawing_id, each.label, metres)
        for each in drawings.values()
        if each.kind == "marker"
        and (metres := distance_m(lat, lon, *each.outline.corners[0])) <= WARNED_M
    ]
    return sorted(found, key=lambda each: (each.metres, each.drawing_id))
