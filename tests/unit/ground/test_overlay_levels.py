"""Overlays made ready for every zoom: no more than can be seen, the whole beside."""

from pathlib import Path

import numpy as np
import pytest

from controlroom.domain.errors import PackError
from controlroom.ground.layers import Shapes
from controlroom.ground.overlay import Gathering, Overlay
from controlroom.ground.overlay_levels import WHOLE, load, prepare, save, simplify


def _circle(points: int, radius: float = 0.2) -> Overlay:
    turn = np.linspace(0, 2 * np.pi, points, endpoint=False)
    ring = np.stack([2 + radius * np.cos(turn), 50 + radius * np.sin(turn)], axis=1)
    gathering = Gathering()
    gathering.add_area([ring], "Round")
    gathering.add_line(ring[: points // 2])
    gathering.add_places(ring[:3])
    return gathering.finish()


def test_a_zoom_has_what_it_shows() -> None:
    """Farther out fewer points; close by all of them."""
    prepared = prepare(_circle(100_000))
    counts = [len(prepared.at(zoom).areas.points) for zoom in (6, 9, 12, 15, 19)]

    assert counts == sorted(counts)
    assert counts[0] < 100
    assert 100_000 == counts[-1]
    assert WHOLE == prepared.at(19).zoom


def test_what_is_left_out_cannot_be_seen() -> None:
    """No point of the whole is farther from the simplified than a pixel and a half."""
    overlay = _circle(20_000)
    level = prepare(overlay).at(10.0)
    whole, kept = overlay.areas.points, level.areas.points
    pixels = 256 * 2**10
    far = [np.hypot(*(kept - point).T).min() * pixels for point in whole[::50]]

    assert len(kept) < len(whole) / 10
    assert max(far) < 1.5


def test_what_is_too_small_is_gone() -> None:
    """An area smaller than a pixel is not painted there, and is there close by."""
    prepared = prepare(_circle(64, radius=0.0001))

    assert 0 == len(prepared.at(5).areas)
    assert 1 == len(prepared.at(18).areas)


def test_small_overlays_are_kept_once() -> None:
    """A square needs no level but itself, close by."""
    gathering = Gathering()
    gathering.add_area([[[0, 50], [1, 50], [1, 51], [0, 51]]])

    assert 4 == len(prepare(gathering.finish()).at(16).areas.points)


def test_shapes_stay_apart() -> None:
    """Two lines of one cell each are two lines, or none."""
    shapes = Shapes(np.array([[0.1, 0.1], [0.9, 0.9], [0.1, 0.1]]), np.array([0, 2, 3]))
    found = simplify(shapes, 0.5, 2)

    assert [[0.1, 0.1], [0.9, 0.9]] == found.points.tolist()
    assert [0, 2] == found.starts.tolist()


def test_save_and_load(tmp_path: Path) -> None:
    """What is read is what was written."""
    prepared = prepare(_circle(5000))
    save(prepared, tmp_path / "x.npz")
    again = load(tmp_path / "x.npz")

    assert prepared.names == again.names
    assert prepared.bounds() == again.bounds()
    assert [level.zoom for level in prepared.levels] == [
        level.zoom for level in again.levels
    ]
    assert np.array_equal(prepared.at(12).areas.points, again.at(12).areas.points)
    assert np.array_equal(prepared.places, again.places)


@pytest.mark.parametrize("body", [b"", b"noise", b"PK\x03\x04" + bytes(50)])
def test_what_is_none(tmp_path: Path, body: bytes) -> None:
    """A file that is something else is refused."""
    path = tmp_path / "x.npz"
    path.write_bytes(body)
    with pytest.raises(PackError, match="cannot be read"):
        load(path)
    with pytest.raises(PackError, match="cannot be read"):
        load(tmp_path / "gone")
