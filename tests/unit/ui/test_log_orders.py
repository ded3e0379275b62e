"""A line in a log goes out as what its writer may send."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.entities import Role
from tests.helpers.desk_room import DeskRoom
from ui.log_orders import log_act, log_hint, why_not_log, writes_ever


def test_the_force_writes_in_the_log_and_a_partner_to_the_room(qapp: object) -> None:
    """The same field, another act."""
    del qapp
    ours, theirs = (DeskRoom(role=each).connect() for each in ("dispatcher", "partner"))

    assert c.AddLogEntry(incident_id="inc_4521", text="x") == log_act(
        ours.position, "inc_4521", "x"
    )
    assert c.TellPartner(incident_id="inc_4521", text="x") == log_act(
        theirs.position, "inc_4521", "x"
    )
    assert "Add to log" == log_hint(ours.position)
    assert "Write to the control room" == log_hint(theirs.position)


@pytest.mark.parametrize(
    ("role", "hint", "ever"),
    [
        ("observer", "Add to log: not as observer", False),
        ("call_taker", "Add to log", True),
    ],
)
def test_whoever_may_not_write_is_told_so(
    qapp: object, role: Role, hint: str, ever: bool
) -> None:
    """In the field itself, where it is there at all."""
    del qapp
    position = DeskRoom(role=role).connect().position

    assert hint == log_hint(position)
    assert ever is writes_ever(position)
    assert ever is not bool(why_not_log(position))
