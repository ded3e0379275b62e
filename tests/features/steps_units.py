"""Crews, requests, checks and the board, as a scenario says them."""

from pytest_bdd import given, parsers, then

from controlroom.domain import commands as c
from controlroom.domain.entities import Person
from controlroom.domain.exposure import next_check_us
from tests.helpers.feature_room import FeatureRoom


def _person(collar: str) -> str:
    return f"per_{collar}"


@given(
    parsers.re(r"an officer (?P<collar>\d+) (?P<name>[A-Z]\w+) who can (?P<skill>\w+)")
)
def have_officer(desk: FeatureRoom, collar: str, name: str, skill: str) -> None:
    """Somebody the force knows, who sits nowhere."""
    person = Person(
        person_id=_person(collar), name=name, collar=collar, rank="PC", skills=(skill,)
    )
    desk.room.gateway.ask("enrol", c.Enrol(people=(person,)))
    picture = desk.operator.picture
    desk.until(lambda: _person(collar) in picture.people, lambda: picture.seq)
    unit_id = picture.riders.get(_person(collar))
    if unit_id is not None:
        desk.do(c.SetCrew(unit_id=unit_id, person_ids=()))


@given(parsers.re(r"(?P<collar>\d+) alone is (?P<callsign>\w+)'s crew"))
def have_crew(desk: FeatureRoom, collar: str, callsign: str) -> None:
    """Ben has set the crew."""
    unit_id = desk.unit(callsign).unit_id
    desk.do(c.SetCrew(unit_id=unit_id, person_ids=(_person(collar),)))


@then(parsers.re(r"(?P<callsign>\w+) waits for (?P<what>an answer|nothing)"))
def waits(desk: FeatureRoom, callsign: str, what: str) -> None:
    """The envelope is there, or gone."""
    desk.until(
        lambda: (desk.unit(callsign).request is None) == (what == "nothing"),
        lambda: desk.unit(callsign).request,
    )


@then(parsers.re(r"(?P<collar>\d+) is in (?P<callsign>\w+), which can (?P<skill>\w+)"))
def is_in(desk: FeatureRoom, collar: str, callsign: str, skill: str) -> None:
    """What the crew has learnt its unit can do."""
    desk.until(
        lambda: (
            _person(collar) in desk.unit(callsign).crew
            and skill in desk.unit(callsign).skills
        ),
        lambda: (desk.unit(callsign).crew, desk.unit(callsign).skills),
    )


@then(parsers.re(r'the board says "(?P<text>[^"]+)" of (?P<callsign>\w+)'))
def board_says(desk: FeatureRoom, text: str, callsign: str) -> None:
    """Its row in one sentence, as a screen reader has it."""
    board, unit_id = desk.operator.window.board, desk.unit(callsign).unit_id
    desk.until(
        lambda: text in board.rows.tip(unit_id),
        lambda: board.rows.tip(unit_id),
    )


@then(parsers.re(r'the queue orders "(?P<name>\w+)" by the next welfare check'))
def queue_orders(desk: FeatureRoom, name: str) -> None:
    """Its countdown runs to the check."""
    work, key = desk.operator.window.queue._work, desk.names[name]
    picture = desk.operator.picture

    def due() -> tuple[int | None, int | None]:
        place = work.standing_of(key)
        check_us = next_check_us(desk.incident(name), picture)
        return check_us, place.due_us if place is not None else None

    desk.until(lambda: due()[0] is not None and due()[0] == due()[1], due)
    desk.check_us = due()[0] or 0  # type: ignore[attr-defined]  # kept for the step after


@then(parsers.re(r'the next welfare check of "(?P<name>\w+)" is later than before'))
def check_is_later(desk: FeatureRoom, name: str) -> None:
    """A contact starts the time anew, in the queue as well."""
    work, key = desk.operator.window.queue._work, desk.names[name]

    def due_us() -> int:
        place = work.standing_of(key)
        return (place.due_us if place else None) or 0

    desk.until(lambda: due_us() > desk.check_us, due_us)  # type: ignore[attr-defined]  # kept by the step before


def _shown(desk: FeatureRoom) -> set[str]:
    units = desk.operator.picture.units
    sections = desk.operator.window.board.view.sections
    return {units[key].callsign for each in sections for key in each.keys}


@then(parsers.re(r"the board shows (?P<callsign>\w+) alone"))
def board_shows_alone(desk: FeatureRoom, callsign: str) -> None:
    """Nobody else is left of the filter."""
    desk.until(lambda: _shown(desk) == {callsign}, lambda: _shown(desk))


@then(parsers.re(r"the board shows (?P<one>\w+) and (?P<other>\w+)"))
def board_shows(desk: FeatureRoom, one: str, other: str) -> None:
    """Both are there, among others."""
    desk.until(lambda: {one, other} <= _shown(desk), lambda: _shown(desk))
