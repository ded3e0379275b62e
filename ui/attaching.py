"""Files of incidents: chosen, dropped, sent piece by piece, fetched, shown or saved.

What a file is, is told by its content here too, before a byte is sent; the gateway
tells it again. Nothing that arrives is ever opened by another program from here.
"""

import hashlib
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, FileOf, FileTaken, PutFile
from controlroom.domain import attachments
from controlroom.domain.commands import AttachFile
from controlroom.domain.entities import Attachment
from controlroom.domain.errors import Refused
from ui.asking import Asking
from ui.attached_picture import FORMATS, read_picture
from ui.exports import why_not_kept
from ui.position import Position
from ui.saving import save_new

PIECE = 256 * 1024
WAITING = 20
"""Files that wait to be sent; more are refused."""


@dataclass(slots=True)
class _Outgoing:
    incident_id: str
    name: str
    body: bytes
    sha256: str = ""
    sent: int = 0


@dataclass(slots=True)
class _Fetched:
    incident_id: str
    attachment: Attachment
    save: bool
    parts: list[bytes] = field(default_factory=list)


class Attaching(QObject):
    """One file at a time goes out, and one comes in."""

    picture_came = Signal(str, object, str)
    """Digest, QImage and words of a picture that was asked for."""
    list_wanted = Signal()
    """Somebody wants to see which files there are."""

    def __init__(
        self, window: QWidget, position: Position, asking: Asking, folder: Path
    ) -> None:
        super().__init__(window)
        self._window = window
        self._position = position
        self._asking = asking
        self._folder = folder
        self._queue: deque[tuple[str, Path]] = deque()
        self._out: _Outgoing | None = None
        self._in: _Fetched | None = None

    # ------------------------------------------------------------------------ outgoing

    def choose(self) -> None:
        """Ask for files and attach them to the selected incident."""
        dialog = QFileDialog(self._window, "Attach files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda names: self.attach([Path(name) for name in names])
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach(self, paths: list[Path]) -> None:
        """Attach files to the selected incident, one after another."""
        incident = self._position.incident
        if incident is None or not paths:
            return
        if not self._position.may(AttachFile):
            self._position.said.emit(f"Not as {self._position.frame.role}.")
            return
        if len(self._queue) + len(paths) > WAITING:
            self._position.said.emit(
                f"{len(paths)} files at once, the most is {WAITING}. None was attached."
            )
            return
        self._queue.extend((incident.incident_id, path) for path in paths)
        if self._out is None:
            self._next()

    def _next(self) -> None:
        """Begin with the next file; one that cannot be taken is said and left out."""
        while self._queue:
            incident_id, path = self._queue.popleft()
            try:
                body = _read(path)
                attachments.told(path.name, body, len(body))
            except Refused as refused:
                self._position.said.emit(refused.sentence)
            except OSError as error:
                why = error.strerror or str(error)
                name = attachments.clean_name(path.name)
                self._position.said.emit(
                    f"{name} cannot be read: {why}. Nothing was attached."
                )
            else:
                self._out = _Outgoing(incident_id, path.name, body)
                self._digest(hashlib.sha256(), 0)
                return

    def _digest(self, digest: "hashlib._Hash", start: int) -> None:
        """Work the digest out a megabyte a turn: the window goes on meanwhile."""
        out = self._out
        if out is None:
            return
        if start < len(out.body):
            digest.update(out.body[start : start + 4 * PIECE])
            QTimer.singleShot(0, self, lambda: self._digest(digest, start + 4 * PIECE))
            return
        out.sha256 = digest.hexdigest()
        self._send()

    def _send(self) -> None:
        out = self._out
        if out is None:
            return
        question = PutFile(
            incident_id=out.incident_id,
            name=attachments.clean_name(out.name),
            size=len(out.body),
            sha256=out.sha256,
            offset=out.sent,
            part=out.body[out.sent : out.sent + PIECE],
        )
        why_not = self._asking.ask(question, self._taken)
        if why_not:
            self._ended(
                f"{why_not} {attachments.clean_name(out.name)} was not attached. "
                "Attach it again when the link is back."
            )

    def _taken(self, answer: AnswerArrived) -> None:
        out = self._out
        if out is None:
            return
        name = attachments.clean_name(out.name)
        if not answer.ok or not isinstance(answer.reply, FileTaken):
            said = answer.sentence or "No answer came."
            self._ended(f"{said} {name} was not attached.")
            return
        out.sent = answer.reply.received
        if answer.reply.whole:
            self._ended(f"Attached {name}.")
            return
        if len(out.body) > 4 * PIECE:
            share = 100 * out.sent // len(out.body)
            self._position.said.emit(f"Attaching {name}: {share} %")
        self._send()

    def _ended(self, sentence: str) -> None:
        self._out = None
        self._position.said.emit(sentence)
        self._next()

    # ------------------------------------------------------------------------ incoming

    def open(self, sha256: str) -> None:
        """Show a picture, or save any other file."""
        self._fetch(sha256, save=False)

    def save(self, sha256: str) -> None:
        """Save a file."""
        self._fetch(sha256, save=True)

    def _fetch(self, sha256: str, *, save: bool) -> None:
        incident = self._position.incident
        found = (
            [x for x in incident.attachments if x.sha256 == sha256] if incident else []
        )
        if incident is None or not found:
            return
        if self._in is not None:
            self._position.said.emit("Another file is on its way. Try again then.")
            return
        save = save or found[0].media_type not in FORMATS
        self._in = _Fetched(incident.incident_id, found[0], save)
        self._ask("")

    def _ask(self, page: str) -> None:
        fetched = self._in
        if fetched is None:
            return
        question = FileOf(
            incident_id=fetched.incident_id, sha256=fetched.attachment.sha256
        )
        why_not = self._asking.ask(question, self._came, page)
        if why_not:
            self._in = None
            self._position.said.emit(f"{why_not} Try again when the link is back.")

    def _came(self, answer: AnswerArrived) -> None:
        fetched = self._in
        if fetched is None:
            return
        if not answer.ok or not isinstance(answer.reply, Export):
            self._in = None
            self._position.said.emit(answer.sentence or "The file did not come.")
            return
        fetched.parts.append(answer.reply.part)
        if answer.next_page:
            self._ask(answer.next_page)
            return
        self._in = None
        body = b"".join(fetched.parts)
        if hashlib.sha256(body).hexdigest() != fetched.attachment.sha256:
            self._position.said.emit("The file arrived damaged. Try again.")
        elif fetched.save:
            self._say(self._write(fetched.attachment, body))
        else:
            self._show(fetched.attachment, body)

    def _show(self, file: Attachment, body: bytes) -> None:
        image: QImage | None = read_picture(body, file.media_type)
        if image is None:
            why_not = self._write(file, body) or "It was saved instead."
            self._say(f"{file.name} cannot be drawn here. {why_not}")
            return
        who = self._position.frame.picture.name_of(file.by)
        when = self._position.say.clock_on(file.at_us, self._position.frame.now_us())
        words = (
            f"{file.name}, {image.width()} × {image.height()}, attached by {who} {when}"
        )
        self.picture_came.emit(file.sha256, image, words)

    def _write(self, file: Attachment, body: bytes) -> str:
        """Save under a name whose ending is that of its content; return why not."""
        name = Path(attachments.saved_name(file.name, file.media_type))
        try:
            (path,) = save_new(self._folder, name.stem, {name.suffix: body})
        except OSError as error:
            return why_not_kept("Saved", self._folder, error)
        self._position.saved.emit(path, "Saved")
        return ""

    def _say(self, sentence: str) -> None:
        if sentence:
            self._position.said.emit(sentence)


def _read(path: Path) -> bytes:
    """Return a file whole, unless it is too large. Raises `Refused`, OSError."""
    if not path.is_file():
        raise Refused(
            "attachment",
            f"{attachments.clean_name(path.name)} is no file. Nothing was attached.",
        )
    attachments.check_size(path.name, path.stat().st_size)
    with path.open("rb") as file:
        return file.read(attachments.SIZE_MOST + 1)
