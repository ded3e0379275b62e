"""A further map in a window of its own, for any screen: its own view of the same room,
framed as every window of the desk is.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from controlroom.domain.geo import is_place
from ui.edge import Edge
from ui.guard import guarded
from ui.layout import MapPlace, encoded
from ui.map.locality import Locality
from ui.map.view import MapView
from ui.map_bar import WINDOW_TOOLS, MapBar
from ui.position import Position
from ui.style import sheet

FIRST_SIZE = (1280, 800)
"""Design pixels."""


class MapWindow(QWidget):
    """One map. It ends with its window; `closed` says so once."""

    closed = Signal()

    def __init__(self, position: Position, locality: Locality, number: int) -> None:
        super().__init__()
        self.number = number
        """Counted from 2: the map of the main window is the first."""
        self._position = position
        self._name = f"Map {number}"
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = position.theme
        self.view = MapView(
            theme,
            position.frame,
            position.selection,
            locality=locality,
            layers=position.layers,
        )
        self.view.setAccessibleName(self._name)
        self.bar = MapBar(position, self._name, WINDOW_TOOLS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        self.edge = Edge(theme, self)
        theme.changed.connect(self._dress)
        position.frame.second.connect(self._second)
        self._dress()
        self.frame_exercise("")
        self.resize(*(theme.px(each) for each in FIRST_SIZE))

    def place(self) -> MapPlace:
        """Return where this window stands and what it shows, to be kept."""
        look, (lat, lon) = self.view.lookout, self.view.viewport.centre
        geometry = encoded(bytes(self.saveGeometry().data()))
        if not look.is_asked:
            return MapPlace(geometry=geometry, wall=look.is_wall)
        return MapPlace(
            geometry=geometry, wall=look.is_wall, lat=lat, lon=lon, zoom=look.target[2]
        )

    def put(self, place: MapPlace) -> None:
        """Stand and look as it was kept; what is no place is left out."""
        self.restoreGeometry(place.geometry_bytes())
        if place.zoom is not None and is_place(place.lat, place.lon):
            self.view.centre_on(place.lat or 0.0, place.lon or 0.0, place.zoom)
        if place.wall:
            self.view.helm.show_wall(wall=True)

    def frame_exercise(self, words: str) -> None:
        """Say what every window of an exercise says; nothing ends it."""
        self.edge.say_exercise(words)
        self.setContentsMargins(*self.edge.margins())
        self.view.set_exercise(bool(words))
        name = f"{self._name} – Controlroom"
        self.setWindowTitle(f"EXERCISE – {name}" if words else name)
        self.bar.set_title(self._name, self._position.frame.picture.codes.force)

    def frame_emergency(self, strength: float) -> None:
        """Frame in red, 0 none to 1."""
        self.edge.show_emergency(strength)

    def _dress(self) -> None:
        theme = self._position.theme
        self.setStyleSheet(sheet(theme))
        self.setContentsMargins(*self.edge.margins())

    def _second(self) -> None:
        self.view.set_link_age(self._position.frame.link_age_s())

    @guarded
    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the worker back; the map ends with its window."""
        super().closeEvent(event)
        self.view.shut()
        self.closed.emit()
