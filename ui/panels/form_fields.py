"""The fields of forms that are more than a line: a choice, and a place."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from controlroom.ground.places import Place
from ui.controls import ENTER, TYPING, Field, TextField, claim
from ui.guard import guarded, guarded_with
from ui.streets import Streets

SUGGESTIONS = 8


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
        for index in range(self.count()):
            words, value = self.itemText(index), str(self.itemData(index))
            if typed.casefold() in {words.casefold(), value.casefold()}:
                return value
        starting = [
            str(self.itemData(index))
            for index in range(self.count())
            if typed and self.itemText(index).casefold().startswith(typed.casefold())
        ]
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
    """A place by name, from the map pack, or by a click on the map."""

    placed = Signal()

    def __init__(self, hint: str, streets: Streets, limit: int) -> None:
        super().__init__(hint, limit)
        self._streets = streets
        self._found: dict[str, Place] = {}
        self.at: tuple[float, float] | None = None
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._take)
        self.setCompleter(completer)
        self.textEdited.connect(self._suggest)

    def put(self, lat: float, lon: float) -> None:
        """Mark a place on the map."""
        self.at = (lat, lon)
        self.placed.emit()

    def _suggest(self, text: str) -> None:
        found = self._streets.find(text, SUGGESTIONS) if len(text) > 1 else []
        self._found = {each.name: each for each in found}
        self._model.setStringList(list(self._found))

    def _take(self, name: str) -> None:
        place = self._found.get(name)
        if place is not None:
            self.put(place.lat, place.lon)


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
