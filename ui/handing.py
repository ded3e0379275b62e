"""Transfers at this desk: which incident is offered here, which offer is ours."""

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident
from ui.position import Position


def offered_here(position: Position) -> list[Incident]:
    """Return the incidents that this desk is asked to take on, the oldest offer first.

    A supervisor may answer for others, so for one every offer counts once selected.
    """
    found = [
        incident
        for incident in position.frame.picture.incidents.values()
        if position.others.is_offered(incident, position.sectors)
    ]
    return sorted(found, key=lambda each: each.offer.at_us if each.offer else 0)


def to_answer(position: Position) -> Incident | None:
    """Return the incident whose offer is meant: the selected, else the oldest here."""
    selected = position.incident
    here = offered_here(position)
    if selected in here:
        return selected
    steps_in = position.frame.role == "supervisor"
    if steps_in and selected is not None and selected.offer is not None:
        return selected
    return here[0] if here else None


def accept(position: Position) -> None:
    """Take on what is offered here, and select it."""
    incident = to_answer(position)
    if incident is None:
        return
    position.selection.select_incident(incident.incident_id)
    cad = position.say.cad(incident, position.frame.now_us())
    position.send(
        c.AcceptTransfer(incident_id=incident.incident_id),
        incident.incident_id,
        words=f"Accept {cad}",
    )


def withdraw(position: Position) -> None:
    """Take back the offer of the selected incident."""
    incident = position.incident
    if incident is None or incident.offer is None:
        return
    cad = position.say.cad(incident, position.frame.now_us())
    position.send(
        c.WithdrawTransfer(incident_id=incident.incident_id),
        incident.incident_id,
        words=f"Withdraw the offer of {cad}",
    )


def why_not_offer(position: Position) -> str:
    """Return why the selected incident cannot be offered, or nothing."""
    incident = position.incident
    if incident is None:
        return "needs a selected incident"
    cad = position.say.cad(incident, position.frame.now_us())
    if incident.status != "open":
        return f"{cad} is {incident.status}"
    return f"{cad} is offered already" if incident.offer is not None else ""


def why_not_answer(position: Position) -> str:
    """Return why no offer can be answered, or nothing."""
    return "" if to_answer(position) else "nothing is offered to you"


def why_not_decline(position: Position) -> str:
    """Return why the selected incident cannot be declined, or nothing."""
    incident = position.incident
    if incident is None:
        return "needs a selected incident"
    return "" if to_answer(position) is incident else "it is not offered to you"


def why_not_withdraw(position: Position) -> str:
    """Return why no offer can be taken back, or nothing."""
    incident = position.incident
    if incident is None:
        return "needs a selected incident"
    if incident.offer is None:
        return "it is not offered to anybody"
    mine = incident.offer.by == position.others.person_id
    return "" if mine or position.frame.role == "supervisor" else "others offered it"
