"""What every feed promises, whatever it speaks; a new feed adds one line here."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from controlroom.domain.errors import FeedError
from controlroom.feeds import calls_csv, cot, gpx, osmand

NOW_US = 1_795_300_328_000_000
AT = "2026-11-21T22:32:08Z"
COT = (
    f'<event version="2.0" uid="A" type="a-f-G" time="{AT}" start="{AT}" stale="{AT}">'
    '<point lat="54.7" lon="2.4"/></event>'
)
BODY = (
    b'{"device_id":"t0k3n","location":{"timestamp":1795300328,'
    b'"coords":{"latitude":54.7,"longitude":2.4}}}'
)
LAYOUT = calls_csv.CallColumns(
    source="cad",
    columns={"source_id": "id", "time": "time"},
    zone=ZoneInfo("Europe/London"),
)


def _rows(payload: bytes) -> object:
    """Rows of CSV; a fault of one row counts as a refusal here."""
    lines = payload.decode("latin-1").splitlines(keepends=True)
    found = list(calls_csv.decode(lines, LAYOUT))
    faults = [item for item in found if isinstance(item, calls_csv.CallFault)]
    if faults or not found:
        raise FeedError(faults[0].why if faults else "no rows")
    return found


Decoder = Callable[[bytes], object]

FEEDS: dict[str, tuple[Decoder, bytes]] = {
    "cot": (cot.decode, COT.encode()),
    "osmand query": (
        lambda payload: osmand.decode_query(payload.decode("latin-1"), NOW_US),
        b"id=t0k3n&lat=54.7&lon=2.4",
    ),
    "osmand body": (osmand.decode_json, BODY),
    "calls_csv": (_rows, b"id,time\nN1,1795300328\n"),
    "gpx": (lambda payload: gpx.decode(payload, "dev"), b"<gpx><trk/></gpx>"),
}

HOSTILE = [
    b"",
    b"\0" * 1000,
    b"\xff\xfe\xfd" * 100,
    b"<" * 10_000,
    b"{" * 10_000,
    b'"' * 9_999,
    b"A" * 10_000_000,
    b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><x>&c;</x>',
    b'<?xml version="1.0" encoding="utf-16"?><event/>',
    b"\x1b[31m\r\n\x07",
]


@pytest.mark.parametrize("feed", FEEDS)
def test_a_good_message_is_read(feed: str) -> None:
    """The smallest that the format allows."""
    decode, good = FEEDS[feed]

    assert decode(good)


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("payload", HOSTILE, ids=lambda payload: repr(payload[:12]))
def test_hostile_bytes_are_refused_in_one_line(feed: str, payload: bytes) -> None:
    """`FeedError` and nothing else, short enough for a row, safe to show."""
    decode, _ = FEEDS[feed]

    with pytest.raises(FeedError) as refused:
        decode(payload)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("feed", FEEDS)
def test_half_a_message_is_refused_or_read_as_far_as_it_goes(feed: str) -> None:
    """Cut anywhere, it is a value or a `FeedError`."""
    decode, good = FEEDS[feed]
    outcomes = set()
    for end in range(len(good)):
        try:
            decode(good[:end])
        except FeedError:
            outcomes.add("refused")
        else:
            outcomes.add("read")

    assert "refused" in outcomes
