"""Applies what is shared with partners; in their own view, what they were shown."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.reduce.stamp import keep_incident, log_line, log_to, stamped
from controlroom.domain.state import State

PartnerEvent = e.IncidentShared | e.PartnerTold | e.PartnerSaw


def reduce_partner(state: State, fact: e.Fact, event: PartnerEvent) -> tuple[str, ...]:
    """Change the state by one event about partners; return the ids it touched."""
    match event:
        case e.IncidentShared():
            return _shared(state, fact, event)
        case e.PartnerTold():
            return _told(state, fact, event)
        case e.PartnerSaw():
            return _saw(state, event)


def _shared(state: State, fact: e.Fact, event: e.IncidentShared) -> tuple[str, ...]:
    incident = state.incidents.get(event.incident_id)
    if incident is None:
        return ()
    others = tuple(each for each in incident.shared_with if each != event.partner)
    name = state.codes.partner_name(event.partner)
    if event.shared:
        others = (*others, event.partner)
    text = f"Shared with {name}." if event.shared else f"No longer shared with {name}."
    return log_to(state, fact, event.incident_id, "shared", text, shared_with=others)


def _told(state: State, fact: e.Fact, event: e.PartnerTold) -> tuple[str, ...]:
    incident = state.incidents.get(event.incident_id)
    if incident is None:
        return ()
    name = state.codes.partner_name(event.partner)
    text = f"{name}: {event.text}" if event.inward else f"To {name}: {event.text}"
    line = msgspec.structs.replace(
        log_line(fact, "partner", text), partner=event.partner
    )
    keep_incident(state, stamped(incident, fact, log=(*incident.log, line)))
    return (incident.incident_id,)


def _saw(state: State, event: e.PartnerSaw) -> tuple[str, ...]:
    touched: list[str] = []
    if event.codes is not None:
        state.codes = event.codes
        touched.append("codes")
    for incident in event.incidents:
        keep_incident(state, incident)
        touched.append(incident.incident_id)
    for unit in event.units:
        if unit.row == len(state.unit_rows):
            state.unit_rows.append(unit.unit_id)
        state.units[unit.unit_id] = unit
        touched.append(unit.unit_id)
    for gone in event.gone:
        state.incidents.pop(gone, None)
        state.watch.pop(gone, None)
        state.units.pop(gone, None)
        touched.append(gone)
    return tuple(touched)
