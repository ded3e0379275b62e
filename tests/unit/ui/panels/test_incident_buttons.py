"""The buttons of what an incident is."""

from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.panels.incident_buttons import IncidentButtons


def test_a_merged_incident_offers_its_way_back(qtbot: QtBot, room: DeskRoom) -> None:
    """Not closing, not reopening: those are the other one's."""
    made = IncidentButtons(room.position)
    qtbot.addWidget(made)
    room.other(c.MergeIncidents(incident_id="inc_4531", duplicate_id="inc_4521"))
    made.show_incident(room.frame.picture.incidents["inc_4521"])
    made.unmerge.click()

    assert not made.unmerge.isHidden()
    assert made.reopen.isHidden()
    assert made.close_it.isHidden()
    assert made.alarm_row.isHidden()
    assert ["unmerge"] == room.done


def test_an_open_incident_needs_no_row(qtbot: QtBot, room: DeskRoom) -> None:
    """Its buttons are those of the assignment."""
    made = IncidentButtons(room.position)
    qtbot.addWidget(made)
    made.show_incident(room.frame.picture.incidents["inc_4521"])

    assert made.status_row.isHidden()
    assert made.alarm_row.isHidden()
