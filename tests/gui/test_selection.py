"""One selection for map, lists and detail; finding and copying by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QGuiApplication

from controlroom.domain.commands import OpenIncident
from controlroom.domain.grid import grid_reference
from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import MIDDLE, count, shot
from tests.helpers.operator import Operator, focus_name, read
from tests.helpers.waiting import PATIENCE_S


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: each test has incidents of its own."""
    return shared_room


@pytest.fixture
def seated(room: LiveRoom, sit: Sit, town: Path) -> Operator:
    """Ash at a desk with a map of the town."""
    operator = sit(room, pack=town)
    operator.until(lambda: operator.window.map.stage.has_map)
    return operator


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def _where(operator: Operator, callsign: str) -> QPoint:
    """Return where a unit is drawn at this moment."""
    frame, view = operator.app.frame, operator.window.map
    row = operator.unit(callsign).row
    lat, lon = frame.tracks.ahead(frame.now_us())
    return view.point_of(float(lat[row]), float(lon[row])).toPoint()


def _click_unit(operator: Operator, callsign: str) -> None:
    """Click a unit on the map, once it is drawn."""
    view, unit_id = operator.window.map, operator.unit(callsign).unit_id

    def is_drawn() -> bool:
        found = view.found_at(QPointF(_where(operator, callsign)))
        return unit_id in [each.entity_id for each in found]

    operator.until(is_drawn)
    operator.click(view, _where(operator, callsign))


def test_a_click_on_the_map_selects_everywhere(seated: Operator) -> None:
    """The unit under the pointer is selected on the map, in its list, for Enter."""
    units = seated.window.units.view
    _click_unit(seated, "HB15")

    assert "unit_hb15" == seated.app.selection.unit_id
    assert "unit_hb15" == units.current

    chosen = seated.app.theme.color("surface.selected")
    rect = units.row_rect("unit_hb15")

    assert rect is not None
    assert rect.width() < count(shot(units.viewport()), chosen, near=2)

    _click_unit(seated, "DG62")

    assert "unit_dg62" == units.current


def test_an_incident_is_selected_from_its_row_and_from_the_map(
    seated: Operator,
) -> None:
    """A row, a badge on the map: the same log, the same head, the same row."""
    first = _placed(seated, "Pier 4", 150, -200)
    second = _placed(seated, "Quay 9", -150, -250)
    queue, head = seated.window.queue.view, seated.window.incident._head
    seated.click_row(queue, first)

    assert first == seated.app.selection.incident_id
    assert "Pier 4" in read(head)

    incident = seated.picture.incidents[second]
    view = seated.window.map

    def badge() -> QPoint:
        place = view.point_of(incident.lat or 0.0, incident.lon or 0.0).toPoint()
        return place - QPoint(0, 12)

    seated.until(
        lambda: second in [x.entity_id for x in view.found_at(QPointF(badge()))]
    )
    seated.click(view, badge())

    assert second == seated.app.selection.incident_id == queue.current
    assert "Quay 9" in read(head)
    assert "Quay 9" in seated.log()


def _placed(operator: Operator, name: str, right: int, down: int) -> str:
    """Open an incident by keyboard, its place by a click on the map."""
    operator.press("N")
    operator.until(operator.form)
    operator.fill_intake("Robbery", name)
    view = operator.window.map
    operator.click(view, view.rect().center() + QPoint(right, down))

    assert "Place" == focus_name(), "the click leaves the typing where it was"

    operator.press("Ctrl+Return")
    operator.until(lambda: not operator.form())
    operator.until(
        lambda: (found := operator.app.position.incident) and found.place == name
    )

    assert operator.incident.lat is not None
    return operator.incident.incident_id


def test_arrows_walk_and_the_detail_follows(operator: Operator) -> None:
    """Without the mouse: the queue by Ctrl+1, rows by arrows."""
    keys = [
        operator.open_incident("Robbery", name, "S").incident_id
        for name in ("Pier 4", "Quay 9", "Mill 2")
    ]
    operator.press("Ctrl+1", "Up")

    assert keys[1] == operator.app.selection.incident_id

    operator.press("Up")

    assert keys[0] == operator.app.selection.incident_id
    assert "Pier 4" in read(operator.window.incident._head)


