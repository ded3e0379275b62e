"""Actions on the selected unit."""

from controlroom.domain import commands as c
from ui.acting import Action
from ui.actions.doing import copy_text, open_form
from ui.needs import (
    needs_contact,
    needs_selection,
    needs_unit,
    needs_unit_sent,
)

UNIT: tuple[Action, ...] = (
    Action("go_to", "Show on the map", ("J",), "Unit",
           lambda stage, _key: stage.go_to(), needs_selection),
    Action("trail", "Show its trail, or take it away", ("H",), "Unit",
           lambda stage, _key: stage.toggle_trail(),
           lambda stage: stage.why_not_trail()),
    Action("stand_down", "Stand down", ("S",), "Unit",
           open_form("stand_down"), needs_unit_sent, c.StandDown),
    Action("set_state", "Set the radio state", ("T",), "Unit",
           open_form("set_state"), needs_unit, c.SetUnitState),
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
