"""The room's facts in the operator's words."""

import pytest

from controlroom.domain import events as e
from tests.helpers.desk_room import DeskRoom
from tests.helpers.scene import NOW_US, SECOND_US


def test_numbers_of_today_are_short(room: DeskRoom) -> None:
    """Where today is clear the day is left out, and only there."""
    say = room.position.say
    incident = room.frame.picture.incidents["inc_4521"]

    assert "4521" == say.cad(incident, NOW_US)
    assert "4521/21NOV26" == say.cad(incident, NOW_US + 86_400 * SECOND_US)


def test_types_and_places_have_words(room: DeskRoom) -> None:
    """An incident without a place says so; an unknown type keeps its code."""
    key = room.scene.incident(9, "XYZ", "", 1)
    room.turn()
    incident = room.frame.picture.incidents[key]
    say = room.position.say

    assert ("XYZ", "marked on the map") == (
        say.type_of(incident),
        say.place_of(incident),
    )
    say.street_near = lambda _lat, _lon: "Quay Street"
    assert "near Quay Street" == say.place_of(incident)


@pytest.mark.parametrize(
    ("ago_s", "said"), [(3, "3 s"), (42, "0:42"), (2580, "43 min"), (-5, "0 s")]
)
def test_ages_are_never_negative(room: DeskRoom, ago_s: int, said: str) -> None:
    """A time to come is no age."""

    assert said == room.position.say.age(NOW_US - ago_s * SECOND_US, NOW_US)


def test_an_emergency_names_unit_and_officer(room: DeskRoom) -> None:
    """The strip says who is in danger, as far as it is known."""
    room.scene.say(e.CrewChanged(unit_id="unit_cn24", person_ids=("per_okafor",)))
    alarm_id = room.scene.emergency("unit_cn24", 4533)
    room.turn()
    alarm = room.frame.picture.alarms[alarm_id]

    assert "Officer emergency CN24 · PC 2187 Okafor" == room.position.say.alarm(alarm)


def test_an_emergency_of_nobody_known_is_said_too(room: DeskRoom) -> None:
    """An alarm without a unit is still an officer."""
    room.scene.say(
        e.AlarmRaised(alarm_id="a", kind="officer_emergency", priority="emergency")
    )
    room.turn()
    alarm = room.frame.picture.alarms["a"]

    assert "Officer emergency unknown officer" == room.position.say.alarm(alarm)


def test_other_alarms_say_what_they_are_about(room: DeskRoom) -> None:
    """A lost feed names its door, a passed target its CAD number."""
    room.scene.say(
        e.AlarmRaised(alarm_id="f", kind="feed_lost", priority="high", door="cot")
    )
    room.scene.say(
        e.AlarmRaised(
            alarm_id="t", kind="target_passed", priority="high", incident_id="inc_4519"
        )
    )
    room.turn()
    alarms = room.frame.picture.alarms

    assert ["Feed lost: cot", "Target passed: 4519"] == [
        room.position.say.alarm(alarms[key]) for key in ("f", "t")
    ]
