"""The lines that were done before, to be walked with Up and Down; no more than fifty.

What is kept for the next day has the verb and whom and what it was about, but no words:
a log entry and a message belong to the record and to nothing else.
"""

MOST = 50
LONGEST = 200
"""Letters of a line that is kept for the next day."""


class History:
    """Lines of one person, oldest first."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._kept: list[str] = []
        self._at = 0

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def last(self) -> str:
        """The line that was done last, or nothing."""
        return self._lines[-1] if self._lines else ""

    def add(self, line: str, kept: str) -> None:
        """Remember a line; `kept` is what of it may be kept for the next day."""
        if line in self._lines:
            place = self._lines.index(line)
            del self._lines[place], self._kept[place]
        self._lines = [*self._lines, line][-MOST:]
        self._kept = [*self._kept, kept.rstrip()[:LONGEST]][-MOST:]
        self.rest()

    def rest(self) -> None:
        """Begin again from the newest."""
        self._at = len(self._lines)

    def is_shown(self, text: str) -> bool:
        """Say whether a text is the line that was walked to."""
        return self._at < len(self._lines) and self._lines[self._at] == text

    def older(self) -> str:
        """Return the line before; the oldest stays."""
        self._at = max(0, self._at - 1)
        return self._lines[self._at] if self._lines else ""

    def newer(self) -> str:
        """Return the line after; nothing after the newest."""
        self._at = min(len(self._lines), self._at + 1)
        return self._lines[self._at] if self._at < len(self._lines) else ""

    def kept(self) -> tuple[str, ...]:
        """Return what is kept for the next day."""
        return tuple(line for line in self._kept if line)

    def restore(self, kept: tuple[str, ...]) -> None:
        """Take up what was kept the day before."""
        self._lines = [line[:LONGEST] for line in kept[-MOST:] if line.isprintable()]
        self._kept = list(self._lines)
        self.rest()
