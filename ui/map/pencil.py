"""The pencil: sets the corners of a point, a line, an area or a circle, by click or by
key, and says meanwhile how long or how large it is; sends nothing.
"""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from controlroom.domain.coordinates import Point
from controlroom.domain.decide.drawings import (
    AREA_LEAST_M2,
    CORNERS_MOST,
    RADIUS_LEAST_M,
    RADIUS_MOST_M,
)
from controlroom.domain.entities import DrawingShape, Outline
from controlroom.domain.geodesic import leg
from controlroom.domain.shapes import (
    area_m2,
    around_m,
    crosses_antimeridian,
    crosses_itself,
    length_m,
    open_ring,
)
from controlroom.domain.words import area, length
from ui.map.crayons import paint_corners, paint_sketch
from ui.map.scene import Scene
from ui.map.signs import LINE, paint_cross, paint_sign
from ui.map.tool import Spot, Tool

_SET = frozenset({Qt.Key.Key_Space})
_FINISH = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TAKE_BACK = frozenset({Qt.Key.Key_Backspace})
_MOVING = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_LIVE_MOST = 120
"""With more corners than this, crossing is looked for at each corner, not each move."""

NAMES: dict[DrawingShape, str] = {
    "point": "Draw a point",
    "line": "Draw a line",
    "polygon": "Draw an area",
    "circle": "Draw a circle",
}
_HINTS: dict[DrawingShape, str] = {
    "point": "Click the place, or Space for the middle of the map.",
    "line": (
        "Click corners, or Space for the middle of the map. Backspace takes one back, "
        "Enter or a double click finishes."
    ),
    "polygon": (
        "Click corners, or Space for the middle of the map. Backspace takes one back, "
        "Enter or a double click finishes."
    ),
    "circle": (
        "Click the middle, then the edge; Space is the middle of the map. "
        "Backspace takes the middle back."
    ),
}
_LEAST: dict[DrawingShape, int] = {"point": 1, "circle": 2, "line": 2, "polygon": 3}


