"""What a unit's devices were sent with its assignment, as its crew reads it."""

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QStackedLayout, QTextBrowser, QWidget

from controlroom.domain.attending import assignment_of, attended
from controlroom.domain.briefing import BriefingLines, briefing_lines
from controlroom.domain.entities import Assignment, Incident, Unit
from ui.controls import EmptyState
from ui.dock import Panel
from ui.position import Position

KEY = "briefing"
PARTS = (
    ("Hazards and markers near", "hazards"),
    ("Incidents near or linked", "related"),
    ("Cameras near", "cameras"),
    ("Log", "log"),
)
"""Heads in the order in which a crew needs them, and where their lines are."""


class BriefingPanel(Panel):
    """The dock with one unit's briefing; it follows the selected unit."""

    def __init__(self, position: Position) -> None:
        super().__init__(position.theme, KEY, "Briefing")
        self._position = position
        close = self.bar.add_tool("close", "Close the briefing")
        close.clicked.connect(self.close)
        self.add_tear_off()
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._empty = EmptyState(
            position.theme, "Nothing was sent to this unit",
            "A unit gets a briefing with its assignment: the place, what is known, "
            "hazards, related incidents and cameras near by.",
            (("Enter", "Assign the chosen units"),),
        )  # fmt: skip
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._text)
        self._stack.addWidget(self._empty)
        self.column.addWidget(holder, 1)
        position.selection.changed.connect(self._show_again)
        position.frame.picture_changed.connect(self._changed)
        position.frame.picture_replaced.connect(self._show_again)
        position.theme.changed.connect(self._show_again)
        self._show_again()

    @property
    def words(self) -> str:
        """What is shown, as plain text."""
        return self._text.toPlainText()

    def focus_body(self) -> None:
        """Give the focus to the text."""
        self._text.setFocus()

    def _changed(self, touched: frozenset[str]) -> None:
        if self._position.selection.unit_id in touched:
            self._show_again()

    def _show_again(self) -> None:
        picture = self._position.frame.picture
        unit = picture.units.get(self._position.selection.unit_id or "")
        found = self._sent(unit) if unit is not None else None
        if unit is None or found is None or found[1].briefing is None:
            self.bar.set_title("Briefing", unit.callsign if unit else "")
            self._text.clear()
            self._stack.setCurrentWidget(self._empty)
            return
        incident, assignment = found
        say = self._position.say
        cad = say.cad(incident, self._position.frame.now_us())
        self.bar.set_title("Briefing", f"{unit.callsign}, {cad}")
        lines = briefing_lines(picture, incident, found[1].briefing)
        self._write(assignment, lines, found[1].briefing.place)
        self._stack.setCurrentWidget(self._text)

    def _sent(self, unit: Unit) -> tuple[Incident, Assignment] | None:
        """Return the selected incident when the unit is on it, else what it attends."""
        incident = self._position.incident
        assignment = assignment_of(incident, unit.unit_id) if incident else None
        if incident is not None and assignment is not None:
            return incident, assignment
        return attended(self._position.frame.picture, unit)

    def _write(self, assignment: Assignment, lines: BriefingLines, place: str) -> None:
        """Write plain text with looks: nothing in it is ever read as markup."""
        say = self._position.say
        self._text.clear()
        self._text.document().setDocumentMargin(self._position.theme.px(12))
        cursor = self._text.textCursor()
        self._line(cursor, lines.what, "body", "text.primary", strong=True)
        where = ", ".join(part for part in (place, lines.grid) if part)
        self._line(cursor, where or "no place yet", "data", "text.primary")
        self._line(cursor, f"Sent {say.clock_seconds(assignment.at_us)}. "
                   f"{self._answer(assignment)}", "caption", "text.muted")  # fmt: skip
        for head, name in PARTS:
            part: tuple[str, ...] = getattr(lines, name)
            self._line(cursor, head, "caption", "text.muted", gap=8)
            for each in part or ("none",):
                color = "text.primary" if part else "text.muted"
                self._line(cursor, each, "data", color)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _answer(self, assignment: Assignment) -> str:
        say = self._position.say
        if assignment.acknowledged_at_us is not None:
            return f"Acknowledged {say.clock_seconds(assignment.acknowledged_at_us)}."
        if not assignment.answers:
            return "No device of it can acknowledge."
        return "Not acknowledged yet."

    def _line(
        self,
        cursor: QTextCursor,
        text: str,
        style: str,
        color: str,
        *,
        strong: bool = False,
        gap: float = 2,
    ) -> None:
        theme = self._position.theme
        looks = QTextCharFormat()
        looks.setFont(theme.font(style, weight=600 if strong else 400))
        looks.setForeground(theme.color(color))
        block = QTextBlockFormat()
        block.setTopMargin(theme.px(gap))
        if cursor.atStart():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, looks)
