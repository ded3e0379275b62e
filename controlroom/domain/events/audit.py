"""Rows of the same chain for the auditor alone: in no view and in no picture."""

from controlroom.domain.events.base import Event


class ViewingStarted(Event, frozen=True, kw_only=True, tag="viewing_started"):
    """Audit: somebody looks through a camera, and why."""

    viewing_id: str
    camera_id: str
    reason: str
    incident_id: str | None = None


class ViewingEnded(Event, frozen=True, kw_only=True, tag="viewing_ended"):
    """Audit: the viewing is over."""

    viewing_id: str
    camera_id: str


class SignedOn(Event, frozen=True, kw_only=True, tag="signed_on"):
    """Audit: a person at a desk."""

    person_id: str
    desk: str


class SignedOff(Event, frozen=True, kw_only=True, tag="signed_off"):
    """Audit: the person left the desk."""

    person_id: str
    desk: str


class Consulted(Event, frozen=True, kw_only=True, tag="consulted"):
    """Audit: a question was asked of what is kept (DPA 2018 s.62)."""

    question: str
    subject: str = ""


class Disclosed(Event, frozen=True, kw_only=True, tag="disclosed"):
    """Audit: something left the room (DPA 2018 s.62)."""

    what: str
    incident_id: str | None = None
    digest: str = ""


AuditEvent = (
    ViewingStarted | ViewingEnded | SignedOn | SignedOff | Consulted | Disclosed
)

AUDIT = (ViewingStarted, ViewingEnded, SignedOn, SignedOff, Consulted, Disclosed)
