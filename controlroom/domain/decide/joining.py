"""Decides which incidents belong together, and which are one and the same.

A merge moves the duplicate's units to the incident that is kept, with all their times:
they are on the same job. Taking it back moves those home that are still there.
"""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.answers import silence_over
from controlroom.domain.decide.incidents import target_over
from controlroom.domain.decide.rules import (
    Ids,
    cad,
    incident_of,
    open_incident_of,
    refuse,
    undecided,
    written,
)
from controlroom.domain.decide.units import nobodys_next
from controlroom.domain.entities import Incident
from controlroom.domain.state import State

MOST_LINKS = 50
"""Incidents linked with, or merged into, one."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del ids
    match said.command.act:
        case c.LinkIncidents() as act:
            return link_incidents(state, act)
        case c.UnlinkIncidents() as act:
            return unlink_incidents(state, act)
        case c.MergeIncidents() as act:
            return merge_incidents(state, act, now_us)
        case c.UnmergeIncident() as act:
            return unmerge_incident(state, act)
        case other:
            raise undecided(other)


def link_incidents(state: State, act: c.LinkIncidents) -> list[e.AnyEvent]:
    """Link two incidents, whatever has become of them."""
    one, other = _two(state, act.incident_id, act.other_id, "linked with")
    if other.incident_id in one.links:
        refuse(
            "linked",
            f"{cad(state, one)} and {cad(state, other)} are linked already.",
        )
    for each in (one, other):
        _check_room(state, each, each.links, "linked with")
    return [
        e.IncidentsLinked(
            incident_id=one.incident_id,
            other_id=other.incident_id,
            reason=written(act.reason, "the reason"),
        )
    ]


def unlink_incidents(state: State, act: c.UnlinkIncidents) -> list[e.AnyEvent]:
    """Take a link away."""
    one, other = _two(state, act.incident_id, act.other_id, "unlinked from")
    if other.incident_id not in one.links:
        refuse(
            "not_linked",
            f"{cad(state, one)} and {cad(state, other)} are not linked.",
        )
    return [
        e.IncidentsUnlinked(
            incident_id=one.incident_id,
            other_id=other.incident_id,
            reason=written(act.reason, "the reason"),
        )
    ]


def merge_incidents(
    state: State, act: c.MergeIncidents, now_us: int
) -> list[e.AnyEvent]:
    """Merge a duplicate into the incident that is kept, units and all."""
    kept, duplicate = _two(state, act.incident_id, act.duplicate_id, "merged with")
    open_incident_of(state, kept.incident_id, now_us)
    open_incident_of(state, duplicate.incident_id, now_us)
    if state.alarm_of(duplicate.incident_id, "officer_emergency") is not None:
        refuse(
            "emergency_stands",
            f"The officer's emergency of {cad(state, duplicate)} still stands.",
            f"Keep {cad(state, duplicate)} and merge {cad(state, kept)} into it.",
        )
    _check_room(state, kept, kept.merged, "merged into")
    merged = e.IncidentsMerged(
        incident_id=kept.incident_id,
        duplicate_id=duplicate.incident_id,
        unit_ids=tuple(each.unit_id for each in duplicate.assignments),
        reason=written(act.reason, "the reason"),
    )
    events: list[e.AnyEvent] = [merged]
    there = {each.unit_id for each in kept.assignments}
    for assignment in duplicate.assignments:
        events.append(
            e.UnitStoodDown(
                incident_id=duplicate.incident_id,
                unit_id=assignment.unit_id,
                diverted_to=kept.incident_id,
                reason="merged",
            )
        )
        if assignment.unit_id not in there:
            events.append(
                e.UnitAssigned(
                    incident_id=kept.incident_id,
                    unit_id=assignment.unit_id,
                    recommended=assignment.recommended,
                    carried=assignment,
                )
            )
    return [
        *events,
        *silence_over(state, duplicate.incident_id, merged.unit_ids),
        *nobodys_next(duplicate, "merged"),
        *target_over(state, duplicate, superseded=True),
    ]


def unmerge_incident(state: State, act: c.UnmergeIncident) -> list[e.AnyEvent]:
    """Put a duplicate back into the queue, with the units it brought."""
    duplicate = incident_of(state, act.duplicate_id)
    if duplicate.status != "merged":
        refuse("not_merged", f"{cad(state, duplicate)} is not merged into another.")
    kept = incident_of(state, duplicate.merged_into)
    merge = next(x for x in kept.merged if x.incident_id == duplicate.incident_id)
    reason = written(act.reason, "the reason")
    events: list[e.AnyEvent] = []
    for assignment in kept.assignments:
        if assignment.unit_id not in merge.unit_ids:
            continue
        if assignment.unit_id not in merge.shared:
            events.append(
                e.UnitStoodDown(
                    incident_id=kept.incident_id,
                    unit_id=assignment.unit_id,
                    diverted_to=duplicate.incident_id,
                    reason="merge taken back",
                )
            )
        events.append(
            e.UnitAssigned(
                incident_id=duplicate.incident_id,
                unit_id=assignment.unit_id,
                recommended=assignment.recommended,
                carried=assignment,
            )
        )
    return [
        *events,
        e.IncidentUnmerged(
            incident_id=kept.incident_id,
            duplicate_id=duplicate.incident_id,
            reason=reason,
        ),
    ]


def _two(
    state: State, one_id: str, other_id: str, verb: str
) -> tuple[Incident, Incident]:
    one, other = incident_of(state, one_id), incident_of(state, other_id)
    if one_id == other_id:
        refuse(
            "itself",
            f"{cad(state, one)} cannot be {verb} itself.",
            "Choose another incident.",
        )
    return one, other


def _check_room(
    state: State, incident: Incident, joined: tuple[object, ...], verb: str
) -> None:
    if len(joined) >= MOST_LINKS:
        refuse(
            "too_many",
            f"{MOST_LINKS} incidents are {verb} {cad(state, incident)}, the most "
            "there can be.",
        )
