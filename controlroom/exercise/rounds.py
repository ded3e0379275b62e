"""Which open incident somebody opens next, so that none is left without a look.

Pure: the one that has waited longest of the time its grade may be without a look.
"""

from controlroom.domain.entities import Incident
from controlroom.domain.picture import Picture

SECOND_US = 1_000_000
USUAL_S = 900
"""Time that counts for a grade without a limit of its own."""
LEAST = 0.25
"""Of that time; before, nobody looks again for no reason."""


class Rounds:
    """Remembers what was opened at one desk, for as long as it is open."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def saw(self, incident_id: str, now_us: int) -> None:
        """Note that an incident is open at the desk."""
        self._seen[incident_id] = now_us

    def due(self, picture: Picture, now_us: int) -> str | None:
        """Return the incident to open now; None while all were looked at lately."""
        limits = {
            grade.code: (grade.unattended_s or USUAL_S) * SECOND_US
            for grade in picture.codes.grades
        }
        waits = {
            key: (now_us - self._last_us(each))
            / limits.get(each.grade, USUAL_S * SECOND_US)
            for key, each in picture.incidents.items()
            if each.status == "open"
        }
        self._seen = {key: self._seen[key] for key in waits if key in self._seen}
        longest = max(waits, key=lambda key: waits[key], default=None)
        return longest if longest is not None and waits[longest] >= LEAST else None

    def _last_us(self, incident: Incident) -> int:
        taken_us = incident.log[0].at_us if incident.log else incident.opened_at_us
        seen_us = self._seen.get(incident.incident_id, 0)
        return max(taken_us, seen_us, incident.looked_at_us or 0)
