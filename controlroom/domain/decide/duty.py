"""Decides on crews, shifts, requests and contacts: who is in a unit, when it works,
what it asked for, and when the room heard of it.
"""

from typing import NoReturn

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain import observations as o
from controlroom.domain.decide.rules import (
    Ids,
    committed_words,
    refuse,
    shown,
    undecided,
    unit_of,
    when,
    written,
)
from controlroom.domain.decide.units import (
    AT_SCENE,
    EMERGENCY,
    OFF_DUTY,
    ON_DUTY,
    changed_state,
)
from controlroom.domain.entities import Unit
from controlroom.domain.exposure import heard_us
from controlroom.domain.reduce import sentences
from controlroom.domain.state import State

MOST_CREW = 12
"""People in one unit; a carrier seats as many."""
LONGEST_US = 36 * 3_600_000_000
"""A shift that ends later than this from now is a typing error."""
HEARD_AGAIN_US = 60_000_000
"""What a device says is a new contact only so long after the last."""
ANSWERS = {
    12: "Send your message.",
    13: "We will call you back when free.",
    14: "We are calling you now.",
    16: "We will say it again.",
}
"""What a request is answered with when nobody says anything else."""


def commanded(
    state: State, said: c.Commanded, now_us: int, ids: Ids
) -> list[e.AnyEvent]:
    """Decide on an act of this subject. Raises `Refused`."""
    match said.command.act:
        case c.SetCrew() as act:
            unit = unit_of(state, act.unit_id)
            return set_crew(state, unit, act.person_ids, now_us)
        case c.BookOn() as act:
            return book_on(state, act, now_us)
        case c.BookOff() as act:
            return book_off(state, act, now_us)
        case c.AnswerRequest() as act:
            return answer_request(state, act, ids)
        case c.RecordContact() as act:
            return record_contact(state, act, now_us)
        case other:
            raise undecided(other)


def set_crew(
    state: State, unit: Unit, person_ids: tuple[str, ...], now_us: int
) -> list[e.AnyEvent]:
    """Seat these people in a unit, and nobody who sits in another on duty."""
    crew = tuple(dict.fromkeys(person_ids))
    if len(crew) > MOST_CREW:
        refuse("crew", f"{len(crew)} people in one unit, the most is {MOST_CREW}.")
    for person_id in crew:
        check_seat(state, unit, person_id)
    if unit.state == EMERGENCY and crew != unit.crew:
        _refuse_emergency(state, unit, now_us)
    if not crew and unit.incident_ids:
        refuse(
            "committed",
            f"{unit.callsign} is committed to {committed_words(state, unit, now_us)} "
            "and would have no crew.",
            f"Stand {unit.callsign} down first, or name who is in it.",
        )
    if crew == unit.crew:
        return []
    left = _left_by(state, unit, crew)
    return [*left, e.CrewChanged(unit_id=unit.unit_id, person_ids=crew)]


def _left_by(state: State, unit: Unit, crew: tuple[str, ...]) -> list[e.AnyEvent]:
    """Return who stays in the units off duty that some of a crew come from."""
    seats = dict.fromkeys(state.riders.get(person_id, "") for person_id in crew)
    others = [state.units[each] for each in seats if each not in {"", unit.unit_id}]
    return [
        e.CrewChanged(
            unit_id=other.unit_id,
            person_ids=tuple(each for each in other.crew if each not in crew),
        )
        for other in others
    ]


def check_seat(state: State, unit: Unit, person_id: str) -> None:
    """Refuse somebody unknown, disabled, or who sits in another unit on duty."""
    person = state.people.get(person_id)
    if person is None:
        refuse("unknown_person", f"Nobody {shown(person_id)} is known here.")
    who = " ".join(part for part in (person.rank, person.collar, person.name) if part)
    if not person.enabled:
        refuse("disabled", f"{who} is disabled.", "Ask an administrator.")
    other = state.units.get(state.riders.get(person_id, ""))
    if other is None or other.unit_id == unit.unit_id or other.state == OFF_DUTY:
        return
    refuse(
        "elsewhere",
        f"{who} is in {other.callsign}, {sentences.state_words(state, other.state)}.",
        f"Take {who} out of {other.callsign} first.",
    )


