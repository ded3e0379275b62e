"""Decides on incidents: open, amend, grade, log."""

from typing import Any

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.codes import Codes
from controlroom.domain.decide.rules import (
    NAME_MOST,
    NARRATIVE_MOST,
    PLACE_MOST,
    Ids,
    cad,
    incident_of,
    open_incident_of,
    place_of,
    refuse,
    shown,
    undecided,
    when,
    written,
)
from controlroom.domain.entities import AlarmOutcome, Incident
from controlroom.domain.state import State
from controlroom.domain.words import cad_number, day_of

OTHER = "OTHER"
"""The opening code whose grade an unknown kind of call gets."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    match said.command.act:
        case c.OpenIncident() as act:
            return open_incident(state, act, now_us, ids)
        case c.AmendIncident() as act:
            return amend_incident(state, act, now_us)
        case c.GradeIncident() as act:
            return grade_incident(state, act, now_us)
        case c.AddLogEntry() as act:
            return add_log_entry(state, act)
        case c.CorrectLogEntry() as act:
            return correct_log_entry(state, act, now_us)
        case other:
            raise undecided(other)


def next_cad(state: State, now_us: int) -> tuple[str, str, int]:
    """Return (number, local day, count); a clock that went back repeats no number."""
    day = max(day_of(now_us, state.codes.time_zone), state.cad_day)
    count = state.cad_count + 1 if day == state.cad_day else 1
    return cad_number(count, day), day, count


def usual_grade(codes: Codes, type_code: str) -> str:
    """Return the grade a type usually gets; an unknown type is treated as `OTHER`."""
    known = codes.type(type_code) or codes.type(OTHER)
    if known is not None and codes.grade(known.grade) is not None:
        return known.grade
    return codes.grades[0].code if codes.grades else ""


def open_incident(
    state: State, act: c.OpenIncident, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Open an incident with the next CAD number."""
    type_code = type_code_of(state, act.type_code)
    grade = _grade(state, act.grade) if act.grade else usual_grade(
        state.codes, type_code
    )  # fmt: skip
    lat, lon = place_of(act.lat, act.lon)
    sector = written(act.sector, "the sector", NAME_MOST)
    if not sector and lat is not None and lon is not None:
        sector = state.codes.sector_at(lat, lon)
    number, day, count = next_cad(state, now_us)
    opened = e.IncidentOpened(
        incident_id=ids("inc"),
        cad=number,
        cad_day=day,
        cad_count=count,
        type_code=type_code,
        grade=grade,
        opened_at_us=now_us,
        place=written(act.place, "the place", PLACE_MOST),
        lat=lat,
        lon=lon,
        sector=sector,
        narrative=written(act.narrative, "the narrative", NARRATIVE_MOST),
        caller=written(act.caller, "the caller", NAME_MOST),
    )
    return [opened, *what_was_said(opened)]


def what_was_said(opened: e.IncidentOpened) -> list[e.AnyEvent]:
    """Put what the caller said into the log: a dispatcher reads it before all else."""
    if not opened.narrative:
        return []
    return [e.LogEntryAdded(incident_id=opened.incident_id, text=opened.narrative)]


def amend_incident(state: State, act: c.AmendIncident, now_us: int) -> list[e.AnyEvent]:
    """Change only what differs; an amendment that changes nothing is no event."""
    incident = open_incident_of(state, act.incident_id, now_us)
    lat, lon = place_of(act.lat, act.lon)
    sector = act.sector
    if sector is None and lat is not None and lon is not None:
        sector = state.codes.sector_at(lat, lon) or None
    wanted: dict[str, Any] = {
        "type_code": None
        if act.type_code is None
        else type_code_of(state, act.type_code),
        "place": _optional(act.place, "the place", PLACE_MOST),
        "sector": _optional(sector, "the sector", NAME_MOST),
        "caller": _optional(act.caller, "the caller", NAME_MOST),
    }
    changes: dict[str, Any] = {
        name: value
        for name, value in wanted.items()
        if value is not None and value != getattr(incident, name)
    }
    moved = lat is not None and (lat, lon) != (incident.lat, incident.lon)
    if not changes and not moved:
        return []
    return [
        e.IncidentAmended(
            incident_id=incident.incident_id,
            lat=lat if moved else None,
            lon=lon if moved else None,
            **changes,
        )
    ]


