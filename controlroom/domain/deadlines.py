"""When an incident is due, by the two clocks of its grade, and its place in the queue."""

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Incident

SECOND_US = 1_000_000
ARCHIVE_AFTER_US = 24 * 3_600 * SECOND_US
"""A closed incident stays this long in every picture."""


def attend_due_us(incident: Incident, codes: Codes) -> int | None:
    """Return when a unit has to be there, counted from the call, us; None is no target."""
    grade = codes.grade(incident.grade)
    if grade is None or grade.attend_s is None:
        return None
    return incident.opened_at_us + grade.attend_s * SECOND_US


def dispatch_due_us(incident: Incident, codes: Codes) -> int | None:
    """Return when the first unit has to be sent, counted from the call, us."""
    grade = codes.grade(incident.grade)
    if grade is None or grade.dispatch_s is None:
        return None
    return incident.opened_at_us + grade.dispatch_s * SECOND_US


def alarm_due_us(incident: Incident, codes: Codes) -> int | None:
    """Return when nobody's arrival becomes an alarm, us; None is never (again).

    One alarm has one meaning: the target *to attend* has passed and no unit has been
    there. A dispatch target that passed is shown in the queue, where the row already asks
    for a unit. An incident that is itself an officer's emergency raises no second alarm.
    """
    if incident.status != "open" or incident.target_passed:
        return None
    if incident.first_at_scene_at_us is not None or incident.emergency_alarm_id:
        return None
    return attend_due_us(incident, codes)


def watch_us(incident: Incident, codes: Codes) -> int | None:
    """Return when the clock has to look at the incident next, us; None is never."""
    if incident.status == "closed":
        return (incident.closed_at_us or 0) + ARCHIVE_AFTER_US
    times = (alarm_due_us(incident, codes), incident.bring_up_at_us)
    return min((at_us for at_us in times if at_us is not None), default=None)
