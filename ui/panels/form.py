"""A form in the incident dock: filled by keyboard, kept when stepped back from, and
saying in place what the gateway would not have.
"""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from controlroom.domain.commands import AnyAct
from ui.draft import clashes, rebased, touched
from ui.forms import BESIDE, Form, form_named
from ui.frame import CODES
from ui.guard import guarded, guarded_with
from ui.orders import WrongField
from ui.pads import pad
from ui.panels.clash import changed_by
from ui.panels.form_page import FormPage
from ui.panels.note import Note
from ui.position import Position
from ui.streets import Streets

MOST_WANTED = "new_incident"
"""Its page stands ready before it is asked for: nobody waits for a call's fields."""
READY_MS = 200
"""After a form was put away, or other codes came, until that page is made."""


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
        self._began: dict[str, str] = {}
        self._drafts: dict[tuple[str, str], dict[str, str]] = {}
        self._sent = ""
        self._confirmed: dict[str, str] = {}
        self._subject = ""
        self.fallbacks: dict[str, str] = {}
        """What is sent for a field that was left empty, by field."""
        theme = position.theme
        self._column = QVBoxLayout(self)
        pad(self._column, theme, (12, 12, 12, 6))
        self._column.setSpacing(theme.px(8))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = self._add_page(form_named(MOST_WANTED))
        """The fields: of the form that is open, else of the one most wanted."""
        self._soon = QTimer(self, singleShot=True, interval=READY_MS)
        self._soon.timeout.connect(self._make_ready)
        self.done.connect(self._soon.start)
        theme.changed.connect(self._soon.start)
        position.frame.picture_replaced.connect(self._soon.start)
        position.frame.picture_changed.connect(self._changed)
        position.outgoing.changed.connect(self._follow)

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
        self._sent = ""
        self._confirmed = {}
        self._subject = self._subject_of(form)
        if not self.page.is_ready_for(form):
            self._turn_to(form)
        page = self.page
        page.is_used = True
        page.blockSignals(True)  # noqa: FBT003 - Qt: nobody has typed this
        page.fill(values)
        self._began = page.values()
        page.fill(self._began | self._drafts.get((form.name, self._subject), {}))
        page.blockSignals(False)  # noqa: FBT003 - Qt: from here on it is typed
        page.say_hint()
        self.opened.emit(name)
        page.begin()
        return ""

    def step_back(self) -> None:
        """Put the form away; what was typed is kept for the next time."""
        self._keep_draft()
        self._form = None
        self._sent = ""
        self.done.emit()

    def note(self, name: str) -> Note | None:
        """Return the line under a field."""
        return self.page.notes.get(name)

    def values(self) -> dict[str, str]:
        """Return what is in the fields."""
        return self.page.values()

    def put(self, name: str, value: str) -> None:
        """Put a value into a field as if it had been chosen there."""
        self.page.put(name, value)

    def put_place(self, lat: float, lon: float) -> bool:
        """Take a click on the map as the place; False when no field wants one."""
        return self._form is not None and self.page.put_place(lat, lon)

    def entrust(self, act: AnyAct, *subjects: str, words: str) -> None:
        """Send something in the form's place; once accepted it is put away as sent."""
        if self._form is not None and not self._sent:
            self._sent = self._position.send(act, *subjects, words=words)
            self.page.hold(held=True)
            self._follow()

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
            self.page.say_wrong(wrong)
            return
        if self._asks_first(values):
            return
        self.page.say("")
        self._sent = self._position.send(order.act, *order.subjects, words=order.words)
        self.page.hold(held=True)
        self._follow()

    def _asks_first(self, values: dict[str, str]) -> bool:
        """Say what Enter would do; the next one does it, unless the form changed."""
        if self._form is None or self._form.confirm is None:
            return False
        if self._confirmed == values:
            return False
        self._confirmed = values
        self.page.warn(self._form.confirm(self._position, values))
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
        self.page.clash.setVisible(bool(names))
        if not names or self._form is None:
            return False
        self.page.fill(now | touched(values, self._began))
        self._began = now
        by = changed_by(self._position, self._form.name)
        labels = {row.name: row.label for row in self._form.fields}
        self.page.clash.say(by, names, labels, values, now, self.page.inputs)
        return True

    def _take_theirs(self, theirs: dict[str, str]) -> None:
        """Put what holds by now into the fields that two changed; the rest stays."""
        self.page.fill(self.values() | theirs)
        self.page.clash.hide()
        next(iter(self.page.inputs.values())).setFocus()

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
            self.page.say(f"sent {waited:.1f} s" if waited >= 0.3 else "")
            return
        refused = any(each.command_id == self._sent for each in outgoing.refusals)
        self._sent = ""
        if refused:
            # The sentence stands in the bar above until Esc; what was typed stays.
            self.page.say("")
            self.page.hold(held=False)
            return
        self._drafts.pop((self._form.name, self._subject), None)
        self._form = None
        self.done.emit()

    def _typed(self) -> None:
        """A hand on the keys of a form about an incident, not its first filling."""
        if self._form is not None and self._form.name not in BESIDE:
            self._position.typed.emit()

    # -------------------------------------------------------------------------- pages

    def _add_page(self, form: Form) -> FormPage:
        page = FormPage(form, self._position, self._streets, self)
        page.sent.connect(self.send)
        page.left_back.connect(self.step_back)
        page.left.connect(self.left)
        page.edited.connect(self.edited)
        page.typed.connect(self._typed)
        page.clash.taken.connect(self._take_theirs)
        self._column.addWidget(page, 1)
        return page

    def _turn_to(self, form: Form) -> None:
        """Make the page of a form in the place of the last one."""
        last = self.page
        self._column.removeWidget(last)
        last.hide()
        last.deleteLater()
        self.page = self._add_page(form)

    @guarded
    def _make_ready(self) -> None:
        """Make the page that is wanted most, while nobody waits for it."""
        wanted = form_named(MOST_WANTED)
        if self._form is None and not self.page.is_ready_for(wanted):
            self._turn_to(wanted)

    def _changed(self, touched_ids: frozenset[str]) -> None:
        if CODES in touched_ids:
            self._soon.start()

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter sends from any field; a clash has a key of its own."""
        if self._form is not None and self.page.clash.claims(event):
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.send()
                return True
        return bool(super().event(event))
