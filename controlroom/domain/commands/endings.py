"""How an incident ends, comes back, or is brought up again."""

from controlroom.domain.commands.base import Act


class ResolveIncident(Act, frozen=True, kw_only=True, tag="resolve_incident"):
    """Nothing more to attend; units still on it are stood down."""

    incident_id: str
    note: str = ""


class CloseIncident(Act, frozen=True, kw_only=True, tag="close_incident"):
    """Close a resolved incident with a closing code.

    `type_code` is the opening code that it turned out to be; empty leaves it.
    """

    incident_id: str
    closing_code: str
    type_code: str = ""
    qualifiers: tuple[str, ...] = ()
    disposition: str = ""
    note: str = ""


class ReopenIncident(Act, frozen=True, kw_only=True, tag="reopen_incident"):
    """Take a resolved or closed incident back into the queue."""

    incident_id: str
    reason: str = ""


class SetBringUp(Act, frozen=True, kw_only=True, tag="set_bring_up"):
    """Bring the incident up again at a time; None takes the reminder away."""

    incident_id: str
    at_us: int | None
    note: str = ""


class ScheduleIncident(Act, frozen=True, kw_only=True, tag="schedule_incident"):
    """Keep it out of the queue until a time to come; None puts it there now."""

    incident_id: str
    at_us: int | None
    note: str = ""


EndingAct = (
    ResolveIncident | CloseIncident | ReopenIncident | SetBringUp | ScheduleIncident
)
