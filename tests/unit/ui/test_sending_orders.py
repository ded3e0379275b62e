"""What the forms of sending send."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom
from ui.orders import WrongField
from ui.sending_orders import override_divert, stand_down_all


def test_a_divert_against_the_rule_needs_a_reason_and_a_unit(room: DeskRoom) -> None:
    """Both are asked for in place."""
    room.selection.select_incident("inc_4531")
    with pytest.raises(WrongField) as reason:
        override_divert(room.position, {"reason": "  "})
    with pytest.raises(WrongField) as unit:
        override_divert(room.position, {"reason": "hurt"})

    assert "reason" == reason.value.field
    assert "No unit is chosen." in unit.value.sentence
    room.position.chosen = ("unit_cn21",)
    order = override_divert(room.position, {"reason": " hurt "})
    assert (
        c.OverrideDivert(incident_id="inc_4531", unit_ids=("unit_cn21",), reason="hurt")
        == order.act
    )
    assert ("inc_4531", "unit_cn21") == order.subjects


def test_everybody_is_stood_down_of_the_selected_incident(room: DeskRoom) -> None:
    """It is about the incident and who is on it."""
    room.selection.select_incident("inc_4521")
    order = stand_down_all(room.position, {"reason": "false call"})

    assert c.StandDownAll(incident_id="inc_4521", reason="false call") == order.act
    assert ("inc_4521", "unit_cn21") == order.subjects
