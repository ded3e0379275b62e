"""Numbers, times and distances as operators read them; every desk says the same.

The rules are the design system's: 24 h always, U+2212 for late, one space before a
unit. Times come in as int64 microseconds UTC and are shown in the force's own zone.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND_US = 1_000_000
MINUTE_S = 60
HOUR_S = 3_600
DAY_S = 86_400
MINUS = "\u2212"
SECONDS_TO = 10
"""Below so many seconds an age is said in seconds alone."""
FINE_M = 10
"""Below so many metres each one counts; above they go by tens."""
METRES_TO, TENTHS_TO_M = 995, 9_950
"""Where the words change from metres to kilometres with a tenth, then without."""

METRES_IN_KM, LONG_KM = 1_000, 100
"""From where a length is said in kilometres, and from where without a tenth."""
SQUARE_METRES_TO, SQUARE_METRES_IN_KM, TENTHS_KM = 99_500, 1_000_000, 9.995
"""Where the words of an area change to square kilometres, and lose their tenths."""

_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_US, _LAST_US = -62_000_000_000 * SECOND_US, 253_000_000_000 * SECOND_US
"""Years 5 and 9987: inside the calendar in every time zone."""


POINTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


def local(at_us: int, zone: str) -> datetime:
    """Return a time in a zone of the tz database. Raises `ZoneInfoNotFoundError`.

    Times that no calendar holds, as a hostile device may say, become its first or last.
    """
    held_us = min(max(at_us, _FIRST_US), _LAST_US)
    return (_EPOCH + timedelta(microseconds=held_us)).astimezone(ZoneInfo(zone))


def clock_seconds(at_us: int, zone: str) -> str:
    """Return `22:31:08`, as logs and conflicts say it."""
    return f"{local(at_us, zone):%H:%M:%S}"


def clock(at_us: int, zone: str) -> str:
    """Return `22:31`."""
    return f"{local(at_us, zone):%H:%M}"


def date(at_us: int, zone: str) -> str:
    """Return `21 Nov 2026`; months are English whatever the machine speaks."""
    day = local(at_us, zone)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_of(at_us: int, zone: str) -> str:
    """Return the local day as `2026-11-21`: the day a CAD number is counted in."""
    return local(at_us, zone).date().isoformat()


def clock_on(at_us: int, now_us: int, zone: str) -> str:
    """Return `14:02:11`, with its date in front when that is not today."""
    said = clock_seconds(at_us, zone)
    if day_of(at_us, zone) == day_of(now_us, zone):
        return said
    return f"{said} on {date(at_us, zone)}"


def cad_number(count: int, day: str) -> str:
    """Return `4521/21NOV26` for the count of a local day `2026-11-21`."""
    return f"{count}/{_cad_ending(day)}"


def cad_short(cad: str, day: str) -> str:
    """Return `4521` when the number is of that local day, else the whole number."""
    number, _, ending = cad.partition("/")
    return number if ending and day and ending == _cad_ending(day) else cad


def _cad_ending(day: str) -> str:
    year, month, number = day.split("-")
    return f"{number}{_MONTHS[int(month) - 1].upper()}{year[2:]}"


def age(seconds: float) -> str:
    """Return a time: `3 s`, `0:42`, `17:40`, `43 min`, `1 h 14`, `5 h`, `1 d 17 h`."""
    whole = max(0, int(seconds))
    if whole < SECONDS_TO:
        return f"{whole} s"
    if whole < 20 * MINUTE_S:
        return _minutes_seconds(whole)
    return _coarse(whole)


def countdown(seconds: float) -> str:
    """Return what is left to a target, `51:55`, `1 h 14`; late is `−2:40`, `−14 min`.

    Stays in minutes and seconds to an hour before, and to ten minutes after.
    """
    if seconds < 0:
        late = int(-seconds)
        exact = late < 10 * MINUTE_S
        return MINUS + (_minutes_seconds(late) if exact else _coarse(late))
    left = int(seconds)
    return _minutes_seconds(left) if left < HOUR_S else _coarse(left)


def _minutes_seconds(whole: int) -> str:
    return f"{whole // MINUTE_S}:{whole % MINUTE_S:02}"


def _coarse(whole: int) -> str:
    if whole < HOUR_S:
        return f"{whole // MINUTE_S} min"
    hours, minutes = whole // HOUR_S, whole % HOUR_S // MINUTE_S
    if whole < 2 * HOUR_S:
        return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
    if whole < DAY_S:
        return f"{hours} h"
    days, rest = divmod(hours, 24)
    return f"{days} d {rest} h" if rest else f"{days} d"


def distance(metres: float) -> str:
    """Return `40 m`, `1.6 km`, `23 km`: no finer than a fix is."""
    if metres < METRES_TO:
        step = 1 if metres < FINE_M else 10
        return f"{round(metres / step) * step} m"
    if metres < TENTHS_TO_M:
        return f"{metres / 1000:.1f} km"
    return f"{round(metres / 1000)} km"


def length(metres: float) -> str:
    """Return `437 m`, `1.2 km`, `104 km`: measured on purpose, so to the metre.

    Kilometres have a tenth, from a hundred on none.
    """
    if round(metres) < METRES_IN_KM:
        return f"{round(metres)} m"
    tenths = round(metres / METRES_IN_KM, 1)
    return f"{tenths:.1f} km" if tenths < LONG_KM else f"{round(tenths)} km"


def area(square_metres: float) -> str:
    """Return `850 m²`, `12,300 m²`, `0.35 km²`, `12 km²`: three figures at most."""
    if square_metres < SQUARE_METRES_TO:
        step = 10 ** max(0, len(str(round(square_metres))) - 3)
        return f"{round(square_metres / step) * step:,} m²"
    square_km = square_metres / SQUARE_METRES_IN_KM
    return f"{square_km:.2f} km²" if square_km < TENTHS_KM else f"{square_km:,.0f} km²"


def bearing(degrees: float) -> str:
    """Return `072\u00b0`: three figures, true, clockwise from north."""
    return f"{round(degrees) % 360:03}\u00b0"


def compass(degrees: float) -> str:
    """Return the nearest of eight points: `N`, `NE`, `E` to `NW`."""
    return POINTS[round(degrees / 45) % len(POINTS)]


def names(listed: list[str]) -> str:
    """Return `TV21`, `TV21 and TV22` or `TV21, TV22 and TV23`."""
    if not listed[1:]:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"
