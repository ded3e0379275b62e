"""Actions on alarms."""

from controlroom.domain import commands as c
from ui.acting import Action
from ui.actions.doing import accept_standing, open_form
from ui.needs import (
    needs_alarm,
    needs_alarms,
    needs_emergency,
    needs_unaccepted,
)

ALARM: tuple[Action, ...] = (
    Action("alarms", "Go to an alarm; F1 accepts an emergency",
           ("F1", "F2", "F3", "F4"), "Alarm",
           lambda stage, key: stage.go_to_alarm(key), needs_alarms, in_menu=False),
    Action("accept_alarm", "Accept the alarm", ("K",), "Alarm",
           accept_standing, needs_unaccepted, c.AcceptAlarm),
    Action("end_alarm", "End the alarm", ("Shift+K",), "Alarm",
           open_form("end_alarm"), needs_alarm, c.EndAlarm),
    Action("false_alarm", "End as a false alarm, by a second person",
           ("Ctrl+Shift+K",), "Alarm", open_form("false_alarm"), needs_emergency,
           c.EndAlarm),
)  # fmt: skip
