"""Plates that stand, as columns: they travel with what they name, frame by frame."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from controlroom.ground.mercator import Floats
from ui.map.board import Board
from ui.map.captions import INCIDENT, UNIT, Caption
from ui.map.fragments import Fragments
from ui.map.incidents import Incidents
from ui.map.plates import Plate, Plates
from ui.map.scene import Scene


class Standing(Protocol):
    """A plate with its upper left corner relative to what it names, pixels."""

    @property
    def caption(self) -> Caption:
        """What it says of whom."""

    @property
    def dx(self) -> float:
        """Pixels to the right of what it names."""

    @property
    def dy(self) -> float:
        """Pixels below what it names."""


class Ride:
    """Columns of the plates that stand, the most urgent last: it is painted on top."""

    def __init__(self) -> None:
        self._captions: list[Caption] = []
        self._plates: list[Plate] = []
        self._unit_rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._units: NDArray[np.intp] = np.zeros(0, np.intp)
        self._offsets: Floats = np.zeros((0, 2))
        self._world: Floats = np.zeros((0, 2))
        self._cells: Floats = np.zeros((0, 4))
        self._cells_of: tuple[Plates, int] | None = None
        self._board: Board | None = None
        self._rows = Fragments()

    def board(self, scene: Scene, placed: Sequence[Standing]) -> None:
        """Take on the plates of a round, the most urgent first."""
        standing = placed[::-1]
        self._captions = [each.caption for each in standing]
        self._plates = [each.caption.plate for each in standing]
        offsets = [(each.dx, each.dy) for each in standing]
        self._offsets = np.array(offsets, np.float64).reshape(-1, 2)
        self._unit_rows = np.array(
            [scene.force.row_of(scene.picture, each.key) for each in self._captions],
            np.int64,
        )
        self._units = np.flatnonzero([each.kind == UNIT for each in self._captions])
        spots = [(each.x, each.y) for each in self._captions]
        spots_px = np.array(spots, np.float64).reshape(-1, 2)
        self._world = (spots_px + np.array(scene.view.origin)) / scene.view.side
        self._cells_of = self._board = None

    def note_words(self, place: int, plate: Plate) -> None:
        """Let the plate that was placed as number `place` say something else."""
        self._plates[len(self._plates) - 1 - place] = plate
        self._cells_of = None

    def paint(
        self, painter: QPainter, scene: Scene, incidents: Incidents, plates: Plates
    ) -> None:
        """Paint every plate whose unit or incident is there to be named."""
        if not self._captions:
            return
        self._fetch(plates)
        self._follow(incidents.board)
        corners = scene.view.to_screen(self._world) + self._offsets
        shown = np.isfinite(corners[:, 0])
        units = self._units
        if len(units):
            index = np.searchsorted(scene.sight.rows, self._unit_rows[units])
            index = np.minimum(index, len(scene.sight) - 1)
            seen = self._seen(scene, units, index)
            shown[units] = seen
            here = scene.sight.places[index[seen]]
            corners[units[seen]] = here + self._offsets[units[seen]]
        cells = self._cells[shown]
        rows = self._rows.rows(len(cells))
        rows[:, 0:2] = np.rint(corners[shown]) + cells[:, 2:4] / 2
        rows[:, 2:6] = cells
        self._rows.draw(painter, len(cells), plates.sheet)

    def _seen(
        self, scene: Scene, units: NDArray[np.int64], index: NDArray[np.intp]
    ) -> NDArray[np.bool_]:
        if not len(scene.sight):
            return np.zeros(len(units), np.bool_)
        there = scene.sight.rows[index] == self._unit_rows[units]
        return np.asarray(there & ~scene.groups.hidden[index])

    def _fetch(self, plates: Plates) -> None:
        """Look up where the plates stand in their sheet, when they may have moved."""
        if self._cells_of == (plates, plates.generation):
            return
        plates.standing = frozenset(self._plates)
        for _ in range(2):  # a sheet that was full starts afresh: fetch all again
            generation = plates.generation
            cells = [plates.cell(plate) for plate in self._plates]
            if plates.generation == generation:
                break
        self._cells = np.array(cells, np.float64).reshape(-1, 4)
        self._cells_of = (plates, plates.generation)

    def _follow(self, board: Board) -> None:
        """Stand where incidents are by now; nowhere when they are gone."""
        if board is self._board:
            return
        self._board = board
        for place, caption in enumerate(self._captions):
            if caption.kind == INCIDENT:
                index = board.index.get(caption.key)
                self._world[place] = np.nan if index is None else board.world[index]
