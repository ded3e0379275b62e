"""The quiet lists under the fields of a call, each in a place that it keeps: what is
still to ask, what is the same, what warns, what was before.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from controlroom.desk.questions import Earlier
from controlroom.domain.intake.duplicates import Likely
from controlroom.domain.words import date, distance
from ui.controls import claim
from ui.guard import guarded, guarded_with
from ui.paint import RIGHT, Ink
from ui.panels.call import Intake
from ui.position import Position

BETWEEN = " · "
HEAD, LINE, ROW = 21, 18, 37
GAP_LINES, LIKELY_ROWS, WARNED_LINES, EARLIER_LINES = 2, 2, 1, 3
GAPS_Y = 2
LIKELY_Y = GAPS_Y + HEAD + GAP_LINES * LINE + 4
WARNED_Y = LIKELY_Y + HEAD + LIKELY_ROWS * ROW + 4
EARLIER_Y = WARNED_Y + HEAD + WARNED_LINES * LINE + 4
HEIGHT = EARLIER_Y + HEAD + EARLIER_LINES * LINE + 8
WALK = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})


class IntakeLists(QWidget):
    """Painted; arrows walk the likely duplicates when it has the focus."""

    def __init__(self, position: Position, intake: Intake) -> None:
        super().__init__()
        self._position, self._intake = position, intake
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        position.theme.changed.connect(self._dress)
        intake.changed.connect(self._follow)
        self._dress()
        self._follow()

    def sizeHint(self) -> QSize:
        """As high as all its lists."""
        return QSize(self._position.theme.px(400), self._position.theme.px(HEIGHT))

    def _dress(self) -> None:
        self.setFixedHeight(self._position.theme.px(HEIGHT))

    @guarded
    def _follow(self) -> None:
        self.setVisible(self._intake.is_open)
        self.setAccessibleName(". ".join(self._spoken()))
        self.update()

    def _spoken(self) -> list[str]:
        """Everything that is listed, as a screen reader says it."""
        intake = self._intake
        missing = intake.gaps.words() if intake.gaps else ""
        return [
            f"Still to ask: {missing or 'nothing'}",
            *(
                f"Likely duplicate {self._name(each)}: {', '.join(each.reasons)}"
                for each in intake.likely
            ),
            *(f"Warning: {each.words}" for each in intake.warned),
            f"Here before: {len(intake.here)}",
            f"By this caller: {len(intake.theirs)}",
        ]

    # ------------------------------------------------------------------------ painting

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the four lists, each in its place."""
        with QPainter(self) as painter:
            theme = self._position.theme
            painter.fillRect(self.rect(), theme.color("surface.panel"))
            ink = Ink(painter, theme)
            width = self.width() / theme.scale
            self._paint_gaps(ink, width)
            self._paint_likely(ink, width)
            self._paint_warned(ink, width)
            self._paint_earlier(ink, width)
            if self.hasFocus():
                ink.ring(0, 0, width, HEIGHT)

    def _paint_head(
        self, ink: Ink, width: float, y: float, title: str, note: str, key: str = ""
    ) -> None:
        ink.fill(12, y, width - 24, 1 / ink.theme.scale, "border.hair")
        ink.text(12, y + 2, 240, HEAD - 4, title, color="text.primary", weight=600)
        right = width - 12
        if key:
            right -= ink.key_width(key)
            ink.key(right, y + 2, key)
            right -= 8
        wide = min(ink.width_of(note, "caption"), right - 200)
        ink.text(
            right - wide, y + 2, wide + 1, HEAD - 4, note, "caption", "text.muted",
            align=RIGHT,
        )  # fmt: skip

    def _paint_gaps(self, ink: Ink, width: float) -> None:
        found = self._intake.gaps
        doctrine = found.doctrine if found is not None else ""
        self._paint_head(ink, width, GAPS_Y, "Still to ask", doctrine)
        if found is None:
            said = "Nothing is asked about this type."
        elif found.is_whole:
            said = "Everything is answered."
        else:
            # A letter stays on the line of its word.
            parts = found.words().split(BETWEEN)
            said = BETWEEN.join(part.replace(" ", "\u00a0") for part in parts)
        y = GAPS_Y + HEAD
        for line in _wrapped(ink, said, width - 24)[:GAP_LINES]:
            ink.text(12, y, width - 24, LINE, line)
            y += LINE

    def _paint_likely(self, ink: Ink, width: float) -> None:
        likely = self._intake.likely
        key = "Ctrl+Shift+D" if likely else ""
        note = "add this call to it" if likely else ""
        count = f" {len(likely)}" if likely else ""
        self._paint_head(ink, width, LIKELY_Y, f"Likely the same{count}", note, key)
        if not likely:
            said = "No open incident looks like this call."
            ink.text(12, LIKELY_Y + HEAD, width - 24, LINE, said, color="text.muted")
        first = max(0, min(self._intake.marked - LIKELY_ROWS + 1, len(likely)))
        for place, each in enumerate(likely[first : first + LIKELY_ROWS]):
            y = LIKELY_Y + HEAD + place * ROW
            self._paint_row(ink, width, y, each, first + place == self._intake.marked)

    def _paint_row(
        self,
        ink: Ink,
        width: float,
        y: float,
        each: Likely,
        marked: bool,  # noqa: FBT001 - a row is marked or not
    ) -> None:
        incident = self._position.frame.picture.incidents.get(each.incident_id)
        if incident is None:
            return
        if marked:
            ink.fill(0, y, width, ROW, "surface.selected")
            ink.fill(0, y, 3, ROW, "accent.base")
        say = self._position.say
        ink.badge(12, y + 2, incident.grade)
        cad = say.cad(incident, self._position.frame.now_us())
        ink.text(42, y + 1, 50, 20, cad, color="text.primary", weight=500)
        what = f"{say.type_of(incident)}, {say.place_of(incident)}"
        ink.text(94, y + 1, width - 106, 20, what, color="text.primary")
        why = ", ".join(each.reasons)
        ink.text(94, y + 19, width - 106, 17, why, "caption", "text.secondary")

    def _paint_warned(self, ink: Ink, width: float) -> None:
        warned = self._intake.warned
        count = f" {len(warned)}" if warned else ""
        note = "within 100 m"
        self._paint_head(ink, width, WARNED_Y, f"Warnings near by{count}", note)
        y = WARNED_Y + HEAD
        if not warned:
            ink.text(12, y, width - 24, LINE, "None.", color="text.muted")
            return
        ink.icon(12, y + 2, "risk", 14, "alarm.high_text")
        said = " · ".join(each.words for each in warned)
        ink.text(32, y, width - 44, LINE, said, color="text.primary", weight=500)

    def _paint_earlier(self, ink: Ink, width: float) -> None:
        intake = self._intake
        here, theirs = intake.here, intake.theirs
        note = (
            f"{len(here)} here, {len(theirs)} by this caller" if here or theirs else ""
        )
        self._paint_head(ink, width, EARLIER_Y, "Before", note)
        y = EARLIER_Y + HEAD
        if not (here or theirs):
            said = intake.history_words or "Nothing known of this place or caller."
            ink.text(12, y, width - 24, LINE, said, color="text.muted")
            return
        listed = [("caller", each) for each in theirs[:1]]
        listed += [("", each) for each in here[: EARLIER_LINES - len(listed)]]
        for who, each in listed:
            self._paint_past(ink, width, y, each, who)
            y += LINE

    def _paint_past(
        self, ink: Ink, width: float, y: float, each: Earlier, who: str
    ) -> None:
        say = self._position.say
        codes = self._position.frame.picture.codes
        kind = codes.type(each.type_code)
        ended = next((n.name for n in codes.closing if n.code == each.closing_code), "")
        when = date(each.opened_at_us, say.zone)
        ink.text(12, y, 84, LINE, when, "caption", "text.muted")
        name = kind.name if kind else each.type_code
        said = ", ".join(part for part in (name, ended or each.status) if part)
        away = distance(each.metres) if each.metres is not None else each.place
        end = f"same {who}" if who else away
        wide = min(ink.width_of(end, "caption"), 150)
        ink.text(98, y, width - 122 - wide, LINE, f"{each.cad}  {said}", "caption")
        ink.text(
            width - 12 - wide, y, wide + 1, LINE, end, "caption", "text.muted",
            align=RIGHT,
        )  # fmt: skip

    def _name(self, each: Likely) -> str:
        incident = self._position.frame.picture.incidents.get(each.incident_id)
        return self._position.say.type_of(incident) if incident else ""

    # ------------------------------------------------------------------- Qt overrides

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Arrows belong to the list while it has the focus."""
        return claim(event, WALK) or bool(super().event(event))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows mark the next likely duplicate."""
        if event.key() in WALK:
            self._intake.mark(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click marks a likely duplicate."""
        y = event.position().y() / self._position.theme.scale - LIKELY_Y - HEAD
        row = int(y // ROW)
        first = max(0, self._intake.marked - LIKELY_ROWS + 1)
        if 0 <= row < LIKELY_ROWS and first + row < len(self._intake.likely):
            self._intake.mark(first + row - self._intake.marked)


def _wrapped(ink: Ink, text: str, width: float) -> list[str]:
    face = ink.theme.face("data", tabular=True)
    lines = face.lines(text, (width - 2) * ink.theme.scale)
    return [line.replace("\u00a0", " ") for line in lines]
