"""Where one map looks when nobody's hand moves it: glides, follows a unit, keeps every
incident in view, goes back; a hand on the map always wins.
"""

import math
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.map.glide import Glide, State, is_near
from ui.map.viewport import Viewport

STREET_ZOOM = 16.0
"""Where the map goes when somebody is to be looked at."""
FOLLOW_ZOOM = 15.0
"""A unit is followed at least as near as this."""
KEPT = 50
"""Views that can be gone back to; the oldest goes first."""
BURST_S = 1.0
"""Gestures less than this apart are one: back goes to before the first."""
_STEP_MS = 8
_QUARTER_PX = 0.25

Hold = Literal["", "held", "away", "following", "wall", "locked"]
"""What keeps the view: nothing, a hand, a visit that can be come back from, a unit, the
incidents; `locked` is a hand on a view of the incidents."""
Points = Iterable[tuple[float, float]]


class Lookout(QObject):
    """Moves one viewport. A glide asks `may_glide` first; without it, it is there.

    Signals: `moved` when the view is another, `changed` when what keeps it is.
    """

    moved = Signal()
    changed = Signal()

    def __init__(
        self,
        viewport: Viewport,
        parent: QObject,
        may_glide: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._view, self._may_glide, self._clock = viewport, may_glide, clock
        self._seen: deque[State] = deque(maxlen=KEPT)
        self._rest = viewport.state()
        self._hand_at = -math.inf
        self._held = False
        self._left: State | None = None
        self._followed: str | None = None
        self._wall = False
        self._shown: frozenset[str] | None = None
        self._hold: Hold = ""
        self.is_asked = False
        """Whether anybody asked for a view; until then the whole place is shown."""
        self._glide: Glide | None = None
        precise = Qt.TimerType.PreciseTimer
        self._timer = QTimer(self, interval=_STEP_MS, timerType=precise)
        self._timer.timeout.connect(self.step)

    @property
    def hold(self) -> Hold:
        """What keeps the view now."""
        return self._hold

    @property
    def followed(self) -> str | None:
        """The id of the unit that is followed, or none."""
        return self._followed

    @property
    def is_wall(self) -> bool:
        """Whether the view is to keep every incident in sight."""
        return self._wall

    @property
    def is_gliding(self) -> bool:
        """Whether the view is on its way."""
        return self._glide is not None

    @property
    def target(self) -> State:
        """Where the view is, or will be when it has arrived."""
        return self._glide.end if self._glide else self._view.state()

    # ----------------------------------------------------------------- asked to move

    def look_at(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Put a place in the middle at once. Raises ValueError when it is no place."""
        before = self.target
        self._view.look_at(lat, lon, zoom)
        self._stop()
        self._remember(before)
        self._arrive()
        self.is_asked = True
        self.moved.emit()

    def visit(self, lat: float, lon: float) -> None:
        """Go to a place at street zoom; `go_home` comes back to the view that is left.

        Raises ValueError when it is no place.
        """
        left = self._left or self.target
        zoom = max(self.target[2], STREET_ZOOM)
        self._go(self._state_of(lambda view: view.look_at(lat, lon, zoom)))
        self._held, self._followed, self._left = False, None, left
        self._say()

    def fit(self, points: Points, *, at_once: bool = False) -> None:
        """Show all (lat, lon) places; with none that is one, nothing moves."""
        target = self._state_of(lambda view: view.fit(points))
        self.is_asked = True
        if at_once:
            self._stop()
            self._view.restore(target)
            self._arrive()
            self.moved.emit()
        else:
            self._go(target)

    def show(self, points: Points) -> None:
        """Show all (lat, lon) places because a person asked: the view is then held."""
        self.fit(points)
        self._held, self._followed, self._left = True, None, None
        self._say()

    def go_home(self, whole: Points) -> None:
        """Give the view back: as it was before a visit, else to the whole."""
        self._followed = None
        if self._left is not None and not self._wall:
            self._go(self._left)
        else:
            self.fit(whole)
        self._held, self._left = False, None
        self._say()

    def go_back(self) -> bool:
        """Go to the view before this one; False when there is none."""
        here = self.target
        while self._seen and self._seen[-1] == here:
            self._seen.pop()
        if not self._seen:
            return False
        self._go(self._seen.pop(), remember=False)
        self._held, self._followed, self._left = True, None, None
        self._say()
        return True

    def follow(self, unit_id: str | None, x: float, y: float) -> None:
        """Keep a unit in the middle, from world x and y on; None lets go of it."""
        if unit_id is None:
            self._held = self._held or self._followed is not None
        else:
            self._go((x, y, max(self.target[2], FOLLOW_ZOOM)))
            self._held, self._left = False, None
        self._followed = unit_id
        self._say()

    def keep_at(self, x: float, y: float) -> None:
        """Move along with the unit that is followed: it is at world x and y now."""
        if self._followed is None or self._glide is not None:
            return
        view = self._view
        if max(abs(x - view.x), abs(y - view.y)) * view.side < _QUARTER_PX:
            return
        view.restore((x, y, view.zoom))
        self._arrive()
        self.moved.emit()

    def set_wall(self, *, wall: bool) -> None:
        """Keep every incident in view from the next `show_set` on, or no longer."""
        self._wall, self._shown = wall, None
        if wall:
            self._held, self._followed, self._left = False, None, None
        self._say()

    def show_set(self, ids: frozenset[str], points: Points) -> None:
        """Tell the wall view what there is: it moves only for another set of ids."""
        if not self._wall or ids == self._shown:
            return
        self._shown = ids
        if self._hold == "wall":
            self.fit(points)

    def note_hand(self) -> None:
        """A hand has moved the view: it stays there until it is given back."""
        now = self._clock()
        self._stop()
        if now - self._hand_at > BURST_S:
            self._remember(self._rest)
        self._hand_at = now
        self._arrive()
        self.is_asked = self._held = True
        self._followed = self._left = None
        self._say()
        self.moved.emit()

    def step(self) -> None:
        """Go on with the glide."""
        if self._glide is None:
            self._timer.stop()
            return
        state, arrived = self._glide.at(self._clock())
        if arrived:
            self._stop()
        self._view.restore(state)
        self.moved.emit()

    def stop(self) -> None:
        """Move no more, as the map closes."""
        self._stop()

    # ------------------------------------------------------------------------- inside

    def _go(self, end: State, *, remember: bool = True) -> None:
        """Be there in 120 ms, or at once."""
        start = self._view.state()
        if remember:
            self._remember(self.target)
        self.is_asked = True
        self._rest, self._hand_at = end, -math.inf
        if start == end or not self._may_glide() or not is_near(self._view, start, end):
            self._stop()
            self._view.restore(end)
        else:
            self._glide = Glide(start, end, self._clock())
            self._timer.start()
        self.moved.emit()

    def _stop(self) -> None:
        self._glide = None
        self._timer.stop()

    def _arrive(self) -> None:
        self._rest = self._view.state()

    def _remember(self, state: State) -> None:
        if self.is_asked and (not self._seen or self._seen[-1] != state):
            self._seen.append(state)

    def _state_of(self, move: Callable[[Viewport], None]) -> State:
        """Return what the view would be after a move, and leave it where it is."""
        view = self._view
        before = view.state()
        try:
            move(view)
            return view.state()
        finally:
            view.restore(before)

    def _say(self) -> None:
        hold: Hold = ""
        if self._followed is not None:
            hold = "following"
        elif self._left is not None:
            hold = "away"
        elif self._held:
            hold = "locked" if self._wall else "held"
        elif self._wall:
            hold = "wall"
        self._hold = hold
        self.changed.emit()