def book_on(state: State, act: c.BookOn, now_us: int) -> list[e.AnyEvent]:
    """Book a unit on (1), or plan the rest of its shift anew."""
    unit = unit_of(state, act.unit_id)
    _check_times(state, act, now_us)
    events: list[e.AnyEvent] = []
    if unit.state == OFF_DUTY:
        events.append(e.UnitStateChanged(unit_id=unit.unit_id, state=ON_DUTY))
    elif (act.shift_end_us, act.meal_at_us, act.person_ids) == (None, None, None):
        since = when(state, unit.duty_at_us or unit.state_at_us, now_us)
        refuse(
            "on_duty",
            f"{unit.callsign} is on duty since {since}.",
            "Give another end of its shift, or book it off.",
        )
    if act.shift_end_us is not None or act.meal_at_us is not None:
        events.append(
            e.ShiftPlanned(
                unit_id=unit.unit_id,
                shift_end_us=act.shift_end_us,
                meal_at_us=act.meal_at_us,
            )
        )
    if act.person_ids is not None:
        events += set_crew(state, unit, act.person_ids, now_us)
    return events


def _check_times(state: State, act: c.BookOn, now_us: int) -> None:
    end_us, meal_us = act.shift_end_us, act.meal_at_us
    for what, at_us in (
        ("The shift would end", end_us),
        ("The meal would be", meal_us),
    ):
        if at_us is None:
            continue
        at = when(state, at_us, now_us)
        if at_us <= now_us:
            refuse("time", f"{what} at {at}, which is past.", "Give a time to come.")
        if at_us > now_us + LONGEST_US:
            refuse("time", f"{what} at {at}.", "Give a time within 36 hours.")
    if end_us is not None and meal_us is not None and meal_us >= end_us:
        refuse(
            "time",
            f"The meal would be at {when(state, meal_us, now_us)}, after the shift's "
            f"end at {when(state, end_us, now_us)}.",
            "Give an earlier time.",
        )


def book_off(state: State, act: c.BookOff, now_us: int) -> list[e.AnyEvent]:
    """Book a unit off (11); who is committed or in an emergency stays on."""
    unit = unit_of(state, act.unit_id)
    if unit.state == OFF_DUTY:
        refuse(
            "off_duty",
            f"{unit.callsign} is off duty since "
            f"{when(state, unit.state_at_us, now_us)}.",
        )
    if unit.state == EMERGENCY:
        _refuse_emergency(state, unit, now_us)
    if unit.incident_ids:
        refuse(
            "committed",
            f"{unit.callsign} is committed to {committed_words(state, unit, now_us)}.",
            f"Stand {unit.callsign} down first.",
        )
    return changed_state(state, unit, OFF_DUTY)


def _refuse_emergency(state: State, unit: Unit, now_us: int) -> NoReturn:
    refuse(
        "emergency",
        f"{unit.callsign}'s officer is in an emergency since "
        f"{when(state, unit.state_at_us, now_us)}.",
        "End the emergency first.",
    )


def answer_request(state: State, act: c.AnswerRequest, ids: Ids) -> list[e.AnyEvent]:
    """Answer what a unit asked for, by a message to it."""
    unit = unit_of(state, act.unit_id)
    if unit.request is None:
        refuse("no_request", f"{unit.callsign} asks for nothing now.")
    words = written(act.text, "the answer").strip()
    return [
        e.RequestAnswered(unit_id=unit.unit_id, request=unit.request),
        e.MessageSent(
            message_id=ids("msg"),
            unit_ids=(unit.unit_id,),
            text=words or ANSWERS.get(unit.request, "Received."),
        ),
    ]


def record_contact(state: State, act: c.RecordContact, now_us: int) -> list[e.AnyEvent]:
    """Record that the room spoke with a unit on duty."""
    unit = unit_of(state, act.unit_id)
    if unit.state == OFF_DUTY:
        refuse(
            "off_duty",
            f"{unit.callsign} is off duty since "
            f"{when(state, unit.state_at_us, now_us)}.",
            "Choose a unit on duty.",
        )
    note = written(act.note, "the note")
    return [e.ContactRecorded(unit_id=unit.unit_id, note=note)]


def spoke(unit: Unit, now_us: int) -> list[e.AnyEvent]:
    """Record that a device heard its crew; only where a welfare check could be due."""
    if unit.state != AT_SCENE or now_us - heard_us(unit) < HEARD_AGAIN_US:
        return []
    return [e.ContactRecorded(unit_id=unit.unit_id)]


def shift_reported(unit: Unit, seen: o.DutyReported) -> list[e.AnyEvent]:
    """Plan a shift as a duty system says it; nothing new is nothing."""
    said = {
        "began_us": (seen.began_us, unit.duty_at_us),
        "shift_end_us": (seen.shift_end_us, unit.shift_end_us),
        "meal_at_us": (seen.meal_at_us, unit.meal_at_us),
        "meal_us": (seen.meal_us, unit.meal_us),
    }
    news = {
        name: given
        for name, (given, known) in said.items()
        if given is not None and given != known and given >= 0
    }
    if not (seen.on_duty and news):
        return []
    return [e.ShiftPlanned(unit_id=unit.unit_id, **news)]
