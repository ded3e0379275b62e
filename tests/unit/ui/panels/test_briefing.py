"""What was sent to a unit, shown."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.panels.briefing import BriefingPanel


@pytest.fixture
def panel(qtbot: QtBot, room: DeskRoom) -> BriefingPanel:
    """The dock, with HB14 sent to 4521 just now."""
    made = BriefingPanel(room.position)
    qtbot.addWidget(made)
    made.resize(512, 400)
    made.show()
    hostile = "<img src=x> <b>bold</b>"
    room.other(c.AddLogEntry(incident_id="inc_4521", text=hostile))
    room.other(c.AssignUnits(incident_id="inc_4521", unit_ids=("unit_hb14",)))
    return made


def test_it_shows_what_the_selected_unit_was_sent(
    panel: BriefingPanel, room: DeskRoom
) -> None:
    """What, where, hazards, related, cameras, log; text as it was typed."""
    before = panel.words
    room.selection.select_unit("unit_hb14")
    said = panel.words

    assert "" == before
    assert "Foundry Lane at Mill Street, TQ " in said
    for head in ("Hazards and markers near", "Incidents near or linked", "Log"):
        assert head in said
    assert "<img src=x> <b>bold</b>" in said
    assert "No device of it can acknowledge." in said


def test_a_unit_that_was_sent_nothing_says_so(
    panel: BriefingPanel, room: DeskRoom
) -> None:
    """Empty, and empty again once it is stood down."""
    room.selection.select_unit("unit_hb17")

    assert "" == panel.words
    room.selection.select_unit("unit_hb14")
    before = panel.words
    room.other(c.StandDown(incident_id="inc_4521", unit_id="unit_hb14"))
    assert before
    assert "" == panel.words


def test_it_follows_the_theme(panel: BriefingPanel, room: DeskRoom) -> None:
    """Written anew in the colours and the size of the desk."""
    room.selection.select_unit("unit_hb14")
    before = panel.words
    room.theme.switch("light")
    room.theme.rescale(1.5)
    panel.focus_body()

    assert before == panel.words
