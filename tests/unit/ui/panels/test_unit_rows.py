"""How a row of the units list looks."""

from typing import Any

import msgspec
import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from ui.paint import Ink
from ui.panels.roster import Roster
from ui.panels.unit_rows import UnitRows, columns
from ui.rows import Look
from ui.spans import Section
from ui.streets import Streets


@pytest.fixture
def rows(room: DeskRoom) -> UnitRows:
    """Whoever draws the units of the full room."""
    roster = Roster()
    roster.rebuild(room.frame.picture)
    return UnitRows(room.position, roster, Streets())


def _colours(rows: UnitRows, room: DeskRoom, key: str, look: Look) -> set[str]:
    image, painter = canvas(512, 24)
    rows.paint_row(Ink(painter, room.theme), 512, 24, key, look)
    painter.end()
    return colours_in(image)


def test_a_fix_says_its_age_and_whether_it_is_too_old(
    rows: UnitRows, room: DeskRoom
) -> None:
    """A hollow fix is bold, a fresh one is not, one never heard says never."""
    units = room.frame.picture.units
    room.scene.unit("XX1")
    room.turn()

    assert ("2:10", True) == rows.fix_age(units["unit_hb17"])
    assert not rows.fix_age(units["unit_hb14"])[1]
    assert ("never", True) == rows.fix_age(room.frame.picture.units["unit_xx1"])


def test_a_unit_in_danger_is_red(rows: UnitRows, room: DeskRoom) -> None:
    """State 0 has the red tint."""
    room.scene.emergency("unit_cn24", 4533)
    room.turn()
    red = room.theme.hex("alarm.emergency_tint").lower()

    assert red in _colours(rows, room, "unit_cn24", Look())
    assert red not in _colours(rows, room, "unit_hb14", Look())


def test_a_selected_unit_is_lit(rows: UnitRows, room: DeskRoom) -> None:
    """Selection is the same colour everywhere."""
    blue = room.theme.hex("surface.selected").lower()

    assert blue in _colours(rows, room, "unit_hb14", Look(selected=True))


def test_a_tip_says_state_and_skills(rows: UnitRows, room: DeskRoom) -> None:
    """What has no column is in the tip."""
    room.scene.unit("XX1", crew=("per_okafor",), skills=("taser",))
    room.turn()

    assert "XX1, On patrol · crew Okafor · taser" == rows.tip("unit_xx1")

    unit = room.frame.picture.units["unit_xx1"]
    talks = msgspec.structs.replace(unit, talkgroup="Bay 1")
    room.frame.picture.units["unit_xx1"] = talks

    assert rows.tip("unit_xx1").endswith("taser · talks on Bay 1")
    assert "" == rows.tip("unit_gone")


@pytest.mark.parametrize("mode", ["sector", "talkgroup", "skill", "state", "request"])
def test_every_kind_of_head_is_drawn(room: DeskRoom, mode: str) -> None:
    """Heads of sectors, states and requests have their words."""
    roster = Roster()
    roster.mode = mode
    rows = UnitRows(room.position, roster, Streets())
    image, painter = canvas(512, 24)
    key = "14" if mode == "request" else "6" if mode == "state" else "Harbour"
    rows.paint_head(Ink(painter, room.theme), 512, Section(key))
    painter.end()

    assert len(colours_in(image)) > 3


@pytest.mark.parametrize("width", [400.0, 512.0, 900.0])
def test_columns_stay_apart(width: float) -> None:
    """Since and fix stay at the right edge at any width."""
    heads = {column.words: column for column in columns(width)}

    assert width - 12 == heads["Fix"].x + heads["Fix"].width
    assert heads["Since"].x + heads["Since"].width <= heads["Fix"].x


def test_a_head_says_the_figure_that_matters(rows: UnitRows, room: DeskRoom) -> None:
    """A sector below its minimum, the longest in a state, who waits longest."""
    harbour = [u for u in room.frame.picture.units.values() if u.sector == "Harbour"]
    able = sum(unit.state in {1, 2, 3, 7} for unit in harbour)

    assert (
        "Harbour",
        f"{len(harbour)} on duty, {able} deployable, minimum 5",
        able < 5,
    ) == rows.head_words(Section("Harbour"))
    rows._roster.mode = "state"
    assert ("Refreshments", "1, longest 11:40", False) == rows.head_words(
        Section("4", ["unit_cn23"])
    )
    rows._roster.mode = "request"
    assert "1" == rows.head_words(Section("14", ["unit_cn23"]))[1]


def test_requests_have_their_own_clock(rows: UnitRows) -> None:
    """Since is of a state; a request waits."""
    before = [column.words for column in rows.columns(512)]
    rows._roster.mode = "request"

    assert ("Since", "Waits") == (before[4], rows.columns(512)[4].words)


def test_what_a_unit_has_next_is_in_its_row(rows: UnitRows, room: DeskRoom) -> None:
    """In its tip while it is busy; drawn once it is on nothing."""
    room.other(c.PreAssign(incident_id="inc_4521", unit_id="unit_hb12"))

    assert "has 4521 next" in rows.tip("unit_hb12")
    assert "next" not in rows.tip("unit_hb14")
    room.other(c.StandDown(incident_id="inc_4530", unit_id="unit_hb12"))
    drawn = []

    class Pen(Ink):
        """Notes what it draws."""

        def text(self, *args: Any, **looks: Any) -> float:  # noqa: ANN401 - passed on
            drawn.append(args[4])
            return super().text(*args, **looks)

    image, painter = canvas(512, 24)
    rows.paint_row(Pen(painter, room.theme), 512, 24, "unit_hb12", Look())
    painter.end()
    assert not image.isNull()
    assert "→ 4521" in drawn
