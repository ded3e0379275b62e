"""What forms and keys about crews, shifts, requests and contacts send."""

from controlroom.domain import commands as c
from controlroom.domain.entities import Person, Unit
from controlroom.domain.shifts import OFF_DUTY, SECOND_US, shift_end_us
from controlroom.domain.words import clock
from ui.moments import read_time
from ui.orders import Order, Values, WrongField, selected_unit
from ui.position import Position


def person_words(person: Person) -> str:
    """Return `2187 Okafor`, as a crew is written and read."""
    return f"{person.collar} {person.name}".strip()


def crew_words(position: Position, unit: Unit) -> str:
    """Return a unit's crew as one line."""
    people = position.frame.picture.people
    return ", ".join(person_words(people[key]) for key in unit.crew if key in people)


def crew_title(position: Position) -> str:
    """Return the title of the crew's form, with what unit and crew can do."""
    unit = position.frame.picture.units.get(position.selection.unit_id or "")
    if unit is None:
        return "Crew"
    able = ", ".join(skill.replace("_", " ") for skill in unit.skills)
    return f"Crew of {unit.callsign}" + (f": {able}" if able else "")


def crewed(position: Position) -> dict[str, str]:
    """Return what the crew's form starts with: who is in it, the times it has."""
    unit, zone = selected_unit(position), position.say.zone
    return {
        "crew": crew_words(position, unit),
        "ends": clock(unit.shift_end_us, zone) if unit.shift_end_us else "",
        "meal": clock(unit.meal_at_us, zone) if unit.meal_at_us else "",
    }


def shift(position: Position) -> dict[str, str]:
    """Return what booking on starts with: the crew it had, the usual end."""
    unit = selected_unit(position)
    now_us, zone = position.frame.now_us(), position.say.zone
    rules = position.frame.picture.codes.shifts
    end_us = shift_end_us(unit, position.frame.picture.codes)
    if end_us is None and rules.length_s:
        end_us = now_us + rules.length_s * SECOND_US
    return {
        "crew": crew_words(position, unit),
        "ends": clock(end_us, zone) if end_us is not None else "",
        "meal": "",
    }


def people_of(position: Position, text: str) -> tuple[str, ...]:
    """Return the people a line names by collar number or name. Raises `WrongField`."""
    people = position.frame.picture.people.values()
    found: list[str] = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        wanted = part.casefold()
        collar = wanted.split()[0]
        by_collar = [each for each in people if each.collar and each.collar == collar]
        by_name = [each for each in people if each.name.casefold() == wanted]
        matches = by_collar or by_name
        if not matches:
            raise WrongField(
                "crew",
                f"Nobody is called {part[:40]}. Write collar numbers or names, "
                "with commas between them.",
            )
        if len(matches) > 1:
            raise WrongField(
                "crew", f"{len(matches)} people are called {part[:40]}. Write the "
                "collar number.",
            )  # fmt: skip
        found.append(matches[0].person_id)
    return tuple(dict.fromkeys(found))


def set_crew(position: Position, values: Values) -> Order:
    """Say who is in the selected unit; other times of its shift go with it."""
    unit, before = selected_unit(position), crewed(position)
    crew = people_of(position, values["crew"])
    ends, meal = (
        _time(position, field, values[field])
        if values[field].strip() != before[field]
        else None
        for field in ("ends", "meal")
    )
    act: c.SetCrew | c.BookOn = c.SetCrew(unit_id=unit.unit_id, person_ids=crew)
    if ends is not None or meal is not None:
        act = c.BookOn(
            unit_id=unit.unit_id, shift_end_us=ends, meal_at_us=meal, person_ids=crew
        )
    return Order(act, (unit.unit_id,), f"Crew of {unit.callsign}")


def book_on(position: Position, values: Values) -> Order:
    """Book the selected unit on, with the times of its shift."""
    unit = selected_unit(position)
    act = c.BookOn(
        unit_id=unit.unit_id,
        shift_end_us=_time(position, "ends", values["ends"]),
        meal_at_us=_time(position, "meal", values["meal"]),
        person_ids=people_of(position, values["crew"]),
    )
    return Order(act, (unit.unit_id,), f"Book on {unit.callsign}")


def _time(position: Position, field: str, text: str) -> int | None:
    if not text.strip():
        return None
    at_us = read_time(text, position.frame.now_us(), position.say.zone)
    if at_us is None:
        raise WrongField(field, f"{text[:40]} is no time. Write 23:15, +30 min or 2 h.")
    return at_us


def is_off_duty(position: Position) -> bool:
    """True when the selected unit is off duty."""
    unit = position.frame.picture.units.get(position.selection.unit_id or "")
    return unit is not None and unit.state == OFF_DUTY


def book_off(position: Position) -> Order:
    """Book the selected unit off. Raises `WrongField`."""
    unit = selected_unit(position)
    return Order(
        c.BookOff(unit_id=unit.unit_id), (unit.unit_id,), f"Book off {unit.callsign}"
    )


def answer(position: Position) -> Order:
    """Answer what the selected unit asks for. Raises `WrongField`."""
    unit = selected_unit(position)
    act = c.AnswerRequest(unit_id=unit.unit_id)
    return Order(act, (unit.unit_id,), f"Answer {unit.callsign}")


def contact(position: Position) -> Order:
    """Record that the room spoke with the selected unit. Raises `WrongField`."""
    unit = selected_unit(position)
    act = c.RecordContact(unit_id=unit.unit_id)
    return Order(act, (unit.unit_id,), f"Contact with {unit.callsign}")


def state_now(unit: Unit, number: int) -> Order:
    """Set a unit's radio state at once."""
    act = c.SetUnitState(unit_id=unit.unit_id, state=number)
    return Order(act, (unit.unit_id,), f"Set {unit.callsign} to {number}")


STATE_KEYS = {**{str(number): number for number in range(1, 10)}, "0": 10, "-": 11}
"""Radio states by the key that sets them in a list of units; an emergency has none."""