class Pencil(Tool):
    """Held while something is drawn.

    middle: where the map looks. done: takes the outline when it is finished.
    corners: where to go on from, as after a drawing that was not sent.
    """

    keys = frozenset(int(key) for key in (*_SET, *_FINISH, *_TAKE_BACK))

    def __init__(
        self,
        shape: DrawingShape,
        middle: Callable[[], Point],
        done: Callable[[Outline], None],
        corners: Sequence[Point] = (),
    ) -> None:
        self.shape: DrawingShape = shape
        self.name, self.hint = NAMES[shape], _HINTS[shape]
        self._middle, self._done = middle, done
        self.corners: list[Point] = list(corners)[:CORNERS_MOST]
        self._pointer: Point | None = None
        self._by_keys = False
        self.problem = ""
        """Why it cannot be finished as it is, since somebody tried to."""
        self._crosses = False

    def move(self, spot: Spot) -> bool:
        """The rubber band follows the pointer."""
        self._pointer, self._by_keys = (spot.lat, spot.lon), False
        return True

    def release(self, spot: Spot) -> bool:
        """A click sets a corner."""
        self._pointer, self._by_keys = (spot.lat, spot.lon), False
        self._set((spot.lat, spot.lon))
        return True

    def double(self, spot: Spot) -> bool:
        """A double click finishes; its first click has set the last corner."""
        if self.shape in {"line", "polygon"}:
            self.finish()
        return True

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Space sets a corner, Backspace takes one back, Enter finishes."""
        if key in _SET:
            self._by_keys = True
            self._set(self._middle())
        elif key in _TAKE_BACK:
            self.problem = ""
            if self.corners:
                self.corners.pop()
            self._look()
        elif key in _FINISH:
            if self.shape == "circle" and len(self.corners) == 1:
                self._set(self._loose() or self.corners[0])
            else:
                self.finish()
        else:
            self._by_keys = self._by_keys or key in _MOVING
            return False
        return True

    def finish(self) -> None:
        """Hand over what was drawn, or say why it is not finished."""
        self.problem = self.why_not()
        if not self.problem:
            self._done(self.outline(self.corners))

    def why_not(self) -> str:
        """Return why what is drawn cannot be finished, or nothing."""
        corners = self.corners if self.shape == "circle" else open_ring(self.corners)
        missing = _LEAST[self.shape] - len(corners)
        if missing > 0:
            return f"{missing} more corner{'s' if missing > 1 else ''} needed"
        if crosses_antimeridian(corners):
            return "it crosses the 180th meridian"
        if self.shape == "circle":
            return _radius_problem(leg(*corners[0], *corners[-1]).metres)
        if self.shape != "polygon":
            return ""
        if crosses_itself(corners):
            return "it crosses itself: take the last corners back"
        return "it has no inside" if area_m2(corners) < AREA_LEAST_M2 else ""

    def outline(self, corners: Sequence[Point]) -> Outline:
        """Return corners as an outline; of a circle the second is on its edge."""
        if self.shape == "circle":
            radius_m = leg(*corners[0], *corners[-1]).metres
            return Outline(
                shape="circle", corners=tuple(corners[:1]), radius_m=radius_m
            )
        return Outline(shape=self.shape, corners=tuple(corners))

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """The corners, the rubber band to the pointer, and what they measure."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._by_keys or self._pointer is None:
            paint_cross(painter, scene)
        loose = self._loose()
        places = [*self.corners, *([loose] if loose is not None else [])]
        if not self.corners or not places:
            return
        if len(places) > 1 or self.shape == "point":
            paint_sketch(painter, scene, self._seen(places))
        spots = [scene.view.place_to_screen(*each) for each in self.corners]
        paint_corners(painter, scene, np.array(spots))
        lines, wrong = self.says(places)
        end = QPointF(*scene.view.place_to_screen(*places[-1]))
        below = (22 + LINE * len(lines) / 2) * scene.unit
        colour = "alarm.high_text" if wrong else "text.primary"
        paint_sign(painter, scene, end + QPointF(0, below), lines, colour)

    def says(self, places: Sequence[Point]) -> tuple[list[str], bool]:
        """Return the lines beside the pointer, and whether something is wrong."""
        if self.shape == "circle":
            metres = leg(*places[0], *places[-1]).metres
            lines = [f"radius {length(metres)}", area(np.pi * metres * metres)]
        elif self.shape == "polygon" and len(places) > 2:
            lines = [area(area_m2(places)), f"{length(around_m(places))} around"]
        else:
            lines = [length(length_m(places))]
        if self.problem:
            return [self.problem, *lines], True
        crosses = self._crosses
        if self.shape == "polygon" and len(places) <= _LIVE_MOST:
            crosses = crosses_itself(open_ring(places))
        return (["crosses itself", *lines], True) if crosses else (lines, False)

    def let_go(self) -> None:
        """What was begun is gone; nothing was sent."""
        self.corners = []

    def _seen(self, places: Sequence[Point]) -> Outline:
        """What is painted: two corners of an area are a line still."""
        if self.shape == "polygon" and len(places) < _LEAST["polygon"]:
            return Outline(shape="line", corners=tuple(places))
        return self.outline(places)

    def _loose(self) -> Point | None:
        """Where the next corner would be."""
        if self.shape == "point":
            return None
        return self._middle() if self._by_keys else self._pointer

    def _set(self, corner: Point) -> None:
        self.problem = ""
        if len(self.corners) >= CORNERS_MOST:
            self.problem = f"{CORNERS_MOST} corners are the most"
            return
        if self.shape == "circle" and len(self.corners) > 1:
            self.corners.pop()
        self.corners.append(corner)
        self._look()
        if self.shape == "point" or (self.shape == "circle" and len(self.corners) > 1):
            self.finish()

    def _look(self) -> None:
        self._crosses = self.shape == "polygon" and crosses_itself(
            open_ring(self.corners)
        )


def _radius_problem(radius_m: float) -> str:
    if radius_m < RADIUS_LEAST_M:
        return "the radius is under 1 m"
    if radius_m > RADIUS_MOST_M:
        return f"the radius is over {length(RADIUS_MOST_M)}"
    return ""
