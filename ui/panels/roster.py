"""Which units stand in which group of the units list, kept up by what changed."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Unit
from controlroom.domain.picture import Picture
from ui.paint import STATE_FILL

OFF_DUTY = 11
NO_SECTOR = "No sector"

SortKey = tuple[tuple[str | int, ...], str]


def callsign_key(unit: Unit) -> SortKey:
    """Return what sorts callsigns as people count: HB9 before HB11."""
    return _counted(unit.callsign), unit.unit_id


@lru_cache(maxsize=65_536)
def _counted(callsign: str) -> tuple[str | int, ...]:
    parts = groupby(callsign, str.isdecimal)
    pieces = ["".join(letters) for _digits, letters in parts]
    # Every second piece is a number; a leading empty word keeps the types in step.
    if pieces and pieces[0].isdecimal():
        pieces.insert(0, "")
    return tuple(int(piece) if piece.isdecimal() else piece for piece in pieces)


def is_deployable(unit: Unit) -> bool:
    """True in states 1, 2, 3 and 7."""
    return STATE_FILL.get(unit.state) == "deployable"


@dataclass(slots=True)
class Count:
    """What a group's head says."""

    units: int = 0
    deployable: int = 0


@dataclass(frozen=True, slots=True)
class _Standing:
    group: str
    rank: SortKey
    deployable: bool


class Roster:
    """Units on duty by group; `mode` is `sector`, `state` or `request`."""

    def __init__(self) -> None:
        self.mode = "sector"
        self.keeps: Callable[[Unit], bool] = lambda _unit: True
        self._standings: dict[str, _Standing] = {}
        self._groups: dict[str, list[SortKey]] = {}
        self._counts: dict[str, Count] = {}

    def rebuild(self, picture: Picture) -> None:
        """Take every unit of a picture anew."""
        self._standings.clear()
        self._groups.clear()
        self._counts.clear()
        for unit in picture.units.values():
            if place := self._place(unit):
                self._standings[unit.unit_id] = place
                self._groups.setdefault(place.group, []).append(place.rank)
                self._count(place, 1)
        for ranks in self._groups.values():
            ranks.sort()

    def would_move(self, picture: Picture, key: str) -> bool:
        """True when a unit would come, go or change its group."""
        unit = picture.units.get(key)
        place = self._place(unit) if unit else None
        before = self._standings.get(key)
        return (place and place.group) != (before and before.group)

    def update(self, picture: Picture, keys: Iterable[str]) -> bool:
        """Take what changed; True when a unit came, went or changed its group."""
        moved = False
        for key in keys:
            unit = picture.units.get(key)
            place = self._place(unit) if unit else None
            before = self._standings.get(key)
            if place == before:
                continue
            moved |= (place and place.group) != (before and before.group)
            self._take_out(key, before)
            self._put_in(key, place)
        return moved

    def groups(self, codes: Codes) -> list[tuple[str, list[str]]]:
        """Return the groups in order, each with its units' ids in order."""
        return [
            (group, [unit_id for _, unit_id in self._groups[group]])
            for group in self._order(codes)
            if self._groups.get(group)
        ]

    def count(self, group: str) -> Count:
        """Return the figures of a group."""
        return self._counts.get(group, Count())

    def __len__(self) -> int:
        return len(self._standings)

    def _order(self, codes: Codes) -> list[str]:
        if self.mode != "sector":
            return sorted(self._groups, key=int)
        named = [sector.name for sector in codes.sectors]
        others = sorted(set(self._groups) - set(named) - {NO_SECTOR})
        return [*named, *others, NO_SECTOR]

    def _place(self, unit: Unit) -> _Standing | None:
        urgent = unit.state == 0
        if unit.state == OFF_DUTY or not (urgent or self.keeps(unit)):
            return None
        if self.mode == "request":
            if unit.request is None:
                return None
            group = str(unit.request)
        elif self.mode == "state":
            group = str(unit.state)
        else:
            group = unit.sector or NO_SECTOR
        return _Standing(group, callsign_key(unit), is_deployable(unit))

    def _take_out(self, key: str, place: _Standing | None) -> None:
        if place is not None:
            ranks = self._groups[place.group]
            del ranks[bisect_left(ranks, place.rank)]
            self._count(place, -1)
            del self._standings[key]

    def _put_in(self, key: str, place: _Standing | None) -> None:
        if place is not None:
            insort(self._groups.setdefault(place.group, []), place.rank)
            self._count(place, 1)
            self._standings[key] = place

    def _count(self, place: _Standing, by: int) -> None:
        count = self._counts.setdefault(place.group, Count())
        count.units += by
        count.deployable += by * place.deployable
