"""Times as people type them: a time of day, a day and a time, or a span from now."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from controlroom.domain.words import local

_TIME = re.compile(r"^(\d{1,2})[:.]?(\d{2})$")
_DAY = re.compile(
    r"^(\d{1,2})[ ./]{1,2}([A-Za-z]{3,9}|\d{1,2})[./]?,? +(\d{1,2})[:.]?(\d{2})$",
    re.ASCII,
)
MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
HALF_A_YEAR = 6
_SPAN = re.compile(r"^\+?\s*(\d{1,4})\s*(min|m|h|d)\.?$", re.IGNORECASE)
_SPAN_S = {"m": 60, "min": 60, "h": 3_600, "d": 86_400}


def read_time(text: str, now_us: int, zone: str) -> int | None:
    """Return a time to come from `23:15`, `24 Nov 10:00`, `+30 min`; else None.

    A time of day that has passed is tomorrow's; a day that has passed is none.
    """
    text = text.strip()
    if day := _DAY.match(text):
        return _on_day(day, now_us, zone)
    if span := _SPAN.match(text):
        seconds = int(span[1]) * _SPAN_S[span[2].casefold()]
        return now_us + seconds * 1_000_000
    clock = _TIME.match(text)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return None
    now = local(now_us, zone)
    then = now.replace(
        hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0
    )
    if then <= now:
        then = then + timedelta(days=1)
    return _to_us(then, zone)


def _on_day(found: re.Match[str], now_us: int, zone: str) -> int | None:
    now = local(now_us, zone)
    month = found[2].casefold()[:3]
    number = MONTHS.index(month) + 1 if month in MONTHS else 0
    number = int(month) if month.isdecimal() else number
    try:
        then = now.replace(
            month=number, day=int(found[1]), hour=int(found[3]), minute=int(found[4]),
            second=0, microsecond=0,
        )  # fmt: skip
        # In December, the second of January is next year's.
        if now.month - number > HALF_A_YEAR:
            then = then.replace(year=then.year + 1)
    except ValueError:
        return None
    return _to_us(then, zone) if then > now else None


def _to_us(moment: datetime, zone: str) -> int:
    exact = moment.replace(tzinfo=ZoneInfo(zone))
    return round(exact.timestamp()) * 1_000_000
