"""What leaves the room from this desk, as a page or on paper: asks, proves, writes.

The gateway makes the page and writes the disclosure down before it hands out a byte;
what is printed is put on paper here once that is on record.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, ExportHandover, ExportIncident
from ui.asking import Asking
from ui.paper import Sheet
from ui.position import Position
from ui.printing import Printing
from ui.saving import open_file, save_new
from ui.sheets import handover_sheet, incident_sheet

FOLDER = "Controlroom"
PDF = ".pdf"
NOT_PRINTED = (
    "Not printed: the PDF could not be made. Nothing else changed; that leave was "
    "given is on record. Try again; if it fails again, save the page instead."
)
NO_PAPER = (
    "The page is saved, its PDF could not be made. Nothing else changed. Print the "
    "page from a browser, or save it again."
)


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
        self._last: Path | None = None
        self.printing = Printing(position, self)
        position.saved.connect(self._note)

    def open_last(self) -> None:
        """Let the desktop open what was saved last."""
        path = self._last
        if path is None:
            return
        if open_file(path):
            self._position.opened.emit()
        elif path.exists():
            self._position.said.emit(
                f"Nothing here opens {path.name}. It lies in {path.parent}."
            )
        else:
            self._position.said.emit(f"{path.name} is no longer in {path.parent}.")

    def why_not_open(self) -> str:
        """Return why nothing can be opened, or nothing."""
        return "" if self._last is not None else "nothing was saved yet"

    def _note(self, path: Path, _words: str) -> None:
        self._last = path

    def why_not(self) -> str:
        """Return why nothing can be saved or printed now, or nothing."""
        if self._position.incident is None:
            return "needs a selected incident"
        if self._question:
            return "another page is on its way"
        return self.printing.why_not()

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

    def shut(self) -> None:
        """End what is being put on paper: nothing half is left, a page stays whole."""
        self.printing.shut()

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
        """Let the incident be put on paper; return why not, or nothing."""
        sheet = self._sheet()
        if sheet is None:
            return "The incident left the picture. Nothing was printed."
        stem = sheet.title.split()[0].replace("/", "-")

        def take(made: bytes) -> None:
            why_not = self._keep(stem, {PDF: made}, "Printed") if made else NOT_PRINTED
            self._say(why_not)

        self.printing.put(f"{stem}{PDF}", sheet, take)
        return ""

    def _write(self, export: Export) -> str:
        """Write the whole page at once or not at all; return why not, or nothing."""
        whole = b"".join(self._parts)
        if hashlib.sha256(whole).hexdigest() != export.digest:
            return "The page arrived damaged. Nothing was saved; save it again."
        # The name comes from the gateway: only its last part may be a file's.
        name = Path(Path(export.name).name)
        sheet = self._sheet() if isinstance(self._question, ExportHandover) else None
        if sheet is None:
            return self._keep(name.stem, {name.suffix: whole}, "Saved")

        def take(made: bytes) -> None:
            wholes = {name.suffix: whole} | ({PDF: made} if made else {})
            why_not = self._keep(name.stem, wholes, "Saved")
            self._say(why_not or ("" if made else NO_PAPER))

        self.printing.put(f"{name.stem}{PDF}", sheet, take)
        return ""

    def _keep(self, stem: str, wholes: dict[str, bytes], word: str) -> str:
        """Write files beside each other; return why that failed, or nothing."""
        try:
            paths = save_new(self._folder, stem, wholes)
        except OSError as error:
            return why_not_kept(word, self._folder, error)
        self._position.saved.emit(paths[-1], word)
        return ""

    def _end(self, sentence: str) -> None:
        self._question, self._parts = None, []
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        if sentence:
            self._position.said.emit(sentence)


def why_not_kept(word: str, folder: Path, error: OSError) -> str:
    """Return what failed, what still holds, and what to do."""
    reason = error.strerror or str(error)
    return (
        f"Not {word.lower()}: {reason[:1].lower()}{reason[1:]} ({folder}). "
        "Nothing else changed; that leave was given is on record. "
        "Make room there, or have the folder opened to you, then try again."
    )


def documents() -> Path:
    """Return the folder where this person keeps documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home())
