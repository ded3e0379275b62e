"""The handover: seen before it begins, ticked off by the next person, kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from tests.helpers.operator import read
from ui.panels.handover import EVERY_S, HandoverPanel

HERE = "inc_4531"
HOUR_US = 3_600_000_000


@pytest.fixture
def panel(qtbot: QtBot, room: DeskRoom) -> Iterator[HandoverPanel]:
    """The panel of a desk of all sectors, in sight."""
    made = HandoverPanel(room.position)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.refresh()
    yield made
    made.close()


def _keys(panel: HandoverPanel) -> list[str]:
    return [key for section in panel.view.sections for key in section.keys]


def test_what_stands_open_is_seen_before_it_begins(
    panel: HandoverPanel, room: DeskRoom
) -> None:
    """A promise comes into the pack by itself; a row selects its incident."""
    due_us = room.frame.now_us() + HOUR_US
    room.other(c.RecordPromise(incident_id=HERE, text="ring back", due_us=due_us))
    for _ in range(EVERY_S):
        room.frame.second.emit()
    keys = _keys(panel)

    assert any(key.startswith(f"promise:{HERE}") for key in keys)
    assert "all sectors" in str(read(panel.bar))
    assert "Begin handover" in str(read(panel.body))
    panel.view.chosen.emit(keys[-1])

    assert room.selection.incident_id
    panel.view.pressed.emit(keys[0])
    room.turn()

    assert not any(isinstance(act, c.TickHandover) for act in room.acts)


def test_each_row_is_taken_on_once_and_the_last_completes_it(
    panel: HandoverPanel, room: DeskRoom
) -> None:
    """By Space on the row; who took what on stands there."""
    panel.packs.begin()
    room.turn()
    keys = _keys(panel)

    assert keys
    assert "left to take on" in str(read(panel.bar))
    panel.focus_body()
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    room.turn()
    begun = panel.packs.current
    assert begun is not None

    assert 1 == len(begun.ticks)
    assert "Ash" in panel._rows.tip(begun.ticks[0].key)
    for key in keys:
        panel.view.pressed.emit(key)
        room.turn()
    done = [act for act in room.acts if isinstance(act, c.TickHandover)]

    assert len(keys) == len(done)
    assert panel.packs.last is not None
    assert panel.packs.last.completed_at_us is not None
    assert "handed over at" in str(read(panel.bar))


def test_a_row_that_has_gone_is_not_taken_on(
    panel: HandoverPanel, room: DeskRoom
) -> None:
    """The hand comes back to a row that is there; Space sends nothing else."""
    panel.packs.begin()
    room.turn()
    panel.view.set_current("risk:gone")
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    room.turn()

    assert not any(isinstance(act, c.TickHandover) for act in room.acts)
    panel.focus_body()

    assert panel.view.current in _keys(panel)


def test_an_observer_reads_and_ticks_nothing(qtbot: QtBot) -> None:
    """The button is grey, and a row says why it cannot be taken on."""
    room = DeskRoom(role="observer").connect()
    panel = HandoverPanel(room.position)
    qtbot.addWidget(panel)
    panel.show()
    room.scene.role = "supervisor"
    room.other(c.BeginHandover())
    room.scene.role = "observer"
    panel.view.pressed.emit(_keys(panel)[0])

    assert "Not as observer." == room.said[-1]
    assert not panel._begin.isEnabled()
    panel.close()


def test_a_quiet_room_says_so(qtbot: QtBot) -> None:
    """Nothing stands open: what would be here, and what to do."""
    room = DeskRoom(full=False).connect()
    panel = HandoverPanel(room.position)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()

    assert "Nothing to hand over" in str(read(panel.body))
    panel.focus_body()
    panel.close()
