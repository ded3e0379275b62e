"""The OsmAnd protocol as Traccar Client speaks it: a query, a form or a JSON body.

Checked against the decoder and the captured requests of traccar: the query's speed is
in knots, the JSON body's in metres a second; times are seconds, milliseconds or ISO
8601.
"""

from math import nan
from typing import Annotated
from urllib.parse import parse_qsl

import msgspec

from controlroom.domain.errors import FeedError
from controlroom.feeds.base import Sighting, heading, identity, micros, number, speed

KNOT_MPS = 1852 / 3600
FIELDS = 64
"""Fields in one query; a phone sends about ten."""
LOCATIONS = 500
"""Places in one JSON body: what a phone gathered while it was out of reach."""


class PhoneReport(msgspec.Struct, frozen=True, gc=False):
    """What a phone said: its token, where it was if it knew, and a call for help."""

    token: str
    sightings: tuple[Sighting, ...]
    at_us: int
    emergency: bool = False


class _Coords(msgspec.Struct, frozen=True):
    latitude: float
    longitude: float
    accuracy: float = nan
    speed: float | None = None
    heading: float | None = None


class _Location(msgspec.Struct, frozen=True):
    coords: _Coords
    timestamp: str | int | float
    extras: dict[str, object] | None = None


class _Body(msgspec.Struct, frozen=True):
    device_id: str | int
    location: (
        _Location | Annotated[tuple[_Location, ...], msgspec.Meta(max_length=LOCATIONS)]
    )


_decode_body = msgspec.json.Decoder(_Body).decode


def decode_query(query: str, now_us: int) -> PhoneReport:
    """Return what a query or a form says; a missing time is `now_us`.

    Raises `FeedError`, whose text never holds the phone's token.
    """
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError as error:
        raise FeedError(f"not a query: more than {FIELDS} fields") from error
    fields = dict(pairs)
    token = identity(fields.get("id") or fields.get("deviceid", ""))
    if "location" in fields:
        fields["lat"], _, fields["lon"] = fields["location"].partition(",")
    at_us = micros(fields["timestamp"]) if "timestamp" in fields else now_us
    emergency = fields.get("alarm") == "sos"
    if "lat" not in fields or fields.get("valid") in {"0", "false"}:
        # Only cells or networks in reach: a sign of life without a place.
        return PhoneReport(token, (), at_us, emergency)
    bearing = "bearing" if "bearing" in fields else "heading"
    sighting = Sighting(
        token,
        at_us,
        number(fields, "lat"),
        number(fields, "lon"),
        speed(number(fields, "speed")) * KNOT_MPS if "speed" in fields else nan,
        heading(number(fields, bearing)) if bearing in fields else nan,
        _accuracy(number(fields, "accuracy")) if "accuracy" in fields else nan,
    )
    return PhoneReport(token, (sighting,), at_us, emergency)


def decode_json(body: bytes) -> PhoneReport:
    """Return what a JSON body says. Raises `FeedError`, never with the token in it."""
    try:
        said = _decode_body(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise FeedError(f"not a phone's report: {error}") from None
    token = identity(str(said.device_id))
    places = said.location if isinstance(said.location, tuple) else (said.location,)
    if not places:
        raise FeedError("the report holds no place")
    sightings = tuple(_sighting(token, place) for place in places)
    emergency = any((place.extras or {}).get("alarm") == "sos" for place in places)
    return PhoneReport(token, sightings, sightings[-1].fix_us, emergency)


def encode_query(report: PhoneReport) -> str:
    """Return the query by which a phone would have said the first sighting."""
    place = report.sightings[0]
    said = [
        f"id={report.token}",
        f"timestamp={place.fix_us // 1000}",
        f"lat={place.lat:.7f}",
        f"lon={place.lon:.7f}",
    ]
    for name, value in (
        ("speed", place.speed_mps / KNOT_MPS),
        ("bearing", place.heading_deg),
        ("accuracy", place.accuracy_m),
    ):
        if value == value:  # noqa: PLR0124 - nan, which is not sent
            said.append(f"{name}={value:.2f}")
    if report.emergency:
        said.append("alarm=sos")
    return "&".join(said)


def _sighting(token: str, place: _Location) -> Sighting:
    coords = place.coords
    return Sighting(
        token,
        micros(str(place.timestamp)),
        coords.latitude,
        coords.longitude,
        nan if coords.speed is None else speed(coords.speed),
        # This client writes -1 for a heading that it does not know.
        nan
        if coords.heading is None or coords.heading < 0
        else heading(coords.heading),
        _accuracy(coords.accuracy),
    )


def _accuracy(value: float) -> float:
    return value if value > 0 else nan
