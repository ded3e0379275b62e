"""When an incident is due by its two clocks, and its place in the order of work."""

from typing import Literal, NamedTuple, get_args

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Assignment, Incident
from controlroom.domain.exposure import next_check_us
from controlroom.domain.state import State

SECOND_US = 1_000_000
ARCHIVE_AFTER_US = 24 * 3_600 * SECOND_US
"""A closed incident stays this long in every picture."""
LAST_QUARTER = 0.75
"""Share of a target after which the clock says that it is due soon."""


def counted_from_us(incident: Incident) -> int:
    """Return when its clocks began, us: the call, or the time it was scheduled for."""
    if incident.scheduled_at_us is not None:
        return incident.scheduled_at_us
    if incident.counts_from_us is not None:
        return incident.counts_from_us
    return incident.opened_at_us


def counted_to_us(incident: Incident, now_us: int) -> int:
    """Return until when its clocks run, us: now, or when it was resolved."""
    if incident.status == "open" or incident.resolved_at_us is None:
        return now_us
    return min(now_us, incident.resolved_at_us)


def attend_due_us(incident: Incident, codes: Codes) -> int | None:
    """Return when a unit has to be there, us, by the clock of the call."""
    grade = codes.grade(incident.grade)
    if grade is None or grade.attend_s is None:
        return None
    return counted_from_us(incident) + grade.attend_s * SECOND_US


def dispatch_due_us(incident: Incident, codes: Codes) -> int | None:
    """Return when the first unit has to be sent, counted from the call, us."""
    grade = codes.grade(incident.grade)
    if grade is None or grade.dispatch_s is None:
        return None
    return counted_from_us(incident) + grade.dispatch_s * SECOND_US


def travel_due_us(incident: Incident, codes: Codes) -> int | None:
    """Return when a unit has to be there, us, by the clock of the first unit sent."""
    grade, sent_us = codes.grade(incident.grade), incident.first_assigned_at_us
    if grade is None or grade.travel_s is None or sent_us is None:
        return None
    return sent_us + grade.travel_s * SECOND_US


ClockWord = Literal["in time", "due soon", "late", "met", "missed", "no target"]


class Clock(NamedTuple):
    """One of the two clocks at a time.

    name: `from call`, or `from dispatch` once a unit was sent, before that `to send`.
    due_us: what it runs to, None without a target. met_us: when it was stopped.
    word: how it stands. used: share of the target that is gone, 0 without one.
    """

    name: Literal["from call", "to send", "from dispatch"]
    from_us: int
    due_us: int | None
    met_us: int | None
    word: ClockWord
    used: float


def clocks(incident: Incident, codes: Codes, now_us: int) -> tuple[Clock, Clock]:
    """Return the clock that runs from the call, and the one from dispatch.

    Both stand from the time an incident was resolved.
    """
    now_us = counted_to_us(incident, now_us)
    began_us, there_us = counted_from_us(incident), incident.first_at_scene_at_us
    call = _clock(
        "from call", began_us, attend_due_us(incident, codes), there_us, now_us
    )
    sent_us = incident.first_assigned_at_us
    if sent_us is None:
        due_us = dispatch_due_us(incident, codes)
        return call, _clock("to send", began_us, due_us, None, now_us)
    due_us = travel_due_us(incident, codes)
    return call, _clock("from dispatch", sent_us, due_us, there_us, now_us)


def _clock(
    name: Literal["from call", "to send", "from dispatch"],
    from_us: int,
    due_us: int | None,
    met_us: int | None,
    now_us: int,
) -> Clock:
    if due_us is None:
        return Clock(name, from_us, None, met_us, "no target", 0.0)
    at_us = now_us if met_us is None else met_us
    used = (at_us - from_us) / max(1, due_us - from_us)
    word: ClockWord
    if met_us is not None:
        word = "met" if met_us <= due_us else "missed"
    elif now_us > due_us:
        word = "late"
    else:
        word = "due soon" if used >= LAST_QUARTER else "in time"
    return Clock(name, from_us, due_us, met_us, word, used)


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
    times.append(incident.scheduled_at_us if incident.status == "open" else None)
    return min((at_us for at_us in times if at_us is not None), default=None)


Section = Literal[
    "emergency", "offered", "overdue", "due", "at_scene", "extended", "referred",
    "scheduled", "resolved",
]  # fmt: skip
SECTIONS: tuple[Section, ...] = get_args(Section)
"""The queue from top to bottom: the order of work.

What is `offered` is a matter of the desk that looks.
"""
EXTENDED_S = 4 * 3_600
"""A grade with so long to attend, or longer, is planned rather than waited for."""


class Standing(NamedTuple):
    """Where an incident stands in the queue, whatever the clock says.

    `rank` orders its section: a time in microseconds, then the incident's id. `due_us`
    is what its countdown runs to. Section `due` holds all that has a target to attend:
    what of it is `overdue` is a matter of the clock, and is ordered by `late_rank`.
    """

    section: Section
    rank: tuple[int, str]
    due_us: int | None


def standing(incident: Incident, state: State) -> Standing | None:
    """Return where an incident stands; None once it is closed or merged.

    Emergencies and referred by age, due, extended and scheduled soonest first,
    resolved longest first. At scene by the next welfare check; longest first where no
    rule asks for one.
    """
    if incident.status in {"closed", "merged"}:
        return None
    if incident.status == "resolved":
        return _standing("resolved", incident, incident.resolved_at_us or 0, None)
    if is_emergency(incident, state):
        return _standing("emergency", incident, incident.opened_at_us, None)
    reminder_us = incident.bring_up_at_us
    if incident.first_at_scene_at_us is not None:
        check_us = next_check_us(incident, state)
        asked = [at_us for at_us in (check_us, reminder_us) if at_us is not None]
        arrived_us = incident.first_at_scene_at_us
        return _standing(
            "at_scene", incident, check_us or arrived_us, min(asked, default=None)
        )
    due_us = attend_due_us(incident, state.codes)
    if is_planned(incident):
        at_us = incident.scheduled_at_us or 0
        return _standing("scheduled", incident, at_us, at_us)
    if due_us is None:
        return _standing("referred", incident, incident.opened_at_us, reminder_us)
    if due_us - counted_from_us(incident) >= EXTENDED_S * SECOND_US:
        # A reminder makes an incident that can wait a scheduled one, never later.
        due_us = min(due_us, reminder_us or due_us)
        return _standing("extended", incident, due_us, due_us)
    return _standing("due", incident, due_us, due_us)


def is_planned(incident: Incident) -> bool:
    """Return whether it waits for the time it is scheduled for.

    Nobody is sent, and nobody has been there: who left again left it under way.
    """
    later = incident.scheduled_at_us is not None and not incident.assignments
    begun = incident.first_at_scene_at_us is not None
    return later and not begun and incident.status == "open"


def is_emergency(incident: Incident, state: State) -> bool:
    """Return whether an officer's emergency stands behind the incident."""
    alarm = state.alarms.get(incident.emergency_alarm_id or "")
    return alarm is not None and alarm.ended_at_us is None


def late_rank(
    incident: Incident, place: Standing, codes: Codes
) -> tuple[int, tuple[int, str]]:
    """Return what orders the overdue: the grade, then how late it is."""
    grades = [grade.code for grade in codes.grades]
    known = incident.grade in grades
    return grades.index(incident.grade) if known else len(grades), place.rank


def _standing(
    section: Section, incident: Incident, order_us: int, due_us: int | None
) -> Standing:
    return Standing(section, (order_us, incident.incident_id), due_us)
