"""GPX tracks: as recorders write them, and as they must not."""

from math import isnan

import pytest

from controlroom.domain.errors import FeedError
from controlroom.feeds import gpx

AT_US = 1_795_300_328_000_000
GPX_11 = b"""<?xml version="1.0"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"
 xmlns:t="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
<!-- a comment --><metadata><name>not the track's</name></metadata>
<trk><name> Patrol &lt;b&gt; </name><trkseg>
<trkpt lat="54.7" lon="-2.4"><time>2026-11-21T22:32:10Z</time></trkpt>
<trkpt lat="54.6" lon="-2.4"><ele>4</ele><time>2026-11-21T22:32:08Z</time>
<extensions><t:TrackPointExtension><t:speed>3.5</t:speed><t:course>-90</t:course>
</t:TrackPointExtension></extensions></trkpt>
</trkseg><trkseg><trkpt lat="54.8" lon="-2.4"/></trkseg></trk>
<trk><trkseg/></trk><wpt lat="1" lon="1"/></gpx>"""
GPX_10 = b"""<gpx version="1.0"><trk><trkseg><trkpt lat="1" lon="2">
<time>2026-11-21T22:32:08Z</time><speed>3.5</speed><course>91</course>
</trkpt></trkseg></trk></gpx>"""


def test_tracks_are_read_oldest_point_first() -> None:
    """Name, places, times, speed; a point without a time cannot be replayed."""
    first, second = gpx.decode(GPX_11, "dev")

    assert ("Patrol <b>", 1) == (first.name, first.skipped)
    assert [AT_US, AT_US + 2_000_000] == [seen.fix_us for seen in first.sightings]
    assert (54.6, -2.4) == (first.sightings[0].lat, first.sightings[0].lon)
    assert (3.5, 270.0) == (
        first.sightings[0].speed_mps,
        first.sightings[0].heading_deg,
    )
    assert isnan(first.sightings[1].speed_mps)
    assert {"dev"} == {seen.uid for seen in first.sightings}
    assert ("", ()) == (second.name, second.sightings)


def test_the_older_format_has_speed_in_the_point() -> None:
    """GPX 1.0, without a namespace."""
    seen = gpx.decode(GPX_10, "dev")[0].sightings[0]

    assert (1.0, 2.0, 3.5, 91.0) == (
        seen.lat,
        seen.lon,
        seen.speed_mps,
        seen.heading_deg,
    )


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"<gpx>",
        b"no xml",
        b"\0\xff",
        b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx>&a;</gpx>',
        b'<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>',
        b"<html></html>",
        b"<?xml version='1.0' encoding='klingon'?><gpx/>",
    ],
)
def test_what_is_no_gpx_is_one_line(payload: bytes) -> None:
    """Entities and document types included."""

    with pytest.raises(FeedError, match="not GPX") as refused:
        gpx.decode(payload, "dev")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [(b'lat="1"', b'lat="x"'), (b'lat="1"', b""), (b"2026-11-21T22:32:08Z", b"soon")],
)
def test_a_bad_point_is_left_out_and_counted(change: tuple[bytes, bytes]) -> None:
    """The rest of the track is replayed."""
    track = gpx.decode(GPX_10.replace(*change), "dev")[0]

    assert (1, ()) == (track.skipped, track.sightings)


def test_an_endless_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both numbers are said."""
    monkeypatch.setattr(gpx, "DOCUMENT_BYTES", 10)

    with pytest.raises(FeedError, match="of 11 bytes, allowed are 10"):
        gpx.decode(b"x" * 11, "dev")
