"""Tests of landmarks: all on their ground, bridges called by their road."""

import shapely

from controlroom.ground.city import landmarks, plan
from controlroom.ground.city.survey import City


def test_nearly_every_landmark_of_the_plan_is_there(city: City) -> None:
    """A seed may have no room for a plot or two; stations and police are always."""
    names = {name for name, _, _ in city.named}
    planned = {plot.name for plot in plan.PLOTS} | {spot.name for spot in plan.SPOTS}

    assert len(planned - names) <= 6
    assert {f"{station.name} Station" for station in plan.STATIONS} <= names
    assert 7 <= sum(kind == "police" for _, kind, _ in city.named)


def test_no_landmark_but_a_bridge_is_in_water(city: City) -> None:
    """Names stand on dry ground."""
    dry = [shapely.Point(at) for _, kind, at in city.named if kind != "bridge"]

    assert not shapely.intersects(city.terrain.inland, dry).any()


def test_a_road_with_two_bridges_has_a_western_and_an_eastern(city: City) -> None:
    """The ring crosses the river twice."""
    at = {name: point for name, _, point in city.named}

    assert at["Ring Road west bridge"][0] < at["Ring Road east bridge"][0]


def test_the_stadium_has_stands_around_a_pitch(city: City) -> None:
    """The pitch fills the hole of the stands."""
    stands, pitches = landmarks.stadium(city.blocks)

    assert 1 == len(stands) == len(pitches)
    assert stands[0].disjoint(pitches[0].buffer(-1.0))


def test_each_station_has_platforms_beside_the_rails(city: City) -> None:
    """Two each, none on the track."""
    found = landmarks.platforms(city.terrain, city.rails, city.network)
    rails = shapely.multilinestrings([shapely.LineString(rail) for rail in city.rails])

    assert 2 * len(plan.STATIONS) <= len(found)
    assert all(platform.distance(rails) > 3.0 for platform in found)


def test_parks_and_stadiums_get_no_ordinary_houses(city: City) -> None:
    """The mask leaves them out and keeps the rest."""
    usual = landmarks.without_plot(city.blocks, frozenset({"stadium"}))
    left_out = {
        block.plot.kind
        for block, chosen in zip(city.blocks, usual, strict=True)
        if block.plot and not chosen
    }

    assert {"park", "stadium"} == left_out
    assert usual.sum() > 2000
