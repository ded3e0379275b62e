"""Risks as they were thought through, and advice as it was given."""

from controlroom.domain.events.base import Event


class RiskRecorded(Event, frozen=True, kw_only=True, tag="risk_recorded"):
    """What is known of a doctrine's letters.

    `answers` are (letter, name, words) in the doctrine's order; `missing` the letters
    that nothing was said to.
    """

    incident_id: str
    doctrine: str
    text: str
    answers: tuple[tuple[str, str, str], ...] = ()
    missing: tuple[str, ...] = ()


class AdviceRecorded(Event, frozen=True, kw_only=True, tag="advice_recorded"):
    """What a caller was told to do."""

    incident_id: str
    text: str


RiskEvent = RiskRecorded | AdviceRecorded
