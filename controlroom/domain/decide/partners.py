"""Decides what is shared with whom, and who may write to a partner about what.

To a partner's desk an incident that is not shared with it does not exist: the sentence
is the same for both, so that nothing is learnt by asking.
"""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.rules import (
    Ids,
    cad,
    incident_of,
    open_incident_of,
    refuse,
    undecided,
    written,
)
from controlroom.domain.state import State


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del ids
    match said.command.act:
        case c.ShareIncident() as act:
            return share_incident(state, act, now_us)
        case c.TellPartner() as act:
            row = state.codes.access().row(said.role)
            if row is not None and row.view == "partner":
                return told_by_partner(state, act, said.person_id)
            return tell_partner(state, act)
        case other:
            raise undecided(other)


def share_incident(state: State, act: c.ShareIncident, now_us: int) -> list[e.AnyEvent]:
    """Share with a partner that exists, or end it; an open incident only."""
    incident = (
        open_incident_of(state, act.incident_id, now_us)
        if act.shared
        else incident_of(state, act.incident_id)
    )
    _check_partner(state, act.partner)
    name = state.codes.partner_name(act.partner)
    if (act.partner in incident.shared_with) == act.shared:
        word = "is shared with {} already" if act.shared else "is not shared with {}"
        refuse("shared", f"{cad(state, incident)} {word.format(name)}.")
    return [
        e.IncidentShared(
            incident_id=incident.incident_id, partner=act.partner, shared=act.shared
        )
    ]


def tell_partner(state: State, act: c.TellPartner) -> list[e.AnyEvent]:
    """Write to a partner that sees the incident."""
    incident = incident_of(state, act.incident_id)
    _check_partner(state, act.partner)
    if act.partner not in incident.shared_with:
        name = state.codes.partner_name(act.partner)
        refuse(
            "not_shared",
            f"{cad(state, incident)} is not shared with {name}.",
            "Share it first.",
        )
    return [_told(act, act.partner, inward=False)]


def told_by_partner(
    state: State, act: c.TellPartner, person_id: str
) -> list[e.AnyEvent]:
    """Take a partner's line on what it sees."""
    person = state.people.get(person_id)
    partner = person.partner if person else ""
    incident = state.incidents.get(act.incident_id)
    if incident is None or not partner or partner not in incident.shared_with:
        refuse("not_shared", "That incident is not shared with you.")
    return [_told(act, partner, inward=True)]


def _told(act: c.TellPartner, partner: str, *, inward: bool) -> e.PartnerTold:
    text = written(act.text, "the line", needed=True)
    return e.PartnerTold(
        incident_id=act.incident_id, partner=partner, text=text, inward=inward
    )


def _check_partner(state: State, partner: str) -> None:
    if all(each.code != partner for each in state.codes.partners):
        known = ", ".join(each.code for each in state.codes.partners) or "none"
        refuse("partner", "There is no such partner.", f"There are: {known}.")
