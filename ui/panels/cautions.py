"""What must not be overlooked: warnings near an incident, risk still to ask."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from controlroom.domain.commands import RecordRisk
from controlroom.domain.entities import Incident
from controlroom.domain.intake.gaps import gap_letters, gap_words, incident_gaps
from controlroom.domain.intake.near import warnings_near
from ui.actions import key_of
from ui.guard import guarded
from ui.paint import Ink
from ui.panels.heads import hairline
from ui.position import Position
from ui.tips import tip

LINE = 26


class Cautions(QWidget):
    """One line each; no line where there is nothing to say."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self.warnings = ""
        self.missing = ""
        self._letters = ""
        """What is missing where its words do not fit."""
        self._is_again = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        position.theme.changed.connect(self._dress)
        self._dress()

    def show_incident(self, incident: Incident) -> None:
        """Say what there is about an incident that is open."""
        picture = self._position.frame.picture
        warned = warnings_near(picture.drawings, incident.lat, incident.lon)
        found = None
        if incident.status == "open":
            found = incident_gaps(picture.codes.intake, incident)
        self.warnings = " · ".join(each.words for each in warned)
        self._is_again = bool(incident.risk_asked_us)
        self.missing = gap_words(found, incident.risk_asked_for) if found else ""
        self._letters = gap_letters(found, incident.risk_asked_for) if found else ""
        said = [part for part in (self.warnings, self.missing) if part]
        self.setAccessibleName(". ".join(said))
        self.setToolTip(tip("\n".join(said)))
        self._dress()
        self.update()

    def _dress(self) -> None:
        lines = bool(self.warnings) + bool(self.missing)
        self.setVisible(lines > 0)
        self.setFixedHeight(self._position.theme.px(LINE * max(lines, 1)))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw warnings in amber, gaps quietly unless they are asked for again."""
        with QPainter(self) as painter:
            theme = self._position.theme
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            ink, y = Ink(painter, theme), 0.0
            width = self.width() / theme.scale
            if self.warnings:
                ink.icon(12, y + 6, "alarm-high", 14, "alarm.high_text")
                ink.text(
                    34, y, width - 46, LINE, self.warnings, color="alarm.high_text",
                    weight=500,
                )  # fmt: skip
                y += LINE
            if self.missing:
                key = key_of("risk")
                records = self._position.may(RecordRisk)
                cap = ink.key_width(key) if records else 0.0
                color = "alarm.high_text" if self._is_again else "text.secondary"
                ink.icon(12, y + 6, "risk", 14, color)
                room = width - 58 - cap
                fits = ink.width_of(self.missing) <= room
                words = self.missing if fits else self._letters
                ink.text(34, y, room, LINE, words, color=color)
                if records:
                    ink.key(width - 12 - cap, y + 4, key)
            hairline(painter, theme, self.width(), self.height())
