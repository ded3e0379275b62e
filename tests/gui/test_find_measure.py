"""Finding and measuring at a real desk: typed into the real box, clicked on the real
map, read from what is on the screen.
"""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from controlroom.domain import pluscode
from controlroom.domain.geo import distance_m
from controlroom.domain.geodesic import leg
from controlroom.domain.grid import grid, grid_reference
from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import MIDDLE, count, place, shot
from tests.helpers.operator import Operator, read

CORNER = place(200, 300)
"""Where the map is sent, metres east and north of the middle of the town."""


@pytest.fixture
def seated(shared_room: LiveRoom, sit: Sit, town: Path) -> Operator:
    """Ash at a desk with the map of the town, at street zoom, the hand on the map.

    The room is the same for all: nothing here changes what is true.
    """
    return _at_the_map(sit(shared_room, pack=town))


@pytest.fixture
def early(room: LiveRoom, sit: Sit, town: Path) -> Operator:
    """The same in a room of its own, whose units stand where they begin."""
    room.hub.halt()
    return _at_the_map(sit(room, pack=town))


def _at_the_map(operator: Operator) -> Operator:
    view = operator.window.map
    operator.app.theme.hold_still(still=True)
    operator.until(lambda: view.stage.has_map and view.worker and view.worker.is_ready)
    view.centre_on(*MIDDLE, 16)
    operator.press("Ctrl+2")
    operator.until(view.hasFocus)
    return operator


def _bar(operator: Operator) -> list[str]:
    """What the open command bar says."""
    bar = operator.app.stage.command
    return [*read(bar), *read(bar._view.viewport())]


def _centre(operator: Operator) -> tuple[float, float]:
    return operator.window.map.viewport.centre


def _degrees(value: float, letters: str) -> str:
    """Degrees, minutes and seconds as they are written down."""
    whole = int(abs(value))
    minutes = int((abs(value) - whole) * 60)
    seconds = ((abs(value) - whole) * 60 - minutes) * 60
    return f"{whole} {minutes} {seconds:.2f} {letters[0 if value >= 0 else 1]}"


LAT, LON = CORNER
EAST, NORTH = grid(*CORNER)


WRITTEN = (
    f"{LAT:.5f}, {LON:.5f}",
    f"{LON:.5f} {LAT:.5f}",
    f"{LAT:.5f}N {LON:.5f}E",
    f"{_degrees(LAT, 'NS')} {_degrees(LON, 'EW')}",
    grid_reference(*CORNER),
    grid_reference(*CORNER, digits=10).replace(" ", "").lower(),
    f"{EAST:.0f} {NORTH:.0f}",
    pluscode.encode(*CORNER, 10),
    pluscode.encode(*CORNER, 10)[4:],
    f"{pluscode.encode(*CORNER, 10)[4:]} quay street",
)


def test_a_place_as_figures_is_gone_to(seated: Operator) -> None:
    """However it is written the map goes there, to within the square it names."""
    for typed in WRITTEN:
        seated.window.map.centre_on(*MIDDLE, 16)
        seated.find(typed)

        assert distance_m(*_centre(seated), *CORNER) < 12.0, typed


def test_a_callsign_and_a_crossing(early: Operator) -> None:
    """The unit by part of its name, with blanks; the corner by both streets."""
    early.press("/")
    early.type("hb 14")
    said = _bar(early)
    early.press("Return")
    followed = distance_m(*_centre(early), *place(300, 300))
    early.find("mill quay")

    assert "HB14" in said
    assert "distance from the middle of the map" in said
    assert followed < 400
    assert early.unit("HB14").unit_id == early.app.selection.unit_id
    assert distance_m(*_centre(early), *MIDDLE) < 5.0


def test_exchanged_figures_are_offered_both_ways(seated: Operator) -> None:
    """Each says what it was read as, and how far off it is."""
    seated.press("/")
    seated.type("2.4, 54.7")
    said = _bar(seated)

    assert "54.70000\u00b0 N 2.40000\u00b0 E" in said
    assert "2.40000\u00b0 N 54.70000\u00b0 E" in said
    assert any(each.startswith("read as longitude and latitude") for each in said)
    assert any(each.endswith(" km") for each in said)


def test_nonsense_finds_nothing_quietly(seated: Operator) -> None:
    """One quiet line; Enter goes nowhere."""
    before = _centre(seated)
    for typed in ("ZZ 1234 5678", "91, 0", "lat 91", "9C3XGV4A+XV", "nan, nan"):
        seated.press("/")
        seated.paste(typed)
        said = _bar(seated)
        seated.press("Return", "Esc")

        assert "Nothing found." in said, typed
        assert before == _centre(seated), typed


def test_ten_thousand_letters_are_nothing(seated: Operator) -> None:
    """The box takes what it can hold, says so, and goes on."""
    seated.press("/")
    seated.paste("quay \u202e\x07" * 2_000)
    said = _bar(seated)
    seated.press("Esc")
    seated.find("quay mill")

    assert "Cut: a line holds 1,000 letters." in said
    assert distance_m(*_centre(seated), *MIDDLE) < 5.0


