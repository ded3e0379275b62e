"""What is asked when two incidents belong together, or are one and the same."""

from controlroom.domain.commands.base import Act


class LinkIncidents(Act, frozen=True, kw_only=True, tag="link_incidents"):
    """Say in both that they belong together."""

    incident_id: str
    other_id: str
    reason: str = ""


class UnlinkIncidents(Act, frozen=True, kw_only=True, tag="unlink_incidents"):
    """Say that they do not belong together after all."""

    incident_id: str
    other_id: str
    reason: str = ""


class MergeIncidents(Act, frozen=True, kw_only=True, tag="merge_incidents"):
    """Keep `incident_id`; the duplicate leaves the queue, its units come along."""

    incident_id: str
    duplicate_id: str
    reason: str = ""


class UnmergeIncident(Act, frozen=True, kw_only=True, tag="unmerge_incident"):
    """Give a duplicate its own life back, with the units it brought."""

    duplicate_id: str
    reason: str = ""


JoiningAct = LinkIncidents | UnlinkIncidents | MergeIncidents | UnmergeIncident
