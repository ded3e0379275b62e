"""Tests of sorting: each object of the town goes where it belongs, and only there."""

from pathlib import Path

import pytest

from controlroom.ground.build.names import Names
from controlroom.ground.build.reading import Region
from controlroom.ground.build.sectors import Sectors
from controlroom.ground.build.shaping import Shaping
from controlroom.ground.build.sorting import Sorting
from controlroom.ground.build.streets import Streets
from controlroom.ground.layers import Shapes
from tests.helpers.osm_town import write_osm_town

WORLD = (0.0, 0.0, 1.0, 1.0)


class _Sheets:
    def __init__(self) -> None:
        self.layers: dict[int, dict[str, int]] = {}

    def add(self, zoom: int, layer: str, shapes: Shapes) -> None:
        of_zoom = self.layers.setdefault(zoom, {})
        of_zoom[layer] = of_zoom.get(layer, 0) + len(shapes)


class _Sorted:
    def __init__(self, folder: Path) -> None:
        self.sheets = _Sheets()
        shaping = Shaping(self.sheets, WORLD)
        self.names, self.streets = Names(WORLD), Streets()
        region = Region(write_osm_town(folder / "town.osm"))
        self.sorting = Sorting(
            shaping, self.names, self.streets, Sectors(WORLD), region.boundaries()
        )
        for thing in region.objects(folder / "nodes"):
            self.sorting.take(thing)
        shaping.flush()


@pytest.fixture
def town(tmp_path: Path) -> _Sorted:
    """The hand-made town, sorted."""
    return _Sorted(tmp_path)


def test_the_layers_of_the_town(town: _Sorted) -> None:
    """Close up everything is drawn, each thing in its own layer."""
    wanted = {
        "main": 1, "minor": 4, "street": 1, "tunnel_secondary": 1, "bridge_minor": 1,
        "path": 1, "steps": 1, "rail": 1, "stream": 1, "boundary": 1, "building": 1,
        "park": 2,
    }  # fmt: skip

    assert wanted == town.sheets.layers[15]


def test_from_afar_only_what_leads_far(town: _Sorted) -> None:
    """At zoom 9 there are great roads, rails and forests; no lane and no house."""

    assert {"main", "rail", "tunnel_secondary"} <= set(town.sheets.layers[9])
    assert not {"minor", "building", "path", "steps"} & set(town.sheets.layers[9])


def test_broken_outlines_are_counted(town: _Sorted) -> None:
    """The house that crosses itself is left out, and said."""

    assert 1 == town.sorting.left_out
    assert 1 == len(town.sorting.coast)


def test_streets_are_driven_paths_are_not(town: _Sorted) -> None:
    """Eight ways carry cars; one of them has an arrow."""

    assert 8 == len(town.streets)
    assert 2 <= len(town.sorting.arrows.lines()) <= 12


def test_names_of_the_town(town: _Sorted) -> None:
    """Streets, places, a house by its number."""
    kinds = {place.name: place.kind for place in town.names.places()}

    assert "street" == kinds["Quay Street"]
    assert "city" == kinds["Testham"]
    assert "district" == kinds["Northgate"]
    assert "hospital" == kinds["Testham Infirmary"]
    assert "park" == kinds["Long Park"]
    assert "address" == kinds["14 Quay Street"]


def test_everything_is_counted(town: _Sorted) -> None:
    """For the progress that a person sees."""
    sorting = town.sorting

    assert 6 == sorting.nodes
    assert sorting.taken == sorting.nodes + sorting.ways + sorting.areas
