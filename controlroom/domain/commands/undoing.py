"""Taking back what was done a moment ago."""

from controlroom.domain.commands.base import Act


class Undo(Act, frozen=True, kw_only=True, tag="undo"):
    """Take back what a command of the same person did."""

    command_id: str


UndoingAct = Undo
