"""The command bar: one field that finds units, incidents and places, and does what the
table of actions can do; it never dims the picture and never covers the alarm strip.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from controlroom.domain.words import distance
from ui.actions import key_of
from ui.after_paint import AfterPaint
from ui.bar.completion import completed
from ui.bar.history import History
from ui.controls import claim
from ui.find import (
    ACTION,
    CAMERA,
    DRAWING,
    INCIDENT,
    PLACE,
    PLAN,
    UNIT,
    WITHIN,
    WRITTEN,
    Finder,
    Hit,
)
from ui.guard import guarded, guarded_with
from ui.paint import RIGHT, Ink
from ui.panels.command_plan import paint_plan, plan_high, sentences_of
from ui.plain import plain
from ui.position import Position
from ui.rows import Look, RowView
from ui.spans import Section

WIDTH = 760
FIELD = 48
FOOT = 30
HEAD = 26.0
ROW = 28.0
MOST_HIGH = 520
TITLES = {
    UNIT: "Units",
    INCIDENT: "Incidents",
    WRITTEN: "Coordinates",
    CAMERA: "Cameras",
    DRAWING: "Drawn on the map",
    PLACE: "Places",
    WITHIN: "Around",
    ACTION: "Do",
}
LONGEST = 1_000
"""Letters of a line: a log entry fits, a book does not."""
FAR = 64
"""Width of the column of distances, design pixels."""
OWN_KEYS = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down,
     Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Home, Qt.Key.Key_End}
)  # fmt: skip

WhyNot = Callable[[str], str]


class _Line(QLineEdit):
    """The field; its arrows walk the list under it."""

    walked = Signal(int)
    chosen = Signal()
    left = Signal()
    completed = Signal()

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keys of the bar come before the window's; Tab completes."""
        if claim(event, OWN_KEYS):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys: dict[int, Callable[[], None]] = {
                Qt.Key.Key_Up: lambda: self.walked.emit(-1),
                Qt.Key.Key_Down: lambda: self.walked.emit(1),
                Qt.Key.Key_Return: self.chosen.emit,
                Qt.Key.Key_Enter: self.chosen.emit,
                Qt.Key.Key_Escape: self.left.emit,
                Qt.Key.Key_Tab: self.completed.emit,
            }
            act = keys.get(event.key())
            if act is not None:
                act()
                return True
        return bool(super().event(event))


