"""Tests of the pieces of tiles: in order, joined, and never all in memory."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from controlroom.ground.layers import Shapes
from controlroom.ground.pieces import Pieces, TileKey


def _piece(*lengths: int) -> Shapes:
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    points = np.arange(2 * starts[-1], dtype=np.int16).reshape(-1, 2)
    return Shapes(points, starts)


def _gather(pieces: Pieces) -> list[tuple[TileKey, dict[int, list[int]]]]:
    return [(tile, _lengths(layers)) for tile, layers in pieces.tiles()]


def _lengths(layers: dict[int, Shapes]) -> dict[int, list[int]]:
    return {number: np.diff(each.starts).tolist() for number, each in layers.items()}


PUT = [
    ((15, 2, 1), 3, (4,)), ((9, 1, 1), 3, (2, 3)), ((15, 1, 9), 8, (5,)),
    ((9, 1, 1), 3, (6,)), ((9, 1, 1), 1, (7,)),
]  # fmt: skip
WANTED = [
    ((9, 1, 1), {1: [7], 3: [2, 3, 6]}), ((15, 1, 9), {8: [5]}), ((15, 2, 1), {3: [4]}),
]  # fmt: skip


@pytest.mark.parametrize("held", [1, 2, 3, 100])
def test_tiles_come_in_order_whatever_is_spilled(tmp_path: Path, held: int) -> None:
    """One after another, each layer's pieces joined in the order they were put."""
    with closing(Pieces(tmp_path / "scratch", held_pieces=held)) as pieces:
        for tile, number, lengths in PUT:
            pieces.put(tile, number, _piece(*lengths))

        assert WANTED == _gather(pieces)
        assert pieces.has_spilled == (held < 5)


def test_points_are_kept_exactly(tmp_path: Path) -> None:
    """What went to the scratch file is what comes back."""
    with closing(Pieces(tmp_path / "scratch", held_points=10)) as pieces:
        for n in range(9):
            pieces.put((9, 0, 0), 1, _piece(3, n + 2))
        ((_, layers),) = pieces.tiles()

    assert pieces.has_spilled
    assert [[0, 1], [2, 3], [4, 5]] == layers[1].points[:3].tolist()
    assert 3 * 9 + sum(range(2, 11)) == len(layers[1].points)


def test_a_small_pack_needs_no_scratch_file(tmp_path: Path) -> None:
    """Nothing is written before there is too much."""
    with closing(Pieces(tmp_path / "scratch")) as pieces:
        pieces.put((9, 0, 0), 1, _piece(3))

    assert [] == list(tmp_path.iterdir())


def test_nothing_put_nothing_comes(tmp_path: Path) -> None:
    """No piece, no tile."""
    with closing(Pieces(tmp_path / "scratch")) as pieces:
        assert [] == list(pieces.tiles())
