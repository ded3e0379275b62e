"""What the actions do with overlays and pictures of the ground: add a file, by a dialog
or by dropping it, hide, remove, swap map and picture.
"""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QTransform
from PySide6.QtWidgets import QFileDialog, QToolButton

from ui.guard import guarded_with
from ui.map.locality import Locality
from ui.map.overlays import Overlays
from ui.map.view import MapView
from ui.map_window import MapWindow
from ui.maps import Maps
from ui.position import Position
from ui.theme import Theme

_DIALOG_ICONS = {
    "backButton": ("chevron-right", 180),
    "forwardButton": ("chevron-right", 0),
    "toParentButton": ("chevron-right", 270),
    "newFolderButton": ("plus", 0),
    "listModeButton": ("filter", 0),
    "detailModeButton": ("log", 0),
}
"""Buttons of Qt's file dialog: which sign each has, turned by so many degrees."""
FORMATS = "Overlays (*.geojson *.json *.topojson *.kml *.gpx);;All files (*)"


class Overlaying(QObject):
    """The overlays of a desk, and its maps that take files dropped on them."""

    def __init__(self, position: Position, overlays: Overlays, maps: Maps) -> None:
        super().__init__(maps)
        self._position, self._maps = position, maps
        self.overlays = overlays
        self._hidden: list[str] = []
        self._folder = str(Path.home())
        self._dialog: QFileDialog | None = None
        overlays.said.connect(position.said)
        overlays.changed.connect(self._show)
        overlays.read.connect(self._say_where)
        maps.opened.connect(self._join)
        self._take_drops(maps.main)

    @property
    def _locality(self) -> Locality:
        return self._maps.main.locality

    def ask(self) -> None:
        """Ask for a file beside the map, which goes on meanwhile."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        dialog = self._dialog = QFileDialog(
            self._maps.here.window(), "Lay a file over the map", self._folder, FORMATS
        )
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.resize(self._position.theme.px(760), self._position.theme.px(480))
        _show_arrows(dialog, self._position.theme)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add)
        dialog.finished.connect(self._forget_dialog)
        dialog.show()

    def add(self, paths: list[str]) -> None:
        """Lay files over the map."""
        for path in paths:
            self._folder = str(Path(path).parent)
            self.overlays.add(Path(path))

    def hide_or_show(self) -> None:
        """Hide every overlay, or show again those that were hidden so."""
        shown = [each for each in self.overlays.names() if self.overlays.is_shown(each)]
        wanted = not shown
        for name in shown or self._hidden or self.overlays.names():
            self.overlays.set_shown(name, wanted)
        self._hidden = shown
        words = "shown" if wanted else "hidden"
        self._position.said.emit(f"Overlays are {words}.")

    def remove_last(self) -> None:
        """Remove the overlay that was added last."""
        name = self.overlays.names()[-1]
        self.overlays.remove(name)
        self._position.said.emit(f"{name} is no longer on the map.")

    def why_not(self) -> str:
        """Return why there is no overlay to hide or remove, or nothing."""
        return "" if self.overlays.names() else "no overlay is on the map"

    def swap_ground(self) -> None:
        """Put the picture of the ground over the map, or under it."""
        self._locality.swap()
        on_top = self._locality.picture_on_top
        said = (
            "Picture of the ground on top, names over it." if on_top else "Map on top."
        )
        self._position.said.emit(said)

    def why_not_swap(self) -> str:
        """Return why map and picture cannot change places, or nothing."""
        return "" if self._locality.has_both else "needs a map pack and a picture"

    def _show(self) -> None:
        self._locality.lay(self.overlays.painted())

    def _say_where(self, name: str) -> None:
        """Say when an overlay lies where nobody looks, as with swapped coordinates."""
        bounds, view = self.overlays.bounds(name), self._maps.main
        corners = self._locality.corners()
        if bounds is None:
            return
        south, west, north, east = bounds
        if not corners:
            view.fit([(south, west), (north, east)])
            return
        (low, left), (high, right) = corners
        if south > high or north < low or west > right or east < left:
            self._position.said.emit(f"{name} lies outside this map.")

    def _join(self, window: MapWindow) -> None:
        self._take_drops(window.view)

    def _take_drops(self, view: MapView) -> None:
        view.setAcceptDrops(True)
        view.installEventFilter(self)

    def _forget_dialog(self) -> None:
        self._dialog = None

    @guarded_with(otherwise=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped on a map."""
        if isinstance(event, QDragEnterEvent) and _files(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            self.add(_files(event.mimeData()))
            return True
        return False


def _show_arrows(dialog: QFileDialog, theme: Theme) -> None:
    """Give the dialog's buttons signs of this theme: Qt's own are dark on dark."""
    for name, (icon, turn) in _DIALOG_ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            sign = theme.pixmap(icon, 16, "text.primary")
            button.setIcon(QIcon(sign.transformed(QTransform().rotate(turn))))


def _files(dragged: QMimeData) -> list[str]:
    """The files of this machine among what is dragged."""
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]
