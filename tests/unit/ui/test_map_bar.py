"""The tools over a map: each is an action of the table."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.helpers.desk_room import DeskRoom
from ui.actions import BY_NAME
from ui.map_bar import MAIN_TOOLS, WINDOW_TOOLS, MapBar, Tools


@pytest.mark.parametrize("tools", [MAIN_TOOLS, WINDOW_TOOLS])
def test_each_tool_does_its_action(room: DeskRoom, tools: Tools) -> None:
    """As if its key had been pressed, and none without a row in the table."""
    bar = MapBar(room.position, "Map", tools)
    for button in bar.findChildren(QAbstractButton):
        button.click()

    assert [action for _, _, action in tools] == room.done
    assert set(room.done) <= set(BY_NAME)
