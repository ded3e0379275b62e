"""In which section of the queue an incident stands, and where in it; kept up to date by
what changed, so that thousands cost no more than a few.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from controlroom.domain.codes import Codes
from controlroom.domain.deadlines import attend_due_us
from controlroom.domain.entities import Incident
from controlroom.domain.picture import Picture

EXTENDED_S = 4 * 3_600
"""A grade with this long to attend, or longer, is planned rather than waited for."""

EMERGENCY = "emergency"
OVERDUE = "overdue"
DUE = "due"
AT_SCENE = "at_scene"
EXTENDED = "extended"
REFERRED = "referred"
RESOLVED = "resolved"
ORDER = (EMERGENCY, OVERDUE, DUE, AT_SCENE, EXTENDED, REFERRED, RESOLVED)
"""Sections from top to bottom: the order of work."""

TITLES = {
    OVERDUE: "Overdue",
    DUE: "Due, soonest first",
    AT_SCENE: "At scene, longest first",
    EXTENDED: "Extended and scheduled",
    REFERRED: "Referred, no deployment",
    RESOLVED: "Resolved, to be closed",
}

Rank = tuple[int, str]
"""Time in microseconds that orders a section, then the incident's id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one incident stands. `due_us` is what its countdown runs to."""

    section: str
    rank: Rank
    due_us: int | None


def standing(incident: Incident, picture: Picture) -> Standing | None:
    """Return where an incident stands; None when it is closed.

    `DUE` holds all that has a target to attend, overdue too: which of it is late is a
    matter of the clock.
    """
    key = incident.incident_id
    if incident.status in {"closed", "merged"}:
        return None
    if incident.status == "resolved":
        return Standing(RESOLVED, (incident.resolved_at_us or 0, key), None)
    if is_emergency(incident, picture):
        return Standing(EMERGENCY, (incident.opened_at_us, key), None)
    if incident.first_at_scene_at_us is not None:
        rank = (incident.first_at_scene_at_us, key)
        return Standing(AT_SCENE, rank, incident.bring_up_at_us)
    due_us = attend_due_us(incident, picture.codes)
    if due_us is None:
        return Standing(REFERRED, (incident.opened_at_us, key), incident.bring_up_at_us)
    # A reminder makes an incident that can wait a scheduled one, never a later target.
    section = EXTENDED if is_extended(incident, picture.codes) else DUE
    if section == EXTENDED and incident.bring_up_at_us is not None:
        due_us = min(due_us, incident.bring_up_at_us)
    return Standing(section, (due_us, key), due_us)


def is_emergency(incident: Incident, picture: Picture) -> bool:
    """True while an officer's emergency stands behind the incident."""
    alarm = picture.alarms.get(incident.emergency_alarm_id or "")
    return alarm is not None and alarm.ended_at_us is None


def is_extended(incident: Incident, codes: Codes) -> bool:
    """True when the grade gives so much time that the incident is planned."""
    grade = codes.grade(incident.grade)
    return grade is not None and (grade.attend_s or 0) >= EXTENDED_S


class Worklist:
    """The queue's order over all incidents that a filter lets through.

    An officer's emergency passes every filter.
    """

    def __init__(self) -> None:
        self._standings: dict[str, Standing] = {}
        self._ranks: dict[str, list[Rank]] = {section: [] for section in ORDER}
        self._grade_rank: dict[str, int] = {}
        self._overdue: tuple[str, ...] = ()
        self._late_from = -1
        self.keeps: Callable[[Incident], bool] = lambda _incident: True

    def rebuild(self, picture: Picture) -> None:
        """Take every incident of a picture anew."""
        self._standings.clear()
        self._ranks = {section: [] for section in ORDER}
        self._late_from = -1
        self._grade_rank = {
            grade.code: place for place, grade in enumerate(picture.codes.grades)
        }
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
            alarm = picture.alarms.get(touched_id)
            key = (alarm.incident_id if alarm else touched_id) or ""
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
        overdue = [key for _, key in self._ranks[DUE][:late]]
        overdue.sort(key=lambda key: self._overdue_rank(key, picture))
        found[OVERDUE] = overdue
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
        if place is None or place.section == EMERGENCY or self.keeps(incident):
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

    def _overdue_rank(self, key: str, picture: Picture) -> tuple[int, int]:
        incident = picture.incidents.get(key)
        grade = incident.grade if incident else ""
        return self._grade_rank.get(grade, 99), self._standings[key].rank[0]
