"""What is delivered is whole and frozen."""

import dataclasses
from typing import get_args

import pytest

from controlroom.desk import deliveries as v


@pytest.mark.parametrize("kind", get_args(v.Delivery))
def test_deliveries_are_frozen(kind: type[object]) -> None:
    """What crossed the seam is changed by nobody."""
    frozen = (
        kind.__dataclass_params__.frozen  # type: ignore[attr-defined]  # set by dataclass
        if dataclasses.is_dataclass(kind)
        else kind.__struct_config__.frozen  # type: ignore[attr-defined]  # set by msgspec
    )

    assert frozen
