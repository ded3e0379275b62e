"""Parts of an overlay gathered: what is no place is left out, the rest is bounded."""

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground import overlay as module
from controlroom.ground.mercator import unproject
from controlroom.ground.overlay import Gathering

SQUARE = [[0.0, 50.0], [1.0, 50.0], [1.0, 51.0], [0.0, 51.0], [0.0, 50.0]]
HOLE = [[0.2, 50.2], [0.8, 50.2], [0.8, 50.8], [0.2, 50.8]]


def _area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


@pytest.mark.parametrize("turn", [1, -1])
def test_holes_run_the_other_way(turn: int) -> None:
    """However a file writes them, outlines run one way and holes the other."""
    gathering = Gathering()
    gathering.add_area([SQUARE[::turn], HOLE[::turn]])
    gathering.add_area([SQUARE[::turn], HOLE[::-turn]])
    outline, hole, other, other_hole = gathering.finish().areas

    assert _area(outline) * _area(hole) < 0
    assert _area(other) * _area(other_hole) < 0
    assert _area(outline) * _area(other) > 0


def test_rings_are_not_repeated_at_their_end() -> None:
    """Four corners are four points, written with the first again or without."""
    gathering = Gathering()
    gathering.add_area([SQUARE])
    gathering.add_area([SQUARE[:-1]])

    assert [4, 4] == [len(ring) for ring in gathering.finish().areas]


def test_what_is_no_place() -> None:
    """NaN and positions off the earth are left out, counted and said."""
    gathering = Gathering()
    nan, inf = float("nan"), float("inf")
    rows = [
        [0.0, 50.0],
        [nan, 50.0],
        [1.0, inf],
        [1.0, 51.0],
        [999.0, 2.0],
        [2.0, 52.0],
    ]
    gathering.add_line(rows)
    overlay = gathering.finish()

    assert [3] == [len(line) for line in overlay.lines]
    assert ("3 positions are no places and are left out",) == overlay.notes


def test_nothing_is_left() -> None:
    """A grid in metres is told from degrees."""
    gathering = Gathering()
    gathering.add_line([[530_000, 180_000], [531_000, 181_000]])

    with pytest.raises(PackError, match="none of its 2 positions are degrees"):
        gathering.finish()


def test_nothing_came() -> None:
    """An empty file says so."""
    with pytest.raises(PackError, match="no area, line or place"):
        Gathering().finish()


def test_swapped() -> None:
    """Latitude first, where that cannot be, is recognised."""
    gathering = Gathering()
    gathering.add_line([[51.5, 120.1], [51.6, 121.2], [51.7, 122.0]])

    with pytest.raises(PackError, match="look swapped"):
        gathering.finish()


def test_across_the_antimeridian() -> None:
    """A line over the date line goes the short way, not round the world."""
    gathering = Gathering()
    gathering.add_line([[179.0, 10.0], [-179.0, 10.0], [178.0, 11.0]])
    (line,) = gathering.finish().lines
    wide = line[:, 0].max() - line[:, 0].min()

    assert wide == pytest.approx(3.0 / 360.0)


def test_an_area_across_the_antimeridian() -> None:
    """A polygon over the date line is as wide as it is."""
    gathering = Gathering()
    gathering.add_area([[[170, -10], [-170, -10], [-170, 10], [170, 10]]], "Fiji")
    overlay = gathering.finish()
    (ring,) = overlay.areas
    (name,) = overlay.names

    assert ring[:, 0].max() - ring[:, 0].min() == pytest.approx(20.0 / 360.0)
    assert name.x == pytest.approx(1.0, abs=0.01)


def test_round_a_pole() -> None:
    """A ring round a pole is closed over the edge of the map."""
    gathering = Gathering()
    gathering.add_area([[[lon, -70.0] for lon in range(-180, 180, 10)]])
    (ring,) = gathering.finish().areas

    assert 1.0 == ring[:, 1].max()


def test_a_polygon_that_crosses_itself() -> None:
    """A figure of eight is an area like any other."""
    gathering = Gathering()
    gathering.add_area([[[0, 50], [1, 51], [1, 50], [0, 51]]], "Eight")
    overlay = gathering.finish()

    assert ([4], 1) == ([len(ring) for ring in overlay.areas], len(overlay.names))


@pytest.mark.parametrize(
    "ring", [[], [[0, 50]], [[0, 50], [1, 51]], [[0, 50], [0, 50], [0, 50]]]
)
def test_rings_too_short(ring: list[list[float]]) -> None:
    """A ring that encloses nothing is no area, and no error."""
    gathering = Gathering()
    gathering.add_area([ring] if ring else [])
    gathering.add_places([[0, 50]])

    assert len(gathering.finish().areas) <= 1


def test_too_many_positions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound a file is refused instead of filling memory."""
    monkeypatch.setattr(module, "MAX_POINTS", 10)
    gathering = Gathering()
    gathering.add_line([[0, 50]] * 8)
    with pytest.raises(PackError, match="more than 10 positions"):
        gathering.add_line([[0, 50]] * 8)


@pytest.mark.parametrize("points", [[1.0, 2.0], [[1.0], [2.0]], [[[1.0, 2.0]]]])
def test_what_are_no_pairs(points: list[object]) -> None:
    """Numbers that are no positions are our reader's error to tell."""
    with pytest.raises(ValueError, match="pairs"):
        Gathering().add_line(points)  # type: ignore[arg-type]  # hostile


def test_names_stand_inside() -> None:
    """The name of a horseshoe stands on its metal, not in its gap."""
    shoe = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3]]
    gathering = Gathering()
    gathering.add_area([shoe], "  Horse\nshoe ")
    (name,) = gathering.finish().names
    lat, lon = (float(each) for each in unproject([name.x, name.y]))

    assert "Horse shoe" == name.text
    assert 0 < lat < 3
    assert not (1 < lon < 2 and lat > 1)


def test_names_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of the largest stay; none is longer than can be read."""
    monkeypatch.setattr(module, "MAX_NAMES", 2)
    gathering = Gathering()
    for size in (1, 3, 2):
        gathering.add_line([[0, 50], [size, 50]], f"{size}" * 500)
    names = gathering.finish().names

    assert ["3" * 80, "2" * 80] == [name.text for name in names]
