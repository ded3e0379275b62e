"""Where somebody of an exercise sits down, for which sectors, and when they have a
break; pure.
"""

import numpy as np

from controlroom.domain import commands as c
from controlroom.domain.picture import Picture

SECOND_US = 1_000_000
SECTORS = 2
"""Sectors that each colleague looks after; the rest is for whoever plays."""
AGAIN_US = 30 * SECOND_US
"""What was refused is not asked again sooner."""
BREAK_S = (1500.0, 3000.0)
AWAY_S = (300.0, 600.0)


class Seat:
    """One desk. `place` counts the colleagues from 0; None looks after all sectors
    and has no breaks.
    """

    def __init__(self, seed: int, person_id: str, desk: str, place: int | None) -> None:
        self._rng = np.random.Generator(np.random.PCG64([seed, 71]))
        self._person_id = person_id
        self._desk = desk
        self._place = place
        self._asked_us = 0
        self._turn_us: int | None = None

    def is_away(self, picture: Picture) -> bool:
        """Say whether this person has a break."""
        post = picture.posts.get(self._desk)
        return post is not None and post.away_since_us is not None

    def look(self, picture: Picture, now_us: int) -> list[c.AnyAct]:
        """Return what is done about the desk now: sat down, left, taken up again."""
        if now_us - self._asked_us < AGAIN_US:
            return []
        post = picture.posts.get(self._desk)
        if post is None or post.person_id != self._person_id:
            self._asked_us = now_us
            sectors = self._sectors(picture)
            return [c.TakePosition(role="dispatcher", sectors=sectors)]
        if self._turn_us is None:
            self._turn_us = now_us + self._span_us(BREAK_S)
        if self._place is None or now_us < self._turn_us:
            return []
        self._asked_us = now_us
        if post.away_since_us is not None:
            self._turn_us = now_us + self._span_us(BREAK_S)
            return [c.SetAway(away=False)]
        cover = self._cover(picture)
        if not cover:
            return []
        self._turn_us = now_us + self._span_us(AWAY_S)
        return [c.SetAway(away=True, covered_by=cover)]

    def _sectors(self, picture: Picture) -> tuple[str, ...]:
        if self._place is None:
            return ()
        names = [sector.name for sector in picture.codes.sectors]
        first = self._place * SECTORS
        return tuple(names[first : first + SECTORS])

    def _cover(self, picture: Picture) -> str:
        """Return another desk where somebody is; without one nobody leaves."""
        return next(
            (
                desk
                for desk, post in picture.posts.items()
                if desk != self._desk and post.away_since_us is None
            ),
            "",
        )

    def _span_us(self, between: tuple[float, float]) -> int:
        return int(self._rng.uniform(*between) * SECOND_US)
