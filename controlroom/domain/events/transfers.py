"""Who answers for an incident, and who has had it open."""

from controlroom.domain.entities import Party
from controlroom.domain.events.base import Event


class TransferOffered(Event, frozen=True, kw_only=True, tag="transfer_offered"):
    """Somebody of the room is asked to take an incident on."""

    incident_id: str
    to: Party
    note: str = ""


class TransferAccepted(Event, frozen=True, kw_only=True, tag="transfer_accepted"):
    """Whom it was offered to answers for it from now on."""

    incident_id: str
    to: Party


class TransferDeclined(Event, frozen=True, kw_only=True, tag="transfer_declined"):
    """It stays where it was, and why."""

    incident_id: str
    reason: str


class TransferWithdrawn(Event, frozen=True, kw_only=True, tag="transfer_withdrawn"):
    """The offer was taken back."""

    incident_id: str


class TransferLapsed(Event, frozen=True, kw_only=True, tag="transfer_lapsed"):
    """Nobody answered the offer in time: it stays where it was."""

    incident_id: str


class IncidentLookedAt(Event, frozen=True, kw_only=True, tag="incident_looked_at"):
    """Somebody has it open: recorded now and then, as far as orphans need it."""

    incident_id: str


class IncidentUnattended(Event, frozen=True, kw_only=True, tag="incident_unattended"):
    """Nobody has had it open for as long as its grade allows."""

    incident_id: str
    since_us: int


TransferEvent = (
    TransferOffered
    | TransferAccepted
    | TransferDeclined
    | TransferWithdrawn
    | TransferLapsed
    | IncidentLookedAt
    | IncidentUnattended
)
