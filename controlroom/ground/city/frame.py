"""From the city's metres to the world and back: conformal, as maps are drawn."""

import numpy as np

from controlroom.ground.city.plan import CENTRE
from controlroom.ground.mercator import Floats, metres_per_world, project, unproject

_ORIGIN = project(*CENTRE)
# A metre of the city is a metre on the ground at the centre; 5 km north or south it
# is 0.1 % off.
_SCALE_M = metres_per_world(CENTRE[0])


def to_world(points: Floats) -> Floats:
    """World coordinates (n, 2) of local metres east and north (n, 2)."""
    return np.asarray(_ORIGIN + np.asarray(points) * (1.0, -1.0) / _SCALE_M)


def to_degrees(points: Floats) -> tuple[Floats, Floats]:
    """(lat, lon) of local metres east and north (n, 2)."""
    return unproject(to_world(points))


def to_metres(lat: Floats, lon: Floats) -> Floats:
    """Local metres east and north (n, 2) of degrees."""
    return np.asarray((project(lat, lon) - _ORIGIN) * (1.0, -1.0) * _SCALE_M)
