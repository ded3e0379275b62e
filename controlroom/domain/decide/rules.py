"""What every decision asks first: is it known, is it still so, may it be written."""

import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from controlroom.domain.entities import Alarm, Assignment, Incident, Unit
from controlroom.domain.errors import Conflict, Refused
from controlroom.domain.geo import is_place
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State
from controlroom.domain.words import clock_on

Ids = Callable[[str], str]
"""`ids("inc")` gives a new id; made by a shell, never here."""

NARRATIVE_MOST = 4_000
TEXT_MOST = 1_000
PLACE_MOST = 300
NAME_MOST = 100
SHOWN_MOST, SAID_MOST = 40, 160
"""Longest texts, in characters."""

TOLD = frozenset(
    {"entry", "message", "acknowledged", "state", "drawing", "linked", "unlinked"}
    | {"transfer", "attention", "risk", "advice", "corrected", "partner", "shared"}
    | {"attached", "promise"}
)
"""Lines of a log that tell and change nothing about the incident: never a conflict."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?")


def refuse(code: str, what: str, advice: str = "") -> NoReturn:
    """Raise `Refused`: what stands in the way, what still holds, what to do."""
    raise Refused(code, f"{what} Nothing changed. {advice}".rstrip())


def undecided(act: object) -> TypeError:
    """Return the error of an act that reached a file which does not know it."""
    return TypeError(f"nothing decides on {type(act).__name__}")


def incident_of(state: State, incident_id: str) -> Incident:
    """Return an incident of the picture. Raises `Refused`."""
    incident = state.incidents.get(incident_id)
    if incident is None:
        refuse(
            "unknown_incident",
            "That incident is not in the picture: closed more than a day ago, "
            "or never opened.",
        )
    return incident


def open_incident_of(state: State, incident_id: str, now_us: int) -> Incident:
    """Return an incident that is open. Raises `Refused`."""
    incident = incident_of(state, incident_id)
    if incident.status != "open":
        refuse_finished(state, incident, now_us)
    return incident


def refuse_finished(state: State, incident: Incident, now_us: int) -> NoReturn:
    """Raise `Refused`: an incident is resolved or closed, by whom and when."""
    line = next((e for e in reversed(incident.log) if e.kind == incident.status), None)
    who = state.name_of(line.by if line else incident.changed_by)
    at_us = line.at_us if line else incident.changed_at_us
    how: str = incident.status
    advice = "Reopen it first."
    if incident.status == "merged":
        kept = sentences.cad_of(state, incident.merged_into)
        how = f"merged into {kept}"
        advice = f"Work in {kept}, or take the merge back first."
    refuse(
        incident.status,
        f"{cad(state, incident)} was {how} by {who} at {when(state, at_us, now_us)}.",
        advice,
    )


def unit_of(state: State, unit_id: str) -> Unit:
    """Return a unit of the picture. Raises `Refused`."""
    unit = state.units.get(unit_id)
    if unit is None:
        refuse("unknown_unit", f"No unit {shown(unit_id)} is known here.")
    return unit


def alarm_of(state: State, alarm_id: str) -> Alarm:
    """Return an alarm of the picture. Raises `Refused`."""
    alarm = state.alarms.get(alarm_id)
    if alarm is None:
        refuse("unknown_alarm", "That alarm is no longer in the picture.")
    return alarm


def cad(state: State, incident: Incident) -> str:
    """Return `CAD 412`."""
    return sentences.cad_of(state, incident.incident_id)


def when(state: State, at_us: int, now_us: int) -> str:
    """Return `14:02:11` in the force's time, with its date when that is not today."""
    return clock_on(at_us, now_us, state.codes.time_zone)


def commitment(state: State, unit: Unit) -> tuple[Incident, Assignment] | None:
    """Return what a unit is on, the newest first."""
    for incident_id in reversed(unit.incident_ids):
        incident = state.incidents[incident_id]
        for assignment in incident.assignments:
            if assignment.unit_id == unit.unit_id:
                return incident, assignment
    return None


def committed_words(state: State, unit: Unit, now_us: int) -> str:
    """Return `CAD 412 (Ash, 14:02:11)` for what a unit is on."""
    found = commitment(state, unit)
    if found is None:
        return "no incident"
    incident, assignment = found
    who = state.name_of(assignment.by)
    return f"{cad(state, incident)} ({who}, {when(state, assignment.at_us, now_us)})"


