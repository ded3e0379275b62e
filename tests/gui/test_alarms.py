"""Alarms at a real window: an officer in danger, a feed that fell silent, a target."""

import pytest

from controlroom.desk.desk import Desk
from controlroom.domain import commands as c
from controlroom.domain.freshness import LAST_KNOWN
from controlroom.wire import device as d
from tests.helpers.live_room import LiveRoom
from tests.helpers.map_room import count, shot
from tests.helpers.operator import Operator, read
from tests.helpers.waiting import PATIENCE_S

WAIT_S = PATIENCE_S


def _strip(operator: Operator) -> str:
    """Return what the strip says, tile by tile."""
    return " | ".join(operator.tiles())


def _press_button(room: LiveRoom, operator: Operator) -> None:
    """Let CN24's officer press the button, and the window hear of it."""
    room.hub.say("CN24", d.SaidEmergency())
    operator.until(lambda: operator.window.strip.urgent)


def test_an_officers_emergency_is_everywhere(
    room: LiveRoom, operator: Operator
) -> None:
    """Strip, sound, red frame, the top of the queue, the officer's panel, the map, and
    every other desk.
    """
    operator.open_incident("Robbery", "Pier 4", "I")
    with room.desk("Ben") as ben:
        ben.wait_until(lambda: ben.picture.units, WAIT_S)
        _press_button(room, operator)
        ben.wait_until(lambda: list(ben.picture.standing_alarms()), WAIT_S)

    assert "Officer emergency CN24 · PC 2187 Okafor" in _strip(operator)
    assert "nobody has accepted" in _strip(operator)
    assert operator.app.stage.sound.sounding

    (alarm,) = operator.alarms()
    queue = operator.window.queue.view
    first = queue.sections[0]

    assert first.pinned
    assert [alarm.incident_id] == first.keys
    assert "Officer emergency" in operator.row(queue, first.keys[0])
    assert "no help" in operator.row(queue, first.keys[0])
    assert "Emergency" in operator.row(operator.window.units.view, "unit_cn24")
    assert alarm.incident_id == operator.app.selection.incident_id
    assert operator.incident.lat is not None, "it stands where the officer was heard"
    assert "PC 2187 Okafor" in " ".join(read(operator.window.incident._head))

    red = operator.app.theme.color("alarm.emergency")

    assert count(shot(operator.window.strip), red) > 10_000
    assert count(shot(operator.window.map), red) > 50
    frame = operator.app.theme.color("alarm.emergency_line")

    assert count(shot(operator.window.edge), frame) > 1_000


def test_accepted_by_one_key_and_ended_by_name(
    room: LiveRoom, operator: Operator
) -> None:
    """F1 stops flashing and sound, not the alarm; ending it gives the state back."""
    _press_button(room, operator)
    operator.press("F1")
    operator.until(lambda: not operator.window.strip.urgent)

    assert not operator.app.stage.sound.sounding
    assert "accepted Ash" in _strip(operator)
    assert "accepted Ash" in " ".join(read(operator.window.incident._head))
    assert "Officer emergency: accepted." in operator.log()

    operator.fill_form("Shift+K", "found safe in the yard")
    operator.until(lambda: not operator.alarms())

    assert 2 == operator.unit("CN24").state
    assert "Officer emergency ended: found safe in the yard" in operator.log()
    assert "cleared by Ash" in " ".join(read(operator.window.strip))


def test_a_false_alarm_needs_a_second_person(
    room: LiveRoom, operator: Operator
) -> None:
    """Who accepted it cannot call it false alone; until somebody does, it stands."""
    _press_button(room, operator)
    operator.press("F1")
    operator.until(lambda: operator.alarms()[0].accepted_by)
    operator.press("Ctrl+Shift+K")
    operator.fill("pressed by mistake")
    operator.press("Ctrl+Return")
    operator.until(operator.notice)

    assert "a false alarm needs a second person" in operator.notice()
    assert operator.alarms()
    assert "pressed by mistake" == operator.window.incident.form.values()["note"]

    with room.desk("Ben") as ben:
        _end_as_false(ben)
    operator.until(lambda: not operator.alarms())

    assert "cleared by Ben" in " ".join(read(operator.window.strip))


def _end_as_false(ben: Desk) -> None:
    ben.wait_until(lambda: list(ben.picture.standing_alarms()), WAIT_S)
    (alarm,) = ben.picture.standing_alarms()
    act = c.EndAlarm(alarm_id=alarm.alarm_id, outcome="false_alarm", note="checked")

    assert ben.do(act).ok


