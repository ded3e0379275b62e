"""A room for the video window: a picture, who is where, and a link that answers."""

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage

from controlroom.desk.deliveries import AnswerArrived, Presence, Watcher
from controlroom.desk.mailbox import Mailbox
from controlroom.desk.questions import (
    AnyQuestion,
    EndStream,
    OpenStream,
    StreamEnded,
    StreamOpened,
)
from controlroom.desk.room_clock import RoomClock
from controlroom.domain.entities import (
    Alarm,
    Assignment,
    Camera,
    Incident,
    Person,
    Unit,
)
from controlroom.domain.errors import Refused
from controlroom.domain.tracks import Moved
from ui.frame import FrameTick
from ui.video.player import StreamPlayer

BEGAN_US = 1_795_300_200_000_000
"""21 November 2026, 22:30 in London."""


class RoomOfCameras:
    """A frame with two units, three cameras and an incident; link and presence of Ash.

    `path_of` gives the path that a camera's stream is opened by.
    """

    def __init__(self, path_of: Callable[[str], str]) -> None:
        self.clock = RoomClock()
        self.clock.set(BEGAN_US, 1.0)
        self.frame = FrameTick(Mailbox(), self.clock)
        self.asked: list[AnyQuestion] = []
        self.refusal = ""
        self.link_down = False
        self.told = True
        self._path_of = path_of
        self._fill()

    def ask(self, question: AnyQuestion) -> str:
        """Take a question as the link does, and answer it when the loop turns."""
        if self.link_down:
            raise Refused("no_link", "Not linked to the gateway.")
        self.asked.append(question)
        question_id = f"ask_{len(self.asked)}"
        QTimer.singleShot(0, lambda: self._answer(question_id, question))
        return question_id

    def watch(self, camera_id: str, person: str, viewing_id: str) -> None:
        """Let somebody look through a camera."""
        watcher = Watcher(
            desk="desk 4",
            person=person,
            viewing_id=viewing_id,
            since_us=self.clock.now_us(),
            told_us=self.clock.now_us() if self.told else None,
        )
        watchers = dict(self.frame.presence.cameras)
        watchers[camera_id] = (*watchers.get(camera_id, ()), watcher)
        self.frame.presence = Presence(cameras=watchers)
        self.frame.presence_changed.emit()

    def raise_emergency(self, unit_id: str = "unit_0") -> None:
        """Let an officer press the button."""
        self.frame.picture.alarms["alm_1"] = Alarm(
            alarm_id="alm_1", kind="officer_emergency", priority="emergency",
            raised_at_us=self.clock.now_us(), unit_id=unit_id, person_id="per_1",
        )  # fmt: skip

    def _answer(self, question_id: str, question: AnyQuestion) -> None:
        reply: StreamOpened | StreamEnded | None = None
        match question:
            case OpenStream(camera_id=camera_id) if not self.refusal:
                viewing_id = f"viewing_{question_id}"
                self.watch(camera_id, "Ash", viewing_id)
                reply = StreamOpened(
                    path=self._path_of(camera_id), viewing_id=viewing_id,
                    camera_id=camera_id, expires_us=0,
                )  # fmt: skip
            case EndStream(viewing_id=viewing_id):
                reply = StreamEnded(viewing_id=viewing_id)
            case _:
                pass
        answer = AnswerArrived(
            question_id=question_id, ok=reply is not None, code="",
            sentence="" if reply else self.refusal, reply=reply, next_page="",
        )  # fmt: skip
        self.frame.answered.emit(answer)

    def _fill(self) -> None:
        picture = self.frame.picture
        picture.people["per_1"] = Person(
            person_id="per_1", name="Dana Byrne", rank="PC", collar="3391"
        )
        for row, callsign in enumerate(("CN21", "TV22")):
            picture.units[f"unit_{row}"] = Unit(
                unit_id=f"unit_{row}", callsign=callsign, row=row, state=6,
                kind="foot" if row == 0 else "car",
                crew=("per_1",) if row == 0 else (),
                incident_ids=("inc_1",) if row == 0 else (),
            )  # fmt: skip
        picture.incidents["inc_1"] = Incident(
            incident_id="inc_1", cad="4521/21NOV26", type_code="robbery", grade="I",
            place="Foundry Lane at Mill Street", lat=54.7, lon=2.4,
            assignments=(Assignment(unit_id="unit_0", at_us=BEGAN_US, by="per_9"),),
        )  # fmt: skip
        for camera in (
            Camera(camera_id="cam_worn", kind="body_worn", name="CN21 Byrne",
                   unit_id="unit_0", person_id="per_1", state="recording"),
            Camera(camera_id="cam_car", kind="vehicle", name="TV22",
                   unit_id="unit_1", state="buffering"),
            Camera(camera_id="cam_fixed", kind="fixed", name="C-114 Mill Street",
                   lat=54.7004, lon=2.4, bearing_deg=90.0, state="recording"),
            Camera(camera_id="cam_far", kind="fixed", name="C-109 Canal path",
                   lat=54.702, lon=2.4, bearing_deg=90.0, state="recording"),
            Camera(camera_id="cam_farther", kind="fixed", name="C-112 Foundry Lane",
                   lat=54.703, lon=2.4, bearing_deg=90.0, state="recording"),
            Camera(camera_id="cam_farthest", kind="fixed", name="C-131 Basin",
                   lat=54.704, lon=2.4, bearing_deg=90.0, state="recording"),
        ):  # fmt: skip
            picture.cameras[camera.camera_id] = camera
        unknown = np.full(2, np.nan, np.float32)
        self.frame.tracks.apply(
            Moved(
                unit_rows=np.arange(2, dtype=np.int32),
                lat=np.array([54.7055, 54.706]),
                lon=np.array([2.4, 2.4]),
                fix_us=np.array([BEGAN_US - 2_000_000, BEGAN_US - 180_000_000]),
                speed_mps=unknown,
                heading_deg=unknown,
                accuracy_m=unknown,
                kind=np.zeros(2, np.uint8),
            )
        )


class ScriptedPlayer(StreamPlayer):
    """A player without a network: the test lets pictures come, stop and fail."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.stopped = 0

    def play(self, url: str) -> None:
        """Note what is to be played."""
        self.urls.append(url)
        self.frames = 0

    def stop(self) -> None:
        """Note that it was stopped."""
        self.stopped += 1
        self.frames = 0

    def show(self, count: int = 1) -> None:
        """Let pictures come."""
        for _ in range(count):
            self._image = QImage(64, 36, QImage.Format.Format_RGB32)
            self._image.fill(QColor(180, 120, 60))
            self.frames += 1
            self._last_s = time.monotonic()
            self.arrived.emit()

    def freeze(self, seconds: float) -> None:
        """Let so much time have passed without a picture."""
        self._last_s -= seconds
