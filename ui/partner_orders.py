"""What the form of partners offers and sends: sharing, its end, and words."""

from controlroom.domain import commands as c
from ui.orders import Order, Values, WrongField, selected_incident
from ui.position import Position

SHARE, TELL, END = "share", "tell", "end"

Options = list[tuple[str, str]]


def partners(position: Position) -> Options:
    """Return the partners there are, and which of them see the selected incident."""
    incident = position.incident
    seen = incident.shared_with if incident else ()
    return [
        (each.code, f"{each.name}, sees it" if each.code in seen else each.name)
        for each in position.frame.picture.codes.partners
    ]


def doings(position: Position) -> Options:
    """Return what can be done; a partner itself writes and nothing else."""
    told = (TELL, "write to them about it")
    if not position.may(c.ShareIncident):
        return [told]
    return [(SHARE, "share it with them"), told, (END, "share it no longer")]


def begun(position: Position) -> dict[str, str]:
    """Start with the first partner: to share with, or to write to if it sees it."""
    first = next((code for code, _name in partners(position)), "")
    incident = position.incident
    shared = incident is not None and first in incident.shared_with
    return {"partner": first, "what": TELL if shared else SHARE}


def send(position: Position, values: Values) -> Order:
    """Share the selected incident, end it, or write to the partner."""
    incident = selected_incident(position)
    partner, what = values["partner"], values["what"]
    text = values["text"].strip()
    name = position.frame.picture.codes.partner_name(partner)
    subjects = (incident.incident_id,)
    if not partner:
        raise WrongField("partner", "This force shares with no partner.")
    if what == TELL:
        if not text:
            raise WrongField("text", "There are no words yet. Write what to say.")
        told = c.TellPartner(
            incident_id=incident.incident_id, partner=partner, text=text
        )
        return Order(told, subjects, f"Write to {name}")
    if text:
        raise WrongField("what", "Words are sent by themselves. Choose to write.")
    act = c.ShareIncident(
        incident_id=incident.incident_id, partner=partner, shared=what == SHARE
    )
    words = "Share {} with {}" if act.shared else "No longer share {} with {}"
    return Order(act, subjects, words.format(incident.cad, name))
