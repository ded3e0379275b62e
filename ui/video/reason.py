"""The question before every picture: which camera, for what, and why; what was typed
is never lost to a key.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from controlroom.domain import cameras
from ui.controls import Field, KeyButton, Words
from ui.dock import TitleBar
from ui.frame import FrameTick
from ui.theme import Theme
from ui.video.sentences import CameraWords

LONGEST = 500
"""Characters of a reason at most."""


class ReasonForm(QWidget):
    """Asks for the reason; `given` carries camera, incident and reason."""

    given = Signal(str, object, str)

    def __init__(self, theme: Theme, frame: FrameTick) -> None:
        super().__init__()
        self._frame = frame
        self._words = CameraWords(frame)
        self._camera_id = ""
        self._incident_id: str | None = None
        self._source = Words(theme, "choose a camera", color="text.muted")
        self._for = Words(theme, "no incident")
        self.field = Field("Why you look", LONGEST)
        self._open = KeyButton(theme, "Open", "Enter", "primary")
        self._note = Words(theme, style="caption", color="text.muted", wrap=True)
        self._fault = Words(theme, color="alarm.high_text", wrap=True)
        self._fault.hide()
        self._lay_out(theme)
        self.field.entered.connect(self._give)
        self.field.textChanged.connect(self._unmark)
        self._open.clicked.connect(self._give)
        self._say()

    @property
    def camera_id(self) -> str:
        """The camera that is asked about; empty for none."""
        return self._camera_id

    @property
    def fault(self) -> str:
        """What stands in the way, in one sentence; empty for nothing."""
        return "" if self._fault.isHidden() else self._fault.text()

    def ask(self, camera_id: str, incident_id: str | None) -> None:
        """Ask why this camera is to be opened, with the keys in the field."""
        self._camera_id = camera_id
        self._incident_id = incident_id
        self.refuse("")
        self._say()
        self.field.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say what stands in the way, or no longer."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def clear(self) -> None:
        """Ask about nothing: it was opened."""
        self._camera_id = ""
        self.field.clear()
        self.refuse("")
        self._say()

    def _say(self) -> None:
        camera = self._words.camera(self._camera_id)
        self._source.setText(self._words.name(self._camera_id) if camera else "none")
        self._source.recolor("text.primary" if camera else "text.muted")
        self._for.setText(self._words.subject(self._incident_id))
        self._open.setEnabled(camera is not None)
        self._note.setText(self._told(self._camera_id))

    def _told(self, camera_id: str) -> str:
        camera = self._words.camera(camera_id)
        if camera is None:
            return "Choose a camera above, or on the map."
        if camera.kind == "fixed":
            return "Everyone sees your name. This is kept."
        wearer = cameras.wearer_of(self._frame.picture, camera)
        who = self._words.bearer(camera)
        verb = "is" if wearer is not None else "are"
        return f"{who[:1].upper()}{who[1:]} {verb} told at once. This is kept."

    def _give(self) -> None:
        reason = " ".join(self.field.text().split())
        if not self._camera_id:
            self.refuse("Choose a camera first.")
        elif not reason:
            self.field.mark_wrong(wrong=True)
            self.refuse("No picture without a reason. Say why you look.")
            self.field.setFocus()
        else:
            self.given.emit(self._camera_id, self._incident_id, reason)

    def _unmark(self) -> None:
        self.field.mark_wrong(wrong=False)
        if self.fault:
            self.refuse("")

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TitleBar(theme, "Open another"))
        grid = QGridLayout()
        pad = theme.px(12)
        grid.setContentsMargins(pad, theme.px(8), pad, theme.px(8))
        grid.setHorizontalSpacing(pad)
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        shown = (("Camera", self._source), ("For", self._for), ("Reason", self.field))
        for row, (label, widget) in enumerate(shown):
            grid.addWidget(Words(theme, label, color="text.muted"), row, 0)
            grid.addWidget(widget, row, 1)
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        line.addWidget(self._open)
        line.addWidget(self._note, 1)
        grid.addLayout(line, 3, 0, 1, 2)
        grid.addWidget(self._fault, 4, 0, 1, 2)
        column.addLayout(grid)
