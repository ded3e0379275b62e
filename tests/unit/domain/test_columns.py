"""Columns of positions are equally long or refused."""

import numpy as np
import pytest

from controlroom.domain.columns import Fixes, Moved
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
