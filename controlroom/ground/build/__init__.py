"""Builds a map pack from OpenStreetMap data; the same writer as the exercise city's."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely

from controlroom.domain.errors import PackError
from controlroom.ground.build.coast import sea_of
from controlroom.ground.build.districts import told_apart
from controlroom.ground.build.gazetteer import read_gazetteer
from controlroom.ground.build.names import Names, without_twins
from controlroom.ground.build.reading import Bounds, Region
from controlroom.ground.build.sectors import Sectors
from controlroom.ground.build.shaping import ZOOMS, Box, Shaping, to_world
from controlroom.ground.build.sorting import Sorting
from controlroom.ground.build.streets import Streets
from controlroom.ground.build.tags import Drawn
from controlroom.ground.graph import Graph
from controlroom.ground.labels import place_labels
from controlroom.ground.mercator import project
from controlroom.ground.places import Place, StreetFinder
from controlroom.ground.writer import Survey, new_pack

ATTRIBUTION = "© OpenStreetMap contributors"
LABEL_ZOOMS = range(ZOOMS[0], 19)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: counts for the person who asked, seconds it took."""

    name: str
    nodes: int
    ways: int
    streets: int
    junctions: int
    places: int
    left_out: int
    seconds: float


def build_pack(
    source: Path,
    path: Path,
    *,
    name: str = "",
    gazetteer: Path | None = None,
    say: Say = lambda _: None,
) -> Built:
    """Write the pack of an OpenStreetMap file; `path` changes only when all went well.

    say: is told what is being done, in a few words, some times a second.
    Raises PackError in one line.
    """
    began_s = time.monotonic()
    own = read_gazetteer(gazetteer) if gazetteer else []
    region = Region(source)
    bounds = region.bounds()
    box = _world_box(bounds)
    with new_pack(path) as pack:
        shaping, names, streets = Shaping(pack, box), Names(box), Streets()
        sectors = Sectors(box)
        sorting = Sorting(shaping, names, streets, sectors, region.boundaries())
        for thing in region.objects(pack.folder / "nodes"):
            sorting.take(thing)
            if not sorting.taken % 5000:
                say(f"reading: {sorting.ways:,} ways, {sorting.areas:,} areas")
        _draw_land_and_sea(sorting, shaping, box)
        shaping.flush()
        if not len(streets):
            raise PackError(f"{source} has no streets{_perhaps(sorting)}")
        say("knotting the streets")
        graph = streets.graph()
        survey = replace(
            _survey(name or name_from(source), bounds, names, graph, own, say),
            sectors=sectors.divide(graph),
        )
        say("writing tiles")
        pack.finish(survey)
    return Built(
        survey.name, sorting.nodes, sorting.ways, len(survey.graph.names),
        len(survey.graph.lat), len(survey.places),
        sorting.left_out + shaping.left_out, time.monotonic() - began_s,
    )  # fmt: skip


def _perhaps(sorting: Sorting) -> str:
    """Why a region with ways may seem to have none."""
    if not sorting.homeless:
        return ": there is nothing to build"
    return (
        f": the nodes of {sorting.homeless:,} ways are missing, come after them or have"
        " no proper ids (osmium sort and osmium renumber mend that)"
    )


def name_from(source: Path) -> str:
    """The name of a region after its file: greater-london.osm.pbf is Greater London."""
    words = source.name.split(".")[0].replace("_", " ").replace("-", " ").split()
    words = [word for word in words if word.lower() not in {"latest", "osm"}]
    return " ".join(word.capitalize() for word in words) or source.name


def _world_box(bounds: Bounds) -> Box:
    south, west, north, east = bounds
    (left, bottom), (right, top) = project([south, north], [west, east])
    return float(left), float(top), float(right), float(bottom)


def _draw_land_and_sea(sorting: Sorting, shaping: Shaping, box: Box) -> None:
    """Fill the land, which is everything, and the sea of the shores on it."""
    shaping.draw(Drawn("land", ZOOMS[0]), np.array([shapely.box(*box)]))
    if sorting.coast:
        coast, _ = to_world(shapely.from_wkb(sorting.coast))
        shaping.draw(Drawn("water", ZOOMS[0]), sea_of(coast, box))
    shaping.draw(Drawn("oneway", ZOOMS[-1]), sorting.arrows.lines())


def _survey(
    name: str,
    bounds: Bounds,
    names: Names,
    graph: Graph,
    own: list[Place],
    say: Say,
) -> Survey:
    south, west, north, east = bounds
    say("naming crossings")
    places = names.places() + StreetFinder(graph).crossing_places() + own
    say("placing names")
    return Survey(
        name=name,
        attribution=ATTRIBUTION,
        bounds=bounds,
        centre=((south + north) / 2.0, (west + east) / 2.0),
        outside="void",
        sheets={},
        labels=place_labels(names.texts(), LABEL_ZOOMS, names.house_texts()),
        places=told_apart(without_twins(places)),
        graph=graph,
    )
