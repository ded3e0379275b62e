"""What stands on a sheet: an incident or a handover, whole and as typed."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.watchkeeping import Handover
from tests.helpers.desk_room import DeskRoom
from ui.paper import Row, Sheet
from ui.sheets import handover_sheet, incident_sheet

HERE = "inc_4521"
TODAY = "21 Nov 2026"


def words_of(sheet: Sheet) -> str:
    """Return everything a sheet says."""
    said = [sheet.force, sheet.title, sheet.printed]
    said += [f"{name}: {value}" for name, value in sheet.facts]
    for table in sheet.tables:
        said += [table.heading, *table.columns]
        said += [f"{' '.join(row.cells)}{row.note}" for row in table.rows]
    return "\n".join(said)


@pytest.fixture
def begun(room: DeskRoom) -> Handover:
    """A handover of which the first item was taken on."""
    room.other(c.BeginHandover())
    (handover,) = room.frame.picture.handovers.values()
    first = handover.items[0].key
    room.other(c.TickHandover(handover_id=handover.handover_id, key=first))
    return room.frame.picture.handovers[handover.handover_id]


def test_an_incident_is_whole(room: DeskRoom) -> None:
    """Head, clocks, units with times, the log with desks and corrections, as typed."""
    log = room.frame.picture.incidents[HERE].log
    seq = next(each.seq for each in log if each.kind == "entry")
    room.other(c.CorrectLogEntry(incident_id=HERE, seq=seq, text="<b>Blue</b> =1+1"))
    text = words_of(incident_sheet(room.position, room.frame.picture.incidents[HERE]))

    for said in (
        "4521/21NOV26", "Robbery, knife seen", "Place: Foundry Lane at Mill Street",
        f"Opened: {TODAY} 22:27:56 by Marsh", "From call 10:48 left, in time",
        "CN21 22:28:48", "<b>Blue</b> =1+1 [a correction]", "corrected by Marsh",
        "(desk 4)", f"Printed {TODAY} 22:32:08 by Ash at desk 4",
    ):  # fmt: skip
        assert said in text


def test_what_was_put_right_is_struck_and_stays(room: DeskRoom) -> None:
    """The old line is all there, and only it is struck."""
    entry = next(
        each for each in room.frame.picture.incidents[HERE].log if each.kind == "entry"
    )
    room.other(c.CorrectLogEntry(incident_id=HERE, seq=entry.seq, text="Blue"))
    sheet = incident_sheet(room.position, room.frame.picture.incidents[HERE])
    struck = [row for row in sheet.tables[-1].rows if row.struck]

    assert [entry.text] == [row.cells[-1] for row in struck]


def test_files_stand_on_it_once_there_are_some(room: DeskRoom) -> None:
    """Without files there is no table of them."""
    incident = room.frame.picture.incidents[HERE]
    headings = [each.heading for each in incident_sheet(room.position, incident).tables]

    assert ["Units", "Log"] == headings


def test_a_handover_is_whole(room: DeskRoom, begun: Handover) -> None:
    """Every item, who took which on, and what is left, with a line for both to sign."""
    sheet = handover_sheet(room.position, begun)
    (table,) = sheet.tables
    rows = [row.cells for row in table.rows]

    assert [item.text for item in begun.items] == [row[0] for row in rows]
    assert [f"Marsh {TODAY} 22:32:08"] == [row[1] for row in rows if row[1]]
    assert f"What stood open, {len(rows) - 1} not taken on" == table.heading
    assert ("Complete", "not yet") in sheet.facts
    assert ("Handed over", "Taken over") == sheet.signed


def test_a_complete_handover_says_when(room: DeskRoom, begun: Handover) -> None:
    """With the last item it is complete, and nothing is left to take on."""
    for item in begun.items[1:]:
        room.other(c.TickHandover(handover_id=begun.handover_id, key=item.key))
    sheet = handover_sheet(
        room.position, room.frame.picture.handovers[begun.handover_id]
    )

    assert ("Complete", f"{TODAY} 22:32:08") in sheet.facts
    assert "What stood open" == sheet.tables[0].heading


def test_an_exercise_is_told(begun: Handover) -> None:
    """Only one of an exercise says so."""
    made = DeskRoom(exercise=True).connect()

    assert handover_sheet(made.position, begun).exercise
    assert isinstance(handover_sheet(made.position, begun).tables[0].rows[0], Row)
