"""Buttons, fields and words of the design: a button carries its key, a field keeps
what was typed.
"""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from ui.guard import guarded, guarded_with
from ui.paint import Ink
from ui.plain import plain
from ui.theme import Theme

FILLS = {
    "primary": "accent.fill",
    "danger": "alarm.emergency",
    "inverse": "alarm.on_emergency",
    "plain": None,
    "quiet": None,
}
TEXTS = {
    "primary": "accent.on",
    "danger": "alarm.on_emergency",
    "inverse": "alarm.emergency",
    "plain": "text.primary",
    "quiet": "text.secondary",
}


class KeyButton(QAbstractButton):
    """A button that says verb and object and shows its key; one primary a panel."""

    def __init__(
        self, theme: Theme, text: str, key: str = "", kind: str = "plain"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._kind = kind
        self.large = False
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def say(self, text: str, *, key: str | None = None) -> None:
        """Change the words, and the key when one is given."""
        if text != self.text() or (key is not None and key != self._key):
            self._key = self._key if key is None else key
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as words and key, 28 high or 36, and 2 px around for the ring."""
        face = self._theme.face("data", tabular=True, weight=500)
        wide = face.metrics.horizontalAdvance(self.text()) / self._theme.scale + 20
        if self._key:
            wide += self._cap_width() + 8
        height = 36 if self.large else 28
        return QSize(self._theme.px(wide + 4), self._theme.px(height + 4))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fill or outline, words, key cap and the ring outside."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._theme)
            width = self.width() / self._theme.scale
            height = self.height() / self._theme.scale
            enabled = self.isEnabled()
            fill = FILLS[self._kind] if enabled else None
            if fill is None and enabled and (self.underMouse() or self.isDown()):
                fill = "surface.pressed" if self.isDown() else "surface.hover"
            line = (
                (FILLS[self._kind] or "border.control") if enabled else "border.strong"
            )
            ink.rounded(
                2, 2, width - 4, height - 4, fill=fill,
                line=None if self._kind == "quiet" else line,
            )  # fmt: skip
            color = TEXTS[self._kind] if enabled else "text.disabled"
            ink.text(
                12, 2, width - 14, height - 4, self.text(), color=color, weight=500
            )
            if self._key:
                cap = self._cap_width()
                on_fill = enabled and FILLS[self._kind] is not None
                ink.key(
                    width - 10 - cap, (height - 18) / 2, self._key,
                    color=color if enabled else "text.disabled",
                    line=color if on_fill else "border.strong",
                    fill=None if on_fill else "surface.panel",
                )  # fmt: skip
            if self.hasFocus():
                ink.rounded(
                    0, 0, width, height, line="accent.focus", line_width=1.5, radius=5
                )

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press the focused button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """A focused button takes Enter before the window's own Enter does."""
        return claim(event, ENTER) or bool(super().event(event))

    def _cap_width(self) -> float:
        face = self._theme.face("label", tabular=True)
        wide = face.metrics.horizontalAdvance(self._key) / self._theme.scale
        return max(18.0, round(wide + 12))


ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
TYPING = ENTER | {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}


def claim(event: QEvent, keys: frozenset[Qt.Key]) -> bool:
    """Take plain keys before the window's shortcuts do; True when it was taken."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    plain = event.modifiers() in {
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    }
    if plain and Qt.Key(event.key()) in keys:
        event.accept()
        return True
    return False


class Field(QLineEdit):
    """One line of typing; Enter enters it, and nothing typed is ever lost to a key."""

    entered = Signal(str)

    def __init__(self, hint: str, limit: int = 2000) -> None:
        super().__init__()
        self._cap: tuple[Theme, str] | None = None
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setMaxLength(limit)
        self.returnPressed.connect(lambda: self.entered.emit(self.text()))

    def show_key(self, theme: Theme, key: str) -> None:
        """Show at the right end which key brings the focus here."""
        self._cap = (theme, key)
        self.setTextMargins(0, 0, theme.px(28), 0)

    def mark_wrong(self, *, wrong: bool) -> None:
        """Outline the field in amber, or no longer."""
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keys of typing belong to the field."""
        return claim(event, TYPING) or bool(super().event(event))

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, with Ctrl too, enters once: a form around hears no second one."""
        super().keyPressEvent(event)
        if event.key() in ENTER:
            event.accept()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key over the field's right end."""
        super().paintEvent(event)
        if self._cap is not None:
            theme, key = self._cap
            with QPainter(self) as painter:
                ink = Ink(painter, theme)
                width, height = self.width() / theme.scale, self.height() / theme.scale
                ink.key(width - 8 - ink.key_width(key), (height - 18) / 2, key)


class TextField(QPlainTextEdit):
    """Several lines of typing; Ctrl+Enter enters them.

    limit: characters it holds; of more that is pasted the first are kept.
    """

    entered = Signal(str)
    cut_short = Signal(int)
    """More was pasted or typed than it holds: so many characters came."""

    def __init__(self, hint: str, limit: int = 4_000) -> None:
        super().__init__()
        self._limit = limit
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setTabChangesFocus(True)

    @guarded_with(otherwise=False)
    def event(self, event: QEvent) -> bool:
        """Keys of typing belong to the field."""
        return claim(event, TYPING) or bool(super().event(event))

    @guarded
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, at most what the field still holds."""
        came = source.text()
        room = self._limit - len(self.toPlainText()) + self._selected()
        self.textCursor().insertText(came[: max(0, room)])
        self.ensureCursorVisible()
        if len(came) > room:
            self.cut_short.emit(len(came))

    def _selected(self) -> int:
        cursor = self.textCursor()
        return cursor.selectionEnd() - cursor.selectionStart()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter enters, Enter is a new line; a full field takes no more."""
        typed = event.text() if event.text().isprintable() else ""
        full = self.document().characterCount() > self._limit
        if typed and full and not self._selected():
            self.cut_short.emit(1)
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(self.toPlainText())
        else:
            super().keyPressEvent(event)


class Words(QLabel):
    """A line or a paragraph of plain text in one style; what is in it stays text."""

    def __init__(
        self, theme: Theme, text: str = "", style: str = "data",
        color: str = "text.secondary", *, wrap: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(plain(text))
        self._theme = theme
        self._style = style
        self._color = color
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        theme.changed.connect(self._dress)
        self._dress()

    def setText(self, text: str) -> None:
        """Change the words; what has no picture of its own becomes visible."""
        super().setText(plain(text))

    def recolor(self, color: str) -> None:
        """Take another token colour."""
        if color != self._color:
            self._color = color
            self._dress()

    def _dress(self) -> None:
        weight = self._theme.value(f"type.{self._style}.weight")
        size = self._theme.px(float(self._theme.value(f"type.{self._style}.size")))
        self.setStyleSheet(
            f"color: {self._theme.hex(self._color)}; font-size: {size}px;"
            f" font-weight: {weight};"
        )


class EmptyState(QWidget):
    """What a panel says while it has nothing to show: what will appear, and keys."""

    def __init__(
        self, theme: Theme, title: str, text: str, hints: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__()
        self._theme = theme
        self.title = title
        self.text = text
        self.hints = hints
        self.setAccessibleName(f"{title}. {text}")

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        if (title, text) != (self.title, self.text):
            self.title, self.text = title, text
            self.setAccessibleName(f"{title}. {text}")
            self.update()

    def offer(self, hints: tuple[tuple[str, str], ...]) -> None:
        """Offer these keys."""
        if hints != self.hints:
            self.hints = hints
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the title, the sentence and the keys."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._theme)
            width = self.width() / self._theme.scale
            painter.fillRect(self.rect(), self._theme.color("surface.panel"))
            ink.text(20, 20, width - 40, 22, self.title, "title", "text.primary")
            y = 46 + ink.paragraph(20, 46, width - 40, self.text, "body") + 12
            caps = [ink.key_width(key) for key, _ in self.hints]
            left = max([80.0, *(20 + cap + 12 for cap in caps)])
            for key, text in self.hints:
                ink.key(20, y + 6, key)
                ink.text(
                    left, y, width - left - 20, 30, text, "body", "text.primary",
                    weight=400,
                )  # fmt: skip
                y += 30
