"""A page that leaves the room arrives whole or not at all, and says where it went."""

import errno
import hashlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, ExportIncident
from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from tests.helpers.map_room import turn_until
from tests.helpers.pdf_text import pages_of
from tests.helpers.processes import hold, let_go
from ui.asking import Asking
from ui.exports import NO_PAPER, NOT_PRINTED, Exports, documents
from ui.printing import MOST

PAGE = b"<!doctype html><title>Incident</title>" * 40
PARTS = (PAGE[:700], PAGE[700:])


class Clerk:
    """Exports whose questions a test answers by hand."""

    def __init__(self, room: DeskRoom, folder: Path) -> None:
        self.asked: list[tuple[object, str]] = []
        self.said: list[str] = []
        self.asking = Asking(self._ask)
        self.exports = Exports(room.position, self.asking, folder)
        self.saved: list[tuple[Path, str]] = []
        room.position.said.connect(self.said.append)
        room.position.saved.connect(lambda *saved: self.saved.append(saved))

    def _ask(self, question: object, page: str) -> str:
        self.asked.append((question, page))
        return f"ask_{len(self.asked)}"

    def answer(self, part: bytes, next_page: str = "", digest: str = "") -> None:
        """Hand over a part as the gateway would."""
        reply = Export(
            name="../4521-21NOV26.html", media_type="text/html", part=part,
            size=len(PAGE), digest=digest or hashlib.sha256(PAGE).hexdigest(),
        )  # fmt: skip
        number = f"ask_{len(self.asked)}"
        self.asking.settle(
            AnswerArrived(
                number, ok=True, code="", sentence="", reply=reply, next_page=next_page
            )
        )

    def wait(self) -> None:
        """Let what is being put on paper be made."""
        assert turn_until(lambda: not self.exports.printing._wanted)

    def refuse(self, sentence: str) -> None:
        """Refuse as the gateway would."""
        self.asking.settle(
            AnswerArrived(
                f"ask_{len(self.asked)}", ok=False, code="role", sentence=sentence,
                reply=None, next_page="",
            )
        )  # fmt: skip


@pytest.fixture
def clerk(room: DeskRoom, tmp_path: Path) -> Iterator[Clerk]:
    """A clerk at a desk with an incident selected."""
    picture = room.frame.picture
    room.selection.select_incident(next(iter(picture.incidents)))
    clerk = Clerk(room, tmp_path / "pages")
    yield clerk
    clerk.exports.shut()


def test_parts_are_joined_and_written(clerk: Clerk, tmp_path: Path) -> None:
    """Page by page, then one file in the folder; a path in the name goes nowhere."""
    clerk.exports.save()
    assert "another page is on its way" == clerk.exports.why_not()
    clerk.answer(PARTS[0], next_page="word:700")
    clerk.answer(PARTS[1])

    assert PAGE == (tmp_path / "pages" / "4521-21NOV26.html").read_bytes()
    assert ["", "word:700"] == [page for _, page in clerk.asked]
    assert all(isinstance(asked, ExportIncident) for asked, _ in clerk.asked)
    assert [(tmp_path / "pages" / "4521-21NOV26.html", "Saved")] == clerk.saved
    assert [] == clerk.said
    assert "" == clerk.exports.why_not()


