"""What is shared with a partner, and what room and partner write to each other."""

from controlroom.domain.commands.base import Act


class ShareIncident(Act, frozen=True, kw_only=True, tag="share_incident"):
    """Let a partner see an incident in its own narrow view, or no longer."""

    incident_id: str
    partner: str
    shared: bool = True


class TellPartner(Act, frozen=True, kw_only=True, tag="tell_partner"):
    """Write a line that room and partner both read.

    From a partner's desk `partner` is its own, whatever stands there.
    """

    incident_id: str
    text: str
    partner: str = ""


PartnerAct = ShareIncident | TellPartner
