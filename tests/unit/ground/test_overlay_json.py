"""GeoJSON and TopoJSON: every geometry, names, and every way to be none."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.errors import PackError
from controlroom.ground.mercator import project
from controlroom.ground.overlay import Overlay
from controlroom.ground.overlay_json import name_of, read_json

RING = [[0, 50], [1, 50], [1, 51], [0, 50]]
LINE = [[0, 50], [1, 51], [2, 50]]


def _geo(kind: str, coordinates: object, **more: object) -> Overlay:
    return read_json(
        json.dumps({"type": kind, "coordinates": coordinates, **more}).encode()
    )


@pytest.mark.parametrize(
    ("kind", "coordinates", "counts"),
    [
        ("Point", [0, 50], (0, 0, 1)),
        ("MultiPoint", [[0, 50], [1, 51]], (0, 0, 2)),
        ("LineString", LINE, (0, 1, 0)),
        ("MultiLineString", [LINE, LINE], (0, 2, 0)),
        ("Polygon", [RING], (1, 0, 0)),
        ("MultiPolygon", [[RING], [RING]], (2, 0, 0)),
        ("LineString", [[0, 50, 12.5], [1, 51], [2, 52, None]], (0, 1, 0)),
    ],
)
def test_every_geometry(
    kind: str, coordinates: object, counts: tuple[int, int, int]
) -> None:
    """Each kind of geometry is what it is; heights are passed over."""
    overlay = _geo(kind, coordinates)

    assert counts == (len(overlay.areas), len(overlay.lines), len(overlay.places))


def test_features_and_their_names() -> None:
    """Features in a collection bring their names; parts of one are named once."""
    features = [
        {"type": "Feature", "properties": {"NAME": "Harbour"},
         "geometry": {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}},
        {"type": "Feature", "properties": None, "id": "West",
         "geometry": {"type": "GeometryCollection", "geometries": [
             {"type": "Point", "coordinates": [0, 50]},
             {"type": "Point", "coordinates": [0, 51]}]}},
        {"type": "Feature", "properties": {"name": 7}, "geometry": None},
    ]  # fmt: skip
    body = json.dumps({"type": "FeatureCollection", "features": features})
    overlay = read_json(body.encode())

    assert ["Harbour", "West"] == sorted(name.text for name in overlay.names)
    assert (2, 2) == (len(overlay.areas), len(overlay.places))


@pytest.mark.parametrize(
    ("feature", "name"),
    [
        ({"properties": {"name": "A", "title": "B"}}, "A"),
        ({"properties": {"Title": "B"}}, "B"),
        ({"properties": {"name": "  ", "ref": "C"}}, "C"),
        ({"properties": {"name": 5}, "id": "D"}, "D"),
        ({"properties": [], "id": 5}, ""),
        ({}, ""),
    ],
)
def test_what_a_feature_is_called(feature: dict[str, Any], name: str) -> None:
    """The first property that is a name, else the feature's own id."""

    assert name == name_of(feature)


def test_what_is_not_known_is_said() -> None:
    """An unknown geometry is said; the others are shown."""
    parts = [
        {"type": "Circle", "coordinates": [0, 50]},
        {"type": "Point", "coordinates": [0, 50]},
    ]
    overlay = read_json(
        json.dumps({"type": "GeometryCollection", "geometries": parts}).encode()
    )

    assert ("Circle is no geometry that is known",) == overlay.notes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "is no JSON"),
        (b"[1, 2]", "neither GeoJSON nor TopoJSON"),
        (b'{"type": 5}', "neither GeoJSON nor TopoJSON"),
        (b'{"type": "Point"}', "damaged: 'coordinates' is missing"),
        (b'{"type": "Point", "coordinates": "no"}', "is damaged"),
        (b'{"type": "Point", "coordinates": [1]}', "is damaged"),
        (b'{"type": "LineString", "coordinates": [[0, "x"], [1, 2]]}', "is damaged"),
        (b'{"type": "LineString", "coordinates": 5}', "is damaged"),
        (b'{"type": "LineString", "coordinates": null}', "is damaged"),
        (b'{"type": "Polygon", "coordinates": [5]}', "is damaged"),
        (b'{"type": "FeatureCollection", "features": [7]}', "is damaged"),
        (b'{"type": "FeatureCollection", "features": []}', "no area, line or place"),
        (b'{"type": "Topology"}', "damaged: 'arcs' is missing"),
        (b'{"type": "Topology", "arcs": [], "objects": []}', "is damaged"),
        (b'\xff\xfe{"type": 1}', "is no JSON"),
        (b'{"type": "Point", "coordinates": [1e999, 0]}', "is no JSON"),
        (b'{"type": "Point", "coordinates": [NaN, 0]}', "none of its 1 positions"),
        (b'{"type": "Point", "coordinates": [NaN, 0}', "is no JSON"),
    ],
)
def test_what_is_none(body: bytes, said: str) -> None:
    """Each way to be broken is one line."""
    with pytest.raises(PackError, match=said) as refused:
        read_json(body)

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('{"type":"GeometryCollection","geometries":[', "]}"),
        ("[", "]"),
        ('{"type":"Point","coordinates":[', "]}"),
        ('{"type":"Topology","arcs":[],"objects":{"a":', "}}"),
    ],
)
def test_nested_ten_thousand_deep(opening: str, closing: str) -> None:
    """Depth ends the reading in words, not the process."""
    body = opening * 10_000 + closing * 10_000
    with pytest.raises(PackError):
        read_json(body.encode())


