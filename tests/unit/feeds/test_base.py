"""How numbers, times and identities read, whoever sends them."""

from datetime import UTC, datetime, timedelta, timezone
from math import isnan

import pytest

from controlroom.domain.errors import FeedError
from controlroom.feeds.base import (
    clipped,
    heading,
    identity,
    micros,
    micros_of,
    number,
    speed,
)

AT_US = 1_504_763_810_000_000


@pytest.mark.parametrize(
    ("text", "at_us"),
    [
        ("1504763810", AT_US),
        ("1504763810000", AT_US),
        ("1504763810.25", AT_US + 250_000),
        ("2017-09-07T05:56:50Z", AT_US),
        ("2017-09-07T05:56:50.250Z", AT_US + 250_000),
        ("2017-09-07 05:56:50", AT_US),
        ("2017-09-07T06:56:50+01:00", AT_US),
        # These thirteen digits are also a compact date, of the year 1610.
        ("1610123110000", 1_610_123_110_000_000),
        ("0", 0),
    ],
)
def test_a_time_is_seconds_milliseconds_or_iso(text: str, at_us: int) -> None:
    """All end as microseconds UTC; one without a zone is UTC."""

    assert at_us == micros(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "never", "nan", "inf", "-1", "1e30", "2017-13-45T00:00:00Z", "2017-09",
        "0000-00-00T00:00:00Z", "二〇一七-09-07", "2017-09-07T05:56:50Z<b>", "\0",
        "9" * 400,
    ],
)  # fmt: skip
def test_what_is_no_time_is_said(text: str) -> None:
    """One line with the text, cut short."""

    with pytest.raises(FeedError, match="not a time: ") as refused:
        micros(text)
    assert len(str(refused.value)) < 80


def test_a_moment_without_a_zone_is_utc() -> None:
    """And one with a zone is where it is."""
    zone = timezone(timedelta(hours=2))

    assert AT_US == micros_of(datetime.fromisoformat("2017-09-07T05:56:50"))
    assert AT_US == micros_of(datetime(2017, 9, 7, 7, 56, 50, tzinfo=zone))
    assert 0 == micros_of(datetime(1970, 1, 1, tzinfo=UTC))


def test_a_field_is_a_number_or_a_line() -> None:
    """Nan is a number here: whether it is a place is judged by the tracks."""
    fields = {"lat": "54.7", "bad": "<b>", "nan": "NaN"}

    assert 54.7 == number(fields, "lat")
    assert isnan(number(fields, "nan"))
    with pytest.raises(FeedError, match="there is no lon"):
        number(fields, "lon")
    with pytest.raises(FeedError, match="bad is '<b>', no number"):
        number(fields, "bad")


def test_a_speed_below_zero_is_unknown() -> None:
    """Clients write -1 for what they do not know."""

    assert 3.5 == speed(3.5)
    assert isnan(speed(-1.0))
    assert isnan(speed(float("nan")))


@pytest.mark.parametrize(("said", "degrees"), [(0, 0), (-108.9, 251.1), (720.5, 0.5)])
def test_a_heading_is_from_0_to_360(said: float, degrees: float) -> None:
    """Degrees true, whichever way round they were counted."""

    assert pytest.approx(degrees) == heading(said)


@pytest.mark.parametrize("text", ["", "x" * 201])
def test_an_identity_is_neither_empty_nor_endless(text: str) -> None:
    """Nobody is nobody; an endless name would fill the memory of the contacts."""

    with pytest.raises(FeedError, match="identity"):
        identity(text)


def test_an_identity_is_kept_as_sent() -> None:
    """It is compared, never interpreted."""

    assert "ANDROID-1 <b>" == identity("ANDROID-1 <b>")


def test_an_error_quotes_on_one_line() -> None:
    """Control characters are escaped, a long text is cut."""

    assert r"'\x1b[31m\n'" == clipped("\x1b[31m\n")
    assert 42 == len(clipped("x" * 1000))
