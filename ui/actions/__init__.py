"""Every operator action once, one file a menu; menus, buttons, command bar and help
read this table and know no other.
"""

from ui.actions.table import ACTIONS, BY_NAME, MENUS, find_actions, key_of

__all__ = ["ACTIONS", "BY_NAME", "MENUS", "find_actions", "key_of"]
