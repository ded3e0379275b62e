"""What a row of the queue says about the other desks: offered, unattended, open there.

One remark a row, the one that asks most for somebody.
"""

from typing import NamedTuple

from controlroom.domain.entities import Incident
from controlroom.domain.reduce import sentences
from ui.position import Position


class Remark(NamedTuple):
    """Words, their colour and an icon before them."""

    words: str
    color: str
    icon: str


def remark_of(position: Position, incident: Incident) -> Remark | None:
    """Return what the row says about the other desks, or nothing."""
    frame, say = position.frame, position.say
    if incident.status != "open":
        return None
    offer = incident.offer
    if offer is not None:
        age = say.age(offer.at_us, frame.now_us())
        if position.others.is_offered(incident, position.sectors):
            who = frame.picture.name_of(offer.by)
            return Remark(f"from {who} {age}", "text.primary", "handover")
        to = sentences.party(frame.picture, offer.to)
        return Remark(f"offered to {to} {age}", "text.secondary", "handover")
    others = position.others.words(incident.incident_id)
    since_us = incident.unattended_since_us
    if since_us is not None and not others:
        age = say.age(since_us, frame.now_us())
        return Remark(f"nobody for {age}", "alarm.high_text", "")
    return Remark(others, "text.secondary", "viewing") if others else None


def tip_of(position: Position, incident: Incident) -> str:
    """Return the same whole, for the tooltip and a screen reader."""
    parts = []
    lookers = position.others.lookers(incident.incident_id)
    if lookers:
        open_at = ", ".join(
            f"{each.desk} ({each.person}{', writes' if each.typing else ''})"
            for each in lookers
        )
        parts.append(f"open at {open_at}")
    remark = remark_of(position, incident)
    if remark is not None and remark.icon != "viewing":
        parts.append(remark.words)
    if incident.offer is not None and incident.offer.note:
        parts.append(incident.offer.note)
    if incident.holder is not None:
        holder = sentences.party(position.frame.picture, incident.holder)
        parts.append(f"{holder} answers for it")
    return ", ".join(parts)
