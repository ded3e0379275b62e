"""Every form once, as a table: its fields, what it starts with and what it sends."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident, Unit
from controlroom.domain.words import local
from ui.position import Position
from ui.say import STATE_WORDS

Values = Mapping[str, str]
Choices = Callable[[Position], list[tuple[str, str]]]


class WrongField(ValueError):  # noqa: N818 - a field is wrong, the program is not
    """What was typed into a field cannot be used; says so to the operator."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: `kind` is line, text, choice or place."""

    name: str
    label: str
    kind: str = "line"
    choices: Choices | None = None
    needed: bool = False
    limit: int = 1_000


@dataclass(frozen=True, slots=True)
class Order:
    """What a filled form sends: the act, what it is about, and words for it."""

    act: c.Act
    subjects: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form: title, button, fields, first values and what it sends.

    `send` raises `WrongField` when a field cannot be used as it is.
    """

    name: str
    title: Callable[[Position], str]
    button: str
    fields: tuple[FieldRow, ...]
    start: Callable[[Position], dict[str, str]]
    send: Callable[[Position, Values], Order]


# ------------------------------------------------------------------------- choices


def _types(position: Position) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in position.frame.picture.codes.types]


def _grades(position: Position) -> list[tuple[str, str]]:
    codes = position.frame.picture.codes
    return [(each.code, f"{each.code}  {each.name}") for each in codes.grades]


def _usual_or_grades(position: Position) -> list[tuple[str, str]]:
    return [("", "as usual for its type"), *_grades(position)]


def _sectors(position: Position) -> list[tuple[str, str]]:
    names = [each.name for each in position.frame.picture.codes.sectors]
    return [("", "by its place"), *((name, name) for name in names)]


def _closing(position: Position) -> list[tuple[str, str]]:
    codes = position.frame.picture.codes
    return [(each.code, f"{each.code}  {each.name}") for each in codes.closing]


def _states(position: Position) -> list[tuple[str, str]]:
    known = position.frame.picture.codes.states
    named = {each.state: each.name for each in known} or STATE_WORDS
    return [
        (str(number), f"{number}  {name}")
        for number, name in named.items()
        if 1 <= number <= 11
    ]


# ------------------------------------------------------------------------ contexts


def _incident(position: Position) -> Incident:
    incident = position.incident
    if incident is None:
        raise WrongField("", "No incident is selected. Select one, then try again.")
    return incident


def _unit(position: Position) -> Unit:
    unit = position.frame.picture.units.get(position.selection.unit_id or "")
    if unit is None:
        raise WrongField("", "No unit is selected. Select one, then try again.")
    return unit


def _cad_title(verb: str) -> Callable[[Position], str]:
    def title(position: Position) -> str:
        incident = position.incident
        if incident is None:
            return verb
        return f"{verb} {position.say.cad(incident, position.frame.now_us())}"

    return title


def _unit_title(verb: str) -> Callable[[Position], str]:
    def title(position: Position) -> str:
        unit_id = position.selection.unit_id
        return f"{verb} {position.say.callsign(unit_id)}" if unit_id else verb

    return title


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


# --------------------------------------------------------------------------- sends


def _open(position: Position, values: Values) -> Order:
    act = c.OpenIncident(
        type_code=_known(position, "type_code", values["type_code"], _types),
        grade=values["grade"],
        place=values["place"].strip(),
        lat=_number(values.get("place.lat", "")),
        lon=_number(values.get("place.lon", "")),
        sector=values["sector"],
        narrative=values["narrative"],
        caller=values["caller"],
    )
    return Order(act, (), "Open an incident")


def _known(position: Position, field: str, value: str, choices: Choices) -> str:
    """Return a value that is one of the choices, by code or by name."""
    options = choices(position)
    for code, name in options:
        if value.casefold() in {code.casefold(), name.casefold()}:
            return code
    if not options:
        return value
    raise WrongField(field, f"{value or 'Nothing'} is not in the list. Choose one.")


def _amend(position: Position, values: Values) -> Order:
    incident = _incident(position)
    lat, lon = _number(values["place.lat"]), _number(values["place.lon"])
    type_code = _known(position, "type_code", values["type_code"], _types)
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


def _grade(position: Position, values: Values) -> Order:
    incident = _incident(position)
    grade = _known(position, "grade", values["grade"], _grades)
    act = c.GradeIncident(
        incident_id=incident.incident_id, grade=grade, reason=values["reason"].strip()
    )
    return Order(act, (incident.incident_id,), f"Grade {incident.cad} {grade}")


def _resolve(position: Position, values: Values) -> Order:
    incident = _incident(position)
    act = c.ResolveIncident(incident_id=incident.incident_id, note=values["note"])
    return Order(act, (incident.incident_id,), f"Resolve {incident.cad}")


def _close(position: Position, values: Values) -> Order:
    incident = _incident(position)
    code = _known(position, "closing_code", values["closing_code"], _closing)
    act = c.CloseIncident(
        incident_id=incident.incident_id, closing_code=code, note=values["note"]
    )
    return Order(act, (incident.incident_id,), f"Close {incident.cad}")


def _reopen(position: Position, values: Values) -> Order:
    incident = _incident(position)
    act = c.ReopenIncident(incident_id=incident.incident_id, reason=values["reason"])
    return Order(act, (incident.incident_id,), f"Reopen {incident.cad}")


def _bring_up(position: Position, values: Values) -> Order:
    incident = _incident(position)
    when = values["when"].strip()
    at_us = None
    if when:
        now_us = position.frame.now_us()
        at_us = read_time(when, now_us, position.say.zone)
        if at_us is None:
            raise WrongField(
                "when", f"{when} is no time. Write 23:15, +30 min or +2 h."
            )
    act = c.SetBringUp(
        incident_id=incident.incident_id, at_us=at_us, note=values["note"]
    )
    return Order(act, (incident.incident_id,), f"Bring up {incident.cad}")


def _stand_down(position: Position, values: Values) -> Order:
    unit = _unit(position)
    selected = position.selection.incident_id
    on = [key for key in unit.incident_ids if key == selected] or unit.incident_ids
    if not on:
        raise WrongField("", f"{unit.callsign} is on no incident.")
    act = c.StandDown(
        incident_id=on[-1], unit_id=unit.unit_id, reason=values["reason"].strip()
    )
    return Order(act, (on[-1], unit.unit_id), f"Stand down {unit.callsign}")


def _set_state(position: Position, values: Values) -> Order:
    unit = _unit(position)
    state = int(_known(position, "state", values["state"], _states))
    act = c.SetUnitState(unit_id=unit.unit_id, state=state)
    return Order(act, (unit.unit_id,), f"Set {unit.callsign} to {state}")


def _message(position: Position, values: Values) -> Order:
    unit = _unit(position)
    text = values["text"].strip()
    if not text:
        raise WrongField("text", "There are no words yet. Write what to say.")
    act = c.SendMessage(
        unit_ids=(unit.unit_id,), text=text, incident_id=position.selection.incident_id
    )
    return Order(act, (unit.unit_id,), f"Message to {unit.callsign}")


def _emergency(position: Position, values: Values) -> Order:
    unit = _unit(position)
    tracks, row = position.frame.tracks, unit.row
    heard = row < len(tracks) and int(tracks.fix_us[row]) > 0
    act = c.RaiseEmergency(
        unit_id=unit.unit_id,
        note=values["note"].strip(),
        lat=float(tracks.lat[row]) if heard else None,
        lon=float(tracks.lon[row]) if heard else None,
    )
    return Order(act, (unit.unit_id,), f"Emergency of {unit.callsign}")


def _end_alarm(outcome: str) -> Callable[[Position, Values], Order]:
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


# -------------------------------------------------------------------------- starts


def _nothing(_position: Position) -> dict[str, str]:
    return {}


def _amended(position: Position) -> dict[str, str]:
    incident = _incident(position)
    return {
        "type_code": incident.type_code,
        "place": incident.place,
        "place.lat": "" if incident.lat is None else repr(incident.lat),
        "place.lon": "" if incident.lon is None else repr(incident.lon),
        "sector": incident.sector,
        "caller": incident.caller,
    }


def _graded(position: Position) -> dict[str, str]:
    return {"grade": _incident(position).grade}


def _stated(position: Position) -> dict[str, str]:
    return {"state": str(_unit(position).state)}


_TIME = re.compile(r"^(\d{1,2})[:.]?(\d{2})$")
_SPAN = re.compile(r"^\+?\s*(\d{1,4})\s*(min|m|h|d)\.?$", re.IGNORECASE)
_SPAN_S = {"m": 60, "min": 60, "h": 3_600, "d": 86_400}


def read_time(text: str, now_us: int, zone: str) -> int | None:
    """Return a time to come from `23:15`, `+30 min`, `2 h`; None when it is none.

    A time of day that has passed is tomorrow's.
    """
    text = text.strip()
    if span := _SPAN.match(text):
        seconds = int(span[1]) * _SPAN_S[span[2].casefold()]
        return now_us + seconds * 1_000_000
    clock = _TIME.match(text)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return None
    now = local(now_us, zone)
    then = now.replace(
        hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0
    )
    if then <= now:
        then = then + timedelta(days=1)
    return _to_us(then, zone)


def _to_us(moment: datetime, zone: str) -> int:
    exact = moment.replace(tzinfo=ZoneInfo(zone))
    return round(exact.timestamp()) * 1_000_000


_NOTE = FieldRow("note", "Note", "text")
_REASON = FieldRow("reason", "Reason")

FORMS: tuple[Form, ...] = (
    Form("new_incident", lambda _p: "New incident", "Open incident", (
        FieldRow("type_code", "Type", "choice", _types, needed=True),
        FieldRow("place", "Place", "place", limit=300),
        FieldRow("grade", "Grade", "choice", _usual_or_grades),
        FieldRow("narrative", "What happens", "text", limit=4_000),
        FieldRow("caller", "Caller", limit=100),
        FieldRow("sector", "Sector", "choice", _sectors),
    ), _nothing, _open),
    Form("amend", _cad_title("Amend"), "Amend incident", (
        FieldRow("type_code", "Type", "choice", _types, needed=True),
        FieldRow("place", "Place", "place", limit=300),
        FieldRow("caller", "Caller", limit=100),
        FieldRow("sector", "Sector", "choice", _sectors),
    ), _amended, _amend),
    Form("grade", _cad_title("Grade"), "Give grade", (
        FieldRow("grade", "Grade", "choice", _grades, needed=True), _REASON,
    ), _graded, _grade),
    Form("resolve", _cad_title("Resolve"), "Resolve incident", (_NOTE,),
         _nothing, _resolve),
    Form("close", _cad_title("Close"), "Close incident", (
        FieldRow("closing_code", "Closing code", "choice", _closing, needed=True),
        _NOTE,
    ), _nothing, _close),
    Form("reopen", _cad_title("Reopen"), "Reopen incident", (_REASON,),
         _nothing, _reopen),
    Form("bring_up", _cad_title("Bring up"), "Set bring-up", (
        FieldRow("when", "When"), _NOTE,
    ), _nothing, _bring_up),
    Form("stand_down", _unit_title("Stand down"), "Stand down unit", (_REASON,),
         _nothing, _stand_down),
    Form("set_state", _unit_title("State of"), "Set state", (
        FieldRow("state", "State", "choice", _states, needed=True),
    ), _stated, _set_state),
    Form("message", _unit_title("Message to"), "Send message", (
        FieldRow("text", "Words", "text", needed=True),
    ), _nothing, _message),
    Form("emergency", _unit_title("Emergency of"), "Raise emergency", (_NOTE,),
         _nothing, _emergency),
    Form("end_alarm", lambda _p: "End alarm", "End alarm", (_NOTE,),
         _nothing, _end_alarm("ended")),
    Form("false_alarm", lambda _p: "False alarm", "End as false alarm", (_NOTE,),
         _nothing, _end_alarm("false_alarm")),
)  # fmt: skip
"""All forms there are."""


def form_named(name: str) -> Form:
    """Return a form. Raises KeyError when there is none of that name."""
    for form in FORMS:
        if form.name == name:
            return form
    raise KeyError(name)
