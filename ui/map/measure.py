"""The ruler: a chain of points, how long it is, which way its last leg goes, and how
long a car needs from end to end.
"""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from controlroom.domain.coordinates import Point
from controlroom.domain.geodesic import Leg, leg
from controlroom.domain.grid import grid_reference
from controlroom.domain.words import age, bearing, length
from controlroom.ground.mercator import Floats
from ui.map.scene import Scene
from ui.map.signs import LINE, paint_cross, paint_sign
from ui.map.tool import Spot, Tool

MOST_POINTS = 200
"""A longer chain takes no more points."""
_ADD = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_TAKE_BACK = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
_SHORT_PX = 70.0
"""A leg shorter than this on the screen has no sign of its own."""

WayAnswer = Callable[[Floats, Floats, float, float], None]
AskWay = Callable[[Point, Point, WayAnswer], bool]


class Measure(Tool):
    """Measures along points that are clicked, or taken at the middle of the map by key.

    middle: where the map looks. ask_way: asks for the way by road between two places.
    changed: what to call when the way has come.
    """

    name = "Measure"
    hint = "Click points, or press Enter. Backspace takes one back."
    keys = frozenset(int(key) for key in (*_ADD, *_TAKE_BACK))

    def __init__(
        self,
        middle: Callable[[], Point],
        ask_way: AskWay,
        changed: Callable[[], None],
    ) -> None:
        self._middle, self._ask_way, self._changed = middle, ask_way, changed
        self.points: list[Point] = []
        self._pointer: Point | None = None
        self._by_keys = True
        self._done = False
        self._road: tuple[float, float] | None = None

    def press(self, spot: Spot) -> bool:
        """Leave the press to the map, which may be dragged by it."""
        del spot
        return False

    def move(self, spot: Spot) -> bool:
        """Take the last leg along."""
        self._pointer, self._by_keys = (spot.lat, spot.lon), False
        return bool(self.points) and not self._done

    def release(self, spot: Spot) -> bool:
        """Add a point; after a double click begin anew."""
        self._by_keys = False
        self._add((spot.lat, spot.lon))
        return True

    def double(self, spot: Spot) -> bool:
        """End the chain: nothing follows the pointer any more."""
        del spot
        self._done = True
        return True

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Add the middle of the map, or take the last point back."""
        del modifiers
        if key in _ADD:
            self._by_keys = True
            self._add(self._middle())
            return True
        if key in _TAKE_BACK:
            self._done = False
            if self.points:
                self.points.pop()
                self._follow_road()
            return True
        return False

    def words(self) -> str:
        """Return what was measured in one line, or nothing: for the clipboard."""
        legs = self._legs(self.points)
        if not legs:
            return ""
        start, end = self.points[0], self.points[-1]
        last = f"{length(legs[-1].metres)} on {bearing(legs[-1].bearing)} true"
        said = [
            f"{grid_reference(*start)} to {grid_reference(*end)}",
            f"{_total(legs)}, last leg {last}" if len(legs) > 1 else last,
            self.road_words(),
        ]
        return ", ".join(part for part in said if part)

    def road_words(self) -> str:
        """Return the way by road between the ends, or nothing while it is not known."""
        if self._road is None:
            return ""
        seconds, metres = self._road
        return f"by road {length(metres)}, {age(seconds)}"

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint the chain, its legs and, at its end, the whole."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._by_keys:
            paint_cross(painter, scene)
        places = [*self.points]
        loose = self._loose_end()
        if loose is not None:
            places.append(loose)
        if not places:
            return
        pixels = [QPointF(*scene.view.place_to_screen(*place)) for place in places]
        _paint_line(painter, scene, pixels, loose=loose is not None)
        legs = self._legs(places)
        for here, there, each in zip(pixels, pixels[1:], legs, strict=False):
            gap = there - here
            if len(legs) > 1 and gap.manhattanLength() > _SHORT_PX * scene.unit:
                words = f"{length(each.metres)}  {bearing(each.bearing)}"
                paint_sign(painter, scene, (here + there) / 2, (words,))
        if legs:
            self._paint_whole(painter, scene, pixels[-1], legs)

    def _paint_whole(
        self, painter: QPainter, scene: Scene, end: QPointF, legs: list[Leg]
    ) -> None:
        lines = [
            _total(legs),
            f"last {length(legs[-1].metres)}  {bearing(legs[-1].bearing)} true",
        ]
        if len(legs) == 1:
            lines = [f"{length(legs[0].metres)}  {bearing(legs[0].bearing)} true"]
        if self._road is not None:
            lines.append(self.road_words())
        below = (20 + LINE * len(lines) / 2) * scene.unit
        paint_sign(painter, scene, end + QPointF(0, below), lines)

    def _loose_end(self) -> Point | None:
        """Where the leg that is not taken yet ends."""
        if not self.points or self._done:
            return None
        return self._middle() if self._by_keys else self._pointer

    def _legs(self, places: list[Point]) -> list[Leg]:
        return [leg(*start, *end) for start, end in pairwise(places)]

    def _add(self, point: Point) -> None:
        if self._done:
            self.points, self._done = [], False
        if len(self.points) < MOST_POINTS:
            self.points.append(point)
            self._follow_road()

    def _follow_road(self) -> None:
        """Ask for the way between the ends; an answer for other ends is not heard."""
        self._road = None
        if len(self.points) < 2:
            return
        ends = (self.points[0], self.points[-1])

        def take(_lats: Floats, lons: Floats, seconds: float, metres: float) -> None:
            if self.points and ends == (self.points[0], self.points[-1]) and len(lons):
                self._road = (seconds, metres)
                self._changed()

        self._ask_way(*ends, take)


def _total(legs: list[Leg]) -> str:
    total = length(sum(each.metres for each in legs))
    return f"{total} in {len(legs)} legs" if len(legs) > 1 else total


def _paint_line(
    painter: QPainter, scene: Scene, pixels: list[QPointF], *, loose: bool
) -> None:
    """The legs with a dark edge; the one not taken yet is dashed."""
    unit, theme = scene.unit, scene.theme
    edge = QColor(theme.color("surface.window"))
    edge.setAlphaF(0.7)
    taken = pixels[:-1] if loose else pixels
    line = theme.color("accent.select_map")
    for colour, width in ((edge, 6.0), (line, 2.5)):
        pen = QPen(colour, width * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(taken)
        if loose:
            if width < 6.0:
                pen.setDashPattern([3, 2.5])
                painter.setPen(pen)
            painter.drawLine(pixels[-2], pixels[-1])
    painter.setPen(QPen(theme.color("surface.window"), 1.5 * unit))
    painter.setBrush(line)
    for pixel in taken:
        painter.drawEllipse(pixel, 4.5 * unit, 4.5 * unit)
