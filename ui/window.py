"""The main window: bars, docks around the map, and the frame that says what it is."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QTabWidget, QVBoxLayout, QWidget

from controlroom.domain.errors import PackError
from ui.arrangement import LEFT, RIGHT, Arrangement
from ui.asking import Ask, Asking
from ui.dock import TITLE, Panel
from ui.edge import Edge
from ui.grips import Grips
from ui.guard import guarded, guarded_with
from ui.map.overlays import Overlays
from ui.map.view import MapView
from ui.map_bar import MAIN_TOOLS, MapBar
from ui.panels.alarms import AlarmStrip
from ui.panels.board import BoardPanel
from ui.panels.briefing import BriefingPanel
from ui.panels.doors import DoorsPanel
from ui.panels.handover import HandoverPanel
from ui.panels.help import HelpPanel
from ui.panels.in_view import InViewPanel
from ui.panels.incident import IncidentPanel
from ui.panels.layers import LayersPanel
from ui.panels.near import NearPanel
from ui.panels.queue import QueuePanel
from ui.panels.room import RoomPanel
from ui.panels.status import StatusBar
from ui.panels.units import UnitsPanel
from ui.position import Position
from ui.streets import Streets
from ui.style import sheet
from ui.surroundings import Surroundings
from ui.tab_bars import TabBars
from ui.topbar import TopBar
from ui.travel import Travel
from ui.worker.client import NO_PICTURES, Worker
from ui.worker.messages import Picturing

FLASH_MS = 500
SETTLED = 20
"""Places after which a map without ground stays where it looks."""
DIM = 0.4
EXERCISE_SAYS = "Nothing here reaches a real unit, radio or member of the public."


class Window(QWidget):
    """Everything a person at a desk sees; one of these a desk."""

    closing = Signal()
    """The person closes the desk; the layout can still be read."""
    exercise_said = Signal(str)
    """What every window of an exercise says; nothing when it is none."""
    flashed = Signal(float)
    """How strong the red frame of every window is now, 0 to 1."""

    def __init__(self, position: Position, ask: Ask, desk_name: str) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.position = position
        self.desk_name = desk_name
        self.asking = Asking(ask)
        self.streets = Streets()
        self.overlays = Overlays(self)
        position.say.street_near = self.streets.near
        self.travel = Travel()
        self.surroundings = Surroundings(position)
        self._full = False
        self._shown = False
        self._mapped = False
        self._shown_places = 0
        self._build()
        self._flash = QTimer(self, interval=FLASH_MS)
        self._flash.timeout.connect(self._flash_turn)
        self._connect()
        self._dress()
        self.reset_panels()

    # ------------------------------------------------------------------ what others do

    @property
    def panels(self) -> list[Panel]:
        """Every dock, in the order in which F6 walks them."""
        return [
            self.queue, self.incident, self.units, self.near, self.briefing,
            self.layers, self.in_view, self.board, self.words, self.doors,
            self.handover, self.help,
        ]  # fmt: skip

    def open_pack(
        self,
        path: Path | str | None,
        picturing: Picturing = NO_PICTURES,
        worker: Worker | None = None,
    ) -> str:
        """Show a map pack, pictures of the ground, both or none; return why not.

        worker: one for the same that was started before.
        """
        try:
            self.map.set_pack(path, picturing, worker)
        except PackError as error:
            return str(error)
        self._mapped = bool(self.map.locality.corners())
        why_not = self.streets.open(path)
        self.streets.worker = self.travel.worker = self.map.locality.guide
        self.surroundings.worker = self.map.locality.guide
        return why_not

    def add_panel(self, panel: Panel, area: Qt.DockWidgetArea) -> None:
        """Add a dock of another room, such as a camera's."""
        self.room.addDockWidget(area, panel)
        panel.frame_exercise(self._exercise_words())

    def reset_panels(self) -> None:
        """Put every dock back where the design has it."""
        self.arrangement.reset(self.width())

    def windows(self) -> list[QWidget]:
        """Return every window of the desk that can be seen, this one first."""
        torn_off = [
            panel
            for panel in self.findChildren(Panel)
            if panel.isFloating() and panel.isVisible()
        ]
        return [self, *torn_off]

    # ---------------------------------------------------------------------- building

    def _build(self) -> None:
        position = self.position
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.top = TopBar(position, self.menus)
        self.top.desk_name = self.desk_name
        self.strip = AlarmStrip(position)
        self.status = StatusBar(position)
        self.room = QMainWindow()
        self.room.setObjectName("room")
        self.room.setWindowFlags(Qt.WindowType.Widget)
        self.room.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.room.setTabPosition(
            Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North
        )
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, LEFT),
            (Qt.Corner.BottomRightCorner, RIGHT),
        ):
            self.room.setCorner(corner, area)
        self.queue = QueuePanel(position)
        self.incident = IncidentPanel(position, self.streets, self.travel, self.asking)
        self.units = UnitsPanel(position, self.streets)
        self.words = RoomPanel(position)
        self.doors = DoorsPanel(position, self.asking)
        self.handover = HandoverPanel(position)
        self.help = HelpPanel(position)
        self.room.setCentralWidget(self._make_map())
        self.streets.middle = lambda: self.map.viewport.centre
        self.layers = LayersPanel(position, self.map, self.overlays)
        self.in_view = InViewPanel(position, self.map)
        self.near = NearPanel(position, self.surroundings)
        self.briefing = BriefingPanel(position)
        self.board = BoardPanel(position, self.streets, self.units.search)
        self.arrangement = Arrangement(
            self.room, position.theme, sides=(self.queue, self.incident, self.units),
            beside=(self.near, self.briefing, self.layers),
            below=(
                self.doors, self.in_view, self.words, self.handover, self.help,
            ),
            apart=(self.board,),
        )  # fmt: skip
        self.grips = Grips(self.room, position.theme, [*self.panels])
        TabBars(self.room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.strip):
            column.addWidget(part)
        column.addWidget(self.room, 1)
        column.addWidget(self.status)
        self.edge = Edge(position.theme, self)

    def _make_map(self) -> QWidget:
        position, holder = self.position, QWidget()
        self.map = MapView(
            position.theme, position.frame, position.selection, layers=position.layers
        )
        self.map_bar = MapBar(position, "Map", MAIN_TOOLS)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.map_bar)
        column.addWidget(self.map, 1)
        return holder

    def _connect(self) -> None:
        position = self.position
        position.theme.changed.connect(self._dress)
        position.frame.link_changed.connect(self._follow_link)
        position.frame.picture_replaced.connect(self._follow_link)
        position.frame.second.connect(self._second)
        position.frame.settled.connect(position.outgoing.settle)
        position.frame.answered.connect(self.asking.settle)
        position.filter_changed.connect(self.top.update)
        position.offered.changed.connect(self._follow_offers)
        self.strip.emergency_changed.connect(self._follow_emergency)
        self.room.installEventFilter(self)
        for panel in self.panels:
            panel.topLevelChanged.connect(lambda _floating: self._flash_draw())

    def _dress(self) -> None:
        self.setStyleSheet(sheet(self.position.theme))
        theme = self.position.theme
        self.setMinimumSize(theme.px(960), theme.px(500))
        for part, width, height in (
            (self.queue.body, "layout.queue.min_w", None),
            (self.incident.body, "layout.right.min_w", "layout.incident.min_h"),
            (self.units.body, "layout.right.min_w", "layout.units.min_h"),
        ):
            part.setMinimumWidth(round(theme.size(width)))
            if height:
                part.setMinimumHeight(round(theme.size(height)) - theme.px(TITLE))
        self.arrangement.follow_width(self.width())
        self._follow_emergency(self.strip.urgent)

    # --------------------------------------------------------------------- following

    def _exercise_words(self) -> str:
        frame = self.position.frame
        if not frame.exercise:
            return ""
        rate = "" if frame.rate == 1.0 else f"Time runs ×{frame.rate:g}. "
        force = frame.welcome.force if frame.welcome else ""
        place = f"{force}, made up. " if force else ""
        return f"{place}{rate}{EXERCISE_SAYS}"

    def _follow_link(self) -> None:
        words = self._exercise_words()
        self.edge.say_exercise(words)
        self.layout_margins(self.edge.margins())
        self.map.set_exercise(bool(words))
        self.exercise_said.emit(words)
        for panel in self.findChildren(Panel):
            panel.frame_exercise(words)
        frame = self.position.frame
        force = frame.picture.codes.force
        name = f"{self.desk_name} – Controlroom"
        self.setWindowTitle(f"EXERCISE – {name}" if words else name)
        self.map_bar.set_title("Map", force)
        self.position.unread.person_id = (
            frame.welcome.person_id if frame.welcome else ""
        )
        self.top.resize(self.top.size())

    def _follow_offers(self) -> None:
        """What no partner is shown has no panel at a partner's desk."""
        self.top.update()
        if self.position.offered.is_partner:
            for panel in (
                self.board, self.words, self.doors, self.handover, self.briefing,
            ):  # fmt: skip
                panel.hide()

    def layout_margins(self, margins: tuple[int, int, int, int]) -> None:
        """Leave room for the frame of an exercise."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*margins)

    def _second(self) -> None:
        self.map.set_link_age(self.position.frame.link_age_s())
        free = not self._mapped and not self.map.lookout.hold
        if free and self._shown_places < SETTLED:
            self._show_places()

    def _show_places(self) -> None:
        """Without a map of the place, look at where things first turn up."""
        frame = self.position.frame
        places = [
            (incident.lat, incident.lon)
            for incident in frame.picture.incidents.values()
            if incident.lat is not None and incident.lon is not None
        ]
        tracks = frame.tracks
        heard = (tracks.fix_us > 0).nonzero()[0]
        places += [(float(tracks.lat[row]), float(tracks.lon[row])) for row in heard]
        if len(places) > self._shown_places:
            self._shown_places = len(places)
            self.map.fit(places)

    def _follow_emergency(self, urgent: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._full = urgent
        if urgent and not self.position.theme.still:
            self._flash.start()
        else:
            self._flash.stop()
        self._flash_draw()

    def _flash_turn(self) -> None:
        self._full = not self._full
        self._flash_draw()

    def _flash_draw(self) -> None:
        strength = 0.0
        if self.strip.urgent:
            strength = 1.0 if self._full else DIM
        self.edge.show_emergency(strength)
        self.flashed.emit(strength)
        for panel in self.findChildren(Panel):
            panel.frame_emergency(strength)

    # ------------------------------------------------------------------- Qt overrides

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        """The first time the docks get their sizes: before, there was no window."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            self.arrangement.size()

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Docks follow the width."""
        super().resizeEvent(event)
        self.arrangement.follow_width(self.width())

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame stays on top of what a dock brings up."""
        if event.type() == QEvent.Type.ChildAdded:
            self.edge.raise_()
        return False

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the layout, end the map's worker, go."""
        self.closing.emit()
        self._flash.stop()
        self.streets.close()
        self.overlays.shut()
        self.travel.worker = self.surroundings.worker = None
        self.map.shut()
        for panel in self.findChildren(Panel):
            panel.close()
        super().closeEvent(event)
