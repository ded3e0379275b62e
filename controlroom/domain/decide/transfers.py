"""Decides on transfers: offered, accepted, declined, taken back.

Who offers an incident answers for it until somebody has accepted.
"""

from typing import NoReturn

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.parties import is_meant, party_of
from controlroom.domain.decide.rules import (
    Ids,
    cad,
    ended,
    open_incident_of,
    refuse,
    shown,
    undecided,
    when,
    written,
)
from controlroom.domain.entities import Incident, Offer, Party
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State

MAY_STEP_IN = frozenset({"supervisor"})
"""Roles that may answer and take back for others."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del ids
    match said.command.act:
        case c.OfferTransfer() as act:
            return offer(state, act, now_us)
        case c.AcceptTransfer() as act:
            incident, offered = _answered(state, act.incident_id, said, now_us)
            return [e.TransferAccepted(incident_id=incident.incident_id, to=offered.to)]
        case c.DeclineTransfer() as act:
            incident, _ = _answered(state, act.incident_id, said, now_us)
            reason = written(act.reason, "the reason", needed=True)
            return [e.TransferDeclined(incident_id=incident.incident_id, reason=reason)]
        case c.WithdrawTransfer() as act:
            return withdraw(state, act, said, now_us)
        case other:
            raise undecided(other)


def holder_of(incident: Incident) -> Party:
    """Return who answers for an incident: its sector's desk until transferred."""
    return incident.holder or Party(kind="sector", name=incident.sector)


def offer(state: State, act: c.OfferTransfer, now_us: int) -> list[e.AnyEvent]:
    """Ask somebody else to take an incident on; one offer at a time."""
    incident = open_incident_of(state, act.incident_id, now_us)
    to = party_of(state, act.to)
    if to.kind not in {"sector", "desk", "person"}:
        refuse(
            "nobody",
            "An incident needs somebody who answers for it.",
            "Offer it to a sector, a desk or a person.",
        )
    standing = incident.offer
    if standing is not None:
        refuse(
            "offered",
            f"{cad(state, incident)} is offered to "
            f"{sentences.party(state, standing.to)} by {state.name_of(standing.by)} "
            f"since {when(state, standing.at_us, now_us)}.",
            "Withdraw that offer first.",
        )
    if to == holder_of(incident):
        refuse(
            "holder",
            f"{sentences.party(state, to)} answers for {cad(state, incident)} already.",
        )
    return [
        e.TransferOffered(
            incident_id=incident.incident_id, to=to, note=written(act.note, "the note")
        )
    ]


def withdraw(
    state: State, act: c.WithdrawTransfer, said: c.Commanded, now_us: int
) -> list[e.AnyEvent]:
    """Take back an offer of one's own, or anybody's as a supervisor."""
    incident = open_incident_of(state, act.incident_id, now_us)
    standing = incident.offer
    if standing is None:
        _refuse_answered(state, incident, now_us)
    if standing.by != said.person_id and said.role not in MAY_STEP_IN:
        refuse(
            "not_yours",
            f"{state.name_of(standing.by)} offered {cad(state, incident)}.",
            "Ask them, or a supervisor, to take it back.",
        )
    return [e.TransferWithdrawn(incident_id=incident.incident_id)]


def _answered(
    state: State, incident_id: str, said: c.Commanded, now_us: int
) -> tuple[Incident, Offer]:
    incident = open_incident_of(state, incident_id, now_us)
    standing = incident.offer
    if standing is None:
        _refuse_answered(state, incident, now_us)
    if said.role not in MAY_STEP_IN:
        if standing.by == said.person_id and standing.to.kind == "sector":
            refuse(
                "own_offer",
                f"You offered {cad(state, incident)} yourself.",
                "Withdraw the offer, or wait for the answer.",
            )
        if not is_meant(standing.to, said):
            refuse(
                "not_yours",
                f"{cad(state, incident)} is offered to "
                f"{sentences.party(state, standing.to)}.",
                "Only they, or a supervisor, can answer.",
            )
    return incident, standing


def _refuse_answered(state: State, incident: Incident, now_us: int) -> NoReturn:
    """Raise `Refused`: no offer stands, and what became of the last one."""
    line = next((x for x in reversed(incident.log) if x.kind == "transfer"), None)
    what = f"No offer of {cad(state, incident)} stands."
    if line is not None:
        at, who = when(state, line.at_us, now_us), state.name_of(line.by)
        what = f"{what} {who} at {at}: {ended(shown(line.text, 160))}"
    refuse("no_offer", what)
