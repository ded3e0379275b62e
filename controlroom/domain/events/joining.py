"""Incidents that belong together, and duplicates that became one."""

from controlroom.domain.events.base import Event


class IncidentsLinked(Event, frozen=True, kw_only=True, tag="incidents_linked"):
    """Both belong together."""

    incident_id: str
    other_id: str
    reason: str = ""


class IncidentsUnlinked(Event, frozen=True, kw_only=True, tag="incidents_unlinked"):
    """They do not, after all."""

    incident_id: str
    other_id: str
    reason: str = ""


class IncidentsMerged(Event, frozen=True, kw_only=True, tag="incidents_merged"):
    """The duplicate goes on as a part of `incident_id`.

    `unit_ids` are all that were on the duplicate; those that were on it alone are
    moved by events of their own.
    """

    incident_id: str
    duplicate_id: str
    unit_ids: tuple[str, ...] = ()
    reason: str = ""


class IncidentUnmerged(Event, frozen=True, kw_only=True, tag="incident_unmerged"):
    """The duplicate stands by itself again."""

    incident_id: str
    duplicate_id: str
    reason: str = ""


JoiningEvent = IncidentsLinked | IncidentsUnlinked | IncidentsMerged | IncidentUnmerged
