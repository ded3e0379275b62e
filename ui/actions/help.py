"""Actions on the help."""

from ui.acting import Action

HELP: tuple[Action, ...] = (
    Action("help", "Help", ("?",), "Help", lambda stage, _key: stage.help("")),
    Action("keys", "All keys", ("Ctrl+?",), "Help",
           lambda stage, _key: stage.help("keys")),
)  # fmt: skip
