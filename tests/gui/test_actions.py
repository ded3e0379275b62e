"""The table of actions at a real window: by key, by menu, by command bar."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from controlroom.domain import commands as c
from tests.gui.conftest import Sit
from tests.helpers.live_room import LiveRoom
from tests.helpers.operator import Operator, read
from ui.acting import Action
from ui.actions import ACTIONS, BY_NAME, MENUS
from ui.dock import Tool

IN_MENUS = [action for action in ACTIONS if action.in_menu]
KEYED = [action for action in ACTIONS if action.keys]


@pytest.fixture
def room(shared_room: LiveRoom) -> LiveRoom:
    """The same for all: only keys are pressed here."""
    return shared_room


@pytest.fixture
def operator(room: LiveRoom, sit: Sit) -> Operator:
    """Sue, a supervisor: the one role that every action is offered to."""
    return sit(room, "Sue", role="supervisor")


@pytest.fixture
def done(operator: Operator) -> list[tuple[str, int]]:
    """What was triggered, by name and key; kept and not carried out."""
    said: list[tuple[str, int]] = []
    operator.app.stage.keys.trigger = (  # type: ignore[method-assign]  # only listens
        lambda name, key=0: said.append((name, key))
    )
    return said


def test_no_key_means_two_things() -> None:
    """Every key stands once in the table, however it is written."""
    keys = [QKeySequence(key).toString() for action in ACTIONS for key in action.keys]

    assert "" not in keys, "a key that Qt does not know"
    assert len(keys) == len(set(keys))


FOCUS: dict[str, Callable[[Operator], QWidget]] = {
    "map": lambda operator: operator.window.map,
    "queue": lambda operator: operator.window.queue.view,
    "units": lambda operator: operator.window.units.view,
    "log": lambda operator: operator.window.incident.log,
}


@pytest.mark.parametrize("place", FOCUS)
def test_every_key_does_its_action(
    operator: Operator, done: list[tuple[str, int]], place: str
) -> None:
    """Wherever the focus is among lists and map, a key is the same action; but among
    the units digits are radio states.
    """
    FOCUS[place](operator).setFocus()
    for action in KEYED:
        for number, key in enumerate(action.keys):
            done.clear()
            operator.press(key)
            expected = number if len(action.keys) > 2 else 0
            states = place == "units" and action.name == "pick"

            assert ([] if states else [(action.name, expected)]) == done, (
                f"{key} in {place}"
            )


def test_keys_work_in_a_panel_on_another_screen(
    operator: Operator, done: list[tuple[str, int]]
) -> None:
    """A panel that was torn off is a window of its own; its keys are the desk's."""
    units = operator.window.units
    operator.click(units.bar.findChildren(Tool)[-1])
    operator.until(lambda: units.isFloating() and units.isVisible())
    units.activateWindow()
    units.view.setFocus()
    operator.until(units.isActiveWindow)
    for key, name in (("N", "new_incident"), ("/", "command"), ("F1", "alarms")):
        done.clear()
        operator.press(key)

        assert [(name, 0)] == done


def test_every_action_is_found_by_its_words(
    operator: Operator, done: list[tuple[str, int]]
) -> None:
    """Typed into the command bar, the words of an action find it first of all acts."""
    command = operator.app.stage.command
    for action in ACTIONS:
        operator.app.stage.open_command()
        operator.paste(action.words)
        names = [hit.key for hit in command._hits.values() if hit.kind == "action"]

        assert action.name == names[0], action.words
        operator.press("Esc")


def test_every_action_is_done_from_the_bar(
    operator: Operator, done: list[tuple[str, int]]
) -> None:
    """Its words and Enter do it; what cannot be done now says why, and Enter waits."""
    command, stage = operator.app.stage.command, operator.app.stage
    for action in ACTIONS:
        done.clear()
        stage.open_command()
        operator.paste(action.words)
        wanted = [each for each in command._hits if f":{action.name}:" in each]
        command._view.set_current(wanted[0])
        operator.press("Return")
        why_not = stage.keys.why_not(action.name)

        assert ([] if why_not else [(action.name, 0)]) == done, action.name
        assert bool(why_not) == command.isVisible()
        operator.press(*(["Esc"] if why_not else []))


NO_MENU_ROW = {
    "alarms": "the tiles of the strip are what is clicked, each with its key",
    "pick": "the rows of the list are what is clicked, each with its key",
    "step_back": "opening a menu and leaving it is a step back already",
}
"""Actions that no menu has, and why."""
NO_KEY = {
    "withdraw_transfer": "one that was offered by mistake, from the menu or the bar",
    "decline_transfer": "asks for a reason, and is seldom the answer",
    "draw": "the form opens by itself when something is drawn",
    "motion": "set once for a person, kept with the layout",
    "reset_layout": "seldom wanted, and never by mistake",
    "assign_also": "seldom wanted; its button and the word also are there",
    "override_divert": "against the rule is never one key away",
    "state_now": "its keys are the digits themselves, where the focus is on a unit",
    "book_off": "the key of booking on does both; the row is for menu and bar",
    "keep_promise": "the list of what is promised asks for it in its row",
    "begin_handover": "its button stands in the panel that one key opens",
}
"""Actions without a key of their own, and why; the bar reaches them by keyboard."""


