"""How a unit stands on the board."""

import pytest

from controlroom.domain import events as e
from controlroom.domain.duty_rules import ShiftRules
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from tests.helpers.scene import NOW_US, SECOND_US
from ui.paint import Ink
from ui.panels.board_rows import BoardRows
from ui.panels.roster import Roster
from ui.rows import Look
from ui.streets import Streets


@pytest.fixture
def rows(room: DeskRoom) -> BoardRows:
    """Whoever draws the units of the full room."""
    roster = Roster()
    roster.rebuild(room.frame.picture)
    return BoardRows(room.position, roster, Streets())


def _colours(rows: BoardRows, room: DeskRoom, key: str, look: Look) -> set[str]:
    image, painter = canvas(480, 44)
    rows.paint_row(Ink(painter, room.theme), 480, 44, key, look)
    painter.end()
    return colours_in(image)


def test_selection_and_danger_look_as_everywhere(
    rows: BoardRows, room: DeskRoom
) -> None:
    """Blue behind the chosen one, red behind an officer in danger."""
    blue = room.theme.hex("surface.selected").lower()
    room.scene.emergency("unit_cn24", 4533)
    room.turn()

    assert blue in _colours(rows, room, "unit_hb14", Look(selected=True, focused=True))
    red = room.theme.hex("alarm.emergency_tint").lower()
    assert red in _colours(rows, room, "unit_cn24", Look())
    assert set() == _colours(rows, room, "unit_gone", Look()) - _colours(
        rows, room, "unit_nobody", Look()
    )


def test_an_urgent_call_back_that_waits_too_long_is_amber(
    rows: BoardRows, room: DeskRoom
) -> None:
    """In time it is not."""
    codes = room.frame.picture.codes
    amber = room.theme.hex("alarm.high_text").lower()
    rows._roster.mode = "request"
    changed = type(codes.requests)(urgent_s=60)
    fields = {name: getattr(codes, name) for name in codes.__struct_fields__}
    fields |= {"requests": changed, "shifts": ShiftRules()}
    room.scene.say(e.CodesPublished(codes=type(codes)(**fields)))
    for unit_id, age_s in (("unit_hb14", 59), ("unit_hb15", 60)):
        room.scene.say(
            e.RequestReceived(unit_id=unit_id, request=14),
            at_us=NOW_US - age_s * SECOND_US,
        )
    room.scene.send()
    room.turn()

    assert amber not in _colours(rows, room, "unit_hb14", Look())
    assert amber in _colours(rows, room, "unit_hb15", Look())
