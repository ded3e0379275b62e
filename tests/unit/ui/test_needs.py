"""Each precondition has its words, and follows what is selected."""

from controlroom.domain import commands as c
from tests.helpers.window_room import WindowRoom
from ui.acting import reason
from ui.actions import ACTIONS, BY_NAME


def test_what_is_missing_is_said(window_room: WindowRoom) -> None:
    """Each precondition has its words."""
    said = {a.name: reason(a, window_room.stage) for a in ACTIONS}

    assert "needs a selected incident" == said["grade"]
    assert "needs a selected unit" == said["set_state"]
    assert "needs a selected alarm" == said["accept_alarm"]
    assert "no alarm stands" == said["alarms"]
    assert "" == said["new_incident"]


def test_a_resolved_incident_can_be_closed_and_not_graded(
    window_room: WindowRoom,
) -> None:
    """What can be done follows from what the incident is."""
    room = window_room.room
    room.selection.select_incident("inc_4531")
    before = reason(BY_NAME["close"], window_room.stage)
    window_room.fill_and_send("resolve", {})
    after = {n: reason(BY_NAME[n], window_room.stage) for n in ("close", "grade")}

    assert "4531 is open" == before
    assert {"close": "", "grade": "4531 is resolved"} == after


def test_links_and_merges_are_taken_back_where_there_are_some(
    window_room: WindowRoom,
) -> None:
    """The menu says why not, before a form opens about nothing."""
    room = window_room.room
    names = ("unlink", "unmerge")
    unselected = [reason(BY_NAME[name], window_room.stage) for name in names]
    room.selection.select_incident("inc_4531")
    before = [reason(BY_NAME[name], window_room.stage) for name in names]
    room.other(c.LinkIncidents(incident_id="inc_4531", other_id="inc_4521"))
    room.other(c.MergeIncidents(incident_id="inc_4531", duplicate_id="inc_4521"))
    after = [reason(BY_NAME[name], window_room.stage) for name in names]

    assert ["needs a selected incident"] * 2 == unselected
    assert ["nothing is linked", "nothing was merged"] == before
    assert ["", ""] == after
