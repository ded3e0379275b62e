"""What an incident is joined with, under its head: duplicates, links and files."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from controlroom.domain.attachments import kind_of
from controlroom.domain.entities import Attachment, Incident
from ui.dock import Segment
from ui.pads import pad
from ui.plain import plain
from ui.position import Position

FILES = "files"
SHOWN = 4
"""Incidents shown as chips; the rest is counted."""


class BondsBar(QWidget):
    """Chips: pressing an incident selects it, pressing the files lists them."""

    file_wanted = Signal(str)
    """Digest of the file somebody wants to see."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self._incident: Incident | None = None
        self._row = QHBoxLayout(self)
        pad(self._row, position.theme, (8, 2, 8, 2))
        self._row.addStretch(1)
        self.chips: list[Segment] = []
        self.hide()

    def show_incident(self, incident: Incident) -> None:
        """Show what an incident is joined with; hidden while that is nothing."""
        self._incident = incident
        wanted = self._wanted(incident)
        if [(chip.key, chip.text()) for chip in self.chips] != wanted:
            for chip in self.chips:
                self._row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self.chips = [self._chip(*each) for each in wanted]
        self.setVisible(bool(wanted))

    def list_files(self) -> QMenu | None:
        """Open the list of files, and return it; None when there are none."""
        if self._incident is None or not self._incident.attachments:
            return None
        menu = QMenu(self)
        for file in self._incident.attachments:
            action = menu.addAction(self._file_words(file))
            action.triggered.connect(
                lambda _on=False, sha256=file.sha256: self.file_wanted.emit(sha256)
            )
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return menu

    def _wanted(self, incident: Incident) -> list[tuple[str, str]]:
        """Return (key, words) of each chip."""
        found: list[tuple[str, str]] = []
        if incident.merged_into:
            found += self._incidents("Part of", (incident.merged_into,))
        merged = tuple(each.incident_id for each in incident.merged)
        found += self._incidents("Duplicate", merged)
        found += self._incidents("Linked", incident.links)
        count = len(incident.attachments)
        if count:
            found.append((FILES, f"{count} file{'' if count == 1 else 's'}"))
        return found

    def _incidents(self, words: str, keys: tuple[str, ...]) -> list[tuple[str, str]]:
        incidents, now_us = (
            self._position.frame.picture.incidents,
            self._position.frame.now_us(),
        )
        known = [incidents[key] for key in keys if key in incidents]
        found = [
            (each.incident_id, f"{words} {self._position.say.cad(each, now_us)}")
            for each in known[:SHOWN]
        ]
        if len(known) > SHOWN:
            found.append((known[SHOWN].incident_id, f"{len(known) - SHOWN} more"))
        return found

    def _chip(self, key: str, words: str) -> Segment:
        chip = Segment(self._position.theme, key, words)
        chip.setCheckable(False)
        chip.setAccessibleName(words)
        chip.clicked.connect(lambda: self._press(key))
        self._row.insertWidget(self._row.count() - 1, chip)
        return chip

    def _press(self, key: str) -> None:
        if key == FILES:
            self.list_files()
        else:
            self._position.selection.select_incident(key)

    def _file_words(self, file: Attachment) -> str:
        who = self._position.frame.picture.name_of(file.by)
        when = self._position.say.clock(file.at_us)
        kind = kind_of(file.media_type).capitalize()
        # An ampersand in a menu would be a key; a name is shown as it is.
        name = plain(file.name).replace("&", "&&")
        return f"{kind} {name}, {size_words(file.size)}, {who} {when}"


def size_words(size: int) -> str:
    """Return a file's size, `340 kB` or `2.4 MB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB"
