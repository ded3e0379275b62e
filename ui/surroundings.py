"""What is within some metres or minutes of a place: asked once, then kept up to date.

Minutes are counted by road, towards the place, by the map's worker; without streets,
and for who does not drive, by the straight line at the usual speed; that is said.
"""

from collections import Counter

import numpy as np
from PySide6.QtCore import QObject, Signal

from controlroom.domain.columns import F64
from controlroom.domain.geo import distance_m
from controlroom.domain.ways import drives, nearer_mps, straight_s
from controlroom.domain.within import WORD, Within
from ui.around import KINDS, Kind, Near, around
from ui.guard import guarded
from ui.map.reach import Circle, Drawn, Rings
from ui.position import Position
from ui.standpoint import Standpoint, place_of
from ui.worker.client import Worker
from ui.worker.messages import Band, PlaceFound

MOST = 200
"""Rows of each kind, the nearest; how many there are is always said."""
MOST_COUNTED = 600
"""Of each kind no more are looked at, the nearest as the crow flies: where thousands
are near the count says "or more", and a second's counting stays unnoticed."""
MOST_PLACES = 100
MOVED_M = 50.0
"""A place that moved so far is asked about anew."""
OLD_US = 10_000_000
"""Times by road are asked for anew after this long, room time."""
FASTEST_MPS = 40.0
"""Nobody comes nearer faster: what is farther off is not asked for."""
CAR = "car"


