"""The fields of forms that are more than a line: a choice, and a place."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from ui.controls import ENTER, TYPING, Field, TextField, claim
from ui.forms import FieldRow
from ui.guard import guarded, guarded_with
from ui.panels.offers import Offers
from ui.places import Offer, exactly, offers_for
from ui.position import Position
from ui.streets import Streets
from ui.theme import Theme


class Choice(QComboBox):
    """A choice that is made by typing any part of its words."""

    entered = Signal(str)

    def __init__(self, options: list[tuple[str, str]], hint: str) -> None:
        super().__init__()
        self.setAccessibleName(hint)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for value, words in options:
            self.addItem(words, value)
        self._values: dict[str, str] = {}
        """Value by words and by value, as they are compared; the first one counts."""
        self._words = [(words.casefold(), value) for value, words in options]
        for value, words in options:
            self._values.setdefault(words.casefold(), value)
            self._values.setdefault(value.casefold(), value)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        edit = self.lineEdit()
        if edit is not None:
            edit.returnPressed.connect(lambda: self.entered.emit(self.value()))

    def value(self) -> str:
        """Return the value of what is typed; what fits no option comes as typed."""
        typed = self.currentText().strip()
        folded = typed.casefold()
        known = self._values.get(folded)
        if known is not None or not folded:
            return known or ""
        starting = [value for words, value in self._words if words.startswith(folded)]
        return starting[0] if len(starting) == 1 else typed

    def show_value(self, value: str) -> None:
        """Show an option by its value."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)
        else:
            self.setCurrentIndex(-1)
            self.setEditText(value)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keys of typing belong to the field."""
        return claim(event, TYPING) or bool(super().event(event))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter was entered by the field inside: a form around hears no second one."""
        super().keyPressEvent(event)
        if event.key() in ENTER:
            event.accept()


class PlaceField(Field):
    """A place by name, crossing, figures or a click on the map.

    What may be meant drops down: arrows mark, Enter takes. A name or a reference that
    leaves no doubt is taken when the field is left.
    """

    placed = Signal()
    """It is marked on the map now, or no longer."""

    def __init__(self, hint: str, streets: Streets, limit: int, theme: Theme) -> None:
        super().__init__(hint, limit)
        self._streets = streets
        self._named = ""
        """What stood in the field when a place was taken by its name."""
        self.at: tuple[float, float] | None = None
        self.offers = Offers(theme)
        self.offers.taken.connect(self._take)
        self.destroyed.connect(self.offers.deleteLater)
        self.textEdited.connect(self._suggest)

    def put(self, lat: float, lon: float) -> None:
        """Mark a place on the map."""
        self.at, self._named = (lat, lon), ""
        self.placed.emit()

    def _suggest(self, text: str) -> None:
        if self._named and text != self._named:
            # Another place is being written: the mark of the last one would mislead.
            self.at, self._named = None, ""
            self.placed.emit()
        near = self._streets.middle()
        self.offers.offer(offers_for(text, self._streets, near), self)

    def _take(self, offer: Offer) -> None:
        self.offers.hide()
        self.setText(offer.text)
        self.at, self._named = (offer.lat, offer.lon), offer.text
        self.placed.emit()

    # ------------------------------------------------------------------- Qt overrides

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Esc closes what dropped down before it steps back."""
        opened = self.offers.isVisible()
        if opened and claim(event, frozenset({Qt.Key.Key_Escape})):
            return True
        return super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows mark an offer, Enter takes it; without a mark Enter enters."""
        key, marked = event.key(), self.offers.current
        if self.offers.isVisible() and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.offers.mark(1 if key == Qt.Key.Key_Down else -1)
        elif self.offers.isVisible() and key == Qt.Key.Key_Escape:
            self.offers.hide()
        elif marked is not None and key in ENTER and not event.modifiers():
            self._take(marked)
        else:
            super().keyPressEvent(event)

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What leaves no doubt is marked when the field is left."""
        self.settle()
        super().focusOutEvent(event)

    @guarded
    def hideEvent(self, event: QHideEvent) -> None:
        """What dropped down goes with the field."""
        self.offers.hide()
        super().hideEvent(event)

    def settle(self) -> None:
        """Take the place that is marked, or meant without doubt."""
        marked = self.offers.current
        self.offers.hide()
        if marked is not None:
            self._take(marked)
        elif self.at is None and self.text().strip():
            found = exactly(self.text(), self._streets, self._streets.middle())
            if found is not None:
                text = self.text()
                self._take(found)
                self.setText(text)
                self._named = text


class Several(Field):
    """Several codes, one after another with commas; each is completed by itself."""

    def __init__(self, options: list[tuple[str, str]], hint: str, limit: int) -> None:
        super().__init__(hint, limit)
        completer = _LastOf([words for _value, words in options], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)


class _LastOf(QCompleter):
    """Completes what stands after the last comma."""

    def splitPath(self, path: str) -> list[str]:
        """Look for what stands after the last comma."""
        return [path.rsplit(",", 1)[-1].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Put the words found after those that stand already."""
        field = self.widget()
        typed = field.text() if isinstance(field, Several) else ""
        before = [part.strip() for part in typed.split(",")[:-1]]
        return ", ".join([*before, str(index.data())])


Input = Several | Field | TextField | Choice | PlaceField


Options = list[tuple[str, str]]
"""What a field offers: values with their words."""


def options_of(field: FieldRow, position: Position) -> Options:
    """Return what a field offers now; nothing where anything may be typed."""
    return field.choices(position) if field.choices is not None else []


def input_for(
    field: FieldRow, options: Options, position: Position, streets: Streets
) -> Input:
    """Return what a field of a form is typed into."""
    made: Input
    if field.kind == "choice":
        made = Choice(options, field.label)
    elif field.kind == "several":
        made = Several(options, field.label, field.limit)
        made.setPlaceholderText("Codes or words, with commas between")
    elif field.kind == "text":
        made = TextField(field.label, field.limit)
        made.setFixedHeight(position.theme.px(80))
    elif field.kind == "place":
        made = PlaceField(field.label, streets, field.limit, position.theme)
        made.setPlaceholderText(PLACE_HINT)
    else:
        made = Field(field.label, field.limit)
        made.setPlaceholderText(HINTS.get(field.name, ""))
    return made


PLACE_HINT = "Name, crossing, grid, coordinates, or a map click"
HINTS = {
    "when": "23:15, +30 min or +2 h; empty takes it away",
    "planned": "23:15, 24 Nov 10:00 or +2 h; empty: into the queue now",
    "expires": "23:15, +30 min or +2 h; empty: until erased",
}
"""What may be typed, where a field alone does not say it."""


def values_of(name: str, field: Input) -> dict[str, str]:
    """Return what is in a field, of a place also its mark on the map."""
    if isinstance(field, Choice):
        return {name: field.value()}
    if isinstance(field, TextField):
        return {name: field.toPlainText()}
    found = {name: field.text()}
    if isinstance(field, PlaceField):
        lat, lon = field.at or ("", "")
        found[f"{name}.lat"] = repr(lat) if field.at else ""
        found[f"{name}.lon"] = repr(lon) if field.at else ""
    return found
