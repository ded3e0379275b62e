"""How a thread of words is drawn."""

from controlroom.domain import events as e
from controlroom.domain.entities import Party
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from ui.conversations import threads
from ui.paint import Ink
from ui.panels.room_rows import ROW, RoomRows
from ui.rows import Look


def _drawn(room: DeskRoom, key: str) -> set[str]:
    rows = RoomRows(room.position)
    rows.threads = {each.key: each for each in threads(room.position)}
    image, painter = canvas(320, int(ROW))
    rows.paint_row(Ink(painter, room.theme), 320, ROW, key, Look())
    painter.end()
    return colours_in(image)


def test_unread_has_a_dot_and_late_is_amber(room: DeskRoom) -> None:
    """Never by colour alone: the counts stand in words; what is gone draws nothing."""
    to = Party(kind="person", name="per_ash")
    event = e.RoomMessageSent(message_id="msg_1", to=to, text="Fog.")
    room.scene.say(event, "per_marsh")
    sent = e.MessageSent(message_id="msg_2", unit_ids=("unit_hb14",), text="x")
    room.scene.say(sent, "per_ash")
    room.turn()
    room.pass_time(61)
    rows = RoomRows(room.position)
    rows.threads = {each.key: each for each in threads(room.position)}

    assert "Marsh: Fog. (1 unread)" == rows.tip("person:per_marsh")
    assert "HB14: x (1 not delivered)" == rows.tip("units:unit_hb14")
    assert "" == rows.tip("gone")
    assert room.theme.hex("accent.base").lower() in _drawn(room, "person:per_marsh")
    assert room.theme.hex("alarm.high_text").lower() in _drawn(room, "units:unit_hb14")
    assert 1 >= len(_drawn(room, "gone"))
