"""What events about the force do to the picture."""

import msgspec

from controlroom.domain import events as e
from controlroom.domain.codes import Codes, Grade
from controlroom.domain.entities import Camera, Device, Person, Unit
from tests.helpers.watch import (
    ASH,
    BODY_CAM,
    HALE,
    MINUTE_US,
    OKAFOR,
    PHONE,
    RADIO,
    SECOND_US,
    START_US,
    TV21,
    TV22,
    WORN,
    Watch,
)


def test_rows_are_given_in_order_and_never_twice() -> None:
    """Whatever row an event names, the picture gives the next one."""
    watch = Watch()
    count = len(watch.picture.unit_rows)
    watch.happen(
        e.UnitAdded(unit=Unit(unit_id="unit_new", callsign="NP90", row=0)),
        e.DeviceEnrolled(
            device=Device(device_id="dev_new", kind="radio", door="d", uid="u", row=0)
        ),
    )

    assert count == watch.unit("unit_new").row
    assert "unit_new" == watch.picture.unit_rows[count]
    assert 3 == watch.picture.devices["dev_new"].row
    assert "dev_new" == watch.picture.device_rows[3]


def test_a_known_unit_keeps_its_live_part() -> None:
    """Renamed and re-skilled; state, crew, incidents and row stay."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(e.UnitAssigned(incident_id=incident_id, unit_id=TV21))
    before = watch.unit(TV21)
    watch.happen(
        e.UnitAdded(
            unit=Unit(
                unit_id=TV21, callsign="TV99", kind="van", sector="H",
                skills=("dog",), home_force="Kent", state=11, row=77,
            )
        )
    )  # fmt: skip
    after = watch.unit(TV21)

    assert ("TV99", "van", "H", ("dog",), "Kent") == (
        after.callsign, after.kind, after.sector, after.skills, after.home_force,
    )  # fmt: skip
    assert (before.row, before.state, before.crew, before.incident_ids) == (
        after.row, after.state, after.crew, after.incident_ids,
    )  # fmt: skip


def test_a_new_unit_starts_without_incidents() -> None:
    """An incident that an enrolment names is not one it is on."""
    watch = Watch()
    unit = Unit(
        unit_id="unit_new", callsign="X1", incident_ids=("inc_9",), crew=(HALE,)
    )
    watch.happen(e.UnitAdded(unit=unit))

    assert () == watch.unit("unit_new").incident_ids
    assert "unit_new" == watch.picture.riders[HALE]


def test_people_are_known_by_their_collar() -> None:
    """A new number replaces the old one; an old number is free again."""
    watch = Watch()
    watch.happen(
        e.PersonAdded(person=Person(person_id=OKAFOR, name="Okafor", collar="9999"))
    )

    assert OKAFOR == watch.picture.collars["9999"]
    assert "2187" not in watch.picture.collars


def test_people_and_devices_are_enabled_and_disabled() -> None:
    """Both keep everything else."""
    watch = Watch()
    watch.happen(
        e.PersonEnabled(person_id=ASH, enabled=False),
        e.DeviceEnabled(device_id=RADIO, enabled=False),
    )

    assert not watch.picture.people[ASH].enabled
    assert not watch.picture.devices[RADIO].enabled
    assert "Ash" == watch.picture.people[ASH].name


def test_bindings_keep_the_voices_true() -> None:
    """Bound, moved and unbound; a worn device that gets a unit leaves its person."""
    watch = Watch()
    watch.happen(e.DeviceBound(device_id=PHONE, unit_id=TV21))

    assert {TV21: [RADIO, PHONE]} == watch.picture.voices
    watch.happen(
        e.DeviceBound(device_id=RADIO, unit_id=None),
        e.DeviceBound(device_id=WORN, unit_id=TV22),
    )
    assert {TV21: [PHONE], TV22: [WORN]} == watch.picture.voices
    assert None is watch.picture.devices[WORN].person_id
    known = watch.picture.devices[PHONE]
    watch.happen(
        e.DeviceEnrolled(device=msgspec.structs.replace(known, unit_id=TV22, row=50))
    )
    assert {TV22: [WORN, PHONE]} == watch.picture.voices
    assert known.row == watch.picture.devices[PHONE].row


def test_cameras_are_added_and_change() -> None:
    """A change without a source keeps the source it had."""
    watch = Watch()
    watch.happen(
        e.CameraAdded(camera=Camera(camera_id="cam_new", kind="fixed", name="Quay")),
        e.CameraChanged(camera_id="cam_new", state="recording", source_url="http://x/"),
        e.CameraChanged(camera_id="cam_new", state="off"),
    )
    camera = watch.picture.cameras["cam_new"]

    assert ("off", "http://x/", watch.now_us) == (
        camera.state, camera.source_url, camera.state_at_us,
    )  # fmt: skip
    assert "off" == watch.picture.cameras[BODY_CAM].state


def test_the_first_time_under_way_counts() -> None:
    """En route and at scene are stamped once, on the incident the unit is on."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21),
        e.UnitAssigned(incident_id=incident_id, unit_id=TV22),
    )
    for number in (5, 6, 5, 6):
        watch.now_us += MINUTE_US
        watch.happen(e.UnitStateChanged(unit_id=TV21, state=number))
    incident = watch.incident(incident_id)
    mine, other = incident.assignments
    begun = START_US + 2 * SECOND_US

    assert (begun + MINUTE_US, begun + 2 * MINUTE_US) == (
        mine.en_route_at_us, mine.at_scene_at_us,
    )  # fmt: skip
    assert (None, None) == (other.en_route_at_us, other.at_scene_at_us)
    assert begun + 2 * MINUTE_US == incident.first_at_scene_at_us
    assert "TV21 at scene (6)." == incident.log[-1].text
    assert "state" == incident.log[-1].kind


