"""Units as sprites, as large as their number in view allows; never those in danger."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from controlroom.domain.freshness import FADING, FRESH
from ui.map import symbols
from ui.map.atlas import Atlas
from ui.map.detail import Detail
from ui.map.force import Sight
from ui.map.fragments import Fragments
from ui.map.groups import Rings
from ui.map.scene import Scene
from ui.map.stamps import Stamps
from ui.paint import STATE_FILL
from ui.theme import Theme

AGES = 4
STATES = 12
HEADINGS = 32
FILLS = ("deployable", "en_route", "at_scene", "not_deployable", "emergency")
_FILL_OF = np.array(
    [FILLS.index(STATE_FILL.get(state, "not_deployable")) for state in range(STATES)]
)
_FAR = np.array([symbols.wedge_is_far(kind) for kind in symbols.KINDS])


class Units:
    """Bodies and wedges in two calls; dots and stamps where there are too many."""

    def __init__(self) -> None:
        self._made_for: tuple[str, float] | None = None
        self._bodies: dict[Detail, Atlas] = {}
        self._wedges: dict[Detail, Atlas] = {}
        self._dots: Atlas | None = None
        self._stamps = Stamps()
        self._rings = Rings()
        self._body_rows = Fragments()
        self._wedge_rows = Fragments()

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint every unit that is not in danger: groups first, then the rest."""
        self._make(scene.theme, scene.unit)
        sight = scene.sight
        calm = np.flatnonzero((sight.state != symbols.EMERGENCY) & ~scene.groups.hidden)
        detail = scene.detail
        self._rings.paint(painter, scene.theme, scene.unit, scene.groups)
        if detail is Detail.STAMP:
            self._stamps.paint(painter, scene, calm)
        elif detail is Detail.DOT:
            self._paint_dots(painter, sight, calm)
        else:
            kinds = scene.force.kind[sight.rows]
            turning = calm[sight.moving[calm] & (sight.age[calm] <= FADING)]
            headings = scene.tracks.heading_deg[sight.rows[turning]]
            self._paint_wedges(painter, sight, turning, kinds, headings, detail)
            self.paint_bodies(painter, scene, calm, detail)

    def paint_bodies(
        self,
        painter: QPainter,
        scene: Scene,
        which: NDArray[np.int64],
        detail: Detail = Detail.FULL,
    ) -> None:
        """Paint the bodies of some indices into the sight."""
        self._make(scene.theme, scene.unit)
        sight = scene.sight
        kinds = scene.force.kind[sight.rows[which]].astype(np.int64)
        ages = np.minimum(sight.age[which], AGES - 1)
        codes = (kinds * STATES + sight.state[which]) * AGES + ages
        atlas = self._bodies[detail]
        atlas.place(self._body_rows, codes, sight.places[which])
        atlas.draw(painter, self._body_rows, len(which))

    def _paint_wedges(
        self,
        painter: QPainter,
        sight: Sight,
        which: NDArray[np.int64],
        kinds: NDArray[np.uint8],
        headings: NDArray[np.float32],
        detail: Detail,
    ) -> None:
        turns = np.rint(headings / (360 / HEADINGS)).astype(np.int64) % HEADINGS
        faded = (sight.age[which] > FRESH).astype(np.int64)
        fills = _FILL_OF[sight.state[which]] * 2 + faded
        codes = (fills * 2 + _FAR[kinds[which]]) * HEADINGS + turns
        atlas = self._wedges[detail]
        atlas.place(self._wedge_rows, codes, sight.places[which])
        atlas.draw(painter, self._wedge_rows, len(which))

    def _paint_dots(
        self, painter: QPainter, sight: Sight, which: NDArray[np.int64]
    ) -> None:
        if self._dots is None:
            return
        # From top to bottom: neighbours in memory are painted one after another, which
        # is a third faster, and the southern dot of two is the nearer one.
        which = which[
            np.argsort(sight.places[which, 1].astype(np.int16), kind="stable")
        ]
        ages = np.minimum(sight.age[which], AGES - 1)
        codes = sight.state[which].astype(np.int64) * AGES + ages
        self._dots.place(self._body_rows, codes, sight.places[which])
        self._dots.draw(painter, self._body_rows, len(which))

    def _make(self, theme: Theme, unit: float) -> None:
        """Begin new atlases when the theme or the scale is another."""
        if self._made_for == (theme.name, unit):
            return
        self._made_for = (theme.name, unit)

        def body(painter: QPainter, code: int) -> None:
            rest, age = divmod(code, AGES)
            kind, state = divmod(rest, STATES)
            symbols.paint_body(painter, theme, symbols.KINDS[kind], state, age)

        def wedge(painter: QPainter, code: int) -> None:
            _paint_wedge(painter, theme, code)

        def dot(painter: QPainter, code: int) -> None:
            symbols.paint_dot(painter, theme, *divmod(code, AGES))

        kinds = len(symbols.KINDS)
        for detail in (Detail.FULL, Detail.MID):
            size = unit * detail.scale
            self._bodies[detail] = Atlas(
                kinds * STATES * AGES, symbols.REACH, size, body
            )
            self._wedges[detail] = Atlas(
                len(FILLS) * 2 * 2 * HEADINGS, symbols.WEDGE_REACH, size, wedge
            )
        self._dots = Atlas(STATES * AGES, 4.5, unit, dot)


def _paint_wedge(painter: QPainter, theme: Theme, code: int) -> None:
    fills, turn = divmod(code, HEADINGS)
    fills, far = divmod(fills, 2)
    fill, faded = divmod(fills, 2)
    painter.rotate(turn * 360 / HEADINGS)
    painter.setOpacity(0.6 if faded else 1.0)
    colour = theme.color(f"state.{FILLS[fill]}")
    symbols.paint_wedge(painter, colour, theme.color("state.casing"), bool(far))
