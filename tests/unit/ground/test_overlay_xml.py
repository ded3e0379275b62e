"""KML and GPX: places, lines, areas and tracks; nothing expanded, nothing fetched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import PackError
from controlroom.ground import overlay_xml
from controlroom.ground.overlay import Overlay
from controlroom.ground.overlay_xml import read_xml

RING = "0,50,0 1,50,0 1,51,0 0,50,0"


def _kml(body: str, head: str = "") -> Overlay:
    text = f"{head}<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{body}"
    return read_xml(f"{text}</Document></kml>".encode())


def _gpx(body: str) -> Overlay:
    space = "http://www.topografix.com/GPX/1/1"
    return read_xml(f"<gpx xmlns='{space}'>{body}</gpx>".encode())


def _counts(overlay: Overlay) -> tuple[int, int, int]:
    return len(overlay.areas), len(overlay.lines), len(overlay.places)


def test_placemarks() -> None:
    """A point, a line, an area with a hole, and their names."""
    ring = f"<LinearRing><coordinates>{RING}</coordinates></LinearRing>"
    overlay = _kml(
        "<name>The file</name>"
        "<Placemark><name>Post</name><Point><coordinates>0,50</coordinates></Point>"
        "</Placemark><Placemark><name>Way</name><LineString><coordinates>\n 0,50 1,51"
        "\n</coordinates></LineString></Placemark><Placemark><name>Field</name><Polygon>"
        f"<outerBoundaryIs>{ring}</outerBoundaryIs>"
        f"<innerBoundaryIs>{ring}</innerBoundaryIs></Polygon></Placemark>"
    )

    assert (2, 1, 1) == _counts(overlay)
    assert {"Post", "Way", "Field"} == {name.text for name in overlay.names}


def test_many_parts_and_tracks() -> None:
    """Parts of one placemark are named once; a track of Google's kind is a line."""
    overlay = _kml(
        "<Placemark><name>Two</name><MultiGeometry>"
        "<Point><coordinates>0,50</coordinates></Point>"
        f"<LinearRing><coordinates>{RING}</coordinates></LinearRing></MultiGeometry>"
        "</Placemark><Placemark xmlns:gx='http://www.google.com/kml/ext/2.2'><gx:Track>"
        "<gx:coord>0 50 7</gx:coord><gx:coord>1 51</gx:coord></gx:Track></Placemark>"
    )

    assert (0, 2, 1) == _counts(overlay)
    assert ["Two"] == [name.text for name in overlay.names]


def test_links_are_not_followed() -> None:
    """What stands elsewhere is said and left there; the rest is shown."""
    overlay = _kml(
        "<NetworkLink><Link><href>http://elsewhere.example/x.kml</href></Link>"
        "</NetworkLink><GroundOverlay><Icon><href>file:///etc/passwd</href></Icon>"
        "</GroundOverlay>"
        "<Placemark><Point><coordinates>0,50</coordinates></Point></Placemark>"
    )

    assert (0, 0, 1) == _counts(overlay)
    assert ("what it links to elsewhere is not followed",) == overlay.notes


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE kml SYSTEM 'http://elsewhere.example/kml.dtd'>",
        "<!DOCTYPE kml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE kml [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>",
    ],
)
def test_document_types_are_refused(head: str) -> None:
    """No entity can be declared, so none can be expanded or fetched."""
    with pytest.raises(PackError, match="declares a document type"):
        _kml("<Placemark/>", head)


def test_tracks_routes_and_waypoints() -> None:
    """Each segment of a track and each route is a line, a waypoint a place."""
    overlay = _gpx(
        "<metadata><name>The file</name></metadata>"
        "<wpt lat='50' lon='0'><name>Gate</name></wpt>"
        "<rte><name>Way</name><rtept lat='50' lon='0'/><rtept lat='51' lon='1'/></rte>"
        "<trk><name>Ride</name>"
        "<trkseg><trkpt lat='50' lon='0'><ele>9</ele></trkpt><trkpt lat='51' lon='1'/>"
        "</trkseg><trkseg><trkpt lat='52' lon='0'/><trkpt lat='53' lon='1'/></trkseg>"
        "</trk>"
    )

    assert (0, 3, 1) == _counts(overlay)
    assert {"Gate", "Way", "Ride"} == {name.text for name in overlay.names}


def test_points_that_are_none() -> None:
    """A point without a number, or with another, is left out and counted."""
    overlay = _gpx(
        "<trk><trkseg><trkpt lat='50' lon='0'/><trkpt lat='x' lon='1'/><trkpt/>"
        "<trkpt lat='95' lon='1'/><trkpt lat='NaN' lon='1'/><trkpt lat='51' lon='1'/>"
        "</trkseg></trk>"
    )

    assert [2] == [len(line) for line in overlay.lines]
    assert ("4 positions are no places and are left out",) == overlay.notes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<kml>", "no XML that can be read"),
        (b"<html><body>not found</body></html>", "neither KML nor GPX: <html>"),
        (b"<gpx></gpx>", "no area, line or place"),
        (b"<gpx>&unknown;</gpx>", "no XML"),
        (b"<gpx>\x00</gpx>", "no XML"),
        (b"<kml><Point><coordinates>a,b</coordinates></Point></kml>", "is damaged"),
        (b"<kml><Point><coordinates>5 6</coordinates></Point></kml>", "is damaged"),
        (b"<gpx>" + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</gpx>", "too deeply"),
        (b"", "no XML"),
    ],
)  # fmt: skip
def test_what_is_none(body: bytes, said: str) -> None:
    """Each way to be broken is one line."""
    with pytest.raises(PackError, match=said) as refused:
        read_xml(body)

    assert "\n" not in str(refused.value)


def test_a_line_of_ten_megabytes() -> None:
    """Text that nobody wants is passed over; a name is cut."""
    noise = "x" * 10_000_000
    overlay = _gpx(
        f"<wpt lat='50' lon='0'><desc>{noise}</desc><name>Gate</name></wpt>"
        f"<wpt lat='51' lon='0'><name>{noise}</name></wpt>"
    )

    assert 2 == len(overlay.places)
    assert all(len(name.text) <= 80 for name in overlay.names)


def test_a_list_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coordinates beyond the bound are refused, not gathered."""
    monkeypatch.setattr(overlay_xml, "MAX_COORDINATES", 5000)
    text = "0,50 " * 2000
    with pytest.raises(PackError, match="too long"):
        _kml(f"<Placemark><LineString><coordinates>{text}</coordinates></LineString>"
             "</Placemark>")  # fmt: skip


def test_too_many_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is a track beyond the bound."""
    monkeypatch.setattr(overlay_xml, "MAX_POINTS", 10)
    with pytest.raises(PackError, match="more than 10 positions"):
        _gpx("<trk><trkseg>" + "<trkpt lat='1' lon='1'/>" * 11 + "</trkseg></trk>")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(noise: bytes) -> None:
    """Noise is a PackError and nothing else."""
    with pytest.raises(PackError):
        read_xml(b"<kml>" + noise)


@pytest.mark.shared
def test_a_bus_ride(shared_data: Path) -> None:
    """A real track is one line of 2,144 points, with its name."""
    body = (shared_data / "tracks" / "304_to_UL_2019-02-18_0745.gpx").read_bytes()
    overlay = read_xml(body)

    assert [2144] == [len(line) for line in overlay.lines]
    assert ["304.1"] == [name.text for name in overlay.names]