def test_an_earlier_file_is_never_written_over(clerk: Clerk, tmp_path: Path) -> None:
    """The second of a day has a number, as a page and on paper."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "4521-21NOV26.html").write_text("of this morning")
    clerk.exports.save()
    clerk.answer(PAGE)
    for _ in range(2):
        clerk.exports.print_incident()
        clerk.answer(PAGE)
    clerk.wait()

    assert "of this morning" == (folder / "4521-21NOV26.html").read_text()
    assert PAGE == (folder / "4521-21NOV26 (2).html").read_bytes()
    assert ["Saved", "Printed", "Printed"] == [words for _, words in clerk.saved]
    assert 3 == len({path for path, _ in clerk.saved})
    assert 4 == len(list(folder.iterdir()))


def test_what_was_saved_is_opened_by_the_desktop(
    clerk: Clerk, room: DeskRoom, tmp_path: Path
) -> None:
    """Whatever opens such a file here; what cannot be opened is said with its place."""
    opened: list[str] = []
    told: list[int] = []
    room.position.opened.connect(lambda: told.append(1))

    class Desktop(QObject):
        @Slot(QUrl)
        def show_file(self, url: QUrl) -> None:
            opened.append(url.toLocalFile())

    desktop = Desktop()
    slot: Any = "show_file"  # the stub asks for bytes, which find no slot
    QDesktopServices.setUrlHandler("file", desktop, slot)
    try:
        before = clerk.exports.why_not_open()
        clerk.exports.open_last()
        clerk.exports.save()
        clerk.answer(PAGE)
        clerk.exports.open_last()
        path = tmp_path / "pages" / "4521-21NOV26.html"
        path.unlink()
        clerk.exports.open_last()
    finally:
        QDesktopServices.unsetUrlHandler("file")

    assert ("nothing was saved yet", "") == (before, clerk.exports.why_not_open())
    assert [str(path)] == opened
    assert [1] == told
    assert f"{path.name} is no longer in {path.parent}." == clerk.said[-1]


def test_a_damaged_page_is_not_saved(clerk: Clerk, tmp_path: Path) -> None:
    """What does not match its digest is no record."""
    clerk.exports.save()
    clerk.answer(PAGE[:-1])

    assert not (tmp_path / "pages").exists()
    assert "damaged" in clerk.said[-1]


def test_a_refusal_is_said_word_for_word(clerk: Clerk) -> None:
    """The gateway's own sentence reaches the person."""
    clerk.exports.save()
    clerk.refuse("Not as observer.")

    assert ["Not as observer."] == clerk.said
    assert "" == clerk.exports.why_not()


def test_a_folder_that_cannot_be_written(clerk: Clerk, tmp_path: Path) -> None:
    """A file in the way: one sentence with the path, nothing lost elsewhere."""
    (tmp_path / "pages").write_text("in the way")
    clerk.exports.save()
    clerk.answer(PAGE)

    assert clerk.said[-1].startswith("Not saved: file exists (")
    assert "Nothing else changed; that leave was given is on record." in clerk.said[-1]
    assert clerk.said[-1].endswith("then try again.")
    assert [] == clerk.saved


def test_needs_an_incident(clerk: Clerk, room: DeskRoom) -> None:
    """Without a selection there is nothing to save, and nothing is asked."""
    room.selection.select_incident(None)
    clerk.exports.save()

    assert "needs a selected incident" == clerk.exports.why_not()
    assert [] == clerk.asked


def test_an_incident_is_printed_once_it_is_on_record(
    clerk: Clerk, room: DeskRoom, tmp_path: Path
) -> None:
    """Asked first, for that is the record; then it is on paper, and nothing else."""
    incident = room.position.incident
    assert incident is not None
    clerk.exports.print_incident()

    assert not (tmp_path / "pages").exists()
    assert "another page is on its way" == clerk.exports.why_not()
    clerk.answer(PARTS[0], next_page="word:700")
    clerk.wait()
    (path,) = (tmp_path / "pages").iterdir()
    assert f"{incident.cad.replace('/', '-')}.pdf" == path.name
    assert incident.cad in pages_of(path)[0]
    assert [(ExportIncident(incident_id=incident.incident_id), "")] == clerk.asked
    assert [(path, "Printed")] == clerk.saved
    assert "" == clerk.exports.why_not()


def test_nothing_is_printed_off_the_record(clerk: Clerk, tmp_path: Path) -> None:
    """Refused, there is no sheet, and the gateway's words say why."""
    clerk.exports.print_incident()
    clerk.refuse("As observer you may not ask this.")

    assert not (tmp_path / "pages").exists()
    assert ["As observer you may not ask this."] == clerk.said
    assert "" == clerk.exports.why_not()


