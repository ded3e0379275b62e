"""What stands in the corners of the map and beside the pointer, and where."""

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from controlroom.domain import words
from controlroom.domain.grid import grid_reference
from ui.map.card import Lines
from ui.map.chips import Chip, Word
from ui.map.lookout import Hold
from ui.map.tool import Tool
from ui.map.viewport import Viewport
from ui.theme import Theme

MARGIN = 12
_BAR_PX = 100.0
_ROUND = (1.0, 2.0, 5.0)


class Corners:
    """View held upper left, scale and whose map lower left, place lower right, banner
    on top.
    """

    def __init__(self, map_view: QWidget, theme: Theme) -> None:
        self._map = map_view
        self._theme = theme
        self.home = Chip(theme, map_view, active=True)
        self.trail = Chip(theme, map_view, active=True)
        self.hidden = Chip(theme, map_view, active=True)
        self.scale = Chip(theme, map_view)
        self.credit = Chip(theme, map_view)
        self.pictures = Chip(theme, map_view)
        self.place = Chip(theme, map_view)
        self.banner = Chip(theme, map_view)
        self.notice = Chip(theme, map_view)
        self.tool = Chip(theme, map_view)
        self.card = Chip(theme, map_view)
        self._trouble = ""
        self._known = True

    def boxes(self, ratio: float) -> list[tuple[float, float, float, float]]:
        """Return what they cover, device pixels: left, top, width, height."""
        chips = (
            self.home, self.trail, self.hidden, self.scale, self.credit, self.pictures,
            self.place, self.banner, self.notice, self.tool,
        )  # fmt: skip
        return [
            (
                chip.x() * ratio,
                chip.y() * ratio,
                chip.width() * ratio,
                chip.height() * ratio,
            )
            for chip in chips
            if not chip.isHidden()
        ]

    def arrange(self) -> None:
        """Put everything where it belongs at the present size."""
        margin = self._theme.px(MARGIN)
        width, height = self._map.width(), self._map.height()
        stack = [
            chip for chip in (self.home, self.trail, self.hidden) if not chip.isHidden()
        ]
        below, beside = margin, 0
        for chip in stack:
            chip.move(margin, below)
            below += chip.height() + margin // 2
            beside = max(beside, chip.x() + chip.width())
        self.scale.move(margin, height - margin - self.scale.height())
        self.place.move(
            width - margin - self.place.width(), height - margin - self.place.height()
        )
        self._arrange_credit(margin)
        top = margin
        for chip in (self.banner, self.notice, self.tool):
            if chip.isHidden():
                continue
            left = max((width - chip.width()) // 2, margin)
            if left < beside:
                top = max(top, below)
            chip.move(left, top)
            top += chip.height() + margin // 2

    def _arrange_credit(self, margin: int) -> None:
        """Whose map it is beside the scale, above it where the place needs the room."""
        gap, left = margin // 2, self.scale.x()
        top, right = self.scale.y(), self.scale.x() + self.scale.width() + gap
        if not self.credit.isHidden():
            room = self._map.width() - margin
            room -= 0 if self.place.isHidden() else self.place.width() + gap
            if right + self.credit.width() <= room:
                self.credit.move(right, top)
            else:
                top -= self.credit.height() + gap
                self.credit.move(left, top)
        self.pictures.move(left, top - self.pictures.height() - gap)

    def say_hold(self, hold: Hold, callsign: str = "") -> None:
        """Say what keeps the view, and the key that gives it back or lets go."""
        icon, words = _HOLDS[hold]
        if hold == "following":
            words = (Word(f"Following {callsign}"), _cap("Esc"))
        self.home.say(*((words,) if words else ()), icon=icon)
        self.arrange()

    def say_trails(self, callsigns: list[str], minutes: int) -> None:
        """Say whose trails are shown, how far back they reach and what ends them."""
        if callsigns:
            said = f"Trail of {words.names(callsigns)}, {minutes} min"
            cap = Word("Esc", weight=500, cap=True)
            self.trail.say((Word(said, "text.primary"), cap))
        else:
            self.trail.say()
        self.arrange()

    def say_hidden(self, words: str) -> None:
        """Say what is hidden and what shows it; nothing when nothing is."""
        cap = Word("Ctrl+H", weight=500, cap=True)
        said = Word(f"Hidden: {words}", "text.primary")
        self.hidden.say(*(((said, cap),) if words else ()), icon="filter")
        self.arrange()

    def say_scale(self, view: Viewport, ratio: float) -> None:
        """Show a bar of a round length."""
        most = view.metres_per_pixel * _BAR_PX * view.unit
        metres = _round_down(most)
        pixels = metres / view.metres_per_pixel / ratio
        said = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        self.scale.say((Word(said),), bar_px=round(pixels * 2) / 2)
        self.arrange()

    def say_credit(self, attribution: str) -> None:
        """Say whose map is shown, or nothing."""
        room = max(self._map.width() - 4 * self._theme.px(MARGIN), 1)
        said, _ = self._theme.face("caption", tabular=True).fit(attribution, room)
        self.credit.say(*(((Word(said, "text.muted"),),) if attribution else ()))
        self.arrange()

    def say_pictures(self, words: str) -> None:
        """Say quietly what is wrong with pictures of the ground, or nothing."""
        room = max(self._map.width() - 4 * self._theme.px(MARGIN), 1)
        said, _ = self._theme.face("caption", tabular=True).fit(words, room)
        self.pictures.say(*(((Word(said),),) if words else ()))
        self.arrange()

    def say_place(self, lat: float, lon: float, street: str) -> None:
        """Say a place: street and crossing when known, always the grid."""
        grid = Word(grid_reference(lat, lon), "text.muted")
        self._say_in_room(self.place, (Word(street), grid) if street else (grid,))
        self.arrange()

    def say_banner(self, line: tuple[Word, ...]) -> None:
        """Say that the feed is dead, or nothing."""
        self._say_in_room(self.banner, line, edge="alarm.high")
        self.arrange()

    def say_tool(self, tool: Tool | None) -> None:
        """Say what is held, what to do with it and what lets go of it."""
        line: tuple[Word, ...] = ()
        if tool is not None:
            line = (
                Word(tool.name, "text.primary", 600), Word(tool.hint), _cap("Esc"),
            )  # fmt: skip
        self._say_in_room(self.tool, line)
        self.arrange()

    def say_map(self, *, known: bool) -> None:
        """Say when there is no map of the place."""
        self._known = known
        self._say_notice()

    def say_trouble(self, sentence: str) -> None:
        """Say why the ground is not painted; nothing takes it back."""
        self._trouble = sentence
        self._say_notice()

    def show_card(self, lines: Lines, pointer: QPointF) -> None:
        """Show a card beside the pointer, inside the map; none without lines."""
        self.card.say(*lines)
        if not lines:
            return
        away = self._theme.px(16)
        x, y = pointer.x() + away, pointer.y() + away
        if x + self.card.width() > self._map.width():
            x = pointer.x() - away - self.card.width()
        if y + self.card.height() > self._map.height():
            y = pointer.y() - away - self.card.height()
        self.card.move(round(max(x, 0)), round(max(y, 0)))
        self.card.raise_()

    def _say_in_room(
        self, chip: Chip, line: tuple[Word, ...], edge: str = "border.strong"
    ) -> None:
        """Say words beside each other, or below each other where the map is narrow."""
        chip.say(*((line,) if line else ()), edge=edge)
        if chip.width() > self._map.width() - 2 * self._theme.px(MARGIN):
            chip.say(*((word,) for word in line), edge=edge)

    def _say_notice(self) -> None:
        if self._trouble:
            said = f"Ground not painted: {self._trouble}. Symbols are live."
            self.notice.say((Word(said, "alarm.high_text"),), edge="alarm.high")
        elif not self._known:
            self.notice.say((Word("no map of this place"),))
        else:
            self.notice.say()
        self.arrange()


def _cap(key: str) -> Word:
    return Word(key, weight=500, cap=True)


_HOLDS: dict[Hold, tuple[str, tuple[Word, ...]]] = {
    "": ("", ()),
    "held": ("lock", (Word("View held where you left it"), _cap("Home"))),
    "away": ("undo", (Word("Back to where you were"), _cap("Home"))),
    "following": ("follow", ()),
    "wall": ("fit", (Word("Wall view: every open incident"),)),
    "locked": ("lock", (Word("Locked:"), _cap("Home"), Word("follows again"))),
}


def _round_down(metres: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not above a length."""
    power = 1.0
    while power * 10 <= metres:
        power *= 10
    while power > metres:
        power /= 10
    return max(step * power for step in _ROUND if step * power <= metres)
