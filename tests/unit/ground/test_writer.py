"""Tests of writing: the same bytes, nothing half written, clear errors."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.layers import Shapes
from controlroom.ground.pack import Pack
from controlroom.ground.writer import APPLICATION_ID, FORMAT, Survey, write_pack


def test_the_same_contents_give_the_same_bytes(tmp_path: Path, survey: Survey) -> None:
    """A pack holds no time, no path, no order of chance."""
    for name in ("a", "b"):
        write_pack(tmp_path / name, survey)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_file_says_what_it_is(small_path: Path) -> None:
    """Application id and format stand in the header of an ordinary SQLite file."""
    with closing(sqlite3.connect(small_path)) as file:
        (kind,) = file.execute("PRAGMA application_id").fetchone()
        (number,) = file.execute("PRAGMA user_version").fetchone()

    assert (APPLICATION_ID, FORMAT) == (kind, number)


def test_a_failed_write_leaves_the_old_pack(tmp_path: Path, survey: Survey) -> None:
    """What cannot be written does not replace what was there, and leaves no scraps."""
    path = tmp_path / "kept.pack"
    write_pack(path, survey)
    before = path.read_bytes()
    broken = replace(survey, sheets={9: {"no such layer": Shapes.of([np.eye(2)])}})

    with pytest.raises(KeyError):
        write_pack(path, broken)
    assert before == path.read_bytes()
    assert [path] == list(tmp_path.glob("*.pack*"))
    assert [] == list(tmp_path.glob(".pack-*"))


def test_a_missing_folder_is_a_clear_error(tmp_path: Path, survey: Survey) -> None:
    """The error names the file that could not be written."""

    with pytest.raises(PackError, match=r"cannot write the map pack .*town.pack"):
        write_pack(tmp_path / "nowhere" / "town.pack", survey)


def test_a_label_near_an_edge_is_in_both_tiles(small_path: Path) -> None:
    """A text that reaches over an edge is whole in each tile it touches."""
    with Pack.open(small_path) as pack:
        holding = [
            (x, y)
            for x in range(515, 523)
            for y in range(315, 330)
            if (tile := pack.tile(10, x, y)) and tile.labels
        ]

    assert holding
