"""Which camera is meant, and the video window that shows it, made when first wanted."""

from typing import Protocol

from PySide6.QtCore import QObject

from controlroom.desk.questions import AnyQuestion
from controlroom.domain import cameras
from ui.position import Position
from ui.video.window import VideoWindow


class Asks(Protocol):
    """What of the desk's link is used here."""

    def ask(self, question: AnyQuestion) -> str:
        """Ask the gateway; returns the question's id. Raises `Refused`."""


class Cameras(QObject):
    """The desk's one video window; it follows the frames of the main window."""

    def __init__(self, position: Position, link: Asks, gateway_url: str) -> None:
        super().__init__()
        self._position = position
        self._link = link
        self._gateway_url = gateway_url
        self._exercise = ""
        self.window: VideoWindow | None = None

    def wanted(self) -> str | None:
        """Return the camera that is meant: selected, the unit's, or the nearest."""
        frame, selection = self._position.frame, self._position.selection
        if selection.camera_id in frame.picture.cameras:
            return selection.camera_id
        if selection.unit_id is not None:
            camera = cameras.of_unit(frame.picture, selection.unit_id)
            if camera is not None:
                return camera.camera_id
        incident = self._position.incident
        if incident is None or incident.lat is None or incident.lon is None:
            return None
        near = cameras.nearest(
            frame.picture, frame.tracks, incident.lat, incident.lon, 1
        )
        return near[0].camera.camera_id if near else None

    def why_not(self) -> str:
        """Return why no camera can be opened, or nothing."""
        if not self._position.frame.picture.cameras:
            return "no camera is known here"
        return "" if self.wanted() else "needs a camera, a unit with one or an incident"

    def open(self, camera_id: str | None = None, reason: str | None = None) -> None:
        """Open a camera, or the one that is meant; its reason is asked for there."""
        camera_id = camera_id or self.wanted()
        if camera_id is not None:
            incident_id = self._position.selection.incident_id
            self._made().open_camera(camera_id, incident_id, reason)

    def playing(self) -> int:
        """Return how many pictures move now."""
        return self.window.playing() if self.window is not None else 0

    def frame_exercise(self, text: str) -> None:
        """Frame the video window as an exercise, also when it is made later."""
        self._exercise = text
        if self.window is not None:
            self.window.frame_exercise(text)

    def frame_emergency(self, strength: float) -> None:
        """Frame the video window in red."""
        if self.window is not None:
            self.window.frame_emergency(strength)

    def readdress(self, gateway_url: str) -> None:
        """Follow a gateway that was started anew at another place."""
        self._gateway_url = gateway_url
        if self.window is not None:
            self.window.gateway = gateway_url

    def shut(self) -> None:
        """End every viewing and close the window."""
        if self.window is not None:
            self.window.close_all()
            self.window.close()

    def _made(self) -> VideoWindow:
        if self.window is None:
            self.window = VideoWindow(
                self._position.theme, self._position.frame, self._link,
                self._position.selection, gateway=self._gateway_url,
            )  # fmt: skip
            self.window.resize(1280, 800)
            self.window.frame_exercise(self._exercise)
        return self.window
