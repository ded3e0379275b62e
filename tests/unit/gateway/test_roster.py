"""Who speaks for whom."""

from controlroom.domain import events as e
from controlroom.domain.picture import Picture
from controlroom.gateway.roster import Roster
from tests.unit.gateway.rooms import FORCE, facts


def _picture() -> Picture:
    picture = Picture()
    events = [
        *(e.PersonAdded(person=person) for person in FORCE.people),
        *(e.UnitAdded(unit=unit) for unit in FORCE.units),
        *(e.DeviceEnrolled(device=device) for device in FORCE.devices),
    ]
    for fact in facts(*events):
        picture.apply(fact)
    return picture


def _tell(picture: Picture, roster: Roster, *events: e.Event) -> set[str]:
    told = facts(*events, seq=picture.seq + 1)
    for fact in told:
        picture.apply(fact)
    return roster.learn(told)


def test_found_by_door_and_uid() -> None:
    """The same uid at another door is nobody."""
    roster = Roster(_picture())

    assert "dev_1" == roster.find("device", "r1")
    assert roster.find("cot", "r1") is None


def test_a_device_of_a_person_follows_the_crew() -> None:
    """Who gets into a unit brings the radio along, and takes it out again."""
    picture = _picture()
    roster = Roster(picture)

    assert -1 == roster.unit_row("dev_p")

    changed = _tell(
        picture, roster, e.CrewChanged(unit_id="unit_3", person_ids=("per_1",))
    )

    assert {"dev_p"} == changed
    assert picture.units["unit_3"].row == roster.unit_row("dev_p")
    assert ("dev_p",) == roster.devices_of("unit_3")

    _tell(picture, roster, e.CrewChanged(unit_id="unit_3", person_ids=()))

    assert roster.unit_of("dev_p") is None
    assert () == roster.devices_of("unit_3")


def test_a_person_who_changed_units() -> None:
    """The unit left behind does not take the device away from the new one."""
    picture = _picture()
    roster = Roster(picture)
    _tell(picture, roster, e.CrewChanged(unit_id="unit_3", person_ids=("per_1",)))
    _tell(
        picture,
        roster,
        e.CrewChanged(unit_id="unit_1", person_ids=("per_1",)),
        e.CrewChanged(unit_id="unit_3", person_ids=()),
    )

    assert "unit_1" == roster.unit_of("dev_p")


def test_binding_and_disabling() -> None:
    """A device bound elsewhere speaks there; a disabled one draws nothing."""
    picture = _picture()
    roster = Roster(picture)
    changed = _tell(picture, roster, e.DeviceBound(device_id="dev_1", unit_id="unit_2"))

    assert {"dev_1"} == changed
    assert ("dev_1", "dev_2") == roster.devices_of("unit_2")
    assert () == roster.devices_of("unit_1")

    _tell(picture, roster, e.DeviceEnabled(device_id="dev_1", enabled=False))

    assert -1 == roster.unit_row("dev_1")


def test_started_from_a_picture_it_knows_the_same() -> None:
    """What was learnt fact by fact equals what a snapshot says."""
    picture = _picture()
    roster = Roster(picture)
    _tell(picture, roster, e.CrewChanged(unit_id="unit_3", person_ids=("per_1",)))
    again = Roster(picture)

    assert roster.devices_of("unit_3") == again.devices_of("unit_3")


def test_a_device_nobody_enrolled() -> None:
    """Nothing is known of it, and asking is no error."""
    roster = Roster(Picture())

    assert roster.unit_of("dev_x") is None
    assert -1 == roster.unit_row("dev_x")
    assert () == roster.devices_of("unit_x")
