"""Decides on risks and advice: both can be said of any incident, also late."""

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.rules import (
    NARRATIVE_MOST,
    Ids,
    incident_of,
    refuse,
    shown,
    undecided,
    written,
)
from controlroom.domain.intake.gaps import incident_gaps
from controlroom.domain.state import State


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    del now_us, ids
    match said.command.act:
        case c.RecordRisk() as act:
            return record_risk(state, act)
        case c.RecordAdvice() as act:
            return record_advice(state, act)
        case other:
            raise undecided(other)


def record_risk(state: State, act: c.RecordRisk) -> list[e.AnyEvent]:
    """Write a risk down: the words, what they answer and what they leave open."""
    incident = incident_of(state, act.incident_id)
    text = written(act.text, "the risk", NARRATIVE_MOST, needed=True)
    intake = state.codes.intake
    if act.doctrine and intake.doctrine(act.doctrine) is None:
        known = ", ".join(each.name for each in intake.doctrines) or "none"
        refuse(
            "doctrine",
            f"{shown(act.doctrine)} is no doctrine here.",
            f"Known here: {known}.",
        )
    found = incident_gaps(intake, incident, more=text, name=act.doctrine)
    answered = found.answered if found is not None else ()
    missing = found.missing if found is not None else ()
    return [
        e.RiskRecorded(
            incident_id=incident.incident_id,
            doctrine=found.doctrine if found is not None else "",
            text=text,
            answers=tuple((each.letter, each.name, each.text) for each in answered),
            missing=tuple(each.letter for each in missing),
        )
    ]


def record_advice(state: State, act: c.RecordAdvice) -> list[e.AnyEvent]:
    """Write down what a caller was told."""
    incident = incident_of(state, act.incident_id)
    text = written(act.text, "the advice", NARRATIVE_MOST, needed=True)
    return [e.AdviceRecorded(incident_id=incident.incident_id, text=text)]
