"""What this desk tells the others that it has open."""

from typing import cast

from pytestqt.qtbot import QtBot

from controlroom.desk.link import Link
from tests.helpers.desk_room import DeskRoom
from ui.attending import Attending


class Wire:
    """Hears what would be said to the gateway."""

    def __init__(self) -> None:
        self.said: list[tuple[str | None, bool]] = []

    def attend(self, open_incident: str | None, *, typing: bool = False) -> None:
        """Hear it."""
        self.said.append((open_incident, typing))


def test_what_is_open_and_who_writes_is_told(qtbot: QtBot, room: DeskRoom) -> None:
    """Each incident once; writing at its first key, its end when it is quiet, and
    nothing of it once another incident is open.
    """
    del qtbot
    wire = Wire()
    attending = Attending(room.position, cast("Link", wire))
    room.selection.select_incident("inc_4521")
    room.selection.select_unit("unit_hb14")
    room.position.typed.emit()
    room.position.typed.emit()

    assert [("inc_4521", False), ("inc_4521", True)] == wire.said

    attending._again.timeout.emit()
    attending._quiet.timeout.emit()

    assert [("inc_4521", True), ("inc_4521", False)] == wire.said[2:]
    assert not attending._again.isActive()

    room.position.typed.emit()
    room.selection.select_incident("inc_4530")

    assert ("inc_4530", False) == wire.said[-1]
    assert not attending._again.isActive()


def test_writing_in_nothing_is_told_nobody(qtbot: QtBot, room: DeskRoom) -> None:
    """Without an incident there is nothing to be two at."""
    del qtbot
    wire = Wire()
    attending = Attending(room.position, cast("Link", wire))
    room.position.typed.emit()

    assert [] == wire.said
    assert attending.parent() is None
