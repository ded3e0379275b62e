"""What the forms of an incident's life send: close, schedule, correct the log."""

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident, LogEntry
from ui.choices import closing_codes, dispositions, qualifiers, types
from ui.moments import read_time
from ui.orders import Order, Values, WrongField, known, selected_incident
from ui.position import Position

WRITTEN = frozenset({"entry", "corrected"})
"""Kinds of log entry that a person wrote."""


def close(position: Position, values: Values) -> Order:
    """Close the selected incident with its codes."""
    incident = selected_incident(position)
    typed = [part.strip() for part in values["qualifiers"].split(",") if part.strip()]
    disposition = values["disposition"]
    type_code = known(position, "type_code", values["type_code"], types)
    act = c.CloseIncident(
        incident_id=incident.incident_id,
        closing_code=known(
            position, "closing_code", values["closing_code"], closing_codes
        ),
        type_code=type_code if type_code != incident.type_code else "",
        qualifiers=tuple(
            known(position, "qualifiers", part, qualifiers) for part in typed
        ),
        disposition=(
            known(position, "disposition", disposition, dispositions)
            if disposition
            else ""
        ),
        note=values["note"],
    )
    return Order(act, (incident.incident_id,), f"Close {incident.cad}")


def schedule(position: Position, values: Values) -> Order:
    """Plan the selected incident for a later time, or take it up now."""
    incident = selected_incident(position)
    when = values["planned"].strip()
    at_us = None
    if when:
        at_us = read_time(when, position.frame.now_us(), position.say.zone)
        if at_us is None:
            raise WrongField(
                "planned",
                f"{when} is no time to come. Write 23:15, 24 Nov 10:00 or +2 h.",
            )
    elif incident.scheduled_at_us is None:
        raise WrongField("planned", "Write when it is due: 23:15, 24 Nov 10:00, +2 h.")
    act = c.ScheduleIncident(
        incident_id=incident.incident_id, at_us=at_us, note=values["note"].strip()
    )
    return Order(act, (incident.incident_id,), f"Schedule {incident.cad}")


def line_meant(position: Position) -> LogEntry | None:
    """Return the log entry to correct: the one chosen, else the last one written."""
    incident = position.incident
    if incident is None:
        return None
    chosen = [each for each in incident.log if each.seq == position.line_seq]
    if chosen:
        return chosen[0] if can_be_corrected(incident, chosen[0]) else None
    for line in reversed(incident.log):
        if can_be_corrected(incident, line):
            return line
    return None


def can_be_corrected(incident: Incident, line: LogEntry) -> bool:
    """Return whether a line was written by hand and nobody has corrected it yet."""
    corrected = any(each.corrects == line.seq for each in incident.log)
    return line.kind in WRITTEN and not corrected


def wrong_line(position: Position) -> dict[str, str]:
    """Start with what the entry says."""
    selected_incident(position)
    line = line_meant(position)
    if line is None:
        raise WrongField(
            "", "That line was not written by hand, or has been corrected already."
        )
    return {"text": line.text}


def correct(position: Position, values: Values) -> Order:
    """Put the log entry that is meant right."""
    incident = selected_incident(position)
    line = line_meant(position)
    text = values["text"].strip()
    if line is None:
        raise WrongField("", "There is no log entry to correct any more.")
    if text == line.text.strip() or not text:
        raise WrongField("text", "Write what is right instead.")
    act = c.CorrectLogEntry(incident_id=incident.incident_id, seq=line.seq, text=text)
    return Order(act, (incident.incident_id,), f"Correct the log of {incident.cad}")
