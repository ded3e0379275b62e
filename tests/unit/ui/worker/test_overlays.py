"""Overlays on squares: areas, lines, places and names, at any zoom, across 180°."""

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from controlroom.ground.mercator import project, tile_of
from controlroom.ground.overlay import Name
from controlroom.ground.overlay_files import read_overlay
from controlroom.ground.overlay_json import read_json
from controlroom.ground.overlay_levels import Prepared, prepare
from tests.helpers.layer_files import ring, write_beat, write_track
from tests.helpers.map_room import MIDDLE, count, touched
from ui.theme import Theme, install_fonts
from ui.worker import overlays as module
from ui.worker.messages import COLOURS, Paint
from ui.worker.overlays import OverlayPainting, paint_overlays, place_names
from ui.worker.strokes import Brush

DARK = Theme.load("dark")
LINE = DARK.color("map.overlay_1")


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    install_fonts()


def _job(zoom: int, lat: float = MIDDLE[0], lon: float = MIDDLE[1]) -> Paint:
    x, y = tile_of(lat, lon, zoom)
    return Paint(1, 0, "dark", zoom, x // 2, y // 2, 2, 256, 1.0)


def _paint(
    prepared: Prepared, job: Paint, number: int = 0, *, names: bool = False
) -> tuple[QImage, bool]:
    side = job.across * job.pixels
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    painter = QPainter(image)
    overlay = OverlayPainting(prepared, number)
    if names:
        overlay.paint_names(Brush(painter, DARK, float(job.zoom), 1.0), job)
        known = False
    else:
        known = paint_overlays([overlay], painter, DARK, job)
    painter.end()
    return image, known


def _geo(kind: str, coordinates: object) -> Prepared:
    return prepare(
        read_json(json.dumps({"type": kind, "coordinates": coordinates}).encode())
    )


def test_an_area_is_outlined_and_tinted(tmp_path: Path) -> None:
    """Its edge in its colour, its inside a breath of it, nothing beyond."""
    beat = prepare(read_overlay(write_beat(tmp_path / "b.json")))
    image, known = _paint(beat, _job(15))
    beyond, other = _paint(beat, _job(15, MIDDLE[0] + 1))

    assert (True, False) == (known, other)
    assert count(image, LINE, 4) > 300
    assert 10_000 < touched(image) < 40_000
    assert 0 == touched(beyond)


def test_a_track_and_its_waypoint(tmp_path: Path) -> None:
    """A line and a mark; every second colour is a double line and a square mark."""
    ride = prepare(read_overlay(write_track(tmp_path / "ride.gpx")))
    plain, _ = _paint(ride, _job(15))
    double, _ = _paint(ride, _job(15), 1)

    assert count(plain, LINE, 4) > 150
    assert count(double, DARK.color("map.overlay_2"), 4) > 150
    assert touched(double) > touched(plain)


def test_marks_lie_over_names(tmp_path: Path) -> None:
    """A place is marked last, so that no name hides it."""
    ride = prepare(read_overlay(write_track(tmp_path / "ride.gpx")))
    job, image = _job(15), QImage(512, 512, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    painter = QPainter(image)
    OverlayPainting(ride, 0).paint_marks(Brush(painter, DARK, 15.0, 1.0), job)
    painter.end()

    assert 30 < count(image, LINE, 4) < 80


def test_holes_are_open(tmp_path: Path) -> None:
    """What a file leaves open is not tinted."""
    outline = ring((-300, -300), (300, -300), (300, 300), (-300, 300))
    hole = ring((-200, -200), (200, -200), (200, 200), (-200, 200))
    image, _ = _paint(_geo("Polygon", [outline, hole]), _job(15))
    x, y = project(*MIDDLE) * 2.0**15 * 256
    job = _job(15)
    middle = image.pixelColor(int(x - job.x * 512), int(y - job.y * 512))

    assert QColor("#ff00ff") == middle


@pytest.mark.parametrize("lon", [179.95, -179.95])
def test_both_sides_of_the_antimeridian(lon: float) -> None:
    """An area over the date line is seen from either side of it."""
    fiji = _geo("Polygon", [[[179.9, -1], [-179.9, -1], [-179.9, 1], [179.9, 1]]])
    _, known = _paint(fiji, _job(12, 0.0, lon))
    _, elsewhere = _paint(fiji, _job(12, 0.0, 0.0))

    assert (True, False) == (known, elsewhere)


def test_a_polygon_that_crosses_itself() -> None:
    """Both halves of a figure of eight are tinted."""
    eight = _geo("Polygon", [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]])
    image, _ = _paint(eight, Paint(1, 0, "dark", 7, 32, 31, 2, 256, 1.0))

    assert touched(image) > 4_000


def test_close_by_only_what_is_seen_is_painted() -> None:
    """A coast of 400,000 points close by is drawn of the few that are near."""
    turn = np.linspace(0, 2 * np.pi, 400_000)
    lat, lon = MIDDLE
    round_ring = np.stack([lon + 0.2 * np.cos(turn), lat + 0.2 * np.sin(turn)], axis=1)
    coast = _geo("Polygon", [round_ring.tolist()])
    overlay = OverlayPainting(coast, 0)
    job = _job(18, lat, lon + 0.2)
    image, known = _paint(coast, job)
    areas, _ = overlay._drawn[coast.at(18.0).zoom]
    from_pieces = areas._near(0, module._Window.of(job, 0))

    assert known
    assert count(image, LINE, 4) > 300
    assert len(from_pieces) < 20_000


def test_pieces_change_no_pixel(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is skipped out of sight leaves the picture as it was."""
    turn = np.linspace(0, 2 * np.pi, 4000)
    lat, lon = MIDDLE
    wave = 0.02 + 0.004 * np.sin(turn * 40)
    shape = np.stack([lon + wave * np.cos(turn), lat + wave * np.sin(turn)], axis=1)
    coast = _geo("Polygon", [shape.tolist()])
    job = _job(14, lat + 0.02, lon)
    image, _ = _paint(coast, job)
    whole = OverlayPainting(coast, 0)
    monkeypatch.setattr(module, "_PIECE", 100_000)
    other = QImage(512, 512, QImage.Format.Format_RGB32)
    other.fill(QColor("#ff00ff"))
    painter = QPainter(other)
    paint_overlays([whole], painter, DARK, job)
    painter.end()
    pixels = [np.frombuffer(each.constBits(), np.uint8) for each in (image, other)]

    assert np.mean(pixels[0] != pixels[1]) < 0.002


def test_a_carpet_of_places_is_thinned() -> None:
    """A hundred thousand places in one square are marks that can still be told."""
    rng = np.random.default_rng(7)
    lat, lon = MIDDLE
    places = rng.uniform(-0.002, 0.002, (100_000, 2)) + np.array([lon, lat])
    prepared = _geo("MultiPoint", places.tolist())
    overlay = OverlayPainting(prepared, 0)

    assert 0 < len(overlay._places(module._Window.of(_job(15), 0))) <= 4000


def test_colours_come_in_turn() -> None:
    """The fifth overlay has the colour of the first."""
    beat = _geo("Polygon", [ring((-200, -200), (200, -200), (200, 200))])
    first, again = (_paint(beat, _job(15), number)[0] for number in (0, COLOURS))

    assert first == again


def test_names_stand_on_both_squares(tmp_path: Path) -> None:
    """A name across an edge is painted whole, half on each square."""
    outline = ring((-4000, -300), (4000, -300), (4000, 300), (-4000, 300))
    path = tmp_path / "b.json"
    feature = {"type": "Feature", "properties": {"name": "A beat with a long name"},
               "geometry": {"type": "Polygon", "coordinates": [outline]}}  # fmt: skip
    path.write_text(json.dumps(feature))
    beat = prepare(read_overlay(path))
    (name,) = beat.names
    zoom = 15
    x, y = name.x * 2**zoom, name.y * 2**zoom
    around = [
        Paint(1, 0, "dark", zoom, int(x) + dx, int(y) + dy, 1, 256, 1.0)
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
    ]
    written = [touched(_paint(beat, job, names=True)[0]) for job in around]

    assert sum(written) > 300


def test_names_keep_apart() -> None:
    """Two names on one place: the larger thing keeps its name."""
    names = (Name("Harbour", 0.5, 0.5, 0.1), Name("Hidden", 0.5, 0.5, 0.05))
    far = place_names(names, 256.0)

    assert [] == far
    assert ["Harbour"] == [name.text for name in place_names(names, 1024.0)]
    assert ["Gate"] == [
        name.text for name in place_names((Name("Gate", 0.5, 0.5, 0.0),), 256.0)
    ]
