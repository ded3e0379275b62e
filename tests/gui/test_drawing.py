"""Drawing on the shared map: by hand at one desk, seen at the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from controlroom.domain.entities import Drawing, Outline
from controlroom.domain.geo import distance_m
from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import MIDDLE, place
from tests.helpers.operator import Operator
from tests.helpers.waiting import PATIENCE_S
from ui.map.picking import DRAWING

WAIT_S = PATIENCE_S
SQUARE = (place(-80, -80), place(80, -80), place(80, 80), place(-80, 80))
AREA = Outline(shape="polygon", corners=SQUARE)


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: each test has drawings of its own."""
    return shared_room


@pytest.fixture
def operator(room: LiveRoom, sit: Sit, town: Path) -> Operator:
    """Ash, who looks at the middle of the town."""
    operator = sit(room, pack=town)
    operator.until(lambda: operator.window.map.stage.has_map)
    operator.window.map.centre_on(*MIDDLE, 17)
    return operator


@pytest.fixture
def ben(room: LiveRoom, operator: Operator) -> Iterator[Desk]:
    """Ben at another desk, who takes away what was drawn."""
    with room.desk("Ben") as ben:
        ben.wait_until(lambda: ben.picture.seq >= operator.picture.seq > 0, WAIT_S)
        yield ben
        seen = operator.picture.seq
        ben.wait_until(lambda: ben.picture.seq >= seen, WAIT_S)
        for drawing_id in list(ben.picture.drawings):
            ben.do(c.Erase(drawing_id=drawing_id))
        operator.until(lambda: not operator.picture.drawings)


def _at(operator: Operator, where: tuple[float, float]) -> QPoint:
    return operator.window.map.point_of(*where).toPoint()


def _click(operator: Operator, *places: tuple[float, float]) -> None:
    """Click places of the map, the pointer going there first."""
    for each in places:
        operator.hover(operator.window.map, _at(operator, each))
        operator.click(operator.window.map, _at(operator, each))


def _of(ben: Desk, label: str) -> Drawing | None:
    drawings = ben.picture.drawings.values()
    return next((each for each in drawings if each.label == label), None)


def test_an_area_is_drawn_here_and_seen_there(operator: Operator, ben: Desk) -> None:
    """Key, four clicks, Enter, two fields: the same cordon at the other desk."""
    operator.press("Shift+D")
    _click(operator, *SQUARE)
    operator.press("Return")
    operator.until(lambda: operator.form() == "draw")
    operator.fill("Outer cordon", "Quay", "+30 min")
    operator.press("Ctrl+Return")
    operator.until(lambda: not operator.form())
    ben.wait_until(lambda: _of(ben, "Quay") is not None, WAIT_S)
    drawing = _of(ben, "Quay")

    assert drawing is not None
    assert "outer_cordon" == drawing.kind
    assert "Ash" == ben.picture.name_of(drawing.drawn_by)
    assert drawing.expires_at_us is not None
    assert [pytest.approx(0, abs=1.0)] * 4 == [
        distance_m(*drawn, *meant)
        for drawn, meant in zip(drawing.outline.corners, SQUARE, strict=True)
    ]


def test_what_another_desk_draws_is_on_this_map(operator: Operator, ben: Desk) -> None:
    """It can be pointed at, its card says whose it is, and a click selects it."""
    ben.do(c.Draw(kind="inner_cordon", outline=AREA, label="Mill"))
    operator.until(lambda: operator.picture.drawings)
    line = _at(operator, place(-80, 0))
    operator.until(lambda: operator.window.map.found_at(line.toPointF()))
    operator.hover(operator.window.map, line)
    said = operator.card()
    operator.click(operator.window.map, line)

    assert [DRAWING] == [each.kind for each in operator.window.map.found_at(
        line.toPointF()
    )]  # fmt: skip
    assert said.startswith("Inner cordon Mill drawn by Ben ")
    assert "until it is erased" in said
    assert operator.app.selection.drawing_id in operator.picture.drawings


def test_escape_sends_nothing(operator: Operator, ben: Desk) -> None:
    """Two corners, Esc: the pencil is gone, and nobody has seen a thing."""
    before = ben.picture.seq
    operator.press("Shift+L")
    _click(operator, *SQUARE[:2])
    operator.press("Esc")
    result = ben.do(c.Draw(kind="annotation", outline=AREA, label="after"))

    assert operator.window.map.tool is None
    assert "" == operator.form()
    assert ["after"] == [each.label for each in ben.picture.drawings.values()]
    assert before < result.seq


