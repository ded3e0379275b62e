"""Applies what happened to the drawings on the shared map."""

from controlroom.domain import events as e
from controlroom.domain.entities import Drawing
from controlroom.domain.reduce import sentences
from controlroom.domain.reduce.stamp import log_to, stamped
from controlroom.domain.state import State

DrawingEvent = e.Drawn | e.Redrawn | e.DrawingErased | e.DrawingExpired


def reduce_drawing(state: State, fact: e.Fact, event: DrawingEvent) -> tuple[str, ...]:
    """Change the state by one event about drawings; return the ids it touched."""
    match event:
        case e.Drawn():
            return _drawn(state, fact, event)
        case e.Redrawn():
            return _redrawn(state, fact, event)
        case e.DrawingErased():
            return _gone(state, fact, event.drawing_id, "erased")
        case e.DrawingExpired():
            return _gone(state, fact, event.drawing_id, "expired")


def _drawn(state: State, fact: e.Fact, event: e.Drawn) -> tuple[str, ...]:
    drawing = Drawing(
        drawing_id=event.drawing_id,
        kind=event.kind,
        outline=event.outline,
        label=event.label,
        expires_at_us=event.expires_at_us,
        incident_id=event.incident_id,
        drawn_by=fact.actor,
        drawn_at_us=fact.at_us,
    )
    state.drawings[drawing.drawing_id] = stamped(drawing, fact)
    return drawing.drawing_id, *_log(state, fact, drawing, "drawn")


def _redrawn(state: State, fact: e.Fact, event: e.Redrawn) -> tuple[str, ...]:
    before = state.drawings[event.drawing_id]
    drawing = stamped(
        before,
        fact,
        kind=event.kind,
        outline=event.outline,
        label=event.label,
        expires_at_us=event.expires_at_us,
        incident_id=event.incident_id,
    )
    state.drawings[drawing.drawing_id] = drawing
    touched = (drawing.drawing_id, *_log(state, fact, drawing, "redrawn"))
    if before.incident_id != drawing.incident_id:
        touched += _log(state, fact, before, "taken to another incident")
    return touched


def _gone(state: State, fact: e.Fact, drawing_id: str, how: str) -> tuple[str, ...]:
    drawing = state.drawings.pop(drawing_id)
    return drawing_id, *_log(state, fact, drawing, how)


def _log(state: State, fact: e.Fact, drawing: Drawing, how: str) -> tuple[str, ...]:
    text = sentences.drawing(drawing, how)
    return log_to(state, fact, drawing.incident_id, "drawing", text)