class Surroundings(QObject):
    """One question at a time, its answer, and what the map draws of it."""

    changed = Signal()
    """Other rows, other words, or the question ended."""
    drawn_changed = Signal()
    """The map draws something else."""
    place_wanted = Signal(float, float)
    """Somebody wants to see a place on the map."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self.worker: Worker | None = None
        self.within: Within | None = None
        self.here: Standpoint | None = None
        self.rows: dict[Kind, list[Near]] = {}
        self.totals: dict[Kind, int] = {}
        self.crowds: frozenset[Kind] = frozenset()
        """Kinds of which there may be more than were looked at."""
        self.drawn: Drawn = ()
        self.by_road: bool | None = None
        """Whether minutes are by road; None while that is not known yet."""
        self._by_key: dict[str, Near] = {}
        self._places: list[PlaceFound] = []
        self._answered: Within | None = None
        self._turn = 0
        self._asked_us = 0
        position.frame.second.connect(self.follow)
        position.frame.picture_replaced.connect(self.follow)

    @property
    def words(self) -> str:
        """What is asked and how it is counted: `within 4 min by road of CAD 4521`."""
        if self.within is None or self.here is None:
            return ""
        how = ""
        if self.within.seconds:
            how = {True: " by road", False: " in a straight line", None: ""}[
                self.by_road
            ]
        return f"{self.within.words}{how} of {self.here.words}"

    @property
    def is_waiting(self) -> bool:
        """Whether an answer about ways is still to come."""
        within = self.within
        waits = within is not None and within.seconds > 0 and self.by_road is not False
        return waits and not self.totals

    @property
    def by_key(self) -> dict[str, Near]:
        """Everything that is near now, by its key."""
        return self._by_key

    def ask(self, within: Within, here: Standpoint) -> None:
        """Ask what is around a place, or around a unit wherever it goes."""
        self.within, self.here = within, here
        self._begin()

    def let_go(self) -> bool:
        """End the question; False when there was none."""
        if self.within is None:
            return False
        self.within = self.here = None
        self._turn += 1
        self._forget()
        self._draw(())
        self.changed.emit()
        return True

    @guarded
    def follow(self) -> None:
        """Count anew: the place may have moved, and everybody else has."""
        if self.within is None or self.here is None:
            return
        now = place_of(self._position, self.here.entity_id)
        if now is not None and distance_m(*now, *self.here.point) > MOVED_M:
            self.here = self.here._replace(lat=now[0], lon=now[1])
            self._begin()
        elif self.within.metres:
            self._count_metres()
        elif self.by_road is False:
            self._count_straight()
        elif self._position.frame.now_us() - self._asked_us > OLD_US:
            if self.by_road:
                self._ask_times()
            else:
                self._begin()

    # ------------------------------------------------------------------------ asking

    def _begin(self) -> None:
        """Ask everything anew; what was asked before is stale."""
        within, here = self.within, self.here
        if within is None or here is None:
            return
        self._turn += 1
        self._asked_us = self._position.frame.now_us()
        if within != self._answered:
            self._forget()
        self._answered = within
        if within.metres:
            self._draw((Circle(*here.point, within.metres, _bare(within)),))
            self._count_metres()
        else:
            self.by_road = None
            if not self._ask_reach(within, here):
                self._go_straight()
        self._ask_places()
        self.changed.emit()

    def _forget(self) -> None:
        self.rows, self.totals, self._by_key, self._places = {}, {}, {}, []

    def _ask_reach(self, within: Within, here: Standpoint) -> bool:
        turn, steps = self._turn, steps_of(within.seconds)

        def take(bands: tuple[Band, ...], _off_m: float) -> None:
            if turn != self._turn:
                return
            if not any(len(band.lats) for band in bands):
                self._go_straight()
                self.changed.emit()
                return
            self.by_road = True
            rings = [Rings.of(each, _step_words(each.seconds)) for each in bands]
            self._draw(tuple(reversed(rings)))
            self._ask_times()
            self.changed.emit()

        return self.worker is not None and self.worker.find_reach(
            *here.point, steps, take
        )

    def _ask_places(self) -> None:
        turn, here, within = self._turn, self.here, self.within
        if self.worker is None or here is None or within is None:
            return

        def take(places: tuple[PlaceFound, ...]) -> None:
            if turn == self._turn:
                self._places = list(places)
                if self.by_road:
                    self._ask_times()
                else:
                    self.follow()

        radius = within.metres or self._straight_m(within.seconds, CAR)
        if within.seconds:
            radius = max(radius, within.seconds * FASTEST_MPS / 2)
        self.worker.find_places(*here.point, radius, MOST_PLACES, take)

    def _ask_times(self) -> None:
        """Ask how long everything near needs to the place."""
        turn, here, within = self._turn, self.here, self.within
        if here is None or within is None or self.worker is None:
            return
        self._asked_us = self._position.frame.now_us()
        known = self._around(within.seconds * max(FASTEST_MPS, self._fastest_mps()))
        ends = np.array([(each.lat, each.lon) for each in known]).reshape(-1, 2)

        def take(seconds: F64) -> None:
            if turn != self._turn or len(seconds) != len(known):
                return
            timed = [
                self._timed(each, float(took))
                for each, took in zip(known, seconds, strict=True)
            ]
            self._keep([each for each in timed if _is_within(each, within)])

        self.worker.find_times(*here.point, ends[:, 0], ends[:, 1], take)

    def _timed(self, near: Near, took: float) -> Near:
        """Who does not drive keeps the straight line; what has no way has no time."""
        if near.kind == "unit":
            unit = self._position.frame.picture.units.get(near.key)
            if unit is not None and not drives(unit.kind):
                return self._straight(near)
        return near._replace(seconds=took, by_road=True)

    # ---------------------------------------------------------------------- counting

    def _count_metres(self) -> None:
        if self.within is not None:
            self._keep(self._around(self.within.metres))

    def _go_straight(self) -> None:
        """Nobody knows streets here: an estimate, said to be one."""
        within, here = self.within, self.here
        if within is None or here is None:
            return
        self.by_road = False
        self._draw(
            tuple(
                Circle(
                    *here.point, self._straight_m(step, CAR),
                    f"{_step_words(step)}, estimate", estimate=True,
                )
                for step in reversed(steps_of(within.seconds))
            )
        )  # fmt: skip
        self._count_straight()

    def _count_straight(self) -> None:
        within = self.within
        if within is None:
            return
        known = self._around(within.seconds * self._fastest_mps())
        timed = [self._straight(each) for each in known]
        self._keep([each for each in timed if _is_within(each, within)])

    def _straight(self, near: Near) -> Near:
        unit = self._position.frame.picture.units.get(near.key)
        kind = unit.kind if unit is not None else CAR
        codes = self._position.frame.picture.codes
        return near._replace(seconds=straight_s(codes, kind, near.metres))

    def _straight_m(self, seconds: float, kind: str) -> float:
        return seconds * nearer_mps(self._position.frame.picture.codes)[kind]

    def _fastest_mps(self) -> float:
        return max(nearer_mps(self._position.frame.picture.codes).values())

    def _keep(self, found: list[Near]) -> None:
        """Take the rows, the nearest of each kind first."""
        found.sort(key=lambda each: (each.seconds or 0.0, each.metres, each.name))
        self.rows, self.totals = {}, {}
        for kind in KINDS:
            of_kind = [each for each in found if each.kind == kind]
            self.rows[kind], self.totals[kind] = of_kind[:MOST], len(of_kind)
        self._by_key = {each.key: each for rows in self.rows.values() for each in rows}
        self.changed.emit()

    def _around(self, metres: float) -> list[Near]:
        if self.here is None:
            return []
        most = MOST_COUNTED
        found = around(self._position.frame, self.here, metres, self._places, most)
        counts = Counter(each.kind for each in found)
        self.crowds = frozenset(kind for kind in KINDS if counts[kind] >= most)
        return found

    def _draw(self, drawn: Drawn) -> None:
        self.drawn = drawn
        self.drawn_changed.emit()


def steps_of(seconds: float) -> tuple[float, ...]:
    """Return the rings that are drawn: the time asked for, its half, its quarter.

    Under two minutes there is one: smaller ones would be houses apart.
    """
    if seconds < 120:
        return (seconds,)
    if seconds < 240:
        return (seconds / 2, seconds)
    return (seconds / 4, seconds / 2, seconds)


def _step_words(seconds: float) -> str:
    return _bare(Within(seconds=seconds))


def _bare(within: Within) -> str:
    return within.words.removeprefix(WORD).strip()


def _is_within(near: Near, within: Within) -> bool:
    return near.seconds is not None and near.seconds <= within.seconds
