"""Decides on files of an incident: each once, by its digest."""

import re

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.attachments import check_size, clean_name
from controlroom.domain.decide.rules import Ids, cad, incident_of, refuse, undecided
from controlroom.domain.state import State

MOST = 200
"""Files of one incident."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del now_us, ids
    act = said.command.act
    if not isinstance(act, c.AttachFile):
        raise undecided(act)
    incident = incident_of(state, act.incident_id)
    if not _DIGEST.fullmatch(act.sha256):
        refuse("attachment", "That is no digest of a file.")
    check_size(act.name, act.size)
    if any(each.sha256 == act.sha256 for each in incident.attachments):
        return []
    if len(incident.attachments) >= MOST:
        refuse(
            "attachment",
            f"{cad(state, incident)} has {MOST} files, the most there can be.",
            "Link a second incident and attach it there.",
        )
    return [
        e.AttachmentAdded(
            incident_id=incident.incident_id,
            sha256=act.sha256,
            name=clean_name(act.name),
            media_type=act.media_type,
            size=act.size,
            by=said.person_id,
        )
    ]
