"""Calls of other systems: once each, whatever is missing or wrong in them."""

import pytest

from controlroom.domain.codes import Sector
from controlroom.domain.observations import CallReceived
from tests.helpers.watch import HOUR_US, MINUTE_US, Watch, uk_codes


def call(watch: Watch, **fields: object) -> str:
    """Let a call come in and return the id of its incident."""
    plain = {"source": "csv", "source_id": "7", "at_us": watch.now_us, **fields}
    watch.see(CallReceived(**plain))  # type: ignore[arg-type]  # as the test says
    return next(reversed(watch.picture.incidents))


def test_a_call_opens_an_incident_at_its_own_time() -> None:
    """The clock of the call runs from when it was made."""
    watch = Watch()
    called_us = watch.now_us - 3 * MINUTE_US
    incident = watch.incident(
        call(
            watch, at_us=called_us, type_code="ROBBERY", grade="S", place="Quay",
            lat=51.5, lon=-0.1, text="Two males.", caller="Mrs Hale",
        )
    )  # fmt: skip

    assert (called_us, "S", "Quay", 51.5, "Two males.", "Mrs Hale") == (
        incident.opened_at_us, incident.grade, incident.place, incident.lat,
        incident.narrative, incident.caller,
    )  # fmt: skip
    assert ("csv", "7") == (incident.source, incident.source_id)


def test_the_same_call_twice_is_once() -> None:
    """A replayed row, also after the incident was closed, opens nothing."""
    watch = Watch()
    call(watch)
    call(watch)

    assert 1 == len(watch.picture.incidents)
    call(watch, source="other")
    call(watch, source_id="8")
    assert 3 == len(watch.picture.incidents)


def test_calls_without_a_number_are_all_different() -> None:
    """Nothing tells them apart, so nothing makes them one."""
    watch = Watch()
    call(watch, source_id="")
    call(watch, source_id="")

    assert 2 == len(watch.picture.incidents)


@pytest.mark.parametrize("at_us", [0, -1, 2**62, -(2**62)])
def test_times_that_cannot_be_count_from_arrival(at_us: int) -> None:
    """No clock, or a wrong one: the call is not late by years."""
    watch = Watch()
    incident = watch.incident(call(watch, at_us=at_us))

    assert watch.now_us == incident.opened_at_us


def test_an_unknown_type_keeps_its_words() -> None:
    """And gets the grade of OTHER; an unknown grade is the type's own."""
    watch = Watch()
    odd = watch.incident(call(watch, type_code=" FAMILY TROUBLE "))
    known = watch.incident(call(watch, source_id="8", type_code="ROBBERY", grade="9"))

    assert ("FAMILY TROUBLE", "S") == (odd.type_code, odd.grade)
    assert "I" == known.grade


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(0.0, 0.0), (95.0, 1.0), (float("nan"), 1.0), (51.5, None), (None, None)],
)
def test_a_position_that_is_none_is_left_out(
    lat: float | None, lon: float | None
) -> None:
    """The call is not lost for it."""
    watch = Watch()
    incident = watch.incident(call(watch, lat=lat, lon=lon))

    assert (None, None) == (incident.lat, incident.lon)


def test_the_sector_comes_from_the_place() -> None:
    """When the place lies in one."""
    ring = ((51.0, -1.0), (51.0, 1.0), (52.0, 1.0), (52.0, -1.0))
    codes = uk_codes()
    watch = Watch(
        type(codes)(
            grades=codes.grades, types=codes.types,
            sectors=(Sector(name="Harbour", ring=ring),),
        )
    )  # fmt: skip
    incident = watch.incident(call(watch, lat=51.5, lon=0.1))

    assert "Harbour" == incident.sector


def test_hostile_texts_are_words() -> None:
    """Null and control characters go, HTML stays as typed, length is cut and said."""
    watch = Watch()
    incident = watch.incident(
        call(
            watch, text="<img src=x onerror=y>\x00\x1b[0m" + "x" * 5_000, place="a\x00b"
        )
    )

    assert "ab" == incident.place
    assert incident.narrative.startswith("<img src=x onerror=y>[0mxxx")
    assert incident.narrative.endswith("(cut at 4,000)")
    assert len(incident.narrative) <= 4_000


def test_a_source_id_is_the_same_however_long() -> None:
    """Cut the same way both times, it is still one call."""
    watch = Watch()
    call(watch, source_id="9" * 300)
    call(watch, source_id="9" * 300)

    assert 1 == len(watch.picture.incidents)


def test_after_a_day_the_index_knows_the_call() -> None:
    """Beyond the picture the gateway asks its index; the domain cannot know."""
    watch = Watch()
    call(watch)
    watch.now_us += 25 * HOUR_US
    call(watch)

    assert 1 == len(watch.picture.incidents)
