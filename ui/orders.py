"""What a filled form sends: the act, what it is about and words for it; or which field
cannot be used as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident, Unit
from ui.choices import device_kinds, grades, states, types
from ui.moments import read_time
from ui.position import Position

Values = Mapping[str, str]
Choices = Callable[[Position], list[tuple[str, str]]]


class WrongField(ValueError):  # noqa: N818 - a field is wrong, the program is not
    """What was typed into a field cannot be used; says so to the operator."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Order:
    """What a filled form sends: the act, what it is about, and words for it."""

    act: c.AnyAct
    subjects: tuple[str, ...]
    words: str


def selected_incident(position: Position) -> Incident:
    """Return the selected incident. Raises `WrongField`."""
    incident = position.incident
    if incident is None:
        raise WrongField("", "No incident is selected. Select one, then try again.")
    return incident


def selected_unit(position: Position) -> Unit:
    """Return the selected unit. Raises `WrongField`."""
    unit = position.frame.picture.units.get(position.selection.unit_id or "")
    if unit is None:
        raise WrongField("", "No unit is selected. Select one, then try again.")
    return unit


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def open_incident(position: Position, values: Values) -> Order:
    """Open an incident."""
    act = c.OpenIncident(
        type_code=known(position, "type_code", values["type_code"], types),
        grade=values["grade"],
        place=values["place"].strip(),
        lat=_number(values.get("place.lat", "")),
        lon=_number(values.get("place.lon", "")),
        sector=values["sector"],
        narrative=values["narrative"],
        caller=values["caller"],
    )
    return Order(act, (), "Open an incident")


def known(position: Position, field: str, value: str, choices: Choices) -> str:
    """Return a value that is one of the choices, by code or by name."""
    options = choices(position)
    for code, name in options:
        if value.casefold() in {code.casefold(), name.casefold()}:
            return code
    if not options:
        return value
    raise WrongField(field, f"{value or 'Nothing'} is not in the list. Choose one.")


def amend(position: Position, values: Values) -> Order:
    """Amend what was changed in the form and nothing else."""
    incident = selected_incident(position)
    lat, lon = _number(values["place.lat"]), _number(values["place.lon"])
    type_code = known(position, "type_code", values["type_code"], types)
    act = c.AmendIncident(
        incident_id=incident.incident_id,
        type_code=_if_changed(type_code, incident.type_code),
        place=_if_changed(values["place"].strip(), incident.place),
        lat=lat if (lat, lon) != (incident.lat, incident.lon) else None,
        lon=lon if (lat, lon) != (incident.lat, incident.lon) else None,
        sector=_if_changed(values["sector"] or incident.sector, incident.sector),
        caller=_if_changed(values["caller"], incident.caller),
    )
    return Order(act, (incident.incident_id,), f"Amend {incident.cad}")


def _if_changed(value: str, before: str) -> str | None:
    return None if value == before else value


def grade(position: Position, values: Values) -> Order:
    """Give another grade."""
    incident = selected_incident(position)
    grade = known(position, "grade", values["grade"], grades)
    act = c.GradeIncident(
        incident_id=incident.incident_id, grade=grade, reason=values["reason"].strip()
    )
    return Order(act, (incident.incident_id,), f"Grade {incident.cad} {grade}")


def resolve(position: Position, values: Values) -> Order:
    """Resolve the selected incident."""
    incident = selected_incident(position)
    act = c.ResolveIncident(incident_id=incident.incident_id, note=values["note"])
    return Order(act, (incident.incident_id,), f"Resolve {incident.cad}")


def reopen(position: Position, values: Values) -> Order:
    """Reopen the selected incident."""
    incident = selected_incident(position)
    act = c.ReopenIncident(incident_id=incident.incident_id, reason=values["reason"])
    return Order(act, (incident.incident_id,), f"Reopen {incident.cad}")


