"""What the forms of drawings start with, offer and send."""

from controlroom.domain import commands as c
from controlroom.domain import words
from controlroom.domain.decide.drawings import SHAPES
from controlroom.domain.entities import Drawing, DrawingKind, Outline
from controlroom.domain.reduce.sentences import DRAWINGS
from ui.drafting import redraw_of, words_of
from ui.moments import read_time
from ui.orders import Order, Values, WrongField
from ui.position import Position


def drawn_outline(position: Position) -> Outline:
    """Return what was drawn here and not yet sent. Raises `WrongField`."""
    outline = position.sketch.outline
    if outline is None:
        raise WrongField("", "Nothing is drawn yet. Draw on the map first.")
    return outline


def selected_drawing(position: Position) -> Drawing:
    """Return the selected drawing. Raises `WrongField`."""
    chosen = position.selection.drawing_id or ""
    drawing = position.frame.picture.drawings.get(chosen)
    if drawing is None:
        raise WrongField("", "No drawing is selected, or it is gone. Select one first.")
    return drawing


def kinds(position: Position) -> list[tuple[str, str]]:
    """Return the kinds that what was drawn, or is selected, can be."""
    outline = position.sketch.outline
    if outline is None:
        drawings = position.frame.picture.drawings
        drawing = drawings.get(position.selection.drawing_id or "")
        outline = drawing.outline if drawing else None
    return [
        (kind, DRAWINGS[kind])
        for kind, shapes in SHAPES.items()
        if outline is None or outline.shape in shapes
    ]


def incidents(position: Position) -> list[tuple[str, str]]:
    """Return no incident, the selected one, and that of the selected drawing."""
    picture, now_us = position.frame.picture, position.frame.now_us()
    drawing = picture.drawings.get(position.selection.drawing_id or "")
    wanted = [position.selection.incident_id, drawing.incident_id if drawing else None]
    offered = [("", "none")]
    for incident_id in dict.fromkeys(wanted):
        incident = picture.incidents.get(incident_id or "")
        if incident is not None:
            kind = picture.codes.type(incident.type_code)
            name = kind.name if kind else incident.type_code
            cad = position.say.cad(incident, now_us)
            offered.append((incident.incident_id, f"{cad}  {name}"))
    return offered


def begun(position: Position) -> dict[str, str]:
    """What the form of a new drawing starts with: its usual kind, the incident."""
    drawn_outline(position)
    incident = position.incident
    about = incident is not None and incident.status == "open"
    return {
        "kind": kinds(position)[0][0],
        "incident": incident.incident_id if incident and about else "",
    }


def known(position: Position) -> dict[str, str]:
    """What the form of a drawing that is changed starts with."""
    drawing = selected_drawing(position)
    return {
        "kind": drawing.kind,
        "label": drawing.label,
        "expires": _expiry_words(position, drawing),
        "incident": drawing.incident_id or "",
    }


def draw(position: Position, values: Values) -> Order:
    """Draw for all desks."""
    outline = drawn_outline(position)
    act = c.Draw(
        kind=_kind(position, values),
        outline=outline,
        label=values["label"].strip(),
        expires_at_us=_expiry(position, values),
        incident_id=_incident_id(position, values),
    )
    return Order(act, (), f"Draw {DRAWINGS[act.kind]} {act.label}".rstrip())


def redraw(position: Position, values: Values) -> Order:
    """Change what the selected drawing says."""
    drawing = selected_drawing(position)
    same_time = values["expires"] == _expiry_words(position, drawing)
    plain = redraw_of(drawing)
    act = c.Redraw(
        drawing_id=drawing.drawing_id,
        kind=_kind(position, values),
        outline=plain.outline,
        label=values["label"].strip(),
        expires_at_us=(
            drawing.expires_at_us if same_time else _expiry(position, values)
        ),
        incident_id=_incident_id(position, values),
    )
    if act == plain:
        raise WrongField("", "Nothing is different yet.")
    return Order(act, (drawing.drawing_id,), f"Change {words_of(drawing)}")


def _kind(position: Position, values: Values) -> DrawingKind:
    typed = values["kind"].casefold()
    for kind in SHAPES:
        if typed in {kind, DRAWINGS[kind].casefold()}:
            return kind
    offered = ", ".join(name for _, name in kinds(position))
    raise WrongField(
        "kind", f"{values['kind'] or 'Nothing'} is not in the list. Choose {offered}."
    )


def _incident_id(position: Position, values: Values) -> str | None:
    typed = values["incident"].strip()
    for incident_id, name in incidents(position):
        if typed.casefold() in {incident_id.casefold(), name.casefold()}:
            return incident_id or None
    raise WrongField("incident", f"{typed} is not in the list. Choose one.")


def _expiry(position: Position, values: Values) -> int | None:
    typed = values["expires"].strip()
    if not typed:
        return None
    at_us = read_time(typed, position.frame.now_us(), position.say.zone)
    if at_us is None:
        raise WrongField(
            "expires", f"{typed} is no time. Write 23:15, +30 min or +2 h."
        )
    return at_us


def _expiry_words(position: Position, drawing: Drawing) -> str:
    if drawing.expires_at_us is None:
        return ""
    return words.clock(drawing.expires_at_us, position.say.zone)
