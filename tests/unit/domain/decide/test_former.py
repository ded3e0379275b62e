"""What is put back, and when there is nothing to put back."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide.former import (
    amended_names,
    crewed_as_before,
    ended_as_before,
    shift_as_before,
    unamended,
)
from controlroom.domain.done import Done, Standing
from controlroom.domain.entities import Unit
from controlroom.domain.errors import Refused
from tests.helpers.watch import ASH, TV21, Watch

NOTHING = Done(
    act=c.BookOff(unit_id=TV21), person_id=ASH, at_us=0, events=(),
    before=Standing(), after=Standing(),
)  # fmt: skip


def test_an_amendment_names_what_it_gave_a_value() -> None:
    """An empty text is a value; a position is two fields."""
    event = e.IncidentAmended(incident_id="inc_1", caller="", lat=51.5, lon=-0.1)

    assert ("caller", "lat", "lon") == amended_names(event)
    assert () == amended_names(e.IncidentAmended(incident_id="inc_1"))


def test_what_was_not_there_is_not_put_back() -> None:
    """A command about what the picture did not hold leaves nothing to undo."""
    watch = Watch()
    amended = e.IncidentAmended(incident_id="inc_gone", place="Pier 7")
    closed = e.IncidentClosed(incident_id="inc_gone", closing_code="C01")
    crew = e.CrewChanged(unit_id="unit_gone", person_ids=())

    assert [] == unamended(NOTHING, amended, "x")
    assert [] == ended_as_before(watch.picture, NOTHING, closed, "x")
    assert [] == crewed_as_before(watch.picture, NOTHING, crew)
    assert [] == shift_as_before(NOTHING, "unit_gone")


def test_a_shift_is_put_back_only_where_it_changed() -> None:
    """Who was off duty has none, and the same one is nothing new."""
    unit = Unit(unit_id=TV21, callsign="TV21", state=2, duty_at_us=5)
    later = msgspec.structs.replace(unit, shift_end_us=9)
    off = msgspec.structs.replace(unit, state=11)

    def made(before: Unit, after: Unit) -> list[e.AnyEvent]:
        done = msgspec.structs.replace(
            NOTHING,
            before=Standing(units={TV21: before}),
            after=Standing(units={TV21: after}),
        )
        return shift_as_before(done, TV21)

    assert [e.ShiftPutBack(unit_id=TV21, duty_at_us=5)] == made(unit, later)
    assert [] == made(unit, unit)
    assert [] == made(off, later)


def test_what_an_officer_in_danger_is_in_stays_open() -> None:
    """Reopening it is not taken back under an emergency."""
    watch = Watch()
    watch.do(c.RaiseEmergency(unit_id=TV21))
    (incident_id,) = watch.picture.incidents
    held = Standing(incidents=dict(watch.picture.incidents))
    done = msgspec.structs.replace(NOTHING, before=held, after=held)
    reopened = e.IncidentReopened(incident_id=incident_id)
    with pytest.raises(Refused, match="End the emergency first"):
        ended_as_before(watch.picture, done, reopened, "taken back")
