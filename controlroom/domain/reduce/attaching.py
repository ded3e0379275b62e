"""Applies which files an incident has."""

from controlroom.domain import events as e
from controlroom.domain.entities import Attachment
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to
from controlroom.domain.state import State


def reduce_attaching(
    state: State, fact: e.Fact, event: e.AttachmentAdded
) -> tuple[str, ...]:
    """Add a file to its incident; return the id it touched."""
    incident = state.incidents.get(event.incident_id)
    if incident is None:
        return ()
    attachment = Attachment(
        sha256=event.sha256,
        name=event.name,
        media_type=event.media_type,
        size=event.size,
        by=event.by or fact.actor,
        at_us=fact.at_us,
    )
    return log_to(
        state,
        fact,
        event.incident_id,
        "attached",
        sentences.attached(event),
        attachments=(*incident.attachments, attachment),
    )
