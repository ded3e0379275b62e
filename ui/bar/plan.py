"""What Enter will do with a line, in plain words and before it is pressed: the act,
tried on the desk's picture by the same rules as the gateway's; nothing is sent here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from controlroom.domain import commands as c
from controlroom.domain.commands.messages import SendMessage
from controlroom.domain.consequences import consequences
from controlroom.domain.decide import decide
from controlroom.domain.entities import Incident
from controlroom.domain.errors import Refused
from controlroom.domain.reduce import sentences
from controlroom.domain.words import names
from ui.bar.grammar import parse
from ui.bar.verbs import Lexicon, Line, Wrong
from ui.log_orders import log_act
from ui.moments import read_time
from ui.plain import plain
from ui.position import Position

QUOTED = 160
"""Letters of somebody's words shown in a sentence of ours."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a line asks for. Without an act, or refused, Enter does nothing."""

    title: str
    says: tuple[str, ...] = ()
    refused: str = ""
    act: c.AnyAct | None = None
    subjects: tuple[str, ...] = ()
    kept: str = ""
    """The line without its words, for the history of the next day."""
    known: bool = True
    """False when the line may as well be the name of a place."""

    @property
    def is_ready(self) -> bool:
        """Whether Enter sends it."""
        return self.act is not None and not self.refused


def plan_of(position: Position, lexicon: Lexicon, text: str) -> Plan | None:
    """Return what a line asks for; None when it is something to find."""
    line = parse(text, lexicon)
    if line is None:
        return None
    if isinstance(line, Wrong):
        title = "Not understood" if line.word else "Not yet whole"
        return Plan(title, refused=plain(line.sentence), known=line.known)
    if line.verb.name == "stand_down" and not line.incident_ids:
        found = _from_what_it_is_on(position, line)
        if isinstance(found, Plan):
            return found
        line = found
    act, title, subjects = _ACTS[line.verb.name](position, line)
    return Plan(
        title,
        _words(position, act),
        _refusal(position, act),
        act,
        subjects,
        _without_words(text, line),
    )


def _from_what_it_is_on(position: Position, line: Line) -> Line | Plan:
    """Name the incident that a unit is stood down from, where only one can be meant."""
    unit = position.frame.picture.units[line.unit_ids[0]]
    on = unit.incident_ids
    title = f"Stand {unit.callsign} down"
    if not on:
        return Plan(title, refused=f"{unit.callsign} is on no incident.")
    if len(on) > 1:
        which = names([_cad(position, each) for each in on])
        said = f"{unit.callsign} is on {which}. Write which, after the callsign."
        return Plan(title, refused=said)
    return Line(line.verb, line.unit_ids, on, line.value, line.text)


def _refusal(position: Position, act: c.AnyAct) -> str:
    """Return the sentence with which the gateway would refuse an act, or nothing."""
    frame = position.frame
    if frame.welcome is None:
        return "There is no gateway yet."
    if position.offered.is_partner and isinstance(act, c.TellPartner):
        return ""  # whom a partner's desk belongs to is not in its picture
    said = c.Commanded(
        command=c.Command(command_id="cmd_tried", act=act),
        person_id=frame.welcome.person_id,
        role=frame.role,
        desk="",
    )
    try:
        decide(frame.picture, said, frame.now_us(), lambda prefix: f"{prefix}_tried")
    except Refused as refused:
        return refused.sentence
    return ""


def _without_words(text: str, line: Line) -> str:
    if not line.text:
        return text
    return text[: text.rindex(line.text)].rstrip()


# ------------------------------------------------------------------------- the acts

_Made = tuple[c.AnyAct, str, tuple[str, ...]]


def _assign(position: Position, line: Line) -> _Made:
    units = position.frame.picture.units
    away = any(units[each].incident_ids for each in line.unit_ids)
    incident_id = line.incident_ids[0]
    act = c.AssignUnits(incident_id=incident_id, unit_ids=line.unit_ids, divert=away)
    verb = "Divert" if away else "Assign"
    title = f"{verb} {_callsigns(position, line)} to {_cad(position, incident_id)}"
    return act, title, (incident_id, *line.unit_ids)


def _also(position: Position, line: Line) -> _Made:
    incident_id = line.incident_ids[0]
    act = c.AssignUnits(incident_id=incident_id, unit_ids=line.unit_ids, keep=True)
    title = f"Assign {_callsigns(position, line)} to {_cad(position, incident_id)} too"
    return act, title, (incident_id, *line.unit_ids)


