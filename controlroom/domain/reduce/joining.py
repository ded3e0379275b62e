"""Applies which incidents belong together, and which became one."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.entities import Incident, LogKind, Merge
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to
from controlroom.domain.state import State

JoiningEvent = (
    e.IncidentsLinked | e.IncidentsUnlinked | e.IncidentsMerged | e.IncidentUnmerged
)


def reduce_joining(state: State, fact: e.Fact, event: JoiningEvent) -> tuple[str, ...]:
    """Change both incidents by one event; return the ids it touched."""
    match event:
        case e.IncidentsLinked():
            return _linked(state, fact, event, "linked")
        case e.IncidentsUnlinked():
            return _linked(state, fact, event, "unlinked")
        case e.IncidentsMerged():
            return _merged(state, fact, event)
        case e.IncidentUnmerged():
            return _unmerged(state, fact, event)


def _linked(
    state: State,
    fact: e.Fact,
    event: e.IncidentsLinked | e.IncidentsUnlinked,
    kind: LogKind,
) -> tuple[str, ...]:
    touched: tuple[str, ...] = ()
    pair = (event.incident_id, event.other_id)
    for mine, others in (pair, pair[::-1]):
        incident = state.incidents.get(mine)
        if incident is None:
            continue
        links = tuple(each for each in incident.links if each != others)
        if kind == "linked":
            links = (*links, others)
        text = sentences.linked(state, others, event.reason, kind)
        touched += log_to(state, fact, mine, kind, text, links=links)
    return touched


def _merged(state: State, fact: e.Fact, event: e.IncidentsMerged) -> tuple[str, ...]:
    kept = state.incidents[event.incident_id]
    duplicate = state.incidents[event.duplicate_id]
    there = {each.unit_id for each in kept.assignments}
    merge = Merge(
        incident_id=duplicate.incident_id,
        unit_ids=event.unit_ids,
        shared=tuple(each for each in event.unit_ids if each in there),
        first_assigned_at_us=kept.first_assigned_at_us,
        first_at_scene_at_us=kept.first_at_scene_at_us,
    )
    return log_to(
        state,
        fact,
        kept.incident_id,
        "merged",
        sentences.merged_in(state, duplicate, event.reason),
        merged=(*kept.merged, merge),
    ) + log_to(
        state,
        fact,
        duplicate.incident_id,
        "merged",
        sentences.merged_into(state, kept.incident_id, event.reason),
        status="merged",
        merged_into=kept.incident_id,
    )


def _unmerged(state: State, fact: e.Fact, event: e.IncidentUnmerged) -> tuple[str, ...]:
    touched: tuple[str, ...] = ()
    kept = state.incidents.get(event.incident_id)
    if kept is not None:
        text = sentences.unmerged(state, event.duplicate_id, event.reason)
        changes = _without(kept, event.duplicate_id)
        touched = log_to(state, fact, kept.incident_id, "unmerged", text, **changes)
    text = sentences.with_reason(
        f"Merge into {sentences.cad_of(state, event.incident_id)} taken back",
        event.reason,
    )
    return touched + log_to(
        state,
        fact,
        event.duplicate_id,
        "unmerged",
        text,
        status="open",
        merged_into="",
    )


def _without(kept: Incident, duplicate_id: str) -> dict[str, object]:
    """Return the kept incident's fields as if the merge had not been.

    A first time that only the moved units brought goes with them; what the incident's
    own units have done since stays.
    """
    merge = next(x for x in kept.merged if x.incident_id == duplicate_id)
    rest = [x for x in kept.merged if x.incident_id != duplicate_id]
    # What a later merge remembers as the time before it came from this one, perhaps.
    rest = [
        msgspec.structs.replace(
            each,
            first_assigned_at_us=merge.first_assigned_at_us,
            first_at_scene_at_us=merge.first_at_scene_at_us,
        )
        if number == kept.merged.index(merge)
        else each
        for number, each in enumerate(rest)
    ]
    sent = [each.at_us for each in kept.assignments]
    there = [x.at_scene_at_us for x in kept.assignments if x.at_scene_at_us is not None]
    return {
        "merged": tuple(rest),
        "first_assigned_at_us": _first(merge.first_assigned_at_us, sent),
        "first_at_scene_at_us": _first(merge.first_at_scene_at_us, there),
    }


def _first(before_us: int | None, since_us: list[int]) -> int | None:
    return before_us if before_us is not None else min(since_us, default=None)
