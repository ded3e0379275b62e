"""Files go out whole or not at all, and come in proven."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import AnyReply, Export, FileOf, FileTaken, PutFile
from controlroom.domain import events as e
from controlroom.domain.errors import Refused
from tests.helpers.desk_room import DeskRoom
from tests.unit.ui.test_attached_picture import picture_file
from ui.asking import Asking
from ui.attaching import PIECE, Attaching

HERE = "inc_4521"
JPEG = b"\xff\xd8\xff\xe0" + bytes(100)


class Clerk:
    """A desk whose questions a test answers by hand."""

    def __init__(self, room: DeskRoom, folder: Path) -> None:
        self.room = room
        self.asked: list[tuple[object, str]] = []
        self.why_not = ""
        self.folder = folder
        self.asking = Asking(self._ask)
        self.window = QWidget()
        self.attaching = Attaching(self.window, room.position, self.asking, folder)
        room.selection.select_incident(HERE)
        self.saved: list[str] = []
        room.position.saved.connect(lambda path, _words: self.saved.append(path.name))

    def _ask(self, question: object, page: str) -> str:
        if self.why_not:
            raise Refused("no_link", self.why_not)
        self.asked.append((question, page))
        return f"ask_{len(self.asked)}"

    def put(self) -> PutFile:
        """Return the piece that was sent last."""
        question = self.asked[-1][0]
        assert isinstance(question, PutFile)
        return question

    def answer(
        self, reply: AnyReply | None, sentence: str = "", next_page: str = ""
    ) -> None:
        """Answer the last question."""
        self.asking.settle(
            AnswerArrived(
                f"ask_{len(self.asked)}", ok=reply is not None, code="x",
                sentence=sentence, reply=reply, next_page=next_page,
            )
        )  # fmt: skip

    def attached(self, name: str, body: bytes, media_type: str) -> str:
        """Let the incident have a file; return its digest."""
        sha256 = hashlib.sha256(body).hexdigest()
        self.room.scene.say(
            e.AttachmentAdded(
                incident_id=HERE, sha256=sha256, name=name, media_type=media_type,
                size=len(body), by="per_ash",
            )
        )  # fmt: skip
        self.room.turn()
        return sha256


@pytest.fixture
def clerk(room: DeskRoom, tmp_path: Path) -> Clerk:
    """A clerk at a desk with an incident selected."""
    return Clerk(room, tmp_path / "saved")


def _file(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def test_a_file_goes_out_piece_by_piece(
    clerk: Clerk, tmp_path: Path, qtbot: QtBot
) -> None:
    """In order, each after the answer to the last; then it is said."""
    body = JPEG + bytes(2 * PIECE)
    clerk.attaching.attach([_file(tmp_path, "scene.jpg", body)])
    qtbot.waitUntil(lambda: bool(clerk.asked))
    joined = b""
    while True:
        piece = clerk.put()
        assert len(joined) == piece.offset
        joined += piece.part
        whole = len(joined) == len(body)
        clerk.answer(FileTaken(received=len(joined), whole=whole))
        if whole:
            break

    assert body == joined
    assert (hashlib.sha256(body).hexdigest(), len(body), HERE) == (
        piece.sha256, piece.size, piece.incident_id,
    )  # fmt: skip
    assert "Attached scene.jpg." == clerk.room.said[-1]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("scene.jpg", b"%PDF-1.7", "is application/pdf by its content"),
        ("empty.jpg", b"", "empty.jpg is empty"),
        ("run.exe", b"MZ\x90\x00", "no photo, video or document"),
        ("big.jpg", JPEG + bytes(26 * 1024 * 1024), "the most is 25 MB"),
    ],
)
def test_what_would_be_refused_is_not_sent(
    clerk: Clerk, tmp_path: Path, name: str, body: bytes, said: str
) -> None:
    """Told here, before a byte leaves."""
    clerk.attaching.attach([_file(tmp_path, name, body)])

    assert [] == clerk.asked
    assert said in clerk.room.said[-1]


def test_a_folder_or_a_lost_file_is_said(clerk: Clerk, tmp_path: Path) -> None:
    """Nothing breaks, and the next file still goes."""
    clerk.attaching.attach([tmp_path, tmp_path / "gone.jpg"])

    assert all("is no file. Nothing was attached." in x for x in clerk.room.said[-2:])


def test_without_a_link_it_is_said_what_to_do(
    clerk: Clerk, tmp_path: Path, qtbot: QtBot
) -> None:
    """And nothing waits in secret."""
    clerk.why_not = "No gateway is linked."
    clerk.attaching.attach([_file(tmp_path, "scene.jpg", JPEG)])
    qtbot.waitUntil(lambda: bool(clerk.room.said))

    assert (
        "No gateway is linked. scene.jpg was not attached. Attach it again when the "
        "link is back."
    ) == clerk.room.said[-1]


def test_a_refusal_of_the_gateway_is_shown(
    clerk: Clerk, tmp_path: Path, qtbot: QtBot
) -> None:
    """Word for word; the next file goes on."""
    paths = [_file(tmp_path, name, JPEG) for name in ("a.jpg", "b.jpg")]
    clerk.attaching.attach(paths)
    qtbot.waitUntil(lambda: len(clerk.asked) == 1)
    clerk.answer(None, "The disk is full.")
    qtbot.waitUntil(lambda: len(clerk.asked) == 2)

    assert "The disk is full. a.jpg was not attached." in clerk.room.said
    assert "b.jpg" == clerk.put().name


def test_too_many_at_once_are_none(clerk: Clerk, tmp_path: Path) -> None:
    """A whole folder that was dropped by mistake."""
    clerk.attaching.attach([tmp_path / f"{n}.jpg" for n in range(21)])

    assert "21 files at once, the most is 20. None was attached." == clerk.room.said[-1]
    assert [] == clerk.asked


def test_a_picture_is_shown(clerk: Clerk) -> None:
    """Fetched in pages, proven by its digest, drawn; with who attached it."""
    body = picture_file("PNG")
    sha256 = clerk.attached("scene.png", body, "image/png")
    came: list[tuple[str, object, str]] = []
    clerk.attaching.picture_came.connect(lambda *args: came.append(args))
    clerk.attaching.open(sha256)
    first = clerk.asked[-1]
    for start, page in ((0, "50"), (50, "")):
        part = body[start : start + 50] if page else body[start:]
        clerk.answer(
            Export(
                name="x", media_type="image/png", part=part, size=len(body),
                digest=sha256,
            ),
            next_page=page,
        )  # fmt: skip

    assert (FileOf(incident_id=HERE, sha256=sha256), "") == first
    assert "50" == clerk.asked[-1][1]
    assert sha256 == came[0][0]
    assert came[0][2].startswith("scene.png, 64 × 48, attached by Ash 22:")


def test_other_files_are_saved_under_a_harmless_name(clerk: Clerk) -> None:
    """A page opens as text; an older file of that name stays."""
    body = b"<html><script>alert(1)</script></html>"
    sha256 = clerk.attached("page.html", body, "text/plain")
    for _ in range(2):
        clerk.attaching.open(sha256)
        clerk.answer(
            Export(name="x", media_type="x", part=body, size=len(body), digest=sha256)
        )

    saved = sorted(each.name for each in clerk.folder.iterdir())
    assert ["page.html (2).txt", "page.html.txt"] == saved
    assert body == (clerk.folder / "page.html.txt").read_bytes()
    assert ["page.html.txt", "page.html (2).txt"] == clerk.saved


def test_a_damaged_file_is_not_kept(clerk: Clerk) -> None:
    """What does not match its digest is said and thrown away."""
    sha256 = clerk.attached("a.txt", b"right", "text/plain")
    clerk.attaching.save(sha256)
    clerk.answer(Export(name="x", media_type="x", part=b"wrong", size=5, digest=sha256))

    assert "The file arrived damaged. Try again." == clerk.room.said[-1]
    assert not clerk.folder.exists()
    clerk.attaching.save(sha256)
    clerk.answer(None, "The link was lost.")
    assert "The link was lost." == clerk.room.said[-1]


def test_a_folder_that_cannot_be_written_is_said(clerk: Clerk) -> None:
    """Where and why; nothing half is left."""
    clerk.folder.write_text("a file stands here")
    sha256 = clerk.attached("a.txt", b"x", "text/plain")
    clerk.attaching.save(sha256)
    clerk.answer(Export(name="x", media_type="x", part=b"x", size=1, digest=sha256))

    assert clerk.room.said[-1].startswith("Not saved: ")
