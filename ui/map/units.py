"""Units as sprites, as large as their number in view allows; never those in danger."""

import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from controlroom.domain.freshness import FADING, FRESH
from controlroom.ground.mercator import Floats
from ui.map import symbols
from ui.map.atlas import Atlas
from ui.map.detail import Detail
from ui.map.force import MARGIN_PX, Force, Sight
from ui.map.fragments import Fragments
from ui.map.groups import Groups
from ui.map.rings import Rings
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
_LOOKS, _HELD, _FADED = 3, 1, 2
"""How a wedge looks: filled, open or faded and open."""
_COVERED_PX = 2.0
"""A dot this near under another is not seen, design pixels."""
_ENVELOPE_AT = (-11.0, -11.0)
_FAR = np.array([symbols.wedge_is_far(kind) for kind in symbols.KINDS])


class Cover:
    """Finds dots that another one all but covers."""

    def __init__(self) -> None:
        self._last: NDArray[np.int32] = np.zeros(0, np.int32)

    def uncovered(self, x: Floats, y: Floats, scene: Scene) -> NDArray[np.intp]:
        """Which of some dots at pixels (n,), painted in their order, are seen.

        Of dots within two pixels of each other the last one is.
        """
        view, margin = scene.view, MARGIN_PX * scene.unit
        cells = 1.0 / (_COVERED_PX * scene.unit)
        columns, rows = (
            int((side + 3 * margin) * cells) + 1 for side in (view.width, view.height)
        )
        if len(self._last) != columns * rows:
            self._last = np.zeros(columns * rows, np.int32)
        keys = ((y + margin) * cells).astype(np.intp)
        keys *= columns
        keys += ((x + margin) * cells).astype(np.intp)
        np.clip(keys, 0, len(self._last) - 1, out=keys)
        # What stands there from before is never read: every key is written first.
        numbers = np.arange(len(keys), dtype=np.int32)
        self._last[keys] = numbers
        return np.flatnonzero(self._last.take(keys) == numbers)


