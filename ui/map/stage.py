"""All layers of the map in their order, and what they are painted from."""

import math
import time
from collections import deque

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter

from controlroom.domain.entities import Alarm
from ui.map.backdrop import Watermark, paint_graticule
from ui.map.cameras import Cameras
from ui.map.captions import Caption, captions, plate_of
from ui.map.circles import paint_circles
from ui.map.courses import Courses
from ui.map.crowd import Crowd
from ui.map.deadfeed import DeadFeed
from ui.map.detail import Grain
from ui.map.drawings import Drawings
from ui.map.emergencies import Emergencies
from ui.map.force import Force, look, nothing
from ui.map.ground import Ground
from ui.map.groups import Groups, gather
from ui.map.hidden import hidden_words
from ui.map.incidents import Incidents
from ui.map.labels import Labels
from ui.map.layers import Layers, Painted
from ui.map.outside import Outside
from ui.map.pace import SPARING_MS, Pace
from ui.map.picking import DRAWING, Found, pick
from ui.map.piecework import Piecework
from ui.map.plates import Plate
from ui.map.reach import Reach
from ui.map.routes import Routes
from ui.map.scene import Scene
from ui.map.sectors import Sectors
from ui.map.selected import paint_links, paint_ring
from ui.map.sources import Frame
from ui.map.trails import Trails
from ui.map.units import Units
from ui.map.viewport import Viewport
from ui.power import Power
from ui.selection import Selection
from ui.theme import Theme

PLACE_LABELS_S = 0.25
"""Plates find new places at most this often."""
LABELS_SLICE_S = 0.002
"""Placing and painting plates takes no longer than this out of one frame, less what
new fixes and a new count took."""
WARM_SLICE_S = 0.001
"""Painting symbols nobody has seen yet takes no longer than this out of one look."""
RINGS_SLICE_S = 0.001
"""Painting rings that are shown next takes no longer than this out of one frame."""
JUST_S = 0.008
"""Half a picture at sixty a second: sooner nobody looks again."""
COUNTS_WAIT_S = 0.5
"""A new count of a crowd waits so long for a picture that is painted anyway."""
FLASH_S = 0.5
PAINTS_KEPT = 2_000

Box = tuple[float, float, float, float]


