"""Which units stand in which group of a list of units, kept up by what changed."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Unit
from controlroom.domain.picture import Picture
from ui.paint import STATE_FILL

OFF_DUTY = 11
URGENT = "14"
"""The request that comes first: an urgent call back."""
NOBODY = {
    "sector": "No sector",
    "talkgroup": "No talkgroup",
    "skill": "No skill",
}
"""Where those stand who have none of what a list is grouped by."""
NO_SECTOR = NOBODY["sector"]
MODES = ("sector", "talkgroup", "skill", "state", "request")
SPLIT = "|"
"""Between group and unit in the key of a row: who has two skills stands in two rows."""

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


@dataclass(slots=True)
class Count:
    """What a group's head says."""

    units: int = 0
    deployable: int = 0


_Standing = tuple[tuple[str, ...], SortKey, bool]
"""Groups, what it sorts by in them, and whether it is deployable.

A bare tuple: a named one takes three times as long to make, 15,000 times.
"""


def _by_sector(unit: Unit) -> tuple[str, ...]:
    return (unit.sector or NOBODY["sector"],)


def _by_talkgroup(unit: Unit) -> tuple[str, ...]:
    return (unit.talkgroup or NOBODY["talkgroup"],)


def _by_skill(unit: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.skills)) or (NOBODY["skill"],)


def _by_state(unit: Unit) -> tuple[str, ...]:
    return (str(unit.state),)


def _by_request(unit: Unit) -> tuple[str, ...]:
    return () if unit.request is None else (str(unit.request),)


_GROUPS: dict[str, Callable[[Unit], tuple[str, ...]]] = {
    "sector": _by_sector,
    "talkgroup": _by_talkgroup,
    "skill": _by_skill,
    "state": _by_state,
    "request": _by_request,
}
"""In which groups a unit stands, by mode; none is in no list."""
DEPLOYABLE = frozenset(
    state for state, fill in STATE_FILL.items() if fill == "deployable"
)


def unit_key(key: str) -> str:
    """Return the unit of a row's key."""
    return key.rpartition(SPLIT)[2]


