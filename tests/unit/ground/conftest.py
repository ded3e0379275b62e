"""One laid-out city and its pack for all tests of this room; none of them writes it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from controlroom.ground.city import build_city
from controlroom.ground.city.survey import City, lay_out
from controlroom.ground.graph import Graph
from controlroom.ground.layers import Label, Shapes
from controlroom.ground.mercator import project
from controlroom.ground.pack import Pack
from controlroom.ground.places import Place, Sector
from controlroom.ground.writer import Survey, write_pack


@pytest.fixture(scope="session")
def city() -> City:
    """Ashmere of seed 1, in local metres."""
    return lay_out(1)


@pytest.fixture(scope="session")
def ashmere_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack file of Ashmere, seed 1."""
    path = tmp_path_factory.mktemp("ground") / "ashmere.pack"
    build_city(path, seed=1)
    return path


@pytest.fixture(scope="session")
def ashmere(ashmere_path: Path) -> Iterator[Pack]:
    """The open pack of Ashmere, seed 1."""
    with Pack.open(ashmere_path) as pack:
        yield pack


@pytest.fixture
def cross() -> Graph:
    """Quay Street west to east, Mill Street crossing its middle; arms of 100 m.

    Nodes: 0 west, 1 middle, 2 east, 3 north, 4 south. An unnamed one-way from 4 to 3.
    """
    step = 100.0 / 111_195.0
    wide = step / np.cos(np.radians(54.7))
    lat = 54.7 + np.array([0.0, 0.0, 0.0, step, -step])
    lon = 2.4 + np.array([-wide, 0.0, wide, 0.0, 0.0])
    arcs = [
        (0, 1, 0), (1, 0, 0), (1, 2, 0), (2, 1, 0), (1, 3, 1), (3, 1, 1),
        (1, 4, 1), (4, 1, 1), (4, 3, -1),
    ]  # fmt: skip
    arcs.sort()
    origin, to, street = np.array(arcs, np.int32).T
    first = np.searchsorted(origin, np.arange(6)).astype(np.int32)
    length = np.where(street < 0, 250.0, 100.0).astype(np.float32)
    speed = np.where(street < 0, 90.0, 36.0).astype(np.float32)
    return Graph(
        lat, lon, first, to, length, speed, street, street < 0,
        ("Quay Street", "Mill Street"),
    )  # fmt: skip


@pytest.fixture
def survey(cross: Graph) -> Survey:
    """A pack of one square of land, a street through it and a label."""
    middle = project(54.7, 2.4)
    side = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]) * 2e-5
    square = Shapes.of([middle + side])
    street = Shapes.of([middle + np.array([[-2e-5, 0.0], [2e-5, 1e-6]])])
    return Survey(
        name="Test town",
        attribution="nobody",
        bounds=(54.6, 2.3, 54.8, 2.5),
        centre=(54.7, 2.4),
        outside="water",
        sheets={9: {"land": square}, 14: {"land": square, "minor": street}},
        labels=[Label("Middle", "area", 1, 9, 15, middle[None])],
        places=[
            Place("Quay Street", "street", 54.7, 2.4),
            Place("Mill Street", "street", 54.7, 2.4),
            Place("Quay Street at Mill Street", "crossing", 54.7, 2.4),
            Place("Quay", "district", 54.7, 2.4),
            Place("Old Quay Hospital", "hospital", 54.7, 2.4),
            Place("St Óláf's Church", "church", 54.7, 2.4),
        ],
        graph=cross,
        sectors=[Sector("Quay", np.array([[54.6, 2.3], [54.8, 2.3], [54.8, 2.5]]))],
    )


@pytest.fixture
def small_path(tmp_path: Path, survey: Survey) -> Path:
    """The file of that small pack."""
    path = tmp_path / "small.pack"
    write_pack(path, survey)
    return path
