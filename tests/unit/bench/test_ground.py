"""The benchmark of map packs: real builds of a real command."""

from pathlib import Path

import osmium
import pytest

from controlroom.bench import ground
from controlroom.bench.targets import target_of
from controlroom.domain.errors import KnownError
from tests.helpers.osm_town import write_osm_town


def test_every_region_has_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seconds, nodes a second and memory, each positive, with the number of nodes."""
    town = tmp_path / "town.osm.pbf"
    with osmium.SimpleWriter(str(town)) as writer:
        for thing in osmium.FileProcessor(str(write_osm_town(tmp_path / "town.osm"))):
            writer.add(thing)

    def write(path: Path, _city: object, copies: int) -> int:
        path.write_bytes(town.read_bytes())
        return 100 * copies

    monkeypatch.setattr("controlroom.bench.ground.lay_out", lambda _seed: None)
    monkeypatch.setattr("controlroom.bench.ground.write_region", write)
    rows = list(ground.run(copies=(1, 2), monaco=town))

    assert ["ground.build", "ground.build_rate", "ground.build_memory"] * 3 == [
        row["name"] for row in rows
    ]
    assert all(row["value"] > 0 for row in rows)
    assert ["Monaco", "made up ×1", "made up ×2"] == [
        row["case"]["region"] for row in rows[::3]
    ]
    assert target_of(rows[0]) is not None


def test_without_recorded_data_there_is_no_row_of_it(tmp_path: Path) -> None:
    """A user's machine has the made-up region only."""
    rows = ground.run(copies=(), monaco=tmp_path / "absent.osm.pbf")

    assert [] == list(rows)


def test_a_build_that_fails_is_said(tmp_path: Path) -> None:
    """Not a figure of a build that was none."""
    with pytest.raises(KnownError, match=r"the build failed: .*there is no file"):
        ground.build(tmp_path / "absent.osm", tmp_path)
