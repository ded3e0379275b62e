"""A unit came free that has an incident next."""

import pytest
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.panels.ready import ReadyBar

PAIR = ("unit_cn21", "inc_4531")


@pytest.fixture
def bar(qtbot: QtBot, room: DeskRoom) -> ReadyBar:
    """CN21 is on 4521 and has 4531 next."""
    made = ReadyBar(room.position)
    made.resize(512, 60)
    qtbot.addWidget(made)
    room.other(c.PreAssign(incident_id="inc_4531", unit_id="unit_cn21"))
    return made


def _free(room: DeskRoom) -> None:
    room.other(c.StandDown(incident_id="inc_4521", unit_id="unit_cn21"))
    room.other(c.SetUnitState(unit_id="unit_cn21", state=2))


def _pair(bar: ReadyBar) -> tuple[str, str] | None:
    if bar.pair is None:
        return None
    return bar.pair[0].unit_id, bar.pair[1].incident_id


def test_a_busy_unit_is_no_news(bar: ReadyBar) -> None:
    """The promise is kept later."""

    assert (None, True) == (bar.pair, bar.isHidden())


def test_a_free_unit_is_said_until_somebody_sends_it(
    bar: ReadyBar, room: DeskRoom
) -> None:
    """With what it has next; gone once it is assigned, by whomever."""
    _free(room)

    assert PAIR == _pair(bar)
    assert bar.accessibleName().startswith("CN21 is free. 4531 ")
    bar.pressed.emit()
    assert ["pre_assign"] == room.done
    room.other(c.AssignUnits(incident_id="inc_4531", unit_ids=("unit_cn21",)))
    assert (None, True) == (bar.pair, bar.isHidden())


def test_what_waits_is_said_again_after_more_work(
    bar: ReadyBar, room: DeskRoom
) -> None:
    """Esc lets it wait, for as long as the unit stays free."""
    _free(room)
    let_go = (bar.let_go(), bar.let_go())

    assert (True, False) == let_go
    assert None is bar.pair
    room.other(c.SetUnitState(unit_id="unit_cn21", state=9))
    room.other(c.SetUnitState(unit_id="unit_cn21", state=2))
    assert PAIR == _pair(bar)


def test_other_sectors_are_not_mine(bar: ReadyBar, room: DeskRoom) -> None:
    """A desk is told about what it looks after."""
    room.position.choose_sectors(frozenset({"Nowhere"}))
    _free(room)

    assert None is bar.pair
