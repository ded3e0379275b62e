"""What partners were shown and told, and the one event of which their view is made."""

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.events.base import Event


class IncidentShared(Event, frozen=True, kw_only=True, tag="incident_shared"):
    """A partner sees an incident from now on, or no longer."""

    incident_id: str
    partner: str
    shared: bool = True


class PartnerTold(Event, frozen=True, kw_only=True, tag="partner_told"):
    """A line for a partner and the room; `inward` when the partner wrote it."""

    incident_id: str
    partner: str
    text: str
    inward: bool = False


class PartnerSaw(Event, frozen=True, kw_only=True, tag="partner_saw"):
    """What changed in a partner's view: made for it by the gateway, never recorded.

    Incidents and units come whole, with nothing in them but what a partner may see.
    """

    incidents: tuple[Incident, ...] = ()
    units: tuple[Unit, ...] = ()
    gone: tuple[str, ...] = ()
    """Ids of incidents and units that are no longer shown."""
    codes: Codes | None = None


PartnerEvent = IncidentShared | PartnerTold | PartnerSaw
