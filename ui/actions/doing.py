"""What several actions do, made once: open a form, show a panel, fit the map."""

from controlroom.domain import commands as c
from controlroom.domain.entities import DrawingShape
from ui.acting import Do, Stage
from ui.needs import standing_alarm


def open_form(name: str) -> Do:
    """Return what opens a form."""
    return lambda stage, _key: stage.open_form(name)


def show_panel(key: str) -> Do:
    """Return what shows a panel."""
    return lambda stage, _key: stage.show_panel(key)


def fit_map(what: str) -> Do:
    """Return what fits the map to something."""
    return lambda stage, _key: stage.maps.fit(what)


def take_pencil(shape: DrawingShape) -> Do:
    """Return what takes the pencil."""
    return lambda stage, _key: stage.drafting.take(shape)


def copy_text(what: str) -> Do:
    """Return what puts something on the clipboard."""

    def do(stage: Stage, _key: int) -> None:
        stage.copy(what)

    return do


def accept_standing(stage: Stage, _key: int) -> None:
    """Accept the alarm that is meant, if one stands."""
    alarm = standing_alarm(stage)
    if alarm is not None:
        act = c.AcceptAlarm(alarm_id=alarm.alarm_id)
        stage.position.send(act, alarm.alarm_id, words="Accept the alarm")
