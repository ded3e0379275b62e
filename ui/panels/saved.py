"""Says where a file went that was saved or printed, until it is opened or let go."""

from pathlib import Path

from ui.actions import key_of
from ui.panels.notice import Notice
from ui.position import Position


class SavedBar(Notice):
    """The last file only: what it is called, where it lies, and a key that opens it."""

    def __init__(self, position: Position) -> None:
        super().__init__(position, "check", "Open", key_of("open_saved"))
        self.pressed.connect(lambda: position.acted.emit("open_saved"))
        position.saved.connect(self._show)
        position.opened.connect(self.hide)

    def let_go(self) -> bool:
        """Put the bar away; False when there was none."""
        was_there = not self.isHidden()
        self.hide()
        return was_there

    def _show(self, path: Path, words: str) -> None:
        self.say(f"{words} {path.name}. In {path.parent}. The disclosure is on record.")
