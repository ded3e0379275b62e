"""A row of what is in view, in words and as it is painted."""

import pytest

from controlroom.domain.entities import Drawing, Outline
from tests.helpers.desk_room import DeskRoom
from tests.helpers.operator import read
from ui.map.roll import MOST, Entry, Roll
from ui.panels.in_view_rows import InViewRows, columns
from ui.rows import RowView
from ui.spans import Section


@pytest.fixture
def rows(room: DeskRoom) -> InViewRows:
    """Rows of a unit that is in view and of everything else that is not."""
    rows = InViewRows(room.position)
    rows.origin = "HB13"
    entry = Entry("unit", "unit_hb14", 51.0, 0.0, 1_640.0, 43.0)
    rows.roll = Roll({"unit_hb14": entry}, {"unit": ["unit_hb14"]}, {"unit": 1})
    return rows


def test_a_row_in_one_sentence(rows: InViewRows) -> None:
    """Who, what, how far, which way, from where."""
    said = rows.tip("unit_hb14")

    assert said.startswith("HB14, ")
    assert said.endswith("1.6 km NE of HB13")


def test_what_is_counted_from_is_here(rows: InViewRows) -> None:
    """It has no bearing from itself."""
    entry = rows.roll.entries["unit_hb14"]
    rows.roll.entries["unit_hb14"] = entry._replace(metres=0.2)

    assert rows.tip("unit_hb14").endswith(", here")


def test_what_has_left_says_so(rows: InViewRows) -> None:
    """It keeps its row under a hand, and does not look as if it were there."""

    assert rows.tip("unit_hb13").endswith("no longer in view")
    assert "" == rows.tip("unit_nobody")


def test_the_count_of_many(rows: InViewRows) -> None:
    """What is not listed is said."""
    rows.roll.totals["unit"] = 14_312
    rows.roll.ids["unit"] = ["u"] * MOST

    assert "the nearest 100 of 14,312" == rows.count("unit")
    assert "0" == rows.count("camera")


def test_it_is_painted(rows: InViewRows, room: DeskRoom) -> None:
    """Every kind has its head and its row; a row of nothing is empty."""
    picture = room.frame.picture
    outline = Outline(shape="point", corners=((51.0, 0.0),))
    picture.drawings["drw_1"] = Drawing(
        drawing_id="drw_1", kind="rvp", outline=outline, label="RVP 1"
    )
    view = RowView(room.position.theme, rows, "In view")
    view.resize(860, 400)
    sections = [
        Section("unit", ["unit_hb14", "unit_nobody"]),
        Section("incident", [next(iter(picture.incidents))]),
        Section("camera", list(picture.cameras)[:1]),
        Section("alarm", list(picture.alarms)[:1]),
        Section("drawing", ["drw_1"]),
    ]
    view.set_sections(sections)
    painted = read(view.viewport())

    assert {"Units", "Incidents", "Cameras", "Alarms", "Drawings"} <= set(painted)
    assert {"HB14", "1.6 km", "RVP 1", "RVP"} <= set(painted)
    assert "043° NE" in painted


@pytest.mark.parametrize("width", [380.0, 894.0])
def test_columns_do_not_overlap(width: float) -> None:
    """In a narrow dock as under the map."""
    heads = columns(width)
    ends = [each.x + each.width for each in heads]

    assert all(end <= head.x for end, head in zip(ends, heads[1:], strict=False))
