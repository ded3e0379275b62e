"""Sending units from the list."""

from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from controlroom.domain import commands as c
from controlroom.domain.entities import Role
from tests.helpers.desk_room import DeskRoom, canvas
from ui.paint import Ink
from ui.panels.assign import AssignPanel
from ui.panels.assign_rows import AGAINST, OFFERED, SENT, AssignRows, Proposal
from ui.travel import Travel


@pytest.fixture
def assign(qtbot: QtBot, room: DeskRoom) -> AssignPanel:
    """The list for 4521, shown."""
    made = AssignPanel(room.position, Travel())
    qtbot.addWidget(made)
    made.resize(512, 400)
    made.show()
    room.selection.select_incident("inc_4521")
    made.show_incident(room.position.incident, anew=True)
    return made


def _rows(assign: AssignPanel, section: str) -> list[str]:
    for each in assign.view.sections:
        if each.key == section:
            return each.keys
    return []


def test_the_list_says_who_is_sent_who_can_go_and_why_not(assign: AssignPanel) -> None:
    """Three parts; nobody stands in two of them."""
    sent, offered, against = (_rows(assign, key) for key in (SENT, OFFERED, AGAINST))

    assert ["unit_cn21"] == sent
    assert 4 == len(offered)
    assert len(against) > 0
    assert set() == set(sent) & set(offered) | set(offered) & set(against)


def test_with_nobody_to_send_it_says_so(qtbot: QtBot, quiet_room: DeskRoom) -> None:
    """No list, no number to choose by."""
    made = AssignPanel(quiet_room.position, Travel())
    qtbot.addWidget(made)
    quiet_room.scene.incident(4531, "INT", "44 Albion Street", 70)
    quiet_room.turn()
    quiet_room.selection.select_incident("inc_4531")
    made.show_incident(quiet_room.position.incident, anew=True)

    assert "no unit on duty can go" == made._hint.text()


