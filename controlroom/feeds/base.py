"""What feeds share: a place as somebody reported it, and how numbers and times read."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from math import nan

import msgspec

from controlroom.domain.errors import FeedError

UID_LENGTH = 200
"""Characters of an identity; a longer one is no identity."""
NAME_LENGTH = 200

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECONDS_BELOW = 1 << 31
"""A bare number below this is seconds, above it milliseconds."""
_LATEST_US = 253_402_300_800_000_000
"""The end of the year 9999."""


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """Where somebody says they were. SI units, degrees true, nan where unknown.

    Only parsed: what cannot be believed is refused by `DeviceTracks.offer`.
    """

    uid: str
    fix_us: int
    lat: float
    lon: float
    speed_mps: float = nan
    heading_deg: float = nan
    accuracy_m: float = nan
    name: str = ""


def micros_of(moment: datetime) -> int:
    """Return a moment as microseconds UTC; one without a zone is UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // _MICROSECOND


def micros(text: str) -> int:
    """Return ISO 8601, seconds or milliseconds since 1970 as microseconds UTC.

    Raises `FeedError` with the text when it is none of these.
    """
    try:
        # Thirteen digits can also be read as a compact date: only dashes make a date.
        if text[4:5] == "-":
            return micros_of(datetime.fromisoformat(text))
        count = float(text)
    except (ValueError, OverflowError):
        raise FeedError(f"not a time: {clipped(text)}") from None
    at_us = count * (1e6 if count < _SECONDS_BELOW else 1e3)
    if not 0 <= at_us < _LATEST_US:
        raise FeedError(f"not a time: {clipped(text)}")
    return int(at_us)


def number(fields: Mapping[str, str], name: str) -> float:
    """Return a field as a number, which may be nan. Raises `FeedError`."""
    try:
        return float(fields[name])
    except KeyError:
        raise FeedError(f"there is no {name}") from None
    except ValueError:
        raise FeedError(f"{name} is {clipped(fields[name])}, no number") from None


def speed(value: float) -> float:
    """Return a speed, nan for the negative ones that mean unknown."""
    return value if value >= 0 else nan


def heading(value: float) -> float:
    """Return a heading from 0 to 360."""
    return value % 360.0


def identity(text: str) -> str:
    """Return a uid that can be one. Raises `FeedError`."""
    if not text:
        raise FeedError("there is no identity")
    if len(text) > UID_LENGTH:
        msg = f"an identity of {len(text)} characters, allowed are {UID_LENGTH}"
        raise FeedError(msg)
    return text


def clipped(text: str, length: int = 40) -> str:
    """Return text in quotes on one line, cut to a length, for an error."""
    shown = text if len(text) <= length else text[: length - 1] + "…"
    return repr(shown)
