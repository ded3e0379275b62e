"""What the forms of links and merges offer, and what they send."""

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident
from controlroom.domain.geo import distance_m
from ui.orders import Order, Values, WrongField, selected_incident
from ui.position import Position

MOST = 300
"""Incidents offered, nearest first; a further one is named by its CAD number."""
THIS, OTHER = "this", "other"

Options = list[tuple[str, str]]


def others(position: Position) -> Options:
    """Return the incidents that could be linked with, nearest first."""
    return _options(position, _near(position, ("open", "resolved", "closed")))


def open_others(position: Position) -> Options:
    """Return the open incidents that could be the same, nearest first."""
    return _options(position, _near(position, ("open",)))


def linked(position: Position) -> Options:
    """Return the incidents that the selected one is linked with."""
    incident = position.incident
    return _options(position, _known(position, incident.links if incident else ()))


def duplicates(position: Position) -> Options:
    """Return what was merged: the selected incident itself, or its duplicates."""
    incident = position.incident
    if incident is None:
        return []
    if incident.status == "merged":
        return _options(position, [incident])
    merged = tuple(each.incident_id for each in incident.merged)
    return _options(position, _known(position, merged))


def stays(position: Position) -> Options:
    """Return which of the two stays in the queue."""
    incident = position.incident
    cad = position.say.cad(incident, position.frame.now_us()) if incident else ""
    return [(THIS, f"CAD {cad}, the other is its duplicate"), (OTHER, "The other")]


def first_linked(position: Position) -> dict[str, str]:
    """Start with the first link, where there is no choice."""
    return {"other": next((key for key, _words in linked(position)), "")}


def last_duplicate(position: Position) -> dict[str, str]:
    """Start with what was merged last."""
    return {"other": next((key for key, _words in duplicates(position)[::-1]), "")}


def link(position: Position, values: Values) -> Order:
    """Link the selected incident with another."""
    incident = selected_incident(position)
    other = _chosen(position, values, others(position))
    act = c.LinkIncidents(
        incident_id=incident.incident_id,
        other_id=other.incident_id,
        reason=values["reason"].strip(),
    )
    return Order(act, (), f"Link {incident.cad} with {other.cad}")


def unlink(position: Position, values: Values) -> Order:
    """Unlink the selected incident from another."""
    incident = selected_incident(position)
    other = _chosen(position, values, linked(position))
    act = c.UnlinkIncidents(
        incident_id=incident.incident_id,
        other_id=other.incident_id,
        reason=values["reason"].strip(),
    )
    return Order(act, (), f"Unlink {incident.cad} from {other.cad}")


def merge(position: Position, values: Values) -> Order:
    """Merge the selected incident with another; one of the two stays."""
    incident = selected_incident(position)
    other = _chosen(position, values, open_others(position))
    pair = (incident, other) if values["keep"] != OTHER else (other, incident)
    act = c.MergeIncidents(
        incident_id=pair[0].incident_id,
        duplicate_id=pair[1].incident_id,
        reason=values["reason"].strip(),
    )
    both = (act.incident_id, act.duplicate_id)
    return Order(act, both, f"Merge {pair[1].cad} into {pair[0].cad}")


def unmerge(position: Position, values: Values) -> Order:
    """Take a merge back."""
    selected_incident(position)
    duplicate = _chosen(position, values, duplicates(position))
    act = c.UnmergeIncident(
        duplicate_id=duplicate.incident_id, reason=values["reason"].strip()
    )
    both = (duplicate.incident_id, duplicate.merged_into)
    return Order(act, both, f"Take the merge of {duplicate.cad} back")


def _near(position: Position, statuses: tuple[str, ...]) -> list[Incident]:
    selected = position.incident
    found = [
        each
        for each in position.frame.picture.incidents.values()
        if each.status in statuses and each is not selected
    ]
    if selected is None or selected.lat is None or selected.lon is None:
        return sorted(found, key=lambda each: -each.opened_at_us)[:MOST]
    here = (selected.lat, selected.lon)
    return sorted(found, key=lambda each: _metres(each, here))[:MOST]


def _metres(incident: Incident, here: tuple[float, float]) -> float:
    if incident.lat is None or incident.lon is None:
        return float("inf")
    return distance_m(*here, incident.lat, incident.lon)


def _known(position: Position, keys: tuple[str, ...]) -> list[Incident]:
    incidents = position.frame.picture.incidents
    return [incidents[key] for key in keys if key in incidents]


def _options(position: Position, incidents: list[Incident]) -> Options:
    say, now_us = position.say, position.frame.now_us()
    return [
        (
            each.incident_id,
            f"{say.cad(each, now_us)}  {say.type_of(each)}, {say.place_of(each)}",
        )
        for each in incidents
    ]


def _chosen(position: Position, values: Values, options: Options) -> Incident:
    """Return the incident that is meant: chosen, or named by its CAD number."""
    typed = values["other"].strip()
    incidents = position.frame.picture.incidents
    if typed in {key for key, _words in options}:
        return incidents[typed]
    now_us = position.frame.now_us()
    for each in incidents.values():
        numbers = (each.cad, position.say.cad(each, now_us))
        if typed.casefold().removeprefix("cad").strip() in numbers:
            return each
    raise WrongField("other", f"{typed or 'Nothing'} is not in the list. Choose one.")
