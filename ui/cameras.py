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
        return self._named() or self._nearest()

    def why_not(self) -> str:
        """Return why no camera can be opened, or nothing."""
        if not self._position.frame.picture.cameras:
            return "no camera is known here"
        return "" if self.wanted() else "needs a camera, a unit with one or an incident"

    def open(self, camera_id: str | None = None, reason: str | None = None) -> None:
        """Open a camera, or the one that is meant; its reason is asked for there.

        It is opened for the selected incident; one that is named and carried by a unit
        on other work for that unit's own: nobody is watched for what they are not at.
        """
        named = camera_id or self._named()
        selected = self._position.selection.incident_id
        if named is not None:
            own = None if self._is_elsewhere(named, selected) else selected
            self._made().open_camera(named, own, reason)
        elif (near := self._nearest()) is not None:
            self._made().open_camera(near, selected, reason)

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

    def _named(self) -> str | None:
        """Return the selected camera, or the selected unit's."""
        frame, selection = self._position.frame, self._position.selection
        if selection.camera_id in frame.picture.cameras:
            return selection.camera_id
        if selection.unit_id is None:
            return None
        camera = cameras.of_unit(frame.picture, selection.unit_id)
        return camera.camera_id if camera is not None else None

    def _nearest(self) -> str | None:
        """Return the camera nearest to the selected incident."""
        frame, incident = self._position.frame, self._position.incident
        if incident is None or incident.lat is None or incident.lon is None:
            return None
        near = cameras.nearest(
            frame.picture, frame.tracks, incident.lat, incident.lon, 1
        )
        return near[0].camera.camera_id if near else None

    def _is_elsewhere(self, camera_id: str, incident_id: str | None) -> bool:
        """True when a camera is carried by a unit that is not on an incident.

        The video window then chooses what the unit is on; this one if that is nothing.
        """
        picture = self._position.frame.picture
        camera = picture.cameras.get(camera_id)
        unit = cameras.unit_of(picture, camera) if camera is not None else None
        return unit is not None and incident_id not in unit.incident_ids

    def _made(self) -> VideoWindow:
        if self.window is None:
            self.window = VideoWindow(
                self._position.theme, self._position.frame, self._link,
                self._position.selection, gateway=self._gateway_url,
            )  # fmt: skip
            self.window.resize(1280, 800)
            self.window.frame_exercise(self._exercise)
        return self.window
