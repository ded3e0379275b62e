"""What the forms of sending send: a divert against the rule, everybody stood down."""

from controlroom.domain import commands as c
from ui.orders import Order, Values, WrongField, selected_incident
from ui.position import Position


def override_divert(position: Position, values: Values) -> Order:
    """Divert the chosen units against the rule, for a reason."""
    incident = selected_incident(position)
    reason = values["reason"].strip()
    if not reason:
        raise WrongField(
            "reason", "There is no reason yet. Both logs will say it: write one."
        )
    if not position.chosen:
        raise WrongField("", "No unit is chosen. Choose one by its number first.")
    act = c.OverrideDivert(
        incident_id=incident.incident_id, unit_ids=position.chosen, reason=reason
    )
    subjects = (incident.incident_id, *position.chosen)
    return Order(act, subjects, f"Divert to {incident.cad}")


def stand_down_all(position: Position, values: Values) -> Order:
    """Stand down everybody who is on the selected incident."""
    incident = selected_incident(position)
    act = c.StandDownAll(
        incident_id=incident.incident_id, reason=values["reason"].strip()
    )
    subjects = (incident.incident_id, *(a.unit_id for a in incident.assignments))
    return Order(act, subjects, f"Stand down all of {incident.cad}")
