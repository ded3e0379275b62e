"""The table of actions: one row an action, one key one meaning."""

from collections import Counter
from typing import get_args

import pytest
from PySide6.QtGui import QKeySequence

from controlroom.domain.commands import AnyAct
from tests.helpers.desk_room import DeskRoom
from ui.actions import ACTIONS, BY_NAME, MENUS, find_actions, key_of
from ui.forms import FORMS


def test_every_key_has_one_meaning() -> None:
    """No key stands in two rows."""
    keys = Counter(QKeySequence(key).toString() for a in ACTIONS for key in a.keys)

    assert [] == [key for key, count in keys.items() if count > 1]


def test_every_key_can_be_pressed() -> None:
    """A key that Qt cannot read would never come."""
    unreadable = [
        key for action in ACTIONS for key in action.keys
        if not QKeySequence(key).toString()
    ]  # fmt: skip

    assert [] == unreadable


def test_names_are_unique_and_menus_exist() -> None:
    """A name is one row, and each row's menu is one of the bar's."""

    assert len(BY_NAME) == len(ACTIONS)
    assert {action.menu for action in ACTIONS} <= set(MENUS)


def test_every_action_can_be_reached() -> None:
    """What has no menu row has a key, and what has no key has a menu row."""

    assert [] == [a.name for a in ACTIONS if not a.in_menu and not a.keys]


def test_every_act_of_an_operator_has_its_action() -> None:
    """Whatever a desk may send is somebody's row; the rest is other rooms' work."""
    others = {
        "Enrol": "administrators, by command line",
        "BindDevice": "administrators, by command line",
        "SetEnabled": "administrators, by command line",
        "EndViewing": "closing the picture",
        "ReadMessage": "reading it in the room panel",
        "AssignUnits": "in the table",
        "ShareIncident": "in the form of partners",
        "TickHandover": "the rows of the handover",
    }
    sent = {action.act.__name__ for action in ACTIONS if action.act is not None}
    missing = {act.__name__ for act in get_args(AnyAct)} - sent - set(others)

    assert set() == missing


def test_every_form_is_opened_by_an_action() -> None:
    """No form without its row."""

    assert set() == {form.name for form in FORMS} - set(BY_NAME)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("stand", "stand_down"), ("gra", "grade"), ("open inc", "new_incident"),
        ("feeds", "doors"), ("close", "close"), ("CLOSE", "close"),
        ("emer", "emergency"), ("map", "map"), ("Queue", "queue"),
    ],
)  # fmt: skip
def test_actions_are_found_by_the_beginnings_of_words(typed: str, first: str) -> None:
    """Typing the beginning of a word finds the row."""

    assert first in [action.name for action in find_actions(typed)][:2]


def test_an_action_typed_whole_comes_first() -> None:
    """Others that begin with the same word stand behind it."""

    assert [[action.name] for action in ACTIONS] == [
        [find_actions(action.words)[0].name] for action in ACTIONS
    ]


@pytest.mark.parametrize("typed", ["", "   ", "zzz", "\x00", "☃"])
def test_what_is_no_action_finds_none(typed: str) -> None:
    """Nothing is guessed."""

    assert [] == find_actions(typed)


def test_a_key_is_read_from_the_table(room: DeskRoom) -> None:
    """Caps show what the table says."""

    assert ("L", "") == (key_of("log"), key_of("reset_layout"))
