"""What the actions do to the map."""

import pytest

from tests.helpers.window_room import WindowRoom
from ui.maps import incident_places, selected_places, unit_places


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
