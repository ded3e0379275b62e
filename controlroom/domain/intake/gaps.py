"""What is still to ask about an incident: its doctrine against what its log says."""

from controlroom.domain.cues import Intake
from controlroom.domain.entities import Incident
from controlroom.domain.intake.doctrine import Gaps, gaps

TELLING = frozenset({"entry", "risk", "advice"})
"""Kinds of lines in which something can be answered."""


def incident_gaps(
    intake: Intake, incident: Incident, more: str = "", name: str = ""
) -> Gaps | None:
    """Return what is answered and missing; None where nothing has to be asked.

    What was said before type or grade changed last counts no longer: it was about
    another risk. more: what is being typed. name: another doctrine than the type's.
    """
    doctrine = intake.doctrine(name) if name else None
    doctrine = doctrine or intake.doctrine_for(incident.type_code)
    if doctrine is None:
        return None
    since_us = incident.risk_asked_us
    texts = [
        line.text
        for line in incident.log
        if line.kind in TELLING and line.at_us >= since_us
    ]
    unchanged = intake.unchanged if since_us else ()
    return gaps(doctrine, [*texts, more] if more else texts, unchanged)


def gap_words(found: Gaps, asked_for: str) -> str:
    """Return what is missing in one line, and why it is asked again."""
    if found.is_whole:
        return ""
    why = f", asked again: {asked_for}" if asked_for else ""
    return f"{found.doctrine}{why}: {found.words()}"


def gap_letters(found: Gaps, asked_for: str) -> str:
    """Return what is missing by its letters alone, for a line that is short."""
    if found.is_whole:
        return ""
    why = f", asked again: {asked_for}:" if asked_for else " still to ask:"
    return f"{found.doctrine}{why} {found.letters()}"
