"""The composition root of the desk: link, mailbox, frame and window joined and run."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from controlroom.desk.link import Link
from controlroom.desk.mailbox import Mailbox
from controlroom.domain.errors import KnownError
from controlroom.pauses import Pauses
from ui.attending import Attending
from ui.cameras import Cameras
from ui.collector import Collector
from ui.exports import Exports
from ui.frame import FrameTick
from ui.guard import install_excepthook
from ui.heap import keep_freed_memory
from ui.layout import Layout, layout_path, read_layout, write_layout
from ui.outgoing import Outgoing
from ui.panels.roster import MODES
from ui.position import Position
from ui.selection import Selection
from ui.stage import DeskStage
from ui.theme import Theme, install_fonts
from ui.window import Window
from ui.worker.client import NO_PICTURES, Worker
from ui.worker.messages import Picturing

FIRST_SIZE = (1920, 1080)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOptions:
    """How a desk is opened. `folder` keeps layouts; `pack` is the map, if any."""

    gateway_url: str
    token: str
    folder: Path
    desk_name: str = "desk"
    pack: Path | None = None
    picturing: Picturing = NO_PICTURES
    faults: tuple[str, ...] = ()
    """Maps that were asked for and cannot be shown, each in a line."""
    exports: Path | None = None
    """Where pages that leave the room are saved; the person's documents unless said."""


class DeskApp(QObject):
    """One desk: its link, what it knows, its window. `open` and `shut` it once each."""

    def __init__(self, options: DeskOptions) -> None:
        super().__init__()
        self.options = options
        # It begins while the window is built, so that the ground is there with it.
        self._painter = self._start_painter()
        self.mailbox = Mailbox()
        self.link = Link(
            options.gateway_url, options.token, options.desk_name, self.mailbox
        )
        self.theme = Theme.load("dark")
        self.frame = FrameTick(self.mailbox, self.link.clock)
        self.selection = Selection()
        self.outgoing = Outgoing(self.link.send)
        self.position = Position(self.theme, self.frame, self.selection, self.outgoing)
        self.window = Window(self.position, self.link.ask, options.desk_name)
        self.cameras = Cameras(self.position, self.link, options.gateway_url)
        exports = Exports(self.position, self.window.asking, options.exports)
        self.stage = DeskStage(self.window, self.cameras, exports)
        self._pauses = Pauses()
        self._collector = Collector(self)
        self._person_id = ""
        self.frame.link_changed.connect(self._follow_person)
        self._attending = Attending(self.position, self.link)
        self.outgoing.changed.connect(self.frame.hurry)
        self.window.closing.connect(self._keep_layout)
        self.window.closing.connect(self.cameras.shut)
        self.window.closing.connect(exports.shut)
        self.window.closing.connect(self.stage.maps.shut)

    def open(self) -> None:
        """Link, show the window, tick."""
        self._pauses.begin()
        self._collector.begin()
        self.link.start()
        self.window.resize(*FIRST_SIZE)
        self._fit_screen()
        self.window.show()
        self.window.map.setFocus()
        # The pack opens once the window stands: a late map keeps nobody waiting.
        QTimer.singleShot(0, self._open_pack)
        self.frame.start()

    def shut(self) -> None:
        """End the link and the tick; the window may be gone already."""
        self.frame.stop()
        self.stage.sound.stop()
        self.cameras.shut()
        if self._painter is not None:
            self._painter.stop()
        if self.window.isVisible():
            self.window.close()
        self.link.stop()
        self._collector.end()
        self._pauses.end()

    def readdress(self, url: str, token: str) -> None:
        """Follow a gateway that was started anew at another place."""
        self.link.readdress(url, token)
        self.cameras.readdress(url)

    def _start_painter(self) -> Worker | None:
        options = self.options
        if options.pack is None and not options.picturing.is_any:
            return None
        worker = Worker(options.pack, self, options.picturing)
        worker.start()
        return worker

    def _open_pack(self) -> None:
        options = self.options
        worker, self._painter = self._painter, None
        why_not = self.window.open_pack(options.pack, options.picturing, worker)
        if why_not:
            self.position.said.emit(f"No map: {why_not}")
        for fault in options.faults:
            self.position.said.emit(f"Not shown: {fault}")

    def _fit_screen(self) -> None:
        if not has_screen():
            return
        room = self.window.screen().availableGeometry()
        if self.window.width() >= room.width() or self.window.height() >= room.height():
            self.window.setGeometry(room)
            self.window.setWindowState(Qt.WindowState.WindowMaximized)

    def _follow_person(self) -> None:
        """Bring back the layout of whoever the gateway says is at this desk."""
        welcome = self.frame.welcome
        if welcome is None or welcome.person_id == self._person_id:
            return
        before, self._person_id = self._person_id, welcome.person_id
        path = layout_path(self.options.folder, self._person_id)
        layout = read_layout(path)
        # What somebody else did at this desk is nobody's to walk through.
        self.stage.command.history.restore(layout.lines if layout else ())
        if before:
            self.stage.command.line.clear()
        if layout is None:
            return
        self.theme.switch(layout.theme)
        self.theme.rescale(layout.scale)
        self.theme.hold_still(still=layout.still)
        if layout.sectors:
            self.position.choose_sectors(frozenset(layout.sectors))
        geometry = layout.geometry_bytes()
        if geometry and has_screen():
            self.window.restoreGeometry(geometry)
        if panels := layout.panel_bytes():
            self.window.room.restoreState(panels)
        self.stage.maps.restore(layout.maps)
        self.position.layers.restore(layout.hidden)
        self.window.overlays.restore(layout.overlays)
        if layout.units_by in MODES:
            self.window.units.group_by(layout.units_by)

    def _keep_layout(self) -> None:
        if not self._person_id:
            return
        layout = Layout(
            theme=self.theme.name,
            scale=self.theme.scale,
            still=self.theme.still,
            maps=self.stage.maps.places(),
            overlays=self.window.overlays.kept(),
            lines=self.stage.command.history.kept(),
            sectors=tuple(sorted(self.position.sectors)),
            units_by=self.window.units.mode,
            hidden=self.position.layers.kept(),
        )
        geometry = bytes(self.window.saveGeometry().data())
        panels = bytes(self.window.room.saveState().data())
        layout.put(geometry, panels)
        write_layout(layout_path(self.options.folder, self._person_id), layout)


