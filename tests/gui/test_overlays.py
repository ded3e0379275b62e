"""A file over the map at the real window: dropped or by key, seen, hidden, refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import count, place
from tests.helpers.operator import Operator

SIDE_M = 120
NEAR = 16
"""In each channel of a colour."""
AWAY_M = 3_000.0
"""South of the town, where nothing else is drawn: no unit drives past the pixels."""


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: nobody changes anything in it."""
    return shared_room


@pytest.fixture
def operator(
    request: pytest.FixtureRequest, room: LiveRoom, sit: Sit, town: Path
) -> Iterator[Operator]:
    """Ash, who looks at an empty place; a test may name a warning that it expects."""
    operator = sit(room, quiet=getattr(request, "param", ""), pack=town)
    operator.until(lambda: operator.window.map.stage.has_map)
    operator.window.map.centre_on(*place(0.0, -AWAY_M), 17)
    yield operator
    for name in operator.window.overlays.names():
        operator.window.overlays.remove(name)


def _area(path: Path) -> Path:
    """Write an area around that place."""
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    places = [place(east * SIDE_M, north * SIDE_M - AWAY_M) for east, north in corners]
    ring = [[lon, lat] for lat, lon in places]
    shape = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "geometry": shape, "properties": {"name": "Fair"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def _drop(operator: Operator, path: Path) -> None:
    """Drop a file on the middle of the map, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    view = operator.window.map
    middle = view.rect().center()
    held = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QDragEnterEvent(middle, *held, plain))
    QApplication.sendEvent(view, QDropEvent(QPointF(middle), *held, plain))


def _ink(operator: Operator, name: str) -> int:
    """How many pixels of the map have the colour of an overlay's line, or nearly.

    So near that the ring of a map that the keyboard speaks to is none of them.
    """
    window = operator.window
    colour = QColor(window.map.stage.scene().theme.color(window.overlays.colour(name)))
    return count(window.map.grab().toImage(), colour, NEAR)


def _is_seen(operator: Operator, name: str) -> bool:
    window = operator.window
    return window.overlays.is_read(name) and _ink(operator, name) > SIDE_M


def test_dropped_hidden_and_taken_off(operator: Operator, tmp_path: Path) -> None:
    """It is painted in its colour; one key hides it and brings it back, one removes."""
    operator.window.map.clearFocus()
    operator.window.map.setFocus(Qt.FocusReason.TabFocusReason)
    before = _ink(operator, "fair")
    _drop(operator, _area(tmp_path / "fair.geojson"))
    operator.until(lambda: _is_seen(operator, "fair"))

    assert before < SIDE_M
    assert ["fair"] == operator.window.overlays.names()

    operator.press("Shift+V")
    operator.until(lambda: "Overlays are hidden." == operator.notice())
    operator.until(lambda: _ink(operator, "fair") < SIDE_M)

    operator.press("Shift+V")
    operator.until(lambda: _is_seen(operator, "fair"))
    operator.press("Ctrl+Shift+O")
    operator.until(lambda: _ink(operator, "fair") < SIDE_M)

    assert [] == operator.window.overlays.names()


def test_by_key_and_dialog(operator: Operator, tmp_path: Path) -> None:
    """The dialog stands beside the map; a name typed there is laid over it."""
    path = _area(tmp_path / "typed.geojson")
    operator.press("Ctrl+O")
    operator.until(lambda: operator.window.findChild(QFileDialog) is not None)
    dialog = operator.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    dialog.accept()
    operator.until(lambda: _is_seen(operator, "typed"))

    assert ["typed"] == operator.window.overlays.names()


@pytest.mark.parametrize("operator", ["overlay: "], indirect=True)
@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("torn.geojson", b'{"type": "FeatureCollection", "features": [{"typ'),
        ("bomb.kml", b'<!DOCTYPE k [<!ENTITY a "aaaa">]><kml>&a;</kml>'),
        ("letters.gpx", bytes(range(256))),
        ("nothing.geojson", b""),
    ],
)
def test_a_hostile_file_says_its_line(
    operator: Operator, tmp_path: Path, name: str, bad: bytes
) -> None:
    """One sentence names the file; it is not on the map, and the map goes on."""
    path = tmp_path / name
    path.write_bytes(bad)
    _drop(operator, path)
    operator.until(lambda: name in operator.notice())

    assert [] == operator.window.overlays.names()
    assert "\n" not in operator.notice()

    _drop(operator, _area(tmp_path / "good.geojson"))
    operator.until(lambda: _is_seen(operator, "good"))
