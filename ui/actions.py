"""Every operator action once, as a table: name, words, keys, when it can be done, what
it does; menus, buttons, command bar and help read it and know no other.
"""

from controlroom.domain import commands as c
from controlroom.domain.entities import DrawingShape
from ui.acting import Action, Do, Stage
from ui.needs import (
    needs_alarm,
    needs_alarms,
    needs_contact,
    needs_emergency,
    needs_incident,
    needs_sectors,
    needs_selection,
    needs_status,
    needs_unaccepted,
    needs_unit,
    needs_unit_sent,
    standing_alarm,
)


def _form(name: str) -> Do:
    return lambda stage, _key: stage.open_form(name)


def _panel(key: str) -> Do:
    return lambda stage, _key: stage.show_panel(key)


def _fit(what: str) -> Do:
    return lambda stage, _key: stage.maps.fit(what)


def _draw(shape: DrawingShape) -> Do:
    return lambda stage, _key: stage.drafting.take(shape)


def _copy(what: str) -> Do:
    def do(stage: Stage, _key: int) -> None:
        stage.copy(what)

    return do


def _accept(stage: Stage, _key: int) -> None:
    alarm = standing_alarm(stage)
    if alarm is not None:
        act = c.AcceptAlarm(alarm_id=alarm.alarm_id)
        stage.position.send(act, alarm.alarm_id, words="Accept the alarm")


MENUS = ("Desk", "Incident", "Unit", "Alarm", "Map", "View", "Help")
"""Menus from left to right."""

