"""Cursor on Target: events as real clients write them, and as they must not."""

import json
from math import isnan
from pathlib import Path

import pytest

from controlroom.domain.errors import FeedError
from controlroom.feeds import cot
from controlroom.feeds.base import Sighting
from controlroom.feeds.cot import CotEvent, CotFault, CotStream

AT = "2026-11-21T22:32:08.500Z"
AT_US = 1_795_300_328_500_000


def _event(
    more: str = "",
    *,
    uid: str = "ANDROID-1",
    kind: str = "a-f-G-U-C",
    point: str = '<point lat="54.7" lon="2.4" hae="9.5" ce="4.5" le="9999999.0"/>',
    time: str = AT,
) -> bytes:
    return (
        f'<event version="2.0" uid="{uid}" type="{kind}" how="m-g" time="{time}" '
        f'start="{AT}" stale="2026-11-21T22:33:08.500Z">{point}'
        f"<detail>{more}</detail></event>"
    ).encode()


ITAK = b"""<?xml version='1.0' encoding='UTF-8' standalone='yes'?>
<event version='2.0' uid='C94B' type='a-f-G-E-V-C' time='2026-11-21T22:32:08.500Z'
 start='2026-11-21T22:32:08.500Z' stale='2026-11-21T22:34:08Z' how='m-g'>
<point lat='41.52309645' lon='-107.72376567' hae='1681.2' ce='9999999' le='9999999' />
<detail><contact callsign='Alpha &amp; Bravo' phone='555' endpoint='*:-1:stcp' />
<uid Droid='Alpha'/><__group name='Yellow' role='Team Member' />
<status battery='100' /><track speed='12.5' course='-108.90' /></detail></event>
"""
"""A position as iTAK writes it: declaration, single quotes, line ends, no accuracy."""


def _read(*payloads: bytes) -> list[CotEvent | CotFault]:
    stream = CotStream()
    items = [item for payload in payloads for item in stream.feed(payload)]
    return [*items, *stream.finish()]


def _events(*payloads: bytes) -> list[str]:
    return [
        item.uid if isinstance(item, CotEvent) else item.why
        for item in _read(*payloads)
    ]


def test_a_position_is_read_in_full() -> None:
    """Place, time, speed, course, callsign; an error of 9999999 is unknown."""
    event = cot.decode(ITAK)
    seen = event.sighting

    assert seen is not None
    assert ("C94B", "C94B", "a-f-G-E-V-C") == (event.uid, event.by, event.type)
    assert (41.52309645, -107.72376567) == (seen.lat, seen.lon)
    assert (AT_US, AT_US + 119_500_000) == (event.time_us, event.stale_us)
    assert AT_US == seen.fix_us
    assert pytest.approx((12.5, 251.1)) == (seen.speed_mps, seen.heading_deg)
    assert isnan(seen.accuracy_m)
    assert "Alpha & Bravo" == event.callsign == seen.name
    assert "" == event.emergency


def test_an_error_in_metres_is_an_accuracy() -> None:
    """`ce` is the circular error."""
    seen = cot.decode(_event()).sighting

    assert seen is not None
    assert 4.5 == seen.accuracy_m


@pytest.mark.parametrize("ce", ["9999999.0", "NaN", "0", "-1", "", "x"])
def test_an_error_that_is_none_is_unknown(ce: str) -> None:
    """A bad error is no reason to lose the place."""
    point = f'<point lat="1" lon="2" ce="{ce}"/>'
    seen = cot.decode(_event(point=point)).sighting

    assert seen is not None
    assert isnan(seen.accuracy_m)


def test_a_place_that_is_none_is_left_to_the_tracks() -> None:
    """Feeds parse; what cannot be believed is judged in one place."""
    point = '<point lat="NaN" lon="999" hae="NaN" ce="NaN"/>'
    seen = cot.decode(_event(point=point)).sighting

    assert seen is not None
    assert isnan(seen.lat)
    assert 999.0 == seen.lon


@pytest.mark.parametrize("kind", ["b-a-o-tbl", "b-a-o-pan", "b-a-o-opn"])
def test_a_911_type_is_an_emergency_of_its_sender(kind: str) -> None:
    """The alert has a uid of its own; the link says whose it is."""
    link = '<link uid="ANDROID-1" type="a-f-G-U-C" relation="p-p"/>'
    alert = cot.decode(_event(link, uid="16173334444-9-1-1", kind=kind))

    assert ("raised", "ANDROID-1") == (alert.emergency, alert.by)
    assert alert.sighting is not None
    assert "ANDROID-1" == alert.sighting.uid


def test_an_alert_without_a_link_is_of_the_uid_before_its_suffix() -> None:
    """ATAK adds -9-1-1 to its own uid."""

    assert "ANDROID-1" == cot.decode(_event(uid="ANDROID-1-9-1-1", kind="b-a-o-tbl")).by


