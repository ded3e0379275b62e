"""Actions on the desk itself."""

from controlroom.domain import commands as c
from ui.acting import Action

DESK: tuple[Action, ...] = (
    Action("command", "Find, or type a command", ("/", "Ctrl+K"), "Desk",
           lambda stage, _key: stage.open_command()),
    Action("repeat", "The last line of the command bar again", ("Ctrl+.",), "Desk",
           lambda stage, _key: stage.repeat_line(),
           lambda stage: stage.why_not_repeat()),
    Action("undo", "Undo what was sent last", ("Ctrl+Z",), "Desk",
           lambda stage, _key: stage.undo(), lambda stage: stage.why_not_undo(),
           c.Undo),
    Action("step_back", "Step back", ("Esc",), "Desk",
           lambda stage, _key: stage.step_back(), in_menu=False),
    Action("leave", "Leave the desk", ("Ctrl+Q",), "Desk",
           lambda stage, _key: stage.leave()),
)  # fmt: skip