ACTIONS: tuple[Action, ...] = (
    Action("command", "Find, or type a command", ("/", "Ctrl+K"), "Desk",
           lambda stage, _key: stage.open_command()),
    Action("undo", "Undo what was sent last", ("Ctrl+Z",), "Desk",
           lambda stage, _key: stage.undo(), lambda stage: stage.why_not_undo()),
    Action("step_back", "Step back", ("Esc",), "Desk",
           lambda stage, _key: stage.step_back(), in_menu=False),
    Action("leave", "Leave the desk", ("Ctrl+Q",), "Desk",
           lambda stage, _key: stage.leave()),

    Action("new_incident", "Open an incident", ("N",), "Incident",
           _form("new_incident"), act=c.OpenIncident),
    Action("log", "Add to the log", ("L",), "Incident",
           lambda stage, _key: stage.add_to_log(), needs_incident, c.AddLogEntry),
    Action("grade", "Give another grade", ("Shift+G",), "Incident",
           _form("grade"), needs_status("open"), c.GradeIncident),
    Action("amend", "Amend type, place or caller", ("E",), "Incident",
           _form("amend"), needs_status("open"), c.AmendIncident),
    Action("pick", "Choose a unit to send", tuple("123456789"), "Incident",
           lambda stage, key: stage.pick(key), needs_status("open"), c.AssignUnits,
           in_menu=False),
    Action("assign", "Assign the chosen units", ("Enter", "Return"), "Incident",
           lambda stage, _key: stage.assign_picked(),
           lambda stage: stage.why_not_assign(), c.AssignUnits),
    Action("reasons", "All reasons for and against units", ("W",), "Incident",
           lambda stage, _key: stage.toggle_reasons(), needs_incident),
    Action("bring_up", "Bring up at a time", ("U",), "Incident",
           _form("bring_up"), needs_status("open", "resolved"), c.SetBringUp),
    Action("resolve", "Resolve", ("V",), "Incident",
           _form("resolve"), needs_status("open"), c.ResolveIncident),
    Action("close", "Close with a code", ("C",), "Incident",
           _form("close"), needs_status("resolved"), c.CloseIncident),
    Action("reopen", "Reopen", ("O",), "Incident",
           _form("reopen"), needs_status("resolved", "closed"), c.ReopenIncident),
    Action("save_page", "Save as a page, a disclosure", ("X",), "Incident",
           lambda stage, _key: stage.save_page(), lambda stage: stage.why_not_save(),
           c.AddLogEntry),
    Action("copy_cad", "Copy the CAD number", ("Y",), "Incident",
           _copy("cad"), needs_incident),

    Action("go_to", "Show on the map", ("J",), "Unit",
           lambda stage, _key: stage.go_to(), needs_selection),
    Action("trail", "Show its trail, or take it away", ("H",), "Unit",
           lambda stage, _key: stage.toggle_trail(),
           lambda stage: stage.why_not_trail()),
    Action("stand_down", "Stand down", ("S",), "Unit",
           _form("stand_down"), needs_unit_sent, c.StandDown),
    Action("set_state", "Set the radio state", ("T",), "Unit",
           _form("set_state"), needs_unit, c.SetUnitState),
    Action("message", "Send a message", ("M",), "Unit",
           _form("message"), needs_unit, c.SendMessage),
    Action("camera", "Look through its camera, or the nearest", ("P",), "Unit",
           lambda stage, _key: stage.open_camera(),
           lambda stage: stage.why_not_camera(), c.StartViewing),
    Action("emergency", "Raise an officer's emergency", ("Ctrl+E",), "Unit",
           _form("emergency"), needs_unit, c.RaiseEmergency),
    Action("copy_callsign", "Copy the callsign", ("Shift+Y",), "Unit",
           _copy("callsign"), needs_unit),
    Action("copy_place", "Copy the position", ("Ctrl+Y",), "Unit",
           _copy("place"), needs_selection),
    Action("bind_contact", "Bind an unknown contact to a unit", ("Ctrl+B",), "Unit",
           _form("bind_contact"), needs_contact, c.BindContact),

    Action("alarms", "Go to an alarm; F1 accepts an emergency",
           ("F1", "F2", "F3", "F4"), "Alarm",
           lambda stage, key: stage.go_to_alarm(key), needs_alarms, in_menu=False),
    Action("accept_alarm", "Accept the alarm", ("K",), "Alarm",
           _accept, needs_unaccepted, c.AcceptAlarm),
    Action("end_alarm", "End the alarm", ("Shift+K",), "Alarm",
           _form("end_alarm"), needs_alarm, c.EndAlarm),
    Action("false_alarm", "End as a false alarm, by a second person",
           ("Ctrl+Shift+K",), "Alarm", _form("false_alarm"), needs_emergency,
           c.EndAlarm),

    Action("map_home", "Restore the map's view", ("Home",), "Map",
           lambda stage, _key: stage.maps.go_home()),
    Action("view_back", "Previous view", ("B",), "Map",
           lambda stage, _key: stage.maps.go_back()),
    Action("follow", "Follow the selected unit", ("F",), "Map",
           lambda stage, _key: stage.maps.follow(),
           lambda stage: stage.maps.why_not_follow()),
    Action("fit_units", "Show every unit", ("Shift+U",), "Map", _fit("units")),
    Action("fit_incidents", "Show every open incident", ("Shift+I",), "Map",
           _fit("incidents")),
    Action("fit_selected", "Show all that is selected", ("Shift+J",), "Map",
           _fit("selected"), needs_selection),
    Action("wall", "Wall view: every incident stays in view", ("Shift+W",), "Map",
           lambda stage, _key: stage.maps.switch_wall()),
    Action("new_map", "New map window", ("Ctrl+N",), "Map",
           lambda stage, _key: stage.maps.open_new()),

    Action("add_overlay", "Lay a file over the map", ("Ctrl+O",), "Map",
           lambda stage, _key: stage.overlaying.ask()),
    Action("hide_overlays", "Hide overlays, or show them again", ("Shift+V",), "Map",
           lambda stage, _key: stage.overlaying.hide_or_show(),
           lambda stage: stage.overlaying.why_not()),
    Action("remove_overlay", "Remove the overlay added last", ("Ctrl+Shift+O",), "Map",
           lambda stage, _key: stage.overlaying.remove_last(),
           lambda stage: stage.overlaying.why_not()),
    Action("swap_ground", "Map over the picture of the ground, or under it",
           ("Shift+M",), "Map", lambda stage, _key: stage.overlaying.swap_ground(),
           lambda stage: stage.overlaying.why_not_swap()),

    Action("within", "What is within some metres or minutes", ("A",), "Map",
           lambda stage, _key: stage.ask_around()),
    Action("measure", "Measure distance and bearing", ("D",), "Map",
           lambda stage, _key: stage.measuring.switch()),
    Action("copy_measure", "Copy what was measured", ("Ctrl+C",), "Map",
           lambda stage, _key: stage.measuring.copy(),
           lambda stage: stage.measuring.why_not_copy()),

    Action("draw_point", "Draw a point or RVP", ("R",), "Map", _draw("point"),
           act=c.Draw),
    Action("draw_line", "Draw a line", ("Shift+L",), "Map", _draw("line"), act=c.Draw),
    Action("draw_area", "Draw an area or cordon", ("Shift+D",), "Map", _draw("polygon"),
           act=c.Draw),
    Action("draw_circle", "Draw a circle", ("Shift+C",), "Map", _draw("circle"),
           act=c.Draw),
    Action("draw", "Say what was drawn, and send it", (), "Map", _form("draw"),
           lambda stage: stage.drafting.why_not_sent(), c.Draw),
    Action("redraw", "Change the drawing", ("Shift+E",), "Map", _form("redraw"),
           lambda stage: stage.drafting.why_not(), c.Redraw),
    Action("reshape", "Draw its outline anew", ("Ctrl+D",), "Map",
           lambda stage, _key: stage.drafting.reshape(),
           lambda stage: stage.drafting.why_not(), c.Redraw),
    Action("erase", "Erase the drawing", ("Del",), "Map",
           lambda stage, _key: stage.drafting.erase(),
           lambda stage: stage.drafting.why_not(), c.Erase),
    Action("layers", "Layers: what the map shows", ("Ctrl+6",), "Map",
           _panel("layers")),
    Action("show_all", "Show all that is hidden on the map", ("Ctrl+H",), "Map",
           lambda stage, _key: stage.position.layers.show_all(),
           lambda stage: "" if not stage.position.layers.is_whole
           else "nothing is hidden"),

    Action("queue", "Queue", ("Ctrl+1",), "View", _panel("queue")),
    Action("map", "Map", ("Ctrl+2",), "View", _panel("map")),
    Action("incident", "Incident", ("Ctrl+3",), "View", _panel("incident")),
    Action("units", "Units", ("Ctrl+4",), "View", _panel("units")),
    Action("in_view", "What is in view of the map, as a list", ("I",), "View",
           _panel("in_view")),
    Action("near", "What is near, as it was asked", ("Ctrl+5",), "View",
           _panel("near")),
    Action("doors", "Feeds and unknown contacts", ("G",), "View", _panel("doors")),
    Action("next_panel", "Next panel", ("F6",), "View",
           lambda stage, _key: stage.cycle(1), in_menu=False),
    Action("last_panel", "Last panel", ("Shift+F6",), "View",
           lambda stage, _key: stage.cycle(-1), in_menu=False),
    Action("release_order", "Take the new order", ("Shift+O",), "View",
           lambda stage, _key: stage.release_order()),
    Action("all_sectors", "All sectors, or mine", ("Shift+A",), "View",
           lambda stage, _key: stage.look_at_all(), needs_sectors),
    Action("theme", "Dark or light", ("Ctrl+L",), "View",
           lambda stage, _key: stage.switch_theme()),
    Action("larger", "Larger text", ("Ctrl++", "Ctrl+="), "View",
           lambda stage, _key: stage.scale_text(1)),
    Action("smaller", "Smaller text", ("Ctrl+-",), "View",
           lambda stage, _key: stage.scale_text(-1)),
    Action("normal", "Text at 100 %", ("Ctrl+0",), "View",
           lambda stage, _key: stage.scale_text(0)),
    Action("motion", "Reduced motion: nothing glides or flashes", (), "View",
           lambda stage, _key: stage.maps.switch_motion()),
    Action("full_screen", "Fill the screen, or no longer", ("F11",), "View",
           lambda stage, _key: stage.maps.fill_screen()),
    Action("reset_layout", "Put every panel back", (), "View",
           lambda stage, _key: stage.reset_layout()),

    Action("help", "Help", ("?",), "Help", lambda stage, _key: stage.help("")),
    Action("keys", "All keys", ("Ctrl+?",), "Help",
           lambda stage, _key: stage.help("keys")),
)  # fmt: skip
"""All actions there are, in the order of the menus."""

BY_NAME = {action.name: action for action in ACTIONS}


def key_of(name: str) -> str:
    """Return the first key of an action, or nothing."""
    keys = BY_NAME[name].keys
    return keys[0] if keys else ""


def find_actions(text: str) -> list[Action]:
    """Return the actions whose words begin with what was typed, best first.

    Every word typed must begin a word of the action; all of its words come first.
    """
    typed = text.casefold().replace(",", " ").split()
    if not typed:
        return []
    scored = []
    for place, action in enumerate(ACTIONS):
        words = f"{action.words} {action.name}".casefold().replace(",", " ")
        parts = words.replace("_", " ").split()
        if all(any(part.startswith(word) for part in parts) for word in typed):
            first = 1 if parts[0].startswith(typed[0]) else 2
            said = action.words.casefold().replace(",", " ").split()
            scored.append((0 if said == typed else first, place, action))
    return [
        action for _first, _place, action in sorted(scored, key=lambda row: row[:2])
    ]
