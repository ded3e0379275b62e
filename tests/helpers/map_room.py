"""A room for tests of the map: a real picture and real tracks, a clock turned by hand,
and a town of one square kilometre as a map pack.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtCore import QEventLoop, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from controlroom.config import read_codes
from controlroom.domain.codes import Codes, Grade, IncidentType, RadioState
from controlroom.domain.entities import (
    Alarm,
    Assignment,
    Camera,
    Incident,
    Person,
    Unit,
)
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved, Tracks
from controlroom.ground.graph import Graph
from controlroom.ground.layers import Label, Shapes
from controlroom.ground.mercator import Floats, project, tile_of
from controlroom.ground.places import Place
from controlroom.ground.writer import Survey, write_pack
from tests.helpers.grid import LAT0, LON0, grid_graph
from tests.helpers.waiting import PATIENCE_S
from ui.map.courses import Courses
from ui.map.crowd import Crowd
from ui.map.detail import detail_for
from ui.map.force import Force, look
from ui.map.scene import Scene
from ui.map.viewport import Viewport
from ui.selection import Selection
from ui.theme import Theme, install_fonts
from ui.worker.messages import Paint

PATIENCE_MS = round(PATIENCE_S * 1000)
SECOND_US = 1_000_000
NOW_US = 1_795_300_328 * SECOND_US
"""Sat 21 Nov 2026 22:32:08 in London."""
MIDDLE = (LAT0, LON0)
METRE_LAT = 1 / 111_195.0
METRE_LON = METRE_LAT / float(np.cos(np.radians(LAT0)))

SHIPPED = read_codes(None)
CODES = Codes(
    roles=SHIPPED.roles,
    acts=SHIPPED.acts,
    questions=SHIPPED.questions,
    partners=SHIPPED.partners,
    time_zone="Europe/London",
    grades=(
        Grade(code="I", name="Immediate", attend_s=900, dispatch_s=60),
        Grade(code="S", name="Significant", attend_s=3600),
        Grade(code="E", name="Extended", attend_s=48 * 3600),
        Grade(code="R", name="Referred", attend_s=None),
    ),
    states=(
        RadioState(state=2, name="On patrol", availability="available"),
        RadioState(state=5, name="En route", availability="committed"),
    ),
    types=(IncidentType(code="ROB", name="Robbery", grade="I"),),
)


class MapRoom(QObject):
    """What the map needs from the window, filled by hand."""

    picture_changed = Signal(object)
    tracks_changed = Signal()
    second = Signal()

    def __init__(self) -> None:
        super().__init__()
        install_fonts()
        self.picture = Picture(codes=CODES)
        self.tracks = Tracks()
        self.clock_us = NOW_US

    def now_us(self) -> int:
        """The room's time, which stands until `pass_time`."""
        return self.clock_us

    def pass_time(self, seconds: float) -> None:
        """Turn the clock on and say so."""
        self.clock_us += round(seconds * SECOND_US)
        self.second.emit()

    def unit(
        self, callsign: str, east_m: float = 0.0, north_m: float = 0.0, *,
        kind: str = "car", state: int = 2, age_s: float = 1.0, speed_mps: float = 0.0,
        heading_deg: float = 0.0, accuracy_m: float = 5.0, device: int = 0,
        incident_ids: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        """Add a unit with a fix so many metres from the middle; return its id."""
        unit_id = f"unit_{callsign.lower()}"
        row = len(self.picture.unit_rows)
        person = Person(person_id=f"per_{row}", name=f"PC {2000 + row}")
        self.picture.people[person.person_id] = person
        self.picture.units[unit_id] = msgspec.convert(
            {
                "unit_id": unit_id, "callsign": callsign, "kind": kind, "row": row,
                "state": state, "state_at_us": NOW_US - 60 * SECOND_US,
                "crew": (person.person_id,), "incident_ids": incident_ids,
            },
            Unit,
        )  # fmt: skip
        self.picture.unit_rows.append(unit_id)
        self.fix(
            row, east_m, north_m, age_s=age_s, speed_mps=speed_mps,
            heading_deg=heading_deg, accuracy_m=accuracy_m, device=device,
        )  # fmt: skip
        return unit_id

    def fix(
        self, row: int, east_m: float, north_m: float, *, age_s: float = 0.0,
        speed_mps: float = 0.0, heading_deg: float = 0.0, accuracy_m: float = 5.0,
        device: int = 0,
    ) -> None:  # fmt: skip
        """Let a unit be heard."""
        lat, lon = place(east_m, north_m)
        self.tracks.apply(
            Moved(
                np.array([row], np.int32), np.array([lat]), np.array([lon]),
                np.array([self.clock_us - round(age_s * SECOND_US)], np.int64),
                np.array([speed_mps], np.float32), np.array([heading_deg], np.float32),
                np.array([accuracy_m], np.float32), np.array([device], np.uint8),
            )
        )  # fmt: skip

    def incident(
        self, number: int, east_m: float = 0.0, north_m: float = 0.0, *,
        grade: str = "I", age_s: float = 60.0, units: tuple[str, ...] = (),
        status: str = "open", at_scene: bool = False, alarm_id: str | None = None,
        planned_s: float | None = None,
    ) -> str:  # fmt: skip
        """Add an incident, scheduled for so many seconds from now; return its id."""
        lat, lon = place(east_m, north_m)
        opened_us = self.clock_us - round(age_s * SECOND_US)
        incident = msgspec.convert(
            {
                "incident_id": f"inc_{number}", "cad": f"{number}/21NOV26",
                "type_code": "ROB", "grade": grade, "lat": lat, "lon": lon,
                "place": "Quay Street", "status": status, "opened_at_us": opened_us,
                "first_at_scene_at_us": self.clock_us if at_scene else None,
                "emergency_alarm_id": alarm_id,
            },
            Incident,
        )  # fmt: skip
        assignments = tuple(Assignment(unit_id=u, at_us=0, by="per_0") for u in units)
        at_us = self.clock_us + round((planned_s or 0.0) * SECOND_US)
        incident = msgspec.structs.replace(
            incident, assignments=assignments,
            scheduled_at_us=None if planned_s is None else at_us,
        )  # fmt: skip
        self.picture.incidents[incident.incident_id] = incident
        return incident.incident_id

    def emergency(
        self, unit_id: str | None, *, accepted: bool = False,
        at: tuple[float, float] | None = None,
    ) -> str:  # fmt: skip
        """Raise an officer's emergency; return its id."""
        alarm = Alarm(
            alarm_id=f"alm_{len(self.picture.alarms)}", kind="officer_emergency",
            priority="emergency", raised_at_us=self.clock_us - 86 * SECOND_US,
            unit_id=unit_id, accepted_at_us=self.clock_us if accepted else None,
            lat=at[0] if at else None, lon=at[1] if at else None,
        )  # fmt: skip
        self.picture.alarms[alarm.alarm_id] = alarm
        return alarm.alarm_id

    def camera(
        self, number: int, east_m: float, north_m: float, bearing_deg: float = 0.0
    ) -> str:
        """Add a fixed camera; return its id."""
        lat, lon = place(east_m, north_m)
        camera = Camera(
            camera_id=f"cam_{number}", kind="fixed", name=f"C-{number}", lat=lat,
            lon=lon, bearing_deg=bearing_deg,
        )  # fmt: skip
        self.picture.cameras[camera.camera_id] = camera
        return camera.camera_id

    def tell(self, *ids: str) -> None:
        """Say that some entities changed; everything when none is named."""
        self.picture_changed.emit(frozenset(ids))

    def scene(
        self, *, zoom: float = 17.0, width: int = 640, height: int = 480,
        theme: str = "dark", selection: Selection | None = None, unit: float = 1.0,
        flash: bool = True,
    ) -> Scene:  # fmt: skip
        """Return this moment as the layers see it, around the middle of the town."""
        view = Viewport(width, height, unit)
        view.look_at(*MIDDLE, zoom)
        force = Force()
        force.rebuild(self.picture)
        chosen = selection or Selection()
        courses = Courses()
        courses.follow(self.tracks, self.picture.codes.interval_s)
        sight = look(force, courses, view, self.clock_us)
        row = force.row_of(self.picture, chosen.unit_id)
        detail = detail_for(len(sight))
        crowd = Crowd()
        groups = crowd.look(sight, force, view, row, detail, 0.0)
        return Scene(
            view, Theme.load(theme), self.picture, self.tracks, force, sight, groups,
            chosen, self.clock_us, flash, crowd.detail,
        )  # fmt: skip


def place(east_m: float, north_m: float) -> tuple[float, float]:
    """(lat, lon) so many metres from the middle of the town."""
    return LAT0 + north_m * METRE_LAT, LON0 + east_m * METRE_LON


def town_graph() -> Graph:
    """Five streets each way, 100 m apart: Quay Street runs east, Mill Street north."""
    graph = grid_graph(5)
    level = np.abs(graph.lat[graph.arc_from] - graph.lat[graph.to]) < 1e-9
    street = np.where(level, 0, 1).astype(np.int32)
    return replace(graph, street=street, names=("Quay Street", "Mill Street"))


def write_town(path: Path, places: tuple[Place, ...] = ()) -> Path:
    """Write the town's pack: land with a park, a river and two named streets.

    places: what else has a name.
    """

    def ring(*corners: tuple[float, float]) -> Floats:
        return project(*np.array([place(*corner) for corner in corners]).T)

    half = 900.0
    land = ring((-half, -half), (half, -half), (half, half), (-half, half))
    park = ring((-400, 100), (-150, 100), (-150, 350), (-400, 350))
    river = ring((-half, -300), (half, -300), (half, -200), (-half, -200))
    quay, mill = ring((-800, 0), (800, 0)), ring((0, 800), (0, -800))
    sheet = {
        "land": Shapes.of([land]), "park": Shapes.of([park]),
        "water": Shapes.of([river]), "main": Shapes.of([quay]),
        "street": Shapes.of([mill]),
    }  # fmt: skip
    labels = [
        Label("Quay Street", "street", 1, 14, 19, ring((60, 0), (300, 0))),
        Label("Town", "area", 0, 11, 19, ring((300, 400))),
        Label("Long Park", "park", 2, 14, 19, ring((-275, 220))),
    ]
    south, west = place(-half, -half)
    north, east = place(half, half)
    write_pack(
        path,
        Survey(
            name="Town", attribution="Nobody", bounds=(south, west, north, east),
            centre=MIDDLE, outside="water",
            sheets={10: sheet, 13: sheet, 15: sheet}, labels=labels,
            places=[
                Place("Quay Street", "street", *MIDDLE),
                Place("Quay Street at Mill Street", "crossing", *MIDDLE),
                *places,
            ],
            graph=town_graph(),
        ),
    )  # fmt: skip
    return path


def town_square(number: int = 0, slot: int = 0, zoom: int = 14) -> Paint:
    """A job: the square of two by two tiles around the middle of the town."""
    x, y = tile_of(*MIDDLE, zoom)
    return Paint(number, slot, "dark", zoom, x // 2, y // 2, 2, 256, 1.0)


def paint(
    layer: Callable[[QPainter], None], width: int = 640, height: int = 480
) -> QImage:
    """Return what a layer paints on pure magenta, a colour no token has."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff00ff"))
    painter = QPainter(image)
    layer(painter)
    painter.end()
    return image


def shot(widget: QWidget) -> QImage:
    """Return what a widget shows."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count(image: QImage, colour: QColor, near: int = 24) -> int:
    """How many pixels are that colour, or within `near` of it in each channel."""
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4).astype(int)
    wanted = np.array([colour.blue(), colour.green(), colour.red()])
    return int((np.abs(flat[:, :3] - wanted).max(axis=1) <= near).sum())


def touched(image: QImage) -> int:
    """How many pixels of a `paint` picture a layer has changed."""
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(-1, 4)
    return int((flat[:, :3] != np.array([255, 0, 255])).any(axis=1).sum())


def turn_until(holds: Callable[[], bool], limit_ms: int = PATIENCE_MS) -> bool:
    """Let the event loop turn until something holds; False when it never did."""
    if holds():
        return True
    loop, look_again, end = QEventLoop(), QTimer(), QTimer()
    look_again.timeout.connect(lambda: loop.quit() if holds() else None)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    look_again.start(5)
    end.start(limit_ms)
    loop.exec()
    look_again.stop()
    end.stop()
    return holds()


def point(x: float, y: float) -> QPoint:
    """A pixel for mouse events."""
    return QPoint(round(x), round(y))


def bits(image: QImage) -> bytes:
    """A picture's bytes; the picture must live while Qt's pointer to them is read."""
    return bytes(image.constBits())