def test_an_emergency_in_a_position_is_one_too() -> None:
    """Some clients keep on sending it inside of what they send anyway."""
    event = cot.decode(_event('<emergency type="911 Alert">WEST</emergency>'))

    assert ("raised", "ANDROID-1") == (event.emergency, event.by)


@pytest.mark.parametrize(
    "payload",
    [
        _event('<emergency cancel="true">WEST</emergency>'),
        _event(kind="b-a-o-can", uid="ANDROID-1-9-1-1"),
        _event('<emergency cancel="true"/>', kind="b-a-o-tbl", uid="ANDROID-1-9-1-1"),
    ],
)
def test_an_emergency_can_be_taken_back(payload: bytes) -> None:
    """The device says so; whether it ends is for a person."""
    event = cot.decode(payload)

    assert ("cancelled", "ANDROID-1") == (event.emergency, event.by)


def test_a_marker_is_no_position_of_its_author() -> None:
    """Only atoms move somebody: a route or a drawing is somewhere else."""

    assert cot.decode(_event(kind="b-m-p-s-m")).sighting is None
    assert cot.decode(_event(kind="u-d-f")).sighting is None


def test_a_ping_asks_whether_anybody_listens() -> None:
    """And is answered; it may come without a point."""
    ping = cot.decode(_event(kind="t-x-c-t", point=""))

    assert ping.is_ping
    assert not cot.decode(_event()).is_ping
    assert "t-x-c-t-r" == cot.decode(cot.pong(AT_US)).type


def test_a_receipt_names_its_message() -> None:
    """Arrived (`-d`) or read (`-r`)."""
    receipt = '<__chatreceipt messageId="msg_1" chatroom="x"/>'

    assert "msg_1" == cot.decode(_event(receipt, kind="b-t-f-r")).message_id


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        (_event(uid=""), "there is no identity"),
        (_event(uid="x" * 201), "an identity of 201 characters"),
        (_event(kind=""), "the event has no type"),
        (_event(time=""), "not a time: ''"),
        (_event(time="yesterday"), "not a time: 'yesterday'"),
        (_event(point=""), "the event has no point"),
        (_event(point="<point/>"), "there is no lat"),
        (_event(point='<point lat="x" lon="1"/>'), "lat is 'x', no number"),
        (_event('<track speed="fast"/>'), "speed is 'fast', no number"),
        (b"<events></events>", "not an event but 'events'"),
        (b"<event>", "not XML"),
        (b"", "not XML"),
        (b"hello", "not XML"),
        (b'<event uid="a" uid="b"/>', "not XML"),
        (_event("&undefined;"), "not XML: undefined entity"),
        (_event("\x01"), "not XML"),
        (_event() + _event(), "not XML: junk after document element"),
        (_event().replace(b"ANDROID", b"\xff\xfe"), "not XML"),
        (b"<?xml version='1.0' encoding='klingon'?>" + _event(), "not XML"),
        (b"\0" * 100, "not XML"),
        (b" " * 70_000, "an event of 70000 bytes, allowed are 65536"),
    ],
)
def test_what_is_no_event_is_said_in_one_line(payload: bytes, why: str) -> None:
    """What is wrong, with both numbers where there are two."""

    with pytest.raises(FeedError) as refused:
        cot.decode(payload)
    assert str(refused.value).startswith(why)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE event [<!ENTITY a "b">]>',
        '<!DOCTYPE event SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE event [<!ENTITY % p SYSTEM "http://example.com/x"> %p;]>',
        '<?xml version="1.0"?><!DOCTYPE event>',
    ],
)
def test_document_types_and_entities_are_refused(doctype: str) -> None:
    """Nothing can be declared, so nothing can be expanded or fetched."""

    assert ["document types and entities are not allowed", "ANDROID-1"] == _events(
        doctype.encode() + _event(), _event()
    )


def test_markup_in_a_name_stays_text() -> None:
    """Shown as typed and never interpreted."""
    event = cot.decode(_event('<contact callsign="&lt;b&gt;WEST&lt;/b&gt;"/>'))

    assert "<b>WEST</b>" == event.callsign


def test_a_stream_may_be_cut_anywhere() -> None:
    """Whatever the sizes of the reads, the same events come out."""
    whole = ITAK + _event(uid="B") + b"\r\n" + _event(uid="C")

    for size in (1, 2, 7, 64, 1000):
        parts = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert ["C94B", "B", "C"] == _events(*parts)


def test_events_need_no_line_ends() -> None:
    """Declarations and white space between events are as good as none."""

    assert ["C94B", "ANDROID-1", "C94B"] == _events(ITAK + _event() + b"\n\n" + ITAK)


