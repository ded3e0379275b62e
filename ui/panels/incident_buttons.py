"""The buttons of what the incident is now: an emergency, resolved, closed or merged."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.domain import commands as c
from controlroom.domain.entities import Incident
from ui.actions import key_of
from ui.controls import KeyButton
from ui.pads import pad
from ui.panels.worklist import is_emergency
from ui.position import Position


class IncidentButtons(QWidget):
    """One row for an officer's emergency, one for what is no longer open."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        theme = position.theme
        self.accept = KeyButton(theme, "Accept", "K", kind="danger")
        self.accept.large = True
        self.end = KeyButton(theme, "End emergency", "Shift+K")
        self.false = KeyButton(theme, "False alarm", "Ctrl+Shift+K")
        self.close_it = KeyButton(theme, "Close", "C", kind="primary")
        self.reopen = KeyButton(theme, "Reopen", "O")
        self.unmerge = KeyButton(theme, "Take the merge back", key_of("unmerge"))
        for button, action in (
            (self.accept, "accept_alarm"),
            (self.end, "end_alarm"),
            (self.false, "false_alarm"),
        ):
            button.clicked.connect(
                lambda _checked=False, name=action: self._press_alarm(name)
            )
        for button, action in (
            (self.close_it, "close"),
            (self.reopen, "reopen"),
            (self.unmerge, "unmerge"),
        ):
            button.clicked.connect(
                lambda _checked=False, name=action: position.acted.emit(name)
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.alarm_row = self._row((self.accept, self.end, self.false), 6)
        self.status_row = self._row((self.close_it, self.reopen, self.unmerge), 5)
        column.addWidget(self.alarm_row)
        column.addWidget(self.status_row)

    def show_incident(self, incident: Incident) -> None:
        """Show the buttons that mean something for an incident."""
        picture = self._position.frame.picture
        alarm = picture.alarms.get(incident.emergency_alarm_id or "")
        stands = is_emergency(incident, picture)
        accepted = alarm is not None and alarm.accepted_by is not None
        may, status = self._position.may, incident.status
        accepts, ends = may(c.AcceptAlarm), may(c.EndAlarm)
        closes, parts = may(c.CloseIncident), may(c.UnmergeIncident)
        reopens = may(c.ReopenIncident)
        self.alarm_row.setVisible(stands and (accepts or ends))
        self.accept.setVisible(stands and not accepted and accepts)
        self.end.setVisible(stands and accepted and ends)
        self.false.setVisible(stands and accepted and ends)
        self.status_row.setVisible(status != "open" and (closes or reopens or parts))
        self.close_it.setVisible(status == "resolved" and closes)
        self.reopen.setVisible(status != "merged" and reopens)
        self.unmerge.setVisible(status == "merged" and parts)
        cad = self._position.say.cad(incident, self._position.frame.now_us())
        self.close_it.say(f"Close {cad}")
        self.reopen.say(f"Reopen {cad}")

    def _press_alarm(self, action: str) -> None:
        incident = self._position.incident
        if incident is not None:
            self._position.selection.select_alarm(incident.emergency_alarm_id)
        self._position.acted.emit(action)

    def _row(self, buttons: tuple[KeyButton, ...], above: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        pad(row, self._position.theme, (10, above, 10, above))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return holder
