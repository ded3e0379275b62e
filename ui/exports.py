"""Saves an incident as a page that leaves the room: asks, joins, proves, writes.

The gateway makes the page and writes the disclosure down before it hands out a byte.
"""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, ExportHandover, ExportIncident
from ui.asking import Asking
from ui.paper import write_pdf
from ui.position import Position

FOLDER = "Controlroom"


class Exports(QObject):
    """The pages this desk saved. `folder` None is the person's documents."""

    def __init__(
        self, position: Position, asking: Asking, folder: Path | None = None
    ) -> None:
        super().__init__()
        self._position = position
        self._asking = asking
        self._folder = folder or documents() / FOLDER
        self._parts: list[bytes] = []
        self._question: ExportIncident | ExportHandover | None = None

    def why_not(self) -> str:
        """Return why nothing can be saved now, or nothing."""
        if self._position.incident is None:
            return "needs a selected incident"
        return "another page is on its way" if self._question else ""

    def save(self) -> None:
        """Ask for the selected incident's page; what comes is written and said."""
        incident = self._position.incident
        if incident is None or self._question is not None:
            return
        self._begin(ExportIncident(incident_id=incident.incident_id))

    def print_handover(self, handover_id: str) -> None:
        """Ask for a handover's page; it is saved with a PDF beside it, for paper."""
        if self._question is None:
            self._begin(ExportHandover(handover_id=handover_id))

    def _begin(self, question: ExportIncident | ExportHandover) -> None:
        self._question, self._parts = question, []
        self._ask("")

    def _ask(self, page: str) -> None:
        if self._question is None:
            return
        why_not = self._asking.ask(self._question, self._take, page)
        if why_not:
            self._end(why_not)

    def _take(self, answer: AnswerArrived) -> None:
        if not answer.ok or not isinstance(answer.reply, Export):
            self._end(answer.sentence or "The page did not come. Nothing was saved.")
            return
        self._parts.append(answer.reply.part)
        if answer.next_page:
            self._ask(answer.next_page)
        else:
            self._end(self._write(answer.reply))

    def _write(self, export: Export) -> str:
        """Write the whole page at once or not at all; return what to say."""
        whole = b"".join(self._parts)
        if hashlib.sha256(whole).hexdigest() != export.digest:
            return "The page arrived damaged. Nothing was saved; save it again."
        # The name comes from the gateway: only its last part may be a file's.
        path = self._folder / Path(export.name).name
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(whole)
            part.replace(path)
        except OSError as error:
            return f"Not saved: {error.strerror or error} ({path})."
        paper = ""
        if isinstance(self._question, ExportHandover):
            made = write_pdf(whole.decode(), path.with_suffix(".pdf"))
            paper = " and as PDF" if made else ", but not as PDF"
        return (
            f"Saved {path.name}{paper} in {self._folder}. The disclosure is on record."
        )

    def _end(self, sentence: str) -> None:
        self._question, self._parts = None, []
        self._position.said.emit(sentence)


def documents() -> Path:
    """Return the folder where this person keeps documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
