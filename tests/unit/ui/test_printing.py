"""An incident on paper: whole, as text, and only after the disclosure is on record."""

from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, ExportIncident
from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.asking import Asking
from ui.printing import Printing

HERE = "inc_4521"


class Printer:
    """A desk whose question a test answers by hand."""

    def __init__(self, room: DeskRoom, folder: Path) -> None:
        self.asked: list[object] = []
        self.folder = folder
        self.asking = Asking(self._ask)
        self.printing = Printing(room.position, self.asking, folder)
        room.selection.select_incident(HERE)

    def _ask(self, question: object, _page: str) -> str:
        self.asked.append(question)
        return "ask_1"

    def answer(self, *, ok: bool, sentence: str = "") -> None:
        """Answer as the gateway would."""
        reply = Export(name="x", media_type="x", part=b"", size=0, digest="")
        self.asking.settle(
            AnswerArrived(
                "ask_1", ok=ok, code="", sentence=sentence,
                reply=reply if ok else None, next_page="",
            )
        )  # fmt: skip

    def text(self) -> str:
        """Return what stands on the pages."""
        (path,) = self.folder.glob("*.pdf")
        document = QPdfDocument()
        document.load(str(path))
        pages = [
            document.getAllText(page).text() for page in range(document.pageCount())
        ]
        document.close()
        return " ".join(" ".join(pages).split())


@pytest.fixture
def printer(room: DeskRoom, tmp_path: Path) -> Printer:
    """A printer at a desk with an incident selected."""
    return Printer(room, tmp_path / "prints")


def test_an_incident_is_printed_whole(printer: Printer, room: DeskRoom) -> None:
    """Head, clocks, units with times, the log with desks and corrections, as typed."""
    log = room.frame.picture.incidents[HERE].log
    seq = next(each.seq for each in log if each.kind == "entry")
    room.other(c.CorrectLogEntry(incident_id=HERE, seq=seq, text="<b>Blue</b> =1+1"))
    printer.printing.print_incident()
    printer.answer(ok=True)
    text = printer.text()

    for said in (
        "4521/21NOV26", "Robbery, knife seen", "Foundry Lane at Mill Street",
        "From call 10:48 left, in time", "CN21: sent", "<b>Blue</b> =1+1",
        "corrected by Marsh", "a correction", "(desk 4)",
    ):  # fmt: skip
        assert said in text
    assert "The disclosure is on record." in room.said[-1]


def test_nothing_is_printed_off_the_record(printer: Printer, room: DeskRoom) -> None:
    """Asked first; refused, there is no file."""
    printer.printing.print_incident()

    assert [ExportIncident(incident_id=HERE)] == printer.asked
    assert "another print is on its way" == printer.printing.why_not()
    printer.answer(ok=False, sentence="As observer you may not ask this.")
    assert not printer.folder.exists()
    assert "As observer you may not ask this." == room.said[-1]
    assert "" == printer.printing.why_not()


def test_a_folder_that_cannot_be_written_is_said(
    printer: Printer, room: DeskRoom
) -> None:
    """Where and why."""
    printer.folder.write_text("a file stands here")
    printer.printing.print_incident()
    printer.answer(ok=True)

    assert room.said[-1].startswith("Not printed: ")
