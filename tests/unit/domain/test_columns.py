"""Columns of positions are equally long or refused."""

import numpy as np
import pytest

from controlroom.domain.columns import (
    METRES_PER_DEGREE,
    Fixes,
    Moved,
    degrees_a_second,
)
from controlroom.domain.errors import BugError


def test_columns_have_one_length() -> None:
    """The length of a batch is the number of its rows."""
    one = np.ones(3)
    narrow = one.astype(np.float32)
    fixes = Fixes(
        one.astype(np.int32), one, one, one.astype(np.int64), narrow, narrow, narrow
    )

    assert 3 == len(fixes)


def test_ragged_columns_are_our_fault() -> None:
    """A column that lost a row would shift everybody after it: it is refused."""
    one = np.ones(3)
    narrow = one.astype(np.float32)
    with pytest.raises(BugError, match=r"different lengths: \[2, 3\]"):
        Moved(
            one.astype(np.int32), one, one[:2], one.astype(np.int64),
            narrow, narrow, narrow, one.astype(np.uint8),
        )  # fmt: skip


def test_degrees_a_second_are_never_no_numbers() -> None:
    """North is north, east is stretched by latitude; the unknown stands still."""
    nan = float("nan")
    moved = Moved(
        np.arange(5, dtype=np.int32), np.array([0.0, 60.0, 60.0, nan, 90.0]),
        np.zeros(5), np.zeros(5, np.int64),
        np.array([METRES_PER_DEGREE, METRES_PER_DEGREE, nan, 1, 1], np.float32),
        np.array([0, 90, 90, 90, nan], np.float32), np.ones(5, np.float32),
        np.zeros(5, np.uint8),
    )  # fmt: skip
    north, east = degrees_a_second(moved)

    assert [1, 0, 0] == pytest.approx(north[:3], abs=1e-6)
    assert [0, 2, 0] == pytest.approx(east[:3], abs=1e-6)
    assert np.isfinite([north, east]).all()
