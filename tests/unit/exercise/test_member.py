"""A unit of the force as it is before anything happened to it."""

from controlroom.domain.entities import Unit
from controlroom.exercise.member import Member, Task


def test_a_member_begins_off_duty_with_nothing_to_do() -> None:
    """Until the force begins; a task names an incident, perhaps without a place."""
    unit = Unit(unit_id="u", callsign="TV21")
    member = Member(
        index=0, unit=unit, device_id="d", camera_id="c", crews=((),), station=3
    )

    assert ("off", 11, None) == (member.phase, member.state, member.task)
    member.task = Task("inc_1", None, None, "I")
    assert None is member.task.lat