def test_every_action_is_in_a_menu_and_has_a_key() -> None:
    """What is not says why here, and nothing stands here that needs no reason."""
    menuless = {action.name for action in ACTIONS if not action.in_menu}
    keyless = {action.name for action in ACTIONS if not action.keys}

    assert menuless == set(NO_MENU_ROW)
    assert keyless == set(NO_KEY)


def test_the_bar_says_the_key_or_why_not(operator: Operator) -> None:
    """An action found says its key, or why it cannot be done now; then Enter waits."""
    command = operator.app.stage.command
    operator.press("/")
    operator.type("resolve")
    said = read(command._view.viewport())

    assert "V" in said
    assert "needs a selected incident" in said

    operator.press("Return")

    assert command.isVisible()
    assert "" == operator.form()


def test_every_menu_row_is_there_with_its_key(operator: Operator) -> None:
    """Menus are the table: the same words in the same order, each with its keys."""
    bar = operator.window.menus

    assert list(MENUS) == [each.text() for each in bar.actions()]
    for top in bar.actions():
        menu = _menu(top.menu())
        rows = [action for action in IN_MENUS if action.menu == top.text()]

        assert [action.words for action in rows] == [r.text() for r in menu.actions()]
        for action, row in zip(rows, menu.actions(), strict=True):
            expected = [QKeySequence(key) for key in action.keys]

            assert expected == row.shortcuts()


def _menu(found: object) -> QMenu:
    assert isinstance(found, QMenu)
    return found


@pytest.mark.parametrize("title", MENUS)
def test_a_menu_says_why_not_and_does_what_it_can(
    operator: Operator, done: list[tuple[str, int]], title: str
) -> None:
    """With nothing selected: a row that cannot be done is grey and says why, each other
    does its action when it is clicked.
    """
    rows = [action for action in IN_MENUS if action.menu == title]
    for place, action in enumerate(rows):
        menu = operator.open_menu(title)
        row = menu.actions()[place]
        why_not = operator.app.stage.keys.why_not(action.name)

        assert row.isEnabled() == (not why_not), action.name
        assert (
            f"{action.words}   {why_not}" if why_not else action.words
        ) == row.text()
        done.clear()
        operator.click(menu, menu.actionGeometry(row).center())

        assert ([] if why_not else [(action.name, 0)]) == done
        operator.close_menu(menu)
        done.clear()
        if action.keys:
            operator.press(action.keys[0])

            assert [(action.name, 0)] == done, "its key works on, if only to say why"


@pytest.mark.parametrize("role", ["dispatcher", "observer"])
def test_a_key_that_can_do_nothing_says_why(
    room: LiveRoom, sit: Sit, role: str
) -> None:
    """No control does nothing in silence: the reason stands where the hand works."""
    operator = sit(room, role.capitalize(), role=role)
    waiting = [
        action for action in KEYED if operator.app.stage.keys.why_not(action.name)
    ]

    assert len(waiting) > 10
    for action in waiting:
        operator.press(action.keys[0])
        why_not = operator.app.stage.keys.why_not(action.name)

        assert f"{action.words}: {why_not}." == operator.notice()
        assert "" == operator.form()


def test_an_observer_changes_nothing(room: LiveRoom, sit: Sit) -> None:
    """Every action that sends something is closed to who may only look.

    Where they sit themselves, and that they are away, is theirs to say.
    """
    operator = sit(room, "Olga", role="observer")
    theirs = {c.TakePosition, c.SetAway}
    sending = [each for each in ACTIONS if each.act not in {None, *theirs}]
    reasons = {operator.app.stage.keys.why_not(each.name) for each in sending}

    assert {"not as observer"} == reasons


def test_the_help_lists_every_key(operator: Operator) -> None:
    """One page has them all, read from the same table."""
    operator.press("Ctrl+?")
    operator.until(operator.window.help.isVisible)
    text = operator.window.help._text.toPlainText()
    missing = [action.words for action in KEYED if action.words not in text]

    assert [] == missing


def _reached(action: Action) -> bool:
    return action.in_menu or bool(action.keys)


def test_nothing_in_the_table_is_out_of_reach() -> None:
    """A row without key and menu could not be found by anybody."""

    assert [] == [name for name, action in BY_NAME.items() if not _reached(action)]
