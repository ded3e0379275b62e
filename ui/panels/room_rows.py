"""How a thread of words is drawn: with whom, the last words, unread, not delivered."""

from controlroom.domain.words import names
from ui.conversations import Thread, whom
from ui.paint import RIGHT, Ink
from ui.panels.heads import hairline
from ui.position import Position
from ui.rows import Look
from ui.spans import Section

ROW = 44.0


class RoomRows:
    """Draws the threads."""

    def __init__(self, position: Position) -> None:
        self._position = position
        self.threads: dict[str, Thread] = {}

    def paint_head(self, ink: Ink, width: float, section: Section) -> None:
        """Threads stand in one section without a head."""

    def tip(self, key: str) -> str:
        """Return a thread in one sentence, as a screen reader says it."""
        thread = self.threads.get(key)
        if thread is None:
            return ""
        last = thread.messages[-1]
        counts = [f"{thread.unread} unread"] if thread.unread else []
        counts += [f"{thread.late} not delivered"] if thread.late else []
        said = f"{thread.title}: {last.text}"
        return f"{said} ({names(counts)})" if counts else said

    def paint_row(
        self, ink: Ink, width: float, height: float, key: str, look: Look
    ) -> None:
        """Draw one thread: title and age above, the last words and counts below."""
        thread = self.threads.get(key)
        if thread is None:
            return
        self._ground(ink, width, height, look, unread=bool(thread.unread))
        last, now_us = thread.messages[-1], self._position.frame.now_us()
        age = self._position.say.age(last.sent_at_us, now_us)
        muted = "text.secondary" if look.selected else "text.muted"
        ink.text(20, 3, width - 90, 20, thread.title, "body", "text.primary",
                 weight=600 if thread.unread else 500, tabular=False)  # fmt: skip
        ink.text(width - 70, 3, 58, 20, age, color=muted, align=RIGHT)
        counted = ""
        if thread.late:
            counted = f"{thread.late} not delivered"
        elif thread.unread:
            counted = f"{thread.unread} unread"
        color = "alarm.high_text" if thread.late else "text.primary"
        room = width - 32 - (ink.width_of(counted) + 12 if counted else 0)
        who = self._position.frame.picture.name_of(last.sent_by)
        said = f"{who} to {whom(self._position, last)}: {last.text}".replace("\n", " ")
        ink.text(20, 22, room, 18, said, color="text.secondary", tabular=False)
        if counted:
            ink.text(width - 152, 22, 140, 18, counted, color=color, align=RIGHT,
                     weight=500)  # fmt: skip
        if look.focused:
            ink.ring(0, 0, width, height - 1)

    def _ground(
        self, ink: Ink, width: float, height: float, look: Look, *, unread: bool
    ) -> None:
        ground = "surface.selected" if look.selected else None
        ground = ground or ("surface.hover" if look.hovered else None)
        if ground:
            ink.fill(0, 0, width, height, ground)
        if look.selected:
            ink.fill(0, 0, 3, height, "accent.base")
        edge, wide = ink.theme.px(height), round(width * ink.theme.scale) + 1
        hairline(ink.painter, ink.theme, wide, edge)
        if unread:
            ink.dot(8, height / 2 - 3.5, 6, "accent.base")
