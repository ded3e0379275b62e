"""Incidents as badges: letter by grade, amber when late, red in danger."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.map_room import MapRoom, bits, count, paint, touched
from ui.map.board import DANGER, OVERDUE, PLAIN, PLANNED
from ui.map.incidents import Incidents
from ui.map.scene import Scene
from ui.selection import Selection


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _paint(scene: Scene, incidents: Incidents) -> QImage:
    return paint(lambda painter: incidents.paint(painter, scene))


def _read(room: MapRoom, selected: str | None = None) -> Incidents:
    incidents = Incidents()
    incidents.read(room.picture, selected)
    return incidents


def test_grades_are_told_apart_by_letter(room: MapRoom) -> None:
    """Four grades, four pictures, and the tail ends where the incident is."""
    pictures = set()
    for number, grade in enumerate("ISER"):
        room.picture.incidents.clear()
        room.incident(number, grade=grade)
        image = _paint(room.scene(), _read(room))
        pictures.add(bits(image))

        assert touched(image.copy(300, 200, 40, 44)) == touched(image)
        assert touched(image.copy(300, 246, 40, 40)) == 0

    assert 4 == len(pictures)


def test_late_is_amber_and_danger_is_red(room: MapRoom) -> None:
    """Past its target without anybody there it is late; an emergency is red at once."""
    room.incident(1, age_s=899)
    room.incident(2, age_s=901)
    room.incident(3, age_s=901, at_scene=True)
    alarm_id = room.emergency(None, at=(54.7, 2.4))
    room.incident(4, alarm_id=alarm_id)
    board = _read(room).board

    assert [PLAIN, OVERDUE, PLAIN, DANGER] == board.looks(room.clock_us).tolist()

    room.picture.alarms.clear()

    assert PLAIN == _read(room).board.looks(room.clock_us)[3]


def test_what_is_scheduled_has_a_quiet_look_of_its_own(room: MapRoom) -> None:
    """Neither as one that is open now nor late, until its time or a unit comes."""
    room.incident(1, age_s=901, planned_s=3600)
    planned = _paint(room.scene(), _read(room))
    looks = _read(room).board.looks(room.clock_us).tolist()
    room.incident(1, age_s=60)
    now = _paint(room.scene(), _read(room))
    room.incident(1, age_s=60, planned_s=3600, units=("unit_1",))

    assert [PLANNED] == looks
    assert bits(planned) != bits(now)
    assert 0 == count(planned, room.scene().theme.color("alarm.high"), 8)
    assert [PLAIN] == _read(room).board.looks(room.clock_us).tolist()


def test_what_somebody_was_at_is_no_longer_scheduled(room: MapRoom) -> None:
    """They came early and left: it stands in the queue as begun, and on the map."""
    room.incident(1, age_s=60, planned_s=3600, at_scene=True)

    assert [PLAIN] == _read(room).board.looks(room.clock_us).tolist()


def test_what_is_scheduled_and_in_danger_is_in_danger(room: MapRoom) -> None:
    """An officer's emergency waits for no time."""
    alarm_id = room.emergency(None, at=(54.7, 2.4))
    room.incident(1, planned_s=3600, alarm_id=alarm_id)
    board = _read(room).board

    assert ([DANGER], DANGER) == (
        board.looks(room.clock_us).tolist(), board.look(0, room.clock_us),
    )  # fmt: skip


def test_of_a_fold_what_is_scheduled_comes_last(room: MapRoom) -> None:
    """Among badges that cover each other one that is open now is shown."""

    assert PLANNED < PLAIN < OVERDUE < DANGER


def test_colour_of_late(room: MapRoom) -> None:
    """Amber is painted for late and for nothing else."""
    room.incident(1, age_s=60)
    scene, incidents = room.scene(), _read(room)
    amber = scene.theme.color("alarm.high")

    assert 0 == count(_paint(scene, incidents), amber, 8)

    room.clock_us += 900_000_000

    assert count(_paint(room.scene(), incidents), amber, 8) > 200


def test_only_open_ones_and_the_selected(room: MapRoom) -> None:
    """A closed incident is drawn while it is selected; one without a place never."""
    closed = room.incident(1, status="closed")
    room.incident(2)
    nowhere = room.picture.incidents[room.incident(3)]
    room.picture.incidents["inc_3"] = type(nowhere)(
        incident_id="inc_3", cad="3", type_code="", grade="I"
    )

    assert ["inc_2"] == [each.incident_id for each in _read(room).board.incidents]
    assert 2 == len(_read(room, closed).board.incidents)


def test_a_closed_one_comes_and_goes_with_the_selection(room: MapRoom) -> None:
    """Among open ones nothing is read again, however many there are."""
    closed = room.incident(1, status="closed")
    room.incident(2)
    incidents = _read(room)
    board = incidents.board
    incidents.follow(room.picture, "inc_2")

    assert board is incidents.board

    incidents.follow(room.picture, closed)

    assert 2 == len(incidents.board.incidents)

    incidents.follow(room.picture, "inc_2")

    assert ["inc_2"] == [each.incident_id for each in incidents.board.incidents]


def test_a_guest_that_is_selected_no_longer_goes(room: MapRoom) -> None:
    """Also when a change is heard before the selection is."""
    closed = room.incident(1, status="closed")
    incidents = _read(room, closed)
    incidents.touch(room.picture, {room.incident(2)}, "inc_2")

    assert ["inc_2"] == [each.incident_id for each in incidents.board.incidents]


def test_the_selected_is_framed(room: MapRoom) -> None:
    """Selection is a white frame, not a colour."""
    chosen = room.incident(1)
    selection = Selection()
    plain = _paint(room.scene(selection=selection), _read(room))
    selection.select_incident(chosen)
    scene = room.scene(selection=selection)
    framed = _paint(scene, _read(room, chosen))
    white = scene.theme.color("accent.select_map")

    assert count(framed, white, 8) > count(plain, white, 8) + 80


def test_grades_nobody_knows(room: MapRoom) -> None:
    """A force's own grades, or none, still have a badge."""
    room.incident(1, grade="")
    room.incident(2, east_m=30, grade="P1")

    assert touched(_paint(room.scene(), _read(room))) > 800


def test_out_of_view(room: MapRoom) -> None:
    """What is far away is not painted."""
    room.incident(1, east_m=20_000)

    assert 0 == touched(_paint(room.scene(), _read(room)))
