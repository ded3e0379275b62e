"""The style sheet for what Qt draws itself: menus, fields, scroll bars, tabs, tips."""

import re

from ui.theme import Theme

_TOKEN = re.compile(r"@(\w+\.\w+)|(\d+(?:\.\d+)?)dp")

_SHEET = """
* { outline: 0; }
QWidget { color: @text.primary; font-family: Inter, "DejaVu Sans", "Segoe UI";
  font-size: 13dp; }
QWidget#window, QMainWindow#room { background: @surface.window; }
QWidget[surface="panel"] { background: @surface.panel; }
QWidget[surface="header"] { background: @surface.header; }
QWidget[surface="raised"] { background: @surface.raised; }

QMenuBar { background: transparent; color: @text.secondary; padding: 0; border: 0; }
QMenuBar::item { background: transparent; padding: 4dp 10dp; border-radius: 3dp; }
QMenuBar::item:selected { background: @surface.pressed; color: @text.primary; }
QMenu { background: @surface.raised; border: 1px solid @border.control;
  padding: 4dp 0; }
QMenu::item { padding: 5dp 28dp 5dp 16dp; color: @text.primary; }
QMenu::item:selected { background: @surface.pressed; }
QMenu::item:disabled { color: @text.disabled; }
QMenu::separator { height: 1px; background: @border.strong; margin: 4dp 0; }

QLineEdit, QPlainTextEdit, QComboBox, QDateTimeEdit { background: @surface.input;
  border: 1px solid @border.control; border-radius: 3dp; padding: 0 8dp;
  color: @text.primary; selection-background-color: @surface.pressed;
  selection-color: @text.primary; }
QLineEdit, QComboBox, QDateTimeEdit { min-height: 26dp; max-height: 26dp; }
QPlainTextEdit { padding: 4dp 4dp; }
QTextEdit { background: @surface.panel; color: @text.secondary; padding: 1px 7dp;
  border: 1px solid @surface.panel; border-top: 1px solid @border.hair;
  selection-background-color: @surface.pressed; selection-color: @text.primary; }
QTextEdit:focus { border: 2px solid @accent.focus; padding: 0 6dp; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateTimeEdit:focus {
  border: 2px solid @accent.focus; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 1px solid @alarm.high; }
QLineEdit:disabled, QComboBox:disabled { color: @text.disabled;
  border-color: @border.strong; }
QComboBox::drop-down { border: 0; width: 24dp; }
QComboBox QAbstractItemView { background: @surface.raised;
  border: 1px solid @border.control; selection-background-color: @surface.pressed;
  selection-color: @text.primary; color: @text.primary; }

QScrollBar:vertical { background: @surface.panel; width: 10dp; margin: 0; }
QScrollBar::handle:vertical { background: @border.strong; min-height: 28dp;
  border-radius: 3dp; margin: 2dp; }
QScrollBar::handle:vertical:hover { background: @border.control; }
QScrollBar:horizontal { background: @surface.panel; height: 10dp; margin: 0; }
QScrollBar::handle:horizontal { background: @border.strong; min-width: 28dp;
  border-radius: 3dp; margin: 2dp; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QToolTip { background: @surface.raised; color: @text.primary;
  border: 1px solid @border.control; padding: 4dp 8dp; }
QMainWindow#room::separator { background: @surface.window; width: 1px; height: 1px; }
QTabBar { background: @surface.window; qproperty-drawBase: 0; }
QTabBar::tab { background: @surface.header; color: @text.secondary;
  padding: 4dp 12dp; border: 0; margin-right: 1px; }
QTabBar::tab:selected { background: @surface.pressed; color: @text.primary; }
QTextBrowser { background: @surface.panel; border: 0; color: @text.secondary;
  selection-background-color: @surface.pressed; }

QFileDialog { background: @surface.panel; }
QFileDialog QListView, QFileDialog QTreeView { background: @surface.input;
  border: 1px solid @border.control; selection-background-color: @surface.pressed;
  selection-color: @text.primary; }
QFileDialog QHeaderView { background: @surface.header; }
QFileDialog QHeaderView::section { background: @surface.header; border: 0;
  color: @text.muted; padding: 4dp 8dp; }
QFileDialog QPushButton, QFileDialog QToolButton { background: @surface.raised;
  border: 1px solid @border.control; border-radius: 3dp; }
QFileDialog QPushButton { min-height: 26dp; padding: 0 16dp; }
QFileDialog QPushButton:hover, QFileDialog QToolButton:hover,
QFileDialog QToolButton:checked { background: @surface.pressed; }
QFileDialog QPushButton:focus { border: 2px solid @accent.focus; }
QFileDialog QPushButton:disabled { color: @text.disabled;
  border-color: @border.strong; }
QFileDialog QToolButton { padding: 4dp; }
"""


def sheet(theme: Theme) -> str:
    """Return the style sheet of a theme at its scale."""

    def fill(match: re.Match[str]) -> str:
        token, length = match.groups()
        return theme.hex(token) if token else f"{theme.px(float(length))}px"

    return _TOKEN.sub(fill, _SHEET)
