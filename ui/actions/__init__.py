"""Every operator action once, one file a menu: the table that menus, buttons, command bar
and help read.
"""

from ui.actions.table import ACTIONS, BY_NAME, MENUS, find_actions, key_of

__all__ = ["ACTIONS", "BY_NAME", "MENUS", "find_actions", "key_of"]
