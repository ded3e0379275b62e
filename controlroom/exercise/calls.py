"""Calls of the exercise: when they come, what they are about and where they are.

Arrivals are a Poisson process whose rate follows the hour and the weekday as police
calls do: quiet before dawn, a plateau through the day, a second rise late in the
evening; heavier on Tuesday to Friday than at the weekend. The shares are rounded and
the evening raised to a British pattern; a test holds them against recorded shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from controlroom.domain.observations import CallReceived
from controlroom.exercise import texts
from controlroom.exercise.names import FAMILY, GIVEN

HOUR_SHARE = (
    0.030, 0.025, 0.020, 0.017, 0.016, 0.017, 0.023, 0.040, 0.059, 0.064, 0.061, 0.059,
    0.056, 0.056, 0.057, 0.058, 0.054, 0.053, 0.044, 0.041, 0.038, 0.035, 0.041, 0.036,
)  # fmt: skip
WEEKDAY_SHARE = (0.147, 0.149, 0.153, 0.151, 0.150, 0.132, 0.118)
"""Monday to Sunday."""
CALLS_PER_UNIT_HOUR = 0.22
"""In an average hour: a force of 200 units gets 44 calls."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a call can be about, in words and degrees."""

    words: str
    lat: float
    lon: float
    street: str
    other: str
    landmark: str
    busy: float = 1.0


def rate_per_s(local: datetime, units: int) -> float:
    """Calls a second at a local time for a force of so many units."""
    hour = HOUR_SHARE[local.hour] * 24
    weekday = WEEKDAY_SHARE[local.weekday()] * 7
    return units * CALLS_PER_UNIT_HOUR * hour * weekday / 3600


class CallTaker:
    """Draws calls about the spots of a city, one after another, from one seed."""

    def __init__(self, spots: Sequence[Spot], seed: int) -> None:
        self._spots = spots
        weight = np.array([spot.busy for spot in spots])
        self._reach = np.cumsum(weight / weight.sum())
        shares = np.array([matter.share for matter in texts.MATTERS])
        self._matter_reach = np.cumsum(shares / shares.sum())
        self._rng = np.random.Generator(np.random.PCG64([seed, 11]))
        self._count = 0

    def due(self, local: datetime, seconds: float, units: int) -> int:
        """How many calls come in the next seconds."""
        return int(self._rng.poisson(rate_per_s(local, units) * seconds))

    def take(self, at_us: int, source: str = "Exercise") -> CallReceived:
        """Return one call that came at `at_us`."""
        self._count += 1
        rng = self._rng
        spot = self._spots[int(np.searchsorted(self._reach, rng.random()))]
        matter = texts.MATTERS[int(np.searchsorted(self._matter_reach, rng.random()))]
        grades = [grade for grade, _ in matter.grades]
        shares = [share for _, share in matter.grades]
        return CallReceived(
            source=source,
            source_id=str(self._count),
            at_us=at_us,
            type_code=matter.type_code,
            grade=str(rng.choice(grades, p=shares)),
            place=spot.words,
            lat=spot.lat,
            lon=spot.lon,
            text=self.fill(pick(rng, matter.sentences), spot),
            caller=self._name(),
        )

    def fill(self, sentence: str, spot: Spot) -> str:
        """Fill a sentence's gaps for a spot."""
        rng = self._rng
        return sentence.format(
            street=spot.street,
            other=spot.other,
            place=spot.landmark,
            count=int(rng.integers(2, 9)),
            colour=pick(rng, texts.COLOURS),
            age=int(rng.integers(6, 88)),
            item=pick(rng, texts.ITEMS),
            name=self._name(),
        )

    def _name(self) -> str:
        return f"{pick(self._rng, GIVEN)} {pick(self._rng, FAMILY)}"


def pick(rng: np.random.Generator, choices: Sequence[str]) -> str:
    """Return one of the choices."""
    return choices[int(rng.integers(len(choices)))]
