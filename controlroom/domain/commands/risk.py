"""What is asked when a risk is thought through, or a caller is told what to do."""

from controlroom.domain.commands.base import Act


class RecordRisk(Act, frozen=True, kw_only=True, tag="record_risk"):
    """Write down what is known of a doctrine's letters, typed freely.

    Without a doctrine it is the one for the incident's type.
    """

    incident_id: str
    text: str
    doctrine: str = ""


class RecordAdvice(Act, frozen=True, kw_only=True, tag="record_advice"):
    """Write down what a caller was told to do."""

    incident_id: str
    text: str


RiskAct = RecordRisk | RecordAdvice
