"""Applies risks and advice: lines of the log, and since when a risk is known."""

from controlroom.domain import events as e
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to
from controlroom.domain.state import State

RiskEvent = e.RiskRecorded | e.AdviceRecorded


def reduce_risk(state: State, fact: e.Fact, event: RiskEvent) -> tuple[str, ...]:
    """Change the state by one event about a risk; return the ids it touched."""
    match event:
        case e.RiskRecorded():
            text = sentences.risk(event)
            return log_to(
                state, fact, event.incident_id, "risk", text, risk_at_us=fact.at_us
            )
        case e.AdviceRecorded():
            text = f"Advice given: {event.text}"
            return log_to(state, fact, event.incident_id, "advice", text)
