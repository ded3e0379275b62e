"""Every operator action once, as a table: name, words, keys, when it can be done, what
it does; menus, buttons, command bar and help read it and know no other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from controlroom.domain import commands as c
from controlroom.domain.entities import Alarm, Incident, Unit
from ui.position import Position


class Stage(Protocol):
    """What actions work on: the window, as far as they know it."""

    @property
    def position(self) -> Position:
        """The operator's position."""

    def open_command(self) -> None:
        """Open the command bar."""

    def open_form(self, name: str) -> None:
        """Open a form by its name."""

    def step_back(self) -> None:
        """Step back one level."""

    def cycle(self, by: int) -> None:
        """Give the focus to the next or the last panel."""

    def show_panel(self, key: str) -> None:
        """Show a panel and give it the focus."""

    def add_to_log(self) -> None:
        """Give the focus to the log's field."""

    def pick(self, place: int) -> None:
        """Choose or let go of the unit at a place of the assign list."""

    def assign_picked(self) -> None:
        """Send the chosen units."""

    def why_not_assign(self) -> str:
        """Return why nothing can be sent now, or nothing."""

    def toggle_reasons(self) -> None:
        """Show all reasons, or the first few."""

    def go_to_alarm(self, place: int) -> None:
        """Go to the alarm at a place from the left."""

    def go_to(self) -> None:
        """Show what is selected on the map."""

    def open_camera(self) -> None:
        """Look through the camera that is meant."""

    def why_not_camera(self) -> str:
        """Return why no camera can be opened, or nothing."""

    def save_page(self) -> None:
        """Save the selected incident as a page that leaves the room."""

    def why_not_save(self) -> str:
        """Return why no page can be saved, or nothing."""

    def map_home(self) -> None:
        """Restore the map's view."""

    def copy(self, what: str) -> str:
        """Put something on the clipboard; return why not, or nothing."""

    def release_order(self) -> None:
        """Take the new order of the lists."""

    def look_at_all(self) -> None:
        """Look at all sectors, or again at those looked after."""

    def switch_theme(self) -> None:
        """Change between dark and light."""

    def scale_text(self, by: int) -> None:
        """Make text larger or smaller by steps; 0 is 100 %."""

    def reset_layout(self) -> None:
        """Put every panel back where it stands at first."""

    def help(self, topic: str) -> None:
        """Open a page of the help."""

    def undo(self) -> None:
        """Take back the last thing sent."""

    def why_not_undo(self) -> str:
        """Return why nothing can be undone, or nothing."""

    def leave(self) -> None:
        """Close the desk."""


Do = Callable[[Stage, int], None]
WhyNot = Callable[[Stage], str]


@dataclass(frozen=True, slots=True)
class Action:
    """One row. `do` gets which of its keys was pressed, counted from 0.

    `why_not` returns nothing when the action can be done, else the reason in words that
    follow "needs" or stand alone. `act` is what a role must be allowed.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    menu: str
    do: Do
    why_not: WhyNot = lambda _stage: ""
    act: type[c.Act] | None = None
    in_menu: bool = True


def reason(action: Action, stage: Stage) -> str:
    """Return why an action cannot be done now, or nothing."""
    if action.act is not None and not stage.position.may(action.act):
        role = stage.position.frame.role
        return f"not as {role}" if role else "no gateway yet"
    return action.why_not(stage)


# ---------------------------------------------------------------------- conditions


def _alarm(stage: Stage) -> Alarm | None:
    position = stage.position
    alarm = position.frame.picture.alarms.get(position.selection.alarm_id or "")
    return alarm if alarm is not None and alarm.ended_at_us is None else None


def _unit(stage: Stage) -> Unit | None:
    position = stage.position
    return position.frame.picture.units.get(position.selection.unit_id or "")


def needs_incident(stage: Stage) -> str:
    """An incident must be selected."""
    return "" if stage.position.incident else "needs a selected incident"


def needs_status(*statuses: str) -> WhyNot:
    """The selected incident must be open, resolved or closed."""

    def why_not(stage: Stage) -> str:
        incident: Incident | None = stage.position.incident
        if incident is None:
            return "needs a selected incident"
        if incident.status in statuses:
            return ""
        cad = stage.position.say.cad(incident, stage.position.frame.now_us())
        return f"{cad} is {incident.status}"

    return why_not


def needs_unit(stage: Stage) -> str:
    """A unit must be selected."""
    return "" if _unit(stage) else "needs a selected unit"


def needs_unit_sent(stage: Stage) -> str:
    """A unit that is on an incident must be selected."""
    unit = _unit(stage)
    if unit is None:
        return "needs a selected unit"
    return "" if unit.incident_ids else f"{unit.callsign} is on no incident"


def needs_alarm(stage: Stage) -> str:
    """An alarm that stands must be selected."""
    return "" if _alarm(stage) else "needs a selected alarm"


def needs_unaccepted(stage: Stage) -> str:
    """An alarm that nobody has accepted must be selected."""
    alarm = _alarm(stage)
    if alarm is None:
        return "needs a selected alarm"
    if alarm.accepted_by is None:
        return ""
    name = stage.position.frame.picture.name_of(alarm.accepted_by)
    return f"accepted by {name}"


def needs_emergency(stage: Stage) -> str:
    """An officer's emergency must be selected; others are ended plainly."""
    alarm = _alarm(stage)
    if alarm is None or alarm.kind != "officer_emergency":
        return "needs a selected emergency"
    return ""


