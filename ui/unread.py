"""Which incidents and log lines nobody at this desk has looked at yet."""

from collections.abc import Iterable

from controlroom.domain.entities import Incident
from controlroom.domain.picture import Picture

TELLING = frozenset({"opened", "entry", "bring_up", "reopened"})
"""Kinds of log line that are news; states and assignments show in the row itself."""


class Unread:
    """Seqs seen by incident; what stood there when the desk began counts as seen."""

    def __init__(self) -> None:
        self._from_seq = 0
        self._seen: dict[str, int] = {}
        self._unread: set[str] = set()
        self.person_id = ""

    def begin(self, picture: Picture) -> None:
        """Count everything in a picture as seen, unless it was begun before."""
        if self._from_seq == 0:
            self._from_seq = max(1, picture.seq)
        self.update(picture, picture.incidents)

    def update(self, picture: Picture, touched: Iterable[str]) -> None:
        """Look at what changed."""
        for key in touched:
            incident = picture.incidents.get(key)
            if incident is None or incident.status in {"closed", "merged"}:
                self._unread.discard(key)
            elif self.lines(incident):
                self._unread.add(key)
            else:
                self._unread.discard(key)

    def see(self, incident: Incident) -> None:
        """Count an incident's log as read."""
        if incident.log:
            self._seen[incident.incident_id] = incident.log[-1].seq
        self._unread.discard(incident.incident_id)

    def is_unread(self, key: str) -> bool:
        """True when there is news in an incident."""
        return key in self._unread

    def lines(self, incident: Incident) -> int:
        """Return how many lines of an incident's log are news."""
        seen = max(self._from_seq, self._seen.get(incident.incident_id, 0))
        count = 0
        for line in reversed(incident.log):
            if line.seq <= seen:
                break
            count += line.kind in TELLING and line.by != self.person_id
        return count

    def is_new(self, incident: Incident, seq: int) -> bool:
        """True when the line with that seq has not been seen."""
        seen = max(self._from_seq, self._seen.get(incident.incident_id, 0))
        return seq > seen

    @property
    def count(self) -> int:
        """How many incidents have news."""
        return len(self._unread)
