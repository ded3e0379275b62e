"""When an incident is due by its grade's two clocks, and its place in the queue."""

from typing import Literal, NamedTuple, get_args

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Assignment, Incident
from controlroom.domain.state import State

SECOND_US = 1_000_000
ARCHIVE_AFTER_US = 24 * 3_600 * SECOND_US
"""A closed incident stays this long in every picture."""


def attend_due_us(incident: Incident, codes: Codes) -> int | None:
    """Return when a unit has to be there, us, by the clock of the call."""
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
    there. A dispatch target that passed is shown in the queue, where the row already
    asks for a unit. An incident that is itself an officer's emergency raises no second.
    """
    if incident.status != "open" or incident.target_passed:
        return None
    if incident.first_at_scene_at_us is not None or incident.emergency_alarm_id:
        return None
    return attend_due_us(incident, codes)


def acknowledge_due_us(
    incident: Incident, assignment: Assignment, codes: Codes
) -> int | None:
    """Return when a unit's silence becomes an alarm, us; None is never (again).

    A unit that is under way or there has answered by what it does.
    """
    grade = codes.grade(incident.grade)
    if grade is None or grade.acknowledge_s is None or incident.status != "open":
        return None
    answered = (
        assignment.acknowledged_at_us
        or assignment.en_route_at_us
        or assignment.at_scene_at_us
    )
    if answered or assignment.unanswered or not assignment.answers:
        return None
    return assignment.at_us + grade.acknowledge_s * SECOND_US


def offer_lapses_us(incident: Incident, codes: Codes) -> int | None:
    """Return when an offer that nobody answered falls back to its giver, us."""
    if incident.offer is None:
        return None
    return incident.offer.at_us + codes.offer_lapses_s * SECOND_US


def watch_us(incident: Incident, codes: Codes) -> int | None:
    """Return when the clock has to look at the incident next, us; None is never."""
    if incident.status == "closed":
        return (incident.closed_at_us or 0) + ARCHIVE_AFTER_US
    if incident.status == "merged":
        return None
    times = [alarm_due_us(incident, codes), incident.bring_up_at_us]
    times += [acknowledge_due_us(incident, a, codes) for a in incident.assignments]
    times.append(offer_lapses_us(incident, codes))
    return min((at_us for at_us in times if at_us is not None), default=None)


Section = Literal[
    "emergency", "overdue", "due", "at_scene", "extended", "referred", "resolved"
]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The queue from top to bottom: the order of work."""
EXTENDED_S = 4 * 3_600
"""A grade with so long to attend, or longer, is planned rather than waited for."""


class Place(NamedTuple):
    """Where an incident stands in the queue at a time; places compare in work order.

    rank: `SECTIONS` index, then what orders that section: emergencies and referred by
    age, overdue by grade and then lateness, due and extended soonest first, at scene
    longest first, resolved longest first. due_us: what its countdown runs to.
    """

    rank: tuple[int, int, int, str]
    section: Section
    due_us: int | None


def place_in_queue(incident: Incident, state: State, now_us: int) -> Place | None:
    """Return where an incident stands in the queue; None once it left."""
    if incident.status in {"closed", "merged"}:
        return None
    due_us = attend_due_us(incident, state.codes)
    if incident.status == "resolved":
        return _place("resolved", incident, incident.resolved_at_us or 0, None)
    alarm = state.alarms.get(incident.emergency_alarm_id or "")
    if alarm is not None and alarm.ended_at_us is None:
        return _place("emergency", incident, incident.opened_at_us, None)
    if incident.first_at_scene_at_us is not None:
        arrived_us = incident.first_at_scene_at_us
        return _place("at_scene", incident, arrived_us, incident.bring_up_at_us)
    if due_us is None:
        return _place(
            "referred", incident, incident.opened_at_us, incident.bring_up_at_us
        )
    if due_us <= now_us:
        codes = [grade.code for grade in state.codes.grades]
        return _place("overdue", incident, due_us, due_us, codes.index(incident.grade))
    if due_us - incident.opened_at_us >= EXTENDED_S * SECOND_US:
        # A reminder makes an incident that can wait a scheduled one.
        due_us = min(due_us, incident.bring_up_at_us or due_us)
        return _place("extended", incident, due_us, due_us)
    return _place("due", incident, due_us, due_us)


def _place(
    section: Section,
    incident: Incident,
    order_us: int,
    due_us: int | None,
    grade: int = 0,
) -> Place:
    rank = (SECTIONS.index(section), grade, order_us, incident.incident_id)
    return Place(rank, section, due_us)
