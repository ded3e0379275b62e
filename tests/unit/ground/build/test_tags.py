"""Tests of meanings: what a way is drawn as, how it is driven, how fast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.ground.build.tags import (
    CROSSING,
    ROADS,
    Drawn,
    Drive,
    admin_level,
    area_of,
    drive_of,
    level_of,
    line_of,
    speed_kmh,
)
from controlroom.ground.layers import LAYER, width_px

WORDS = st.sampled_from(
    ["highway", "oneway", "maxspeed", "building", "tunnel", "bridge", "access",
     "railway", "natural", "area", "admin_level", "boundary", "name"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "layer"),
    [
        ({"highway": "motorway"}, "motorway"),
        ({"highway": "residential"}, "minor"),
        ({"highway": "residential", "bridge": "yes"}, "bridge_minor"),
        ({"highway": "primary", "tunnel": "yes"}, "tunnel_main"),
        ({"highway": "service", "tunnel": "building_passage"}, "tunnel_minor"),
        ({"highway": "steps"}, "steps"),
        ({"highway": "footway", "bridge": "viaduct"}, "bridge_path"),
        ({"highway": "primary", "bridge": "no"}, "main"),
        ({"railway": "rail"}, "rail"),
        ({"railway": "tram"}, "tram"),
        ({"railway": "subway", "tunnel": "yes"}, "tunnel_rail"),
        ({"waterway": "river"}, "stream"),
        ({"man_made": "pier"}, "path"),
    ],
)
def test_what_a_way_is_drawn_as(tags: dict[str, str], layer: str) -> None:
    """By its class, and by whether it lies in a tunnel or on a bridge."""
    drawn = line_of(tags)

    assert drawn is not None
    assert layer == drawn.layer


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"highway": "construction"},
        {"highway": "proposed"},
        {"highway": "pedestrian", "area": "yes"},
        {"waterway": "stream", "tunnel": "culvert"},
        {"railway": "abandoned"},
        {"name": "Quay Street"},
    ],
)
def test_what_is_no_line(tags: dict[str, str]) -> None:
    """What is not there yet, or no more, or flat, or under ground, is not drawn."""

    assert line_of(tags) is None


def test_every_class_has_its_layers() -> None:
    """Each road is in the list of layers, in a tunnel and on a bridge as well."""
    for value in ROADS:
        for extra in ({}, {"tunnel": "yes"}, {"bridge": "yes"}):
            drawn = line_of({"highway": value} | extra)

            assert drawn is not None
            assert drawn.layer in LAYER
            assert width_px(drawn.layer, 18) > 0
    assert all(f"tunnel_{name}" in LAYER for name in CROSSING)
    assert all(f"bridge_{name}" in LAYER for name in CROSSING)


@pytest.mark.parametrize(
    ("tags", "relation", "drawn"),
    [
        ({"building": "yes"}, False, Drawn("building", 13)),
        ({"building": "no"}, False, None),
        ({"natural": "water"}, True, Drawn("water", 7)),
        ({"leisure": "park", "landuse": "grass"}, False, Drawn("park", 9)),
        ({"highway": "residential"}, False, None),
        ({"highway": "pedestrian"}, False, None),
        ({"highway": "pedestrian", "area": "yes"}, False, Drawn("plaza", 15)),
        ({"highway": "pedestrian"}, True, Drawn("plaza", 15)),
        ({"landuse": "railway", "tunnel": "yes"}, False, None),
        ({"amenity": "bench"}, False, None),
    ],
)
def test_what_an_outline_is_filled_as(
    tags: dict[str, str], relation: bool, drawn: Drawn | None
) -> None:
    """A closed street is a line unless it says that it is an area."""

    assert drawn == area_of(tags, relation=relation)


@pytest.mark.parametrize(
    ("tags", "drive"),
    [
        ({"highway": "residential"}, Drive(30.0, forward=True, backward=True)),
        ({"highway": "residential", "oneway": "yes"},
         Drive(30.0, forward=True, backward=False)),
        ({"highway": "residential", "oneway": "-1"},
         Drive(30.0, forward=False, backward=True)),
        ({"highway": "motorway"}, Drive(100.0, forward=True, backward=False)),
        ({"highway": "motorway", "oneway": "no"},
         Drive(100.0, forward=True, backward=True)),
        ({"highway": "tertiary", "junction": "roundabout"},
         Drive(45.0, forward=True, backward=False)),
        ({"highway": "tertiary", "oneway": "yes", "oneway:emergency": "no"},
         Drive(45.0, forward=True, backward=True)),
        ({"highway": "tertiary", "oneway": "yes", "oneway:bicycle": "no"},
         Drive(45.0, forward=True, backward=False)),
        ({"highway": "primary", "maxspeed": "30 mph"},
         Drive(30 * 1.609344, forward=True, backward=True)),
        ({"highway": "service", "access": "private"},
         Drive(15.0, forward=True, backward=True)),
        ({"highway": "service", "access": "no", "bus": "yes"},
         Drive(15.0, forward=True, backward=True)),
        ({"highway": "pedestrian", "motor_vehicle": "no"},
         Drive(10.0, forward=True, backward=True)),
        ({"highway": "residential", "motor_vehicle": "no"}, None),
        ({"highway": "service", "access": "no"}, None),
        ({"highway": "footway"}, None),
        ({"highway": "steps"}, None),
        ({"highway": "pedestrian", "area": "yes"}, None),
        ({"railway": "rail"}, None),
    ],
)  # fmt: skip
def test_how_a_way_is_driven(tags: dict[str, str], drive: Drive | None) -> None:
    """One-way streets are one-way for the police too, unless a sign lets them."""
    found = drive_of(tags)

    assert (drive is None) == (found is None)
    if drive is not None and found is not None:
        assert drive.kmh == pytest.approx(found.kmh)
        assert drive[1:] == found[1:]


@pytest.mark.parametrize(
    ("sign", "kmh"),
    [
        ("50", 50.0), ("30 mph", 48.28032), ("20mph", 32.18688), (" 70 km/h ", 70.0),
        ("none", 33.0), ("walk", 33.0), ("GB:nsl_single", 33.0), ("", 33.0),
        ("0", 5.0), ("999", 130.0), ("1e9", 33.0), ("-5", 33.0), ("٣٠", 33.0),
    ],
)  # fmt: skip
def test_what_a_sign_says(sign: str, kmh: float) -> None:
    """Numbers in km/h or mph within what cars drive; other words say nothing."""

    assert kmh == pytest.approx(speed_kmh(sign, 33.0))


@pytest.mark.parametrize(
    ("value", "level"),
    [("8", 8), ("2", 2), ("1", None), ("11", None), ("", None), ("x", None),
     ("8;9", None), ("²", None)],
)  # fmt: skip
def test_levels_of_boundaries(value: str, level: int | None) -> None:
    """From the state to the ward; anything else is no boundary of ours."""
    tags = {"boundary": "administrative", "admin_level": value}

    assert level == admin_level(tags)
    assert admin_level({"admin_level": value}) is None


@given(st.dictionaries(WORDS, st.text(max_size=12)))
def test_hostile_tags_mean_something_or_nothing(tags: dict[str, str]) -> None:
    """Whatever people write in a tag, no answer is an exception."""
    drawn = [line_of(tags), area_of(tags, relation=True)]
    drive = drive_of(tags)

    assert all(each is None or each.layer in LAYER for each in drawn)
    assert drive is None or 5.0 <= drive.kmh <= 130.0
    assert level_of(tags) in {-1, 0, 1}
    assert admin_level(tags) is None or admin_level(tags) in range(2, 11)
