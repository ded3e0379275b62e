"""The made-up region: OpenStreetMap data that the builder reads like any other."""

from pathlib import Path

from controlroom.bench.region import write_region
from controlroom.ground.build import build_pack
from controlroom.ground.city.survey import lay_out
from controlroom.ground.pack import Pack


def test_copies_stand_side_by_side(tmp_path: Path) -> None:
    """Twice the city is twice the nodes, the streets of both can be driven."""
    city, path = lay_out(1), tmp_path / "region.osm.pbf"
    once = write_region(path, city, 1)
    twice = write_region(path, city, 2)
    built = build_pack(path, tmp_path / "a.pack")

    assert 2 * once == twice
    assert 0 == built.left_out
    with Pack.open(tmp_path / "a.pack") as pack:
        assert set(city.streets.names) >= set(pack.graph().names) > set()
        assert pack.bounds[3] - pack.bounds[1] > 0.3
