"""How feeds and strangers look."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from controlroom.desk.questions import Contact, DoorRow
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from tests.helpers.operator import read
from tests.helpers.scene import NOW_US
from ui.paint import Ink
from ui.panels.door_rows import (
    CONTACTS,
    DOORS,
    ROW,
    DoorRows,
    columns,
    contact_key,
    feed_name,
    said_offset,
    visible,
)
from ui.rows import Look, RowView
from ui.spans import Section


@pytest.mark.parametrize(
    ("offset_us", "said"),
    [
        (None, ""),
        (10_000, "in step"),
        (2_500_000, "+2.5 s"),
        (-61_000_000, "\u221261.0 s"),
    ],
)
def test_a_clock_says_how_far_it_is_off(offset_us: int | None, said: str) -> None:
    """Ahead is plus, behind is minus, a little is in step."""

    assert said == said_offset(offset_us)


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("desks", "desks", "Desks"),
        ("device", "", "Force's hub"),
        ("cot", "cot", "Cursor on Target"),
        ("osmand", "osmand", "Phones"),
        ("calls_csv", "calls_csv", "Calls by CSV"),
        ("cot harbour", "cot", "Cursor on Target cot harbour"),
        ("sonar", "sonar", "sonar"),
        ("sonar", "hydro", "sonar hydro"),
        ("so\x1bnar", "", "so\\x1bnar"),
    ],
)
def test_feeds_have_the_rooms_names(name: str, kind: str, said: str) -> None:
    """Operators read words; a feed without one is shown as it is, made visible."""

    assert said == feed_name(name, kind)


@given(st.text(max_size=50))
def test_nothing_a_peer_says_is_interpreted(text: str) -> None:
    """Whatever came is printable, and printable text is left alone."""

    assert visible(text).isprintable()
    assert visible(visible(text)) == visible(text)


def test_a_door_with_trouble_is_amber(room: DeskRoom) -> None:
    """A closed door and its last error catch the eye; a good one does not."""
    rows = DoorRows(room.position)
    good = DoorRow(
        name="device", state="open", messages=1_200, rate=34.5, last_us=NOW_US
    )
    bad = DoorRow(
        name="cot", state="closed", errors=3, last_error="\x00<!DOCTYPE",
        last_error_us=NOW_US,
    )  # fmt: skip
    rows.doors = {"device": good, "cot": bad}
    amber = room.theme.hex("alarm.high_text").lower()
    seen = {}
    for key in ("device", "cot"):
        image, painter = canvas(900, 28)
        rows.paint_row(Ink(painter, room.theme), 900, 28, key, Look())
        painter.end()
        seen[key] = amber in colours_in(image)

    assert {"device": False, "cot": True} == seen
    assert "\\x00<!DOCTYPE" in rows.tip("cot")


def test_a_column_says_what_its_head_says(room: DeskRoom, qtbot: QtBot) -> None:
    """No error is none; the address is in the tip and under the list."""
    rows = DoorRows(room.position)
    rows.doors = {"cot": DoorRow(name="cot", state="open", address="tcp://10.0.0.1")}
    view = RowView(room.theme, rows, "Feeds")
    qtbot.addWidget(view)
    view.resize(900, 120)
    view.set_sections([Section(DOORS, ["cot"], row=ROW)])
    view.show()
    said = " ".join(read(view.viewport()))

    assert said.endswith("0 none")
    assert "Cursor on Target, open, tcp://10.0.0.1." == rows.tip("cot")


def test_a_stranger_is_drawn_and_is_no_unit(room: DeskRoom) -> None:
    """An unknown contact has its row, its place and what it calls itself."""
    rows = DoorRows(room.position)
    contact = Contact(
        door="cot", uid="ANDROID-\u202e1", first_us=1, last_us=NOW_US, lat=51.5,
        lon=-0.1, said="Ghost",
    )  # fmt: skip
    rows.contacts = {contact_key(contact): contact}
    image, painter = canvas(900, 28)
    rows.paint_row(
        Ink(painter, room.theme), 900, 28, contact_key(contact),
        Look(selected=True, focused=True),
    )  # fmt: skip
    painter.end()

    assert room.theme.hex("surface.selected").lower() in colours_in(image)
    assert "\u202e" not in rows.tip(contact_key(contact))
    assert "Ghost" in rows.tip(contact_key(contact))


@pytest.mark.parametrize("kept", [0, 500])
def test_heads_count(room: DeskRoom, kept: int) -> None:
    """Both sections have their head."""
    rows = DoorRows(room.position)
    rows.kept = kept
    for key in (DOORS, CONTACTS):
        image, painter = canvas(900, 24)
        rows.paint_head(Ink(painter, room.theme), 900, Section(key))
        painter.end()

        assert len(colours_in(image)) > 3


@pytest.mark.parametrize("width", [500.0, 580.0, 715.0, 716.0, 900.0, 1900.0])
def test_columns_do_not_overlap(width: float) -> None:
    """Each head ends where the next begins, at any width."""
    heads = columns(width)

    assert width < 580 or heads[-1].x + heads[-1].width <= width
    assert all(one.x + one.width <= other.x for one, other in itertools.pairwise(heads))