def test_a_sheet_that_cannot_be_written_is_said(clerk: Clerk, tmp_path: Path) -> None:
    """Where and why."""
    (tmp_path / "pages").write_text("in the way")
    clerk.exports.print_incident()
    clerk.answer(PAGE)
    clerk.wait()

    assert clerk.said[-1].startswith("Not printed: file exists (")
    assert [] == clerk.saved


def test_a_folder_that_goes_while_the_sheet_is_made(
    clerk: Clerk, tmp_path: Path
) -> None:
    """Whatever happened to the disk meanwhile: said in words, nothing half is left."""
    clerk.exports.print_incident()
    clerk.answer(PAGE)
    held = hold(clerk.exports.printing.process_id)
    (tmp_path / "pages").write_text("in the way")
    let_go(held)
    clerk.wait()

    assert clerk.said[-1].startswith("Not printed: file exists (")
    assert ["pages"] == [each.name for each in tmp_path.iterdir()]


def test_a_disk_that_is_full(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's reason, what to do, and no empty file of that name."""

    def write(_self: Path, _whole: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    clerk.exports.print_incident()
    clerk.answer(PAGE)
    monkeypatch.setattr(Path, "write_bytes", write)
    clerk.wait()

    assert clerk.said[-1].startswith("Not printed: no space left on device (")
    assert "Make room there" in clerk.said[-1]
    assert [] == [*(tmp_path / "pages").iterdir()]


def test_a_sheet_that_cannot_be_made_is_said(clerk: Clerk, tmp_path: Path) -> None:
    """Its process died: what failed, what still holds, what to do."""
    clerk.exports.print_incident()
    clerk.answer(PAGE)
    os.kill(hold(clerk.exports.printing.process_id), signal.SIGKILL)
    clerk.wait()

    assert [NOT_PRINTED] == clerk.said
    assert not (tmp_path / "pages").exists()
    assert "" == clerk.exports.why_not()


def test_several_sheets_at_once_are_bounded(clerk: Clerk) -> None:
    """Each is asked for and on record first; then there is a word why not more."""
    for _ in range(MOST):
        clerk.exports.print_incident()
        clerk.answer(PAGE)
    hold(clerk.exports.printing.process_id)

    assert f"{MOST} sheets are being made already" == clerk.exports.why_not()


def test_a_desk_that_closes_meanwhile_leaves_nothing_half(
    clerk: Clerk, room: DeskRoom, tmp_path: Path
) -> None:
    """No sheet and no part of one; a handover's page, which is whole, is kept."""
    room.other(c.BeginHandover())
    (handover_id,) = room.frame.picture.handovers
    clerk.exports.print_incident()
    clerk.answer(PAGE)
    clerk.exports.print_handover(handover_id)
    clerk.answer(PAGE)
    held = hold(clerk.exports.printing.process_id)
    clerk.exports.shut()
    with pytest.raises(ProcessLookupError):
        let_go(held)

    assert ["4521-21NOV26.html"] == [
        each.name for each in (tmp_path / "pages").iterdir()
    ]
    assert PAGE == (tmp_path / "pages" / "4521-21NOV26.html").read_bytes()
    assert [NOT_PRINTED, NO_PAPER] == clerk.said


def test_a_handover_is_saved_as_page_and_as_pdf(
    clerk: Clerk, room: DeskRoom, tmp_path: Path
) -> None:
    """The gateway's page, and beside it what is signed."""
    room.other(c.BeginHandover())
    (handover_id,) = room.frame.picture.handovers
    clerk.exports.print_handover(handover_id)
    clerk.answer(PAGE)
    clerk.wait()
    folder = tmp_path / "pages"

    assert PAGE == (folder / "4521-21NOV26.html").read_bytes()
    assert "Handed over" in pages_of(folder / "4521-21NOV26.pdf")[0]
    assert [(folder / "4521-21NOV26.pdf", "Saved")] == clerk.saved


def test_documents_are_somewhere() -> None:
    """There is always a folder, whatever the desktop says."""
    assert documents().is_absolute()
