"""A list of units in which one key sets the radio state of the unit under the hand."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from controlroom.domain.entities import Unit
from ui.controls import claim
from ui.duty_orders import STATE_KEYS, state_now
from ui.guard import guarded, guarded_with
from ui.panels.roster import unit_key
from ui.position import Position
from ui.rows import RowPainter, RowView
from ui.spans import HEAD

KEYS = {Qt.Key(ord(key)): number for key, number in STATE_KEYS.items()}
"""Radio states by Qt's keys: a letter's, a digit's and a sign's is its character."""


class UnitList(RowView):
    """Digits and the minus set states here; elsewhere digits choose units to send."""

    state_wanted = Signal(str, int)
    """The key of the row under the hand, and the radio state it is to have."""

    def __init__(self, position: Position, painter: RowPainter, name: str) -> None:
        super().__init__(position.theme, painter, name)
        self._position = position
        self.state_wanted.connect(self._set_state)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keep the keys of states from the window's actions."""
        return claim(event, frozenset(KEYS)) or bool(super().event(event))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key of a state sets it at once; a key held down sets it once."""
        number = KEYS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if number is None or not plain:
            super().keyPressEvent(event)
        elif self._current and not event.isAutoRepeat():
            self.state_wanted.emit(self._current, number)

    def _set_state(self, key: str, number: int) -> None:
        unit: Unit | None = None
        if not key.startswith(HEAD):
            unit = self._position.frame.picture.units.get(unit_key(key))
        if unit is None:
            self._position.said.emit("No unit is selected here. Choose a row first.")
            return
        order = state_now(unit, number)
        if not self._position.may(type(order.act)):
            role = self._position.frame.role
            self._position.said.emit(f"States are not set as {role or 'nobody'}.")
            return
        self._position.send(order.act, *order.subjects, words=order.words)
