"""A small force around the middle of the town, and roads that answer when told to."""

import numpy as np

from controlroom.domain.columns import F64
from controlroom.domain.entities import Camera, Drawing, Outline
from tests.helpers.desk_room import DeskRoom
from tests.helpers.map_room import MIDDLE, place
from ui.standpoint import Standpoint
from ui.worker.client import PlacesAnswer, ReachAnswer, TimesAnswer, Worker
from ui.worker.messages import Band, PlaceFound

HERE = Standpoint(*MIDDLE, "Quay Street")
UNITS = {"HB1": (100, 0), "HB2": (0, 300), "HB3": (2_000, 0), "NP9": (0, 900)}
"""Callsign to metres east and north; NP9 flies."""
PARK = PlaceFound("Long Park", "park", *place(-200, 0))


def town_force() -> DeskRoom:
    """Units, an incident and a camera around the middle; one unit off duty."""
    room = DeskRoom(full=False).connect()
    for callsign in UNITS:
        room.scene.unit(callsign, "air" if callsign == "NP9" else "car", "Harbour")
    room.scene.unit("OFF1", "car", "Harbour")
    room.scene.state("unit_off1", 11, 5)
    room.scene.incident(7001, "ROB", "Quay Street", 60, where=place(0, 200))
    room.turn()
    put(room, **UNITS, OFF1=(10, 10))
    room.frame.picture.cameras["cam_1"] = Camera(
        camera_id="cam_1", kind="fixed", name="C-1", lat=MIDDLE[0], lon=MIDDLE[1]
    )
    return room


def put(room: DeskRoom, **metres: tuple[float, float]) -> None:
    """Let units be heard so many metres east and north of the middle."""
    units = room.frame.picture.units
    room.scene.move(
        {
            units[f"unit_{callsign.lower()}"].row: (*place(*where), 1.0)
            for callsign, where in metres.items()
        }
    )
    room.turn()


class Roads(Worker):
    """A worker that keeps what it is asked; `answer_…` answers."""

    def __init__(self) -> None:
        super().__init__("nowhere")
        self.reaches: list[tuple[tuple[float, ...], ReachAnswer]] = []
        self.times: list[tuple[F64, TimesAnswer]] = []
        self.places: list[tuple[float, PlacesAnswer]] = []

    def find_reach(
        self, lat: float, lon: float, steps: tuple[float, ...], answer: ReachAnswer
    ) -> bool:
        """Keep the question."""
        del lat, lon
        self.reaches.append((steps, answer))
        return True

    def find_times(
        self, lat: float, lon: float, lats: F64, lons: F64, answer: TimesAnswer
    ) -> bool:
        """Keep the question, with the metres north and east of each end."""
        ends = np.hypot((lats - lat) * 111_195, (lons - lon) * 64_255)
        self.times.append((ends, answer))
        return True

    def find_places(
        self, lat: float, lon: float, metres: float, most: int, answer: PlacesAnswer
    ) -> bool:
        """Keep the question."""
        del lat, lon, most
        self.places.append((metres, answer))
        return True

    def answer_reach(self, number: int = -1, *, streets: bool = True) -> None:
        """Say that each step is a triangle, or that there are no streets."""
        steps, answer = self.reaches[number]
        lats, lons = np.array([place(0, 0), place(100, 0), place(0, 100)]).T
        starts = np.array([0, 3], np.int32).tobytes()
        bands = tuple(
            Band(step, lats.tobytes(), lons.tobytes(), starts) for step in steps
        )
        answer(bands if streets else (), 0.0)

    def answer_times(self, number: int = -1, mps: float = 10.0) -> None:
        """Say that everybody comes at a speed, as the crow flies."""
        ends, answer = self.times[number]
        answer(np.round(ends / mps, 1))


def draw_rvp(room: DeskRoom, label: str = "RVP 1") -> Drawing:
    """Draw a rendezvous point 50 m south of the middle."""
    outline = Outline(shape="point", corners=(place(0, -50),))
    drawing = Drawing(
        drawing_id="drw_1", kind="rvp", outline=outline, label=label,
        expires_at_us=None,
    )  # fmt: skip
    room.frame.picture.drawings[drawing.drawing_id] = drawing
    return drawing