def test_who_walks_is_told_no_time_by_road(
    assign: AssignPanel, room: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those on their way who drives has a car's time, who walks their own."""
    room.other(c.AssignUnits(incident_id="inc_4521", unit_ids=("unit_cn30",)))
    assign.show_incident(room.position.incident, anew=False)
    assign._travel._incident_id = "inc_4521"
    assign._travel._seconds = np.full(64, 90.0)
    monkeypatch.setattr(assign._travel, "age_s", lambda _now_us: 0.0)
    assign._recommend()

    assert {"unit_cn21", "unit_cn30"} == assign._proposal.sent.keys()
    assert 90.0 == assign._proposal.sent_s["unit_cn21"]
    assert 300.0 < assign._proposal.sent_s["unit_cn30"]


def test_who_is_under_way_comes_nearer(
    assign: AssignPanel, room: DeskRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each second one less, as the map counts; who stands does not, nor below none."""
    unit = room.frame.picture.units["unit_cn21"]
    assign._travel._incident_id = "inc_4521"
    assign._travel._seconds = np.full(64, 90.0)
    said = []
    for state, ago_s in ((5, 0), (5, 8), (2, 8), (5, 600)):
        room.frame.picture.units["unit_cn21"] = replace(unit, state=state)
        monkeypatch.setattr(assign._travel, "age_s", lambda _now_us, x=ago_s: float(x))
        assign._take_sent(room.position.incident)
        said.append(assign._proposal.sent_s["unit_cn21"])

    assert [90, 82, 90, 0] == said


def test_numbers_choose_and_enter_sends(assign: AssignPanel, room: DeskRoom) -> None:
    """Two numbers and Enter send two units, recommended as such."""
    offered = _rows(assign, OFFERED)[:2]
    assign.pick(0)
    assign.pick(1)
    said = assign._button.text()
    assign.send()
    act = room.acts[-1]

    assert isinstance(act, c.AssignUnits)
    assert tuple(offered) == act.unit_ids
    assert act.recommended[:2] == act.unit_ids
    assert not act.divert
    assert said.startswith("Assign ")
    assert " and " in said


def test_without_a_choice_the_selected_unit_goes(
    assign: AssignPanel, room: DeskRoom
) -> None:
    """The button says what Enter will do."""
    before = (assign.why_not(), assign._button.isEnabled())
    room.selection.select_unit("unit_hb15")

    assert ("choose a unit by its number first", False) == before
    assert ("", "Assign HB15") == (assign.why_not(), assign._button.text())


def test_a_unit_on_other_work_is_diverted_knowingly(
    assign: AssignPanel, room: DeskRoom
) -> None:
    """Choosing who is committed says Divert and sends it as that."""
    away = next(
        key
        for key in _rows(assign, AGAINST)
        if room.frame.picture.units[key].incident_ids
    )
    assign.view.pressed.emit(away)
    said = assign._button.text()
    assign.send()
    act = room.acts[-1]

    assert said.startswith("Divert ")
    assert isinstance(act, c.AssignUnits)
    assert act.divert


def test_a_committed_unit_is_not_taken_in_silence(
    assign: AssignPanel, room: DeskRoom
) -> None:
    """Sent by mere selection it is refused, naming who and when."""
    room.selection.select_unit("unit_hb12")
    assign.send()
    room.turn()
    refusal = room.outgoing.refusal_of("unit_hb12")

    assert refusal is not None
    assert "HB12 is committed to CAD 4530 (Ash, " in refusal.sentence


def test_a_resolved_incident_takes_nobody(assign: AssignPanel, room: DeskRoom) -> None:
    """No offers and no button once there is nothing to attend."""
    room.other(c.ResolveIncident(incident_id="inc_4521"))
    assign.show_incident(room.position.incident, anew=False)

    assert [] == _rows(assign, OFFERED)
    assert assign._button.isHidden()
    assert "4521/21NOV26 is resolved" == assign.why_not()


def test_all_reasons_show_more(assign: AssignPanel) -> None:
    """One key shows everybody worth a reason."""
    few = len(_rows(assign, OFFERED)) + len(_rows(assign, AGAINST))
    assign.toggle_reasons()

    assert few < len(_rows(assign, OFFERED)) + len(_rows(assign, AGAINST))


def test_another_incident_lets_choices_go(assign: AssignPanel, room: DeskRoom) -> None:
    """Nobody is sent to an incident that they were not chosen for."""
    assign.pick(0)
    room.selection.select_incident("inc_4531")
    assign.show_incident(room.position.incident, anew=True)

    assert [] == assign.picks


def test_without_an_incident_nobody_can_be_sent(assign: AssignPanel) -> None:
    """An empty list says what it needs."""
    assign.show_incident(None, anew=True)
    assign.send()

    assert "needs a selected incident" == assign.why_not()


@pytest.mark.parametrize("role", ["dispatcher", "supervisor"])
def test_what_is_held_asks_a_supervisor_for_a_reason(qtbot: QtBot, role: Role) -> None:
    """The list says who is held; a dispatcher's Enter is the gateway's to refuse."""
    room = DeskRoom(role=role).connect()
    assign = AssignPanel(room.position, Travel())
    qtbot.addWidget(assign)
    room.other(c.SetUnitState(unit_id="unit_cn21", state=6))
    room.selection.select_incident("inc_4531")
    assign.show_incident(room.position.incident, anew=True)
    assign.choose(("unit_cn21",))
    held, said = assign.held, assign._preview.said
    assign.send()

    assert ["unit_cn21"] == held
    assert "is held on CAD 4521" in said[0]
    assert (role == "supervisor") == (["override_divert"] == room.done)
    assert (role == "dispatcher") == bool(room.acts)


def test_what_enter_costs_stands_under_the_list(
    assign: AssignPanel, room: DeskRoom
) -> None:
    """Nothing for a free unit, what is left for a committed one."""
    free = _rows(assign, OFFERED)[0]
    assign.choose((free,))

    assert all(" falls to " in each for each in assign._preview.said)
    assert (free,) == room.position.chosen
    assign.choose((free, "unit_hb12"))
    assert (
        "HB12, en route (5), leaves CAD 4530 for CAD 4521." == (assign._preview.said[0])
    )


def test_a_long_callsign_is_whole(assign: AssignPanel, room: DeskRoom) -> None:
    """Six characters and more: the state moves, the callsign is not cut."""
    rows = AssignRows(room.position, Proposal())
    drawn = []

    class Pen(Ink):
        """Notes what it draws where."""

        def text(self, *args: Any, **looks: Any) -> float:  # noqa: ANN401 - passed on
            drawn.append((args[0], args[2], args[4]))
            return super().text(*args, **looks)

    unit = room.frame.picture.units["unit_hb15"]
    room.frame.picture.units["unit_hb15"] = replace(unit, callsign="WWE161588")
    image, painter = canvas(512, 28)
    pen = Pen(painter, room.theme)
    rows._paint_unit(pen, "unit_hb15", 28, strong=True)
    painter.end()

    assert not image.isNull()
    (_, wide, callsign), (words_x, words_wide, _) = drawn
    assert "WWE161588" == callsign
    assert pen.width_of("WWE161588", "body") <= wide
    assert words_x + words_wide <= 234
    assert 60 + wide < words_x
