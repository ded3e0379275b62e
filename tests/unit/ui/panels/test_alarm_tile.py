"""One alarm in the strip."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import events as e
from controlroom.domain.entities import AlarmPriority
from tests.helpers.desk_room import DeskRoom, colours_of
from tests.helpers.hover import tooltip_at
from ui.panels.alarm_tile import AlarmTile


@pytest.fixture
def tile(qtbot: QtBot, room: DeskRoom) -> AlarmTile:
    """An empty tile, 500 wide."""
    made = AlarmTile(room.position)
    made.resize(690, 36)
    qtbot.addWidget(made)
    made.show()
    return made


def _emergency(room: DeskRoom) -> str:
    alarm_id = room.scene.emergency("unit_cn24", 4533, ago_s=8)
    room.turn()
    return alarm_id


def test_an_emergency_says_who_where_how_sure_and_who_has_it(
    tile: AlarmTile, room: DeskRoom
) -> None:
    """Everything a person needs to know in two lines."""
    alarm_id = _emergency(room)
    tile.show_alarm(room.frame.picture.alarms[alarm_id], "F1")
    before = tile.detail()
    room.scene.say(e.AlarmAccepted(alarm_id=alarm_id), "per_hale")
    room.scene.assign("inc_4533", "unit_hb14", ago_s=1)
    room.turn()
    tile.show_alarm(room.frame.picture.alarms[alarm_id], "F1")

    assert "Officer emergency CN24" == tile.title()
    assert "Canal Walk, rear of 40 to 52 · fix 1 s · nobody has accepted" == before
    assert "HB14 sent · accepted Hale 22:32:08" in tile.detail()


def test_an_unaccepted_emergency_can_be_accepted_on_its_tile(
    qtbot: QtBot, tile: AlarmTile, room: DeskRoom
) -> None:
    """The button is there until somebody accepted, and says its key."""
    alarm_id = _emergency(room)
    heard: list[str] = []
    tile.pressed_accept.connect(heard.append)
    tile.show_alarm(room.frame.picture.alarms[alarm_id], "F1")
    tile._accept.click()
    room.scene.say(e.AlarmAccepted(alarm_id=alarm_id), "per_hale")
    room.turn()
    tile.show_alarm(room.frame.picture.alarms[alarm_id], "F1")

    assert [alarm_id] == heard
    assert tile._accept.isHidden()


@pytest.mark.parametrize(
    ("priority", "token"),
    [
        ("high", "alarm.high_tint"),
        ("medium", "alarm.medium"),
        ("low", "alarm.low_text"),
    ],
)
def test_priorities_look_different(
    tile: AlarmTile, room: DeskRoom, priority: AlarmPriority, token: str
) -> None:
    """Filled tint, outline, grey outline; red is for an officer alone."""
    room.scene.say(
        e.AlarmRaised(
            alarm_id="a",
            kind="target_passed",
            priority=priority,
            incident_id="inc_4519",
        )
    )
    room.turn()
    tile.show_alarm(room.frame.picture.alarms["a"], "F2")
    colours = colours_of(tile)

    assert room.theme.hex(token).lower() in colours
    assert room.theme.hex("alarm.emergency").lower() not in colours


def test_a_narrow_tile_keeps_shape_and_age(tile: AlarmTile, room: DeskRoom) -> None:
    """Where there is no room for words, icon and age stay."""
    alarm_id = _emergency(room)
    room.scene.say(e.AlarmAccepted(alarm_id=alarm_id), "per_hale")
    room.turn()
    tile.resize(132, 36)
    tile.show_alarm(room.frame.picture.alarms[alarm_id], "F1")

    assert room.theme.hex("alarm.emergency").lower() in colours_of(tile)
    assert "8 s" == tile.age()


def test_what_has_no_room_is_counted(tile: AlarmTile) -> None:
    """The last tile says how many more."""
    tile.show_more(4)

    assert "4 more alarms" == tile.accessibleName()
    assert ("", "", "") == (tile.alarm_id, tile.title(), tile.age())


def test_the_whole_alarm_is_in_the_tooltip_as_typed(
    tile: AlarmTile, room: DeskRoom
) -> None:
    """A door's name or an alarm's text is never taken for HTML."""
    room.scene.say(
        e.AlarmRaised(
            alarm_id="f", kind="feed_lost", priority="high", door="<h1>cot</h1>",
            text="<img src='file:///x'> & more",
        )
    )  # fmt: skip
    room.turn()
    tile.show_alarm(room.frame.picture.alarms["f"], "F2")

    assert (
        "Feed lost: <h1>cot</h1>\n<img src='file:///x'> & more · nobody has accepted"
        == tooltip_at(tile, tile.rect().center())
    )
