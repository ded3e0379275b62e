"""What a person at a desk asks for, which may be refused; it changes nothing itself.

The envelope `Command` carries an id made by the desk (a retry gets the first answer)
and the revisions the operator saw, `{entity_id: revision}`, for what it changes. Log
entries, messages, alarms and viewings carry none: they never conflict.
"""

from collections.abc import Mapping

import msgspec

from controlroom.domain.entities import (
    AlarmOutcome,
    Camera,
    Device,
    DrawingKind,
    Outline,
    Person,
    Unit,
)


class Act(msgspec.Struct, frozen=True, kw_only=True, tag_field="act"):
    """The base of everything an operator can do."""


class OpenIncident(Act, frozen=True, kw_only=True, tag="open_incident"):
    """Open an incident. An empty grade takes the type's own."""

    type_code: str
    grade: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    sector: str = ""
    narrative: str = ""
    caller: str = ""


class AmendIncident(Act, frozen=True, kw_only=True, tag="amend_incident"):
    """Change what is known; a field left at None stays as it is."""

    incident_id: str
    type_code: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    sector: str | None = None
    caller: str | None = None


class GradeIncident(Act, frozen=True, kw_only=True, tag="grade_incident"):
    """Give another grade, with the reason in the operator's words."""

    incident_id: str
    grade: str
    reason: str = ""


class AddLogEntry(Act, frozen=True, kw_only=True, tag="add_log_entry"):
    """Append a line to an incident's log."""

    incident_id: str
    text: str


class AssignUnits(Act, frozen=True, kw_only=True, tag="assign_units"):
    """Send units. `divert` takes a committed unit away from what it is on.

    `recommended` holds the unit ids the desk had recommended, best first.
    """

    incident_id: str
    unit_ids: tuple[str, ...]
    divert: bool = False
    recommended: tuple[str, ...] = ()


class StandDown(Act, frozen=True, kw_only=True, tag="stand_down"):
    """Release a unit from an incident."""

    incident_id: str
    unit_id: str
    reason: str = ""


class SetUnitState(Act, frozen=True, kw_only=True, tag="set_unit_state"):
    """Set a unit's radio state on its behalf (1 to 11; 0 is `RaiseEmergency`)."""

    unit_id: str
    state: int


class ResolveIncident(Act, frozen=True, kw_only=True, tag="resolve_incident"):
    """Nothing more to attend; units still on it are stood down."""

    incident_id: str
    note: str = ""


class CloseIncident(Act, frozen=True, kw_only=True, tag="close_incident"):
    """Close a resolved incident with a closing code."""

    incident_id: str
    closing_code: str
    note: str = ""


class ReopenIncident(Act, frozen=True, kw_only=True, tag="reopen_incident"):
    """Take a resolved or closed incident back into the queue."""

    incident_id: str
    reason: str = ""


class SetBringUp(Act, frozen=True, kw_only=True, tag="set_bring_up"):
    """Bring the incident up again at a time; None takes the reminder away."""

    incident_id: str
    at_us: int | None
    note: str = ""


class RaiseEmergency(Act, frozen=True, kw_only=True, tag="raise_emergency"):
    """An officer calls for help and the desk presses the key.

    The place is where the unit was last heard, when the desk knows it.
    """

    unit_id: str
    note: str = ""
    lat: float | None = None
    lon: float | None = None


class AcceptAlarm(Act, frozen=True, kw_only=True, tag="accept_alarm"):
    """Take an alarm on by name."""

    alarm_id: str


class EndAlarm(Act, frozen=True, kw_only=True, tag="end_alarm"):
    """End an alarm by name. A false alarm needs somebody other than who accepted it."""

    alarm_id: str
    outcome: AlarmOutcome = "ended"
    note: str = ""


class SendMessage(Act, frozen=True, kw_only=True, tag="send_message"):
    """Words to units, through their devices."""

    unit_ids: tuple[str, ...]
    text: str
    incident_id: str | None = None


class StartViewing(Act, frozen=True, kw_only=True, tag="start_viewing"):
    """Look through a camera. The reason is asked first, except in an emergency."""

    camera_id: str
    reason: str
    incident_id: str | None = None


class EndViewing(Act, frozen=True, kw_only=True, tag="end_viewing"):
    """Stop looking through a camera."""

    camera_id: str
    viewing_id: str


class Draw(Act, frozen=True, kw_only=True, tag="draw"):
    """Draw on the map of all desks. Without `expires_at_us` it stays until erased."""

    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class Redraw(Act, frozen=True, kw_only=True, tag="redraw"):
    """Put everything about a drawing in the place of what it was."""

    drawing_id: str
    kind: DrawingKind
    outline: Outline
    label: str = ""
    expires_at_us: int | None = None
    incident_id: str | None = None


class Erase(Act, frozen=True, kw_only=True, tag="erase"):
    """Take a drawing off the map of all desks."""

    drawing_id: str


class Enrol(Act, frozen=True, kw_only=True, tag="enrol"):
    """Add people, units, devices and cameras at one go (administrators)."""

    people: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    devices: tuple[Device, ...] = ()
    cameras: tuple[Camera, ...] = ()


class BindDevice(Act, frozen=True, kw_only=True, tag="bind_device"):
    """Bind a device to a unit; None unbinds it."""

    device_id: str
    unit_id: str | None


class BindContact(Act, frozen=True, kw_only=True, tag="bind_contact"):
    """Enrol an unknown contact of a door as a device of a unit."""

    door: str
    uid: str
    kind: str
    unit_id: str


class SetEnabled(Act, frozen=True, kw_only=True, tag="set_enabled"):
    """Enable or disable a person or a device."""

    entity_id: str
    enabled: bool


AnyAct = (
    OpenIncident | AmendIncident | GradeIncident | AddLogEntry | AssignUnits | StandDown
    | SetUnitState | ResolveIncident | CloseIncident | ReopenIncident | SetBringUp
    | RaiseEmergency | AcceptAlarm | EndAlarm | SendMessage | StartViewing | EndViewing
    | Draw | Redraw | Erase | Enrol | BindDevice | BindContact | SetEnabled
)  # fmt: skip


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """An act with its id and the revisions it presumes."""

    command_id: str
    act: AnyAct
    expects: Mapping[str, int] = {}


class Commanded(msgspec.Struct, frozen=True, kw_only=True):
    """A command as the gateway hands it to `decide`: by whom and from which desk."""

    command: Command
    person_id: str
    role: str
    desk: str
