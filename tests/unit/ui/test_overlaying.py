"""Overlays in the window: by action, by dropping a file, on every map, kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from tests.helpers.layer_files import write_areas, write_beat
from tests.helpers.map_room import MIDDLE, count, shot, turn_until, write_town
from tests.helpers.tile_files import png, write_mbtiles
from tests.helpers.window_room import WindowRoom
from ui.map.view import MapView
from ui.worker.messages import Picturing

LATE_MS = 60_000
"""Three processes start for a picture, and the machine may be busy."""


@pytest.fixture
def said(window_room: WindowRoom) -> list[str]:
    """What the window said."""
    said: list[str] = []
    window_room.window.position.said.connect(said.append)
    return said


def _drop(view: MapView, *urls: QUrl) -> bool:
    """Drag something onto a map and let it go; False when the map does not want it."""
    data = QMimeData()
    data.setUrls(list(urls))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(50, 50), action, data, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(view, enter)
    if enter.isAccepted():
        drop = QDropEvent(QPointF(50, 50), action, data, buttons, keys)
        QApplication.sendEvent(view, drop)
    return enter.isAccepted()


def _blue(view: MapView) -> int:
    colour = view.stage.ground._theme.color("map.overlay_1")
    return count(shot(view), colour, 4)


def test_a_file_dropped_on_the_map(
    window_room: WindowRoom, tmp_path: Path, said: list[str]
) -> None:
    """It is painted, with its name in the list and a word in the status bar."""
    view = window_room.window.map
    window_room.window.open_pack(write_town(tmp_path / "town.pack"))
    view.centre_on(*MIDDLE, 15)

    assert _drop(view, QUrl.fromLocalFile(str(write_beat(tmp_path / "beat.json"))))
    assert turn_until(lambda: _blue(view) > 300, LATE_MS)
    assert ["beat"] == window_room.window.overlays.names()
    assert "beat: 1 area on the map." in said


def test_what_is_no_file_is_not_taken(window_room: WindowRoom) -> None:
    """An address of the network is not fetched, however it is dropped."""

    assert not _drop(window_room.window.map, QUrl("https://elsewhere.example/x.kml"))
    assert not _drop(window_room.window.map)
    assert [] == window_room.window.overlays.names()


def test_without_a_map_of_the_place(window_room: WindowRoom, tmp_path: Path) -> None:
    """An overlay is painted on bare ground, and the map looks where it lies."""
    window = window_room.window
    window.overlays.add(write_beat(tmp_path / "beat.json"))

    assert turn_until(lambda: _blue(window.map) > 300, LATE_MS)
    assert (False, True) == (
        window.map.stage.has_map, window.map.stage.has_ground,
    )  # fmt: skip
    assert "no map of this place" == window.map.corners.notice.text


def test_hidden_and_shown_again(
    window_room: WindowRoom, tmp_path: Path, said: list[str]
) -> None:
    """One key hides all that were shown, and shows just those again."""
    overlays = window_room.window.overlays
    for name in ("a", "b"):
        overlays.add(write_beat(tmp_path / f"{name}.json"), shown=name == "a")
    keys = window_room.stage.keys
    keys.trigger("hide_overlays")

    assert [False, False] == [overlays.is_shown(name) for name in ("a", "b")]
    keys.trigger("hide_overlays")
    assert [True, False] == [overlays.is_shown(name) for name in ("a", "b")]
    assert ["Overlays are hidden.", "Overlays are shown."] == said[-2:]


def test_the_last_is_removed(
    window_room: WindowRoom, tmp_path: Path, said: list[str]
) -> None:
    """The one that was added last goes first; without any, the action says why not."""
    overlays, stage = window_room.window.overlays, window_room.stage
    assert "no overlay is on the map" == stage.overlaying.why_not()
    for name in ("a", "b"):
        overlays.add(write_beat(tmp_path / f"{name}.json"))
    stage.keys.trigger("remove_overlay")

    assert ["a"] == overlays.names()
    assert "b is no longer on the map." == said[-1]
    assert "" == stage.overlaying.why_not()


def test_the_dialog_stands_beside_the_map(
    window_room: WindowRoom, tmp_path: Path
) -> None:
    """The map goes on while a file is looked for; asked twice it is one dialog."""
    stage = window_room.stage
    stage.keys.trigger("add_overlay")
    stage.overlaying.ask()
    dialogs = window_room.window.findChildren(QFileDialog)

    assert 1 == len(dialogs)
    assert not dialogs[0].isModal()
    dialogs[0].filesSelected.emit([str(write_beat(tmp_path / "beat.json"))])
    assert ["beat"] == window_room.window.overlays.names()
    dialogs[0].reject()
    assert stage.overlaying._dialog is None


@pytest.mark.parametrize("name", ["backButton", "toParentButton", "forwardButton"])
def test_the_signs_of_the_dialog_are_read(window_room: WindowRoom, name: str) -> None:
    """They have the colour of the theme's text, not of another one's."""
    window_room.stage.overlaying.ask()
    button = window_room.window.findChild(QToolButton, name)
    assert isinstance(button, QToolButton)
    image = button.icon().pixmap(16, 16, QIcon.Mode.Normal).toImage()

    assert count(image, window_room.window.position.theme.color("text.primary"), 30) > 5


def test_it_lies_elsewhere(
    window_room: WindowRoom, tmp_path: Path, said: list[str]
) -> None:
    """An overlay beside the map, as with swapped coordinates, is told from a broken."""
    window_room.window.open_pack(write_town(tmp_path / "town.pack"))
    lat, lon = MIDDLE
    swapped = [[lat, lon], [lat + 0.1, lon], [lat, lon + 0.1], [lat, lon]]
    window_room.window.overlays.add(
        write_areas(tmp_path / "swapped.json", {"": swapped})
    )

    assert turn_until(lambda: "swapped lies outside this map." in said, LATE_MS)


def test_every_map_shows_it(window_room: WindowRoom, tmp_path: Path) -> None:
    """A further map window has the same overlays, and takes files, too."""
    window_room.window.open_pack(write_town(tmp_path / "town.pack"))
    further = window_room.stage.maps.open_window()
    assert further is not None
    further.view.centre_on(*MIDDLE, 15)
    _drop(further.view, QUrl.fromLocalFile(str(write_beat(tmp_path / "beat.json"))))

    assert turn_until(lambda: _blue(further.view) > 300, LATE_MS)
    further.close()


def test_map_and_picture_change_places(
    window_room: WindowRoom, tmp_path: Path, said: list[str]
) -> None:
    """With both, one key puts the picture on top and the map again."""
    stage, window = window_room.stage, window_room.window
    assert "needs a map pack and a picture" == stage.overlaying.why_not_swap()
    aerial = write_mbtiles(tmp_path / "aerial.mbtiles", {(0, 0, 0): png()})
    window.open_pack(write_town(tmp_path / "town.pack"), Picturing(path=str(aerial)))
    stage.keys.trigger("swap_ground")

    assert window.map.locality.picture_on_top
    assert "Picture of the ground on top, names over it." == said[-1]
    stage.keys.trigger("swap_ground")
    assert "Map on top." == said[-1]
