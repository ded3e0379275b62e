"""A row of what is near, in words and as it is painted."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain.within import Within
from tests.helpers.around_room import HERE, PARK, Roads, put, town_force
from tests.helpers.desk_room import DeskRoom
from tests.helpers.operator import read
from ui.panels.near_rows import NearRows, order_of
from ui.rows import RowView
from ui.spans import Section
from ui.surroundings import Surroundings

PARK_KEY = f"{PARK.name} {PARK.lat:.6f} {PARK.lon:.6f}"


@pytest.fixture
def town(qtbot: QtBot) -> DeskRoom:
    """A small force around the middle of the town."""
    return town_force()


@pytest.fixture
def rows(town: DeskRoom) -> NearRows:
    """Rows of what is within two minutes, in a straight line."""
    asked = Surroundings(town.position)
    asked.worker = roads = Roads()
    asked.ask(Within(seconds=120), HERE)
    roads.answer_reach()
    roads.places[-1][1]((PARK,))
    roads.answer_times()
    return NearRows(town.position, asked)


def test_a_row_in_one_sentence(rows: NearRows) -> None:
    """Who, what, how far of where, how long by what."""

    assert rows.tip("unit_hb2") == (
        "HB2, On patrol, 300 m from Quay Street, 0:30 by road"
    )
    assert rows.tip("unit_np9").endswith("0:24 in a straight line")
    assert "Long Park, park, 200 m from Quay Street, 0:20 by road" == (
        rows.tip(PARK_KEY)
    )


def test_what_has_left_says_so(rows: NearRows) -> None:
    """It keeps its row under a hand, and does not look as if it were near."""

    assert rows.tip("unit_off1").endswith("no longer near")
    assert "" == rows.tip("unit_nobody")


def test_times_have_a_column_only_when_asked_for(
    rows: NearRows, town: DeskRoom
) -> None:
    """Metres have none."""
    asked = Surroundings(town.position)
    asked.ask(Within(metres=500), HERE)

    assert "Time" == rows.columns(500)[-1].words
    assert "Away" == NearRows(town.position, asked).columns(500)[-1].words


def test_kinds_have_their_order(rows: NearRows) -> None:
    """Units first: whom to send is what is asked; empty kinds are left out."""
    found = order_of(rows._surroundings)

    assert ["unit", "incident", "camera", "place"] == list(found)
    assert "unit_hb1" == found["unit"][0]
    assert "1" == rows.counted("place")


def test_a_crowd_is_counted_as_far_as_it_was_looked_at(rows: NearRows) -> None:
    """What is not listed is said, and that it may be more."""
    rows._surroundings.totals["unit"] = 1_312
    cut = rows.counted("unit")
    rows._surroundings.crowds = frozenset({"unit"})

    assert "the nearest 3 of 1,312" == cut
    assert "the nearest 3 of 1,312 or more" == rows.counted("unit")


def test_rows_as_they_are_painted(rows: NearRows, town: DeskRoom) -> None:
    """Callsign, state, how far, how long; an old fix says its age."""
    view = RowView(town.theme, rows, "Near")
    view.resize(512, 400)
    view.set_sections(
        [Section(kind, keys) for kind, keys in order_of(rows._surroundings).items()]
    )
    said = read(view.viewport())
    town.pass_time(130)
    late = " ".join(read(view.viewport()))

    assert {"Units", "HB1", "2", "On patrol", "100 m", "0:10"} <= set(said)
    assert {"Places", "Long Park", "park", "200 m", "0:20"} <= set(said)
    assert "On patrol \u00b7 fix 2:11 old" in late


def test_what_is_painted_of_who_left(rows: NearRows, town: DeskRoom) -> None:
    """The row stays under a hand, muted, and says so."""
    view = RowView(town.theme, rows, "Near")
    view.resize(512, 100)
    view.set_sections([Section("unit", ["unit_off1"])])
    put(town, HB1=(5_000, 0))

    assert "no longer near" in read(view.viewport())
