"""Actions on the desk itself."""

from controlroom.domain import commands as c
from ui.acting import Action
from ui.actions.doing import begin_handover, leave_or_return, open_form
from ui.needs import needs_position

DESK: tuple[Action, ...] = (
    Action("command", "Find, or type a command", ("/", "Ctrl+K"), "Desk",
           lambda stage, _key: stage.open_command()),
    Action("repeat", "The last line of the command bar again", ("Ctrl+.",), "Desk",
           lambda stage, _key: stage.repeat_line(),
           lambda stage: stage.why_not_repeat()),
    Action("undo", "Undo what was sent last", ("Ctrl+Z",), "Desk",
           lambda stage, _key: stage.undo(), lambda stage: stage.why_not_undo(),
           c.Undo),
    Action("position", "Sit down as, and for which sectors", ("Ctrl+Shift+I",), "Desk",
           open_form("position"), act=c.TakePosition),
    Action("away", "Away from the desk, or back", ("Ctrl+Shift+R",), "Desk",
           leave_or_return, needs_position, c.SetAway),
    Action("begin_handover", "Begin the handover", (), "Desk",
           begin_handover, act=c.BeginHandover),
    Action("print_handover", "Save the handover to print", ("Ctrl+Shift+H",), "Desk",
           lambda stage, _key: stage.shift.print(),
           lambda stage: stage.shift.why_not_print(), asks="export_handover"),
    Action("open_saved", "Open what was saved last", ("Ctrl+Shift+X",), "Desk",
           lambda stage, _key: stage.exports.open_last(),
           lambda stage: stage.exports.why_not_open()),
    Action("step_back", "Step back", ("Esc",), "Desk",
           lambda stage, _key: stage.step_back(), in_menu=False),
    Action("leave", "Leave the desk", ("Ctrl+Q",), "Desk",
           lambda stage, _key: stage.leave()),
)  # fmt: skip