def bring_up(position: Position, values: Values) -> Order:
    """Set a time to bring the incident up, or take it away."""
    incident = selected_incident(position)
    when = values["when"].strip()
    at_us = None
    if when:
        now_us = position.frame.now_us()
        at_us = read_time(when, now_us, position.say.zone)
        if at_us is None:
            raise WrongField(
                "when", f"{when} is no time to come. Write 23:15, +30 min or +2 h."
            )
    act = c.SetBringUp(
        incident_id=incident.incident_id, at_us=at_us, note=values["note"]
    )
    return Order(act, (incident.incident_id,), f"Bring up {incident.cad}")


def stand_down(position: Position, values: Values) -> Order:
    """Stand the selected unit down, from the selected incident if it is on it."""
    unit = selected_unit(position)
    selected = position.selection.incident_id
    on = [key for key in unit.incident_ids if key == selected] or unit.incident_ids
    if not on:
        raise WrongField("", f"{unit.callsign} is on no incident.")
    act = c.StandDown(
        incident_id=on[-1], unit_id=unit.unit_id, reason=values["reason"].strip()
    )
    return Order(act, (on[-1], unit.unit_id), f"Stand down {unit.callsign}")


def set_state(position: Position, values: Values) -> Order:
    """Set the selected unit's radio state."""
    unit = selected_unit(position)
    state = int(known(position, "state", values["state"], states))
    act = c.SetUnitState(unit_id=unit.unit_id, state=state)
    return Order(act, (unit.unit_id,), f"Set {unit.callsign} to {state}")


def message(position: Position, values: Values) -> Order:
    """Send words to the selected unit."""
    unit = selected_unit(position)
    text = values["text"].strip()
    if not text:
        raise WrongField("text", "There are no words yet. Write what to say.")
    act = c.SendMessage(
        unit_ids=(unit.unit_id,), text=text, incident_id=position.selection.incident_id
    )
    return Order(act, (unit.unit_id,), f"Message to {unit.callsign}")


def emergency(position: Position, values: Values) -> Order:
    """Raise an emergency where the selected unit was last heard."""
    unit = selected_unit(position)
    tracks, row = position.frame.tracks, unit.row
    heard = row < len(tracks) and int(tracks.fix_us[row]) > 0
    act = c.RaiseEmergency(
        unit_id=unit.unit_id,
        note=values["note"].strip(),
        lat=float(tracks.lat[row]) if heard else None,
        lon=float(tracks.lon[row]) if heard else None,
    )
    return Order(act, (unit.unit_id,), f"Emergency of {unit.callsign}")


def end_alarm(outcome: str) -> Callable[[Position, Values], Order]:
    """Return what ends the selected alarm, plainly or as a false alarm."""

    def send(position: Position, values: Values) -> Order:
        alarm_id = position.selection.alarm_id
        if alarm_id is None:
            raise WrongField("", "No alarm is selected. Select one, then try again.")
        act = c.EndAlarm(
            alarm_id=alarm_id,
            outcome="false_alarm" if outcome == "false_alarm" else "ended",
            note=values["note"].strip(),
        )
        return Order(act, (alarm_id,), "End the alarm")

    return send


def bind(position: Position, values: Values) -> Order:
    """Bind the selected contact to a unit by its callsign."""
    contact = position.contact
    if contact is None:
        raise WrongField("", "No contact is selected. Select one, then try again.")
    wanted = values["callsign"].strip().casefold()
    for unit in position.frame.picture.units.values():
        if unit.callsign.casefold() == wanted:
            kind = known(position, "kind", values["kind"], device_kinds)
            act = c.BindContact(
                door=contact.door, uid=contact.uid, kind=kind, unit_id=unit.unit_id
            )
            return Order(act, (unit.unit_id,), f"Bind to {unit.callsign}")
    raise WrongField(
        "callsign", f"{values['callsign'] or 'Nothing'} is no callsign here."
    )
