"""The selected incident: head, log, assignment, or the form that is being filled."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QWidget,
)

from controlroom.domain.commands import AssignUnits
from controlroom.domain.entities import Incident
from ui.actions import key_of
from ui.actions.offering import hints_offered
from ui.asking import Asking
from ui.controls import EmptyState, Field
from ui.dock import Panel
from ui.guard import guarded
from ui.log_orders import HINT, log_act, log_hint, why_not_log, writes_ever
from ui.opened import Opened
from ui.outgoing import Sent
from ui.pads import pad
from ui.panels.assign import AssignPanel
from ui.panels.bar_head import BarHead
from ui.panels.bonds import BondsBar
from ui.panels.call import Intake
from ui.panels.cautions import Cautions
from ui.panels.form import FormPanel
from ui.panels.incident_buttons import IncidentButtons
from ui.panels.incident_head import IncidentHead
from ui.panels.intake import IntakeLists
from ui.panels.log import LogView
from ui.panels.notice import Notice, RefusalBar
from ui.panels.offer_bar import OfferBar
from ui.panels.pages import column_of, scrolled
from ui.panels.picture_page import PicturePage
from ui.panels.ready import ReadyBar
from ui.panels.saved import SavedBar
from ui.panels.worklist import is_emergency
from ui.position import Position
from ui.streets import Streets
from ui.travel import Travel
from ui.undo import Undo

KEY = "incident"
RECENT = 4
"""Incidents offered as segments: the last ones that were open."""
SELECT_ONE = (
    "Select a row, a place on the map or an alarm. Its log and the best units open "
    "here."
)
SELECT_TO_READ = (
    "Select a row or a place on the map. Its log and the units on it open here."
)
HINTS = (("/", "Find a CAD number, callsign or place"), ("N", "Open an incident"))


class IncidentPanel(Panel):
    """The dock of the incident."""

    menu_wanted = Signal(object)
    """The person asks for the incident's actions; carries a QMenu to fill."""
    files_dropped = Signal(list)
    """Files were dropped on the incident: their paths."""

    def __init__(
        self, position: Position, streets: Streets, travel: Travel, asking: Asking
    ) -> None:
        super().__init__(position.theme, KEY, "Incident")
        self._position = position
        self._recent: list[str] = []
        self._shown = ""
        self._logs: dict[str, str] = {}
        self.undo = Undo(position)
        self._opened = Opened(position)
        self.setAcceptDrops(True)
        self._build(streets, travel, asking)
        self._connect()
        self._refresh()

    # ------------------------------------------------------------------ what others do

    def focus_body(self) -> None:
        """Give the focus to the log, or to the form."""
        if self.form.name:
            self.form.setFocus()
        elif self.picture.sha256:
            self.picture.focus_body()
        elif self._position.incident is not None:
            self.log.setFocus()
        else:
            self.body.setFocus()

    def open_form(self, name: str) -> str:
        """Open a form in the dock; return why not, or nothing."""
        why_not = self.form.open(name)
        if not why_not:
            self.show()
            self.raise_()
            self._turn_page()
        return why_not

    def show_picture(self, sha256: str, image: QImage, words: str) -> None:
        """Show a picture of the incident until it is stepped back from."""
        self.picture.show_picture(sha256, image, words)
        self.show()
        self.raise_()
        self._refresh()
        self.focus_body()

    def add_to_log(self) -> None:
        """Give the focus to the log's field."""
        self.show()
        self.raise_()
        self._upper.ensureWidgetVisible(self.entry)
        self.entry.setFocus()

    # ---------------------------------------------------------------------- building

    def _build(self, streets: Streets, travel: Travel, asking: Asking) -> None:
        theme = self._position.theme
        self._more = self.bar.add_tool("more", "Everything that can be done now")
        self._more.clicked.connect(self._open_menu)
        self.add_tear_off()
        self.bar.segment_chosen.connect(self._position.selection.select_incident)
        self._refusal = RefusalBar(self._position)
        self._undo_bar = Notice(self._position, "check", "Undo", "Ctrl+Z")
        self.ready = ReadyBar(self._position)
        self.saved = SavedBar(self._position)
        self._undo_bar.pressed.connect(lambda: self._position.acted.emit("undo"))
        self._empty = EmptyState(theme, "Nothing selected", SELECT_ONE, HINTS)
        self.form = FormPanel(self._position, streets)
        self.intake = Intake(self._position, self.form, asking)
        self._forms = _form_page(self.form, IntakeLists(self._position, self.intake))
        self._stack_holder = QWidget()
        self._stack = QStackedLayout(self._stack_holder)
        self._page = self._make_page(travel)
        self.picture = PicturePage(theme)
        self.picture.done.connect(self._form_done)
        for page in (self._empty, self._page, self._forms, self.picture):
            self._stack.addWidget(page)
        self._offer = OfferBar(self._position)
        self.column.addWidget(self._refusal)
        self.column.addWidget(self._offer)
        self.column.addWidget(self._stack_holder, 1)
        self.column.addWidget(self.ready)
        self.column.addWidget(self.saved)
        self.column.addWidget(self._undo_bar)

    def _make_page(self, travel: Travel) -> QWidget:
        theme, position = self._position.theme, self._position
        page, upper = QWidget(), QWidget()
        column = column_of(upper)
        self._head = IncidentHead(position)
        self._log_head = BarHead(position, "Log")
        self._cautions = Cautions(position)
        self.log = LogView(position)
        self.entry = Field(HINT, 4_000)
        self.entry.entered.connect(self._add_entry)
        self.entry.textEdited.connect(lambda _text: position.typed.emit())
        self.entry.show_key(theme, key_of("log"))
        self._entry_icon = self.entry.addAction(
            QIcon(), Field.ActionPosition.LeadingPosition
        )
        self._dress()
        theme.changed.connect(self._dress)
        self._entry_row = holder = QWidget()
        row = QHBoxLayout(holder)
        pad(row, theme, (12, 4, 12, 8))
        row.addWidget(self.entry)
        self.assign = AssignPanel(position, travel)
        self.buttons = IncidentButtons(position)
        self.bonds = BondsBar(position)
        parts = (
            self._head,
            self.bonds,
            self._cautions,
            self._log_head,
            self.log,
            holder,
            self.assign,
        )
        for part in parts:
            column.addWidget(part, 1 if part is self.log else 0)
        self._upper = scrolled(upper)
        whole = column_of(page)
        whole.addWidget(self._upper, 1)
        whole.addWidget(self.assign.buttons)
        whole.addWidget(self.buttons)
        return page

    def _dress(self) -> None:
        icon = self._position.theme.icon("log-add", 14, "text.muted")
        self._entry_icon.setIcon(icon)

    def _connect(self) -> None:
        position = self._position
        position.selection.changed.connect(self._follow_selection)
        position.frame.picture_replaced.connect(self._refresh)
        position.frame.picture_changed.connect(self._changed)
        position.frame.presence_changed.connect(self._head.update)
        position.frame.second.connect(self._second)
        position.outgoing.settled.connect(self._settled)
        position.offered.changed.connect(self._follow_offers)
        self.form.done.connect(self._form_done)
        self.undo.changed.connect(self._say_undo)
        self.assign.picked.connect(
            lambda: self._upper.ensureWidgetVisible(self.assign.view)
        )

    # ---------------------------------------------------------------------- following

    def _follow_offers(self) -> None:
        """Offer what this person may do here, and nothing else."""
        position = self._position
        self._entry_row.setVisible(writes_ever(position))
        self.entry.setPlaceholderText(log_hint(position))
        self.entry.setEnabled(not why_not_log(position))
        self.assign.buttons.setVisible(self.assign.sends)
        sends = position.offered.ever(AssignUnits)
        self._empty.say("Nothing selected", SELECT_ONE if sends else SELECT_TO_READ)
        self._empty.offer(hints_offered(position, HINTS))
        self._refresh()

    def _follow_selection(self) -> None:
        key = self._position.selection.incident_id
        if self.form.name and self.form.name != "new_incident" and key != self._shown:
            # A form is about what was selected; its draft waits for that to come back.
            self.form.step_back()
        self._refresh()

    def _changed(self, touched: frozenset[str]) -> None:
        incident = self._position.incident
        about = {self._shown}
        if incident is not None:
            about.add(incident.emergency_alarm_id or "")
            about.update(each.unit_id for each in incident.assignments)
        drawn = any(each.startswith("drw_") for each in touched)
        if about & touched or drawn:
            self._refresh()

    def _second(self) -> None:
        if self._stack.currentWidget() is self._page:
            self._head.update()
            self._offer.show_incident(self._position.incident)

    def _refresh(self) -> None:
        incident = self._position.incident
        anew = (incident.incident_id if incident else "") != self._shown
        if anew:
            self._change_incident(incident)
        self._turn_page()
        if incident is not None:
            self._head.show_incident(incident)
            self._cautions.show_incident(incident)
            self.log.show_incident(incident)
            self._say_log(incident)
            self.bonds.show_incident(incident)
            self.buttons.show_incident(incident)
        self.assign.show_incident(incident, anew=anew)

    def _turn_page(self) -> None:
        """Show the form, the picture or the incident, and what stands around them."""
        incident = self._position.incident
        page: QWidget = self._page
        if self.form.name:
            page = self._forms
        elif self.picture.sha256:
            page = self.picture
        elif incident is None:
            page = self._empty
        self._stack.setCurrentWidget(page)
        self._offer.show_incident(incident if not self.form.name else None)
        self._say_title(incident)

    def _change_incident(self, incident: Incident | None) -> None:
        """Keep what was being typed with the incident that it was for."""
        self.picture.sha256 = ""
        self._logs[self._shown] = self.entry.text()
        self._shown = incident.incident_id if incident else ""
        self.entry.setText(self._logs.pop(self._shown, ""))
        if incident is not None and self._shown not in self._recent:
            self._recent = [self._shown, *self._recent][:RECENT]

    def _say_title(self, incident: Incident | None) -> None:
        if self.form.name:
            self.bar.set_title(self.form.title(), "")
            self.bar.set_segments([], "")
            return
        picture = self._position.frame.picture
        if incident is not None and is_emergency(incident, picture):
            self.bar.set_segments([], "")
            note = f"{incident.cad}, opened by itself"
            self.bar.set_title("Officer emergency", note, alarmed=True)
            return
        self.bar.set_title("Incident")
        now_us = self._position.frame.now_us()
        known = [key for key in self._recent if key in picture.incidents]
        segments = [
            (key, self._position.say.cad(picture.incidents[key], now_us))
            for key in known
        ]
        self.bar.set_segments(segments, self._shown)

    def _say_log(self, incident: Incident) -> None:
        lines = len(incident.log)
        count = f"{lines} entr{'y' if lines == 1 else 'ies'}"
        unread = self._position.unread.lines(incident)
        if unread:
            count = f"{count}, {unread} unread"
        if self.log.below:
            count = f"{count}, {self.log.below} new below"
        self._log_head.say(count, "newest last")

    # ------------------------------------------------------------------------- acting

    def _add_entry(self, text: str) -> None:
        incident = self._position.incident
        if incident is None or not text.strip():
            return
        if why_not := why_not_log(self._position):
            self._position.said.emit(f"{why_not.capitalize()}.")
            return
        act = log_act(self._position, incident.incident_id, text.strip())
        self._position.send(act, incident.incident_id, words="Add to log")
        self.entry.clear()

    def _settled(self, sent: Sent) -> None:
        self.undo.remember(sent)

    def _say_undo(self) -> None:
        words, left_s = self.undo.words, self.undo.left_s
        if words:
            self._undo_bar.say(words, f"{left_s} s")
        else:
            self._undo_bar.hide()

    def _form_done(self) -> None:
        """Give the focus back to the log: digits and letters are keys again."""
        self._refresh()
        focused = QApplication.focusWidget()
        if focused is None or self.isAncestorOf(focused):
            self.focus_body()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        self.menu_wanted.emit(menu)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken while an incident is shown."""
        if self._position.incident is not None and _files_of(event.mimeData()):
            event.acceptProposedAction()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        paths = _files_of(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


def _files_of(dropped: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]


def _form_page(form: FormPanel, lists: IntakeLists) -> QScrollArea:
    """Return the page of forms: under that of a call its lists, and room for both."""
    page = QWidget()
    column = column_of(page)
    column.addWidget(form, 1)
    column.addWidget(lists)
    return scrolled(page)
