"""Watches that somebody has every open incident open now and then; remembers exactly,
records coarsely, decides nothing.

Attention comes and goes many times a minute; what is put on record is a look at most
every quarter of the time that its grade may be without one, so that a gateway that was
started anew knows well enough.
"""

from collections.abc import Mapping, Sequence

from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.entities import Incident
from controlroom.domain.events import Fact
from controlroom.domain.picture import Picture
from controlroom.gateway.ingest import Input, observed

SECOND_US = 1_000_000
GRACE_US = 60 * SECOND_US
"""So long after its start the gateway says nothing of incidents that are older than
that: the desks come back first.
"""
SHARE = 4
LEAST_US = 30 * SECOND_US
"""Looks at one incident are recorded no closer than this."""
USUAL_S = 900
"""Time a grade without a limit of its own counts with, for the record of looks."""
MOST_A_LOOK = 50
"""Inputs made at one look; the rest a second later."""


class OrphanWatch:
    """When each open incident was last open at a desk."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._were_open: dict[str, tuple[str, str]] = {}
        self._began_us = 0

    def hear(self, facts: Sequence[Fact], touched: frozenset[str]) -> None:
        """Who does something about an incident has looked at it."""
        del touched
        for fact in facts:
            incident_id = getattr(fact.event, "incident_id", None)
            watched = isinstance(fact.event, e.IncidentLookedAt)
            if incident_id and fact.desk and not watched:
                self._seen[incident_id] = fact.at_us

    def look(
        self,
        open_now: Mapping[str, tuple[str, str]],
        picture: Picture,
        now_us: int,
        opened: Mapping[str, tuple[str, str]] | None = None,
    ) -> list[Input]:
        """Return what is to be recorded now: looks, and what nobody looks at.

        open_now: person and desk by the incident that they have open; opened: the same
        of all that was opened since the last look, also what was left again.
        """
        self._began_us = self._began_us or now_us
        found = []
        brief = dict(opened or {})
        self._seen |= dict.fromkeys(brief, now_us)
        for incident_id, who in (self._were_open | brief | dict(open_now)).items():
            incident = picture.incidents.get(incident_id)
            if incident is None or incident.status != "open":
                continue
            still = incident_id in open_now
            if still:
                self._seen[incident_id] = now_us
            if _is_news(incident, picture, now_us, still=still):
                seen = o.IncidentNoticed(incident_id=incident_id)
                found.append(Input(said=seen, actor=who[0], desk=who[1]))
        self._were_open = dict(open_now)
        found += self._forsaken(open_now, picture, now_us)
        return found[:MOST_A_LOOK]

    def _forsaken(
        self,
        open_now: Mapping[str, tuple[str, str]],
        picture: Picture,
        now_us: int,
    ) -> list[Input]:
        limits = {
            grade.code: grade.unattended_s * SECOND_US
            for grade in picture.codes.grades
            if grade.unattended_s is not None
        }
        settled = now_us >= self._began_us + GRACE_US
        known: dict[str, int] = {}
        found = []
        for incident_id, incident in picture.incidents.items():
            if incident.status != "open":
                continue
            since_us = self._seen.get(incident_id) or _recorded_us(incident)
            known[incident_id] = since_us
            limit_us = limits.get(incident.grade)
            if (
                limit_us is not None
                and incident.unattended_since_us is None
                and incident_id not in open_now
                and now_us - since_us >= limit_us
                and (settled or incident.opened_at_us > self._began_us)
            ):
                seen = o.IncidentForsaken(incident_id=incident_id, since_us=since_us)
                found.append(observed(seen))
        # What is not open any more is forgotten with it.
        self._seen = known
        return found


def _is_news(incident: Incident, picture: Picture, now_us: int, *, still: bool) -> bool:
    """Say whether a look is worth a row: the first, one that ends a neglect, one that
    the last row no longer tells, or the end of one.
    """
    if incident.looked_at_us is None or incident.unattended_since_us is not None:
        return True
    grade = picture.codes.grade(incident.grade)
    limit_s = (grade.unattended_s if grade else None) or USUAL_S
    grain_us = max(LEAST_US, limit_s * SECOND_US // SHARE) if still else LEAST_US
    return now_us - incident.looked_at_us >= grain_us


def _recorded_us(incident: Incident) -> int:
    """Return when somebody last had to do with an incident, as the journal knows it.

    A call that another system took hours ago is new to this room.
    """
    said_us = next((x.at_us for x in reversed(incident.log) if x.desk), 0)
    known_us = incident.log[0].at_us if incident.log else incident.opened_at_us
    return max(known_us, incident.looked_at_us or 0, said_us)
