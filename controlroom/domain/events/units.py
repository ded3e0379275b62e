"""What units said and where they were sent."""

from controlroom.domain.entities import Assignment, Briefing
from controlroom.domain.events.base import Event


class UnitStateChanged(Event, frozen=True, kw_only=True, tag="unit_state_changed"):
    """A unit's radio state, as its device or a desk said."""

    unit_id: str
    state: int


class RequestReceived(Event, frozen=True, kw_only=True, tag="request_received"):
    """A resource request, 12 to 16: not a state, it leaves availability alone."""

    unit_id: str
    request: int


class CrewChanged(Event, frozen=True, kw_only=True, tag="crew_changed"):
    """Who is in a unit."""

    unit_id: str
    person_ids: tuple[str, ...]


class UnitAssigned(Event, frozen=True, kw_only=True, tag="unit_assigned"):
    """A unit is on an incident.

    `carried` is its assignment to another incident that this one is a part of now, or
    was: who sent it when, and how far it has come, stay as they are. `reason` says why
    it is on it again.
    """

    incident_id: str
    unit_id: str
    recommended: bool = False
    carried: Assignment | None = None
    answers: bool = True
    """A device of the unit can acknowledge it."""
    briefing: Briefing | None = None
    """What its devices are sent with it."""
    reason: str = ""


class PreAssigned(Event, frozen=True, kw_only=True, tag="pre_assigned"):
    """A unit gets an incident next, once it is free."""

    incident_id: str
    unit_id: str


class PreAssignmentEnded(Event, frozen=True, kw_only=True, tag="pre_assignment_ended"):
    """A unit no longer has an incident next; being assigned ends that by itself."""

    incident_id: str
    unit_id: str
    reason: str = ""


class AssignmentAcknowledged(
    Event, frozen=True, kw_only=True, tag="assignment_acknowledged"
):
    """The unit has seen its assignment."""

    incident_id: str
    unit_id: str


class UnitStoodDown(Event, frozen=True, kw_only=True, tag="unit_stood_down"):
    """A unit is off an incident. `diverted_to` names where it went instead."""

    incident_id: str
    unit_id: str
    reason: str = ""
    diverted_to: str | None = None


UnitEvent = (
    UnitStateChanged
    | RequestReceived
    | CrewChanged
    | UnitAssigned
    | PreAssigned
    | PreAssignmentEnded
    | AssignmentAcknowledged
    | UnitStoodDown
)