def grade_incident(state: State, act: c.GradeIncident, now_us: int) -> list[e.AnyEvent]:
    """Give another grade; what the old one's target had said is over."""
    incident = open_incident_of(state, act.incident_id, now_us)
    grade = _grade(state, act.grade)
    if grade == incident.grade:
        refuse("same_grade", f"{cad(state, incident)} already has grade {grade}.")
    reason = written(act.reason, "the reason")
    graded = e.IncidentGraded(
        incident_id=incident.incident_id, grade=grade, reason=reason
    )
    return [graded, *target_over(state, incident, superseded=True)]


def add_log_entry(state: State, act: c.AddLogEntry) -> list[e.AnyEvent]:
    """Write a line, also into what is resolved or closed: late news is news.

    Written into a duplicate, it stands in the incident that goes on as well: there it
    is read.
    """
    incident = incident_of(state, act.incident_id)
    text = written(act.text, "the log entry", NARRATIVE_MOST, needed=True)
    events: list[e.AnyEvent] = [
        e.LogEntryAdded(incident_id=incident.incident_id, text=text)
    ]
    first = cad(state, incident)
    while incident.status == "merged":
        incident = incident_of(state, incident.merged_into)
        line = f"On {first}: {text}"
        events.append(e.LogEntryAdded(incident_id=incident.incident_id, text=line))
    return events


def correct_log_entry(
    state: State, act: c.CorrectLogEntry, now_us: int
) -> list[e.AnyEvent]:
    """Put right what somebody wrote; what the room itself noted is as it happened."""
    incident = incident_of(state, act.incident_id)
    line = next((each for each in incident.log if each.seq == act.seq), None)
    if line is None:
        refuse("line", f"{cad(state, incident)} has no such log entry.")
    if line.kind not in {"entry", "corrected"}:
        refuse(
            "line",
            "That line was not written by hand: it says what happened.",
            "Add a log entry that says what is right.",
        )
    again = next((each for each in incident.log if each.corrects == act.seq), None)
    if again is not None:
        who, at = state.name_of(again.by), when(state, again.at_us, now_us)
        refuse(
            "corrected",
            f"That entry was corrected by {who} at {at}.",
            "Correct that correction, if it is wrong.",
        )
    text = written(act.text, "the correction", NARRATIVE_MOST, needed=True)
    if text == line.text:
        refuse("same", "The correction says what the entry says.")
    return [
        e.LogEntryCorrected(
            incident_id=incident.incident_id, corrects=act.seq, text=text
        )
    ]


def target_over(
    state: State, incident: Incident, *, superseded: bool
) -> list[e.AnyEvent]:
    """End the alarm of a target that was passed, if one stands."""
    if not incident.target_passed:
        return []
    alarm = state.alarm_of(incident.incident_id, "target_passed")
    if alarm is None:
        return []
    outcome: AlarmOutcome = "superseded" if superseded else "ended"
    return [e.AlarmEnded(alarm_id=alarm.alarm_id, outcome=outcome)]


def _optional(text: str | None, what: str, most: int) -> str | None:
    return None if text is None else written(text, what, most)


def type_code_of(state: State, type_code: str) -> str:
    """Return an opening code of the code set. Raises `Refused`."""
    code = written(type_code, "the type", NAME_MOST, needed=True)
    if state.codes.types and state.codes.type(code) is None:
        refuse(
            "type", f"{shown(code)} is no opening code.", "Choose one from the list."
        )
    return code


def _grade(state: State, grade: str) -> str:
    known = [each.code for each in state.codes.grades]
    if known and grade not in known:
        refuse(
            "grade",
            f"{shown(grade) or 'An empty text'} is no grade.",
            f"Use one of {', '.join(known)}.",
        )
    return written(grade, "the grade", NAME_MOST, needed=True)
