"""The state board: every unit at a glance, several beside each other, for a screen of
its own; grouped, filtered and set by one key as the units dock is.
"""

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from ui.guard import guarded
from ui.panels.board_rows import LEAST, BoardRows
from ui.panels.unit_rows import UnitRows
from ui.panels.unit_search import UnitSearch
from ui.panels.units import UnitsPanel
from ui.position import Position
from ui.spans import Section
from ui.streets import Streets

KEY = "board"
SHARE = 0.75
"""Of a screen that it shares with everything else."""


class BoardPanel(UnitsPanel):
    """The dock with the board."""

    KEY, TITLE = KEY, "Board"

    def __init__(
        self, position: Position, streets: Streets, search: UnitSearch | None = None
    ) -> None:
        self._placed = False
        super().__init__(position, streets, search)
        self._shelf.setVisible(True)
        self._head.setVisible(False)

    def sections_now(self) -> list[Section]:
        """Return the groups, as many units across as have room."""
        across = self._across()
        return [
            Section(each.key, each.keys, row=each.row, across=across)
            for each in super().sections_now()
        ]

    def _rows(self, streets: Streets) -> UnitRows:
        return BoardRows(self._position, self._roster, streets)

    def _across(self) -> int:
        width = self._view.viewport().width() / self._position.theme.scale
        return max(1, int(width / LEAST))

    def _leave_filter(self) -> None:
        self.focus_body()

    def _place(self) -> None:
        """Take another screen if there is one, else most of this."""
        mine = self.screen()
        others = [each for each in QApplication.screens() if each is not mine]
        if others:
            self.setGeometry(others[0].availableGeometry())
            return
        room = mine.availableGeometry()
        self.resize(round(room.width() * SHARE), round(room.height() * SHARE))
        self.move(room.center() - self.rect().center())

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """The first time it is put where it is out of the way."""
        if self.isFloating() and not self._placed:
            self._placed = True
            self._place()
        super().showEvent(event)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more across, or for fewer."""
        super().resizeEvent(event)
        sections = self._view.sections
        if sections and sections[0].across != self._across():
            self.release_order()