class Units:
    """Bodies and wedges in two calls; dots and stamps where there are too many."""

    def __init__(self) -> None:
        self._made_for: tuple[str, float] | None = None
        self._bodies: dict[Detail, Atlas] = {}
        self._wedges: dict[Detail, Atlas] = {}
        self._dots: Atlas | None = None
        self._stamps = Stamps()
        self._cover = Cover()
        self._rings = Rings()
        self._body_rows = Fragments()
        self._wedge_rows = Fragments()
        self._envelope: Atlas | None = None
        self._envelope_rows = Fragments()
        self._cold: list[tuple[Atlas, int]] | None = None
        self._warm_for = 0

    def paint_crowd(self, painter: QPainter, scene: Scene) -> None:
        """Paint units that are only dots or stamps, and the rings that sum them up."""
        if scene.detail not in {Detail.DOT, Detail.STAMP}:
            return
        self._make(scene.theme, scene.unit)
        # Those in danger too: their symbol covers what would be left of a dot.
        if scene.detail is Detail.STAMP:
            self._stamps.paint(painter, scene)
        else:
            self._paint_dots(painter, scene)
        self._rings.paint(painter, scene.theme, scene.unit, scene.groups)

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint the units that are whole symbols, groups first; nobody in danger."""
        sight, detail = scene.sight, scene.detail
        if detail in {Detail.DOT, Detail.STAMP}:
            self.paint_symbols(painter, scene, meant(scene), Detail.FULL)
            return
        self._make(scene.theme, scene.unit)
        self._rings.paint(painter, scene.theme, scene.unit, scene.groups)
        calm = (sight.state != symbols.EMERGENCY) & ~scene.groups.hidden
        self.paint_symbols(painter, scene, np.flatnonzero(calm), detail)

    def paint_symbols(
        self,
        painter: QPainter,
        scene: Scene,
        which: NDArray[np.int64],
        detail: Detail,
    ) -> None:
        """Paint wedges, bodies and envelopes of some indices into the sight."""
        sight = scene.sight
        if not len(which):
            return
        self._make(scene.theme, scene.unit)
        turning = which[sight.moving[which] & (sight.age[which] <= FADING)]
        rows = sight.rows[turning]
        kinds, headings = scene.force.kind[rows], scene.tracks.heading_deg[rows]
        self._paint_wedges(painter, sight, turning, kinds, headings, detail)
        self.paint_bodies(painter, scene, which, detail)
        self._paint_envelopes(painter, scene, which, detail)

    def paint_bodies(
        self,
        painter: QPainter,
        scene: Scene,
        which: NDArray[np.int64],
        detail: Detail = Detail.FULL,
    ) -> None:
        """Paint the bodies of some indices into the sight."""
        self._make(scene.theme, scene.unit)
        if not len(which):
            return
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
        # Filled while it goes, open once it only stands where it was last heard.
        look = sight.held[which].astype(np.int64)
        look[sight.age[which] > FRESH] = _FADED
        fills = _FILL_OF[sight.state[which]] * _LOOKS + look
        codes = (fills * 2 + _FAR[kinds]) * HEADINGS + turns
        atlas = self._wedges[detail]
        atlas.place(self._wedge_rows, codes, sight.places[which])
        atlas.draw(painter, self._wedge_rows, len(which))

    def _paint_envelopes(
        self,
        painter: QPainter,
        scene: Scene,
        which: NDArray[np.int64],
        detail: Detail,
    ) -> None:
        """Paint who waits for an answer, at the upper left of the body."""
        asking = which[scene.force.asks[scene.sight.rows[which]]]
        if not len(asking) or self._envelope is None:
            return
        away = np.array(_ENVELOPE_AT) * scene.unit * detail.scale
        none = np.zeros(len(asking), np.int64)
        self._envelope.place(
            self._envelope_rows, none, scene.sight.places[asking] + away
        )
        self._envelope.draw(painter, self._envelope_rows, len(asking))

    def _paint_dots(self, painter: QPainter, scene: Scene) -> None:
        if self._dots is None:
            return
        sight, groups = scene.sight, scene.groups
        across, down = sight.places.T
        # From top to bottom: neighbours in memory are painted one after another, which
        # is a third faster, and the southern dot of two is the nearer one.
        which = np.argsort(down.astype(np.int16), kind="stable")
        keep = self._cover.uncovered(across.take(which), down.take(which), scene)
        which = which.take(keep)
        codes = sight.state.take(which).astype(np.int64)
        codes *= AGES
        codes += np.minimum(sight.age.take(which), AGES - 1)
        codes += STATES * AGES * groups.crowded(which)
        places = sight.places.T.take(which, axis=1).T
        self._dots.place(self._body_rows, codes, places)
        self._dots.draw(painter, self._body_rows, len(which))

    def make_ready(
        self, theme: Theme, unit: float, groups: Groups, slice_s: float
    ) -> bool:
        """Paint rings that are to be shown, for so long; True when none is left."""
        return self._rings.make_ready(theme, unit, groups, slice_s)

    @property
    def is_cold(self) -> bool:
        """Whether symbols that will be needed are still to be painted."""
        return self._cold is None or bool(self._cold)

    def warm(self, theme: Theme, unit: float, force: Force, slice_s: float) -> None:
        """Paint symbols before they are seen, for so long: a first look is no wait."""
        self._make(theme, unit)
        if self._cold is None or self._warm_for != len(force.units):
            self._warm_for = len(force.units)
            self._cold = self._unseen(force)
        until_s = time.perf_counter() + slice_s
        while self._cold and time.perf_counter() < until_s:
            atlas, code = self._cold.pop()
            atlas.add(code)

    def _unseen(self, force: Force) -> list[tuple[Atlas, int]]:
        """What a force like this shows when all of it is heard, the last first."""
        kinds = sorted(set(force.kind.tolist()))
        bodies = [
            (k * STATES + s) * AGES for k in kinds for s in range(1, symbols.OFF_DUTY)
        ]
        fills = range((len(FILLS) - 1) * _LOOKS * 2 * HEADINGS)
        wedges = [code for code in fills if code // (2 * HEADINGS) % _LOOKS == 0]
        return [
            *((self._wedges[Detail.MID], code) for code in wedges),
            *((self._bodies[Detail.MID], code) for code in bodies),
            *((self._wedges[Detail.FULL], code) for code in wedges),
            *((self._bodies[Detail.FULL], code) for code in bodies),
        ]

    def _make(self, theme: Theme, unit: float) -> None:
        """Begin new atlases when the theme or the scale is another."""
        if self._made_for == (theme.name, unit):
            return
        self._made_for = (theme.name, unit)
        self._cold = None

        def body(painter: QPainter, code: int) -> None:
            rest, age = divmod(code, AGES)
            kind, state = divmod(rest, STATES)
            symbols.paint_body(painter, theme, symbols.KINDS[kind], state, age)

        def wedge(painter: QPainter, code: int) -> None:
            _paint_wedge(painter, theme, code)

        def dot(painter: QPainter, code: int) -> None:
            dim, code = divmod(code, STATES * AGES)
            symbols.paint_dot(painter, theme, *divmod(code, AGES), dim=bool(dim))

        def envelope(painter: QPainter, _code: int) -> None:
            symbols.paint_envelope(painter, theme)

        self._envelope = Atlas(1, symbols.ENVELOPE_REACH, unit, envelope)
        kinds = len(symbols.KINDS)
        for detail in (Detail.FULL, Detail.MID):
            size = unit * detail.scale
            self._bodies[detail] = Atlas(
                kinds * STATES * AGES, symbols.REACH, size, body
            )
            self._wedges[detail] = Atlas(
                len(FILLS) * _LOOKS * 2 * HEADINGS, symbols.WEDGE_REACH, size, wedge
            )
        self._dots = Atlas(2 * STATES * AGES, 4.5, unit, dot)


def meant(scene: Scene) -> NDArray[np.int64]:
    """Indices of the units the person works with: whole symbols in any crowd."""
    rows = [
        scene.force.row_of(scene.picture, unit_id)
        for unit_id in (scene.selection.unit_id, *_sent(scene))
    ]
    found = [scene.sight.index_of(row) for row in rows if row >= 0]
    indices = {each for each in found if each is not None}
    calm = [each for each in indices if scene.sight.state[each] != symbols.EMERGENCY]
    return np.array(sorted(calm), np.int64)


def _sent(scene: Scene) -> list[str]:
    incident = scene.picture.incidents.get(scene.selection.incident_id or "")
    return [each.unit_id for each in incident.assignments] if incident else []


def _paint_wedge(painter: QPainter, theme: Theme, code: int) -> None:
    fills, turn = divmod(code, HEADINGS)
    fills, far = divmod(fills, 2)
    fill, look = divmod(fills, _LOOKS)
    painter.rotate(turn * 360 / HEADINGS)
    painter.setOpacity(0.6 if look == _FADED else 1.0)
    colour = theme.color(f"state.{FILLS[fill]}")
    casing = theme.color("state.casing")
    is_open = look == _HELD
    symbols.paint_wedge(painter, colour, casing, far=bool(far), is_open=is_open)
