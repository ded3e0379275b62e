"""The alarm strip."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import AlarmPriority
from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.alarms import DANGER_LEAST, LEAST, AlarmStrip, _share


@pytest.fixture
def strip(qtbot: QtBot, room: DeskRoom) -> AlarmStrip:
    """The strip of a full window."""
    made = AlarmStrip(room.position)
    made.resize(1920, 44)
    qtbot.addWidget(made)
    made.show()
    return made


def _raise(room: DeskRoom, key: str, priority: AlarmPriority, ago_s: int = 60) -> None:
    room.scene.say(
        e.AlarmRaised(
            alarm_id=key, kind="target_passed", priority=priority,
            incident_id="inc_4519",
        ),
        "clock",
        room.scene.now_us - ago_s * 1_000_000,
    )  # fmt: skip
    room.turn()


def test_emergencies_come_first_then_by_priority(
    strip: AlarmStrip, room: DeskRoom
) -> None:
    """Unaccepted emergencies, accepted ones, high, medium, low; oldest first."""
    for key, priority in (("l", "low"), ("m", "medium"), ("h", "high")):
        _raise(room, key, priority)  # type: ignore[arg-type]  # a priority each
    accepted = room.scene.emergency("unit_hb14", 4600, ago_s=90)
    room.scene.say(e.AlarmAccepted(alarm_id=accepted), "per_hale")
    fresh = room.scene.emergency("unit_cn24", 4533)
    room.turn()

    assert [fresh, accepted, "h", "m", "l"] == [a.alarm_id for a in strip.alarms]


def test_the_strip_turns_red_until_somebody_accepts(
    strip: AlarmStrip, room: DeskRoom
) -> None:
    """Accepting stops the red, not the alarm."""
    heard: list[bool] = []
    strip.emergency_changed.connect(heard.append)
    alarm_id = room.scene.emergency("unit_cn24", 4533)
    room.turn()
    strip.go_to(0)
    room.turn()

    assert [True, False] == heard
    assert [c.AcceptAlarm(alarm_id=alarm_id)] == room.acts
    assert [alarm_id] == [alarm.alarm_id for alarm in strip.alarms]


def test_another_desk_that_accepts_ends_the_red_here(
    strip: AlarmStrip, room: DeskRoom
) -> None:
    """Whoever accepts, accepts for everybody."""
    alarm_id = room.scene.emergency("unit_cn24", 4533)
    room.turn()
    before = strip.urgent
    room.other(c.AcceptAlarm(alarm_id=alarm_id), "per_hale")

    assert (True, False) == (before, strip.urgent)


def test_going_to_an_alarm_selects_what_it_is_about(
    strip: AlarmStrip, room: DeskRoom
) -> None:
    """Alarm, incident and unit are selected, and the map goes there."""
    _raise(room, "h", "high")
    strip.go_to(0)
    strip.go_to(7)

    assert ("h", "inc_4519") == (room.selection.alarm_id, room.selection.incident_id)
    assert ["go_to"] == room.done
    assert [] == room.acts


def test_the_meter_counts_ten_minutes_and_today(
    strip: AlarmStrip, room: DeskRoom
) -> None:
    """Ended alarms count too; yesterday's do not."""
    _raise(room, "now", "low", 10)
    _raise(room, "today", "low", 3600)
    _raise(room, "yesterday", "low", 24 * 3600)

    assert (1, 2) == strip.recent()


def test_quiet_says_when_the_last_one_ended(strip: AlarmStrip, room: DeskRoom) -> None:
    """Without alarms the strip says who cleared the last."""
    before = strip._quiet()
    _raise(room, "a", "low")
    room.other(c.EndAlarm(alarm_id="a"))

    assert "No alarms." == before
    assert "No alarms. The last one ended 22:32, cleared by Marsh." == strip._quiet()


def test_in_a_flood_no_emergency_is_folded(strip: AlarmStrip, room: DeskRoom) -> None:
    """What has no room is counted; an officer's emergency always has a tile."""
    for number in range(30):
        _raise(room, f"a{number}", "low", 60 + number)
    keys = [u for u in room.frame.picture.units if u.startswith("unit_hb")]
    for number, unit_id in enumerate(keys):
        room.scene.emergency(unit_id, 5000 + number)
    room.turn()
    shown = [tile.alarm_id for tile in strip._tiles if not tile.isHidden()]

    assert len(keys) <= len(shown)
    assert {f"alm_{5000 + n}" for n in range(len(keys))} <= set(shown)
    assert not strip._more.isHidden()


def test_the_ground_is_red_only_in_danger(strip: AlarmStrip, room: DeskRoom) -> None:
    """A quiet strip shows no colour of danger."""
    red = room.theme.hex("alarm.emergency").lower()
    before = red in colours_of(strip)
    room.scene.emergency("unit_cn24", 4533)
    room.turn()

    assert (False, True) == (before, red in colours_of(strip))


@pytest.mark.parametrize(
    ("wishes", "room_px", "widths"),
    [
        ([690.0, 424.0], 2000.0, [690.0, 424.0]),
        ([690.0, 400.0], 800.0, [400.0, 400.0]),
        ([10_000.0, 300.0], 900.0, [600.0, 300.0]),
        ([], 100.0, []),
    ],
)
def test_tiles_share_the_room(
    wishes: list[float], room_px: float, widths: list[float]
) -> None:
    """Each gets its wish, or less of it from the largest."""

    assert widths == pytest.approx(_share(wishes, room_px), abs=0.1)


def test_who_is_in_danger_is_whole_beside_other_alarms() -> None:
    """The others give way; where there is no room for all, they share as ever."""
    floors = [DANGER_LEAST, LEAST, LEAST]
    wishes = [10_000.0, 424.0, 398.0]
    wide, high, medium = _share(wishes, 930.0, floors)

    assert wide >= DANGER_LEAST
    assert 930.0 >= wide + high + medium
    assert min(_share(wishes, 500.0, floors)) >= LEAST


def test_other_alarms_are_read_on_a_red_strip(
    strip: AlarmStrip, room: DeskRoom
) -> None:
    """Each has a ground of its own: their colours are made for no red."""
    for key, priority in (("m", "medium"), ("l", "low")):
        _raise(room, key, priority)  # type: ignore[arg-type]  # a priority each
    room.scene.emergency("unit_cn24", 4533)
    room.turn()
    ground = room.theme.hex("surface.panel").lower()
    tiles = [each for each in strip._tiles if not each.isHidden()]

    assert [False, True, True] == [
        ground == each.grab().toImage().pixelColor(8, 8).name() for each in tiles
    ]


def test_no_tile_is_narrower_than_the_least() -> None:
    """Even a flood leaves icon and age."""

    assert min(_share([424.0] * 50, 500.0)) >= LEAST - 1


def test_only_another_alarm_moves_the_ring(
    strip: AlarmStrip, room: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who walks the queue does not have the strip painted at each step."""
    drawn: list[str | None] = []
    repaint = strip._repaint

    def count() -> None:
        drawn.append(room.selection.alarm_id)
        repaint()

    monkeypatch.setattr(strip, "_repaint", count)
    _raise(room, "h", "high")
    drawn.clear()
    room.selection.select_incident("inc_4530")
    room.selection.select_alarm("h")
    room.selection.select_unit("unit_hb14")
    room.selection.select_alarm(None)

    assert ["h", None] == drawn
