"""Enrolling, binding, enabling and crews."""

import msgspec
import pytest

from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.entities import Camera, Device, Person, Unit
from controlroom.domain.errors import Refused
from controlroom.domain.observations import CrewReported
from tests.helpers.watch import (
    ASH,
    CAMERAS,
    DEAN,
    DEVICES,
    HALE,
    OKAFOR,
    PEOPLE,
    PHONE,
    RADIO,
    ROWE,
    TV21,
    TV22,
    UNITS,
    WORN,
    Watch,
)


@pytest.fixture
def watch() -> Watch:
    """A room with its small force enrolled."""
    return Watch()


def enrol(watch: Watch, **lists: tuple[object, ...]) -> list[e.AnyEvent]:
    """Enrol as an administrator."""
    return watch.do(c.Enrol(**lists), who=DEAN, role="administrator")  # type: ignore[arg-type]  # as the test says


def supervise(watch: Watch, act: c.AnyAct) -> list[e.AnyEvent]:
    """Do it as a supervisor."""
    return watch.do(act, who=ROWE, role="supervisor")


def test_enrolling_twice_is_once(watch: Watch) -> None:
    """A driver that starts again says the same; nothing happens."""

    assert [] == enrol(
        watch, people=PEOPLE, units=UNITS, devices=DEVICES, cameras=CAMERAS
    )


def test_what_changed_is_renewed(watch: Watch) -> None:
    """A name, a skill, a binding; a camera that is known stays as it lives."""
    events = enrol(
        watch,
        people=(msgspec.structs.replace(PEOPLE[0], name="Ashby"),),
        units=(
            msgspec.structs.replace(
                UNITS[0], skills=("taser", "dog"), talkgroup="Harbour 2"
            ),
        ),
        devices=(msgspec.structs.replace(DEVICES[1], unit_id=TV21),),
        cameras=(msgspec.structs.replace(CAMERAS[0], name="Other"),),
    )

    assert ["PersonAdded", "UnitAdded", "DeviceEnrolled"] == [
        type(event).__name__ for event in events
    ]
    assert "Ashby" == watch.picture.people[ASH].name
    assert ("taser", "dog") == watch.unit(TV21).skills
    assert "Harbour 2" == watch.unit(TV21).talkgroup
    assert watch.unit(TV21) == watch.picture.unit_of(PHONE)


@pytest.mark.parametrize(
    ("given", "kept"), [(0, 11), (5, 5), (11, 11), (12, 11), (-3, 11)]
)
def test_nobody_is_enrolled_into_an_emergency(
    watch: Watch, given: int, kept: int
) -> None:
    """A state that is none, and 0, begin as off duty."""
    enrol(watch, units=(Unit(unit_id="unit_new", callsign="X1", state=given),))

    assert kept == watch.unit("unit_new").state


def test_enrolment_brings_no_history(watch: Watch) -> None:
    """Revision, row, incidents and requests are the picture's to give."""
    (event,) = enrol(
        watch,
        units=(
            Unit(
                unit_id="unit_new", callsign="X1", row=900, revision=7,
                incident_ids=("inc_1",), request=14, request_at_us=5, changed_by="me",
            ),
        ),
    )  # fmt: skip

    assert e.UnitAdded(unit=Unit(unit_id="unit_new", callsign="X1")) == event


def test_a_thousand_at_one_go(watch: Watch) -> None:
    """A whole force is one command."""
    units = tuple(
        Unit(unit_id=f"unit_{number}", callsign=f"Z{number}") for number in range(1_000)
    )

    assert 1_000 == len(enrol(watch, units=units))


# --- bind


