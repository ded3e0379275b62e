"""The video window: up to four pictures, the cameras near the selection, the reason
before each picture, and who looks; closing a picture ends the viewing.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import AnyQuestion
from controlroom.domain import cameras
from ui.controls import EmptyState
from ui.edge import Edge
from ui.frame import FrameTick
from ui.guard import guarded
from ui.selection import Selection
from ui.style import sheet
from ui.theme import Theme
from ui.video.banner import Banner
from ui.video.lookers import Lookers
from ui.video.player import StreamPlayer
from ui.video.purpose import incident_for
from ui.video.reason import ReasonForm
from ui.video.sentences import CameraWords
from ui.video.sources import Sources
from ui.video.tile import Tile
from ui.video.viewing import Viewing, Wish

TILES = 4
"""Pictures at once at most."""
SIDE_WIDTH = 360.0
LOOK_MS = 250
"""How often frozen pictures are looked for while any is open."""
FULL = "Four pictures are open here. Close one first."
UNKNOWN = "This camera is not known here."


class Asks(Protocol):
    """What of the desk's link is used here."""

    def ask(self, question: AnyQuestion) -> str:
        """Ask the gateway; returns the question's id. Raises `Refused`."""


class VideoWindow(QWidget):
    """A window of its own, for any screen. Made once, hidden when closed."""

    changed = Signal()
    """A picture was opened or closed, moves or is frozen."""

    def __init__(
        self,
        theme: Theme,
        frame: FrameTick,
        link: Asks,
        selection: Selection | None = None,
        *,
        gateway: str = "",
        make_player: Callable[[], StreamPlayer] = StreamPlayer,
    ) -> None:
        super().__init__()
        self.gateway = gateway
        """Address of the gateway: pictures come from there and nowhere else."""
        self._theme = theme
        self._frame = frame
        self._link = link
        self._selection = selection or Selection()
        self._words = CameraWords(frame)
        self._make_player = make_player
        self._spare: StreamPlayer | None = None
        self._tiles: list[Tile] = []
        self.setObjectName("window")
        self.setWindowTitle("Video · Controlroom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner(theme, frame)
        self.sources = Sources(theme, frame, self._selection)
        self.form = ReasonForm(theme, frame)
        self.lookers = Lookers(theme, frame)
        self._empty = EmptyState(theme, *_EMPTY)
        self._wall = QWidget()
        self._grid = QGridLayout(self._wall)
        self._edge = Edge(theme, self)
        self._watch = QTimer(self)
        self._lay_out()
        self._connect()
        self._dress()
        self._arrange()

    @property
    def tiles(self) -> list[Tile]:
        """The pictures as they stand, first opened first."""
        return list(self._tiles)

    @property
    def viewings(self) -> list[Viewing]:
        """What is looked at from here."""
        return [tile.viewing for tile in self._tiles]

    def playing(self) -> int:
        """Return how many pictures move now; a frozen one is not one of them."""
        return sum(viewing.live for viewing in self.viewings)

    def open_camera(
        self, camera_id: str, incident_id: str | None = None, reason: str | None = None
    ) -> None:
        """Open a camera, or ask why first; nobody is asked in an officer's emergency.

        A camera that is off or buffering is not opened: the form says why.
        """
        self.show()
        self.raise_()
        self.activateWindow()
        picture = self._frame.picture
        camera = picture.cameras.get(camera_id)
        if camera is None:
            self.form.refuse(UNKNOWN)
            return
        if tile := self._tile_of(camera_id):
            tile.setFocus()
            return
        if incident_id not in picture.incidents:
            incident_id = incident_for(self._frame, self._selection, camera_id)
        if why := cameras.why_no_picture(picture, camera):
            self.form.ask("", incident_id)
            self.form.refuse(f"{camera.name} is {why}.")
            return
        alarm = cameras.emergency_for(picture, camera, incident_id)
        if alarm is not None:
            said = f"Officer emergency: {self._words.say.officer(alarm)}"
            self._begin(Wish(camera_id, reason or said, incident_id, emergency=True))
        elif reason and reason.strip():
            self._begin(Wish(camera_id, reason.strip(), incident_id))
        else:
            self._warm()
            self.form.ask(camera_id, incident_id)

    def close_tile(self, tile: Tile) -> None:
        """End a viewing and take its picture away."""
        if tile not in self._tiles:
            return
        place = self._tiles.index(tile)
        self._tiles.remove(tile)
        tile.viewing.end()
        self._grid.removeWidget(tile)
        tile.hide()
        tile.viewing.deleteLater()
        tile.deleteLater()
        self._arrange()
        if self._tiles:
            self._tiles[min(place, len(self._tiles) - 1)].setFocus()

    def close_all(self) -> None:
        """End every viewing."""
        for tile in self.tiles:
            self.close_tile(tile)

    def frame_exercise(self, text: str, right: str = "") -> None:
        """Frame the window as an exercise with a sentence; an empty one ends it."""
        self._edge.say_exercise(text, right)
        self._dress()

    def frame_emergency(self, strength: float) -> None:
        """Frame the window in red, 0 none, 1 full."""
        self._edge.show_emergency(strength)

    # ------------------------------------------------------------ what happens here

    def _begin(self, wish: Wish) -> None:
        finished = [tile for tile in self._tiles if not tile.viewing.open]
        if len(self._tiles) >= TILES and finished:
            self.close_tile(finished[0])
        if len(self._tiles) >= TILES:
            self.form.refuse(FULL)
            return
        player = self._spare or self._make_player()
        self._spare = None
        viewing = Viewing(wish, self._link.ask, self.gateway, player)
        viewing.setParent(self)
        tile = Tile(self._theme, self._frame, viewing)
        viewing.changed.connect(self._note)
        tile.closed.connect(lambda: self.close_tile(tile))
        self._tiles.append(tile)
        self.form.clear()
        self._arrange()
        tile.setFocus()
        viewing.start()

    def _again(self, tile: Tile) -> None:
        """Open what was refused or is over once more, for the same reason."""
        wish = tile.viewing.wish
        self.close_tile(tile)
        # What was an emergency may be none any more: then the reason is asked for.
        reason = None if wish.emergency else wish.reason
        self.open_camera(wish.camera_id, wish.incident_id, reason)

    def _warm(self) -> None:
        """Make the next player while the reason is being typed: it takes its time."""
        if self._spare is None:
            self._spare = self._make_player()
            self._spare.setParent(self)

    def _hear(self, answer: AnswerArrived) -> None:
        for viewing in self.viewings:
            if viewing.hear(answer):
                return

    def _look(self) -> None:
        for viewing in self.viewings:
            viewing.look()
            if viewing.open and (why := self._words.over_because(viewing)):
                viewing.end(why)

    def _note(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.banner.say(self.viewings)
        self.sources.mark_open(
            {each.camera_id: each.phase for each in self.viewings if each.open}
        )

    def _second(self) -> None:
        if not self.isVisible():
            return
        self.sources.refresh()
        self._tell()
        for tile in self._tiles:
            tile.refresh()

    def _want(self, camera_id: str) -> None:
        self.open_camera(camera_id, self._selection.incident_id)

    def _tile_of(self, camera_id: str) -> Tile | None:
        for tile in self._tiles:
            if tile.viewing.camera_id == camera_id and tile.viewing.open:
                return tile
        return None

    # ------------------------------------------------------------ how it stands

    def _connect(self) -> None:
        self._frame.answered.connect(self._hear)
        self._frame.second.connect(self._second)
        self._frame.presence_changed.connect(self._second)
        self._theme.changed.connect(self._dress)
        self.sources.wanted.connect(self._want)
        self.form.given.connect(self.open_camera)
        self.banner.close_all.clicked.connect(self.close_all)
        self._watch.setInterval(LOOK_MS)
        self._watch.timeout.connect(self._look)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self._empty, 0, 0)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.sources, 3)
        side.addWidget(self.form)
        side.addWidget(self.lookers, 2)
        self._side.setProperty("surface", "panel")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout()
        row.setSpacing(1)
        row.addWidget(self._wall, 1)
        row.addWidget(self._side)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(1)
        self._column.addWidget(self.banner)
        self._column.addLayout(row, 1)

    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))
        self._column.setContentsMargins(*self._edge.margins())
        self._grid.setSpacing(1)
        self._side.setFixedWidth(self._theme.px(SIDE_WIDTH))
        self.setMinimumSize(self._theme.px(1000), self._theme.px(640))

    def _arrange(self) -> None:
        """One picture fills the wall, two stand side by side, four in a square."""
        self._empty.setVisible(not self._tiles)
        columns = 1 if len(self._tiles) < 2 else 2
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
            tile.show()
        for line in range(2):
            self._grid.setColumnStretch(line, int(line < columns))
            rows = -(-max(1, len(self._tiles)) // columns)
            self._grid.setRowStretch(line, int(line < rows))
        if self._tiles:
            self._watch.start()
        else:
            self._watch.stop()
        self._note()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the window: those of the focused picture, of the list, and Esc."""
        tile = next((each for each in self._tiles if each.hasFocus()), None)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if control and key == Qt.Key.Key_W:
            self.close_all()
        elif key == Qt.Key.Key_Escape:
            self._step_back(tile)
        elif tile is not None and self._tile_key(tile, key):
            pass
        elif camera_id := self.sources.nth(key - Qt.Key.Key_0.value):
            self._want(camera_id)
        else:
            super().keyPressEvent(event)

    def _tile_key(self, tile: Tile, key: int) -> bool:
        if key == Qt.Key.Key_Delete:
            self.close_tile(tile)
        elif key == Qt.Key.Key_K and tile.viewing.open:
            tile.viewing.keep()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not tile.viewing.open:
            self._again(tile)
        else:
            return False
        return True

    def _step_back(self, tile: Tile | None) -> None:
        """Take one thing back; what was typed as a reason stays."""
        if self.form.fault:
            self.form.refuse("")
        elif tile is not None and not tile.viewing.open:
            self.close_tile(tile)
        elif self.form.field.hasFocus() and self._tiles:
            self._tiles[-1].setFocus()
        elif self.form.field.hasFocus():
            self.sources.rows.setFocus()

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody looks through a window that is closed."""
        self.close_all()
        super().closeEvent(event)


_EMPTY_WORDS = (
    "The cameras near what is selected are listed at the right. Each picture needs a "
    "reason, everyone sees who looks, and the wearer is told. Nothing is stored here."
)
_EMPTY = (
    "No picture is open",
    _EMPTY_WORDS,
    (("1", "Open the nearest camera"), ("Enter", "Open the camera of the row")),
)
