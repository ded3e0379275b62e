"""Prints one incident as a PDF that leaves the room: the disclosure first, then ink.

Everything that was typed is text on the page, never mark-up.
"""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Export, ExportIncident
from controlroom.domain.deadlines import clocks
from controlroom.domain.entities import Incident
from ui.asking import Asking
from ui.clock_words import clock_words
from ui.plain import plain
from ui.position import Position

MARGIN_MM = 18


class Printing(QObject):
    """The incidents this desk printed, as files in a folder."""

    def __init__(self, position: Position, asking: Asking, folder: Path) -> None:
        super().__init__()
        self._position = position
        self._asking = asking
        self._folder = folder
        self._incident_id = ""

    def why_not(self) -> str:
        """Return why nothing can be printed now, or nothing."""
        if self._position.incident is None:
            return "needs a selected incident"
        return "another print is on its way" if self._incident_id else ""

    def print_incident(self) -> None:
        """Ask for leave, which is the record of it; then write the page."""
        incident = self._position.incident
        if incident is None or self._incident_id:
            return
        self._incident_id = incident.incident_id
        question = ExportIncident(incident_id=incident.incident_id)
        why_not = self._asking.ask(question, self._allowed)
        if why_not:
            self._end(f"{why_not} Nothing was printed.")

    def _allowed(self, answer: AnswerArrived) -> None:
        incident = self._position.frame.picture.incidents.get(self._incident_id)
        if not answer.ok or not isinstance(answer.reply, Export):
            self._end(answer.sentence or "No answer came. Nothing was printed.")
        elif incident is None:
            self._end("The incident left the picture. Nothing was printed.")
        else:
            self._end(self._write(incident))

    def _write(self, incident: Incident) -> str:
        path = self._folder / f"{incident.cad.replace('/', '-')}.pdf"
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.touch()
            write_pdf(self._position, incident, part)
            part.replace(path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return f"Not printed: {error.strerror or error} ({path})."
        return f"Printed to {path}. The disclosure is on record."

    def _end(self, sentence: str) -> None:
        self._incident_id = ""
        self._position.said.emit(sentence)


def write_pdf(position: Position, incident: Incident, path: Path) -> None:
    """Write an incident on A4 pages."""
    writer = QPdfWriter(str(path))
    writer.setTitle(f"Incident {incident.cad}")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    font = QFont("Inter")
    font.setPointSizeF(9.5)
    # Letters that change with their neighbours are lost to whoever copies the text.
    font.setFeature(QFont.Tag("calt"), 0)
    document.setDefaultFont(font)
    cursor = QTextCursor(document)
    say = position.say
    title = f"{incident.cad}  {say.type_of(incident)}"
    _put(cursor, title, points=16, bold=True)
    welcome = position.frame.welcome
    if welcome is not None and welcome.exercise:
        _put(cursor, "EXERCISE. Nothing on this page happened.", bold=True)
    for line in _head(position, incident):
        _put(cursor, line)
    for heading, lines in (
        ("Units", _units(position, incident)),
        ("Files", _files(incident)),
        ("Log", _log(position, incident)),
    ):
        if lines:
            _put(cursor, "")
            _put(cursor, heading, points=12, bold=True)
            for line in lines:
                _put(cursor, line)
    document.print_(writer)


def _put(
    cursor: QTextCursor, text: str, *, points: float = 9.5, bold: bool = False
) -> None:
    kind = QTextCharFormat()
    kind.setFontPointSize(points)
    kind.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    cursor.insertText(plain(text), kind)
    cursor.insertBlock()


def _head(position: Position, incident: Incident) -> list[str]:
    picture, say = position.frame.picture, position.say
    now_us = position.frame.now_us()
    grade = picture.codes.grade(incident.grade)
    opened = say.clock_on(incident.opened_at_us, now_us)
    printed = picture.name_of(position.others.person_id)
    lines = [
        f"Place: {say.place_of(incident)}",
        f"Grade: {grade.name if grade else incident.grade}, {incident.status}",
        f"Opened {opened} by {picture.name_of(incident.opened_by)}",
        f"Caller: {incident.caller}" if incident.caller else "",
        *(clock_words(say, x, now_us) for x in clocks(incident, picture.codes, now_us)),
        f"Closing code: {incident.closing_code}" if incident.closing_code else "",
        f"Qualifiers: {', '.join(incident.qualifiers)}" if incident.qualifiers else "",
        f"Disposition: {incident.disposition}" if incident.disposition else "",
        f"Printed {say.clock_on(now_us, now_us)} by {printed}",
    ]
    return [line for line in lines if line]


def _units(position: Position, incident: Incident) -> list[str]:
    say = position.say
    lines = []
    for each in incident.assignments:
        times = (
            ("sent", each.at_us), ("acknowledged", each.acknowledged_at_us),
            ("en route", each.en_route_at_us), ("at scene", each.at_scene_at_us),
        )  # fmt: skip
        said = [f"{word} {say.clock_seconds(us)}" for word, us in times if us]
        lines.append(f"{say.callsign(each.unit_id)}: {', '.join(said)}")
    return lines


def _files(incident: Incident) -> list[str]:
    return [
        f"{each.name}, {each.media_type}, {each.size} bytes, SHA-256 {each.sha256}"
        for each in incident.attachments
    ]


def _log(position: Position, incident: Incident) -> list[str]:
    """Return the lines with desk; a corrected one says so, and is all there."""
    say, picture = position.say, position.frame.picture
    right = {x.corrects: x for x in incident.log if x.corrects is not None}
    lines = []
    for entry in incident.log:
        at = say.clock_on(entry.at_us, position.frame.now_us())
        desk = f" ({entry.desk})" if entry.desk else ""
        note = ""
        if later := right.get(entry.seq):
            who = picture.name_of(later.by)
            note = f" [corrected by {who} {say.clock_seconds(later.at_us)}]"
        elif entry.corrects is not None:
            note = " [a correction]"
        lines.append(f"{at}  {picture.name_of(entry.by)}{desk}: {entry.text}{note}")
    return lines
