"""A whole window in a room made by hand, with the real rules behind it."""

from controlroom.domain.entities import Role
from controlroom.domain.errors import Refused
from tests.helpers.desk_room import DeskRoom
from ui.asking import Ask
from ui.cameras import Cameras
from ui.controls import TextField
from ui.exports import Exports
from ui.panels.form_fields import Choice
from ui.stage import DeskStage
from ui.window import Window


class _Link:
    """A link for the video window that is down."""

    def ask(self, question: object, _page: str = "") -> str:
        """Refuse, as a link that is down does."""
        raise Refused("no_link", f"No link, so {type(question).__name__} waits.")


class WindowRoom:
    """The window of a dispatcher and what stands behind it."""

    def __init__(self, room: DeskRoom, ask: Ask | None = None) -> None:
        self.room = room
        self.window = Window(room.position, ask or room.ask, "desk 4")
        self.cameras = Cameras(room.position, _Link(), "http://127.0.0.1:1")
        exports = Exports(room.position, self.window.asking)
        self.window.closing.connect(exports.shut)
        self.stage = DeskStage(self.window, self.cameras, exports)
        self.window.resize(1920, 1080)

    def open(self) -> "WindowRoom":
        """Show the window and link."""
        self.window.show()
        self.window.map.setFocus()
        self.room.connect()
        return self

    def become(self, role: Role | str) -> None:
        """Let the gateway say that another role is at this desk."""
        self.room.scene.role = role  # type: ignore[assignment]  # unknown ones too
        self.room.scene.facts = []
        welcome = self.room.frame.welcome
        assert welcome is not None
        changes = {**{f: getattr(welcome, f) for f in welcome.__struct_fields__}}
        self.room.frame.welcome = type(welcome)(**{**changes, "role": role})

    def fill(self, values: dict[str, str]) -> None:
        """Put texts into the open form."""
        inputs = self.window.incident.form.page.inputs
        for name, text in values.items():
            field = inputs[name]
            if isinstance(field, Choice):
                field.setEditText(text)
            elif isinstance(field, TextField):
                field.setPlainText(text)
            else:
                field.setText(text)

    def fill_and_send(self, name: str, values: dict[str, str]) -> None:
        """Open a form by its action, fill it, send it, let the answer come."""
        self.stage.keys.trigger(name)
        self.fill(values)
        self.window.incident.form.send()
        self.room.turn()
