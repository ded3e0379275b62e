"""Lengths and bearings on the ellipsoid of WGS 84, for what is measured on purpose.

Vincenty's inverse formula: "Direct and inverse solutions of geodesics on the ellipsoid
with application of nested equations", Survey Review XXIII, 176, 1975. Good to a
millimetre; the sphere of `geo` is up to half a per cent off, and many times faster.
"""

import math
from typing import NamedTuple

from controlroom.domain.geo import bearing_deg, distance_m

_A, _B = 6_378_137.0, 6_356_752.314245
_FLAT = (_A - _B) / _A
_CLOSE = 1e-12
_MOST_TURNS = 100


class Leg(NamedTuple):
    """The shortest line between two places: metres, and degrees true at its start."""

    metres: float
    bearing: float


def leg(lat1: float, lon1: float, lat2: float, lon2: float) -> Leg:
    """Return how far and which way. Nearly opposite sides of the earth: as on a sphere.

    A leg from a place to itself is 0 m on 0 degrees.
    """
    u1, u2 = (math.atan((1 - _FLAT) * math.tan(math.radians(x))) for x in (lat1, lat2))
    sin1, cos1, sin2, cos2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    turn = math.radians((lon2 - lon1 + 180) % 360 - 180)
    lam = turn
    for _ in range(_MOST_TURNS):
        sin_lam, cos_lam = math.sin(lam), math.cos(lam)
        east, north = cos2 * sin_lam, cos1 * sin2 - sin1 * cos2 * cos_lam
        sin_sigma = math.hypot(east, north)
        cos_sigma = sin1 * sin2 + cos1 * cos2 * cos_lam
        if not sin_sigma:
            return (
                Leg(0.0, 0.0) if cos_sigma > 0 else _on_sphere(lat1, lon1, lat2, lon2)
            )
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = cos1 * cos2 * sin_lam / sin_sigma
        cos2_alpha = 1 - sin_alpha * sin_alpha
        # Along the equator cos2_alpha is 0, and so is what it divides.
        middle = cos_sigma - 2 * sin1 * sin2 / cos2_alpha if cos2_alpha else 0.0
        c = _FLAT / 16 * cos2_alpha * (4 + _FLAT * (4 - 3 * cos2_alpha))
        before, lam = (
            lam,
            turn
            + (1 - c)
            * _FLAT
            * sin_alpha
            * (
                sigma
                + c * sin_sigma * (middle + c * cos_sigma * (2 * middle * middle - 1))
            ),
        )
        if abs(lam - before) < _CLOSE:
            metres = _length_m(sigma, cos2_alpha, middle)
            return Leg(metres, math.degrees(math.atan2(east, north)) % 360)
    return _on_sphere(lat1, lon1, lat2, lon2)


def _length_m(sigma: float, cos2_alpha: float, middle: float) -> float:
    square = cos2_alpha * (_A * _A - _B * _B) / (_B * _B)
    a = 1 + square / 16384 * (4096 + square * (-768 + square * (320 - 175 * square)))
    b = square / 1024 * (256 + square * (-128 + square * (74 - 47 * square)))
    sin_sigma, cos_sigma = math.sin(sigma), math.cos(sigma)
    inner = cos_sigma * (2 * middle * middle - 1) - b / 6 * middle * (
        4 * sin_sigma * sin_sigma - 3
    ) * (4 * middle * middle - 3)
    return _B * a * (sigma - b * sin_sigma * (middle + b / 4 * inner))


def _on_sphere(lat1: float, lon1: float, lat2: float, lon2: float) -> Leg:
    ends = (lat1, lon1, lat2, lon2)
    return Leg(distance_m(*ends), bearing_deg(*ends))