class Roster:
    """Units by group; `mode` is one of `MODES`.

    On duty all of them; off duty only by state, where they are a group of their own.
    """

    def __init__(self) -> None:
        self.mode = "sector"
        self.keeps: Callable[[Unit], bool] | None = None
        """Which units are of interest; None is all. An emergency always is."""
        self.matching: frozenset[str] | None = None
        """The units a filter found, None while none is set; groups hold no others."""
        self._callsigns: dict[str, SortKey] = {}
        """What every unit sorts by, in that order; empty until it is needed."""
        self._standings: dict[str, _Standing] = {}
        self._groups: dict[str, list[SortKey]] = {}
        self._counts: dict[str, Count] = {}

    def rebuild(self, picture: Picture) -> None:
        """Take every unit of a picture anew.

        All units once in order of callsign make every group sorted as it fills, so
        another grouping of 15,000 units is one pass over them.
        """
        if len(self._callsigns) != len(picture.units):
            self._callsigns = {
                unit_id: (name, unit_id)
                for name, unit_id in sorted(map(callsign_key, picture.units.values()))
            }
        able: dict[str, int] = defaultdict(int)
        groups: dict[str, list[SortKey]] = defaultdict(list)
        standings: dict[str, _Standing] = {}
        units, place_of = picture.units, self._place
        for unit_id, name in self._callsigns.items():
            place = place_of(units[unit_id], name)
            if place is not None:
                standings[unit_id] = place
                within, rank, deployable = place
                for group in within:
                    groups[group].append(rank)
                    if deployable:
                        able[group] += 1
        self._standings = standings
        self._groups = dict(groups)
        self._counts = {group: Count(0, able[group]) for group in groups}
        for group, ranks in self._groups.items():
            self._counts[group].units = len(ranks)
            if self.mode == "request":
                ranks.sort()

    def forget(self) -> None:
        """Know nothing of callsigns any more: another picture is to come."""
        self._callsigns.clear()

    def would_move(self, picture: Picture, key: str) -> bool:
        """True when a unit would come, go or change its group."""
        unit = picture.units.get(key)
        place = self._place(unit, self._rank_of(unit)) if unit else None
        before = self._standings.get(key)
        return _where(place) != _where(before)

    def update(self, picture: Picture, keys: Iterable[str]) -> bool:
        """Take what changed; True when a unit came, went or changed its group."""
        moved = False
        for key in keys:
            unit = picture.units.get(key)
            if unit is not None and self._callsigns.get(key) != callsign_key(unit):
                self._callsigns.clear()  # new, or called otherwise: sorted anew later
            place = self._place(unit, self._rank_of(unit)) if unit else None
            before = self._standings.get(key)
            if place == before:
                continue
            moved |= _where(place) != _where(before)
            self._take_out(key, before)
            self._put_in(key, place)
        return moved

    def groups(self, codes: Codes) -> list[tuple[str, list[str]]]:
        """Return the groups in order, each with the keys of its rows in order."""
        found = []
        for group in self._order(codes):
            ranks, matching = self._groups.get(group), self.matching
            if not ranks:
                continue
            prefix = f"{group}{SPLIT}" if self.mode == "skill" else ""
            if matching is None:
                keys = [prefix + unit_id for _, unit_id in ranks]
            else:
                keys = [prefix + each for _, each in ranks if each in matching]
            if keys:
                found.append((group, keys))
        return found

    def count(self, group: str) -> Count:
        """Return the figures of a group, whatever a filter shows of it."""
        return self._counts.get(group, Count())

    def row_of(self, unit_id: str) -> str:
        """Return the key of a unit's first row."""
        place = self._standings.get(unit_id)
        if self.mode != "skill" or place is None:
            return unit_id
        return f"{place[0][0]}{SPLIT}{unit_id}"

    def __len__(self) -> int:
        return len(self._standings)

    def _order(self, codes: Codes) -> list[str]:
        if self.mode == "state":
            return sorted(self._groups, key=int)
        if self.mode == "request":
            return sorted(self._groups, key=lambda each: (each != URGENT, int(each)))
        named = {
            "sector": [sector.name for sector in codes.sectors],
            "skill": list(codes.skills),
        }.get(self.mode, [])
        nobody = NOBODY[self.mode]
        others = sorted(set(self._groups) - set(named) - {nobody})
        return [*named, *others, nobody]

    def _rank_of(self, unit: Unit) -> SortKey:
        return self._callsigns.get(unit.unit_id) or callsign_key(unit)

    def _place(self, unit: Unit, name: SortKey) -> _Standing | None:
        state, mode = unit.state, self.mode
        if state == OFF_DUTY and mode != "state":
            return None
        if state != 0 and self.keeps is not None and not self.keeps(unit):
            return None
        groups = _GROUPS[mode](unit)
        if not groups:
            return None
        if mode == "request":
            name = ((unit.request_at_us,), unit.unit_id)
        return groups, name, state in DEPLOYABLE

    def _take_out(self, key: str, place: _Standing | None) -> None:
        if place is not None:
            for group in place[0]:
                ranks = self._groups[group]
                del ranks[bisect_left(ranks, place[1])]
            self._count(place, -1)
            del self._standings[key]

    def _put_in(self, key: str, place: _Standing | None) -> None:
        if place is not None:
            for group in place[0]:
                insort(self._groups.setdefault(group, []), place[1])
            self._count(place, 1)
            self._standings[key] = place

    def _count(self, place: _Standing, by: int) -> None:
        groups, _, deployable = place
        for group in groups:
            count = self._counts.setdefault(group, Count())
            count.units += by
            count.deployable += by * deployable


def _where(place: _Standing | None) -> tuple[tuple[str, ...], SortKey] | None:
    """What of a standing decides where the row is; a group's order included."""
    return place[:2] if place is not None else None
