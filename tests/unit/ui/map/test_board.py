"""The columns of incidents: a change is read alone, and reads as the whole does."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Incident
from tests.helpers.map_room import MapRoom
from ui.map.board import Passes
from ui.map.incidents import Incidents


@pytest.fixture
def room(qtbot: QtBot) -> MapRoom:
    """An empty room."""
    return MapRoom()


def _rows(incidents: Incidents) -> list[tuple[object, ...]]:
    board = incidents.board
    return [
        (
            each.incident_id, *board.world[n].tolist(), int(board.due_us[n]),
            bool(board.danger[n]), incidents.grades[board.letters[n]],
            bool(board.immediate[n]), board.index[each.incident_id],
        )
        for n, each in enumerate(board.incidents)
    ]  # fmt: skip


def _only(letter: str) -> Callable[[Incident], bool]:
    return lambda incident: incident.grade == letter


def test_a_change_of_one_leaves_the_others_alone(room: MapRoom) -> None:
    """Of a thousand only the changed one is read: one nobody said keeps its row."""
    for number in range(1000):
        room.incident(number, east_m=number)
    incidents = Incidents()
    incidents.read(room.picture, None)
    before = _rows(incidents)
    room.incident(500, grade="S", east_m=-70)
    room.incident(501, grade="S", east_m=-70)
    incidents.touch(room.picture, {"inc_500"}, None)
    after = _rows(incidents)

    assert ["inc_500"] == [
        now[0] for was, now in zip(before, after, strict=True) if was != now
    ]
    assert "S" == after[500][5]


@pytest.mark.parametrize("selected", [None, "inc_3", "inc_6"])
@pytest.mark.parametrize("letter", ["", "I"])
def test_changes_read_as_the_whole_picture(
    room: MapRoom, selected: str | None, letter: str
) -> None:
    """Whatever comes, goes, closes, reopens, is in danger or filtered: the same."""
    passes: Passes = _only(letter) if letter else lambda _incident: True
    for number in range(8):
        room.incident(number, grade="IS"[number % 2], east_m=40 * number)
    incidents = Incidents(passes)
    incidents.read(room.picture, selected)
    alarm_id = room.emergency(None, at=(54.7, 2.4))
    ended = replace(room.picture.alarms[alarm_id], ended_at_us=room.clock_us)

    def follow(*ids: str) -> None:
        incidents.touch(room.picture, frozenset(ids), selected)
        whole = Incidents(passes)
        whole.read(room.picture, selected)

        assert _rows(whole) == _rows(incidents)
        assert whole.board.hidden == incidents.board.hidden

    follow(alarm_id)
    follow(room.incident(3, grade="S", alarm_id=alarm_id), alarm_id)
    room.picture.alarms[alarm_id] = ended
    follow(alarm_id)
    follow(room.incident(3, status="closed"), room.incident(6, status="closed"))
    follow(room.incident(6), room.incident(9, grade="P1"))
    follow(room.incident(10), room.incident(11), room.incident(0, at_scene=True))
    del room.picture.incidents["inc_2"]
    follow("inc_2", room.incident(12, grade="S"), "unit_hb14", "inc_none")
    room.picture.codes = Codes()
    follow("inc_1")
