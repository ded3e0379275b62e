"""Tests of the plan: what was sketched is consistent before a seed bends it."""

import shapely

from controlroom.ground.city import plan

ISLAND = shapely.Polygon(plan.ISLAND)


def test_names_do_not_repeat() -> None:
    """Ways, plots, spots, districts and villages each have a name of their own."""
    names = [way.name for way in plan.WAYS]
    names += [plot.name for plot in plan.PLOTS] + [spot.name for spot in plan.SPOTS]
    names += [village[0] for village in plan.VILLAGES]

    assert len(names) == len(set(names))
    assert 8 == len({district.name for district in plan.DISTRICTS})


def test_everything_planned_is_on_the_island() -> None:
    """No plot, spot, station or village lies in the sea."""
    spots = [plot.at for plot in plan.PLOTS] + [spot.at for spot in plan.SPOTS]
    spots += [station.at for station in plan.STATIONS]
    spots += [village[1] for village in plan.VILLAGES]

    assert ISLAND.is_valid
    assert all(ISLAND.contains(shapely.Point(spot)) for spot in spots)


def test_classes_and_uses_are_known() -> None:
    """A misspelt class or use would silently lose a road or a park."""

    assert {"ring", "main", "street", "minor"} == {way.kind for way in plan.WAYS}
    assert {"park", "campus", "dock"} == {plot.use for plot in plan.PLOTS}
    assert all(plot.area_m2 > 10_000 for plot in plan.PLOTS)


def test_the_river_is_crossed_by_at_least_six_ways() -> None:
    """Bridges are part of the plan."""
    river = shapely.LineString([point[:2] for point in plan.RIVER])
    crossings = sum(
        len(shapely.get_parts(river.intersection(shapely.LineString(way.points))))
        for way in plan.WAYS
        if river.intersects(shapely.LineString(way.points))
    )

    assert crossings >= 6
