"""Words: with units, between desks, about incidents; what was read and what was not."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from controlroom.domain import commands as c
from controlroom.domain.entities import Message, Party
from ui.actions import key_of
from ui.actions.offering import hints_offered
from ui.controls import EmptyState, Field
from ui.conversations import (
    Thread,
    is_unread,
    thread_key,
    threads,
    unread_count,
)
from ui.dock import Panel
from ui.pads import pad
from ui.panels.room_rows import ROW, RoomRows
from ui.panels.words_view import WordsView
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section

KEY = "room"
HINTS = (
    (key_of("room_message"), "Write to the room"),
    (key_of("broadcast"), "Broadcast to units"),
    (key_of("message"), "Write to the selected unit"),
)
LIST = 320
"""Width of the list of threads, design pixels."""
SOON_MS = 250
RENEW_EVERY = 5
"""Seconds from one look at what is late to the next."""


class RoomPanel(Panel):
    """The dock with the threads, one thread, and the field to answer."""

    def __init__(self, position: Position) -> None:
        super().__init__(position.theme, KEY, "Room")
        self._position = position
        self._rows = RoomRows(position)
        self._chosen = ""
        self._shown = "all"
        self._drafts: dict[str, str] = {}
        self._reported: set[str] = set()
        self._known = 0
        self._newest = ""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._renew)
        self._seconds = 0
        self._build()
        frame = position.frame
        frame.picture_replaced.connect(self._renew)
        frame.picture_changed.connect(self._changed)
        frame.second.connect(self._second)
        position.filter_changed.connect(self._renew)
        self.visibilityChanged.connect(lambda _seen: self._renew())
        self._renew()

    @property
    def view(self) -> RowView:
        """The list of threads."""
        return self._view

    def focus_body(self) -> None:
        """Give the focus to the list."""
        self._view.setFocus()

    def show_only(self, shown: str) -> None:
        """Show `all`, `unread` or `late` threads."""
        self._shown = shown
        self._renew()

    # ---------------------------------------------------------------------- building

    def _build(self) -> None:
        theme = self._position.theme
        self.add_tear_off()
        self.bar.segment_chosen.connect(self.show_only)
        self._view = RowView(theme, self._rows, "Threads")
        self._view.setFixedWidth(theme.px(LIST))
        theme.changed.connect(self._dress)
        self._view.chosen.connect(self._choose)
        self._view.activated.connect(self._answer)
        self.words = WordsView(self._position)
        self.entry = Field("Answer", 1_000)
        self.entry.entered.connect(self._send)
        self._empty = EmptyState(
            theme,
            "No messages yet",
            "Words between desks and with units show here, with who has had and read "
            "them.",
            HINTS,
        )
        thread = QWidget()
        column = QVBoxLayout(thread)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words, 1)
        self._entry_row = holder = QWidget()
        row = QHBoxLayout(holder)
        pad(row, theme, (12, 4, 12, 8))
        row.addWidget(self.entry)
        column.addWidget(holder)
        self._position.offered.changed.connect(self._follow_offers)
        page = QWidget()
        both = QHBoxLayout(page)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(1)
        both.addWidget(self._view)
        both.addWidget(thread, 1)
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(page)
        self._stack.addWidget(self._empty)
        self._page = page
        self.column.addWidget(stack, 1)

    # --------------------------------------------------------------------- following

    def _follow_offers(self) -> None:
        """Whoever never writes here reads, and sees no field."""
        self._entry_row.setVisible(self._position.offered.ever(c.SendRoomMessage))
        self._empty.offer(hints_offered(self._position, HINTS))

    def _dress(self) -> None:
        self._view.setFixedWidth(self._position.theme.px(LIST))

    def _changed(self, touched: frozenset[str]) -> None:
        picture = self._position.frame.picture
        if not any(key in picture.messages for key in touched):
            return
        newest = next(reversed(picture.messages))
        if newest != self._newest:
            self._newest = newest
            self._go_to(picture.messages[newest])
            self._renew()
            self._say_news()
        elif not self._soon.isActive():
            # Receipts of a crowd come by the thousand: they are counted now and then.
            self._soon.start()

    def _go_to(self, message: Message) -> None:
        """Show what was just sent from here, unless somebody types something else."""
        mine = message.sent_by == self._position.others.person_id
        if mine and not self.entry.text():
            self._take(thread_key(self._position, message))

    def _second(self) -> None:
        self._seconds += 1
        if self._seconds % RENEW_EVERY == 0:
            self._renew()

    def _renew(self) -> None:
        """List the threads anew; what is seen of the chosen one counts as read."""
        found = threads(self._position)
        self._say_title(found)
        if not self.isVisible():
            return
        kept = [each for each in found if self._keeps(each)]
        self._rows.threads = {each.key: each for each in kept}
        self._stack.setCurrentWidget(self._page if found else self._empty)
        keys = [each.key for each in kept]
        self._view.set_sections([Section("all", keys, row=ROW, head=0.0)])
        if self._chosen not in self._rows.threads and keys:
            self._take(keys[0])
        self._view.set_current(self._chosen or None)
        self._show()

    def _keeps(self, thread: Thread) -> bool:
        if thread.key == self._chosen or self._shown == "all":
            return True
        return bool(thread.unread if self._shown == "unread" else thread.late)

    def _say_title(self, known: list[Thread]) -> None:
        unread = sum(each.unread for each in known)
        late = sum(each.late for each in known)
        segments = [("all", f"All {len(known)}"), ("unread", f"Unread {unread}")]
        if late or self._shown == "late":
            segments.append(("late", f"Not delivered {late}"))
        self.bar.set_segments(segments, self._shown)
        self._view.setAccessibleName(f"Threads, {unread} unread, {late} not delivered")

    def _say_news(self) -> None:
        """Say in a line that words came, when they are not in sight."""
        count = unread_count(self._position)
        before, self._known = self._known, count
        if count <= before or self.isVisible():
            return
        messages = self._position.frame.picture.messages
        last = next(each for each in reversed(messages.values())
                    if is_unread(self._position, each))  # fmt: skip
        who = self._position.frame.picture.name_of(last.sent_by)
        words = last.text.replace("\n", " ")[:120]
        self._position.said.emit(f"{who} writes: {words} ({key_of('room')} answers)")

    # ------------------------------------------------------------------------- acting

    def _choose(self, key: str) -> None:
        self._take(key)
        self._show(anew=True)

    def _take(self, key: str) -> None:
        self._drafts[self._chosen] = self.entry.text()
        self._chosen = key
        self.entry.setText(self._drafts.pop(key, ""))

    def _show(self, *, anew: bool = False) -> None:
        thread = self._rows.threads.get(self._chosen)
        self.words.show_messages(thread.messages if thread else [], anew=anew)
        self.entry.setPlaceholderText(self._hint(thread))
        able = thread is not None and self._reply(thread, "x") is not None
        self.entry.setEnabled(able)
        if thread is not None and self.isVisible():
            self._report(thread)

    def _report(self, thread: Thread) -> None:
        """Tell who wrote it that it was read here, once."""
        if not self._position.may(c.ReadMessage):
            return
        for message in thread.messages:
            key = message.message_id
            if is_unread(self._position, message) and key not in self._reported:
                self._reported.add(key)
                self._position.send(c.ReadMessage(message_id=key), key)
        self._reported &= self._position.frame.picture.messages.keys()

    def _answer(self, _key: str) -> None:
        self.entry.setFocus()

    def _hint(self, thread: Thread | None) -> str:
        if thread is None:
            return "Choose a thread"
        if thread.key.startswith("audience:"):
            return f"{key_of('broadcast')} broadcasts again"
        act = self._reply(thread, "x")
        if isinstance(act, c.SendRoomMessage) and act.to.kind == "all":
            about = f", about {thread.title}" if act.incident_id else ""
            return f"Write to everyone in the room{about}"
        return f"Write to {thread.title}"

    def _reply(self, thread: Thread, text: str) -> c.AnyAct | None:
        """Return what answers in a thread; a broadcast is confirmed in its form."""
        kind, _, name = thread.key.partition(":")
        match kind:
            case "units":
                return c.SendMessage(unit_ids=tuple(name.split(",")), text=text)
            case "incident":
                everyone = Party(kind="all")
                return c.SendRoomMessage(to=everyone, text=text, incident_id=name)
            case "all" | "role" | "sector" | "desk" | "person":
                to = Party(kind=kind, name=name)
                return c.SendRoomMessage(to=to, text=text)
            case _:
                return None

    def _send(self, text: str) -> None:
        thread = self._rows.threads.get(self._chosen)
        act = self._reply(thread, text.strip()) if thread and text.strip() else None
        if act is None or thread is None:
            return
        if not self._position.may(type(act)):
            self._position.said.emit(f"Not as {self._position.frame.role}.")
            return
        self._position.send(act, words=f"Message to {thread.title}")
        self.entry.clear()
