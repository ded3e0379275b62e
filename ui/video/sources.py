"""The cameras near what is selected, nearest first; those without a picture say why."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from controlroom.domain import cameras, words
from controlroom.domain.cameras import Near
from ui.dock import TitleBar
from ui.frame import FrameTick
from ui.paint import RIGHT, Ink
from ui.panels.heads import hairline
from ui.rows import Look, RowView
from ui.selection import Selection
from ui.spans import Section
from ui.theme import Theme
from ui.video.sentences import CameraWords

ROW = 44.0
DARK = 2
"""How many cameras without a picture are listed, with the reason."""


@dataclass(frozen=True, slots=True)
class Middle:
    """What the list is about: its words and place."""

    name: str
    lat: float
    lon: float


class Sources(QWidget):
    """Lists cameras; `wanted` names the one that the person wants to open."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, frame: FrameTick, selection: Selection) -> None:
        super().__init__()
        self._frame = frame
        self._selection = selection
        self._words = CameraWords(frame)
        self._near: dict[str, Near] = {}
        self._ready: list[str] = []
        self._open: dict[str, str] = {}
        self.bar = TitleBar(theme, "Cameras")
        self.rows = RowView(theme, self, "Cameras near the selection")
        self.rows.activated.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.rows, 1)
        selection.changed.connect(self.refresh)

    @property
    def listed(self) -> list[str]:
        """Ids of the cameras as listed: first those with a picture, nearest first."""
        return list(self._near)

    def nth(self, number: int) -> str | None:
        """Return the camera behind a number key, 1 for the nearest."""
        return self._ready[number - 1] if 0 < number <= len(self._ready) else None

    def mark_open(self, phases: dict[str, str]) -> None:
        """Note which cameras are open here: phase by camera id."""
        self._open = phases
        self.rows.viewport().update()

    def refresh(self) -> None:
        """Read places and states anew; the list keeps still under the hand."""
        middle = self._middle()
        if middle is None:
            self.bar.set_title("Cameras", "select an incident or a unit")
            self._show([], [])
            return
        self.bar.set_title(f"Cameras near {middle.name}", "nearest first")
        picture, tracks = self._frame.picture, self._frame.tracks
        place = (middle.lat, middle.lon)
        ready = cameras.nearest(picture, tracks, *place)
        self._show(ready, cameras.nearest_dark(picture, tracks, *place, DARK))

    def _show(self, ready: list[Near], dark: list[Near]) -> None:
        known = {near.camera.camera_id: near for near in (*ready, *dark)}
        if self.rows.hands_on and set(known) == set(self._near):
            # Same cameras, other order: distances change, places under the hand do not.
            known = {key: known[key] for key in self._near}
        self._near = known
        self._ready = [key for key in known if known[key].camera.state == "recording"]
        self.rows.set_sections([Section("near", list(known), row=ROW, head=0)])

    def _middle(self) -> Middle | None:
        picture = self._frame.picture
        incident = picture.incidents.get(self._selection.incident_id or "")
        if (
            incident is not None
            and incident.lat is not None
            and incident.lon is not None
        ):
            cad = self._words.cad(incident.incident_id)
            return Middle(cad, incident.lat, incident.lon)
        unit = picture.units.get(self._selection.unit_id or "")
        if unit is None or unit.row >= len(self._frame.tracks):
            return None
        row, tracks = unit.row, self._frame.tracks
        return Middle(unit.callsign, float(tracks.lat[row]), float(tracks.lon[row]))

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """There is no head."""

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one camera: its key, kind, name, what it can do, how far it is."""
        near = self._near[key]
        self._ground(ink, width, height, look)
        why = cameras.why_no_picture(self._frame.picture, near.camera)
        color = "text.disabled" if why else "text.primary"
        muted = "text.muted" if why and not look.selected else "text.secondary"
        if key in self._ready:
            ink.key(12, 13, str(self._ready.index(key) + 1))
        ink.icon(38, 14, self._words.icon(key), 16, muted)
        far = words.distance(near.metres)
        taken = ink.width_of(far)
        ink.text(
            width - 12 - taken, 0, taken + 1, height, far, color=muted, align=RIGHT
        )
        room = width - 12 - taken - 10 - 62
        ink.text(62, 4, room, 18, self._words.name(key), color=color, weight=500)
        ink.text(62, 22, room, 18, why or self._state(key), "caption", muted)
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _ground(self, ink: Ink, width: float, height: float, look: Look) -> None:
        if look.selected:
            ink.fill(0, 0, width, height, "surface.selected")
        elif look.hovered:
            ink.fill(0, 0, width, height, "surface.hover")
        wide, bottom = round(width * ink.theme.scale) + 1, ink.theme.px(height)
        hairline(ink.painter, ink.theme, wide, bottom)
        if look.selected:
            ink.fill(0, 0, 3, height, "accent.base")

    def _state(self, key: str) -> str:
        phase = self._open.get(key)
        if phase is None:
            return self._words.where(key, None)
        return "open here, frozen" if phase == "frozen" else "open here"

    def tip(self, key: str) -> str:
        """Return a row in one sentence."""
        near = self._near.get(key)
        if near is None:
            return ""
        why = cameras.why_no_picture(self._frame.picture, near.camera)
        state = why or self._state(key)
        return f"{self._words.name(key)}, {state}, {words.distance(near.metres)}"
