"""How a row of the queue looks."""

import time

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from ui.paint import Ink
from ui.panels.queue_rows import QueueRows
from ui.panels.worklist import OVERDUE, Worklist
from ui.rows import Look
from ui.spans import Section


@pytest.fixture
def rows(room: DeskRoom) -> QueueRows:
    """Whoever draws the queue of the full room."""
    work = Worklist()
    work.rebuild(room.frame.picture)
    return QueueRows(room.position, work)


def _colours(
    rows: QueueRows,
    room: DeskRoom,
    key: str,
    look: Look | None = None,
    height: int = 44,
) -> set[str]:
    image, painter = canvas(512, height)
    rows.paint_row(Ink(painter, room.theme), 512, height, key, look or Look())
    painter.end()
    return colours_in(image)


def _hex(room: DeskRoom, token: str) -> str:
    return room.theme.hex(token).lower()


def test_overdue_is_an_amber_chip(rows: QueueRows, room: DeskRoom) -> None:
    """A passed target is filled amber; one with time left has none of it."""
    amber = _hex(room, "alarm.high")

    assert amber in _colours(rows, room, "inc_4519")
    assert amber not in _colours(rows, room, "inc_4521")


def test_a_quiet_row_shows_no_colour(rows: QueueRows, room: DeskRoom) -> None:
    """Grey is normal."""
    loud = {
        _hex(room, token)
        for token in ("alarm.high", "alarm.emergency", "accent.base", "alarm.high_text")
    }

    assert set() == loud & _colours(rows, room, "inc_4517")


def test_the_last_quarter_is_amber(rows: QueueRows, room: DeskRoom) -> None:
    """When three quarters of the target are used, the bar is amber."""
    room.scene.at(room.scene.now_us + 9 * 60 * 1_000_000)

    assert _hex(room, "alarm.high") in _colours(rows, room, "inc_4521")


def test_danger_is_red_and_only_danger(rows: QueueRows, room: DeskRoom) -> None:
    """An officer's emergency has the red tint, bar and badge."""
    room.scene.emergency("unit_cn24", 4533)
    room.turn()
    red = {_hex(room, "alarm.emergency"), _hex(room, "alarm.emergency_tint")}

    assert red <= _colours(rows, room, "inc_4533")
    assert set() == red & _colours(rows, room, "inc_4519")


@pytest.mark.parametrize(
    ("look", "token"),
    [
        (Look(selected=True), "surface.selected"),
        (Look(hovered=True), "surface.hover"),
        (Look(focused=True), "accent.focus"),
    ],
)
def test_states_can_be_told_apart(
    rows: QueueRows, room: DeskRoom, look: Look, token: str
) -> None:
    """Selected, hovered and focused each have their own mark."""

    assert _hex(room, token) in _colours(rows, room, "inc_4517", look)
    assert _hex(room, token) not in _colours(rows, room, "inc_4517")


def test_a_refusal_stands_in_its_row(rows: QueueRows, room: DeskRoom) -> None:
    """The first of its sentences takes the place's line."""
    room.selection.select_incident("inc_4531")
    act = c.AssignUnits(incident_id="inc_4531", unit_ids=("unit_cn21",))
    room.position.send(act, "inc_4531", "unit_cn21")
    room.turn()
    incident = room.frame.picture.incidents["inc_4531"]
    said, color = rows._place(incident, "text.secondary")

    assert "CN21 is committed to CAD 4521" in said
    assert "alarm.high_text" == color


def test_a_long_wait_says_its_seconds(
    rows: QueueRows, room: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While an answer is late the row shows it, and its place stays."""
    room.deaf = True
    before = _colours(rows, room, "inc_4531")
    act = c.AddLogEntry(incident_id="inc_4531", text="x")
    room.position.send(act, "inc_4531")
    later = time.monotonic() + 0.5
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert before != _colours(rows, room, "inc_4531")
    assert room.outgoing.waiting_for("inc_4531") is not None


def test_nobody_sent_is_amber_after_the_dispatch_target(
    rows: QueueRows, room: DeskRoom
) -> None:
    """Before the target 'none' is grey, after it amber."""
    incidents = room.frame.picture.incidents

    assert rows._is_undispatched(incidents["inc_4531"])
    assert not rows._is_undispatched(incidents["inc_4512"])


def test_help_on_its_way_to_an_officer_is_said(rows: QueueRows, room: DeskRoom) -> None:
    """No help, help sent, at scene."""
    room.scene.emergency("unit_cn24", 4533)
    room.turn()
    said = [rows._help(room.frame.picture.incidents["inc_4533"])]
    room.scene.assign("inc_4533", "unit_hb14", ago_s=1)
    room.turn()
    said.append(rows._help(room.frame.picture.incidents["inc_4533"]))
    room.scene.state("unit_hb14", 6)
    room.turn()
    said.append(rows._help(room.frame.picture.incidents["inc_4533"]))

    assert ["no help", "help sent", "at scene"] == said


def test_the_head_of_overdue_says_how_late(rows: QueueRows) -> None:
    """The figure that matters stands beside the count."""

    assert "14 min" == rows._longest(["inc_4519", "inc_4502"])


def test_a_row_is_whole_in_its_tip(rows: QueueRows) -> None:
    """Whatever was cut can be read."""

    assert (
        "4521/21NOV26 Robbery, knife seen, Foundry Lane at Mill Street, grade I, "
        "units: CN21" == rows.tip("inc_4521")
    )


def test_heads_and_strangers_are_drawn_without_fault(
    rows: QueueRows, room: DeskRoom
) -> None:
    """A key that is gone draws nothing; an empty section has its head."""
    image, painter = canvas(512, 44)
    ink = Ink(painter, room.theme)
    rows.paint_row(ink, 512, 44, "inc_gone", Look())
    rows.paint_head(ink, 512, Section(OVERDUE))
    painter.end()

    assert "" == rows.tip("inc_gone")
    assert len(colours_in(image)) > 1
