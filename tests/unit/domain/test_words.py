"""What operators read: times, durations, distances, CAD numbers."""

import pytest

from controlroom.domain import words

NOV_21 = 1_795_269_731_000_000
"""21 Nov 2026, 14:02:11 in London."""
SUMMER = 1_782_000_000_000_000
"""21 Jun 2026, 00:00:00 UTC: London is an hour ahead."""


def test_a_clock_is_read_in_the_zone_of_the_force() -> None:
    """The same moment is 14:02:11 in London and 15:02:11 in Berlin."""

    assert "14:02:11" == words.clock_seconds(NOV_21, "Europe/London")
    assert "15:02" == words.clock(NOV_21, "Europe/Berlin")


def test_summer_time_is_kept() -> None:
    """In June London is one hour ahead of UTC, and the day begins with it."""

    assert "01:00" == words.clock(SUMMER, "Europe/London")
    assert "2026-06-21" == words.day_of(SUMMER - 3_600_000_000, "Europe/London")


def test_a_date_is_read_in_english() -> None:
    """Months are English words whatever the machine speaks."""

    assert "21 Nov 2026" == words.date(NOV_21, "Europe/London")


def test_times_of_another_day_say_their_date() -> None:
    """A time of today stands alone, one of yesterday brings its date."""
    day_us = 86_400_000_000

    assert "14:02:11" == words.clock_on(NOV_21, NOV_21 + 1, "Europe/London")
    assert "14:02:11 on 21 Nov 2026" == words.clock_on(
        NOV_21, NOV_21 + day_us, "Europe/London"
    )


def test_times_before_1970_are_times() -> None:
    """A device without a clock says 0 or less; it is shown, not fallen over."""

    assert "31 Dec 1969" == words.date(-1, "UTC")


@pytest.mark.parametrize("at_us", [-(2**62), 2**62, -(2**80), 2**80])
def test_times_no_calendar_holds_are_said_all_the_same(at_us: int) -> None:
    """A hostile number is shown as the first or last of days, and breaks nothing."""

    assert words.date(at_us, "Europe/London").split()[2] in {"5", "9987"}


def test_cad_numbers_carry_their_day() -> None:
    """The number counts within a local day."""

    assert "4521/21NOV26" == words.cad_number(4521, "2026-11-21")
    assert "1/01JAN27" == words.cad_number(1, "2027-01-01")


@pytest.mark.parametrize(
    ("cad", "said"),
    [
        ("4521/21NOV26", "4521"),
        ("4521/20NOV26", "4521/20NOV26"),
        ("P12/21NOV26", "P12"),
        ("4521", "4521"),
        ("", ""),
    ],
)
def test_cad_numbers_of_today_are_short(cad: str, said: str) -> None:
    """Where today is clear the day is left out; island numbers keep their P."""

    assert said == words.cad_short(cad, "2026-11-21")


def test_a_cad_number_without_a_day_stays_whole() -> None:
    """Before the first incident there is no day to shorten by."""

    assert "4521/21NOV26" == words.cad_short("4521/21NOV26", "")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0 s"),
        (3, "3 s"),
        (9.9, "9 s"),
        (10, "0:10"),
        (42, "0:42"),
        (1_060, "17:40"),
        (1_199, "19:59"),
        (1_200, "20 min"),
        (2_580, "43 min"),
        (3_600, "1 h"),
        (4_440, "1 h 14"),
        (7_199, "1 h 59"),
        (7_200, "2 h"),
        (18_000, "5 h"),
        (86_399, "23 h"),
        (86_400, "1 d"),
        (147_600, "1 d 17 h"),
    ],
)
def test_ages(seconds: float, said: str) -> None:
    """Seconds, then minutes and seconds, then ever coarser."""

    assert said == words.age(seconds)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (648, "10:48"),
        (0, "0:00"),
        (3_115, "51:55"),
        (3_599, "59:59"),
        (4_440, "1 h 14"),
        (147_600, "1 d 17 h"),
        (-160, "−2:40"),
        (-599, "−9:59"),
        (-840, "−14 min"),
        (-7_300, "−2 h"),
    ],
)
def test_countdowns(seconds: float, said: str) -> None:
    """Minutes and seconds to an hour before; late wears U+2212."""

    assert said == words.countdown(seconds)


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (4.2, "4 m"),
        (38, "40 m"),
        (994, "990 m"),
        (996, "1.0 km"),
        (1_580, "1.6 km"),
        (9_940, "9.9 km"),
        (9_960, "10 km"),
        (23_400, "23 km"),
    ],
)
def test_distances(metres: float, said: str) -> None:
    """No finer than a fix is."""

    assert said == words.distance(metres)


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([], ""),
        (["TV21"], "TV21"),
        (["TV21", "TV22"], "TV21 and TV22"),
        (["TV21", "TV22", "DG62"], "TV21, TV22 and DG62"),
    ],
)
def test_lists_of_names(listed: list[str], said: str) -> None:
    """A list ends with its last name after an and."""

    assert said == words.names(listed)


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0.0, "0 m"), (0.4, "0 m"), (3.6, "4 m"), (437.2, "437 m"), (999.4, "999 m"),
        (999.6, "1.0 km"), (1_249.0, "1.2 km"), (99_940.0, "99.9 km"),
        (99_960.0, "100 km"), (104_400.0, "104 km"), (19_936_288.6, "19936 km"),
    ],
)  # fmt: skip
def test_lengths_that_were_measured(metres: float, said: str) -> None:
    """To the metre below a kilometre; then kilometres with a tenth."""

    assert said == words.length(metres)


@pytest.mark.parametrize(
    ("degrees", "said"),
    [(0.0, "000\u00b0"), (7.4, "007\u00b0"), (72.0, "072\u00b0"), (359.6, "000\u00b0")],
)
def test_bearings_have_three_figures(degrees: float, said: str) -> None:
    """North is 000, never 360."""

    assert said == words.bearing(degrees)


@pytest.mark.parametrize(
    ("degrees", "said"),
    [(0, "N"), (22, "N"), (23, "NE"), (90, "E"), (181, "S"), (315, "NW"), (359, "N"),
     (-45, "NW"), (720, "N")],
)  # fmt: skip
def test_points_of_the_compass(degrees: float, said: str) -> None:
    """The nearest of eight, however often one turned."""

    assert said == words.compass(degrees)