def needs_selection(stage: Stage) -> str:
    """Anything with a place must be selected."""
    selection = stage.position.selection
    chosen = selection.unit_id or selection.incident_id or selection.camera_id
    return "" if chosen or selection.alarm_id else "needs something selected"


def needs_alarms(stage: Stage) -> str:
    """An alarm must stand."""
    standing = stage.position.frame.picture.standing_alarms()
    return "" if standing else "no alarm stands"


def needs_contact(stage: Stage) -> str:
    """An unknown contact must be selected among the feeds."""
    return "" if stage.position.contact else "needs a selected contact among the feeds"


def needs_sectors(stage: Stage) -> str:
    """Sectors must have been chosen."""
    return "" if stage.position.sectors else "all sectors are shown already"


def _form(name: str) -> Do:
    return lambda stage, _key: stage.open_form(name)


def _panel(key: str) -> Do:
    return lambda stage, _key: stage.show_panel(key)


def _copy(what: str) -> Do:
    def do(stage: Stage, _key: int) -> None:
        stage.copy(what)

    return do


def _accept(stage: Stage, _key: int) -> None:
    alarm = _alarm(stage)
    if alarm is not None:
        act = c.AcceptAlarm(alarm_id=alarm.alarm_id)
        stage.position.send(act, alarm.alarm_id, words="Accept the alarm")


MENUS = ("Desk", "Incident", "Unit", "Alarm", "View", "Help")
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

    Action("queue", "Queue", ("Ctrl+1",), "View", _panel("queue")),
    Action("map", "Map", ("Ctrl+2",), "View", _panel("map")),
    Action("incident", "Incident", ("Ctrl+3",), "View", _panel("incident")),
    Action("units", "Units", ("Ctrl+4",), "View", _panel("units")),
    Action("doors", "Feeds and unknown contacts", ("G",), "View", _panel("doors")),
    Action("next_panel", "Next panel", ("F6",), "View",
           lambda stage, _key: stage.cycle(1), in_menu=False),
    Action("last_panel", "Last panel", ("Shift+F6",), "View",
           lambda stage, _key: stage.cycle(-1), in_menu=False),
    Action("map_home", "Restore the map's view", ("Home",), "View",
           lambda stage, _key: stage.map_home()),
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

    Every word typed must begin a word of the action.
    """
    typed = text.casefold().split()
    if not typed:
        return []
    scored = []
    for place, action in enumerate(ACTIONS):
        words = f"{action.words} {action.name}".casefold().replace(",", " ")
        parts = words.replace("_", " ").split()
        if all(any(part.startswith(word) for part in parts) for word in typed):
            first = 0 if parts[0].startswith(typed[0]) else 1
            scored.append((first, place, action))
    return [
        action for _first, _place, action in sorted(scored, key=lambda row: row[:2])
    ]
