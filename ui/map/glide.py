"""How the map moves when it was asked to: along a straight way, in 120 ms, or at once
where the way would be a blur; a function of time and nothing else.
"""

import math
from typing import NamedTuple

from ui.map.viewport import Viewport

GLIDE_S = 0.12
"""How long a move that was asked for takes (look.md, Motion)."""
FARTHEST_VIEWS = 3.0
"""A way of more views than this shows nothing on the way: the map is there at once."""
FARTHEST_ZOOMS = 4.0

State = tuple[float, float, float]
"""World x, y and zoom, as `Viewport.state` gives them."""


class Glide(NamedTuple):
    """One move of the view, from the moment `began_s` of any clock in seconds."""

    start: State
    end: State
    began_s: float

    def at(self, now_s: float) -> tuple[State, bool]:
        """Return where the view is at a moment, and whether it has arrived.

        It leaves fast and arrives slowly; a clock that stands still or goes back stays
        at the start.
        """
        part = (now_s - self.began_s) / GLIDE_S
        if part >= 1.0:
            return self.end, True
        eased = 1.0 - (1.0 - max(part, 0.0)) ** 3
        return between(self.start, self.end, eased), False


def between(start: State, end: State, part: float) -> State:
    """Return the view at a part of the way: one place of the screen stands still.

    Zoom goes evenly; x and y so that every pixel moves along a straight line.
    """
    zoom = start[2] + (end[2] - start[2]) * part
    first, last, here = (2.0**-each for each in (start[2], end[2], zoom))
    along = part if math.isclose(first, last) else (here - first) / (last - first)
    return (
        start[0] + (end[0] - start[0]) * along,
        start[1] + (end[1] - start[1]) * along,
        zoom,
    )


def is_near(view: Viewport, start: State, end: State) -> bool:
    """Whether the way from start to end shows something: few views, few zooms."""
    if abs(end[2] - start[2]) > FARTHEST_ZOOMS:
        return False
    widest = view.side_at(min(start[2], end[2]))
    across = abs(end[0] - start[0]) * widest / view.width
    down = abs(end[1] - start[1]) * widest / view.height
    return max(across, down) <= FARTHEST_VIEWS
