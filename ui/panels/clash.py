"""Two changed one thing: who was first and when, both values, and a key for each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from controlroom.domain.grid import grid_reference
from ui.actions.table import key_of
from ui.controls import KeyButton, Words
from ui.draft import Values, clash_words
from ui.pads import pad
from ui.panels.form_fields import Choice, Input
from ui.position import Position

TAKE = Qt.Key.Key_T
"""With Ctrl: in a form that clashes nobody offers a transfer."""


class ClashView(QWidget):
    """Stands under the fields until one of both was chosen."""

    kept = Signal()
    """Mine is to be sent, in the place of theirs."""
    taken = Signal(object)
    """Theirs stays; carries it by field."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        theme = self._theme = position.theme
        self._theirs: dict[str, str] = {}
        self._rows: list[QWidget] = []
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        pad(column, theme, (12, 8, 12, 8))
        self._by = Words(theme, "", "data", "alarm.high_text", wrap=True)
        column.addWidget(self._by)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)
        self.keep = KeyButton(theme, "Keep mine", "Enter")
        self.keep.clicked.connect(self.kept)
        self.take = KeyButton(theme, "Take theirs", key_of("offer_transfer"))
        self.take.clicked.connect(lambda: self.taken.emit(self._theirs))
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.take)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.hide()

    def say(
        self, by: str, names: Sequence[str], labels: Mapping[str, str],
        mine: Values, theirs: Values, inputs: Mapping[str, Input],
    ) -> None:  # fmt: skip
        """Show who was first and both values of each field that two changed."""
        while self._rows:
            self._rows.pop().deleteLater()
        fields = dict.fromkeys(name.partition(".")[0] for name in names)
        self._theirs = {
            name: value
            for name, value in theirs.items()
            if name.partition(".")[0] in fields
        }
        self._by.setText(f"{by}. Nothing was sent.")
        heads = (("", "Yours", "Theirs"),)
        rows = [
            (labels.get(name, name), _said(name, mine, inputs),
             _said(name, theirs, inputs))
            for name in fields
        ]  # fmt: skip
        for number, texts in enumerate([*heads, *rows]):
            self._add(number, texts)
        shown = {name: _said(name, theirs, inputs) for name in fields}
        self.setAccessibleName(clash_words(by, names, labels, {**theirs, **shown}))
        self.show()

    def claims(self, event: QEvent) -> bool:
        """Take the key for theirs while this stands; True when it was that key."""
        kinds = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if self.isHidden() or event.type() not in kinds:
            return False
        if not isinstance(event, QKeyEvent) or event.key() != TAKE:
            return False
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.taken.emit(self._theirs)
        return True

    def _add(self, number: int, texts: tuple[str, str, str]) -> None:
        for place, text in enumerate(texts):
            muted = number == 0 or place == 0
            style = "caption" if muted else "data"
            color = "text.muted" if muted else "text.primary"
            words = Words(self._theme, text, style, color, wrap=place > 0)
            self._rows.append(words)
            self._grid.addWidget(words, number, place)


def changed_by(position: Position, form: str) -> str:
    """Return who changed last what a form is about, and when."""
    frame, selection = position.frame, position.selection
    unit = frame.picture.units.get(selection.unit_id or "")
    changed = {
        "set_state": unit,
        "crew": unit,
        "redraw": frame.picture.drawings.get(selection.drawing_id or ""),
    }.get(form)
    if changed is None:
        return position.say.amended_by(position.incident)
    who = frame.picture.name_of(changed.changed_by)
    return f"{who} changed this at {position.say.clock_seconds(changed.changed_at_us)}"


def _said(name: str, values: Values, inputs: Mapping[str, Input]) -> str:
    """Return a value as the form shows it; a mark on the map by its grid reference."""
    value, field = values.get(name, ""), inputs.get(name)
    if isinstance(field, Choice) and (index := field.findData(value)) >= 0:
        value = field.itemText(index)
    lat, lon = values.get(f"{name}.lat"), values.get(f"{name}.lon")
    if lat and lon:
        value = f"{value} ({grid_reference(float(lat), float(lon))})".strip()
    return value or "empty"
