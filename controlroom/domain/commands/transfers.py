"""Who is to answer for an incident."""

from controlroom.domain.commands.base import Act
from controlroom.domain.entities import Party


class OfferTransfer(Act, frozen=True, kw_only=True, tag="offer_transfer"):
    """Ask a sector's desk, a desk or a person to take an incident on."""

    incident_id: str
    to: Party
    note: str = ""


class AcceptTransfer(Act, frozen=True, kw_only=True, tag="accept_transfer"):
    """Take on an incident that was offered."""

    incident_id: str


class DeclineTransfer(Act, frozen=True, kw_only=True, tag="decline_transfer"):
    """Say no to an incident that was offered, and why."""

    incident_id: str
    reason: str


class WithdrawTransfer(Act, frozen=True, kw_only=True, tag="withdraw_transfer"):
    """Take an offer back that nobody has answered."""

    incident_id: str


TransferAct = OfferTransfer | AcceptTransfer | DeclineTransfer | WithdrawTransfer
