"""The columns that incidents are drawn from, and what a change makes of them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import compress, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from controlroom.domain.deadlines import attend_due_us, is_emergency, is_planned
from controlroom.domain.entities import Incident
from controlroom.domain.geo import is_place
from controlroom.domain.picture import Picture
from controlroom.ground.mercator import Floats, project

PLANNED, PLAIN, OVERDUE, DANGER = range(4)
"""The more, the more pressing: what is scheduled waits, and nothing else is said of it.
"""
LETTERS = 64
"""Grades of one code set; a force has three to five."""
NEVER_US = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The incidents that are drawn, columns by index, in the order of the picture.

    world (n, 2); due_us int64, NEVER_US where there is no target or somebody came;
    danger bool: the incident of a standing emergency. planned bool: scheduled for
    later, and nobody is sent. `index` finds one by its id.
    hidden: the ids of those that would be drawn without filters.
    """

    incidents: tuple[Incident, ...]
    world: Floats
    due_us: NDArray[np.int64]
    danger: NDArray[np.bool_]
    planned: NDArray[np.bool_]
    letters: NDArray[np.int64]
    immediate: NDArray[np.bool_]
    index: dict[str, int]
    hidden: frozenset[str] = frozenset()

    @property
    def left_out(self) -> int:
        """How many more there would be without filters."""
        return len(self.hidden)

    def looks(self, now_us: int) -> NDArray[np.int64]:
        """Return PLANNED, PLAIN, OVERDUE or DANGER for each."""
        looks = np.where(self.due_us < now_us, OVERDUE, PLAIN)
        looks[self.planned] = PLANNED
        looks[self.danger] = DANGER
        return looks

    def look(self, index: int, now_us: int) -> int:
        """Return PLANNED, PLAIN, OVERDUE or DANGER for one."""
        if self.danger[index]:
            return DANGER
        if self.planned[index]:
            return PLANNED
        return OVERDUE if self.due_us[index] < now_us else PLAIN


Passes = Callable[[Incident], bool]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a picture is read: what is selected, and what the filters let through.

    `grades` collects the letters in use: an index into it never changes. `passes` may
    leave some out, but neither the selected one nor that of an emergency.
    """

    picture: Picture
    grades: list[str]
    selected: str | None
    passes: Passes

    def is_placed(self, incident: Incident) -> bool:
        """Whether it would be drawn without filters."""
        return is_place(incident.lat, incident.lon) and (
            incident.status == "open" or incident.incident_id == self.selected
        )

    def is_drawn(self, incident: Incident) -> bool:
        """Whether one that is placed is drawn."""
        return (
            incident.incident_id == self.selected
            or is_emergency(incident, self.picture)
            or self.passes(incident)
        )

    def board(self) -> Board:
        """Return the open incidents with a place, and the selected one in any state."""
        incidents = self.picture.incidents.values()
        placed = [each for each in incidents if self.is_placed(each)]
        drawn = [each for each in placed if self.is_drawn(each)]
        index = {each.incident_id: place for place, each in enumerate(drawn)}
        left = frozenset(each.incident_id for each in placed) - index.keys()
        return self._rows(drawn, index, left)

    def changed(self, board: Board, ids: Collection[str]) -> Board | None:
        """Return a board with only `ids` read again; None where the order is lost.

        The order is lost when one comes that is not the newest of the picture, as
        after a reopening: its place is among the others.
        """
        known = [self.picture.incidents[each] for each in ids
                 if each in self.picture.incidents]  # fmt: skip
        placed = [each for each in known if self.is_placed(each)]
        drawn = {each.incident_id: each for each in placed if self.is_drawn(each)}
        left = {each.incident_id for each in placed} - drawn.keys()
        come = drawn.keys() - board.index.keys()
        newest = [*islice(reversed(self.picture.incidents), len(come))][::-1]
        if come != set(newest):
            return None
        stay = [each for each in drawn if each in board.index]
        read = self._rows([drawn[each] for each in (*stay, *newest)], {}, frozenset())
        gone = [board.index[each] for each in ids
                if each in board.index and each not in drawn]  # fmt: skip
        places = np.array([board.index[each] for each in stay], np.int64)
        kept = np.ones(len(board.incidents) + len(come), np.bool_)
        kept[gone] = False

        def woven(old: NDArray[Any], now: NDArray[Any]) -> NDArray[Any]:
            made = np.concatenate((old, now[len(stay) :]))
            made[places] = now[: len(stay)]
            return made[kept] if gone else made

        incidents = [*board.incidents, *read.incidents[len(stay) :]]
        for place, incident in zip(places.tolist(), read.incidents, strict=False):
            incidents[place] = incident
        index = board.index
        if gone:
            incidents = [*compress(incidents, kept.tolist())]
        if gone or come:
            index = {each.incident_id: n for n, each in enumerate(incidents)}
        return Board(
            tuple(incidents),
            woven(board.world, read.world),
            woven(board.due_us, read.due_us),
            woven(board.danger, read.danger),
            woven(board.planned, read.planned),
            woven(board.letters, read.letters),
            woven(board.immediate, read.immediate),
            index,
            board.hidden.difference(ids) | left,
        )

    def _rows(
        self, drawn: list[Incident], index: dict[str, int], hidden: frozenset[str]
    ) -> Board:
        for incident in drawn:
            letter = _letter(incident)
            if letter not in self.grades and len(self.grades) < LETTERS:
                self.grades.append(letter)
        planned = np.array([is_planned(each) for each in drawn], np.bool_)
        return Board(
            tuple(drawn),
            project(
                [incident.lat or 0.0 for incident in drawn],
                [incident.lon or 0.0 for incident in drawn],
            ).reshape(-1, 2),
            np.array([_due_us(self.picture, each) for each in drawn], np.int64),
            np.array([is_emergency(each, self.picture) for each in drawn], np.bool_),
            planned,
            np.array([self.grades.index(_letter(each)) for each in drawn], np.int64),
            np.array([each.grade == "I" for each in drawn], np.bool_) & ~planned,
            index,
            hidden,
        )


def _letter(incident: Incident) -> str:
    return incident.grade or "?"


def _due_us(picture: Picture, incident: Incident) -> int:
    if incident.status != "open" or incident.first_at_scene_at_us is not None:
        return int(NEVER_US)
    if is_planned(incident):
        return int(NEVER_US)
    due = attend_due_us(incident, picture.codes)
    return int(NEVER_US) if due is None else due
