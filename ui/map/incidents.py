"""Incidents as badges: the letter is the grade, amber is late, red is danger, and one
with a clock is scheduled for later.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from controlroom.domain.entities import Incident
from controlroom.domain.picture import Picture
from controlroom.ground.mercator import Floats
from ui.map.atlas import Atlas
from ui.map.board import (
    DANGER,
    LETTERS,
    OVERDUE,
    PLAIN,
    PLANNED,
    Passes,
    Reading,
)
from ui.map.folds import MOST_SAID, NUMBER_AT, NUMBER_REACH, Folds, fold, paint_number
from ui.map.fragments import Fragments
from ui.map.scene import Scene
from ui.map.symbols import text_path
from ui.map.viewport import Viewport
from ui.theme import Theme

_LOOKS = 4
_MIDDLE_UP, _REACH = 13.0, 20.0
"""A badge's middle above its incident, and from there to its edge, design pixels."""
BADGE_UP, BADGE_PX = 17.0, 11.0
"""The same of a badge without its tail."""


def badge_middles(view: Viewport, world: Floats, margin: float) -> Floats:
    """Return the middles of the badges of places (n, 2), pixels: each stands on its
    tail. Those so many pixels outside the view are among them.
    """
    pixels = view.to_screen(world[view.shows(world, margin)])
    pixels[:, 1] -= BADGE_UP * view.unit
    return pixels


