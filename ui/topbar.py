"""The line at the top: the name, menus, the command field, and who is at the desk."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenuBar, QWidget

from controlroom.domain.words import names
from ui.guard import guarded
from ui.paint import RIGHT, Ink
from ui.position import Position

HEIGHT = 32
FIELD_WIDTH = 600
FIELD_LEAST = 260
NAME = "Controlroom"
HINT = "Type a command, a callsign, a CAD number or a place"


class CommandField(QWidget):
    """What opens the command bar; a picture of a field with the key in it."""

    pressed = Signal()

    def __init__(self, position: Position) -> None:
        super().__init__()
        self._position = position
        self.setAccessibleName(HINT)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the bar."""
        self.pressed.emit()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field."""
        with QPainter(self) as painter:
            ink = Ink(painter, self._position.theme)
            width = self.width() / self._position.theme.scale
            ink.rounded(0, 0, width, 24, fill="surface.input", line="border.control")
            ink.icon(9, 5, "search", 14, "text.muted")
            ink.text(31, 0, width - 70, 24, HINT, color="text.muted", tabular=False)
            ink.key(width - 8 - ink.key_width("/"), 3, "/")


class TopBar(QWidget):
    """The bar itself."""

    def __init__(self, position: Position, menus: QMenuBar) -> None:
        super().__init__()
        self._position = position
        self._menus = menus
        self.desk_name = ""
        menus.setParent(self)
        self.field = CommandField(position)
        self.field.setParent(self)
        position.theme.changed.connect(self._resize)
        position.frame.link_changed.connect(self.update)
        position.frame.picture_replaced.connect(self.update)
        position.frame.presence_changed.connect(self.update)
        position.filter_changed.connect(self.update)
        self._resize()

    def who(self) -> tuple[str, str, str]:
        """Return whose ground, which role at which desk, and who."""
        welcome = self._position.frame.welcome
        if welcome is None:
            return "", self.desk_name, ""
        person = self._position.frame.picture.people.get(welcome.person_id)
        name = welcome.person
        if person is not None and person.collar:
            name = f"{name} {person.collar}"
        chosen = sorted(self._position.sectors)
        ground = " and ".join(chosen) if 0 < len(chosen) < 4 else welcome.force
        return ground, f"{self._position.role_name}, {self.desk_name}", name

    def sizeHint(self) -> QSize:
        """As high as in the design."""
        return QSize(1280, self._position.theme.px(HEIGHT))

    def _resize(self) -> None:
        self.setFixedHeight(self._position.theme.px(HEIGHT))
        self._lay_out()

    def _name_width(self) -> int:
        face = self._position.theme.face("body", weight=600)
        return round(face.metrics.horizontalAdvance(NAME))

    def _lay_out(self) -> None:
        theme = self._position.theme
        left = theme.px(12) + self._name_width() + theme.px(20)
        hint = self._menus.sizeHint()
        top = max(0, (self.height() - hint.height()) // 2)
        self._menus.setGeometry(left, top, hint.width() + theme.px(8), hint.height())
        menus_end = left + hint.width() + theme.px(16)
        wide = theme.px(FIELD_WIDTH)
        x = (self.width() - wide) // 2
        people = self.width() - self._who_width() - theme.px(28)
        if x < menus_end or x + wide > people:
            x = menus_end
            wide = max(theme.px(FIELD_LEAST), min(wide, people - x))
        self.field.setGeometry(x, theme.px(4), wide, theme.px(24))

    def _who_width(self) -> int:
        theme = self._position.theme
        face = theme.face("data", tabular=True)
        return round(sum(face.metrics.horizontalAdvance(part) for part in self.who()))

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The field stays in the middle."""
        super().resizeEvent(event)
        self._lay_out()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the name and who is at the desk."""
        with QPainter(self) as painter:
            theme = self._position.theme
            painter.fillRect(self.rect(), theme.color("surface.header"))
            painter.fillRect(
                0, self.height() - 1, self.width(), 1, theme.color("border.hair")
            )
            ink = Ink(painter, theme)
            ink.text(
                12, 0, 140, 31, NAME, "body", "text.primary", tabular=False, weight=600
            )
            self._paint_who(ink, self.width() / theme.scale)

    def _paint_who(self, ink: Ink, width: float) -> None:
        ground, role, name = self.who()
        limit = (self.field.x() + self.field.width()) / ink.theme.scale + 8
        x = self._paint_uncovered(ink, width - 12, limit)
        for text, color, weight in (
            (name, "text.primary", 600),
            (role, "text.secondary", 400),
            (ground, "text.secondary", 400),
            (self._position.posts.here(), "text.muted", 400),
            (self._position.posts.here(short=True), "text.muted", 400),
        ):
            wide = ink.width_of(text, "data", weight=weight)
            if not text or x - wide < limit:
                continue
            ink.text(x - wide - 2, 0, wide + 2, 31, text, "data", color, align=RIGHT,
                     weight=weight)  # fmt: skip
            x -= wide + 16
            if color == "text.muted":
                return  # who is here whole, or by name alone where there is less room

    def _paint_uncovered(self, ink: Ink, x: float, limit: float) -> float:
        """Say on the colour of danger what nobody looks after; return what is left."""
        left = self._position.uncovered
        if not left:
            return x
        text = f"Nobody looks after {names(list(left))}"
        wide = ink.width_of(text, "data", weight=600) + 16
        if x - wide < limit:
            text, wide = "Sectors uncovered", 130.0
        ink.rounded(x - wide, 5, wide, 21, fill="alarm.high")
        ink.text(x - wide + 8, 5, wide - 12, 21, text, "data", "alarm.on_high",
                 weight=600)  # fmt: skip
        return x - wide - 16
