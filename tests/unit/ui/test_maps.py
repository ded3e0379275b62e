"""What the actions do to the map."""

import gc
import math
import weakref

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.window_room import WindowRoom
from ui.layout import MapPlace
from ui.map.reach import Circle
from ui.maps import MOST, incident_places, selected_places, unit_places


@pytest.fixture
def calm(window_room: WindowRoom) -> WindowRoom:
    """The window of a person with reduced motion: moves are there at once."""
    window_room.window.position.theme.hold_still(still=True)
    return window_room


def test_a_unit_is_followed_and_let_go_by_the_same_key(calm: WindowRoom) -> None:
    """The selected one; another selected one takes its place."""
    stage, look = calm.stage, calm.window.map.lookout
    calm.room.selection.select_unit("unit_hb14")
    stage.keys.trigger("follow")
    followed = [look.followed]
    stage.keys.trigger("follow")
    followed.append(look.followed)

    assert ["unit_hb14", None] == followed


def test_without_a_unit_nothing_is_followed(calm: WindowRoom) -> None:
    """The reason is said; with nothing selected the key lets go of the followed one."""
    stage = calm.stage
    stage.keys.trigger("follow")

    assert "Follow the selected unit: needs a selected unit." == calm.room.said[-1]

    calm.room.selection.select_unit("unit_hb14")
    stage.keys.trigger("follow")
    calm.room.selection.select_unit(None)
    stage.keys.trigger("follow")

    assert calm.window.map.lookout.followed is None


def test_escape_lets_go_of_the_followed_unit_before_the_selection(
    calm: WindowRoom,
) -> None:
    """One level a press."""
    calm.room.selection.select_unit("unit_hb14")
    calm.stage.keys.trigger("follow")
    calm.stage.step_back()

    assert calm.window.map.lookout.followed is None
    assert "unit_hb14" == calm.room.selection.unit_id


@pytest.mark.parametrize("what", ["units", "incidents", "selected"])
def test_all_of_it_is_in_view(calm: WindowRoom, what: str) -> None:
    """Every place lies in the map, and Home would give the view back."""
    picture, tracks = calm.room.frame.picture, calm.room.frame.tracks
    selection = calm.room.selection
    selection.select_incident("inc_4521")
    selection.select_unit("unit_hb14")
    calm.stage.keys.trigger(f"fit_{what}")
    places = {
        "units": list(unit_places(picture, tracks)),
        "incidents": list(incident_places(picture)),
        "selected": list(selected_places(picture, tracks, selection)),
    }[what]
    view = calm.window.map

    assert places
    assert all(view.rect().contains(view.point_of(*at).toPoint()) for at in places)
    assert "held" == view.lookout.hold


def test_who_is_off_duty_is_not_looked_for(calm: WindowRoom) -> None:
    """The map does not draw them, and is not made wider for them."""
    picture, tracks = calm.room.frame.picture, calm.room.frame.tracks
    before = len(list(unit_places(picture, tracks)))
    unit = picture.units["unit_hb14"]
    picture.units["unit_hb14"] = msgspec.structs.replace(unit, state=11)

    assert before - 1 == len(list(unit_places(picture, tracks)))


def test_nothing_to_show_is_said(calm: WindowRoom) -> None:
    """The map does not jump to nowhere."""
    before = calm.window.map.viewport.state()
    calm.room.frame.picture.incidents.clear()
    calm.stage.keys.trigger("fit_incidents")

    assert before == calm.window.map.viewport.state()
    assert "No open incident has a place. Nothing moved." == calm.room.said[-1]


def test_the_view_before(calm: WindowRoom) -> None:
    """Back is one key; with nothing before it says so."""
    view = calm.window.map
    view.centre_on(51.5, -0.1, 14)
    before = view.viewport.state()
    view.visit(51.6, -0.2)
    calm.stage.keys.trigger("view_back")

    assert before == view.viewport.state()

    for _ in range(60):
        calm.stage.keys.trigger("view_back")

    assert "There is no view before this one." == calm.room.said[-1]


def test_the_wall_is_switched(calm: WindowRoom) -> None:
    """On, and off again, by the same key."""
    look = calm.window.map.lookout
    calm.stage.keys.trigger("wall")
    walls = [look.is_wall]
    calm.stage.keys.trigger("wall")

    assert [True, False] == [*walls, look.is_wall]


def test_reduced_motion_is_switched(window_room: WindowRoom) -> None:
    """For every window of the person, and it is said."""
    theme = window_room.window.position.theme
    window_room.stage.keys.trigger("motion")
    still = [theme.still]
    window_room.stage.keys.trigger("motion")

    assert [True, False] == [*still, theme.still]
    assert "Motion is back." == window_room.room.said[-1]


def test_a_further_map_looks_where_this_one_does(calm: WindowRoom) -> None:
    """The same middle and zoom, the same room, its own view from then on."""
    main = calm.window.map
    main.centre_on(51.5, -0.1, 14)
    calm.stage.keys.trigger("new_map")
    (further,) = calm.stage.maps.windows
    same = pytest.approx(main.viewport.state()) == further.view.viewport.state()
    further.view.visit(51.6, -0.2)

    assert same
    assert 14 == main.viewport.zoom
    calm.stage.maps.shut()

    assert [] == calm.stage.maps.windows


