"""What is asked about an incident."""

from controlroom.domain.commands.base import Act


class OpenIncident(Act, frozen=True, kw_only=True, tag="open_incident"):
    """Open an incident. An empty grade takes the type's own."""

    type_code: str
    grade: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    sector: str = ""
    narrative: str = ""
    caller: str = ""


class AmendIncident(Act, frozen=True, kw_only=True, tag="amend_incident"):
    """Change what is known; a field left at None stays as it is."""

    incident_id: str
    type_code: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    sector: str | None = None
    caller: str | None = None


class GradeIncident(Act, frozen=True, kw_only=True, tag="grade_incident"):
    """Give another grade, with the reason in the operator's words."""

    incident_id: str
    grade: str
    reason: str = ""


class AddLogEntry(Act, frozen=True, kw_only=True, tag="add_log_entry"):
    """Append a line to an incident's log."""

    incident_id: str
    text: str


class CorrectLogEntry(Act, frozen=True, kw_only=True, tag="correct_log_entry"):
    """Put an earlier line right by a new one; the old one stays to be read."""

    incident_id: str
    seq: int
    text: str


IncidentAct = (
    OpenIncident | AmendIncident | GradeIncident | AddLogEntry | CorrectLogEntry
)