def test_half_a_message_costs_only_itself() -> None:
    """A new event after half of one is read."""

    assert ["half a message", "B"] == _events(_event()[:60] + _event(uid="B"))


def test_half_a_message_at_the_end_is_counted() -> None:
    """The connection ended in the middle."""
    items = _read(_event(uid="A") + _event(uid="B")[:80])

    assert ["A", "half a message"] == [
        item.uid if isinstance(item, CotEvent) else item.why for item in items
    ]
    assert isinstance(items[1], CotFault)
    assert items[1].payload.startswith(b"<event")


def test_an_event_without_content_needs_no_end_tag() -> None:
    """The example in the help of pytak is one."""
    ping = (
        f'<event version="2.0" type="t-x-d-d" uid="ping" how="m-g" time="{AT}" '
        f'start="{AT}" stale="{AT}"/>'
    ).encode()

    assert ["ping", "B", "ping"] == _events(ping + b"\n" + _event(uid="B") + ping)


def test_noise_before_an_event_is_counted_and_the_event_is_read() -> None:
    """A client that greets in another language loses its greeting alone."""

    assert ["half a message", "A"] == _events(b"AUTH hello\n" + _event(uid="A"))


def test_a_broken_event_costs_only_itself() -> None:
    """What comes behind it is read."""
    broken = _event().replace(b"<point", b"<<point")

    assert ["A", "B"] == [
        uid
        for uid in _events(_event(uid="A"), broken, _event(uid="B"))
        if len(uid) == 1
    ]


def test_bytes_without_an_end_are_refused() -> None:
    """A 10 MB line is cut at 64 KiB, and the stream starts anew."""
    stream = CotStream()

    assert [] == list(stream.feed(b"A" * 65_536))
    with pytest.raises(FeedError, match="an event of more than 65536 bytes"):
        list(stream.feed(b"A" * 65_536))
    assert [] == list(stream.finish())


def test_a_word_that_begins_like_an_event_is_none() -> None:
    """`<events>` or `<eventful>` inside of an event does not cut it."""

    assert ["A"] == _events(_event("<eventful/>", uid="A"))


@pytest.mark.parametrize(
    "event",
    [
        CotEvent("A", "a-f-G-U-C", "A", AT_US, AT_US, Sighting("A", AT_US, 54.7, -2.4)),
        CotEvent(
            "A",
            "a-f-G-U-C",
            "A",
            AT_US,
            AT_US + 60_000_000,
            Sighting("A", AT_US, 54.7, -2.4, 12.5, 251.5, 4.5, "<W> & 'E'"),
            callsign="<W> & 'E'",
        ),
        CotEvent(
            "A-9-1-1",
            "b-a-o-tbl",
            "A",
            AT_US,
            AT_US,
            Sighting("A", AT_US, 54.7, -2.4),
            "raised",
        ),
        CotEvent(
            "A",
            "a-f-G-U-C",
            "A",
            AT_US,
            AT_US,
            Sighting("A", AT_US, 54.7, -2.4),
            "cancelled",
        ),
        CotEvent("A", "t-x-c-t", "A", AT_US, AT_US),
    ],
)
def test_what_is_encoded_is_decoded_the_same(event: CotEvent) -> None:
    """Positions, alerts and pings, as a client writes them."""
    again = cot.decode(cot.encode(event))

    assert repr(event) == repr(again)


def test_words_to_a_client_are_escaped() -> None:
    """What an operator types cannot become markup on somebody's tablet."""
    message = cot.encode_message(
        'A"1', "A<1>", "msg_1", "<b>go</b> & 'wait'\x07\ud800", AT_US
    )

    assert b"&lt;b&gt;go&lt;/b&gt; &amp;" in message
    assert "b-t-f" == cot.decode(message).type


def test_a_message_is_an_event_too() -> None:
    """Chat, with an id that the receipt will name."""
    message = cot.decode(cot.encode_message("A", "WEST", "msg_1", "go", AT_US))

    assert ("GeoChat.controlroom.A.msg_1", "b-t-f") == (message.uid, message.type)


def test_times_are_written_to_the_millisecond() -> None:
    """As clients write them."""

    assert AT == cot.iso(AT_US)


@pytest.mark.shared
def test_recorded_events_are_read(shared_data: Path) -> None:
    """Events from the tests of six products: each is an event or says what is wrong."""
    lines = (shared_data / "cot" / "events.jsonl").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    found = [_read(record["xml"].encode())[0] for record in records]
    events = [item for item in found if isinstance(item, CotEvent)]
    seen = [event.sighting for event in events if event.sighting]

    assert 24 == len(found)
    assert 19 == len(events)
    assert {"raised"} == {event.emergency for event in events if event.emergency}
    assert all(isnan(s.lat) or abs(s.lat) <= 90 for s in seen)