def test_six_are_enough(calm: WindowRoom) -> None:
    """One more is refused in words; numbers of closed ones are used again."""
    maps = calm.stage.maps
    for _ in range(MOST + 1):
        calm.stage.keys.trigger("new_map")

    assert list(range(2, MOST + 2)) == [each.number for each in maps.windows]
    assert "6 map windows are open. Close one first." == calm.room.said[-1]

    maps.windows[1].close()
    calm.stage.keys.trigger("new_map")

    assert list(range(2, MOST + 2)) == [each.number for each in maps.windows]
    maps.shut()


def test_keys_go_to_the_map_with_the_keyboard(calm: WindowRoom, qtbot: QtBot) -> None:
    """`F` in the second map follows there; the first stays where it is."""
    maps = calm.stage.maps
    further = maps.open_window()
    assert further is not None
    further.activateWindow()
    qtbot.waitUntil(lambda: maps.here is further.view)
    calm.room.selection.select_unit("unit_hb14")
    QTest.keyClick(further.windowHandle(), Qt.Key.Key_F)

    assert "unit_hb14" == further.view.lookout.followed
    assert calm.window.map.lookout.followed is None

    QTest.keyClick(further.windowHandle(), Qt.Key.Key_Slash)
    qtbot.waitUntil(calm.window.isActiveWindow)

    assert calm.stage.command.isVisible()
    maps.shut()


def test_every_map_is_framed(calm: WindowRoom) -> None:
    """Those that are open and those that open later: exercise and emergency."""
    maps = calm.stage.maps
    first = maps.open_window()
    maps.frame_exercise("Made up.")
    maps.frame_emergency(1.0)
    second = maps.open_window()

    assert first is not None
    assert second is not None
    for window in (first, second):
        assert window.windowTitle().startswith("EXERCISE")
        assert window.edge.isVisible()
    maps.shut()


def test_windows_come_back_where_they_were_left(calm: WindowRoom) -> None:
    """Size, view and wall; what is no geometry or no place is left out."""
    maps = calm.stage.maps
    window = maps.open_window()
    assert window is not None
    window.setGeometry(50, 60, 700, 500)
    window.view.centre_on(51.5, -0.1, 14)
    places = maps.places()
    maps.shut()
    strange = MapPlace(geometry="AA==", lat=1e300, lon=-1e9, zoom=1e9)
    maps.restore([*places, MapPlace(wall=True), strange, *[MapPlace()] * 9])
    first, second, third, *_ = maps.windows

    assert MOST == len(maps.windows)
    assert (700, 500) == (first.width(), first.height())
    assert pytest.approx((51.5, -0.1)) == first.view.viewport.centre
    assert [False, True, False] == [
        each.view.lookout.is_wall for each in (first, second, third)
    ]
    assert not third.view.lookout.is_asked
    assert maps.here is calm.window.map
    maps.shut()


def test_a_map_fills_its_screen(calm: WindowRoom) -> None:
    """And no longer, by the same key."""
    calm.stage.keys.trigger("full_screen")
    filled = [calm.window.isFullScreen()]
    calm.stage.keys.trigger("full_screen")

    assert [True, False] == [*filled, calm.window.isFullScreen()]


def test_what_is_within_reach_is_on_every_map(calm: WindowRoom) -> None:
    """Also on one that is opened later, and gone from all at once."""
    maps = calm.stage.maps
    circle = Circle(51.5, -0.1, 500.0, "500 m")
    maps.draw_reach((circle,))
    window = maps.open_window()

    assert window is not None
    views = (maps.main, window.view)
    assert [(circle,)] * 2 == [view.stage.reach.drawn for view in views]

    maps.draw_reach(())

    assert [()] * 2 == [view.stage.reach.drawn for view in views]


def test_a_further_map_that_was_closed_is_kept_by_nobody(calm: WindowRoom) -> None:
    """Opened and closed all day long, maps leave nothing behind in the desk."""

    def leave() -> list[weakref.ref[object]]:
        calm.stage.keys.trigger("new_map")
        (window,) = calm.stage.maps.windows
        window.view.grab()
        window.close()
        behind = (window, window.view, window.view.stage, window.view.lookout)
        return [weakref.ref(each) for each in behind]

    left = leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()

    kept = [type(each()).__name__ for each in left if each() is not None]

    assert [] == kept


def test_every_map_gives_way_to_an_action(calm: WindowRoom) -> None:
    """What a key changes is painted before any map, in every window."""
    stage, position = calm.stage, calm.window.position
    other = stage.maps.open_window()
    assert other is not None
    views = [calm.window.map, other.view]
    for view in views:
        view.stage._pace.drawn_at_s = math.inf  # just now, however slow the machine
    waiting: list[bool] = []
    position.struck.connect(
        lambda: waiting.extend(view._after_lists.is_waiting for view in views)
    )
    stage.keys.trigger("new_incident")

    assert [True, True] == waiting
