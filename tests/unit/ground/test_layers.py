"""Tests of the layer list: order, tokens, widths; and of shapes."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from controlroom.ground.layers import (
    LAYER,
    LAYERS,
    NUMBERED,
    WIDTH_PX,
    Shapes,
    casing_px,
    width_px,
)


def test_ground_lies_under_water_under_buildings_under_streets_under_rail() -> None:
    """The list is the painting order of the design."""
    order = [kind.name for kind in LAYERS]
    wanted = ["land", "block", "park", "water", "building"]
    wanted += ["minor", "street", "main", "ring", "rail"]

    assert wanted == [name for name in order if name in wanted]


def test_every_line_has_a_width_at_every_zoom() -> None:
    """A painter can ask for each line layer, at zooms beyond the table too."""
    lines = [kind.name for kind in LAYERS if kind.shape == "line"]

    assert {LAYER[name].plain for name in lines} == set(WIDTH_PX)
    assert all(width_px(name, 19) == width_px(name, 22) > 0 for name in lines)
    assert all(width_px(name, 10) == width_px(name, 0) for name in lines)


@pytest.mark.parametrize("zoom", range(10, 20))
def test_greater_streets_are_never_narrower(zoom: int) -> None:
    """From service ways to motorways the hierarchy shows at each zoom."""
    order = ("service", "minor", "street", "secondary", "main", "ring", "motorway")
    widths = [width_px(name, zoom) for name in order]

    assert sorted(widths) == widths
    assert casing_px(zoom) >= 0


def test_numbers_are_given_once_and_for_all() -> None:
    """A pack's tiles name layers by number: those of format 1 stay what they were."""
    first = ("land", "block", "park", "water", "stream", "building", "path", "boundary",
             "minor", "street", "main", "ring", "rail")  # fmt: skip

    assert len(LAYERS) == len(NUMBERED) == len(LAYER)
    assert list(range(13)) == [LAYER[name].number for name in first]


def test_tunnels_lie_under_the_ground_and_bridges_over_it() -> None:
    """Painted in this order; each as wide as the same way on the ground."""
    levels = [kind.level for kind in LAYERS if kind.level or kind.name == "main"]

    assert sorted(levels) == levels
    assert width_px("main", 16) == width_px("bridge_main", 16)
    assert width_px("main", 16) == width_px("tunnel_main", 16)


def test_every_token_is_a_colour_of_both_themes() -> None:
    """A layer's token names a colour under [dark.map] and [light.map]."""
    found = list((Path(__file__).parents[3] / "resources").rglob("tokens.toml"))
    if not found:
        pytest.skip("no tokens.toml in resources yet")
    tokens = tomllib.loads(found[0].read_text(encoding="utf-8"))

    assert {kind.token for kind in LAYERS} <= set(tokens["dark"]["map"])
    assert {kind.token for kind in LAYERS} <= set(tokens["light"]["map"])


def test_shapes_give_back_their_parts() -> None:
    """Separate lines become one array with starts, and come out as they went in."""
    parts = [np.array([[0.0, 0.0], [1.0, 2.0]]), np.array([[3.0, 4.0]])]
    shapes = Shapes.of(parts)

    assert 2 == len(shapes)
    assert [0, 2, 3] == shapes.starts.tolist()
    assert [part.tolist() for part in parts] == [part.tolist() for part in shapes]


def test_no_shapes_are_nothing() -> None:
    """An empty layer has length 0 and yields nothing."""

    assert 0 == len(Shapes.of([]))
    assert [] == list(Shapes.of([]))
