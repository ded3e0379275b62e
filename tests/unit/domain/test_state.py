"""How the picture is looked up: by device, person, source, alarm."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.observations import CallReceived, CrewReported
from controlroom.domain.state import source_key
from tests.helpers.watch import (
    ASH,
    DG62,
    HALE,
    OKAFOR,
    PHONE,
    RADIO,
    TV21,
    TV22,
    WORN,
    Watch,
)


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        (ASH, "Ash"),
        (RADIO, "TV21"),
        (WORN, "B1"),
        (DG62, "DG62"),
        ("clock", "System"),
        ("", "System"),
        ("per_gone", "per_gone"),
    ],
)
def test_actors_have_names(actor: str, name: str) -> None:
    """A person's name, a device's callsign, the clock; an unknown id stays itself."""

    assert name == Watch().picture.name_of(actor)


def test_a_device_speaks_for_its_unit_or_for_its_person_s() -> None:
    """A worn camera is in the unit its wearer is in, and moves with the wearer."""
    watch = Watch()

    assert watch.unit(TV21) == watch.picture.unit_of(RADIO)
    assert None is watch.picture.unit_of(WORN)
    watch.see(CrewReported(device_id=PHONE, collars=("3340",), at_us=0))
    assert watch.unit(TV22) == watch.picture.unit_of(WORN)
    assert watch.unit(TV22) == watch.picture.unit_with(HALE)
    assert None is watch.picture.unit_of("dev_unknown")


def test_a_device_bound_to_nobody_has_no_unit() -> None:
    """Unbound, it speaks for nobody."""
    watch = Watch()
    watch.do(c.BindDevice(device_id=RADIO, unit_id=None), role="supervisor")

    assert None is watch.picture.unit_of(RADIO)
    assert [] == watch.picture.devices_of(TV21)


def test_devices_of_a_unit_are_listed() -> None:
    """In the order they were bound."""
    watch = Watch()
    watch.do(c.BindDevice(device_id=PHONE, unit_id=TV21), role="supervisor")

    assert [RADIO, PHONE] == [
        device.device_id for device in watch.picture.devices_of(TV21)
    ]
    assert [] == watch.picture.devices_of(TV22)


def test_calls_are_found_by_their_source() -> None:
    """Two systems may use the same number."""
    watch = Watch()
    watch.see(CallReceived(source="csv", source_id="7", at_us=watch.now_us))

    assert None is not watch.picture.incident_by_source("csv", "7")
    assert None is watch.picture.incident_by_source("other", "7")
    assert source_key("a", "b c") != source_key("a b", "c")


def test_only_what_stands_is_a_standing_emergency() -> None:
    """By unit while it stands; ended, it is history."""
    watch = Watch()
    watch.do(c.RaiseEmergency(unit_id=TV21))
    alarm = watch.alarm()

    assert alarm == watch.picture.emergency_of(TV21)
    assert alarm == watch.picture.emergency_of_person(OKAFOR)
    assert alarm == watch.picture.alarm_of(alarm.incident_id or "", "officer_emergency")
    assert [alarm] == watch.picture.standing_alarms()
    assert None is watch.picture.emergency_of(TV22)
    watch.do(c.AcceptAlarm(alarm_id=alarm.alarm_id))
    watch.do(c.EndAlarm(alarm_id=alarm.alarm_id))
    assert None is watch.picture.emergency_of(TV21)
    assert None is watch.picture.alarm_of(alarm.incident_id or "", "officer_emergency")
    assert [] == watch.picture.standing_alarms()
