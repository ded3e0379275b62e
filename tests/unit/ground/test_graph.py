"""Tests of the street graph: bytes there and back, misfits refused."""

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.graph import Graph, pack_graph, unpack_graph


def test_a_graph_survives_its_bytes(cross: Graph) -> None:
    """Every column comes back as it was written."""
    back = unpack_graph(pack_graph(cross))

    assert cross.names == back.names
    for name in ("lat", "lon", "first", "to", "length_m", "speed_kmh", "bridge"):
        assert getattr(cross, name).tolist() == getattr(back, name).tolist()


def test_arcs_know_where_they_leave_and_how_long_they_take(cross: Graph) -> None:
    """100 m at 36 km/h are 10 s; the origin of an arc follows from the CSR rows."""

    assert [0, 1, 1, 1, 1, 2, 3, 4, 4] == cross.arc_from.tolist()
    assert 10.0 == pytest.approx(float(cross.seconds[0]))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lat", b"123"),
        ("lat", b""),
        ("first", np.array([0, 1, 9, 5, 6, 9], "<i4").tobytes()),
        ("first", np.array([0, 0, 0, 0, 0, 8], "<i4").tobytes()),
        ("to", np.full(9, 5, "<i4").tobytes()),
        ("to", np.full(9, -1, "<i4").tobytes()),
        ("street", np.full(9, 2, "<i4").tobytes()),
        ("bridge", b"\0"),
        ("names", b"\xff\xfe"),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    cross: Graph, column: str, value: bytes
) -> None:
    """A damaged column is one clear error, not a crash in the middle of a drive."""
    columns = pack_graph(cross) | {column: value}

    with pytest.raises(PackError, match="street graph"):
        unpack_graph(columns)


def test_a_missing_column_is_refused(cross: Graph) -> None:
    """All columns are needed."""
    columns = pack_graph(cross)
    del columns["speed_kmh"]

    with pytest.raises(PackError, match="speed_kmh"):
        unpack_graph(columns)