def test_a_refused_drawing_is_finished_again(operator: Operator, ben: Desk) -> None:
    """The gateway's sentence stands, what was drawn is still there, Enter sends it."""
    operator.press("R")
    _click(operator, MIDDLE)
    operator.until(lambda: operator.form() == "draw")
    operator.fill("RVP", "RVP 1", "+0 min")
    operator.press("Ctrl+Return")
    operator.until(operator.notice)
    said, sketch = operator.notice(), operator.app.position.sketch.outline
    field = operator.window.incident.form.page.inputs["expires"]
    field.setFocus()
    operator.press("Ctrl+A")
    operator.type("+2 h")
    operator.press("Ctrl+Return")
    ben.wait_until(lambda: _of(ben, "RVP 1") is not None, WAIT_S)
    operator.until(lambda: not operator.form())

    assert "It would have expired already. Nothing changed." in said
    assert sketch is not None
    assert operator.app.position.sketch.outline is None


def test_erased_by_key_and_taken_back(operator: Operator, ben: Desk) -> None:
    """Delete takes it off both maps, Ctrl+Z puts it back on both."""
    ben.do(c.Draw(kind="geofence", outline=AREA, label="Fair"))
    operator.until(lambda: operator.picture.drawings)
    line = _at(operator, place(-80, 0))
    operator.until(lambda: operator.window.map.found_at(line.toPointF()))
    operator.click(operator.window.map, line)
    operator.press("Del")
    ben.wait_until(lambda: _of(ben, "Fair") is None, WAIT_S)
    operator.until(lambda: operator.window.incident.undo.words)
    operator.press("Ctrl+Z")
    ben.wait_until(lambda: _of(ben, "Fair") is not None, WAIT_S)
    again = _of(ben, "Fair")

    assert again is not None
    assert AREA == again.outline
    assert ben.picture.name_of(again.drawn_by) == "Ash"


def test_a_circle_by_keys_alone(operator: Operator, ben: Desk) -> None:
    """Space in the middle of the map, arrows, Enter; the form by Tab."""
    operator.press("Ctrl+2", "Shift+C", "Space", "Right", "Return")
    operator.until(lambda: operator.form() == "draw")
    operator.fill("Geofence", "Fair")
    operator.press("Ctrl+Return")
    ben.wait_until(lambda: _of(ben, "Fair") is not None, WAIT_S)
    drawing = _of(ben, "Fair")

    assert drawing is not None
    assert "circle" == drawing.outline.shape
    assert 10 < drawing.outline.radius_m < 1_000


def test_a_drawing_is_in_its_incident_s_log(operator: Operator, ben: Desk) -> None:
    """The selected incident is offered; its log says what was drawn."""
    operator.open_incident("Robbery", "Pier 4", "S")
    operator.press("R")
    operator.window.map.centre_on(*MIDDLE, 17)
    _click(operator, place(120, -120))
    operator.until(lambda: operator.form() == "draw")
    operator.fill("RVP", "RVP 2")
    operator.press("Ctrl+Return")
    operator.until(lambda: "RVP drawn: RVP 2" in operator.log())

    assert operator.incident.incident_id in [
        each.incident_id for each in operator.picture.drawings.values()
    ]


def test_layers_are_hidden_said_and_kept(
    room: LiveRoom, sit: Sit, operator: Operator, town: Path
) -> None:
    """Walked by keys; the map says how many, also after the next sign-on; one key."""
    operator.press("Ctrl+6", "Down", "Down")
    view = operator.window.layers.view
    operator.until(view.hasFocus)
    view.set_current("layer/units")
    operator.press("Space")
    chip = operator.window.map.corners.hidden
    said = chip.text
    operator.leave()
    again = sit(room, pack=town)
    kept = again.window.map.corners.hidden
    again.until(kept.isVisible)
    later = kept.text
    QTest.mouseClick(kept, Qt.MouseButton.LeftButton)
    again.until(kept.isHidden)

    assert "Hidden: 5 units Ctrl+H" == said == later
    assert again.app.position.layers.is_whole

    again.press("Ctrl+6")
    again.window.layers.view.set_current("layer/cameras")
    again.press("Space")
    hidden = again.window.map.corners.hidden.text
    again.press("Ctrl+H")

    assert hidden.startswith("Hidden: cameras")
    assert again.app.position.layers.is_whole