def test_nested_a_little_too_deep() -> None:
    """Deeper than any map is refused, too."""
    item: dict[str, Any] = {"type": "Point", "coordinates": [0, 50]}
    for _ in range(40):
        item = {"type": "GeometryCollection", "geometries": [item]}
    with pytest.raises(PackError, match="nested too deeply"):
        read_json(json.dumps(item).encode())


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("EPSG:4326", True),
        ("urn:ogc:def:crs:EPSG::27700", False),
    ],
)
def test_other_grids(name: str, *, taken: bool) -> None:
    """An old file that counts in another grid is refused, whatever its numbers."""
    crs = {"type": "name", "properties": {"name": name}}
    if taken:
        assert 1 == len(_geo("Point", [0, 50], crs=crs))
        return
    with pytest.raises(PackError, match="another grid"):
        _geo("Point", [0, 50], crs=crs)


TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.25], "translate": [-1.0, 50.0]},
    "arcs": [[[0, 0], [2, 0], [0, 4]], [[2, 4], [-2, 0], [0, -4]]],
    "objects": {
        "a": {"type": "Polygon", "arcs": [[0, 1]], "id": "Square"},
        "b": {"type": "GeometryCollection", "geometries": [
            {"type": "LineString", "arcs": [-1]}, {"type": None},
            {"type": "MultiLineString", "arcs": [[0], [1]]},
            {"type": "MultiPolygon", "arcs": [[[0, 1]], [[-2, -1]]]},
            {"type": "Point", "coordinates": [4, 4]},
            {"type": "MultiPoint", "coordinates": [[0, 0], [2, 0]]}]},
    },
}  # fmt: skip


def test_shared_arcs() -> None:
    """Arcs are joined, turned round and placed by the transform."""
    overlay = read_json(json.dumps(TOPOLOGY).encode())
    square, *_ = overlay.areas
    corners = {(round(x, 9), round(y, 9)) for x, y in square.tolist()}
    wanted = project([50, 50, 51, 51], [-1, 0, 0, -1])

    assert (3, 3, 3) == (len(overlay.areas), len(overlay.lines), len(overlay.places))
    assert {(round(x, 9), round(y, 9)) for x, y in wanted.tolist()} == corners
    assert "Square" == overlay.names[0].text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"objects": {"a": {"type": "Polygon", "arcs": [[7]]}}}, "arc 7 of 2"),
        ({"objects": {"a": {"type": "Polygon", "arcs": [[-9]]}}}, "arc -9 of 2"),
        ({"objects": {"a": {"type": "Polygon", "arcs": [["x"]]}}}, "damaged"),
        ({"objects": {"a": {"type": "Polygon"}}}, "'arcs' is missing"),
        ({"transform": {"scale": [1], "translate": [0, 0]}}, "scale of the transform"),
        ({"transform": {"scale": [1, 1]}}, "'translate' is missing"),
        ({"arcs": [[["a", 1]]]}, "damaged"),
        ({"arcs": [5]}, "damaged"),
    ],
)
def test_broken_topologies(change: dict[str, Any], said: str) -> None:
    """Arcs out of range and transforms that are none are told."""
    with pytest.raises(PackError, match=said):
        read_json(json.dumps({**TOPOLOGY, **change}).encode())


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "coordinates", "geometry", "arcs", "features"]
                ),
                inner | st.sampled_from(["Point", "Polygon", "Feature", "Topology"]),
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_an_overlay_or_refused(value: object) -> None:
    """Whatever is written, the answer is an overlay or a PackError."""
    body = json.dumps(value).encode()
    try:
        overlay = read_json(body)
    except PackError:
        return

    assert len(overlay) > 0


@pytest.mark.shared
@pytest.mark.parametrize("file", ["london_boroughs.json", "londonBoroughs.json"])
def test_the_boroughs_of_london(shared_data: Path, file: str) -> None:
    """Thirty-three boroughs in both formats, each with its name."""
    overlay = read_json((shared_data / "layers" / file).read_bytes())
    names = {name.text for name in overlay.names}

    assert 33 == len(names)
    assert {"Camden", "Bromley", "City of London"} <= names


def test_numbers_that_are_none() -> None:
    """A file with NaN among its coordinates is shown without those."""
    overlay = read_json(b'{"type":"LineString","coordinates":[[0,1],[NaN,2],[1,3]]}')

    assert [2] == [len(line) for line in overlay.lines]
    assert ("1 positions are no places and are left out",) == overlay.notes
