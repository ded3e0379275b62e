"""What the actions do with drawings: take the pencil, ask what it is, change, erase."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from controlroom.domain import commands as c
from controlroom.domain.coordinates import Point
from controlroom.domain.entities import Drawing, DrawingShape, Outline
from controlroom.domain.reduce.sentences import DRAWINGS
from ui.map.pencil import Pencil
from ui.map.view import MapView
from ui.maps import Maps
from ui.outgoing import Sent
from ui.position import Position


class Drafting:
    """The pencil of the map that an action is meant for, and the selected drawing.

    open_form: opens a form by its name.
    """

    def __init__(
        self, position: Position, maps: Maps, open_form: Callable[[str], None]
    ) -> None:
        self._position, self._maps = position, maps
        self._open_form = open_form
        position.outgoing.settled.connect(self._note_settled)
        position.sketch.changed.connect(self._show)

    @property
    def pencil(self) -> Pencil | None:
        """The pencil that is held, or none."""
        tool = self._maps.here.tool
        return tool if isinstance(tool, Pencil) else None

    @property
    def drawing(self) -> Drawing | None:
        """The selected drawing, while it is on the map."""
        position = self._position
        drawings = position.frame.picture.drawings
        return drawings.get(position.selection.drawing_id or "")

    def take(self, shape: DrawingShape) -> None:
        """Take the pencil for a shape; the same again puts it away.

        What was drawn in this shape and not sent can be gone on with.
        """
        view, held = self._maps.here, self.pencil
        if held is not None and held.shape == shape:
            view.take_tool(None)
            return
        sketch = self._position.sketch.outline
        begun = _corners_of(sketch) if sketch and sketch.shape == shape else []
        self._position.sketch.put(None)
        self._hold(view, Pencil(shape, lambda: view.viewport.centre, self._put, begun))

    def reshape(self) -> None:
        """Draw the outline of the selected drawing anew, from the corners it has."""
        drawing, view = self.drawing, self._maps.here
        if drawing is None:
            return
        outline = drawing.outline
        begun = [] if outline.shape == "point" else _corners_of(outline)

        def put(drawn: Outline) -> None:
            view.take_tool(None)
            self._send_outline(drawing.drawing_id, drawn)

        self._hold(
            view, Pencil(outline.shape, lambda: view.viewport.centre, put, begun)
        )

    def erase(self) -> None:
        """Take the selected drawing off everybody's map."""
        drawing = self.drawing
        if drawing is None:
            return
        self._position.send(
            c.Erase(drawing_id=drawing.drawing_id),
            drawing.drawing_id,
            words=f"Erase {words_of(drawing)}",
        )

    def why_not(self) -> str:
        """Return why no drawing can be changed or erased, or nothing."""
        return "" if self.drawing is not None else "needs a selected drawing"

    def why_not_sent(self) -> str:
        """Return why nothing can be sent that was drawn, or nothing."""
        return "" if self._position.sketch.outline else "nothing is drawn yet"

    def step_back(self) -> bool:
        """Let go of what was drawn and not sent; False when there is nothing."""
        if self._position.sketch.outline is None:
            return False
        self._position.sketch.put(None)
        self._position.said.emit("What was drawn is gone. Nothing was sent.")
        return True

    def _hold(self, view: MapView, pencil: Pencil) -> None:
        view.take_tool(pencil)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, outline: Outline) -> None:
        """Keep what was drawn, and ask what it is."""
        self._maps.here.take_tool(None)
        self._position.sketch.put(outline)
        self._open_form("draw")

    def _send_outline(self, drawing_id: str, outline: Outline) -> None:
        position = self._position
        drawing = position.frame.picture.drawings.get(drawing_id)
        if drawing is None:
            said = "The drawing was erased meanwhile. Nothing was sent."
            position.said.emit(said)
            return
        act = redraw_of(drawing, outline)
        position.send(act, drawing_id, words=f"Redraw {words_of(drawing)}")

    def _show(self) -> None:
        """Show on every map what was drawn and not sent."""
        for view in (self._maps.main, *(each.view for each in self._maps.windows)):
            view.stage.drawings.sketch = self._position.sketch.outline
            view.update()

    def _note_settled(self, sent: Sent) -> None:
        act = sent.act
        if isinstance(act, c.Draw) and act.outline == self._position.sketch.outline:
            self._position.sketch.put(None)


def words_of(drawing: Drawing) -> str:
    """Return what a drawing is called in a sentence: `the outer cordon Mill Street`."""
    kind = DRAWINGS[drawing.kind]
    lower = kind if kind.isupper() else kind.lower()
    return f"the {lower} {drawing.label}".rstrip()


def redraw_of(drawing: Drawing, outline: Outline | None = None) -> c.Redraw:
    """Return the act that makes a drawing what this one is, or with another outline."""
    return c.Redraw(
        drawing_id=drawing.drawing_id,
        kind=drawing.kind,
        outline=outline or drawing.outline,
        label=drawing.label,
        expires_at_us=drawing.expires_at_us,
        incident_id=drawing.incident_id,
    )


def _corners_of(outline: Outline) -> list[Point]:
    """Corners to go on from; a circle's middle, so that its edge can be set anew."""
    return list(outline.corners)