def has_screen() -> bool:
    """False on the offscreen platform, whose screen is no measure for a window."""
    return QGuiApplication.platformName() != "offscreen"


def _refuse_no_screen() -> None:
    """Say in a line what Qt says by ending the process. Raises `KnownError`."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, names)):
        raise KnownError(
            "there is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set "
            "(controlroom demo --shots DIR makes pictures without one)"
        )


def make_application(arguments: list[str] | None = None) -> QApplication:
    """Return the application, made once: our fonts, xcb where a display is set."""
    standing = QApplication.instance()
    if isinstance(standing, QApplication):
        return standing
    if (
        sys.platform.startswith("linux")
        and os.environ.get("DISPLAY")
        and not os.environ.get("QT_QPA_PLATFORM")
    ):
        # Wayland lets no client place its windows; a room's screens are placed.
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    # Qt lets 5 ms pass before it paints what changed; of a key's 50 that is too much.
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "1")
    _refuse_no_screen()
    keep_freed_memory()
    application = QApplication(arguments if arguments is not None else sys.argv[:1])
    application.setApplicationName("Controlroom")
    application.setApplicationDisplayName("Controlroom")
    # By this name the desktop finds the program's entry and groups its windows.
    application.setDesktopFileName("controlroom")
    application.setWindowIcon(Theme.load("dark").icon("controlroom", 64))
    application.setStyle("Fusion")
    install_fonts()
    application.setFont(QFont(Theme.load("dark").font("data")))
    install_excepthook()
    return application


def run_desk(options: DeskOptions) -> int:
    """Run a desk until its window is closed; returns the exit status."""
    application = make_application()
    desk = DeskApp(options)
    desk.open()
    try:
        return application.exec()
    finally:
        desk.shut()