class Stage(QObject):
    """Reads the picture into columns, and paints one frame on request.

    `boxes` are the parts of the view that plates keep out of, pixels: left, top, width,
    height.
    """

    def __init__(
        self,
        theme: Theme,
        frame: Frame,
        selection: Selection,
        parent: QObject,
        viewport: Viewport | None = None,
        layers: Layers | None = None,
    ) -> None:
        super().__init__(parent)
        self.layers = layers or Layers(self)
        self.viewport = viewport or Viewport()
        self.ground = Ground(theme, self)
        self.force = Force(self.layers.passes_unit)
        self.incidents = Incidents(self.layers.passes_incident)
        self.cameras = Cameras()
        self.drawings = Drawings(self.layers.passes_drawing)
        self.labels, self.routes, self.trails = Labels(), Routes(), Trails()
        self.reach = Reach()
        self.dead_feed = DeadFeed()
        self.has_map = self.has_ground = False
        self.exercise = False
        self.boxes: list[Box] = []
        self.paint_ms: deque[float] = deque(maxlen=PAINTS_KEPT)
        """How long each of the last frames took, milliseconds."""
        self._theme, self._frame, self._selection = theme, frame, selection
        self._picture = frame.picture
        self._sight = nothing()
        self._groups = gather(self._sight, self.force, self.viewport, -1)
        self._sight_of: tuple[float, ...] = ()
        self._looked_at_s = -math.inf
        self._labels_due = True
        self._labels_at = 0.0
        self._piecework = Piecework(LABELS_SLICE_S)
        self._flashed = True
        self._pace, self._grain = Pace(), Grain()
        self._crowd, self._counts_shown = Crowd(self._paint_rings, self._may_count), 0
        self._courses = Courses()
        self._watermark, self._sectors = Watermark(), Sectors()
        self._power = Power()
        self._units = Units()
        self.painted = self._order()
        self.layers.changed.connect(self._sift)
        self.read_all()

    @property
    def are_plates_due(self) -> bool:
        """Whether the next picture places plates: a round is under way, or waits."""
        age_s = time.monotonic() - self._labels_at
        return self.labels.is_busy or (self._labels_due and age_s >= PLACE_LABELS_S)

    def read_all(self) -> None:
        """Read the whole picture, as after a snapshot."""
        self._picture = self._frame.picture
        self.force.chosen_id = self._selection.unit_id
        self.force.rebuild(self._picture)
        self._crowd.count_again()
        self.incidents.read(self._picture, self._selection.incident_id)
        self.cameras.read(self._picture)
        self.drawings.read(self._picture, self._selection.drawing_id)
        self.note_change()

    def touch(self, ids: frozenset[str]) -> None:
        """Read what some ids changed; everything when the picture is another."""
        if self._frame.picture is not self._picture or not ids:
            self.read_all()
            return
        self.force.touch(self._picture, ids)
        if any(each.startswith(("unit_", "alm_")) for each in ids):
            self._crowd.count_again()
        if any(each.startswith(("inc_", "alm_")) for each in ids):
            self.incidents.touch(self._picture, ids, self._selection.incident_id)
        if any(each.startswith("cam_") for each in ids):
            self.cameras.read(self._picture)
        if any(each.startswith("drw_") for each in ids):
            self.drawings.read(self._picture, self._selection.drawing_id)
        self.note_change()

    def _sift(self) -> None:
        """Take over other switches and filters; what is true is the same."""
        self.force.sift()
        self.incidents.read(self._picture, self._selection.incident_id)
        self.drawings.read(self._picture, self._selection.drawing_id)
        self.note_change()

    def touch_selection(self) -> None:
        """Take over another selection."""
        self.force.choose(self._picture, self._selection.unit_id)
        if self.drawings.left_out:
            self.drawings.read(self._picture, self._selection.drawing_id)
        self.incidents.follow(self._picture, self._selection.incident_id)
        self.note_change()

    def note_change(self) -> None:
        """Look anew at units and plates when the next frame is painted."""
        self._labels_due = True
        self._sight_of = ()

    def look(self) -> bool:
        """Look where everyone is now; True when a frame would show something else."""
        self._piecework.begin()
        self._refresh()
        moved = self._pace.differs(self._sight, time.monotonic())
        if moved:
            self._labels_due = True
        self._units.warm(self._theme, self.viewport.unit, self.force, WARM_SLICE_S)
        flash = self.flash()
        moved |= self._counts_wait()
        return moved or flash != self._flashed or self.drawings.is_busy

    @property
    def is_just_looked_at(self) -> bool:
        """Whether this view was looked at so lately that nothing is another by now.

        A picture that was painted again of what was seen before does not count.
        """
        age_s = time.monotonic() - self._looked_at_s
        return self._sight_of == self._view_now() and age_s < JUST_S

    def _view_now(self) -> tuple[float, ...]:
        view = self.viewport
        return (*view.state(), view.width, view.height, view.unit)

    @property
    def drawn_for_s(self) -> float:
        """Seconds since the last frame was painted."""
        return time.monotonic() - self._pace.drawn_at_s

    def _counts_wait(self) -> bool:
        """Whether a new count has to be painted: else it comes with what moves."""
        new = self._crowd.shown != self._counts_shown
        return new and self.drawn_for_s > COUNTS_WAIT_S

    @property
    def is_warm(self) -> bool:
        """Whether the symbols of this force have all been painted."""
        return not self._units.is_cold

    def wait_ms(self) -> int:
        """Return how long the frame that was painted will stay right."""
        self._pace.on_battery = self._power.on_battery()
        if self._courses.is_behind:
            return self._pace.fastest_ms
        if self._crowd.is_busy or self._crowd.shown != self._counts_shown:
            return SPARING_MS
        if self.are_plates_due or self._units.is_cold or self.drawings.is_busy:
            return SPARING_MS
        return self._pace.wait_ms()

    def flash(self) -> bool:
        """Whether unaccepted emergencies are bright now; always when none waits."""
        waiting = self._waiting_alarms()
        if self._theme.still or not waiting:
            return True
        return int(time.monotonic() / FLASH_S) % 2 == 0

    def scene(self) -> Scene:
        """Return this moment, looking anew when the view is another."""
        view = self.viewport
        if self._sight_of != self._view_now():
            self._refresh()
        return Scene(
            view,
            self._theme,
            self._picture,
            self._frame.tracks,
            self.force,
            self._sight,
            self._groups,
            self._selection,
            self._frame.now_us(),
            flash=self.flash(),
            detail=self._crowd.detail,
        )

    def paint(self, painter: QPainter) -> None:
        """Paint one frame; the painter counts in device pixels."""
        began_s = time.perf_counter()
        self._piecework.begin()
        scene = self.scene()
        for layer, paint in self.painted:
            if self.layers.shows(layer):
                paint(painter, scene)
        self._flashed, self._counts_shown = scene.flash, self._crowd.shown
        self._pace.note_drawn(scene.sight, time.monotonic())
        took_ms = (time.perf_counter() - began_s) * 1e3
        self.paint_ms.append(took_ms)
        self._pace.note_took(took_ms)
        self._grain.note_painted(took_ms, time.monotonic())

    def world_of(self, unit_id: str | None) -> tuple[float, float] | None:
        """Return world x and y where a unit is drawn now; None without a place."""
        row = self.force.row_of(self._picture, unit_id)
        courses = self._courses
        courses.follow(self._frame.tracks, self._picture.codes.interval_s)
        if not 0 <= row < len(courses):
            return None
        here = courses.look(self._frame.now_us())
        x, y = float(here.x[row]), float(here.y[row])
        return (x, y) if math.isfinite(x + y) else None

    def second(self) -> bool:
        """Take over what a second changed in words; True when a plate says it anew."""
        scene = self.scene()
        self.routes.follow(scene)

        def says(caption: Caption) -> Plate | None:
            return plate_of(caption, self.scene(), self.incidents, self.routes)

        self.labels.reword(says)
        return self.labels.go_on(scene, LABELS_SLICE_S) or self.labels.is_busy

    def hidden(self) -> str:
        """Return what switches and filters hide, in words."""
        return hidden_words(
            self.layers, self.scene(), self.incidents, self.cameras, self.drawings
        )

    def found_at(self, x: float, y: float) -> list[Found]:
        """Return what lies under a pixel, what a click means first."""
        cameras = self.cameras if self.layers.shows("cameras") else Cameras()
        scene = self.scene()
        drawn = [Found(DRAWING, each) for each in self.drawings.at(scene, x, y)]
        return [*pick(scene, self.incidents, cameras, x, y), *drawn]

    def _refresh(self) -> None:
        view = self.viewport
        with self._piecework.spent():
            self._courses.follow(self._frame.tracks, self._picture.codes.interval_s)
        self._sight = look(self.force, self._courses, view, self._frame.now_us())
        chosen = self.force.row_of(self._picture, self._selection.unit_id)
        detail = self._grain.follow(len(self._sight))
        with self._piecework.spent():
            self._groups = self._crowd.look(
                self._sight,
                self.force,
                view,
                chosen,
                detail,
                time.monotonic(),
                self.incidents.board.world,
            )
        self._sight_of, self._looked_at_s = self._view_now(), time.monotonic()

    def _paint_rings(self, groups: Groups) -> bool:
        """Paint rings that are to be shown, some each frame; True when none is left."""
        unit = self.viewport.unit
        return self._units.make_ready(self._theme, unit, groups, RINGS_SLICE_S)

    def _may_count(self) -> bool:
        return self._piecework.may_go_on("count")

    def _order(self) -> tuple[Painted, ...]:
        """The order of painting, first to last."""
        units = self._units
        return (
            Painted("", self._paint_ground),
            Painted("", self._paint_watermark),
            Painted("", self.reach.paint),
            Painted("sectors", self._paint_sectors),
            Painted("", self.drawings.paint),
            Painted("cameras", self.cameras.paint_cones),
            Painted("", paint_circles),
            Painted("", self.routes.paint),
            Painted("", self._paint_links),
            Painted("", self.trails.paint),
            Painted("cameras", self.cameras.paint),
            Painted("", units.paint_crowd),
            Painted("", self.incidents.paint),
            Painted("", units.paint),
            Painted("", self._paint_labels),
            Painted("", Emergencies(units).paint),
            Painted("", Outside().paint),
            Painted("", paint_ring),
            Painted("", self.dead_feed.paint),
        )

    def _waiting_alarms(self) -> list[Alarm]:
        standing = (*self.force.emergencies.values(), *self.force.placed_alarms)
        return [alarm for alarm in standing if alarm.accepted_at_us is None]

    def _paint_ground(self, painter: QPainter, scene: Scene) -> None:
        if self.has_ground:
            self.ground.draw(painter, scene.view)
        else:
            land = self._theme.color("map.land")
            painter.fillRect(0, 0, scene.view.width, scene.view.height, land)
        if not self.has_map:
            paint_graticule(painter, scene)

    def _paint_sectors(self, painter: QPainter, scene: Scene) -> None:
        self._sectors.paint(painter, scene, named=not self.has_map)

    def _paint_watermark(self, painter: QPainter, scene: Scene) -> None:
        if self.exercise:
            self._watermark.paint(painter, scene)

    def _paint_links(self, painter: QPainter, scene: Scene) -> None:
        paint_links(painter, scene, self.routes)

    def _paint_labels(self, painter: QPainter, scene: Scene) -> None:
        # A map without plates says nothing: the first are never put off.
        is_first = not self.labels.placed
        if self.are_plates_due and (is_first or self._piecework.may_go_on("plates")):
            if not self.labels.is_busy:
                self._begin_labels(scene)
            self.labels.go_on(scene, self._piecework.left_s)
        self.labels.paint(painter, scene, self.incidents)

    def _begin_labels(self, scene: Scene) -> None:
        self._labels_due, self._labels_at = False, time.monotonic()
        standing = self.labels.standing
        with self._piecework.spent():
            wanted = captions(scene, self.incidents, self.routes, standing)
            badges = self.incidents.badges(scene)
            self.labels.begin(scene, wanted, self.boxes, badges)