def test_an_emergency_survives_filters_and_folding(
    room: LiveRoom, operator: Operator
) -> None:
    """Whoever looks after another sector, or at the unread, still sees it on top."""
    operator.click(operator.window.queue._filter)
    operator.press("Down", "Return")
    operator.until(lambda: {"Harbour"} == operator.app.position.sectors)
    _press_button(room, operator)
    (alarm,) = operator.alarms()
    key = alarm.incident_id or ""
    queue, units = operator.window.queue, operator.window.units

    for shown in ("mine", "unread", "all"):
        operator.click(operator.segment(queue, shown))

        assert [key] == queue.view.sections[0].keys, shown
        assert queue.view.sections[0].pinned
    operator.click(operator.segment(queue, "mine"))
    operator.press("Ctrl+1", "Home", "Left")

    assert not queue.view.sections[0].folded
    assert "Central" == operator.unit("CN24").sector
    assert "Emergency" in operator.row(units.view, "unit_cn24")
    assert "" == operator.row(units.view, "unit_cn25")
    assert "Officer emergency CN24" in _strip(operator)


def test_an_emergency_survives_the_gateway(room: LiveRoom, operator: Operator) -> None:
    """Killed and started again, the gateway still has it, and so has every desk."""
    _press_button(room, operator)
    operator.press("F1")
    operator.until(lambda: operator.alarms()[0].accepted_by)
    (before,) = operator.alarms()
    room.gateway.kill()
    operator.until(lambda: not operator.is_live())

    assert "Officer emergency CN24" in _strip(operator)

    room.gateway.start()
    operator.until(operator.is_live)

    assert [before] == operator.alarms()
    assert "accepted Ash" in _strip(operator)


def test_an_emergency_on_an_old_fix_stands_where_it_was_heard(
    room: LiveRoom, operator: Operator
) -> None:
    """A fix of half an hour ago does not take an officer in danger off the map."""
    room.hub.hear_once("CN26", 0, 150, ago_s=1800)
    operator.until(lambda: operator.has_fix(operator.unit("CN26")))
    row = operator.unit("CN26").row
    tracks = operator.app.frame.tracks

    assert LAST_KNOWN == tracks.freshness(operator.app.frame.now_us())[row]

    room.hub.say("CN26", d.SaidState(state=0))
    operator.until(operator.alarms)
    operator.find("cn26")
    lat, lon = float(tracks.lat[row]), float(tracks.lon[row])
    place = operator.window.map.point_of(lat, lon)
    (found, *_) = operator.window.map.found_at(place)

    assert "unit_cn26" == found.entity_id
    assert "fix 3" in _strip(operator), "half an hour, and what the test took"

    red = operator.app.theme.color("alarm.emergency")

    assert count(shot(operator.window.map), red) > 50


def test_an_emergency_raised_at_the_desk(operator: Operator) -> None:
    """The officer calls by voice: Ctrl+E, and it is an emergency like any other."""
    operator.find("hb14")
    operator.fill_form("Ctrl+E", "shouts for help on the talkgroup")
    operator.until(operator.alarms)

    assert 0 == operator.unit("HB14").state
    assert "shouts for help on the talkgroup" in _strip(operator)
    assert operator.app.stage.sound.sounding


def test_a_target_that_passed(operator: Operator) -> None:
    """Nobody there in time: an alarm, and the row goes up among the overdue."""
    incident = operator.open_incident("Robbery", "Pier 4", "Q")
    operator.until(lambda: operator.alarms("target_passed"))
    queue = operator.window.queue.view

    assert "Target passed: 1" in _strip(operator)
    assert "no unit was sent" in _strip(operator)

    operator.press("F1")
    operator.until(lambda: operator.app.selection.alarm_id)
    operator.until(lambda: "overdue" == queue.sections[0].key)

    assert [incident.incident_id] == queue.sections[0].keys
    assert "\u2212" in operator.row(queue, incident.incident_id)

    operator.press("K")
    operator.until(lambda: operator.alarms("target_passed")[0].accepted_by)

    assert "accepted Ash" in _strip(operator)


@pytest.mark.slow
def test_a_feed_that_fell_silent(room: LiveRoom, operator: Operator) -> None:
    """The hub hangs up: an alarm and the status bar say so until it comes back."""
    room.hub.leave()
    operator.until(lambda: operator.alarms("feed_lost"))

    assert "Feed lost: device" in _strip(operator)
    assert "nobody is connected" in _strip(operator)
    assert "device lost" in operator.status()
    assert "Live" in operator.status(), "the link itself is well"

    room.hub.come_back()
    operator.until(lambda: not operator.alarms("feed_lost"))

    assert "" == _strip(operator)
    assert "device lost" not in operator.status()


def test_two_emergencies_stand_side_by_side(room: LiveRoom, operator: Operator) -> None:
    """A second officer folds into nothing; F1 goes to the one nobody has accepted."""
    _press_button(room, operator)
    operator.press("F1")
    operator.until(lambda: operator.alarms()[0].accepted_by)
    room.hub.say("HB14", d.SaidEmergency())
    operator.until(lambda: len(operator.alarms()) == 2)
    tiles = operator.tiles()

    assert "HB14" in tiles[0]
    assert "CN24" in tiles[1]
    assert 2 == len(operator.window.queue.view.sections[0].keys)

    operator.press("F1")
    operator.until(lambda: all(each.accepted_by for each in operator.alarms()))
