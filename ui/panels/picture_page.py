"""A picture that was attached, in the incident's place until Esc: only drawn."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.controls import KeyButton, Words
from ui.guard import guarded
from ui.pads import pad
from ui.theme import Theme


class _Canvas(QWidget):
    """The picture, as large as there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle, never larger than it is."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.color("surface.window"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            room, size = self.size(), self.image.size()
            if size.isEmpty():
                return
            if size.width() > room.width() or size.height() > room.height():
                size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            x = (room.width() - size.width()) / 2
            y = (room.height() - size.height()) / 2
            painter.drawImage(QRectF(x, y, size.width(), size.height()), self.image)


class PicturePage(QWidget):
    """Picture, what it is, and two buttons."""

    save_wanted = Signal()
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sha256 = ""
        """Digest of the picture that is shown, or nothing."""
        self._canvas = _Canvas(theme)
        self._words = Words(theme, "", "caption", "text.secondary", wrap=True)
        save = KeyButton(theme, "Save picture", kind="primary")
        save.clicked.connect(self.save_wanted.emit)
        back = KeyButton(theme, "Step back", "Esc")
        back.clicked.connect(self.step_back)
        column = QVBoxLayout(self)
        pad(column, theme, (12, 12, 12, 12))
        column.setSpacing(theme.px(8))
        column.addWidget(self._canvas, 1)
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(save)
        row.addWidget(back)
        row.addStretch(1)
        column.addLayout(row)

    def show_picture(self, sha256: str, image: QImage, words: str) -> None:
        """Show a picture and what is known of it."""
        self.sha256 = sha256
        self._canvas.image = image
        self._canvas.setAccessibleName(words)
        self._words.setText(words)
        self._canvas.update()

    def focus_body(self) -> None:
        """Give the focus to the picture."""
        self._canvas.setFocus()

    def step_back(self) -> None:
        """Put the picture away."""
        self.sha256 = ""
        self._canvas.image = QImage()
        self.done.emit()
