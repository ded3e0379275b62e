"""Drawing on the map of all desks."""

from controlroom.domain.commands.base import Act
from controlroom.domain.entities import DrawingKind, Outline


class Draw(Act, frozen=True, kw_only=True, tag="draw"):
    """Draw on the map of all desks. Without `expires_at_us` it stays until erased."""

    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class Redraw(Act, frozen=True, kw_only=True, tag="redraw"):
    """Put everything about a drawing in the place of what it was."""

    drawing_id: str
    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class Erase(Act, frozen=True, kw_only=True, tag="erase"):
    """Take a drawing off the map of all desks."""

    drawing_id: str


DrawingAct = Draw | Redraw | Erase