def test_a_device_is_bound_and_unbound(watch: Watch) -> None:
    """The same again is nothing new; a worn one may be given to a unit."""
    supervise(watch, c.BindDevice(device_id=PHONE, unit_id=TV21))

    assert TV21 == watch.picture.devices[PHONE].unit_id
    assert [] == supervise(watch, c.BindDevice(device_id=PHONE, unit_id=TV21))
    supervise(watch, c.BindDevice(device_id=WORN, unit_id=None))
    assert None is watch.picture.devices[WORN].person_id


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (c.BindDevice(device_id="dev_gone", unit_id=TV21), "unknown_device"),
        (c.BindDevice(device_id=PHONE, unit_id="unit_gone"), "unknown_unit"),
        (c.BindContact(door="cot", uid="A", kind="radio", unit_id="x"), "unknown_unit"),
        (c.BindContact(door="cot", uid="", kind="radio", unit_id=TV21), "text"),
        (c.BindContact(door="", uid="A", kind="radio", unit_id=TV21), "text"),
        (c.BindContact(door="cot", uid="A", kind="pager", unit_id=TV21), "kind"),
        (
            c.BindContact(door="device", uid="R1", kind="radio", unit_id=TV22),
            "enrolled",
        ),
        (c.SetEnabled(entity_id="per_gone", enabled=False), "unknown"),
        (c.SetEnabled(entity_id=ROWE, enabled=False), "yourself"),
    ],
)
def test_what_cannot_be_connected(watch: Watch, act: c.AnyAct, code: str) -> None:
    """Each with its code; nothing changed."""
    before = watch.picture.seq
    with pytest.raises(Refused) as refused:
        supervise(watch, act)

    assert code == refused.value.code
    assert before == watch.picture.seq


def test_a_contact_becomes_a_device(watch: Watch) -> None:
    """Enrolled with an id of ours, speaking for the unit it was bound to."""
    (event,) = supervise(
        watch, c.BindContact(door="cot", uid="ANDROID-1", kind="phone", unit_id=TV22)
    )

    assert isinstance(event, e.DeviceEnrolled)
    assert ("phone", "cot", "ANDROID-1", TV22) == (
        event.device.kind, event.device.door, event.device.uid, event.device.unit_id,
    )  # fmt: skip
    assert event.device.device_id in watch.picture.voices[TV22]


def test_an_enrolled_contact_says_whose_it_is(watch: Watch) -> None:
    """A device that claims another's place is refused by name."""
    with pytest.raises(Refused) as refused:
        supervise(
            watch, c.BindContact(door="device", uid="R1", kind="radio", unit_id=TV22)
        )

    assert "R1 is enrolled already and speaks for TV21." in refused.value.sentence


def test_people_and_devices_are_switched(watch: Watch) -> None:
    """Off, off again, on."""
    for entity_id in (ASH, RADIO):
        assert 1 == len(
            supervise(watch, c.SetEnabled(entity_id=entity_id, enabled=False))
        )
        assert [] == supervise(watch, c.SetEnabled(entity_id=entity_id, enabled=False))
        assert 1 == len(
            supervise(watch, c.SetEnabled(entity_id=entity_id, enabled=True))
        )


# --- crews


def test_a_crew_is_seated_by_collar(watch: Watch) -> None:
    """Unknown numbers are left out, twice is once, the same again is nothing new."""

    def crew(*collars: str) -> list[e.AnyEvent]:
        return watch.see(CrewReported(device_id=PHONE, collars=collars, at_us=0))

    assert [e.CrewChanged(unit_id=TV22, person_ids=(OKAFOR, HALE))] == crew(
        "2187", "0000", "3340", "2187", ""
    )
    assert [] == crew("2187", "3340")
    assert () == watch.unit(TV21).crew
    assert [e.CrewChanged(unit_id=TV22, person_ids=())] == crew()


def test_the_shapes_of_an_enrolment_are_all_taken(watch: Watch) -> None:
    """One of each kind, new."""
    events = enrol(
        watch,
        people=(Person(person_id="per_new", name="New", collar="1"),),
        units=(Unit(unit_id="unit_new", callsign="N1", crew=("per_new",)),),
        devices=(
            Device(
                device_id="dev_new", kind="radio", door="device", uid="N",
                unit_id="unit_new",
            ),
        ),
        cameras=(
            Camera(
                camera_id="cam_new", kind="body_worn", name="N", person_id="per_new",
                device_id="dev_new", unit_id="unit_new",
            ),
        ),
    )  # fmt: skip

    assert ["PersonAdded", "UnitAdded", "DeviceEnrolled", "CameraAdded"] == [
        type(event).__name__ for event in events
    ]
