"""A grid that hangs on the world: panning changes nobody's cell."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ui.map.cells import Cells
from ui.map.viewport import Viewport


def _view(unit: float = 1.0) -> Viewport:
    view = Viewport(640, 480, unit)
    view.look_at(51.5, -0.12, 14.0)
    return view


@pytest.mark.parametrize("unit", [1.0, 1.5, 2.0])
def test_neighbours_stay_neighbours(qtbot: QtBot, unit: float) -> None:
    """Who shares a cell shares it wherever the view has been panned to."""
    view = _view(unit)
    places = np.random.default_rng(1).uniform(100, 400, (200, 2))
    world = view.to_world(places)
    before = Cells(view, 38.0).keys(places)
    view.pan(17, -11)
    after = Cells(view, 38.0).keys(view.to_screen(world))
    same = before[:, None] == before[None]

    assert (same == (after[:, None] == after[None])).all()


def test_cells_are_so_wide(qtbot: QtBot) -> None:
    """Two in one cell are nowhere farther apart than its sides."""
    view = _view()
    places = np.random.default_rng(2).uniform(0, 480, (3_000, 2))
    keys = Cells(view, 60.0).keys(places)
    for key in np.unique(keys).tolist():
        assert (np.ptp(places[keys == key], axis=0) <= 60.0).all()


def test_there_is_an_empty_cell_all_round(qtbot: QtBot) -> None:
    """Who is far outside is at the edge, never in a cell that does not exist."""
    cells = Cells(_view(), 38.0)
    far = np.array([[-1e9, 0.0], [1e9, 0.0], [0.0, -1e9], [0.0, 1e9], [1e9, 1e9]])
    keys = cells.keys(far)
    beside = keys[:, None] + np.array([-1, 1, -cells.columns - 1, cells.columns + 1])

    assert (beside >= 0).all()
    assert (beside < cells.count).all()
    assert (keys % cells.columns > 0).all()


def test_kept_inside(qtbot: QtBot) -> None:
    """A place is moved into its cell, so far from the edge; one inside stays."""
    cells = Cells(_view(), 92.0)
    places = np.array([[300.0, 200.0], [301.0, 207.0]])
    keys = cells.keys(places)
    kept = cells.keep_inside(places, keys, np.array([40.0, 0.0]))

    assert keys.tolist() == cells.keys(kept).tolist()
    assert places[1].tolist() == kept[1].tolist()
    assert (np.abs(kept[0] - places[0]) <= 92.0).all()


def test_aside(qtbot: QtBot) -> None:
    """A ring goes off what stands near, to the other side; far off it stays."""
    cells = Cells(_view(), 40.0)
    rings = np.array([[200.0, 200.0], [300.0, 300.0], [400.0, 100.0]])
    symbols = np.array([[210.0, 200.0], [400.0, 100.0]])
    moved = rings + cells.aside(rings, symbols, 24.0)

    assert [176.0 + 10.0, 200.0] == pytest.approx(moved[0].tolist())
    assert [300.0, 300.0] == moved[1].tolist()
    assert 0 < np.hypot(*(moved[2] - symbols[1])) <= 24.0
    assert 0 == np.abs(cells.aside(rings, np.zeros((0, 2)), 24.0)).max()
    assert (0, 2) == cells.aside(np.zeros((0, 2)), symbols, 24.0).shape


def test_aside_never_far(qtbot: QtBot) -> None:
    """Between many a ring moves no farther than it would need from one."""
    cells = Cells(_view(), 40.0)
    rings = np.array([[200.0, 200.0]])
    symbols = np.random.default_rng(3).uniform(180, 220, (50, 2))

    assert np.hypot(*cells.aside(rings, symbols, 24.0)[0]) <= 24.0 + 1e-9
