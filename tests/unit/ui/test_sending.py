"""Keys and drags that send: the run card, what is next, what is kept."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.panels.assign import AssignPanel
from ui.panels.ready import ReadyBar
from ui.sending import Sending
from ui.travel import Travel


class Desk:
    """The list, the bar and what keys do with them, for 4521."""

    def __init__(self, qtbot: QtBot, room: DeskRoom) -> None:
        self.room = room
        self.assign = AssignPanel(room.position, Travel())
        self.ready = ReadyBar(room.position)
        for widget in (self.assign, self.ready):
            qtbot.addWidget(widget)
        self.sending = Sending(room.position, self.assign, self.ready)
        self.select("inc_4521")

    def select(self, incident_id: str) -> None:
        """Select an incident."""
        self.room.selection.select_incident(incident_id)
        self.assign.show_incident(self.room.position.incident, anew=True)


@pytest.fixture
def desk(qtbot: QtBot, room: DeskRoom) -> Desk:
    """A desk that looks at 4521, a robbery."""
    return Desk(qtbot, room)


def test_the_run_card_chooses_and_sends_nobody(desk: Desk) -> None:
    """Who is chosen is of use, has a row, and waits for Enter."""
    desk.sending.fill_card()
    picks = desk.assign.picks

    assert "" == desk.sending.why_not_fill()
    assert len(picks) > 0
    assert not [a for a in desk.room.acts if isinstance(a, c.AssignUnits)]
    rows = {key for each in desk.assign.view.sections for key in each.keys}
    assert set(picks) <= rows
    desk.sending.fill_card()
    assert picks == desk.assign.picks
    assert desk.room.said


def test_a_type_without_a_card_says_so(desk: Desk, room: DeskRoom) -> None:
    """The key says why it does nothing."""
    desk.select("inc_4530")

    assert "there is no run card for this type" == desk.sending.why_not_fill()
    room.selection.select_unit(None)
    room.selection.select_incident(None)
    assert "needs a selected incident" == desk.sending.why_not_fill()


def test_a_busy_unit_gets_it_next(desk: Desk, room: DeskRoom) -> None:
    """The selected unit that is on other work; when it comes free, the key sends it."""
    room.selection.select_unit("unit_hb12")
    before = desk.sending.why_not_pre_assign()
    desk.sending.pre_assign()
    room.turn()

    assert "" == before
    assert [c.PreAssign(incident_id="inc_4521", unit_id="unit_hb12")] == room.acts
    assert ("inc_4521",) == room.frame.picture.units["unit_hb12"].next_ids
    room.other(c.StandDown(incident_id="inc_4530", unit_id="unit_hb12"))
    room.other(c.SetUnitState(unit_id="unit_hb12", state=2))
    room.selection.select_unit(None)
    room.selection.select_incident(None)
    desk.sending.pre_assign()
    assert (
        c.AssignUnits(incident_id="inc_4521", unit_ids=("unit_hb12",)) == room.acts[-1]
    )


def test_nothing_is_next_without_unit_and_incident(desk: Desk, room: DeskRoom) -> None:
    """The reason is said."""

    assert "needs a chosen or selected unit" == desk.sending.why_not_pre_assign()
    room.selection.select_unit(None)
    room.selection.select_incident(None)
    assert "needs an open incident" == desk.sending.why_not_pre_assign()
    desk.sending.pre_assign()
    assert [] == room.acts


def test_keeping_takes_another_as_well(desk: Desk, room: DeskRoom) -> None:
    """Chosen, committed, kept on both."""
    desk.assign.choose(("unit_hb12",))
    before = desk.sending.why_not_also()
    desk.sending.assign_also()
    act = room.acts[-1]

    assert "" == before
    assert isinstance(act, c.AssignUnits)
    assert (True, False) == (act.keep, act.divert)
    assert desk.sending.why_not_also()


def test_a_drop_says_what_it_does_and_does_it(desk: Desk, room: DeskRoom) -> None:
    """A committed unit leaves; the words are those of the command bar."""
    said = desk.sending.dropped(("unit_hb12",), "inc_4521")
    desk.sending.drop(("unit_hb12",), "inc_4521")
    act = room.acts[-1]

    assert "HB12, en route (5), leaves CAD 4530 for CAD 4521." == said[0]
    assert isinstance(act, c.AssignUnits)
    assert act.divert
    desk.sending.drop(("unit_hb12",), "inc_gone")
    assert act is room.acts[-1]


def test_an_observer_drops_nothing(qtbot: QtBot) -> None:
    """The role is asked before anything is sent."""
    desk = Desk(qtbot, DeskRoom(role="observer").connect())
    desk.sending.drop(("unit_hb12",), "inc_4521")

    assert [] == desk.room.acts
    assert ["Not as observer."] == desk.room.said


def test_who_can_be_stood_down_or_overruled(desk: Desk, room: DeskRoom) -> None:
    """Nobody on it, nobody held: the reason is said."""

    assert "" == desk.sending.why_not_all_down()
    assert "nobody chosen is held by the rule" == desk.sending.why_not_override()
    room.other(c.StandDownAll(incident_id="inc_4521"))
    assert "no unit is on 4521" == desk.sending.why_not_all_down()
