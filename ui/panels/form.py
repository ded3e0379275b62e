"""A form in the incident dock: filled by keyboard, kept when stepped back from, and
saying in place what the gateway would not have.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from controlroom.domain.commands import AnyAct
from controlroom.domain.grid import grid_reference
from ui.controls import Field, KeyButton, TextField, Words
from ui.draft import clashes, rebased, touched
from ui.forms import BESIDE, FieldRow, Form, form_named
from ui.guard import guarded_with
from ui.orders import WrongField
from ui.pads import pad
from ui.panels.clash import ClashView, changed_by
from ui.panels.form_fields import (
    Choice,
    Input,
    PlaceField,
    input_for,
    values_of,
)
from ui.panels.note import Note
from ui.position import Position
from ui.streets import Streets

LABEL_WIDTH = 104


class FormPanel(QWidget):
    """One form at a time; what was typed stays until it was sent."""

    opened = Signal(str)
    """A form was opened: its name. Its fields hold what it begins with."""
    left = Signal()
    """A field of one line was left, or entered."""
    edited = Signal()
    """Something was typed, chosen or marked."""
    done = Signal()
    """The form was sent and accepted, or stepped back from."""

    def __init__(self, position: Position, streets: Streets) -> None:
        super().__init__()
        self._position = position
        self._streets = streets
        self._form: Form | None = None
        self._inputs: dict[str, Input] = {}
        self._began: dict[str, str] = {}
        self._drafts: dict[tuple[str, str], dict[str, str]] = {}
        self._sent = ""
        self._confirmed: dict[str, str] = {}
        self._subject = ""
        self._holder: QWidget | None = None
        self._notes: dict[str, Note] = {}
        self.fallbacks: dict[str, str] = {}
        """What is sent for a field that was left empty, by field."""
        theme = position.theme
        self._column = QVBoxLayout(self)
        pad(self._column, theme, (12, 12, 12, 6))
        self._column.setSpacing(theme.px(8))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        position.outgoing.changed.connect(self._follow)
        self.edited.connect(self._say_hint)

    @property
    def name(self) -> str:
        """Name of the form that is open, or nothing."""
        return self._form.name if self._form else ""

    def title(self) -> str:
        """Return the title of the form that is open, or nothing."""
        return self._form.title(self._position) if self._form else ""

    def open(self, name: str) -> str:
        """Open a form; return why not, or nothing."""
        form = form_named(name)
        try:
            values = form.start(self._position)
        except WrongField as wrong:
            return wrong.sentence
        self._keep_draft()
        self._form = form
        self._confirmed = {}
        self._subject = self._subject_of(form)
        self._build(form)
        self._fill(values)
        self._began = self.values()
        self._fill(self._began | self._drafts.get((form.name, self._subject), {}))
        self._say_hint()
        self.opened.emit(name)
        first = next(iter(self._inputs.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            edit = first.lineEdit() if isinstance(first, Choice) else None
            if edit is not None:
                edit.selectAll()
        return ""

    def step_back(self) -> None:
        """Put the form away; what was typed is kept for the next time."""
        self._keep_draft()
        self._form = None
        self._sent = ""
        self.done.emit()

    def put_place(self, lat: float, lon: float) -> bool:
        """Take a click on the map as the place; False when no field wants one."""
        for field in self._inputs.values():
            if self._form is not None and isinstance(field, PlaceField):
                field.put(lat, lon)
                field.setFocus()  # the click on the map took it away
                return True
        return False

    def put(self, name: str, value: str) -> None:
        """Put a value into a field as if it had been chosen there."""
        field = self._inputs.get(name)
        if isinstance(field, Choice):
            field.show_value(value)

    def note(self, name: str) -> Note | None:
        """Return the line under a field."""
        return self._notes.get(name)

    def entrust(self, act: AnyAct, *subjects: str, words: str) -> None:
        """Send something in the form's place; once accepted it is put away as sent."""
        if self._form is not None and not self._sent:
            self._sent = self._position.send(act, *subjects, words=words)
            self._button.setEnabled(False)
            self._follow()

    def values(self) -> dict[str, str]:
        """Return what is in the fields."""
        found: dict[str, str] = {}
        for name, field in self._inputs.items():
            found |= values_of(name, field)
        return found

    def send(self) -> None:
        """Send the form; a field that cannot be used says so beside it."""
        if self._form is None or self._sent:
            return
        values = self.values()
        for name, value in self.fallbacks.items():
            values[name] = values.get(name) or value
        if self._form.overwrites:
            now = self._begun_now(self._form)
            if self._say_clash(values, now):
                return
            values = rebased(values, self._began, now)
        try:
            order = self._form.send(self._position, values)
        except WrongField as wrong:
            self._say_wrong(wrong)
            return
        if self._asks_first(values):
            return
        self._say("")
        self._sent = self._position.send(order.act, *order.subjects, words=order.words)
        self._button.setEnabled(False)
        self._follow()

    def _asks_first(self, values: dict[str, str]) -> bool:
        """Say what Enter would do; the next one does it, unless the form changed."""
        if self._form is None or self._form.confirm is None:
            return False
        if self._confirmed == values:
            return False
        self._confirmed = values
        self._said.recolor("alarm.high_text")
        self._said.setText(self._form.confirm(self._position, values))
        return True

    def _begun_now(self, form: Form) -> dict[str, str]:
        """Return what the form would begin with now."""
        try:
            return dict.fromkeys(self._began, "") | form.start(self._position)
        except WrongField:
            return self._began

    def _say_clash(self, values: dict[str, str], now: dict[str, str]) -> bool:
        """Say who changed meanwhile what is changed here too; False when nobody did.

        The next Enter sends all the same: by then it has been read.
        """
        names = clashes(values, self._began, now)
        self._clash.setVisible(bool(names))
        if not names or self._form is None:
            return False
        self._fill(now | touched(values, self._began))
        self._began = now
        by = changed_by(self._position, self._form.name)
        labels = {row.name: row.label for row in self._form.fields}
        self._clash.say(by, names, labels, values, now, self._inputs)
        return True

    def _take_theirs(self, theirs: dict[str, str]) -> None:
        """Put what holds by now into the fields that two changed; the rest stays."""
        self._fill(self.values() | theirs)
        self._clash.hide()
        next(iter(self._inputs.values())).setFocus()

    def _subject_of(self, form: Form) -> str:
        """Return what the form is about, so that a draft comes back to the same."""
        if form.name in {"new_incident", "draw"}:
            return ""
        return form.title(self._position)

    def _keep_draft(self) -> None:
        if self._form is not None and not self._sent:
            ours = touched(self.values(), self._began)
            self._drafts[self._form.name, self._subject] = ours

    def _follow(self) -> None:
        """See what became of what was sent."""
        if not self._sent or self._form is None:
            return
        outgoing = self._position.outgoing
        if outgoing.is_under_way(self._sent):
            waited = outgoing.waited_s(self._sent)
            self._say(f"sent {waited:.1f} s" if waited >= 0.3 else "")
            return
        refused = any(each.command_id == self._sent for each in outgoing.refusals)
        self._sent = ""
        if refused:
            # The sentence stands in the bar above until Esc; what was typed stays.
            self._say("")
            self._button.setEnabled(True)
            return
        self._drafts.pop((self._form.name, self._subject), None)
        self._form = None
        self.done.emit()

    def _build(self, form: Form) -> None:
        theme = self._position.theme
        if self._holder is not None:
            self._column.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4 if form.name in TIGHT else 8))
        grid.setColumnMinimumWidth(0, theme.px(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        self._inputs = {}
        self._notes = {}
        for number, field in enumerate(form.fields):
            row = 2 * number
            label = Words(theme, field.label, "data", "text.muted")
            align = Qt.AlignmentFlag.AlignTop if field.kind == "text" else LABEL_ALIGN
            grid.addWidget(label, row, 0, align)
            self._inputs[field.name] = made = self._make(field)
            grid.addWidget(made, row, 1)
            if field.noted:
                self._notes[field.name] = note = Note(theme)
                grid.addWidget(note, row + 1, 1)
        self._said = Words(theme, "", "caption", "text.muted", wrap=True)
        self._grid_said = Words(theme, "", "caption", "text.muted")
        self._hint = Words(theme, "", "caption", "text.secondary", wrap=True)
        column.addLayout(grid)
        for said in (self._hint, self._grid_said, self._said):
            column.addWidget(said)
        for said in (self._hint, self._grid_said):
            said.hide()
        self._clash = ClashView(self._position)
        self._clash.kept.connect(self.send)
        self._clash.taken.connect(self._take_theirs)
        column.addWidget(self._clash)
        column.addLayout(self._buttons(form))
        column.addStretch(1)
        self._column.addWidget(self._holder, 1)

    def _buttons(self, form: Form) -> QHBoxLayout:
        theme = self._position.theme
        urgent = form.name == "emergency"
        self._button = KeyButton(
            theme, form.button, "Enter", kind="danger" if urgent else "primary"
        )
        self._button.clicked.connect(self.send)
        back = KeyButton(theme, "Step back", "Esc")
        back.clicked.connect(self.step_back)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addWidget(back)
        row.addStretch(1)
        return row

    def _make(self, field: FieldRow) -> Input:
        made = input_for(field, self._position, self._streets)
        made.entered.connect(lambda _text: self.send())
        changed = {TextField: "textChanged", Choice: "editTextChanged"}
        getattr(made, changed.get(type(made), "textEdited")).connect(self._typed)
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

    def _typed(self, *_: object) -> None:
        """A hand on the keys of a form about an incident, not its first filling."""
        if self._form is None or self._form.name in BESIDE:
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._position.typed.emit()

    def _fill(self, values: dict[str, str]) -> None:
        for name, field in self._inputs.items():
            value = values.get(name, "")
            if isinstance(field, Choice):
                field.show_value(value)
            elif isinstance(field, TextField):
                field.setPlainText(value)
            else:
                field.setText(value)
            if isinstance(field, PlaceField) and values.get(f"{name}.lat"):
                field.put(float(values[f"{name}.lat"]), float(values[f"{name}.lon"]))

    def _say_place(self) -> None:
        for field in self._inputs.values():
            if isinstance(field, PlaceField) and field.at is not None:
                grid = f"Marked at {grid_reference(*field.at)}"
                self._say_at(grid)
            elif isinstance(field, PlaceField):
                self._say_at("")

    def _say_at(self, words: str) -> None:
        note = self._notes.get("place")
        if note is not None:
            note.say(words)
        else:
            self._grid_said.setText(words)
            self._grid_said.setVisible(bool(words))

    def _say_cut(self, field: FieldRow, came: int) -> None:
        """Say that a text field is full: nothing is left out unsaid."""
        pasted = f"{came:,} characters were pasted; " if came > 1 else ""
        self._said.recolor("alarm.high_text")
        self._said.setText(
            f"{pasted}{field.label} holds {field.limit:,}. The first ones are kept, "
            "the rest was left out."
        )

    def _say_hint(self) -> None:
        hint = self._form.hint if self._form is not None else None
        if hint is not None:
            self._hint.setText(hint(self._position, self.values()))
            self._hint.show()

    def _say(self, sentence: str) -> None:
        self._said.recolor("text.muted")
        self._said.setText(sentence)
        for field in self._inputs.values():
            if isinstance(field, Field):
                field.mark_wrong(wrong=False)

    def _say_wrong(self, wrong: WrongField) -> None:
        self._said.recolor("alarm.high_text")
        self._said.setText(wrong.sentence)
        field = self._inputs.get(wrong.field)
        if field is not None:
            field.setFocus()
            if isinstance(field, Field):
                field.mark_wrong(wrong=True)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter sends from any field; a clash has a key of its own."""
        if self._form is not None and self._clash.claims(event):
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.send()
                return True
        return bool(super().event(event))


TIGHT = frozenset({"new_incident"})
"""Forms that share the panel with lists."""
LABEL_ALIGN = Qt.AlignmentFlag.AlignVCenter