def check_expected(state: State, expects: Mapping[str, int], now_us: int) -> None:
    """Raise `Conflict` when something changed since the operator looked."""
    for entity_id, revision in expects.items():
        entity = (
            state.incidents.get(entity_id)
            or state.units.get(entity_id)
            or state.alarms.get(entity_id)
            or state.devices.get(entity_id)
            or state.people.get(entity_id)
            or state.cameras.get(entity_id)
            or state.drawings.get(entity_id)
        )
        if entity is None:
            raise Conflict(
                "What this was about is no longer in the picture. Nothing changed."
            )
        if entity.revision == revision:
            continue
        if isinstance(entity, Incident):
            _check_incident(state, entity, revision, now_us)
            continue
        at = when(state, entity.changed_at_us, now_us)
        who = state.name_of(entity.changed_by)
        if isinstance(entity, Unit):
            what, advice = _unit_changed(state, entity, who, at)
        else:
            what, advice = f"{who} changed this at {at}.", "Look again, then decide."
        raise Conflict(f"{what} Nothing changed. {advice}")


def _check_incident(
    state: State, incident: Incident, revision: int, now_us: int
) -> None:
    """Raise `Conflict` for what changed in an incident; words said in it are no change.

    A revision that is yet to come was seen in another journal.
    """
    log = incident.log
    news = [x for x in log if x.seq > revision and x.kind not in TOLD]
    if not news and revision < incident.revision:
        return
    line = news[-1] if news else log[-1]
    at, who = when(state, line.at_us, now_us), state.name_of(line.by)
    said = ended(shown(line.text, SAID_MOST))
    raise Conflict(
        f"{cad(state, incident)} was changed by {who} at {at}: {said} "
        "Nothing changed. Look again, then decide."
    )


def _unit_changed(state: State, unit: Unit, who: str, at: str) -> tuple[str, str]:
    found = commitment(state, unit)
    if found is not None and found[1].at_us == unit.changed_at_us:
        return (
            f"{unit.callsign} was assigned to {cad(state, found[0])} by {who} at {at}.",
            f"Choose another unit, or stand {unit.callsign} down first.",
        )
    words = sentences.state_words(state, unit.state)
    return (
        f"{unit.callsign} was changed by {who} at {at} and is {words} now.",
        "Look again, then decide.",
    )


def written(
    text: str, what: str, most: int = TEXT_MOST, *, needed: bool = False
) -> str:
    """Return a text as typed, without control characters. Raises `Refused`.

    Line breaks become newlines; tabs and direction marks stay, and are never
    interpreted. what: names the text in the sentence, as "the note".
    """
    if "\x00" in text:
        refuse("text", f"{_first_up(what)} holds a null character.", "Take it out.")
    cleaned = cleaned_text(text)
    if needed and not cleaned.strip():
        refuse("text", f"{_first_up(what)} is empty.", "Write what it should say.")
    if len(cleaned) > most:
        refuse(
            "text",
            f"{_first_up(what)} has {len(cleaned):,} characters, the most is {most:,}.",
            "Make it shorter.",
        )
    return cleaned


def cleaned_text(text: str, most: int | None = None) -> str:
    """Return a text without control characters; cut, and saying so, above `most`."""
    cleaned = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    if most is not None and len(cleaned) > most:
        return f"{cleaned[: most - 20]} … (cut at {most:,})"
    return cleaned


def place_of(
    lat: float | None, lon: float | None
) -> tuple[float, float] | tuple[None, None]:
    """Return a position, or none when none was given. Raises `Refused`."""
    if lat is None and lon is None:
        return None, None
    if lat is None or lon is None:
        refuse("position", "A position needs latitude and longitude.", "Give both.")
    if not is_place(lat, lon):
        refuse(
            "position",
            f"{lat}, {lon} is no place on the ground.",
            "Give latitude -90 to 90 and longitude -180 to 180.",
        )
    return lat, lon


def shown(text: str, most: int = SHOWN_MOST) -> str:
    """Return somebody else's text short and harmless inside a sentence of ours."""
    short = cleaned_text(text).replace("\n", " ")
    return short if len(short) <= most else f"{short[: most - 1]}…"


def ended(sentence: str) -> str:
    """Return a sentence with its full stop."""
    return sentence if sentence.endswith((".", "?", "!", "…")) else f"{sentence}."


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
