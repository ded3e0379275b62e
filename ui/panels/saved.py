"""Says what is being made for paper, then where a file went that was saved or printed,
until it is opened or let go.
"""

from pathlib import Path

from ui.actions import key_of
from ui.panels.notice import Notice
from ui.position import Position

SAID = "It is said here where it lies; everything else goes on meanwhile."


class SavedBar(Notice):
    """The last file only: what it is called, where it lies, and a key that opens it."""

    def __init__(self, position: Position) -> None:
        super().__init__(position, "check", "Open", key_of("open_saved"))
        self.pressed.connect(lambda: position.acted.emit("open_saved"))
        self._saved = ""
        self._making: tuple[str, ...] = ()
        position.saved.connect(self._take)
        position.making.connect(self._follow)
        position.opened.connect(self.let_go)

    def let_go(self) -> bool:
        """Put the bar away; False when there was none."""
        was_there = not self.isHidden()
        self._saved = ""
        self.hide()
        return was_there

    def _take(self, path: Path, words: str) -> None:
        self._saved = (
            f"{words} {path.name}. In {path.parent}. The disclosure is on record."
        )
        self._show()

    def _follow(self, making: tuple[str, ...]) -> None:
        """Say what is begun; what goes on keeps quiet when it was put away."""
        more = len(making) > len(self._making)
        self._making = making
        if more or not self.isHidden():
            self._show()

    def _show(self) -> None:
        making = self._making
        self._icon = "check" if self._saved else "clock"
        self._button.setVisible(bool(self._saved))
        if self._saved:
            side = f"{len(making)} being made" if making else ""
            self.say(self._saved, side)
        elif making:
            others = f" and {len(making) - 1} more" if len(making) > 1 else ""
            self.say(f"Making {making[0]}{others}. {SAID}")
        else:
            self.hide()
