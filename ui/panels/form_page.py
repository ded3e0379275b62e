"""The fields of one form and what is said under them, made for one opening: nothing of
the last call can be left in the next.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from controlroom.domain.grid import grid_reference
from ui.controls import Field, KeyButton, TextField, Words
from ui.forms import FieldRow, Form
from ui.orders import WrongField
from ui.panels.clash import ClashView
from ui.panels.form_fields import (
    Choice,
    Input,
    Options,
    PlaceField,
    input_for,
    options_of,
    values_of,
)
from ui.panels.note import Note
from ui.position import Position
from ui.streets import Streets

LABEL_WIDTH = 104
TIGHT = frozenset({"new_incident"})
"""Forms that share the panel with lists."""
LABEL_ALIGN = Qt.AlignmentFlag.AlignVCenter


class FormPage(QWidget):
    """Filled, read and spoken to by the panel that shows it."""

    sent = Signal()
    """Enter, in a field or on the button, or mine is to be sent after a clash."""
    left_back = Signal()
    """The form is stepped back from."""
    left = Signal()
    """A field of one line was left, or entered."""
    edited = Signal()
    """Something was typed, chosen or marked."""
    typed = Signal()
    """A hand on the keys of a field, not the first filling."""

    def __init__(
        self,
        form: Form,
        position: Position,
        streets: Streets,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._position, self._streets = position, streets
        self._scale = position.theme.scale
        self._options = [options_of(each, position) for each in form.fields]
        self.form = form
        self.is_used = False
        """Whether it has been opened; then it is for nothing else."""
        self.inputs: dict[str, Input] = {}
        self.notes: dict[str, Note] = {}
        self._build()
        self.edited.connect(self.say_hint)

    def is_ready_for(self, form: Form) -> bool:
        """Whether it was made for this form as it is now, and never opened."""
        position = self._position
        if self.is_used or self.form is not form or self._scale != position.theme.scale:
            return False
        return self._options == [options_of(each, position) for each in form.fields]

    def begin(self) -> None:
        """Give the focus to the first field."""
        first = next(iter(self.inputs.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            edit = first.lineEdit() if isinstance(first, Choice) else None
            if edit is not None:
                edit.selectAll()

    def values(self) -> dict[str, str]:
        """Return what is in the fields."""
        found: dict[str, str] = {}
        for name, field in self.inputs.items():
            found |= values_of(name, field)
        return found

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into the fields; a field that is not among them is emptied."""
        for name, field in self.inputs.items():
            value = values.get(name, "")
            if isinstance(field, Choice):
                field.show_value(value)
            elif isinstance(field, TextField):
                field.setPlainText(value)
            else:
                field.setText(value)
            if isinstance(field, PlaceField) and values.get(f"{name}.lat"):
                field.put(float(values[f"{name}.lat"]), float(values[f"{name}.lon"]))

    def put_place(self, lat: float, lon: float) -> bool:
        """Take a click on the map as the place; False when no field wants one."""
        for field in self.inputs.values():
            if isinstance(field, PlaceField):
                field.put(lat, lon)
                field.setFocus()  # the click on the map took it away
                return True
        return False

    def put(self, name: str, value: str) -> None:
        """Put a value into a field as if it had been chosen there."""
        field = self.inputs.get(name)
        if isinstance(field, Choice):
            field.show_value(value)

    def hold(self, *, held: bool) -> None:
        """Let nothing be sent while something is, or let it again."""
        self._button.setEnabled(not held)

    # ------------------------------------------------------------------- what is said

    def say(self, sentence: str) -> None:
        """Say something under the fields; none of them is wrong any more."""
        self.said.recolor("text.muted")
        self.said.setText(sentence)
        for field in self.inputs.values():
            if isinstance(field, Field):
                field.mark_wrong(wrong=False)

    def warn(self, sentence: str) -> None:
        """Say something that has to be read before the next Enter."""
        self.said.recolor("alarm.high_text")
        self.said.setText(sentence)

    def say_wrong(self, wrong: WrongField) -> None:
        """Say why a field cannot be used as it is, and go there."""
        self.warn(wrong.sentence)
        field = self.inputs.get(wrong.field)
        if field is not None:
            field.setFocus()
            if isinstance(field, Field):
                field.mark_wrong(wrong=True)

    def say_hint(self) -> None:
        """Say what the form has to say about what is in its fields."""
        if self.form.hint is not None:
            self.hint.setText(self.form.hint(self._position, self.values()))
            self.hint.show()

    def _say_place(self) -> None:
        for field in self.inputs.values():
            if isinstance(field, PlaceField) and field.at is not None:
                self._say_at(f"Marked at {grid_reference(*field.at)}")
            elif isinstance(field, PlaceField):
                self._say_at("")

    def _say_at(self, words: str) -> None:
        note = self.notes.get("place")
        if note is not None:
            note.say(words)
        else:
            self._grid_said.setText(words)
            self._grid_said.setVisible(bool(words))

    def _say_cut(self, field: FieldRow, came: int) -> None:
        """Say that a text field is full: nothing is left out unsaid."""
        pasted = f"{came:,} characters were pasted; " if came > 1 else ""
        self.warn(
            f"{pasted}{field.label} holds {field.limit:,}. The first ones are kept, "
            "the rest was left out."
        )

    # ----------------------------------------------------------------------- building

    def _build(self) -> None:
        theme = self._position.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._fields())
        self.said = Words(theme, "", "caption", "text.muted", wrap=True)
        self._grid_said = Words(theme, "", "caption", "text.muted")
        self.hint = Words(theme, "", "caption", "text.secondary", wrap=True)
        for said in (self.hint, self._grid_said, self.said):
            column.addWidget(said)
        for said in (self.hint, self._grid_said):
            said.hide()
        self.clash = ClashView(self._position)
        self.clash.kept.connect(self.sent)
        column.addWidget(self.clash)
        column.addLayout(self._buttons())
        column.addStretch(1)

    def _fields(self) -> QGridLayout:
        theme, form = self._position.theme, self.form
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4 if form.name in TIGHT else 8))
        grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        fields = zip(form.fields, self._options, strict=True)
        for number, (field, options) in enumerate(fields):
            row = 2 * number
            label = Words(theme, field.label, "data", "text.muted")
            align = Qt.AlignmentFlag.AlignTop if field.kind == "text" else LABEL_ALIGN
            grid.addWidget(label, row, 0, align)
            self.inputs[field.name] = made = self._make(field, options)
            grid.addWidget(made, row, 1)
            if field.noted:
                self.notes[field.name] = note = Note(theme)
                grid.addWidget(note, row + 1, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        theme = self._position.theme
        urgent = self.form.name == "emergency"
        self._button = KeyButton(
            theme, self.form.button, "Enter", kind="danger" if urgent else "primary"
        )
        self._button.clicked.connect(self.sent)
        back = KeyButton(theme, "Step back", "Esc")
        back.clicked.connect(self.left_back)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addWidget(back)
        row.addStretch(1)
        return row

    def _make(self, field: FieldRow, options: Options) -> Input:
        made = input_for(field, options, self._position, self._streets)
        made.entered.connect(lambda _text: self.sent.emit())
        changed = {TextField: "textChanged", Choice: "editTextChanged"}
        getattr(made, changed.get(type(made), "textEdited")).connect(self._touched)
        shown = "editTextChanged" if isinstance(made, Choice) else "textChanged"
        getattr(made, shown).connect(self.edited)
        if isinstance(made, TextField):
            made.cut_short.connect(lambda came: self._say_cut(field, came))
        elif isinstance(made, Field):
            made.editingFinished.connect(self.left)
        if isinstance(made, PlaceField):
            made.placed.connect(self._say_place)
            made.placed.connect(self.edited)
        return made

    def _touched(self, *_: object) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.typed.emit()
