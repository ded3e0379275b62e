"""Who looks through which camera now, on every desk; the reasons are kept for audit."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from controlroom.desk.deliveries import Watcher
from ui.dock import TitleBar
from ui.frame import FrameTick
from ui.paint import Ink
from ui.rows import Look, RowView
from ui.spans import Section
from ui.theme import Theme
from ui.video.sentences import CameraWords

ROW = 24.0


class Lookers(QWidget):
    """Lists watchers of all desks, who began last first."""

    def __init__(self, theme: Theme, frame: FrameTick) -> None:
        super().__init__()
        self._frame = frame
        self._words = CameraWords(frame)
        self._watchers: dict[str, tuple[str, Watcher]] = {}
        self.bar = TitleBar(theme, "Who is looking")
        self.bar.set_title("Who is looking", "reasons are kept for audit")
        self.rows = RowView(theme, self, "Who is looking")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.rows, 1)
        frame.presence_changed.connect(self.refresh)
        self.refresh()

    @property
    def listed(self) -> list[str]:
        """The rows as they read."""
        return [self.tip(key) for key in self._watchers]

    def refresh(self) -> None:
        """Read the presence anew."""
        found = [
            (camera_id, watcher)
            for camera_id, watchers in self._frame.presence.cameras.items()
            for watcher in watchers
        ]
        found.sort(key=lambda each: -each[1].since_us)
        self._watchers = {each[1].viewing_id: each for each in found}
        self.rows.set_sections([Section("now", list(self._watchers), row=ROW, head=0)])

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """There is no head."""

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one watcher: since when, who, through which camera."""
        camera_id, watcher = self._watchers[key]
        if look.selected:
            ink.fill(0, 0, width, height, "surface.selected")
        since = self._words.say.clock_seconds(watcher.since_us)
        ink.text(12, 0, 62, height, since, color="text.muted")
        ink.text(80, 0, 70, height, watcher.person, color="text.primary")
        ink.text(156, 0, width - 168, height, self._what(camera_id, watcher))
        if look.focused:
            ink.ring(0, 0, width, height)

    def tip(self, key: str) -> str:
        """Return a row in one sentence."""
        found = self._watchers.get(key)
        if found is None:
            return ""
        camera_id, watcher = found
        since = self._words.say.clock_seconds(watcher.since_us)
        what = self._what(camera_id, watcher)
        return f"{since} {watcher.person} at {watcher.desk}: {what}"

    def _what(self, camera_id: str, watcher: Watcher) -> str:
        name, cad = self._words.name(camera_id), self._words.cad(watcher.incident_id)
        return f"{name}, {cad}" if cad else name