def _next(position: Position, line: Line) -> _Made:
    incident_id, unit_id = line.incident_ids[0], line.unit_ids[0]
    act = c.PreAssign(incident_id=incident_id, unit_id=unit_id)
    title = f"{_cad(position, incident_id)} next for {_callsigns(position, line)}"
    return act, title, (incident_id, unit_id)


def _override(position: Position, line: Line) -> _Made:
    incident_id = line.incident_ids[0]
    act = c.OverrideDivert(
        incident_id=incident_id, unit_ids=line.unit_ids, reason=line.text
    )
    where = _cad(position, incident_id)
    title = f"Divert {_callsigns(position, line)} to {where} against the rule"
    return act, title, (incident_id, *line.unit_ids)


def _clear(position: Position, line: Line) -> _Made:
    act = c.StandDownAll(incident_id=line.incident_ids[0], reason=line.text)
    title = f"Stand all units of {_cad(position, act.incident_id)} down"
    return act, title, (act.incident_id,)


def _schedule(position: Position, line: Line) -> _Made:
    now_us = position.frame.now_us()
    at_us = read_time(line.value, now_us, position.say.zone) or now_us
    act = c.ScheduleIncident(
        incident_id=line.incident_ids[0], at_us=at_us, note=line.text
    )
    when = position.say.clock_on(at_us, now_us)
    title = f"Schedule {_cad(position, act.incident_id)} for {when}"
    return act, title, (act.incident_id,)


def _stand_down(position: Position, line: Line) -> _Made:
    unit_id, incident_id = line.unit_ids[0], line.incident_ids[0]
    act = c.StandDown(incident_id=incident_id, unit_id=unit_id, reason=line.text)
    where = _cad(position, incident_id)
    title = f"Stand {_callsigns(position, line)} down from {where}"
    return act, title, (incident_id, unit_id)


def _state(position: Position, line: Line) -> _Made:
    act = c.SetUnitState(unit_id=line.unit_ids[0], state=int(line.value))
    words = sentences.state_words(position.frame.picture, act.state)
    return act, f"Set {_callsigns(position, line)} to {words}", (act.unit_id,)


def _message(position: Position, line: Line) -> _Made:
    act = c.SendMessage(unit_ids=line.unit_ids, text=line.text)
    return act, f"Message to {_callsigns(position, line)}", line.unit_ids


def _log(position: Position, line: Line) -> _Made:
    incident_id = line.incident_ids[0]
    title = f"Add to the log of {_cad(position, incident_id)}"
    return log_act(position, incident_id, line.text), title, (incident_id,)


def _grade(position: Position, line: Line) -> _Made:
    act = c.GradeIncident(
        incident_id=line.incident_ids[0], grade=line.value, reason=line.text
    )
    title = f"Give {_cad(position, act.incident_id)} grade {act.grade}"
    return act, title, (act.incident_id,)


def _resolve(position: Position, line: Line) -> _Made:
    act = c.ResolveIncident(incident_id=line.incident_ids[0], note=line.text)
    return act, f"Resolve {_cad(position, act.incident_id)}", (act.incident_id,)


def _close(position: Position, line: Line) -> _Made:
    act = c.CloseIncident(
        incident_id=line.incident_ids[0], closing_code=line.value, note=line.text
    )
    title = f"Close {_cad(position, act.incident_id)} with {act.closing_code}"
    return act, title, (act.incident_id,)


def _reopen(position: Position, line: Line) -> _Made:
    act = c.ReopenIncident(incident_id=line.incident_ids[0], reason=line.text)
    return act, f"Reopen {_cad(position, act.incident_id)}", (act.incident_id,)


def _bring_up(position: Position, line: Line) -> _Made:
    now_us = position.frame.now_us()
    at_us = read_time(line.value, now_us, position.say.zone)
    act = c.SetBringUp(incident_id=line.incident_ids[0], at_us=at_us, note=line.text)
    when = position.say.clock_on(at_us, now_us) if at_us is not None else "no time"
    title = f"Bring {_cad(position, act.incident_id)} up at {when}"
    return act, title, (act.incident_id,)


def _link(position: Position, line: Line) -> _Made:
    one, other = line.incident_ids
    act = c.LinkIncidents(incident_id=one, other_id=other, reason=line.text)
    title = f"Link {_cad(position, one)} with {_cad(position, other)}"
    return act, title, line.incident_ids


