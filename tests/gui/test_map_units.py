"""Units on the real map: trails on request, groups that open, cards that tell."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.operator import Operator


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
