"""Actions on the selected unit."""

from controlroom.domain import commands as c
from ui.acting import Action
from ui.actions.doing import (
    book_on_or_off,
    copy_text,
    open_form,
    send_order,
    show_panel,
)
from ui.duty_orders import answer, book_off, contact
from ui.needs import (
    needs_contact,
    needs_request,
    needs_selection,
    needs_unit,
    needs_unit_on_duty,
    needs_unit_sent,
)

UNIT: tuple[Action, ...] = (
    Action("go_to", "Show on the map", ("J",), "Unit",
           lambda stage, _key: stage.go_to(), needs_selection),
    Action("trail", "Show its trail, or take it away", ("H",), "Unit",
           lambda stage, _key: stage.toggle_trail(),
           lambda stage: stage.why_not_trail(), asks="track"),
    Action("briefing", "What was sent to it", ("Shift+B",), "Unit",
           show_panel("briefing"), needs_unit, partners=False),
    Action("stand_down", "Stand down", ("S",), "Unit",
           open_form("stand_down"), needs_unit_sent, c.StandDown),
    Action("set_state", "Set the radio state", ("T",), "Unit",
           open_form("set_state"), needs_unit, c.SetUnitState),
    Action("state_now", "Set states by one key: 1 to 9, 0 is 10, - is 11",
           (), "Unit", show_panel("units"), act=c.SetUnitState),
    Action("crew", "Crew and skills", ("Shift+Q",), "Unit",
           open_form("crew"), needs_unit, c.SetCrew),
    Action("book_on", "Book on or off", ("Ctrl+Shift+B",), "Unit",
           book_on_or_off, needs_unit, c.BookOn),
    Action("book_off", "Book off", (), "Unit",
           send_order(book_off), needs_unit_on_duty, c.BookOff),
    Action("answer", "Answer what it asks for", ("Shift+T",), "Unit",
           send_order(answer), needs_request, c.AnswerRequest),
    Action("contact", "Spoke with it: all is well", ("Ctrl+Shift+W",), "Unit",
           send_order(contact), needs_unit, c.RecordContact),
    Action("message", "Send a message", ("M",), "Unit",
           open_form("message"), needs_unit, c.SendMessage),
    Action("camera", "Look through its camera, or the nearest", ("P",), "Unit",
           lambda stage, _key: stage.open_camera(),
           lambda stage: stage.why_not_camera(), c.StartViewing),
    Action("emergency", "Raise an officer's emergency", ("Ctrl+E",), "Unit",
           open_form("emergency"), needs_unit, c.RaiseEmergency),
    Action("copy_callsign", "Copy the callsign", ("Shift+Y",), "Unit",
           copy_text("callsign"), needs_unit),
    Action("copy_place", "Copy the position", ("Ctrl+Y",), "Unit",
           copy_text("place"), needs_selection),
    Action("bind_contact", "Bind an unknown contact to a unit", ("Ctrl+B",), "Unit",
           open_form("bind_contact"), needs_contact, c.BindContact),
)  # fmt: skip