def _merge(position: Position, line: Line) -> _Made:
    kept, duplicate = line.incident_ids
    act = c.MergeIncidents(incident_id=kept, duplicate_id=duplicate)
    title = f"Merge {_cad(position, duplicate)} into {_cad(position, kept)}"
    return act, title, line.incident_ids


def _emergency(position: Position, line: Line) -> _Made:
    unit = position.frame.picture.units[line.unit_ids[0]]
    tracks = position.frame.tracks
    heard = unit.row < len(tracks) and int(tracks.fix_us[unit.row]) > 0
    act = c.RaiseEmergency(
        unit_id=unit.unit_id,
        note=line.text,
        lat=float(tracks.lat[unit.row]) if heard else None,
        lon=float(tracks.lon[unit.row]) if heard else None,
    )
    return act, f"Raise an officer's emergency of {unit.callsign}", line.unit_ids


_ACTS: dict[str, Callable[[Position, Line], _Made]] = {
    "assign": _assign,
    "divert": _assign,
    "also": _also,
    "next": _next,
    "override": _override,
    "clear": _clear,
    "stand_down": _stand_down,
    "state": _state,
    "message": _message,
    "log": _log,
    "grade": _grade,
    "resolve": _resolve,
    "close": _close,
    "reopen": _reopen,
    "bring_up": _bring_up,
    "schedule": _schedule,
    "link": _link,
    "merge": _merge,
    "emergency": _emergency,
}
"""How each verb of the grammar becomes an act."""


# ------------------------------------------------------------------------ the words


def _words(position: Position, act: c.AnyAct) -> tuple[str, ...]:
    """Return what an act brings about, a sentence each."""
    return (*_about(position, act), *consequences(position.frame.picture, act))


def _about(position: Position, act: c.AnyAct) -> tuple[str, ...]:
    picture = position.frame.picture
    match act:
        case c.SetUnitState():
            unit = picture.units[act.unit_id]
            before = sentences.state_words(picture, unit.state)
            after = sentences.state_words(picture, act.state)
            on = names([_cad(position, each) for each in unit.incident_ids])
            said = f"{unit.callsign} goes from {before} to {after}."
            return (said, f"It is on {on}.") if on else (said,)
        case SendMessage():
            return (_quoted(act.text),)
        case c.AddLogEntry() | c.TellPartner():
            return (_what(position, act.incident_id) + ".", _quoted(act.text))
        case c.GradeIncident():
            before = picture.incidents[act.incident_id].grade or "none"
            said = f"{_what(position, act.incident_id)}: {before} becomes {act.grade}."
            return (said, _quoted(act.reason)) if act.reason else (said,)
        case c.RaiseEmergency():
            return ("Every desk is called, and an incident is opened for it.",)
        case _:
            return _about_incidents(position, act)


def _about_incidents(position: Position, act: c.AnyAct) -> tuple[str, ...]:
    match act:
        case c.MergeIncidents(incident_id=kept, duplicate_id=duplicate):
            into = _what(position, kept)
            said = f"{_what(position, duplicate)}, becomes a part of {into}."
            return (said, "Its units come along.")
        case c.LinkIncidents(incident_id=one, other_id=other):
            return (f"{_what(position, one)}, and {_what(position, other)}.",)
        case (
            c.ResolveIncident(incident_id=incident_id)
            | c.CloseIncident(incident_id=incident_id)
            | c.ReopenIncident(incident_id=incident_id)
            | c.SetBringUp(incident_id=incident_id)
            | c.ScheduleIncident(incident_id=incident_id)
        ):
            return (_what(position, incident_id) + ".",)
        case _:
            return ()


def _what(position: Position, incident_id: str) -> str:
    incident: Incident = position.frame.picture.incidents[incident_id]
    kind, place = position.say.type_of(incident), position.say.place_of(incident)
    return f"{_cad(position, incident_id)}, {kind}, {plain(place)}"


def _cad(position: Position, incident_id: str) -> str:
    return sentences.cad_of(position.frame.picture, incident_id)


def _callsigns(position: Position, line: Line) -> str:
    return sentences.callsigns(position.frame.picture, line.unit_ids)


def _quoted(text: str) -> str:
    shown = plain(" ".join(text.split()))
    short = shown if len(shown) <= QUOTED else f"{shown[: QUOTED - 1]}…"
    return f"“{short}”"
