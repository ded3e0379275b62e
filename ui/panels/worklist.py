"""In which section of the queue an incident stands, and where in it; kept up to date by
what changed, so that thousands cost no more than a few.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable

from controlroom.domain.deadlines import (
    SECTIONS,
    Section,
    Standing,
    is_emergency,
    late_rank,
    standing,
)
from controlroom.domain.entities import Incident
from controlroom.domain.picture import Picture

EMERGENCY: Section = "emergency"
OFFERED: Section = "offered"
OVERDUE: Section = "overdue"
DUE: Section = "due"
AT_SCENE: Section = "at_scene"
EXTENDED: Section = "extended"
REFERRED: Section = "referred"
SCHEDULED: Section = "scheduled"
RESOLVED: Section = "resolved"
ORDER = SECTIONS

TITLES: dict[str, str] = {
    OFFERED: "Offered to you",
    OVERDUE: "Overdue",
    DUE: "Due, soonest first",
    AT_SCENE: "At scene, longest first",
    EXTENDED: "Extended, soonest first",
    REFERRED: "Referred, no deployment",
    SCHEDULED: "Scheduled for later",
    RESOLVED: "Resolved, to be closed",
}

Rank = tuple[int, str]
"""Time in microseconds that orders a section, then the incident's id."""

__all__ = ["ORDER", "TITLES", "Standing", "Worklist", "is_emergency"]


class Worklist:
    """The queue's order over all incidents that a filter lets through.

    An officer's emergency passes every filter.
    """

    def __init__(self) -> None:
        self._standings: dict[str, Standing] = {}
        self._ranks: dict[str, list[Rank]] = {section: [] for section in ORDER}
        self._late_from = -1
        self.keeps: Callable[[Incident], bool] = lambda _incident: True
        self.offered: Callable[[Incident], bool] = lambda _incident: False
        """Says what this desk is asked to take on: over all but emergencies."""

    def rebuild(self, picture: Picture) -> None:
        """Take every incident of a picture anew."""
        self._standings.clear()
        self._ranks = {section: [] for section in ORDER}
        self._late_from = -1
        for incident in picture.incidents.values():
            if place := self._place(incident, picture):
                self._standings[incident.incident_id] = place
                self._ranks[place.section].append(place.rank)
        for ranks in self._ranks.values():
            ranks.sort()

    def update(self, picture: Picture, touched: Iterable[str]) -> bool:
        """Take what changed; True when an incident came, went or stands elsewhere."""
        moved = False
        for touched_id in touched:
            for key in incidents_of(touched_id, picture):
                if key in self._standings or key in picture.incidents:
                    moved |= self._move(key, picture)
        return moved

    def sections(self, picture: Picture, now_us: int) -> dict[str, list[str]]:
        """Return the keys of each section in order, at a time."""
        found = {
            section: [key for _, key in self._ranks[section]]
            for section in ORDER
            if section not in {OVERDUE, DUE}
        }
        late = bisect_right(self._ranks[DUE], (now_us, ""))
        found[OVERDUE] = self._late(picture, late)
        found[DUE] = [key for _, key in self._ranks[DUE][late:]]
        self._late_from = late
        return {section: found[section] for section in ORDER}

    def has_turned(self, now_us: int) -> bool:
        """True when the clock made something overdue since `sections` was asked."""
        late = bisect_right(self._ranks[DUE], (now_us, ""))
        return late != self._late_from

    def standing_of(self, key: str) -> Standing | None:
        """Return where an incident stands, None when it is not in the list."""
        return self._standings.get(key)

    def __len__(self) -> int:
        return len(self._standings)

    def _place(self, incident: Incident, picture: Picture) -> Standing | None:
        place = standing(incident, picture)
        if place is None or place.section == EMERGENCY:
            return place
        if incident.offer is not None and self.offered(incident):
            rank = (incident.offer.at_us, incident.incident_id)
            return place._replace(section=OFFERED, rank=rank)
        if self.keeps(incident):
            return place
        return None

    def _move(self, key: str, picture: Picture) -> bool:
        incident = picture.incidents.get(key)
        place = self._place(incident, picture) if incident else None
        before = self._standings.get(key)
        if place == before:
            return False
        if before is not None:
            ranks = self._ranks[before.section]
            index = bisect_left(ranks, before.rank)
            del ranks[index]
            del self._standings[key]
        if place is not None:
            insort(self._ranks[place.section], place.rank)
            self._standings[key] = place
        return True

    def _late(self, picture: Picture, late: int) -> list[str]:
        """Return the first of those that are due, by grade and then lateness."""
        incidents, codes = picture.incidents, picture.codes
        ranks = {
            key: late_rank(incidents[key], self._standings[key], codes)
            for _, key in self._ranks[DUE][:late]
        }
        return sorted(ranks, key=ranks.__getitem__)


def incidents_of(touched_id: str, picture: Picture) -> tuple[str, ...]:
    """Return the incidents that a touched entity may move: a contact moves a check."""
    unit = picture.units.get(touched_id)
    if unit is not None:
        return unit.incident_ids
    alarm = picture.alarms.get(touched_id)
    return ((alarm.incident_id if alarm else touched_id) or "",)
