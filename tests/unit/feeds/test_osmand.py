"""Phones: requests as Traccar Client and OsmAnd send them, and as they must not."""

import json
from math import isnan
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from controlroom.domain.errors import FeedError
from controlroom.feeds import osmand
from controlroom.feeds.base import Sighting
from controlroom.feeds.osmand import PhoneReport

NOW_US = 1_795_300_328_000_000
TOKEN = "s3cr3t-t0k3n"


def test_a_query_is_read_in_full() -> None:
    """Speed in knots, bearing in degrees, accuracy in metres."""
    report = osmand.decode_query(
        f"id={TOKEN}&timestamp=1504763810&lat=40.7232948571&lon=-74.0061408571"
        "&bearing=7.5&speed=40&accuracy=12.5&altitude=3&batt=87",
        NOW_US,
    )
    seen = report.sightings[0]

    assert TOKEN == report.token == seen.uid
    assert (40.7232948571, -74.0061408571) == (seen.lat, seen.lon)
    assert 1_504_763_810_000_000 == seen.fix_us == report.at_us
    assert pytest.approx(20.578, abs=0.001) == seen.speed_mps
    assert (7.5, 12.5) == (seen.heading_deg, seen.accuracy_m)
    assert not report.emergency


@pytest.mark.parametrize(
    ("timestamp", "at_us"),
    [
        ("1504763810", 1_504_763_810_000_000),
        ("1504763810123", 1_504_763_810_123_000),
        ("2016-01-27T18%3A55%3A47Z", 1_453_920_947_000_000),
        ("2014-06-04+09%3A10%3A11", 1_401_873_011_000_000),
    ],
)
def test_a_query_has_its_time_in_any_form(timestamp: str, at_us: int) -> None:
    """Seconds, milliseconds, ISO, or a date with a plus for its space."""
    query = f"id={TOKEN}&lat=1&lon=2&timestamp={timestamp}"

    assert at_us == osmand.decode_query(query, NOW_US).sightings[0].fix_us


def test_a_query_without_a_time_is_now() -> None:
    """The phone says where it is, and means now."""
    report = osmand.decode_query(f"id={TOKEN}&lat=1&lon=2", NOW_US)

    assert NOW_US == report.at_us == report.sightings[0].fix_us


def test_what_a_query_does_not_say_is_unknown() -> None:
    """No speed is not standing still."""
    seen = osmand.decode_query(f"id={TOKEN}&lat=1&lon=2", NOW_US).sightings[0]

    assert isnan(seen.speed_mps)
    assert isnan(seen.heading_deg)
    assert isnan(seen.accuracy_m)


@pytest.mark.parametrize(
    "query",
    [
        f"id={TOKEN}&cell=257,02,16,2224&wifi=00-14-22-01-23-45,-80",
        f"id={TOKEN}&lat=1&lon=2&valid=0",
        f"id={TOKEN}&lat=1&lon=2&valid=false",
    ],
)
def test_a_phone_without_a_fix_is_a_sign_of_life(query: str) -> None:
    """Cells in reach are no place."""

    assert () == osmand.decode_query(query, NOW_US).sightings


@pytest.mark.parametrize(
    "query", [f"deviceid={TOKEN}&location=1,2", f"id={TOKEN}&lat=1&lon=2&heading=9"]
)
def test_other_spellings_are_understood(query: str) -> None:
    """As the field writes them: `deviceid`, `location`, `heading`."""
    seen = osmand.decode_query(query, NOW_US).sightings[0]

    assert (TOKEN, 1.0, 2.0) == (seen.uid, seen.lat, seen.lon)


def test_sos_is_an_emergency() -> None:
    """The client's button, with or without a place."""

    assert osmand.decode_query(f"id={TOKEN}&lat=1&lon=2&alarm=sos", NOW_US).emergency
    assert osmand.decode_query(f"id={TOKEN}&alarm=sos", NOW_US).emergency
    assert not osmand.decode_query(f"id={TOKEN}&alarm=lowBattery", NOW_US).emergency


def _body(**coords: object) -> bytes:
    place = {"latitude": 54.7, "longitude": 2.4, **coords}
    location = {"timestamp": "2026-11-21T22:32:08.000Z", "coords": place}
    return json.dumps({"location": location, "device_id": TOKEN}).encode()