class CommandBar(QWidget):
    """The bar, a frameless child of the window."""

    hit_chosen = Signal(object)
    """Hit: what the person chose."""
    closed = Signal()

    def __init__(
        self, position: Position, finder: Finder, why_not: WhyNot, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._position = position
        self._finder = finder
        self._why_not = why_not
        self._hits: dict[str, Hit] = {}
        self._reasons: dict[str, str] = {}
        """Why actions could not be done when they were found, by name."""
        self._high = 0
        self._counted_from = self._measured = ""
        self._is_cut = False
        self.history = History()
        theme = position.theme
        self.setAccessibleName("Command bar")
        # Square and opaque: else the map under its corners would be painted again, in
        # 10 ms, for each letter and each blink of the caret.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.line = _Line()
        self.line.setFrame(False)
        self.line.setPlaceholderText(
            "Callsign, CAD number, street, crossing, place, coordinates or command"
        )
        self.line.setMaxLength(LONGEST)
        self.line.inputRejected.connect(self._cut)
        self.line.textChanged.connect(self._search)
        self.line.walked.connect(self._walk)
        self.line.chosen.connect(self._choose)
        self.line.left.connect(self.close_bar)
        self.line.completed.connect(self._complete)
        self._view = RowView(theme, self, "Found")
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.ground = "surface.raised"
        self._view.pressed.connect(self._press)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self._view)
        theme.changed.connect(self._dress)
        self._after_letters = AfterPaint(self)
        self._after_letters.passed.connect(self._take_height)
        self._dress()
        self.hide()

    def open_bar(self, text: str = "") -> None:
        """Show the bar with a text to go on with, else with what was typed last."""
        if text:
            self.line.setText(text)
        self._search(self.line.text())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.line.end(False)  # noqa: FBT003 - Qt: nothing is marked on the way
        else:
            self.line.selectAll()

    def close_bar(self) -> None:
        """Put the bar away; what was typed stays."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def wish(self) -> tuple[int, int]:
        """Return width and height, pixels."""
        theme = self._position.theme
        return theme.px(WIDTH), theme.px(FIELD + FOOT + 4) + self._view.height()

    # ------------------------------------------------------- what the list draws with

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Draw the name of a kind of thing found, the first with what distances say."""
        ink.text(
            16, 6, width - 32, 20, TITLES.get(section.key, section.key), "caption",
            "text.muted", tabular=False, weight=600,
        )  # fmt: skip
        if section.key == self._measured:
            said = f"distance from {self._counted_from}"
            ink.text(
                width / 2, 6, width / 2 - 16, 20, said, "caption", "text.muted",
                align=RIGHT,
            )  # fmt: skip

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one thing found; an action shows its key, or why it cannot be done."""
        hit = self._hits.get(key)
        if hit is None:
            return
        why_not = self._reasons.get(hit.key, "")
        if look.selected:
            ink.fill(0, 0, width, height, "surface.selected")
            ink.fill(0, 0, 3, height, "accent.base")
        elif look.hovered:
            ink.fill(0, 0, width, height, "surface.pressed")
        if hit.plan is not None:
            paint_plan(ink, width, hit.plan)
            return
        color = "text.disabled" if why_not else "text.primary"
        ink.icon(16, 6, hit.icon, 16, "text.disabled" if why_not else "text.secondary")
        room = width - 42 - 16
        weight = 400 if hit.kind == ACTION else 500
        x = 42 + ink.text(42, 0, room, height, hit.title, color=color, weight=weight)
        cap = key_of(hit.key) if hit.kind == ACTION else ""
        far = distance(hit.metres) if hit.metres is not None else ""
        end_wide = ink.key_width(cap) if cap else FAR if far else 0
        side = why_not or hit.detail
        muted = "text.secondary" if look.selected else "text.muted"
        ink.text(x + 12, 0, width - x - 40 - end_wide, height, side, "caption", muted)
        if cap:
            ink.key(width - 16 - end_wide, 5, cap)
        elif far:
            ink.text(
                width - 16 - FAR, 0, FAR, height, far, "data", "text.secondary",
                align=RIGHT,
            )  # fmt: skip

    def tip(self, key: str) -> str:
        """Return a row whole."""
        hit = self._hits.get(key)
        if hit is None:
            return ""
        if hit.plan is not None:
            return " ".join([hit.title, *(said for said, _ in sentences_of(hit.plan))])
        far = f" · {distance(hit.metres)} away" if hit.metres is not None else ""
        return f"{hit.title} {hit.detail}".strip() + far

    # ------------------------------------------------------------------------- inside

    def _dress(self) -> None:
        theme = self._position.theme
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(1, 1, 1, theme.px(FOOT) + 1)
        self.line.setFixedHeight(theme.px(FIELD))
        self.line.setStyleSheet(
            f"QLineEdit {{ background: {theme.hex('surface.input')};"
            f" border: 2px solid {theme.hex('accent.focus')}; border-radius: 0;"
            f" padding: 0 {theme.px(14)}px; font-size: {theme.px(16)}px;"
            f" font-weight: 500; min-height: {theme.px(44)}px;"
            f" max-height: {theme.px(44)}px; }}"
        )
        self._fit()

    def _search(self, text: str) -> None:
        self._is_cut = self._is_cut and len(text) >= LONGEST
        hits = self._finder.find(text) if text.strip() else self._finder.all_actions()
        self._reasons = {
            each.key: self._why_not(each.key) for each in hits if each.kind == ACTION
        }
        if not text.strip():
            # What can be done now first, and leaving last.
            hits.sort(
                key=lambda hit: (hit.key == "leave", bool(self._reasons[hit.key]))
            )
        self._hits = {f"{each.kind}:{each.key}:{each.title}": each for each in hits}
        here = self._finder.counted_from()
        self._counted_from = here.words if here is not None else ""
        self._measured = next(
            (each.kind for each in hits if each.metres is not None), ""
        )
        groups: dict[str, list[str]] = {}
        for key, hit in self._hits.items():
            groups.setdefault(self._group(hit), []).append(key)
        self._view.set_sections(
            [
                Section(kind, keys, row=self._row_high(keys[0]), head=HEAD)
                for kind, keys in groups.items()
            ]
        )
        self._view.verticalScrollBar().setValue(0)
        self._view.set_current(next(iter(self._hits), None))
        self._fit()

    def _group(self, hit: Hit) -> str:
        if hit.plan is None:
            return hit.kind
        return "Enter will" if hit.plan.is_ready else "Enter does nothing yet"

    def _row_high(self, key: str) -> float:
        """Height of a row, design pixels: as many lines as its sentences need."""
        plan = self._hits[key].plan
        wide = WIDTH - 2
        return ROW if plan is None else plan_high(self._position.theme, wide, plan)

    def _fit(self) -> None:
        theme = self._position.theme
        high = 0.0
        for section in self._view.sections:
            # Never half a row: the list ends where a row does, as long as it can.
            whole = int((MOST_HIGH - high - HEAD) // section.row)
            if whole <= 0 and high:
                break
            high += HEAD + section.row * min(len(section.keys), max(1, whole))
            if whole < len(section.keys):
                break
        self._high = theme.px(high)
        if self.isVisible() and self._high < self._view.height():
            # The map has to be painted where the bar gives way: letters come first.
            self._after_letters.wait()
        else:
            self._take_height()

    def _take_height(self) -> None:
        self._view.setFixedHeight(self._high)
        if self.isVisible():
            self.resize(*self.wish())

    def _walk(self, by: int) -> None:
        """Walk the list; in an empty bar, what was done before."""
        text = self.line.text()
        if self.history.is_shown(text):
            self.line.setText(self.history.older() if by < 0 else self.history.newer())
        elif by < 0 and not text and len(self.history):
            self.history.rest()
            self.line.setText(self.history.older())
        else:
            self._view.step(by)

    def _complete(self) -> None:
        """Write out what the last word can only be, else what is chosen in the list."""
        text = self.line.text()
        hit = self._hits.get(self._view.current or "")
        if hit is not None and hit.kind not in {ACTION, PLAN}:
            self.line.setText(hit.title)
            return
        longer = completed(text, self._finder.lexicon.now())
        if longer != text:
            self.line.setText(longer)
        elif hit is not None and hit.kind == ACTION:
            self.line.setText(hit.title)

    def _cut(self) -> None:
        """Say that more was typed or pasted than a line holds."""
        self._is_cut = True
        self.update()

    def _press(self, key: str) -> None:
        self._view.set_current(key)
        self._choose()

    def _choose(self) -> None:
        hit = self._hits.get(self._view.current or "")
        if hit is None:
            return
        if hit.plan is not None and not hit.plan.is_ready:
            return
        if hit.kind == ACTION and self._why_not(hit.key):
            return
        self._remember(hit)
        self.close_bar()
        self.line.clear()
        self.hit_chosen.emit(hit)

    def _remember(self, hit: Hit) -> None:
        """Take note of a line that is done; what is kept for tomorrow has no words."""
        text = self.line.text().strip()
        if not text or hit.key == "repeat":
            return
        named = hit.kind in {UNIT, INCIDENT, ACTION}
        self.history.add(text, hit.plan.kept if hit.plan else text if named else "")

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, border and the line of keys at the foot."""
        with QPainter(self) as painter:
            theme = self._position.theme
            ink = Ink(painter, theme)
            painter.fillRect(self.rect(), theme.color("surface.raised"))
            width, height = self.width() / theme.scale, self.height() / theme.scale
            ink.rounded(0, 0, width, height, line="border.control", radius=0)
            top = height - FOOT
            ink.fill(1, top, width - 2, 1 / theme.scale, "border.strong")
            x = 16.0
            for keys, words in (
                (("Tab",), "complete"),
                (("↑", "↓"), "choose"),
                (("Enter",), "go"),
                (("Esc",), "close, keeps what you typed"),
            ):
                for key in keys:
                    x += ink.key(x, top + 6, key) + 4
                x += ink.text(x + 2, top, 240, FOOT, words, "caption") + 18
            room = width - x - 16
            ink.text(x, top, room, FOOT, self._note(), "caption", align=RIGHT)

    def _note(self) -> str:
        """Return what stands at the right of the foot."""
        if self._is_cut:
            return f"Cut: a line holds {LONGEST:,} letters."
        if not self._hits:
            return "Nothing found."
        if not self.line.text() and self.history.last:
            return f"Before this: {plain(self.history.last)}"
        return ""
