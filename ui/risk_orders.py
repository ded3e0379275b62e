"""What the forms of risk and advice say while they are filled, and what they send."""

from controlroom.domain import commands as c
from controlroom.domain.intake.gaps import gap_words, incident_gaps
from ui.orders import Order, Values, WrongField, selected_incident
from ui.position import Position

WHOLE = "Everything is answered."
NOTHING = "No doctrine is set up for this type: the words are kept as they are."


def doctrines(position: Position) -> list[tuple[str, str]]:
    """Return the one for the incident's type, then every other."""
    intake = position.frame.picture.codes.intake
    own = (
        intake.doctrine_for(position.incident.type_code) if position.incident else None
    )
    first = [("", f"{own.name}, for its type" if own else "none")]
    others = [each for each in intake.doctrines if each is not own]
    return [*first, *((each.name, each.name) for each in others)]


def missing(position: Position, values: Values) -> str:
    """Return what is still to ask, counting what is being typed."""
    incident = position.incident
    if incident is None:
        return ""
    intake = position.frame.picture.codes.intake
    found = incident_gaps(intake, incident, values["text"], values["doctrine"])
    if found is None:
        return NOTHING
    words = gap_words(found, incident.risk_asked_for)
    return f"Still to ask, {words}" if words else WHOLE


def record_risk(position: Position, values: Values) -> Order:
    """Write the risk down."""
    incident = selected_incident(position)
    act = c.RecordRisk(
        incident_id=incident.incident_id,
        text=_words(values, "Write what is known of the risk, T: H: R: and so on."),
        doctrine=values["doctrine"],
    )
    return Order(act, (incident.incident_id,), f"Record risk of {incident.cad}")


def record_advice(position: Position, values: Values) -> Order:
    """Write down what the caller was told."""
    incident = selected_incident(position)
    text = _words(values, "Write what the caller was told.")
    act = c.RecordAdvice(incident_id=incident.incident_id, text=text)
    return Order(act, (incident.incident_id,), f"Record advice of {incident.cad}")


def _words(values: Values, advice: str) -> str:
    text = values["text"].strip()
    if not text:
        raise WrongField("text", f"There are no words yet. {advice}")
    return text
