"""Markers that warn about a place."""

import pytest

from controlroom.domain.entities import Drawing, DrawingKind, Outline
from controlroom.domain.intake.near import warnings_near

DEGREE_M = 111_195.0


def _marker(
    north_m: float, kind: DrawingKind = "marker", label: str = "Dog"
) -> Drawing:
    corner = (51.5 + north_m / DEGREE_M, -0.1)
    return Drawing(
        drawing_id=f"drw_{north_m:.0f}", kind=kind, label=label,
        outline=Outline(shape="point", corners=(corner,)),
    )  # fmt: skip


def test_the_nearest_warns_first_and_what_is_far_does_not() -> None:
    """Within 100 m; other drawings warn of nothing."""
    drawn = [_marker(80), _marker(20, label=""), _marker(150), _marker(5, "rvp")]
    found = warnings_near({each.drawing_id: each for each in drawn}, 51.5, -0.1)

    assert ["Warning, 20 m", "Dog, 80 m"] == [each.words for each in found]


@pytest.mark.parametrize("place", [(None, None), (float("nan"), 0.0), (0.0, 0.0)])
def test_no_place_has_no_warnings(place: tuple[float | None, float | None]) -> None:
    """Nothing is near nowhere."""
    assert [] == warnings_near({"drw_1": _marker(0)}, *place)