def test_measuring_with_the_mouse(seated: Operator) -> None:
    """Two clicks, and the map says how far, which way, and how long by road."""
    view = seated.window.map
    seated.press("D")
    start, end = (view.point_of(*place(*at)).toPoint() for at in ((0, 0), (300, 200)))
    seated.click(view, start)
    seated.click(view, end)
    seated.until(lambda: any("by road" in each for each in read(view)))
    said = " ".join(read(view))
    measured = leg(*MIDDLE, *place(300, 200))

    assert "Measure" in seated.window.map.corners.tool.text
    (metres, degrees) = re.findall(r"(\d+) m  (\d+)\u00b0 true", said)[0]
    assert measured.metres == pytest.approx(int(metres), abs=3.0)
    assert measured.bearing == pytest.approx(int(degrees), abs=1.0)
    assert "by road 500 m, 0:50" in said


def test_measuring_with_keys_alone(seated: Operator) -> None:
    """Enter, arrows, Enter, copy, Esc: the cross is what a pointer would be."""
    view = seated.window.map
    seated.press("D", "Return", "Right", "Right", "Return", "Ctrl+C")
    copied = QGuiApplication.clipboard().text()
    held = seated.app.stage.measuring.ruler
    seated.press("Esc")

    assert re.match(
        r"OW \d{4} \d{4} to OW \d{4} \d{4}, \d+ m on 090\u00b0 true", copied
    )
    assert held is not None
    assert view.tool is None
    assert not any("true" in each for each in read(view))


def test_what_is_within_metres(early: Operator) -> None:
    """Asked by one key, listed, drawn; arrows select, Esc takes it away."""
    window = early.window
    early.press("A")
    early.type("600 m")
    asked = _bar(early)
    early.press("Return")
    said = read(window.near.view.viewport())
    ring = window.position.theme.color("map.route")
    drawn = count(shot(window.map), ring, 40)
    early.press("Down")
    chosen = early.app.selection.unit_id
    early.press("Esc", "Esc")
    early.until(window.near.isHidden)

    assert "Within 600 m of the middle of the map" in asked
    assert {"Units", "HB14", "CN24"} <= set(said)
    assert "WE90" not in said
    assert drawn > 200
    assert chosen is not None
    assert count(shot(window.map), ring, 40) < drawn / 4


def test_what_is_within_minutes_by_road(early: Operator) -> None:
    """The worker knows the ways: times in the list, reached streets on the map."""
    window = early.window
    early.find("within 90 s of quay mill")
    early.until(lambda: early.window.surroundings.rows.get("unit"))
    said = read(window.near.view.viewport())
    title = read(window.near.bar)
    on_map = read(window.map)

    assert "within 1:30 by road of Quay Street at Mill Street" in title
    assert "HB14" in said
    assert any(re.fullmatch(r"\d:\d\d|\d s", each) for each in said)
    assert "1:30" in on_map


def test_without_a_map_minutes_are_an_estimate(room: LiveRoom, sit: Sit) -> None:
    """No streets are known: it says so, on the map too, and lists all the same."""
    operator = sit(room)
    operator.press("Ctrl+2")
    operator.until(operator.window.map.hasFocus)
    operator.find("within 4 min of hb14")
    window = operator.window

    assert "within 4 min in a straight line of HB14" in read(window.near.bar)
    assert "HB15" in read(window.near.view.viewport())
    assert any("estimate" in each for each in read(window.map))


def test_a_click_on_a_row_and_enter_go_there(early: Operator) -> None:
    """The list leads back to the map."""
    window = early.window
    early.find("within 900 m of 54.7, 2.4")
    early.until(lambda: window.near.view.sections)
    unit = early.unit("HB15")
    early.click_row(window.near.view, unit.unit_id)
    early.press("Return")
    tracks = early.app.frame.tracks
    heard = (float(tracks.lat[unit.row]), float(tracks.lon[unit.row]))

    assert unit.unit_id == early.app.selection.unit_id
    assert distance_m(*_centre(early), *heard) < 60.0


def test_the_ruler_takes_clicks_only_while_it_is_held(early: Operator) -> None:
    """A click on a unit measures from there; without the ruler it selects."""
    view, unit = early.window.map, early.unit("HB14")

    def click_unit() -> str | None:
        tracks = early.app.frame.tracks
        at = (float(tracks.lat[unit.row]), float(tracks.lon[unit.row]))
        early.click(view, view.point_of(*at).toPoint())
        return early.app.selection.unit_id

    early.press("D")
    while_held = click_unit()
    early.press("Esc")

    assert (None, unit.unit_id) == (while_held, click_unit())


def test_what_is_near_the_pointer(seated: Operator) -> None:
    """While it is over the map the question is offered for that place too."""
    view = seated.window.map
    at = view.point_of(*place(150, 100)).toPoint()
    seated.hover(view, at)
    seated.until(view.underMouse)
    seated.press("A")
    seated.type("300 m of the pointer")
    asked = _bar(seated)
    seated.press("Return")
    here = seated.window.surroundings.here

    assert "Within 300 m of the pointer" in asked
    assert here is not None
    assert distance_m(*here.point, *place(150, 100)) < 3.0
