"""Which actions a person is offered at all; a control that can never work is not shown.

The other question, whether an action can be done now, is `ui.acting.reason`.
"""

from ui.acting import Action
from ui.actions.table import ACTIONS, BY_NAME
from ui.position import Position

Hints = tuple[tuple[str, str], ...]
"""Keys and what each does, as an empty panel offers them."""

_BY_KEY = {key: action for action in ACTIONS for key in action.keys}


def is_offered(position: Position, action: Action | str) -> bool:
    """Return whether a person is ever offered an action, given itself or by name."""
    row = BY_NAME[action] if isinstance(action, str) else action
    if not row.partners and position.offered.is_partner:
        return False
    if row.asks and not position.offered.ever_asks(row.asks):
        return False
    acts = [each for each in (row.act, row.instead) if each is not None]
    return not acts or any(position.offered.ever(each) for each in acts)


def hints_offered(position: Position, hints: Hints) -> Hints:
    """Return the hints of an empty panel whose key does something for this person."""
    return tuple(
        (key, words)
        for key, words in hints
        if key not in _BY_KEY or is_offered(position, _BY_KEY[key])
    )
