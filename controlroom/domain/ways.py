"""How a unit of a kind gets to a place: by road as a car does, or straight there.

The one answer for who is recommended, what is near, and the line and time on the map.
"""

from controlroom.domain.codes import Codes
from controlroom.domain.freshness import SPEED_KMH

DETOUR = 1.35
"""Streets in towns are so much longer than the straight line."""
CALM = 0.6
"""Share of a kind's plausible speed that is kept across a town."""
AIR = frozenset({"air", "drone"})
OFF_ROAD = AIR | {"foot", "horse", "boat"}
"""Kinds that no car's time by road is true of: they keep the straight line."""


def drives(kind: str) -> bool:
    """Return whether a car's time by road is true of a kind of unit."""
    return kind not in OFF_ROAD


def nearer_mps(codes: Codes) -> dict[str, float]:
    """Return how fast each kind of unit comes nearer as the crow flies, an estimate."""
    return {
        kind: kmh / 3.6 * (CALM if kind in AIR else CALM / DETOUR)
        for kind, kmh in {**SPEED_KMH, **codes.speed_kmh}.items()
    }


def straight_s(codes: Codes, kind: str, metres: float) -> float:
    """Return the seconds that a kind of unit needs for a straight line."""
    return metres / nearer_mps(codes)[kind]