def test_a_body_is_read_in_full() -> None:
    """Speed in metres a second here; -1 is unknown."""
    known = osmand.decode_json(_body(speed=3.5, heading=91, accuracy=5)).sightings[0]
    unknown = osmand.decode_json(_body(speed=-1, heading=-1, accuracy=-1)).sightings[0]

    assert (54.7, 2.4, NOW_US) == (known.lat, known.lon, known.fix_us)
    assert (3.5, 91.0, 5.0) == (known.speed_mps, known.heading_deg, known.accuracy_m)
    assert isnan(unknown.speed_mps)
    assert isnan(unknown.heading_deg)
    assert isnan(unknown.accuracy_m)


def test_a_body_may_hold_many_places() -> None:
    """What a phone gathered out of reach comes at once."""
    one = json.loads(_body())["location"]
    body = json.dumps({"device_id": 42, "location": [one, one, one]}).encode()
    report = osmand.decode_json(body)

    assert ("42", 3) == (report.token, len(report.sightings))


def test_a_body_can_hold_an_sos() -> None:
    """In the extras, where the client puts it."""
    said = json.loads(_body())
    said["location"]["extras"] = {"alarm": "sos"}

    assert osmand.decode_json(json.dumps(said).encode()).emergency


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "there is no identity"),
        ("lat=1&lon=2", "there is no identity"),
        (f"id={'x' * 201}&lat=1&lon=2", "an identity of 201 characters"),
        (f"id={TOKEN}&lat=1", "there is no lon"),
        (f"id={TOKEN}&lat=<b>&lon=2", "lat is '<b>', no number"),
        (f"id={TOKEN}&lat=1&lon=2&timestamp=soon", "not a time: 'soon'"),
        (f"id={TOKEN}&lat=1&lon=2&speed=fast", "speed is 'fast', no number"),
        (f"id={TOKEN}&" + "&".join(["a=1"] * 64), "not a query: more than 64 fields"),
    ],
)
def test_a_query_that_is_none_is_said_in_one_line(query: str, why: str) -> None:
    """What is wrong, and never the token."""

    with pytest.raises(FeedError) as refused:
        osmand.decode_query(query, NOW_US)
    assert str(refused.value).startswith(why)
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{" * 100_000,
        b'{"device_id":"s3cr3t-t0k3n"}',
        b'{"device_id":"s3cr3t-t0k3n","location":[]}',
        b'{"device_id":["s3cr3t-t0k3n"],"location":{}}',
        _body(latitude="54.7"),
        _body(latitude=None),
        _body().replace(b"2026-11-21T22:32:08.000Z", b"s3cr3t"),
        _body().replace(b"s3cr3t-t0k3n", b""),
        _body().replace(b"s3cr3t", b"\xff\xfe"),
    ],
)
def test_a_body_that_is_none_is_said_in_one_line(body: bytes) -> None:
    """Half a message, wrong types, no text: never the token."""

    with pytest.raises(FeedError) as refused:
        osmand.decode_json(body)
    assert TOKEN not in str(refused.value)
    assert str(refused.value).isprintable()


def test_what_is_encoded_is_decoded_the_same() -> None:
    """A replayed phone speaks as a phone."""
    seen = Sighting(TOKEN, NOW_US, 54.7, -2.4, 10.0, 91.0, 4.5)
    query = osmand.encode_query(PhoneReport(TOKEN, (seen,), NOW_US, emergency=True))
    again = osmand.decode_query(query, 0)

    assert again.emergency
    assert NOW_US == again.at_us
    assert pytest.approx((54.7, -2.4)) == (
        again.sightings[0].lat,
        again.sightings[0].lon,
    )
    assert pytest.approx(10.0, abs=0.01) == again.sightings[0].speed_mps


def test_what_is_unknown_is_not_sent() -> None:
    """Nothing is made up on the way out."""
    seen = Sighting(TOKEN, NOW_US, 54.7, -2.4)

    assert "speed" not in osmand.encode_query(PhoneReport(TOKEN, (seen,), NOW_US))


@pytest.mark.shared
def test_recorded_requests_are_read(shared_data: Path) -> None:
    """Every captured request of the field is understood."""
    folder = shared_data / "trackers"
    queries = (folder / "osmand_queries.txt").read_text().splitlines()
    bodies = (folder / "osmand_bodies.jsonl").read_bytes().splitlines()
    reports = [osmand.decode_query(urlsplit(q).query, NOW_US) for q in queries]
    reports += [osmand.decode_json(body) for body in bodies]

    assert 8 == len(reports)
    assert [0, 1, 1, 1, 1, 1, 1, 1] == [len(r.sightings) for r in reports]
    assert pytest.approx(20.578, abs=0.001) == reports[5].sightings[0].speed_mps
