"""What was drawn on the map of all desks."""

from controlroom.domain.entities import DrawingKind, Outline
from controlroom.domain.events.base import Event


class Drawn(Event, frozen=True, kw_only=True, tag="drawn"):
    """Something is on everybody's map."""

    drawing_id: str
    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class Redrawn(Event, frozen=True, kw_only=True, tag="redrawn"):
    """A drawing as it is from now on, whole."""

    drawing_id: str
    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class DrawingErased(Event, frozen=True, kw_only=True, tag="drawing_erased"):
    """Somebody took a drawing off the map."""

    drawing_id: str


class DrawingExpired(Event, frozen=True, kw_only=True, tag="drawing_expired"):
    """A drawing's time is over."""

    drawing_id: str


DrawingEvent = Drawn | Redrawn | DrawingErased | DrawingExpired
