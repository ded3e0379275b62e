"""Given, When and Then at further windows: hands and eyes of others in the room.

What a window says is all of it: what is painted, what stands in its fields and labels,
what a pointer or a screen reader would be told, and the card of the map.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytest_bdd import given, parsers, then, when
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.feature_room import FeatureRoom
from tests.helpers.operator import Operator, read
from ui.actions import BY_NAME
from ui.controls import KeyButton
from ui.find import ACTION

Windows = dict[str, Operator]
FORBIDDEN = "not as "


@pytest.fixture
def windows(desk: FeatureRoom) -> Iterator[Windows]:
    """Further windows of a scenario, by who sits there; they close with it."""
    opened: Windows = {}
    yield opened
    for operator in opened.values():
        operator.leave()
    desk.operator.window.activateWindow()


@given(parsers.re(r"(?P<who>[A-Z]\w+) sits at the window of partner (?P<code>\w+)"))
@when(parsers.re(r"(?P<who>[A-Z]\w+) sits down at the window of partner (?P<code>\w+)"))
def open_partner(
    desk: FeatureRoom, windows: Windows, qtbot: QtBot, tmp_path: Path, who: str,
    code: str,
) -> None:  # fmt: skip
    """A desk with a screen, of another service."""
    operator = Operator(desk.room, qtbot, tmp_path, who, "partner", partner=code)
    windows[who] = operator
    operator.sit()


@given(parsers.re(r"(?P<who>[A-Z]\w+) sits at a window as (?P<role>\w+)"))
def open_window(
    desk: FeatureRoom, windows: Windows, qtbot: QtBot, tmp_path: Path, who: str,
    role: str,
) -> None:  # fmt: skip
    """A desk with a screen, of the force."""
    windows[who] = Operator(desk.room, qtbot, tmp_path, who, role)
    windows[who].sit()


@when(parsers.re(r'Ben shares "(?P<name>\w+)" with (?P<code>\w+)'))
def share(desk: FeatureRoom, name: str, code: str) -> None:
    """The colleague shares it."""
    desk.do(c.ShareIncident(incident_id=desk.names[name], partner=code, shared=True))


@when(parsers.re(r'Ben tells (?P<code>\w+) "(?P<text>[^"]+)" about "(?P<name>\w+)"'))
def tell(desk: FeatureRoom, code: str, text: str, name: str) -> None:
    """The colleague writes to a partner."""
    desk.do(c.TellPartner(incident_id=desk.names[name], partner=code, text=text))


@when(parsers.re(r'(?P<who>Fay|Olga) clicks "(?P<name>\w+)" in the queue'))
def click(desk: FeatureRoom, windows: Windows, who: str, name: str) -> None:
    """The row is there by then; the map has come to rest after."""
    operator, key = windows[who], desk.names[name]
    view = operator.window.queue.view
    operator.until(lambda: view.row_rect(key) is not None)
    operator.click_row(view, key)
    operator.until(lambda: operator.app.selection.incident_id == key)


@when(parsers.re(r'(?P<who>Fay|Olga) presses "(?P<keys>[^"]+)"'))
def press(windows: Windows, who: str, keys: str) -> None:
    """Keys of the window, with the command bar put away."""
    operator = windows[who]
    operator.app.stage.command.close_bar()
    operator.press(*keys.split())


@when(parsers.re(r'(?P<who>Fay|Olga) types "(?P<text>[^"]+)"'))
def type_text(windows: Windows, who: str, text: str) -> None:
    """Letter by letter."""
    windows[who].type(text)


@when(parsers.re(r'(?P<who>Fay|Olga) (?P<how>enters|looks for) "(?P<line>[^"]+)"'
                 r" in the command bar"))  # fmt: skip
def enter(desk: FeatureRoom, windows: Windows, who: str, how: str, line: str) -> None:
    """Slash and the line; Enter only where it is entered."""
    operator = windows[who]
    operator.app.stage.command.close_bar()
    operator.press("/")
    operator.type(desk.real(line))
    if how == "enters":
        operator.press("Return")


@then(parsers.re(r'(?P<who>Fay|Olga)\'s window says "(?P<text>[^"]+)"'))
def says(desk: FeatureRoom, windows: Windows, who: str, text: str) -> None:
    """Somewhere in it."""
    desk.until(lambda: text in _all(windows[who]), lambda: _all(windows[who]))


@then(
    parsers.re(
        r'nothing in (?P<who>Fay|Olga)\'s window says "(?P<one>[^"]+)", '
        r'"(?P<two>[^"]+)", "(?P<three>[^"]+)" or "(?P<four>[^"]+)"'
    )
)
def says_not(
    desk: FeatureRoom, windows: Windows, who: str, one: str, two: str, three: str,
    four: str,
) -> None:  # fmt: skip
    """Nowhere, once the window stands where the room does."""
    operator, seq = windows[who], desk.operator.picture.seq
    operator.until(lambda: operator.picture.seq >= seq)
    whole = _all(operator)

    assert [] == [text for text in (one, two, three, four) if text in whole]


@then(parsers.re(r'(?P<who>Fay|Olga)\'s menus are "(?P<names>[^"]+)"'))
def menus_are(windows: Windows, who: str, names: str) -> None:
    """A menu in which nothing is offered is not there."""
    bar = windows[who].window.menus

    assert names == ", ".join(x.text() for x in bar.actions() if x.isVisible())


@then(parsers.re(r"(?P<who>Fay|Olga)'s menus offer nothing that a role forbids"))
def menus_offer(windows: Windows, who: str) -> None:
    """No row of a menu that opens says that it is not for this role."""
    rows = [row for menu in _menus(windows[who]) for row in _rows(menu)]

    assert rows
    assert [] == [row for row in rows if FORBIDDEN in row]


@then(parsers.re(r"(?P<who>Fay|Olga)'s window has no button"))
def no_button(windows: Windows, who: str) -> None:
    """None that sends something: whoever only reads puts sentences away."""
    window = windows[who].window
    shown = [x.text() for x in window.findChildren(KeyButton) if x.isVisible()]
    sending = {text for text in shown if not text.startswith("Order changed")}

    assert set() == sending - {"Close"}


@then(
    parsers.re(
        r"(?P<who>Fay|Olga)'s command bar finds \"(?P<one>[^\"]+)\""
        r" and not \"(?P<other>[^\"]+)\""
    )
)
def bar_finds(
    desk: FeatureRoom, windows: Windows, who: str, one: str, other: str
) -> None:
    """As its rows are painted."""
    desk.until(lambda: one in _bar(windows[who]), lambda: _bar(windows[who]))

    assert other not in _bar(windows[who])


@then(parsers.re(r"(?P<who>Fay|Olga)'s command bar finds nothing that a role forbids"))
def bar_offers(windows: Windows, who: str) -> None:
    """No action that this person could never do is among what is found."""
    operator = windows[who]
    bar, keys = operator.app.stage.command, operator.app.stage.keys
    found = [hit.key for hit in bar._hits.values() if hit.kind == ACTION]

    assert set(found) <= set(BY_NAME)
    assert [] == [key for key in found if keys.why_not(key).startswith(FORBIDDEN)]


@then(parsers.re(r"(?P<who>Fay|Olga) has saved nothing"))
def saved_nothing(windows: Windows, who: str) -> None:
    """No page and no print left this desk."""
    folder = windows[who].app.options.exports

    assert folder is not None
    assert not folder.exists() or not any(folder.iterdir())


def _bar(operator: Operator) -> str:
    bar = operator.app.stage.command
    return " ".join([*read(bar._view.viewport()), *read(bar)])


def _menus(operator: Operator) -> list[QMenu]:
    tops = [x for x in operator.window.menus.actions() if x.isVisible()]
    return [menu for top in tops if isinstance(menu := top.menu(), QMenu)]


def _rows(menu: QMenu) -> list[str]:
    """Return what the rows of a menu say while it is open."""
    menu.aboutToShow.emit()
    rows = [row.text() for row in menu.actions() if row.isVisible()]
    menu.aboutToHide.emit()
    return rows


def _all(operator: Operator) -> str:
    """Return everything that a window says, seen or told."""
    windows: list[QWidget] = operator.window.windows()
    said = [text for window in windows for text in read(window)]
    for window in windows:
        for widget in (window, *window.findChildren(QWidget)):
            if widget.isVisible():
                said += [widget.toolTip(), widget.accessibleName(), _words(widget)]
    said.append(operator.card())
    return " ".join(text for text in said if text)


def _words(widget: QWidget) -> str:
    match widget:
        case QLabel():
            return widget.text()
        case QLineEdit():
            return f"{widget.text()} {widget.placeholderText()}"
        case QPlainTextEdit():
            return widget.toPlainText()
        case _:
            return ""
