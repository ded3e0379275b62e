"""A sheet on paper: every page says what, who, when and which; text stays text."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.helpers.pdf_text import pages_of
from ui.paper import EXERCISE, Row, Sheet, Table, paper

TITLE = "4521/21NOV26 Robbery"
PRINTED = "Printed 21 Nov 2026 22:32:08 by Ash"


def sheet(*rows: Row, exercise: bool = False, nothing: str = "") -> Sheet:
    """Return a sheet with one table."""
    table = Table("Log", ("Time", "What"), (20, 80), rows, nothing)
    return Sheet(
        force="Harbour", title=TITLE, printed=PRINTED, facts=[("Place", "Mill Street")],
        tables=[table], signed=("Handed over",), exercise=exercise,
    )  # fmt: skip


def printed(made: Sheet, folder: Path) -> Sequence[str]:
    """Return what stands on the pages of a sheet."""
    path = folder / "sheet.pdf"
    path.write_bytes(paper(made))
    return pages_of(path)


def test_every_page_has_its_head_and_foot(qtbot: QtBot, tmp_path: Path) -> None:
    """Force and title, who and when, which of how many; the columns named again."""
    rows = [Row(("22:31", f"line {number:02}")) for number in range(60)]
    pages = printed(sheet(*rows), tmp_path)

    assert 2 == len(pages)
    for number, page in enumerate(pages, 1):
        said = ("Harbour", TITLE, PRINTED, f"Page {number} of 2", "Time What")
        assert [] == [each for each in said if each not in page]
    assert [True] * 60 == [
        any(f"line {number:02}" in page for page in pages) for number in range(60)
    ]
    assert "Handed over" in pages[-1]


def test_an_exercise_says_so_on_every_page(qtbot: QtBot, tmp_path: Path) -> None:
    """A page that gets lost is not taken for real."""
    rows = [Row(("22:31", "x"))] * 60
    made = printed(sheet(*rows, exercise=True), tmp_path)
    real = printed(sheet(*rows), tmp_path)

    assert [True, True] == [EXERCISE in page for page in made]
    assert [False, False] == [EXERCISE in page for page in real]


def test_what_was_typed_is_text(qtbot: QtBot, tmp_path: Path) -> None:
    """Mark-up is letters, a picture is not fetched, what turns text round is seen."""
    typed = "<b>Blue</b> <img src='http://127.0.0.1:9/x.png'> &amp; =1+1"
    (page,) = printed(sheet(Row(("22:31", typed)), Row(("", "a\u202eb"))), tmp_path)

    assert typed in page
    assert "\u202e" not in page


def test_heads_and_facts_are_text_too(qtbot: QtBot, tmp_path: Path) -> None:
    """A title, a fact or a heading that somebody typed is no mark-up either."""
    made = dataclasses.replace(
        sheet(), title="<i>4521</i>", facts=[("Caller", "<b>Okoro</b>")],
        tables=[Table("<u>Log</u>", ("Time",), (100,), [], "none")],
    )  # fmt: skip
    (page,) = printed(made, tmp_path)

    assert [2, 1, 1] == [
        page.count(each) for each in ("<i>4521</i>", "<b>Okoro</b>", "<u>Log</u>")
    ]


def test_hostile_text_stays_on_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    """A word without an end is broken, letters from right to left are kept."""
    word, hebrew = "x" * 5_000, "שלום עולם"
    pages = printed(sheet(Row(("22:31", word)), Row(("22:32", hebrew))), tmp_path)
    letters = "".join("".join(pages).split())

    assert letters.count("x") >= len(word)
    assert "שלום" in " ".join(pages)


def test_a_megabyte_is_printed_whole(qtbot: QtBot, tmp_path: Path) -> None:
    """Page after page, to the last line."""
    rows = [Row(("22:31", "word " * 780))] * 256 + [Row(("22:32", "the last one"))]
    pages = printed(sheet(*rows), tmp_path)

    assert len(pages) > 100
    assert any("the last one" in page for page in pages[-2:])


def test_a_table_without_rows_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    """An empty place is never left to be filled in by hand."""
    (page,) = printed(sheet(nothing="Nothing is written in it."), tmp_path)

    assert "Nothing is written in it." in page
    assert "Time What" not in page


def test_a_note_stands_behind_what_was_put_right(qtbot: QtBot, tmp_path: Path) -> None:
    """Struck through it still stands there, with who put it right."""
    row = Row(("22:31", "Red van."), struck=True, note=" [corrected by Marsh 22:35]")
    (page,) = printed(sheet(row), tmp_path)

    assert "Red van. [corrected by Marsh 22:35]" in page
