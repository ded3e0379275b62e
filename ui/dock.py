"""A panel of the window: a dock with a title bar of our own, torn off to another screen
by its last tool.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.edge import Edge
from ui.guard import guarded
from ui.paint import Ink
from ui.theme import Theme
from ui.tips import tip

TITLE = 28
"""Height of a title bar, design pixels."""


class Segment(QAbstractButton):
    """One of the words at the left of a title bar; the active one is pressed."""

    def __init__(self, theme: Theme, key: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.key = key
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as the words and 8 px at each side, 24 high."""
        face = self._theme.face("caption", tabular=True, weight=500)
        wide = face.metrics.horizontalAdvance(self.text()) / self._theme.scale
        return QSize(self._theme.px(wide + 17), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words on their ground."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._theme)
            width = self.width() / self._theme.scale
            lit = self.underMouse()
            if self.isChecked() or lit:
                fill = "surface.pressed" if self.isChecked() else "surface.hover"
                ink.rounded(0, 1, width, 22, fill=fill)
            checked = self.isChecked()
            ink.text(
                8, 0, width - 8, 24, self.text(), "caption",
                "text.primary" if checked else "text.secondary",
                weight=500 if checked else 400,
            )  # fmt: skip
            if self.hasFocus():
                ink.rounded(0, 0, width, 24, line="accent.focus", line_width=2)


class Tool(QAbstractButton):
    """An icon at the right of a title bar, 26 by 24, with its words in the tooltip."""

    def __init__(self, theme: Theme, icon: str, words: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setToolTip(tip(words))
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """26 by 24."""
        return QSize(self._theme.px(26), self._theme.px(24))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon on its ground."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._theme)
            if self.isChecked() or self.isDown():
                ink.rounded(0, 0, 26, 24, fill="surface.pressed")
            elif self.underMouse():
                ink.rounded(0, 0, 26, 24, fill="surface.hover")
            lit = self.isChecked() or self.underMouse()
            ink.icon(5, 4, self._icon, 16, "text.primary" if lit else "text.secondary")
            if self.hasFocus():
                ink.rounded(0, 0, 26, 24, line="accent.focus", line_width=2)


class TitleBar(QWidget):
    """Name, segments, a muted note, tools; drags its dock where nothing is pressed."""

    segment_chosen = Signal(str)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._note = ""
        self._alarmed = False
        self._segments: list[Segment] = []
        self._row = QHBoxLayout(self)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def set_title(self, title: str, note: str = "", *, alarmed: bool = False) -> None:
        """Change name and note; `alarmed` fills the bar with the colour of danger."""
        if (title, note, alarmed) != (self._title, self._note, self._alarmed):
            self._title, self._note, self._alarmed = title, note, alarmed
            self._dress()
            self.update()

    def set_segments(self, segments: list[tuple[str, str]], chosen: str) -> None:
        """Show these (key, words) and press the chosen one."""
        if [segment.key for segment in self._segments] != [key for key, _ in segments]:
            for segment in self._segments:
                self._row.removeWidget(segment)
                # Until it is deleted it would show under the new ones.
                segment.hide()
                segment.deleteLater()
            self._segments = [
                self._make_segment(place, key, words)
                for place, (key, words) in enumerate(segments)
            ]
        for segment, (key, words) in zip(self._segments, segments, strict=True):
            segment.setChecked(key == chosen)
            if segment.text() != words:
                segment.setText(words)
                segment.updateGeometry()

    def add_tool(self, icon: str, words: str) -> Tool:
        """Put a tool at the right end and return it."""
        tool = Tool(self._theme, icon, words)
        self._row.addWidget(tool)
        return tool

    def _make_segment(self, place: int, key: str, words: str) -> Segment:
        segment = Segment(self._theme, key, words)
        segment.clicked.connect(lambda: self.segment_chosen.emit(key))
        self._row.insertWidget(place, segment)
        return segment

    def _title_width(self) -> float:
        face = self._theme.face("data", weight=600)
        return face.metrics.horizontalAdvance(self._title) / self._theme.scale

    def _dress(self) -> None:
        self.setFixedHeight(self._theme.px(TITLE))
        left = self._theme.px(12 + self._title_width() + 8)
        self._row.setContentsMargins(left, 0, self._theme.px(4), 0)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, name and note."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._theme)
            width = self.width() / self._theme.scale
            ground = "alarm.emergency" if self._alarmed else "surface.header"
            color = "alarm.on_emergency" if self._alarmed else "text.primary"
            muted = "alarm.on_emergency" if self._alarmed else "text.muted"
            painter.fillRect(self.rect(), self._theme.color(ground))
            ink.text(
                12, 0, width, 27, self._title, color=color, weight=600, tabular=False
            )
            x = 12 + self._title_width() + 8
            x += (
                sum(segment.width() + 2 for segment in self._segments)
                / self._theme.scale
            )
            free = width - x - self._tools_width()
            ink.text(x, 0, free, 27, self._note, "caption", muted)
            if not self._alarmed:
                painter.fillRect(
                    0,
                    self.height() - 1,
                    self.width(),
                    1,
                    self._theme.color("border.hair"),
                )

    def _tools_width(self) -> float:
        tools = self.findChildren(Tool)
        return sum(tool.width() for tool in tools) / self._theme.scale + 8

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the press to the dock, which is dragged by it."""
        event.ignore()


class Panel(QDockWidget):
    """A dock: title bar, body, and its own frame while it stands on another screen."""

    def __init__(self, theme: Theme, key: str, title: str) -> None:
        super().__init__(title)
        self.setObjectName(key)
        self._theme = theme
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        self.bar = TitleBar(theme, title)
        self.setTitleBarWidget(self.bar)
        self.body = QWidget()
        self.body.setProperty("surface", "panel")
        self.body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(self.body)
        self.edge = Edge(theme, self)
        self._exercise = ""
        self.topLevelChanged.connect(self._reframe)

    def add_tear_off(self) -> None:
        """Put the tear-off tool at the end of the title bar."""
        tool = self.bar.add_tool("tear-off", "Tear off to another screen, or put back")
        tool.clicked.connect(lambda: self.setFloating(not self.isFloating()))

    def frame_exercise(self, text: str) -> None:
        """Say what a window of an exercise says, while this is a window of its own."""
        self._exercise = text
        self._reframe()

    def frame_emergency(self, strength: float) -> None:
        """Frame in red while this is a window of its own."""
        self.edge.show_emergency(strength if self.isFloating() else 0.0)

    def focus_body(self) -> None:
        """Give the focus to what the panel is about."""
        self.body.setFocus()

    def focus_again(self) -> None:
        """Give the focus to what somebody wants who asks for the panel in it."""
        self.focus_body()

    def _reframe(self) -> None:
        self.edge.say_exercise(self._exercise if self.isFloating() else "")
        self.setContentsMargins(*self.edge.margins())
