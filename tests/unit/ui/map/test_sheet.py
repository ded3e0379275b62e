"""Ground is composed a few squares at a time, and what is drawn has no holes."""

import math
import time
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from ui.map import sheet as sheet_module
from ui.map.sheet import NOWHERE, Address, Extent, Sheet, Sheets

SIDE = 32
TIME_S = 3600.0
"""As much time as is needed, however slow the machine."""


@dataclass
class Painter:
    """Notes what was painted."""

    painted: list[tuple[int, Address]] = field(default_factory=list)

    def __call__(
        self, _painter: QPainter, step: int, address: Address, _left: float, _top: float
    ) -> None:
        """Note it."""
        self.painted.append((step, address))

    def take(self) -> list[Address]:
        """Return what was painted since the last time."""
        found, self.painted = [address for _, address in self.painted], []
        return found


@dataclass
class View:
    """A view of 3 by 2 squares whose left edge is moved by hand, in squares."""

    left: float = 0.0

    def __call__(self, step: int, around: float) -> Extent:
        """Zoomed in by a step everything is twice as many squares."""
        grown = 2.0 ** (step - 10)
        left, right = self.left * grown, (self.left + 3) * grown
        return Extent(
            step, SIDE, math.floor(left - around), math.floor(-around),
            math.ceil(right + around) - 1, math.ceil(2 * grown + around) - 1,
        )  # fmt: skip


@pytest.fixture
def paint(qtbot: QtBot) -> Painter:
    """Paints nothing and remembers it."""
    return Painter()


def test_an_extent_holds_what_lies_in_it() -> None:
    """Of one step and one side, and no square of the other outside."""
    whole = Extent(10, SIDE, 0, 0, 3, 2)

    assert whole.holds(Extent(10, SIDE, 1, 0, 3, 2))
    assert not whole.holds(Extent(10, SIDE, 1, 0, 4, 2))
    assert not whole.holds(Extent(11, SIDE, 1, 0, 3, 2))
    assert not whole.holds(Extent(10, 2 * SIDE, 1, 0, 3, 2))
    assert (4 * SIDE, 3 * SIDE) == whole.size
    assert 12 == len(list(whole.squares()))
    assert [] == list(NOWHERE.squares())


def test_in_view_at_once_the_rest_in_slices(paint: Painter) -> None:
    """Without time all that is in view is painted and nothing else."""
    sheets = Sheets()
    sheet = sheets.follow(View(), 10, paint, 0.0)

    assert sheet.is_ready(View()(10, 0.0))
    assert sorted(View()(10, 0.0).squares()) == sorted(paint.take())

    sheets.follow(View(), 10, paint, TIME_S)

    assert set(View()(10, 0.5).squares()) - set(View()(10, 0.0).squares()) == set(
        paint.take()
    )

    sheets.follow(View(), 10, paint, TIME_S)

    assert [] == paint.take()


def test_panning_composes_ahead(paint: Painter) -> None:
    """Before the view leaves a sheet the next is there: no frame paints all at once."""
    sheets, view = Sheets(), View()
    first = sheets.follow(view, 10, paint, TIME_S).extent
    most = 0
    for _ in range(60):
        view.left += 0.05
        paint.take()
        sheet = sheets.follow(view, 10, paint, TIME_S)

        assert sheet.is_ready(view(10, 0.0))

        most = max(most, len(paint.take()))

    assert first.left < sheets.shown.extent.left
    assert most <= len(list(view(10, 0.5).squares()))


def test_a_step_of_zoom_is_waited_for(paint: Painter) -> None:
    """While the other step is composed the old one is drawn, a little out of scale."""
    sheets, view = Sheets(), View()
    sheets.follow(view, 10, paint, TIME_S)
    paint.take()
    steps = [sheets.follow(view, 11, paint, 0.0).extent.step for _ in range(3)]

    assert [10, 10, 10] == steps

    sheets.follow(view, 11, paint, TIME_S)

    assert 11 == sheets.follow(view, 11, paint, TIME_S).extent.step


def test_a_jump_is_drawn_at_once(paint: Painter) -> None:
    """Far away there is nothing to go on drawing: what is in view is painted now."""
    sheets, view = Sheets(), View()
    sheets.follow(view, 10, paint, TIME_S)
    view.left = 500.0

    assert sheets.follow(view, 10, paint, 0.0).is_ready(view(10, 0.0))


def test_what_came_is_painted_again(paint: Painter) -> None:
    """A square that the worker brought is painted over what stood in for it, once."""
    sheets, view = Sheets(), View()
    sheets.follow(view, 10, paint, TIME_S)
    sheets.follow(view, 10, paint, TIME_S)
    paint.take()
    sheets.note_painted(10, (1, 1))
    sheets.note_painted(10, (1, 1))
    sheets.note_painted(9, (1, 0))
    sheets.note_painted(10, (90, 0))
    sheets.follow(view, 10, paint, TIME_S)

    assert [(1, 1)] == paint.take()


def test_forgotten_is_composed_anew(paint: Painter) -> None:
    """After another theme nothing of the old is drawn."""
    sheets, view = Sheets(), View()
    sheets.follow(view, 10, paint, TIME_S)
    paint.take()
    sheets.forget()
    sheets.follow(view, 10, paint, 0.0)

    assert sorted(view(10, 0.0).squares()) == sorted(paint.take())


def test_a_very_large_view_has_one_sheet(
    paint: Painter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two would take too much memory the one holds just what is in view."""
    monkeypatch.setattr(sheet_module, "LARGEST_BYTES", 1)
    sheets, view = Sheets(), View()
    for left in (0.0, 0.5, 3.0):
        view.left = left
        sheet = sheets.follow(view, 10, paint, 0.0)

        assert view(10, 0.0) == sheet.extent
        assert sheet.is_ready(view(10, 0.0))


def test_a_pixmap_is_used_again(paint: Painter) -> None:
    """Another extent of the same size takes no other memory."""
    sheet = Sheet()
    sheet.begin(Extent(10, SIDE, 0, 0, 3, 2))
    sheet.begin(Extent(10, SIDE, 5, 5, 8, 7))
    sheet.work(paint, NOWHERE, time.perf_counter() + TIME_S)

    assert (4 * SIDE, 3 * SIDE) == (sheet.pixmap.width(), sheet.pixmap.height())
    assert 12 == len(paint.take())
