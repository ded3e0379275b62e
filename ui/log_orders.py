"""What a line written into a log is sent as: a partner writes to the control room."""

from controlroom.domain import commands as c
from ui.position import Position

HINT = "Add to log"
PARTNER_HINT = "Write to the control room"


def log_act(position: Position, incident_id: str, text: str) -> c.AnyAct:
    """Return the act that writes words about an incident, as this person may."""
    if position.offered.is_partner:
        return c.TellPartner(incident_id=incident_id, text=text)
    return c.AddLogEntry(incident_id=incident_id, text=text)


def why_not_log(position: Position) -> str:
    """Return why this person may not write in a log now, or nothing."""
    act = c.TellPartner if position.offered.is_partner else c.AddLogEntry
    return "" if position.may(act) else f"not as {position.role_name.lower()}"


def log_hint(position: Position) -> str:
    """Return what the log's field says while it is empty."""
    hint = PARTNER_HINT if position.offered.is_partner else HINT
    why_not = why_not_log(position)
    return f"{hint}: {why_not}" if why_not and position.role_name else hint


def writes_ever(position: Position) -> bool:
    """Return whether this person is ever offered to write in a log."""
    act = c.TellPartner if position.offered.is_partner else c.AddLogEntry
    return position.offered.ever(act)
