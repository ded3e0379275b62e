"""Whatever bytes come, a feed gives values or `FeedError`, and the stream goes on."""

from contextlib import suppress
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from controlroom.domain.errors import FeedError
from controlroom.domain.observations import CallReceived
from controlroom.feeds import calls_csv, cot, gpx, osmand
from controlroom.feeds.base import Sighting, clipped, micros

AT = "2026-11-21T22:32:08.500Z"
AT_US = 1_795_300_328_500_000
GOOD = (
    f'<event version="2.0" uid="GOOD" type="a-f-G" time="{AT}" start="{AT}" '
    f'stale="{AT}"><point lat="54.7" lon="2.4"/></event>'
).encode()

scraps = st.sampled_from(
    [
        b"<event", b"</event>", b"<point", b"/>", b">", b'uid="A"', b'type="a-f-G"',
        b'lat="1"', b"<?xml?>", b"<!DOCTYPE", b"<!ENTITY", b"]>", b"<![CDATA[", b"]]>",
        b"<!--", b"-->", b"&amp;", b"&x;", b"\n", b"\0", b"\xff", b'"', b"'", b" ",
        GOOD,
    ]
)  # fmt: skip
"""Pieces of events: chance alone would never put a tag together."""
noise = st.lists(scraps | st.binary(max_size=8), max_size=30).map(b"".join)
texts = st.text(max_size=60)


@given(noise, st.integers(1, 200))
@example(b"<event><![CDATA[</event>", 7)
@example(b"<!--<event></event>-->", 3)
def test_a_cot_stream_never_breaks(payload: bytes, size: int) -> None:
    """Any bytes, cut anywhere: items come out, and a good event behind them is read."""
    stream = cot.CotStream()
    items = [
        item
        for at in range(0, len(payload), size)
        for item in stream.feed(payload[at : at + size])
    ]
    items += list(stream.feed(GOOD))
    # The first good event may be eaten by a tag that was left open: not the second.
    items += list(stream.feed(GOOD))
    items += list(stream.finish())

    assert "GOOD" in [item.uid for item in items if isinstance(item, cot.CotEvent)]


@given(noise, st.integers(1, 200))
def test_how_a_cot_stream_is_cut_does_not_matter(payload: bytes, size: int) -> None:
    """The same items, whatever the reads were."""

    def read(step: int) -> list[str]:
        stream = cot.CotStream()
        items = [
            item
            for at in range(0, len(payload), step)
            for item in stream.feed(payload[at : at + step])
        ]
        return [repr(item) for item in [*items, *stream.finish()]]

    assert read(len(payload) or 1) == read(size)


@given(
    uid=st.text(min_size=1, max_size=50),
    callsign=texts,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
)
def test_any_name_travels_in_an_event(
    uid: str, callsign: str, lat: float, lon: float
) -> None:
    """What XML can carry comes back; what it cannot is never markup."""
    seen = Sighting(uid, AT_US, lat, lon)
    event = cot.CotEvent(uid, "a-f-G", uid, AT_US, AT_US, seen, "", callsign)
    with suppress(FeedError):
        again = cot.decode(cot.encode(event))

        assert again.sighting is not None
        assert abs(again.sighting.lat - lat) < 1e-6
        assert abs(again.sighting.lon - lon) < 1e-6


@given(texts)
def test_words_to_a_client_are_always_an_event(text: str) -> None:
    """Whatever an operator types."""
    message = cot.encode_message("A", "A", "msg_1", text, AT_US)

    assert "b-t-f" == cot.decode(message).type


@given(
    st.text(max_size=200) | st.binary(max_size=200).map(lambda b: b.decode("latin-1"))
)
def test_a_query_is_read_or_refused(query: str) -> None:
    """Never anything else."""
    with suppress(FeedError):
        report = osmand.decode_query(query, AT_US)

        assert report.token


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "lat",
                "lon",
                "timestamp",
                "speed",
                "bearing",
                "accuracy",
                "location",
            ]
        ),
        texts,
    )
)
def test_a_query_of_known_names_is_read_or_refused(fields: dict[str, str]) -> None:
    """Whatever stands in its fields."""
    query = "&".join(f"{name}={value}" for name, value in fields.items())
    with suppress(FeedError):
        osmand.decode_query(query, AT_US)


@given(st.binary(max_size=300))
@example(b'{"device_id":1,"location":{"coords":{"latitude":1e999,"longitude":1}}}')
def test_a_body_is_read_or_refused(body: bytes) -> None:
    """Never anything else."""
    with suppress(FeedError):
        osmand.decode_json(body)


LAYOUT = calls_csv.CallColumns(
    source="cad",
    columns={
        "source_id": "id",
        "time": "time",
        "lat": "lat",
        "lon": "lon",
        "text": "t",
    },
    zone=ZoneInfo("Europe/London"),
)


@given(st.lists(st.lists(texts, max_size=6).map(",".join), max_size=6))
def test_rows_are_calls_or_faults(rows: list[str]) -> None:
    """Each row is one or the other, or both; none ends the file."""
    lines = ["id,time,lat,lon,t\n", *(f"{row}\n" for row in rows)]
    lines += ["GOOD,1795300328,1,2,words\n"]
    found = list(calls_csv.decode(lines, LAYOUT))

    assert all(isinstance(item, CallReceived | calls_csv.CallFault) for item in found)


@given(texts, texts, texts)
def test_text_in_a_row_is_kept(source_id: str, text: str, place: str) -> None:
    """Written as CSV writes it, it comes back as it was."""
    fields = [f'"{value.replace(chr(34), chr(34) * 2)}"' for value in (source_id, text)]
    lines = f"id,time,lat,lon,t\n{fields[0]},0,,,{fields[1]}\n".splitlines(
        keepends=True
    )
    del place
    if not source_id.strip() or "\n" in "".join(fields) or len(lines) != 2:
        return
    (call,) = calls_csv.decode(lines, LAYOUT)

    assert isinstance(call, CallReceived)
    assert (source_id.strip(), text) == (call.source_id, call.text)


@given(noise)
def test_a_gpx_document_is_read_or_refused(payload: bytes) -> None:
    """Never anything else."""
    with suppress(FeedError):
        gpx.decode(b"<gpx>" + payload + b"</gpx>", "dev")


@given(st.text(max_size=40))
def test_a_time_is_read_or_refused(text: str) -> None:
    """Within the calendar, in microseconds."""
    with suppress(FeedError):
        assert -(2**62) < micros(text) < 2**62


@given(st.text())
def test_an_error_is_always_one_short_line(text: str) -> None:
    """Whatever it quotes."""

    assert clipped(text).isprintable()
    assert len(clipped(text)) <= 40 * 10 + 2
