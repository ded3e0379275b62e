"""Applies who answers for an incident, and who has had it open."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.entities import LogKind, Offer
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to
from controlroom.domain.state import State

TransferEvent = (
    e.TransferOffered | e.TransferAccepted | e.TransferDeclined | e.TransferWithdrawn
    | e.TransferLapsed | e.IncidentLookedAt | e.IncidentUnattended
)  # fmt: skip


def reduce_transfer(
    state: State, fact: e.Fact, event: TransferEvent
) -> tuple[str, ...]:
    """Change the state by one event about who has an incident; return the ids."""
    if isinstance(event, e.IncidentLookedAt):
        return _looked_at(state, fact, event)
    incident = state.incidents.get(event.incident_id)
    offer = incident.offer if incident else None
    changes: dict[str, object] = {"offer": None}
    match event:
        case e.TransferOffered():
            text = sentences.offered(state, event)
            changes["offer"] = Offer(
                to=event.to,
                by=fact.actor,
                at_us=fact.at_us,
                desk=fact.desk,
                note=event.note,
            )
        case e.TransferAccepted():
            text = f"Accepted: {sentences.party(state, event.to)} answers for it now."
            changes["holder"] = event.to
        case e.TransferDeclined():
            text = sentences.with_reason("Transfer declined", event.reason)
        case e.TransferWithdrawn():
            text = "Offer withdrawn."
        case e.TransferLapsed():
            text = sentences.lapsed(state, offer)
            # Whoever gave it away may not look at it any more: so it is watched.
            changes["unattended_since_us"] = offer.at_us if offer else fact.at_us
        case e.IncidentUnattended():
            since = sentences.minutes(fact.at_us - event.since_us)
            text = f"Nobody has had it open for {since}."
            changes = {"unattended_since_us": event.since_us}
    forsaken = isinstance(event, e.IncidentUnattended)
    kind: LogKind = "attention" if forsaken else "transfer"
    return log_to(state, fact, event.incident_id, kind, text, **changes)


def _looked_at(
    state: State, fact: e.Fact, event: e.IncidentLookedAt
) -> tuple[str, ...]:
    """Note the look; it changes nothing about the incident, so it is no revision."""
    incident = state.incidents.get(event.incident_id)
    if incident is None:
        return ()
    state.incidents[event.incident_id] = msgspec.structs.replace(
        incident,
        looked_at_us=fact.at_us,
        looked_by=fact.actor,
        unattended_since_us=None,
    )
    return (event.incident_id,)
