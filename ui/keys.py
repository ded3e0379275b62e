"""Turns the table of actions into shortcuts and menus of a window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.acting import Action, Stage, reason
from ui.actions import ACTIONS, BY_NAME, MENUS
from ui.actions.offering import is_offered

Said = Callable[[str], None]


class Keys:
    """Every action of the table as keys and menu rows of one window."""

    def __init__(self, window: QWidget, stage: Stage) -> None:
        self._window = window
        self._stage = stage
        self._made: dict[str, QAction] = {}
        self._menus: list[QMenu] = []
        for action in ACTIONS:
            if len(action.keys) > 2:
                self._make_shortcuts(action, window)
            else:
                self._made[action.name] = self._make(action)

    def join(self, window: QWidget) -> None:
        """Let every key work in a further window too."""
        for made in self._made.values():
            window.addAction(made)
        for action in ACTIONS:
            if action.name not in self._made:
                self._make_shortcuts(action, window)

    def fill_bar(self, bar: QMenuBar) -> None:
        """Put every menu of the table into a menu bar."""
        for title in MENUS:
            menu = bar.addMenu(title)
            self._menus.append(menu)
            self.fill(menu, title)
        self._stage.position.offered.changed.connect(self._show_menus)

    def fill(self, menu: QMenu, title: str) -> None:
        """Put the rows of one menu into a menu; what cannot be done says why."""
        for action in ACTIONS:
            if action.menu == title and action.in_menu and action.name in self._made:
                menu.addAction(self._made[action.name])
        menu.aboutToShow.connect(lambda: self._say_reasons(menu))
        menu.aboutToHide.connect(lambda: self._free(menu))

    def trigger(self, name: str, key: int = 0) -> None:
        """Do an action, or say why it cannot be done now."""
        action = BY_NAME[name]
        why_not = reason(action, self._stage)
        if why_not:
            self._stage.position.said.emit(f"{action.words}: {why_not}.")
        else:
            self._stage.position.struck.emit()
            action.do(self._stage, key)

    def why_not(self, name: str) -> str:
        """Return why an action cannot be done now, or nothing."""
        return reason(BY_NAME[name], self._stage)

    def _make(self, action: Action) -> QAction:
        made = QAction(action.words, self._window)
        made.setObjectName(action.name)
        made.setShortcuts([QKeySequence(key) for key in action.keys])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(False)
        made.triggered.connect(lambda: self.trigger(action.name))
        self._window.addAction(made)
        return made

    def _make_shortcuts(self, action: Action, window: QWidget) -> None:
        """One shortcut a key, so that the action knows which was pressed."""
        for place, key in enumerate(action.keys):
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(
                lambda name=action.name, place=place: self.trigger(name, place)
            )

    def _show_menus(self) -> None:
        """A menu in which nothing is offered to this person is not there."""
        position = self._stage.position
        for menu in self._menus:
            rows = [BY_NAME.get(made.objectName()) for made in menu.actions()]
            some = any(row is not None and is_offered(position, row) for row in rows)
            menu.menuAction().setVisible(some)

    def _say_reasons(self, menu: QMenu) -> None:
        for made in menu.actions():
            action = BY_NAME.get(made.objectName())
            if action is None:
                continue
            made.setVisible(is_offered(self._stage.position, action))
            why_not = reason(action, self._stage)
            made.setEnabled(not why_not)
            made.setText(f"{action.words}   {why_not}" if why_not else action.words)

    def _free(self, menu: QMenu) -> None:
        """A row that is disabled or hidden would swallow its key, which says why."""
        for made in menu.actions():
            action = BY_NAME.get(made.objectName())
            if action is not None:
                made.setVisible(True)
                made.setEnabled(True)
                made.setText(action.words)
