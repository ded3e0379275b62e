"""Every feed of the gateway as it does now and did before, and the contacts that nobody
enrolled.
"""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from controlroom.desk.deliveries import AnswerArrived
from controlroom.desk.questions import Contacts, ContactsPage, DoorRows, Doors
from controlroom.domain.commands import BindContact
from ui.asking import Asking
from ui.charts import FeedChart
from ui.controls import KeyButton, Words
from ui.dock import Panel
from ui.guard import guarded
from ui.pads import pad
from ui.panels import door_rows
from ui.panels.door_rows import CONTACTS, DOORS, ROW, contact_key, feed_name
from ui.panels.heads import ColumnHead
from ui.panels.whole import Whole
from ui.position import Position
from ui.rows import RowView
from ui.spans import Section

KEY = "doors"
EVERY_MS = 2_000
"""Between questions while the panel can be seen; none are asked while it cannot."""

NO_DOOR = "No door is open. The configuration of the gateway opens them."
CHART_FROM = 860
"""Design pixels of width from which the chart stands beside the list: as wide as the
panel is under the map of a 1920 pixel screen."""


class DoorsPanel(Panel):
    """The dock with feeds and unknown contacts."""

    def __init__(self, position: Position, asking: Asking) -> None:
        super().__init__(position.theme, KEY, "Feeds")
        self._position = position
        self._asking = asking
        self._rows = door_rows.DoorRows(position)
        close = self.bar.add_tool("close", "Close the feeds")
        close.clicked.connect(self.close)
        self.add_tear_off()
        self._feed = ""
        """Name of the feed that the chart shows; empty until one is chosen."""
        self.column.addWidget(self._make_body(), 1)
        self._foot = self._make_foot()
        self.column.addWidget(self._foot)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self.visibilityChanged.connect(self._seen)

    @property
    def view(self) -> RowView:
        """The list."""
        return self._view

    @property
    def chart(self) -> FeedChart:
        """The chart of one feed."""
        return self._chart

    def focus_body(self) -> None:
        """Give the focus to the list."""
        self._view.setFocus()

    @guarded
    def ask(self) -> None:
        """Ask how the doors do, and who is unknown."""
        why_not = self._asking.ask(Doors(), self._take)
        if not why_not:
            self._asking.ask(ContactsPage(), self._take)
        else:
            self._say(why_not)

    def _make_body(self) -> QWidget:
        theme, body, table = self._position.theme, QWidget(), QVBoxLayout()
        self._view = RowView(theme, self._rows, "Feeds and unknown contacts")
        self._view.chosen.connect(self._choose)
        self._view.activated.connect(
            lambda _key: self._position.acted.emit("bind_contact")
        )
        table.addWidget(ColumnHead(theme, door_rows.columns))
        table.addWidget(self._view, 1)
        self._chart = FeedChart(theme)
        self._chart.hide()
        self._whole = Whole(theme, "All that is known of the chosen row")
        table.addWidget(self._whole)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(table, 1)
        row.addWidget(self._chart)
        theme.changed.connect(self._fit)
        return body

    def _make_foot(self) -> QWidget:
        theme, foot = self._position.theme, QWidget()
        row = QHBoxLayout(foot)
        pad(row, theme, (10, 5, 12, 5))
        self._bind = KeyButton(theme, "Bind to a unit", "Ctrl+B", kind="primary")
        self._bind.clicked.connect(lambda: self._position.acted.emit("bind_contact"))
        self._bind.setVisible(False)
        self._said = Words(theme, "", "caption", "text.muted")
        row.addWidget(self._bind)
        row.addWidget(self._said)
        row.addStretch(1)
        return foot

    def _seen(self, visible: bool) -> None:  # noqa: FBT001 - Qt's signal
        if visible:
            self.ask()
            self._timer.start()
        else:
            self._timer.stop()

    def _take(self, answer: AnswerArrived) -> None:
        if not answer.ok:
            self._say(answer.sentence)
            return
        if isinstance(answer.reply, DoorRows):
            self._rows.doors = {each.name: each for each in answer.reply.doors}
            self._rows.kept = answer.reply.contacts
            self._say("" if answer.reply.doors else NO_DOOR)
        elif isinstance(answer.reply, Contacts):
            known = answer.reply.contacts
            self._rows.contacts = {contact_key(each): each for each in known}
            self._rows.kept = max(self._rows.kept, len(known))
        self._view.set_sections(
            [
                Section(DOORS, list(self._rows.doors), row=ROW),
                Section(CONTACTS, list(self._rows.contacts), row=ROW),
            ]
        )
        self._draw()
        self._say_bind()

    def _draw(self) -> None:
        """Show the chosen feed in the chart, the first one until one is chosen."""
        doors = self._rows.doors
        door = doors.get(self._feed) or next(iter(doors.values()), None)
        self._fit()
        contact = self._position.contact
        known = self._rows.tip(contact_key(contact)) if contact else ""
        self._whole.say(known or self._rows.tip(door.name if door else ""))
        if door is not None:
            self._chart.show_feed(
                feed_name(door.name, door.kind), door.history, door.error_history,
                door.rate,
            )  # fmt: skip

    def _fit(self) -> None:
        """Show the chart where there is room for it and a feed to show."""
        roomy = self.width() >= self._position.theme.px(CHART_FROM)
        self._chart.setVisible(roomy and bool(self._rows.doors))

    def _choose(self, key: str) -> None:
        if key in self._rows.doors:
            self._feed = key
        self._position.contact = self._rows.contacts.get(key)
        self._draw()
        self._say_bind()

    def _say_bind(self) -> None:
        contact = self._position.contact
        if contact is None:
            self._bind.setVisible(False)
            self._say(self._said.text())
            return
        allowed = self._position.may(BindContact)
        self._bind.setVisible(True)
        self._bind.setEnabled(allowed)
        self._say("" if allowed else "needs a supervisor")

    def _say(self, words: str) -> None:
        """Say something at the foot, which takes no room while there is nothing."""
        self._said.setText(words)
        self._foot.setVisible(bool(words) or not self._bind.isHidden())

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart goes where it would take the list's room."""
        super().resizeEvent(event)
        self._fit()
