"""What is checked before anybody is enrolled."""

import pytest

from controlroom.domain import commands as c
from controlroom.domain.decide.enrolment import check_enrolment
from controlroom.domain.entities import Camera, Device, Person, Unit
from controlroom.domain.errors import Refused
from tests.helpers.watch import HALE, OKAFOR, TV21, Watch


def person(person_id: str = "per_new", **fields: object) -> Person:
    """Return a person with some fields exchanged."""
    plain = {"name": "New", **fields}
    return Person(person_id=person_id, **plain)  # type: ignore[arg-type]  # as the case says


def unit(unit_id: str = "unit_new", **fields: object) -> Unit:
    """Return a unit with some fields exchanged."""
    plain = {"callsign": "N1", **fields}
    return Unit(unit_id=unit_id, **plain)  # type: ignore[arg-type]  # as the case says


def device(device_id: str = "dev_new", **fields: object) -> Device:
    """Return a device with some fields exchanged."""
    plain = {"kind": "radio", "door": "device", "uid": "N", **fields}
    return Device(device_id=device_id, **plain)  # type: ignore[arg-type]  # as the case says


def camera(**fields: object) -> Camera:
    """Return a camera with some fields exchanged."""
    plain = {"camera_id": "cam_new", "kind": "fixed", "name": "N", **fields}
    return Camera(**plain)  # type: ignore[arg-type]  # as the case says


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (c.Enrol(people=(person(""),)), "An id is empty"),
        (c.Enrol(people=(person(name=" "),)), "A person's name is empty"),
        (c.Enrol(people=(person(name="x" * 101),)), "101 characters"),
        (c.Enrol(people=(person(login="ash"),)), "The login ash belongs to another"),
        (
            c.Enrol(people=(person("per_a", login="a"), person("per_b", login="a"))),
            "The login a belongs",
        ),
        (c.Enrol(people=(person(collar="2187"),)), "The collar number 2187 belongs"),
        (c.Enrol(units=(unit(callsign="tv21"),)), "The callsign tv21 belongs"),
        (c.Enrol(units=(unit(callsign="TV 21"),)), "TV 21 looks like TV21"),
        (c.Enrol(units=(unit(callsign="TV-21"),)), "TV-21 looks like TV21"),
        (c.Enrol(units=(unit(callsign="\u0422V21"),)), "mixes Cyrillic and Latin"),
        (c.Enrol(units=(unit(callsign="TV\u200d21"),)), "cannot be seen (U+200D)"),
        (c.Enrol(units=(unit(callsign="\u202e12VT"),)), "cannot be seen (U+202E)"),
        (c.Enrol(people=(person(name="H\u0430le"),)), "mixes Cyrillic and Latin"),
        (c.Enrol(people=(person(name="Hale\u2066"),)), "cannot be seen (U+2066)"),
        (
            c.Enrol(people=(person("per_a", name="AH"),
                            person("per_b", name="\u0410\u041d"))),
            "\u0410\u041d looks like AH, and is another",
        ),
        (c.Enrol(units=(unit(callsign=""),)), "A callsign is empty"),
        (c.Enrol(units=(unit(callsign="x" * 17),)), "17 characters, the most is 16"),
        (c.Enrol(units=(unit(talkgroup="x" * 101),)), "101 characters"),
        (c.Enrol(units=(unit(crew=("per_gone",)),)), "names per_gone, which nobody"),
        (c.Enrol(units=(unit(crew=(OKAFOR,)),)), "The seat of per_okafor belongs"),
        (
            c.Enrol(units=(unit("unit_a", callsign="A", crew=(HALE,)),
                           unit("unit_b", callsign="B", crew=(HALE,)))),
            "The seat of per_hale belongs",
        ),
        (c.Enrol(devices=(device(uid=""),)), "A device's uid is empty"),
        (c.Enrol(devices=(device(door=""),)), "A device's door is empty"),
        (c.Enrol(devices=(device(uid="R1"),)), "The device device R1 belongs"),
        (
            c.Enrol(devices=(device(unit_id=TV21, person_id=HALE),)),
            "N is bound to a unit and to a person",
        ),
        (c.Enrol(devices=(device(unit_id="unit_gone"),)), "names unit_gone"),
        (c.Enrol(devices=(device(person_id="per_gone"),)), "names per_gone"),
        (c.Enrol(cameras=(camera(name=""),)), "A camera's name is empty"),
        (c.Enrol(cameras=(camera(lat=91.0, lon=1.0),)), "91.0, 1.0 is no place"),
        (c.Enrol(cameras=(camera(unit_id="unit_gone"),)), "names unit_gone"),
        (c.Enrol(cameras=(camera(person_id="per_gone"),)), "names per_gone"),
        (c.Enrol(cameras=(camera(device_id="dev_gone"),)), "names dev_gone"),
    ],
)  # fmt: skip
def test_an_enrolment_is_refused_whole(act: c.Enrol, said: str) -> None:
    """The first thing that cannot be, in words; nothing of it happens."""
    watch = Watch()
    with pytest.raises(Refused) as refused:
        check_enrolment(watch.picture, act)

    assert said in refused.value.sentence
    assert "Nothing changed." in refused.value.sentence


def test_parts_of_one_enrolment_may_name_each_other() -> None:
    """A crew enrolled with its unit, a camera with its device."""
    check_enrolment(
        Watch().picture,
        c.Enrol(
            people=(person(),),
            units=(unit(crew=("per_new",)),),
            devices=(device(unit_id="unit_new"),),
            cameras=(camera(device_id="dev_new", unit_id="unit_new"),),
        ),
    )


def test_empty_names_belong_to_nobody() -> None:
    """Two officers without a login are not the same login."""
    check_enrolment(Watch().picture, c.Enrol(people=(person("per_a"), person("per_b"))))


def test_a_known_unit_keeps_its_crew() -> None:
    """Whatever crew its renewal names, nobody is checked for it."""
    check_enrolment(
        Watch().picture,
        c.Enrol(units=(unit(TV21, callsign="TV21", crew=("per_gone",)),)),
    )


def test_a_name_may_be_taken_over_by_its_owner() -> None:
    """Renaming oneself to the same callsign in other letters is no clash."""
    check_enrolment(Watch().picture, c.Enrol(units=(unit(TV21, callsign="tv21"),)))


def test_names_are_kept_tidy() -> None:
    """Blanks at the ends and wide letters are nobody's name; two may have the same."""
    act = c.Enrol(
        people=(person("per_a", name=" Hale\u00a0 "), person("per_b", name="hale")),
        units=(unit(callsign="\uff34\uff36 99 "),),
    )
    tidy = check_enrolment(Watch().picture, act)

    assert ["Hale", "hale"] == [each.name for each in tidy.people]
    assert "TV 99" == tidy.units[0].callsign
