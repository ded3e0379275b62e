"""What Enter will do is drawn whole."""

import pytest

from controlroom.domain import commands as c
from tests.helpers.desk_room import DeskRoom, canvas, colours_in
from ui.bar.plan import Plan
from ui.paint import Ink
from ui.panels.command_plan import paint_plan, plan_high

ACT = c.SetUnitState(unit_id="unit_hb14", state=3)


def _drawn(room: DeskRoom, plan: Plan) -> set[str]:
    image, painter = canvas(760, 160)
    paint_plan(Ink(painter, room.theme), 758, plan)
    painter.end()
    return colours_in(image)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_refusal_is_amber_and_a_plan_is_not(theme: str) -> None:
    """Never by colour alone: there is no key beside it either."""
    room = DeskRoom(theme=theme).connect()
    amber = room.theme.hex("alarm.high_text").lower()

    assert amber in _drawn(room, Plan("Not understood", refused="hb99 is nobody."))
    assert amber not in _drawn(room, Plan("Set HB14", ("It is free.",), act=ACT))


def test_it_is_as_high_as_its_sentences_need(room: DeskRoom) -> None:
    """A long sentence takes more lines."""
    short = plan_high(room.theme, 758, Plan("Set", ("It is free.",), act=ACT))
    long = plan_high(room.theme, 758, Plan("Set", ("It is free. " * 30,), act=ACT))

    assert short < long
