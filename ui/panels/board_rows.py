"""How a unit stands on the board: callsign, state, CAD, what presses, since when."""

from controlroom.domain.entities import Unit
from ui.duty_words import LATE, is_late, note_of
from ui.paint import RIGHT, Ink
from ui.panels.roster import OFF_DUTY, unit_key
from ui.panels.unit_rows import ROW, UnitRows
from ui.rows import Look

LEAST = 415.0
"""Narrower than this a unit is not read at a glance."""
_CAD_X, _CAD_W, _SINCE_W = 210.0, 44.0, 48.0


class BoardRows(UnitRows):
    """Draws units as the board shows them."""

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one unit."""
        unit = self._position.frame.picture.units.get(unit_key(key))
        if unit is None:
            return
        self._ground(ink, width - 1, height, unit, look)
        strong = "text.primary" if look.selected else "text.secondary"
        ink.icon(12, 4, f"unit-{unit.kind}", 16, strong)
        ink.text(34, 2, 54, 20, unit.callsign, color="text.primary", weight=500)
        ink.state(90, 4, unit.state)
        words = self._position.say.state(unit)
        color = "alarm.emergency_text" if unit.state == 0 else strong
        ink.text(113, 2, _CAD_X - 117, 20, words, color=color, tabular=False)
        self._cad(ink, unit, strong, _CAD_X)
        taken = unit.incident_ids or self._position.outgoing.waiting_for(unit.unit_id)
        self._note(ink, _CAD_X + (_CAD_W if taken else 0), width, unit)
        self._since(ink, width, unit, strong)
        if height > ROW:
            self._second_line(ink, width, unit, 34)
        if look.focused:
            ink.ring(0, 0, width - 1, height - 1)

    def _note(self, ink: Ink, x: float, width: float, unit: Unit) -> None:
        """Draw what presses, or an old fix; what only comes is in the tip."""
        room = width - x - _SINCE_W - 18
        refusal = self._position.outgoing.refusal_of(unit.unit_id)
        if refusal is not None:
            ink.text(x, 2, room, 20, refusal.sentence, "caption", LATE, tabular=False)
            return
        note = note_of(self._position, unit, self._position.frame.now_us())
        if note is not None and note.pressing:
            # Whole where it has room, short where it would be cut.
            fits = ink.width_of(note.words, "caption") <= room
            words = note.words if fits else note.short
            ink.text(x, 2, room, 20, words, "caption", note.color)
            return
        fix, old = self.fix_age(unit)
        if old and unit.state != OFF_DUTY:
            said = "no fix" if fix == "never" else f"fix {fix} old"
            ink.text(x, 2, room, 20, said, "caption", "text.muted", weight=600)

    def _since(self, ink: Ink, width: float, unit: Unit, color: str) -> None:
        asks = self._roster.mode == "request"
        now_us = self._position.frame.now_us()
        since_us = unit.request_at_us if asks else unit.state_at_us
        if not since_us:
            return
        late = asks and is_late(self._position, unit, now_us)
        ink.text(
            width - _SINCE_W - 10, 2, _SINCE_W, 20,
            self._position.say.age(since_us, now_us), align=RIGHT,
            color=LATE if late else color, weight=600 if late else 400,
        )  # fmt: skip
