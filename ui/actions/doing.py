"""What several actions do, made once: open a form, show a panel, fit the map."""

from collections.abc import Callable

from controlroom.domain import commands as c
from controlroom.domain.entities import DrawingShape
from ui.acting import Do, Stage
from ui.duty_orders import book_off, is_off_duty
from ui.needs import standing_alarm
from ui.orders import Order
from ui.position import Position
from ui.watch_orders import come_back


def open_form(name: str) -> Do:
    """Return what opens a form."""
    return lambda stage, _key: stage.open_form(name)


def show_panel(key: str) -> Do:
    """Return what shows a panel."""
    return lambda stage, _key: stage.show_panel(key)


def begin_handover(stage: Stage, _key: int) -> None:
    """Show the handover and put it together."""
    stage.show_panel("handover")
    stage.shift.begin()


def leave_or_return(stage: Stage, _key: int) -> None:
    """Ask who covers, or be back at once."""
    mine = stage.position.posts.mine
    if mine is not None and mine.away_since_us is not None:
        come_back(stage.position)
    else:
        stage.open_form("away")


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


def send_order(make: Callable[[Position], Order]) -> Do:
    """Return what sends an order about the selection at once."""

    def do(stage: Stage, _key: int) -> None:
        order = make(stage.position)
        stage.position.send(order.act, *order.subjects, words=order.words)

    return do


def book_on_or_off(stage: Stage, _key: int) -> None:
    """Ask for the shift of a unit off duty, or book one on duty off."""
    if is_off_duty(stage.position):
        stage.open_form("book_on")
    else:
        send_order(book_off)(stage, 0)


def accept_standing(stage: Stage, _key: int) -> None:
    """Accept the alarm that is meant, if one stands."""
    alarm = standing_alarm(stage)
    if alarm is not None:
        act = c.AcceptAlarm(alarm_id=alarm.alarm_id)
        stage.position.send(act, alarm.alarm_id, words="Accept the alarm")
