"""Units on the real map: trails on request, groups that open, cards that tell."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF

from controlroom.wire import device as d
from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import MIDDLE, count, place, shot
from tests.helpers.operator import Operator, read
from ui.map.labels import Placed
from ui.map.outside import outside


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: no test changes what another looks at."""
    return shared_room


@pytest.fixture
def seated(room: LiveRoom, sit: Sit, town: Path) -> Operator:
    """Ash at a desk with a map of the town."""
    operator = sit(room, pack=town)
    operator.until(lambda: operator.window.map.stage.has_map)
    return operator


def _where(operator: Operator, callsign: str) -> QPoint:
    """Return where a unit is drawn at this moment."""
    frame, view = operator.app.frame, operator.window.map
    row = operator.unit(callsign).row
    lat, lon = frame.tracks.ahead(frame.now_us())
    return view.point_of(float(lat[row]), float(lon[row])).toPoint()


def test_a_trail_is_shown_and_taken_away(seated: Operator) -> None:
    """H asks the gateway for where the unit was, adds what comes; H and Esc end it."""
    trails, chip = seated.window.map.stage.trails, seated.window.map.corners.trail
    unit = seated.unit("HB14")
    seated.app.selection.select_unit(unit.unit_id)
    seated.press("H")
    seated.until(lambda: len(trails.shown[unit.unit_id].at_us) > 2)

    assert "Trail of HB14, 15 min Esc" == chip.text
    assert chip.isVisible()

    seated.press("H")

    assert ({}, False) == (trails.shown, chip.isVisible())

    seated.press("H")
    seated.press("Esc")

    assert ({}, unit.unit_id) == (trails.shown, seated.app.selection.unit_id)


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[LiveRoom]:
    """A room for one test, in which somebody comes into danger."""
    with LiveRoom(tmp_path / "alone") as room:
        yield room


def test_danger_is_in_no_ring_and_never_lost(
    alone: LiveRoom, sit: Sit, town: Path
) -> None:
    """From afar the officer stands beside the rings; out of view a mark leads back."""
    operator = sit(alone, pack=town)
    operator.until(lambda: operator.window.map.stage.has_map)
    view, unit = operator.window.map, operator.unit("CN24")
    alone.hub.say("CN24", d.SaidEmergency())
    operator.until(lambda: operator.window.strip.urgent)
    operator.until(lambda: unit.unit_id in view.stage.force.emergencies)
    view.centre_on(*MIDDLE, 11.0)
    scene = view.stage.scene()
    index = scene.sight.index_of(unit.row)

    assert index is not None
    assert not scene.groups.hidden[index]
    assert scene.groups.hidden.any()
    assert count(shot(view), operator.app.theme.color("alarm.emergency"), 8) > 100

    view.centre_on(*place(6_000, 0), 16.0)
    (far,) = outside(view.stage.scene())
    mark = QPointF(far.x, far.y) / view.devicePixelRatioF()
    operator.app.selection.select_unit(None)
    operator.click(view, mark.toPoint())
    operator.until(lambda: not view.lookout.is_gliding)

    assert unit.unit_id == operator.app.selection.unit_id
    assert [] == outside(view.stage.scene())


def _point(operator: Operator, where: Callable[[], QPoint], words: str) -> str:
    """Follow what drives with the pointer until its card says something; return it."""

    def shown() -> bool:
        operator.hover(operator.window.map, where())
        return words in operator.card()

    operator.until(shown)
    return operator.card()


def _gather(operator: Operator) -> None:
    """Look at the town from so far that its units are one ring."""
    view = operator.window.map
    view.centre_on(*MIDDLE, 11.0)
    operator.until(lambda: len(view.stage.scene().groups) == 1)


def _ring(operator: Operator) -> QPoint:
    """Return where the first ring is drawn now; the corner while there is none."""
    view = operator.window.map
    places = view.stage.scene().groups.places
    if not len(places):
        return QPoint()
    x, y = places[0].tolist()
    return QPointF(x, y).toPoint() / view.devicePixelRatioF()


def test_a_ring_says_what_it_stands_for_and_opens(seated: Operator) -> None:
    """Its card counts by state; a click comes so near that the units part."""
    view = seated.window.map
    _gather(seated)
    said = _point(seated, lambda: _ring(seated), "units")

    assert "click to open" in said
    assert "HB15" in said

    before = view.viewport.zoom
    seated.click(view, _ring(seated))
    seated.until(lambda: not view.lookout.is_gliding)

    assert view.viewport.zoom > before
    assert "held" == view.lookout.hold
    seated.until(lambda: not len(view.stage.scene().groups))


def test_units_at_one_place_are_listed(seated: Operator, room: LiveRoom) -> None:
    """No zoom parts them: a list with the keyboard's focus, arrows, Enter, Esc."""
    view, chooser = seated.window.map, seated.window.map.opening.chooser
    for callsign in ("HB14", "HB15", "DG62"):
        room.hub.put(callsign, 620.0, 420.0)
    view.centre_on(*place(620.0, 420.0), 16.0)

    def ring() -> list[list[float]]:
        groups = view.stage.scene().groups
        return [each.tolist() for each in groups.places[groups.counts == 3]]

    seated.until(ring)
    x, y = ring()[0]
    seated.click(view, QPointF(x, y).toPoint() / view.devicePixelRatioF())

    assert ["unit_dg62", "unit_hb14", "unit_hb15"] == chooser.unit_ids
    assert "3 units at this place" in " ".join(read(chooser.view.viewport()))

    seated.press("Down")
    seated.press("Return")

    assert "unit_hb14" == seated.app.selection.unit_id
    assert chooser.isHidden()


def test_the_card_of_a_unit(seated: Operator) -> None:
    """Who it is, in what state, how fast and on which group, how old the fix is."""
    view = seated.window.map
    unit = seated.unit("CN25")
    view.centre_on(*MIDDLE, 15.0)
    seated.until(lambda: unit.unit_id in _under(seated, _where(seated, "CN25")))
    said = _point(seated, lambda: _where(seated, "CN25"), "CN25")

    assert "km/h" in said or "standing" in said
    assert "by vehicle" in said


def _under(operator: Operator, at: QPoint) -> list[str]:
    found = operator.window.map.found_at(QPointF(at))
    return [each.entity_id for each in found]


def test_plates_do_not_jump(seated: Operator, room: LiveRoom) -> None:
    """A unit that stands keeps its plate where it is while others drive about."""
    view, still = seated.window.map, seated.unit("CN26")
    room.hub.hear_once("CN26", -200, -200)
    seated.until(lambda: seated.has_fix(still))
    view.centre_on(*place(-200, -200), 16.0)
    labels = view.stage.labels

    def side() -> list[int]:
        return [
            each.side for each in labels.placed if each.caption.key == still.unit_id
        ]

    seated.until(side)
    first, seen = side(), set()
    for _ in range(12):
        before = labels.placed

        def is_new(before: list[Placed] = before) -> bool:
            return labels.placed is not before

        seated.until(is_new)
        seen.add(tuple(side()))

    assert {tuple(first)} == seen
