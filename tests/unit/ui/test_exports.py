"""A page that leaves the room arrives whole or not at all, and says where it went."""

import hashlib
from pathlib import Path

import pytest

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, ExportIncident
from tests.helpers.desk_room import DeskRoom
from ui.asking import Asking
from ui.exports import Exports, documents

PAGE = b"<!doctype html><title>Incident</title>" * 40
PARTS = (PAGE[:700], PAGE[700:])


class Clerk:
    """Exports whose questions a test answers by hand."""

    def __init__(self, room: DeskRoom, folder: Path) -> None:
        self.asked: list[tuple[object, str]] = []
        self.said: list[str] = []
        self.asking = Asking(self._ask)
        self.exports = Exports(room.position, self.asking, folder)
        room.position.said.connect(self.said.append)

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


@pytest.fixture
def clerk(room: DeskRoom, tmp_path: Path) -> Clerk:
    """A clerk at a desk with an incident selected."""
    picture = room.frame.picture
    room.selection.select_incident(next(iter(picture.incidents)))
    return Clerk(room, tmp_path / "pages")


def test_parts_are_joined_and_written(clerk: Clerk, tmp_path: Path) -> None:
    """Page by page, then one file in the folder; a path in the name goes nowhere."""
    clerk.exports.save()
    assert "another page is on its way" == clerk.exports.why_not()
    clerk.answer(PARTS[0], next_page="word:700")
    clerk.answer(PARTS[1])

    assert PAGE == (tmp_path / "pages" / "4521-21NOV26.html").read_bytes()
    assert ["", "word:700"] == [page for _, page in clerk.asked]
    assert all(isinstance(asked, ExportIncident) for asked, _ in clerk.asked)
    assert "4521-21NOV26.html" in clerk.said[-1]
    assert "" == clerk.exports.why_not()


def test_a_damaged_page_is_not_saved(clerk: Clerk, tmp_path: Path) -> None:
    """What does not match its digest is no record."""
    clerk.exports.save()
    clerk.answer(PAGE[:-1])

    assert not (tmp_path / "pages").exists()
    assert "damaged" in clerk.said[-1]


def test_a_refusal_is_said_word_for_word(clerk: Clerk) -> None:
    """The gateway's own sentence reaches the person."""
    clerk.exports.save()
    refusal = AnswerArrived(
        "ask_1",
        ok=False,
        code="role",
        sentence="Not as observer.",
        reply=None,
        next_page="",
    )
    clerk.asking.settle(refusal)

    assert ["Not as observer."] == clerk.said
    assert "" == clerk.exports.why_not()


def test_a_folder_that_cannot_be_written(clerk: Clerk, tmp_path: Path) -> None:
    """A file in the way: one sentence with the path, nothing lost elsewhere."""
    (tmp_path / "pages").write_text("in the way")
    clerk.exports.save()
    clerk.answer(PAGE)

    assert clerk.said[-1].startswith("Not saved:")


def test_needs_an_incident(clerk: Clerk, room: DeskRoom) -> None:
    """Without a selection there is nothing to save, and nothing is asked."""
    room.selection.select_incident(None)
    clerk.exports.save()

    assert "needs a selected incident" == clerk.exports.why_not()
    assert [] == clerk.asked


def test_documents_are_somewhere() -> None:
    """There is always a folder, whatever the desktop says."""
    assert documents().is_absolute()
