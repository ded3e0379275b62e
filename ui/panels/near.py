"""What is near, as it was asked: within metres or minutes of a place."""

from ui.controls import EmptyState
from ui.guard import guarded
from ui.panels.held_panel import HeldPanel
from ui.panels.in_view import InViewList
from ui.panels.in_view_rows import ROW
from ui.panels.near_rows import NearRows, order_of
from ui.position import Position
from ui.spans import Section
from ui.surroundings import Surroundings

KEY = "near"
ASK = (("A", "Ask what is near"),)


class NearPanel(HeldPanel):
    """The dock with the answer; closing it ends the question."""

    def __init__(self, position: Position, surroundings: Surroundings) -> None:
        super().__init__(position, KEY, "Near")
        self._surroundings = surroundings
        self._rows = NearRows(position, surroundings)
        self._question = ""
        self._is_walked = False
        """True once a row of this answer was chosen: from then on nothing jumps."""
        self._build()
        surroundings.changed.connect(self._changed)
        position.selection.changed.connect(self._view.viewport().update)
        self._changed()

    def sections_now(self) -> list[Section]:
        """Return what is near now, by kind, the nearest first."""
        order = order_of(self._surroundings)
        return [Section(kind, keys, row=ROW) for kind, keys in order.items()]

    def _build(self) -> None:
        theme = self._position.theme
        close = self.bar.add_tool("close", "Close, and take it off the map")
        close.clicked.connect(self._close)
        self.add_tear_off()
        view = InViewList(theme, self._rows, "Near")
        view.chosen.connect(self._select)
        view.activated.connect(self._show)
        empty = EmptyState(
            theme, "Nothing was asked",
            "Units, incidents, cameras and places within metres or minutes.", ASK,
        )  # fmt: skip
        self._fill(self._rows.columns, view, empty)

    @guarded
    def _changed(self) -> None:
        """Take another answer; another question is listed at once."""
        words = self._surroundings.words
        question = str(self._surroundings.within) + str(self._surroundings.here)
        is_new, self._question = question != self._question, question
        if is_new:
            self._is_walked = False
            self._view.set_current(None)
            if not words:
                self.hide()
        self.bar.set_title("Near", words)
        self._say_empty(words)
        self._head.update()
        self._hold(held=self._is_walked and self._view.hands_on)
        counted = ", ".join(
            f"{kind}s {self._rows.counted(kind)}"
            for kind in order_of(self._surroundings)
        )
        self._view.setAccessibleName(f"Near: {counted or 'nothing'}, {words}")

    def _say_empty(self, words: str) -> None:
        if not words:
            self._empty.say(
                "Nothing was asked",
                "Units, incidents, cameras and places within metres or minutes.",
            )
        elif self._surroundings.is_waiting:
            self._empty.say("Finding the ways", f"What is {words}.")
        else:
            self._empty.say("Nothing is that near", f"Nothing is {words}.")

    @guarded
    def _select(self, key: str) -> None:
        self._is_walked = True
        near = self._rows.near(key)
        select = {
            "unit": self._position.selection.select_unit,
            "incident": self._position.selection.select_incident,
            "camera": self._position.selection.select_camera,
            "drawing": self._position.selection.select_drawing,
        }
        if near is not None and near.kind in select:
            select[near.kind](key)

    @guarded
    def _show(self, key: str) -> None:
        """Show a row on the map, a place too."""
        near = self._rows.near(key)
        if near is not None:
            self._surroundings.place_wanted.emit(near.lat, near.lon)

    def _close(self) -> None:
        self._surroundings.let_go()
        self.close()
