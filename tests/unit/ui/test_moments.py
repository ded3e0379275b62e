"""Times as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.words import clock, date
from tests.helpers.scene import NOW_US, SECOND_US
from ui.moments import read_time

ZONE = "Europe/London"


@pytest.mark.parametrize(
    ("text", "after_s"),
    [
        ("+30 min", 1800), ("2 h", 7200), ("+1h", 3600), ("1 d", 86400), ("5m", 300),
        ("23:15", 2572), ("2315", 2572), ("22:32", 86392), ("0:00", 5272),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, after_s: int) -> None:
    """A span from now, or a time of day to come; one that has passed is tomorrow's."""

    assert NOW_US + after_s * SECOND_US == read_time(text, NOW_US, ZONE)


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "12:60", "-5 min", "1:2:3", "²", "+99999 h", "\x00"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Nothing is guessed from what cannot be read."""

    assert read_time(text, NOW_US, ZONE) is None


@given(st.text(max_size=20))
def test_any_text_is_a_time_to_come_or_none(text: str) -> None:
    """Whatever is typed, a reminder is never in the past, and nothing breaks."""
    at_us = read_time(text, NOW_US, ZONE)

    assert at_us is None or at_us > NOW_US - SECOND_US


def test_a_time_of_day_is_the_forces_own() -> None:
    """Nine o'clock is nine where the force is, whatever the season."""
    summer_us = 1_782_000_000 * SECOND_US
    at_us = read_time("9:00", summer_us, ZONE)

    assert at_us is not None
    assert "09:00" == clock(at_us, ZONE)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("24 Nov 10:00", "24 Nov 2026", "10:00"),
        ("24/11 1000", "24 Nov 2026", "10:00"),
        ("24.11. 7:05", "24 Nov 2026", "07:05"),
        ("1 december, 00:00", "1 Dec 2026", "00:00"),
        ("21 Nov 22:33", "21 Nov 2026", "22:33"),
        ("2 Jan 9:00", "2 Jan 2027", "09:00"),
    ],
)
def test_a_day_may_be_named(text: str, day: str, time: str) -> None:
    """Day before month, by name or number; in November, January is next year's."""
    at_us = read_time(text, NOW_US, ZONE)

    assert at_us is not None
    assert (day, time) == (date(at_us, ZONE), clock(at_us, ZONE))


@pytest.mark.parametrize(
    "text", ["20 Nov 10:00", "31 Nov 10:00", "24 Foo 10:00", "24 13 10:00", "24/11"]
)
def test_a_day_that_passed_or_never_was_is_none(text: str) -> None:
    """A year is not guessed where somebody mistyped a day."""

    assert read_time(text, NOW_US, ZONE) is None