def test_find_a_unit(seated: Operator) -> None:
    """`/`, a callsign, Enter: selected, and the map goes there."""
    seated.find("cn25")

    assert "unit_cn25" == seated.app.selection.unit_id

    lat, lon = seated.window.map.viewport.centre
    tracks, row = seated.app.frame.tracks, seated.unit("CN25").row

    assert (float(tracks.lat[row]), float(tracks.lon[row])) == pytest.approx(
        (lat, lon), abs=1e-3
    )


def test_find_an_incident(operator: Operator) -> None:
    """Its CAD number, short or whole, or a word of its place."""
    first = operator.open_incident("Robbery", "Lighthouse Walk", "S")
    second = operator.open_incident("Burglary", "Quay 9", "S")
    for typed in (operator.cad(first.incident_id), first.cad, "lighth"):
        operator.press("Esc")
        operator.find(second.cad)

        assert "Quay 9" == operator.incident.place

        operator.find(typed)

        assert "Lighthouse Walk" == operator.incident.place, typed


def test_find_a_place(seated: Operator) -> None:
    """A street of the map: the view goes there, nothing else is touched."""
    seated.find("hb14")
    seated.find("quay st")
    lat, lon = seated.window.map.viewport.centre

    assert pytest.approx((lat, lon), abs=1e-5) == MIDDLE
    assert "unit_hb14" == seated.app.selection.unit_id


def test_nothing_of_that_name(operator: Operator) -> None:
    """It is said; Enter does nothing, Esc keeps what was typed."""
    operator.press("/")
    operator.type("zz9")
    operator.press("Return")
    command = operator.app.stage.command

    assert command.isVisible()
    assert "Nothing found." in read(command)

    operator.press("Esc")

    assert not command.isVisible()

    operator.press("/")

    assert "zz9" == command.line.text()


def test_copy_by_keys(room: LiveRoom, seated: Operator) -> None:
    """CAD number, callsign and position, each by one key, each said."""
    # It stands: where another one was when the key was pressed, nobody knows after.
    room.hub.hear_once("CN26", -200, -200)
    seated.until(lambda: seated.has_fix(seated.unit("CN26")))
    incident = seated.open_incident("Robbery", "Pier 4", "S")
    seated.press("Y")

    assert incident.cad == _clipboard()
    assert f"Copied {incident.cad}" == seated.notice()

    seated.find("cn26")
    seated.press("Shift+Y")

    assert "CN26" == _clipboard()

    seated.press("Ctrl+Y")
    row, tracks = seated.unit("CN26").row, seated.app.frame.tracks
    stands = grid_reference(float(tracks.lat[row]), float(tracks.lon[row]))

    assert stands == _clipboard()


def test_a_key_that_has_nothing_to_copy_says_so(operator: Operator) -> None:
    """No control does nothing in silence."""
    operator.press("Y")

    assert "Copy the CAD number: needs a selected incident." == operator.notice()


def test_nothing_jumps_under_the_hand(room: LiveRoom, operator: Operator) -> None:
    """What others open does not move the row a person is on, nor the selection."""
    mine = operator.open_incident("Robbery", "Pier 4", "S").incident_id
    queue = operator.window.queue.view
    operator.press("Ctrl+1")
    before = queue.row_rect(mine)
    with room.desk("Ben") as ben:
        ben.wait_until(lambda: mine in ben.picture.incidents, PATIENCE_S)
        for name in ("Quay 9", "Mill 2"):
            act = OpenIncident(type_code="ROBBERY", grade="I", place=name)

            assert ben.do(act).ok
    operator.until(lambda: operator.window.queue._order.changed == 2)

    assert before == queue.row_rect(mine)
    assert mine == operator.app.selection.incident_id == queue.current
    assert "Order changed (2)" == operator.window.queue._chip.text()

    operator.press("Shift+O")

    assert 0 == operator.window.queue._order.changed
    assert mine == queue.current
