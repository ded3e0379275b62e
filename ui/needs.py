"""What must hold before an action can be done: each returns nothing, or why not."""

from controlroom.domain.entities import Alarm, Incident, Unit
from controlroom.domain.shifts import OFF_DUTY
from ui.acting import Stage, WhyNot
from ui.life_orders import line_meant


def standing_alarm(stage: Stage) -> Alarm | None:
    """Return the selected alarm while it stands."""
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


def needs_link(stage: Stage) -> str:
    """The selected incident must be linked with another that is known here."""
    incident = stage.position.incident
    if incident is None:
        return "needs a selected incident"
    known = stage.position.frame.picture.incidents
    return "" if any(each in known for each in incident.links) else "nothing is linked"


def needs_file(stage: Stage) -> str:
    """The selected incident must have a file."""
    incident = stage.position.incident
    if incident is None:
        return "needs a selected incident"
    return "" if incident.attachments else "no file is attached"


def needs_line(stage: Stage) -> str:
    """A log entry that somebody wrote, and nobody corrected, must be meant."""
    if stage.position.incident is None:
        return "needs a selected incident"
    if line_meant(stage.position) is not None:
        return ""
    chosen = stage.position.line_seq is not None
    return "that line cannot be corrected" if chosen else "nothing was written yet"


def needs_partner(stage: Stage) -> str:
    """An incident must be selected, and there must be a partner to share it with."""
    if not stage.position.frame.picture.codes.partners:
        return "this force shares with no partner"
    return needs_incident(stage)


def needs_position(stage: Stage) -> str:
    """A position must have been taken at this desk: only that can be left."""
    return "" if stage.position.posts.mine else "needs a position, Ctrl+Shift+I"


def needs_promise(stage: Stage) -> str:
    """The selected incident must hold a promise that is not kept yet."""
    incident = stage.position.incident
    if incident is None:
        return "needs a selected incident"
    kept = all(each.kept_at_us is not None for each in incident.promises)
    return "nothing is promised" if kept else ""


def needs_merge(stage: Stage) -> str:
    """The selected incident must be merged, or have duplicates merged into it."""
    incident = stage.position.incident
    if incident is None:
        return "needs a selected incident"
    joined = incident.merged or incident.merged_into
    return "" if joined else "nothing was merged"


def needs_unit(stage: Stage) -> str:
    """A unit must be selected."""
    return "" if _unit(stage) else "needs a selected unit"


def needs_unit_sent(stage: Stage) -> str:
    """A unit that is on an incident must be selected."""
    unit = _unit(stage)
    if unit is None:
        return "needs a selected unit"
    return "" if unit.incident_ids else f"{unit.callsign} is on no incident"


def needs_unit_on_duty(stage: Stage) -> str:
    """A unit on duty must be selected."""
    unit = _unit(stage)
    if unit is None:
        return "needs a selected unit"
    return f"{unit.callsign} is off duty" if unit.state == OFF_DUTY else ""


def needs_request(stage: Stage) -> str:
    """A unit that waits for an answer must be selected."""
    unit = _unit(stage)
    if unit is None:
        return "needs a selected unit"
    return "" if unit.request is not None else f"{unit.callsign} asks for nothing"


def needs_alarm(stage: Stage) -> str:
    """An alarm that stands must be selected."""
    return "" if standing_alarm(stage) else "needs a selected alarm"


def needs_unaccepted(stage: Stage) -> str:
    """An alarm that nobody has accepted must be selected."""
    alarm = standing_alarm(stage)
    if alarm is None:
        return "needs a selected alarm"
    if alarm.accepted_by is None:
        return ""
    name = stage.position.frame.picture.name_of(alarm.accepted_by)
    return f"accepted by {name}"


def needs_emergency(stage: Stage) -> str:
    """An officer's emergency must be selected; others are ended plainly."""
    alarm = standing_alarm(stage)
    if alarm is None or alarm.kind != "officer_emergency":
        return "needs a selected emergency"
    return ""


def needs_selection(stage: Stage) -> str:
    """Anything with a place must be selected."""
    selection = stage.position.selection
    chosen = selection.unit_id or selection.incident_id or selection.camera_id
    other = selection.alarm_id or selection.drawing_id
    return "" if chosen or other else "needs something selected"


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
