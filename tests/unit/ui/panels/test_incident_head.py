"""The head of the incident panel."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import DeskOnline, Presence, PresenceArrived
from controlroom.domain import commands as c
from controlroom.domain import events as e
from tests.helpers.desk_room import DeskRoom, colours_of
from ui.panels.incident_head import HEIGHT, IncidentHead


@pytest.fixture
def head(qtbot: QtBot, room: DeskRoom) -> IncidentHead:
    """The head of 4521."""
    made = IncidentHead(room.position)
    made.resize(512, HEIGHT)
    qtbot.addWidget(made)
    made.show_incident(room.frame.picture.incidents["inc_4521"])
    return made


def _show(head: IncidentHead, room: DeskRoom, key: str) -> None:
    head.show_incident(room.frame.picture.incidents[key])


def test_the_countdown_says_what_it_counts_to(
    head: IncidentHead, room: DeskRoom
) -> None:
    """Left to attend, out of how much, from the call."""
    figure, color, note, used = head._time(room.frame.picture.incidents["inc_4521"])

    assert ("10:48", "text.primary", "to attend, 15:00 from call") == (
        figure, color, note,
    )  # fmt: skip
    assert 0.28 == pytest.approx(used)


@pytest.mark.parametrize(
    ("key", "figure", "note"),
    [
        ("inc_4519", "\u22122:40", "to attend, 15:00 from call"),
        ("inc_4440", "7 h", "Referred, no target to attend"),
    ],
)
def test_late_and_without_a_target(
    head: IncidentHead, room: DeskRoom, key: str, figure: str, note: str
) -> None:
    """A passed target has its minus sign, none has its age."""
    said = head._time(room.frame.picture.incidents[key])

    assert (figure, note) == (said[0], said[2])


def test_once_attended_it_says_how_long_it_took(
    head: IncidentHead, room: DeskRoom
) -> None:
    """At scene the countdown is over."""
    room.scene.state("unit_cn21", 6, 0)
    room.turn()

    assert (
        "at scene, attended after 4:12"
        == (head._time(room.frame.picture.incidents["inc_4521"])[2])
    )


def test_resolved_says_when(head: IncidentHead, room: DeskRoom) -> None:
    """What is resolved has no countdown."""
    room.other(c.ResolveIncident(incident_id="inc_4521"))
    figure, _color, note, _used = head._time(room.frame.picture.incidents["inc_4521"])

    assert ("Resolved", "resolved 22:32:08") == (figure, note)


def test_others_who_have_it_open_are_named(head: IncidentHead, room: DeskRoom) -> None:
    """The others, not oneself."""
    desks = tuple(
        DeskOnline(desk=d, person_id=p, person=n, role="dispatcher", since_us=1)
        for d, p, n in (("desk 4", "per_ash", "Ash"), ("desk 2", "per_hale", "Hale"))
    )
    presence = Presence(desks=desks, incidents={"inc_4521": ("desk 4", "desk 2")})
    room.scene.mailbox.put_presence(PresenceArrived(presence))
    room.turn()

    assert "Hale" == head._others(room.frame.picture.incidents["inc_4521"])


def test_an_emergency_shows_the_officer(head: IncidentHead, room: DeskRoom) -> None:
    """Place, fix, state before; red, and higher for the facts."""
    room.scene.say(e.CrewChanged(unit_id="unit_cn24", person_ids=("per_okafor",)))
    alarm_id = room.scene.emergency("unit_cn24", 4533)
    room.turn()
    _show(head, room, "inc_4533")
    facts = dict(head._emergency_facts(room.frame.picture.alarms[alarm_id]))

    assert facts == {
        "Place": "Canal Walk, rear of 40 to 52",
        "Fix": "1 s old, within 6 m",
        "Before": "State 2 On patrol",
    }
    assert HEIGHT < head.height()
    assert room.theme.hex("alarm.emergency").lower() in colours_of(head)


def test_any_incident_can_be_drawn(head: IncidentHead, room: DeskRoom) -> None:
    """Every incident of the room, and one that knows nothing."""
    room.scene.incident(9, "", "", 0, grade="?")
    room.turn()
    for key in room.frame.picture.incidents:
        _show(head, room, key)

        assert len(colours_of(head)) > 5
