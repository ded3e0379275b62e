"""Decides on who has had an incident open, and on what nobody has opened for too long.

The gateway sees attention as it comes and goes; what is recorded of it is coarse: that
somebody looked, and that for too long nobody did.
"""

from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.state import State

SECOND_US = 1_000_000


def watched(
    state: State, seen: o.IncidentNoticed | o.IncidentForsaken, now_us: int
) -> list[e.AnyEvent]:
    """Record a look at an open incident, or that there was none for too long, once."""
    incident = state.incidents.get(seen.incident_id)
    if incident is None or incident.status != "open":
        return []
    if isinstance(seen, o.IncidentNoticed):
        return [e.IncidentLookedAt(incident_id=incident.incident_id)]
    grade = state.codes.grade(incident.grade)
    allowed_s = grade.unattended_s if grade else None
    if allowed_s is None or incident.unattended_since_us is not None:
        return []
    if now_us - seen.since_us < allowed_s * SECOND_US:
        return []
    return [
        e.IncidentUnattended(
            incident_id=incident.incident_id,
            since_us=max(seen.since_us, incident.opened_at_us),
        )
    ]
