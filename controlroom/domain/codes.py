"""The dated code sets a force works by, as values; read from TOML by a shell.

`Picture.codes` is the only place that `decide` and the screen read.
"""

import msgspec


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A grade of response. Targets in seconds; None is no target.

    `attend_s` counts from the call, `dispatch_s` from the call to the first unit sent.
    """

    code: str
    name: str
    attend_s: int | None
    dispatch_s: int | None = None


class RadioState(msgspec.Struct, frozen=True, kw_only=True):
    """A radio state. `availability`: available, warn, committed or unavailable."""

    state: int
    name: str
    availability: str


class IncidentType(msgspec.Struct, frozen=True, kw_only=True):
    """An opening code with the grade it usually gets."""

    code: str
    name: str
    grade: str


class ClosingCode(msgspec.Struct, frozen=True, kw_only=True):
    """A closing code."""

    code: str
    name: str


class Sector(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the force's ground. `ring` holds (lat, lon) corners, open."""

    name: str
    ring: tuple[tuple[float, float], ...] = ()
    minimum_deployable: int = 0


class Codes(msgspec.Struct, frozen=True, kw_only=True):
    """One code set with its date; equal values mean nothing was changed."""

    effective: str = ""
    """ISO date from which the set holds."""
    force: str = ""
    time_zone: str = "Europe/London"
    grades: tuple[Grade, ...] = ()
    states: tuple[RadioState, ...] = ()
    types: tuple[IncidentType, ...] = ()
    closing: tuple[ClosingCode, ...] = ()
    skills: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    interval_s: dict[str, float] = {}
    """Usual interval between fixes by device kind, seconds."""
    speed_kmh: dict[str, float] = {}
    """Plausible speed by unit kind: how fast the uncertainty grows, km/h."""

    def grade(self, code: str) -> Grade | None:
        """Return the grade with that code."""
        return next((grade for grade in self.grades if grade.code == code), None)

    def state(self, state: int) -> RadioState | None:
        """Return the radio state with that number."""
        return next((known for known in self.states if known.state == state), None)

    def type(self, code: str) -> IncidentType | None:
        """Return the incident type with that opening code."""
        return next((known for known in self.types if known.code == code), None)

    def sector_at(self, lat: float, lon: float) -> str:
        """Return the name of the sector around a place, or an empty string."""
        for sector in self.sectors:
            if _inside(sector.ring, lat, lon):
                return sector.name
        return ""


def _inside(ring: tuple[tuple[float, float], ...], lat: float, lon: float) -> bool:
    # Even-odd rule on the plane: sectors are small and nowhere near a pole.
    inside = False
    for index, (lat1, lon1) in enumerate(ring):
        lat2, lon2 = ring[index - 1]
        if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) * (
            lon2 - lon1
        ) / (lat2 - lat1):
            inside = not inside
    return inside