class Incidents:
    """Draws a board in one call and the selected badge's frame after it."""

    def __init__(self, passes: Passes = lambda _incident: True) -> None:
        self._passes = passes
        self.grades: list[str] = []
        self._reading = Reading(Picture(), self.grades, None, passes)
        self.board = self._reading.board()
        self._codes = self._reading.picture.codes
        self._alarms: dict[str, str] = {}
        """The emergency of an incident, by the incident's id."""
        self._guest = False
        self._atlas: Atlas | None = None
        self._numbers: Atlas | None = None
        self._made_for: tuple[str, float] | None = None
        self._rows = Fragments()
        self._folds: Folds | None = None
        self._folds_of: tuple[object, ...] = ()

    def read(self, picture: Picture, selected: str | None) -> None:
        """Take over what the picture says."""
        self._reading = Reading(picture, self.grades, selected, self._passes)
        self._codes = picture.codes
        self.board = self._reading.board()
        self._alarms = {
            each.incident_id: each.emergency_alarm_id
            for each in picture.incidents.values()
            if each.emergency_alarm_id
        }
        self._guest = _is_guest(picture, selected)

    def touch(
        self, picture: Picture, ids: Collection[str], selected: str | None
    ) -> None:
        """Take over what changed: incidents, and emergencies of incidents, by id."""
        before = self._reading
        same = picture is before.picture and picture.codes is self._codes
        if not same or selected != before.selected:
            self.read(picture, selected)
            return
        changed = {each for each in ids if each.startswith("inc_")}
        for each in changed & picture.incidents.keys():
            alarm_id = picture.incidents[each].emergency_alarm_id
            if alarm_id:
                self._alarms[each] = alarm_id
        changed.update(each for each, alarm in self._alarms.items() if alarm in ids)
        if not changed:
            return
        board = before.changed(self.board, changed)
        if board is None:
            self.read(picture, selected)
            return
        self.board = board
        self._guest = _is_guest(picture, selected)

    def follow(self, picture: Picture, selected: str | None) -> None:
        """Take over another selection: all that is open is on the board already."""
        if self.board.left_out or self._guest or _is_guest(picture, selected):
            self.read(picture, selected)
        else:
            self._reading = replace(self._reading, selected=selected)

    def ids(self) -> frozenset[str]:
        """Return the ids of the open incidents that are drawn."""
        return frozenset(each.incident_id for each in self._open())

    def places(self) -> list[tuple[float, float]]:
        """Return (lat, lon) of the open incidents that are drawn."""
        return [(each.lat or 0.0, each.lon or 0.0) for each in self._open()]

    def _open(self) -> list[Incident]:
        return [each for each in self.board.incidents if each.status == "open"]

    def in_view(self, scene: Scene) -> tuple[NDArray[np.int64], Floats]:
        """Return indices into the board and places in pixels."""
        world = self.board.world
        seen = np.flatnonzero(scene.view.shows(world, 40 * scene.unit))
        return seen, scene.view.to_screen(world[seen])

    def badges(self, scene: Scene) -> Floats:
        """Return the middles of the badges in view, pixels (n, 2)."""
        return badge_middles(scene.view, self.board.world, 40 * scene.unit)

    def folds(self, scene: Scene, seen: NDArray[np.int64], places: Floats) -> Folds:
        """Return which of the incidents in view share a badge, by index into `seen`.

        Whoever asks again of the same view is given the same.
        """
        looks = self.board.looks(scene.now_us)[seen]
        chosen = self.board.index.get(scene.selection.incident_id or "", -1)
        kept = (looks == DANGER) | (seen == chosen)
        view, ranks = scene.view, self.ranks(scene, seen)
        made_of = (
            (*view.state(), view.width, view.height, view.unit),
            *(each.tobytes() for each in (places, looks, ranks, kept)),
        )
        if self._folds is None or made_of != self._folds_of:
            self._folds = fold(view, places, looks, ranks, kept)
            self._folds_of = made_of
        return self._folds

    def ranks(self, scene: Scene, seen: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how grave the grade of each is: 0 is the gravest."""
        rank_of = np.zeros(max(len(self.grades), 1), np.int64)
        rank_of[self._by_rank(scene)] = np.arange(len(self.grades))
        return np.asarray(rank_of[self.board.letters[seen]])

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint the incidents in view: the emergency last, on top."""
        atlas = self._atlas_for(scene.theme, scene.unit)
        seen, places = self.in_view(scene)
        folds = self.folds(scene, seen, places)
        looks = self.board.looks(scene.now_us)[seen]
        codes = self.board.letters[seen] * _LOOKS + looks
        alone = np.flatnonzero(folds.of < 0)
        alone = alone[np.argsort(looks[alone], kind="stable")]
        up = np.array([0.0, round(_MIDDLE_UP * scene.unit)])
        self._paint_folds(painter, scene, folds, atlas)
        atlas.place(self._rows, codes[alone], places[alone] - up)
        atlas.draw(painter, self._rows, len(alone))
        chosen = self.board.index.get(scene.selection.incident_id or "", -1)
        for place in places[seen == chosen].tolist():
            _paint_frame(painter, scene, QPointF(*place))

    def _paint_folds(
        self, painter: QPainter, scene: Scene, folds: Folds, atlas: Atlas
    ) -> None:
        """Paint the badges that stand for several, each with its number."""
        if not len(folds.counts) or self._numbers is None:
            return
        letters = np.array(self._by_rank(scene), np.int64)[folds.ranks]
        up = np.array([0.0, round(_MIDDLE_UP * scene.unit)])
        atlas.place(self._rows, letters * _LOOKS + folds.looks, folds.places - up)
        atlas.draw(painter, self._rows, len(letters))
        said = np.minimum(folds.counts, MOST_SAID + 1)
        beside = np.rint(np.array(NUMBER_AT) * scene.unit)
        self._numbers.place(self._rows, said, np.rint(folds.places) + beside)
        self._numbers.draw(painter, self._rows, len(said))

    def _by_rank(self, scene: Scene) -> list[int]:
        """Letters in use, the gravest grade first; those of no grade last."""
        graded = [grade.code for grade in scene.picture.codes.grades]
        return sorted(
            range(len(self.grades)),
            key=lambda letter: (
                graded.index(self.grades[letter])
                if self.grades[letter] in graded
                else len(graded)
            ),
        )

    def _atlas_for(self, theme: Theme, unit: float) -> Atlas:
        if self._atlas is None or self._made_for != (theme.name, unit):
            self._made_for = (theme.name, unit)

            def badge(painter: QPainter, code: int) -> None:
                letter, look = divmod(code, _LOOKS)
                painter.translate(0.0, round(_MIDDLE_UP * unit) / unit)
                paint_badge(painter, theme, self.grades[letter], look)

            def number(painter: QPainter, code: int) -> None:
                paint_number(painter, theme, code)

            self._atlas = Atlas(LETTERS * _LOOKS, _REACH, unit, badge)
            self._numbers = Atlas(MOST_SAID + 2, NUMBER_REACH, unit, number)
        return self._atlas


def paint_badge(painter: QPainter, theme: Theme, grade: str, look: int) -> None:
    """Paint one badge; its tail ends at the origin, where the incident is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill, line, text = _colours(theme, grade, look)
    path = _outline(10.5, 28.0, 11.0, 3.5, 3.0)
    halo = QPen(theme.color("map.halo"), 3.5)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.fillPath(path, fill)
    pen = QPen(line, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if look == PLANNED or (look == PLAIN and grade == "R"):
        pen.setDashPattern([3, 2])
    painter.strokePath(path, pen)
    letter = "0" if look == DANGER else grade[:2]
    painter.fillPath(text_path(letter, 12.0, 700).translated(0, -15.2), text)
    painter.setPen(QPen(theme.color("surface.window"), 1.5))
    painter.setBrush(theme.color("accent.select_map"))
    painter.drawEllipse(QPointF(0, 0), 2.5, 2.5)
    if look == PLANNED:
        _paint_clock(painter, theme)


def _paint_clock(painter: QPainter, theme: Theme) -> None:
    """Paint the small clock of what is scheduled, at the badge's upper right."""
    painter.setPen(QPen(theme.color("text.secondary"), 1.25))
    painter.setBrush(theme.color("surface.panel"))
    middle = QPointF(10.5, -27.0)
    painter.drawEllipse(middle, 5.0, 5.0)
    painter.drawLine(middle, middle + QPointF(0.0, -3.2))
    painter.drawLine(middle, middle + QPointF(2.4, 1.2))


def _paint_frame(painter: QPainter, scene: Scene, place: QPointF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place)
    painter.scale(scene.unit, scene.unit)
    path = _outline(15.0, 32.5, 7.5, 5.5, -1.5)
    for token, width in (("surface.window", 5.0), ("accent.select_map", 2.0)):
        pen = QPen(scene.theme.color(token), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.restore()


def _outline(
    half: float, top: float, foot: float, tail: float, tip: float
) -> QPainterPath:
    """A rectangle with a pointed tail: distances up from the origin."""
    path = QPainterPath(QPointF(-half, -top))
    for x, y in (
        (half, top), (half, foot), (tail, foot),
        (0.0, tip), (-tail, foot), (-half, foot),
    ):  # fmt: skip
        path.lineTo(x, -y)
    path.closeSubpath()
    return path


def _colours(theme: Theme, grade: str, look: int) -> tuple[QColor, QColor, QColor]:
    """Fill, outline and letter."""
    if look == DANGER:
        return tuple(
            theme.color(f"alarm.{name}")
            for name in ("emergency", "on_emergency", "on_emergency")
        )  # type: ignore[return-value]  # three names, three colours
    casing = theme.color("state.casing")
    if look == OVERDUE:
        return theme.color("alarm.high"), casing, theme.color("alarm.on_high")
    panel = theme.color("surface.panel")
    if look == PLANNED:
        return panel, theme.color("grade.r_line"), theme.color("grade.r_text")
    match grade:
        case "I":
            return theme.color("grade.i_fill"), casing, theme.color("grade.i_text")
        case "S":
            line = theme.color("text.secondary")
            return theme.color("grade.s_fill"), line, theme.color("grade.s_text")
        case "E":
            return panel, theme.color("grade.e_line"), theme.color("grade.e_text")
        case _:
            return panel, theme.color("grade.r_line"), theme.color("grade.r_text")


def _is_guest(picture: Picture, selected: str | None) -> bool:
    """Whether the selected incident is drawn only because it is selected."""
    incident = picture.incidents.get(selected or "")
    return incident is not None and incident.status != "open"
