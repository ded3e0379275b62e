"""The maps of a desk and what the actions do to them: open, follow, fit, go back."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from controlroom.domain.entities import Incident
from controlroom.domain.geo import is_place
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Tracks
from ui.layout import MapPlace
from ui.map.reach import Drawn
from ui.map.view import MapView
from ui.map_window import MapWindow
from ui.position import Position
from ui.selection import Selection

MOST = 6
"""Further map windows at once: a desk has no more screens."""
Place = tuple[float, float]
"""Degrees, latitude first."""
OFF_DUTY = 11
"""Radio state of units that the map does not draw."""


class Maps(QObject):
    """The map of the main window, and those that stand on other screens.

    Signals: `opened(window)` for each further window, before it is shown.
    """

    opened = Signal(object)

    def __init__(self, position: Position, main: MapView) -> None:
        super().__init__(main)
        self._position = position
        self.main = main
        self.windows: list[MapWindow] = []
        """Further windows, in the order of their numbers."""
        self._exercise = ""
        self._strength = 0.0
        self._reach: Drawn = ()
        position.struck.connect(self._give_way)

    @property
    def here(self) -> MapView:
        """The map that an action is meant for: where the keyboard is, else the main."""
        active = QApplication.activeWindow()
        return next((each.view for each in self.windows if each is active), self.main)

    def open_window(self) -> MapWindow | None:
        """Open a further map that looks where this one does; None when there are six.

        It shares the worker and everything that is known with the others.
        """
        if len(self.windows) >= MOST:
            said = f"{MOST} map windows are open. Close one first."
            self._position.said.emit(said)
            return None
        here = self.here
        window = self._make()
        if here.lookout.is_asked:
            window.view.centre_on(*here.viewport.centre, here.lookout.target[2])
        window.show()
        window.view.setFocus()
        return window

    def open_new(self) -> None:
        """Open a further map, for the action."""
        self.open_window()

    def restore(self, places: Sequence[MapPlace]) -> None:
        """Open windows as they were left; the keyboard stays where it is."""
        for place in places[:MOST]:
            window = self._make()
            window.put(place)
            window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            window.show()

    def places(self) -> tuple[MapPlace, ...]:
        """Return how every further window stands, as `restore` takes it."""
        return tuple(each.place() for each in self.windows)

    def fill_screen(self) -> None:
        """Let the window of this map fill its screen, or no longer."""
        window = self.here.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def shut(self) -> None:
        """Close every further window, as the desk closes."""
        for window in list(self.windows):
            window.close()

    def come_back(self) -> None:
        """What is done next is done in the main window: the keyboard goes there."""
        if self.here is not self.main:
            self.main.window().activateWindow()

    def frame_exercise(self, words: str) -> None:
        """Frame every further window as an exercise, or none."""
        self._exercise = words
        for window in self.windows:
            window.frame_exercise(words)

    def frame_emergency(self, strength: float) -> None:
        """Frame every further window in red, 0 none to 1."""
        self._strength = strength
        for window in self.windows:
            window.frame_emergency(strength)

    def draw_reach(self, drawn: Drawn) -> None:
        """Draw on every map what is within reach, or nothing."""
        self._reach = drawn
        for view in self._all():
            view.stage.reach.drawn = drawn
            view.update()

    def go_home(self) -> None:
        """Restore the map's view."""
        self.here.go_home()

    def go_back(self) -> None:
        """Go to the view before this one."""
        if not self.here.lookout.go_back():
            self._position.said.emit("There is no view before this one.")

    def follow(self) -> None:
        """Follow the selected unit, or let go of the one that is followed."""
        view, unit_id = self.here, self._position.selection.unit_id
        if unit_id is None or view.lookout.followed == unit_id:
            view.helm.follow(None)
        elif not view.helm.follow(unit_id):
            callsign = self._position.say.callsign(unit_id)
            self._position.said.emit(f"{callsign} has no position yet.")

    def why_not_follow(self) -> str:
        """Return why no unit can be followed or let go of, or nothing."""
        known = self._position.frame.picture.units
        if (self._position.selection.unit_id or "") in known:
            return ""
        return "" if self.here.lookout.followed else "needs a selected unit"

    def fit(self, what: str) -> None:
        """Show all `units`, all `incidents` or what is `selected`."""
        places = list(self._places(what))
        if places:
            self.here.lookout.show(places)
        else:
            self._position.said.emit(f"{_NONE[what]} Nothing moved.")

    def switch_wall(self) -> None:
        """Keep every open incident in view, or no longer."""
        self.here.helm.show_wall(wall=not self.here.lookout.is_wall)

    def switch_motion(self) -> None:
        """Let nothing glide or flash on any screen of this person, or let it again."""
        theme = self._position.theme
        theme.hold_still(still=not theme.still)
        words = "Nothing glides or flashes now." if theme.still else "Motion is back."
        self._position.said.emit(words)

    def _all(self) -> list[MapView]:
        return [self.main, *(window.view for window in self.windows)]

    def _give_way(self) -> None:
        for view in self._all():
            view.give_way()

    def _make(self) -> MapWindow:
        taken = {each.number for each in self.windows}
        number = next(each for each in range(2, MOST + 2) if each not in taken)
        window = MapWindow(self._position, self.main.locality, number)
        window.frame_exercise(self._exercise)
        window.frame_emergency(self._strength)
        window.view.stage.reach.drawn = self._reach
        window.closed.connect(lambda: self.windows.remove(window))
        self.windows = sorted([*self.windows, window], key=lambda each: each.number)
        self.opened.emit(window)
        return window

    def _places(self, what: str) -> Iterator[Place]:
        frame = self._position.frame
        match what:
            case "units":
                return unit_places(frame.picture, frame.tracks)
            case "incidents":
                return incident_places(frame.picture)
            case _:
                selection = self._position.selection
                return selected_places(frame.picture, frame.tracks, selection)


_NONE = {
    "units": "No unit has a position yet.",
    "incidents": "No open incident has a place.",
    "selected": "What is selected has no position yet.",
}


def unit_places(picture: Picture, tracks: Tracks) -> Iterator[Place]:
    """Where every unit on duty was last heard."""
    for unit in picture.units.values():
        if unit.state != OFF_DUTY:
            yield from _heard(tracks, unit.row)


def incident_places(picture: Picture) -> Iterator[Place]:
    """Where every open incident is."""
    for incident in picture.incidents.values():
        if incident.status == "open":
            yield from _stands(incident.lat, incident.lon)


def selected_places(
    picture: Picture, tracks: Tracks, selection: Selection
) -> Iterator[Place]:
    """Where what is selected is, and the units that are on the selected incident."""
    incident: Incident | None = picture.incidents.get(selection.incident_id or "")
    unit_ids = {selection.unit_id or ""}
    if incident is not None:
        yield from _stands(incident.lat, incident.lon)
        unit_ids |= {each.unit_id for each in incident.assignments}
    for unit_id in sorted(unit_ids):
        unit = picture.units.get(unit_id)
        if unit is not None:
            yield from _heard(tracks, unit.row)
    for entity in (
        picture.cameras.get(selection.camera_id or ""),
        picture.alarms.get(selection.alarm_id or ""),
    ):
        if entity is not None:
            yield from _stands(entity.lat, entity.lon)


def _heard(tracks: Tracks, row: int) -> Iterator[Place]:
    if 0 <= row < len(tracks):
        yield from _stands(float(tracks.lat[row]), float(tracks.lon[row]))


def _stands(lat: float | None, lon: float | None) -> Iterator[Place]:
    if lat is not None and lon is not None and is_place(lat, lon):
        yield lat, lon
