"""Shows and takes away the trail of the selected unit: asks the gateway for what was.

The gateway writes the question down as a consultation before it answers.
"""

from PySide6.QtCore import QObject
from shiboken6 import isValid

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Track, TrackPage
from ui.asking import Asking
from ui.guard import guarded
from ui.map.memory import Memory
from ui.map.trails import LENGTH_US
from ui.map.view import MapView
from ui.maps import Maps
from ui.position import Position

LENGTH_MIN = LENGTH_US // 60_000_000


class UnitTrails(QObject):
    """The trails that this person asked for, each drawn by the map it was asked on."""

    def __init__(self, position: Position, asking: Asking, maps: Maps) -> None:
        super().__init__()
        self._position = position
        self._asking = asking
        self._maps = maps
        self._memory = Memory()
        position.frame.second.connect(self._remember)
        position.frame.picture_replaced.connect(self._memory.forget)
        self._serve(maps.main)
        maps.opened.connect(lambda window: self._serve(window.view))

    def why_not(self) -> str:
        """Return why no trail can be shown now, or nothing."""
        return "" if self._callsign(self._chosen) else "needs a selected unit"

    def toggle(self) -> None:
        """Show the trail of the selected unit, or take it away."""
        unit_id = self._chosen
        name = self._callsign(unit_id)
        if not name:
            return
        view = self._maps.here
        trails = view.stage.trails
        if unit_id in trails.shown:
            trails.take_away(unit_id)
            self._say(view)
            return
        trails.show(unit_id)
        self._say(view)
        now_us = self._position.frame.now_us()
        question = Track(
            unit_id=unit_id, from_us=max(now_us - LENGTH_US, 0), to_us=max(now_us, 0)
        )
        why_not = self._asking.ask(
            question, lambda answer: self._take(view, unit_id, answer)
        )
        if why_not:
            self._recall(view, unit_id, why_not)

    def step_back(self) -> bool:
        """Take every trail off the map that is meant; False when none was shown."""
        return self._clear(self._maps.here)

    def _serve(self, view: MapView) -> None:
        view.corners.trail.clicked.connect(lambda: self._clear(view))

    def _clear(self, view: MapView) -> bool:
        had = view.stage.trails.clear()
        self._say(view)
        return had

    @property
    def _chosen(self) -> str:
        return self._position.selection.unit_id or ""

    def _callsign(self, unit_id: str) -> str:
        unit = self._position.frame.picture.units.get(unit_id)
        return unit.callsign if unit is not None else ""

    def _take(self, view: MapView, unit_id: str, answer: AnswerArrived) -> None:
        if not isValid(view) or unit_id not in view.stage.trails.shown:
            return
        name, reply = self._callsign(unit_id) or "the unit", answer.reply
        if not answer.ok or not isinstance(reply, TrackPage):
            self._say_missing(name, answer.sentence or "The answer did not come.")
            return
        view.stage.trails.put(unit_id, reply.fix_us, reply.lat, reply.lon)
        if not reply.fix_us:
            self._position.said.emit(
                f"Nothing was kept of {name} in the last {LENGTH_MIN} min. "
                "From now on its trail is drawn."
            )
        view.update()

    @guarded
    def _remember(self) -> None:
        self._memory.follow(self._position.frame.tracks)

    def _recall(self, view: MapView, unit_id: str, why_not: str) -> None:
        """Without the gateway: what this desk has seen itself, a place every 20 s."""
        unit = self._position.frame.picture.units[unit_id]
        seen = self._memory.of(unit.row)
        view.stage.trails.put(unit_id, *seen)
        if seen[0]:
            said = f"The trail of {unit.callsign} is what this desk has seen itself."
            self._position.said.emit(f"{why_not} {said}")
        else:
            self._say_missing(unit.callsign, why_not)

    def _say(self, view: MapView) -> None:
        names = [self._callsign(each) for each in view.stage.trails.shown]
        view.corners.say_trails([name for name in names if name], LENGTH_MIN)
        view.update()

    def _say_missing(self, name: str, why_not: str) -> None:
        said = f"{why_not} From now on the trail of {name} is drawn."
        self._position.said.emit(said)
