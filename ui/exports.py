"""What leaves the room from this desk, as a page or on paper: asks, proves, writes.

The gateway makes the page and writes the disclosure down before it hands out a byte;
what is printed is put on paper here once that is on record.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, ExportHandover, ExportIncident
from ui.asking import Asking
from ui.paper import Sheet, paper
from ui.position import Position
from ui.sheets import handover_sheet, incident_sheet

FOLDER = "Controlroom"


class Exports(QObject):
    """The pages and sheets this desk saved. `folder` None is the person's documents."""

    def __init__(
        self, position: Position, asking: Asking, folder: Path | None = None
    ) -> None:
        super().__init__()
        self._position = position
        self._asking = asking
        self._folder = folder or documents() / FOLDER
        self._parts: list[bytes] = []
        self._question: ExportIncident | ExportHandover | None = None
        self._on_paper = False

    def why_not(self) -> str:
        """Return why nothing can be saved or printed now, or nothing."""
        if self._position.incident is None:
            return "needs a selected incident"
        return "another page is on its way" if self._question else ""

    def save(self) -> None:
        """Ask for the selected incident's page; what comes is written and said."""
        incident = self._position.incident
        if incident is not None:
            self._begin(ExportIncident(incident_id=incident.incident_id))

    def print_incident(self) -> None:
        """Ask for leave, which is the record of it; then put the incident on paper."""
        incident = self._position.incident
        if incident is not None:
            question = ExportIncident(incident_id=incident.incident_id)
            self._begin(question, on_paper=True)

    def print_handover(self, handover_id: str) -> None:
        """Ask for a handover's page; it is saved with a PDF beside it, for paper."""
        self._begin(ExportHandover(handover_id=handover_id))

    def _begin(
        self, question: ExportIncident | ExportHandover, *, on_paper: bool = False
    ) -> None:
        if self._question is None:
            self._question, self._parts, self._on_paper = question, [], on_paper
            self._ask("")

    def _ask(self, page: str) -> None:
        if self._question is None:
            return
        why_not = self._asking.ask(self._question, self._take, page)
        if why_not:
            self._end(f"{why_not} Nothing was {self._done}.")

    @property
    def _done(self) -> str:
        return "printed" if self._on_paper else "saved"

    def _take(self, answer: AnswerArrived) -> None:
        if not answer.ok or not isinstance(answer.reply, Export):
            self._end(answer.sentence or f"No page came. Nothing was {self._done}.")
        elif self._on_paper:
            # Leave is on record: the rest of the page is not needed for paper.
            self._end(self._print())
        else:
            self._parts.append(answer.reply.part)
            if answer.next_page:
                self._ask(answer.next_page)
            else:
                self._end(self._write(answer.reply))

    def _sheet(self) -> Sheet | None:
        """What is asked for as a sheet; None once it has left the picture."""
        position, picture = self._position, self._position.frame.picture
        if isinstance(self._question, ExportIncident):
            incident = picture.incidents.get(self._question.incident_id)
            return incident_sheet(position, incident) if incident else None
        if isinstance(self._question, ExportHandover):
            handover = picture.handovers.get(self._question.handover_id)
            return handover_sheet(position, handover) if handover else None
        return None

    def _print(self) -> str:
        """Put the incident on paper, whole or not at all; return what to say."""
        sheet = self._sheet()
        if sheet is None:
            return "The incident left the picture. Nothing was printed."
        path = self._folder / f"{sheet.title.split()[0].replace('/', '-')}.pdf"
        try:
            write_whole(path, paper(sheet))
        except OSError as error:
            return f"Not printed: {error.strerror or error} ({path})."
        return f"Printed to {path}. The disclosure is on record."

    def _write(self, export: Export) -> str:
        """Write the whole page at once or not at all; return what to say."""
        whole = b"".join(self._parts)
        if hashlib.sha256(whole).hexdigest() != export.digest:
            return "The page arrived damaged. Nothing was saved; save it again."
        # The name comes from the gateway: only its last part may be a file's.
        path = self._folder / Path(export.name).name
        sheet = self._sheet() if isinstance(self._question, ExportHandover) else None
        try:
            write_whole(path, whole)
            if sheet is not None:
                write_whole(path.with_suffix(".pdf"), paper(sheet))
        except OSError as error:
            return f"Not saved: {error.strerror or error} ({path})."
        also = " and as PDF" if sheet is not None else ""
        return (
            f"Saved {path.name}{also} in {self._folder}. The disclosure is on record."
        )

    def _end(self, sentence: str) -> None:
        self._question, self._parts = None, []
        self._position.said.emit(sentence)


def write_whole(path: Path, whole: bytes) -> None:
    """Write a file at once or not at all. Raises `OSError`; then nothing is left."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(whole)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def documents() -> Path:
    """Return the folder where this person keeps documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