def test_a_state_is_written_only_where_the_unit_is() -> None:
    """A unit on nothing writes in no log."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(e.UnitStateChanged(unit_id=TV21, state=6))

    assert 1 == len(watch.log(incident_id))
    assert (6, watch.now_us) == (watch.unit(TV21).state, watch.unit(TV21).state_at_us)


def test_a_request_is_an_envelope_and_no_state() -> None:
    """It leaves availability alone, and the next state leaves it; 15 asks nothing."""
    watch = Watch()
    incident_id = watch.opened()
    watch.happen(
        e.UnitAssigned(incident_id=incident_id, unit_id=TV21),
        e.RequestReceived(unit_id=TV21, request=14),
        e.RequestReceived(unit_id=TV21, request=15),
    )

    unit = watch.unit(TV21)
    assert (2, 14, watch.now_us) == (unit.state, unit.request, unit.request_at_us)
    assert [
        "TV21 asks for an urgent call back (14).", "TV21 received (15).",
    ] == watch.log(incident_id)[-2:]  # fmt: skip
    watch.happen(e.UnitStateChanged(unit_id=TV21, state=6))
    assert 14 == watch.unit(TV21).request
    watch.happen(e.UnitStateChanged(unit_id=TV21, state=11))
    assert None is watch.unit(TV21).request


def test_nobody_sits_in_two_units() -> None:
    """Who joins one leaves the other; an empty crew frees its people."""
    watch = Watch()
    watch.happen(e.CrewChanged(unit_id=TV22, person_ids=(OKAFOR, HALE)))

    assert () == watch.unit(TV21).crew
    assert (OKAFOR, HALE) == watch.unit(TV22).crew
    assert {OKAFOR: TV22, HALE: TV22} == watch.picture.riders
    assert watch.unit(TV21).revision == watch.unit(TV22).revision
    watch.happen(e.CrewChanged(unit_id=TV22, person_ids=()))
    assert {} == watch.picture.riders


def test_new_codes_move_the_targets() -> None:
    """A shorter target is watched from the moment the codes are published."""
    watch = Watch()
    incident_id = watch.opened("ROBBERY", grade="I")
    opened_us = watch.incident(incident_id).opened_at_us
    watch.happen(
        e.CodesPublished(
            codes=Codes(grades=(Grade(code="I", name="Immediate", attend_s=480),))
        )
    )

    assert opened_us + 8 * MINUTE_US == watch.picture.watch[incident_id]
