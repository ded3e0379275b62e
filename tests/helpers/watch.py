"""A room on watch: a picture, a small force and everything that is said to it."""

import itertools
import tomllib
from collections.abc import Mapping
from importlib import resources

import pytest

from controlroom.domain import commands as c
from controlroom.domain.codes import Codes, codes_from_mapping
from controlroom.domain.decide import decide
from controlroom.domain.entities import Alarm, Camera, Device, Incident, Person, Unit
from controlroom.domain.errors import Refused
from controlroom.domain.events import AnyEvent, CodesPublished, Fact
from controlroom.domain.observations import AnyObservation, Tick
from controlroom.domain.picture import Picture
from controlroom.gateway.recent import RecentCommands, standing, subjects

START_US = 1_795_269_600_000_000
"""21 Nov 2026, 14:00:00 in London."""
SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
HOUR_US = 60 * MINUTE_US

ASH, MARSH, ROWE, DEAN = "per_ash", "per_marsh", "per_rowe", "per_dean"
OKAFOR, HALE = "per_okafor", "per_hale"
TV21, TV22, DG62, HB14 = "unit_tv21", "unit_tv22", "unit_dg62", "unit_hb14"
RADIO, PHONE, WORN = "dev_radio", "dev_phone", "dev_worn"
BODY_CAM, STREET_CAM = "cam_body", "cam_street"

PEOPLE = (
    Person(person_id=ASH, name="Ash", role="dispatcher", login="ash"),
    Person(person_id=MARSH, name="Marsh", role="dispatcher", login="marsh"),
    Person(person_id=ROWE, name="Rowe", role="supervisor", login="rowe"),
    Person(person_id=DEAN, name="Dean", role="administrator", login="dean"),
    Person(person_id=OKAFOR, name="Okafor", collar="2187", rank="PC"),
    Person(person_id=HALE, name="Hale", collar="3340", rank="PC"),
)
UNITS = (
    Unit(unit_id=TV21, callsign="TV21", state=2, crew=(OKAFOR,), skills=("taser",)),
    Unit(unit_id=TV22, callsign="TV22", state=2),
    Unit(unit_id=DG62, callsign="DG62", kind="dog", state=3, skills=("dog",)),
    Unit(unit_id=HB14, callsign="HB14", state=11),
)
DEVICES = (
    Device(device_id=RADIO, kind="radio", door="device", uid="R1", unit_id=TV21),
    Device(device_id=PHONE, kind="phone", door="osmand", uid="P1", unit_id=TV22),
    Device(device_id=WORN, kind="camera", door="device", uid="B1", person_id=HALE),
)
CAMERAS = (
    Camera(camera_id=BODY_CAM, kind="body_worn", name="TV21 Okafor", unit_id=TV21),
    Camera(
        camera_id=STREET_CAM, kind="fixed", name="Mill Street", lat=51.5, lon=-0.1,
        state="recording",
    ),
)  # fmt: skip


def uk_codes() -> Codes:
    """Return the code set that ships with the program."""
    shipped = resources.files("resources") / "defaults" / "codes_uk.toml"
    return codes_from_mapping(tomllib.loads(shipped.read_text(encoding="utf-8")))


class Watch:
    """Says things to a picture as the gateway would, and keeps every fact."""

    def __init__(self, codes: Codes | None = None) -> None:
        self.picture = Picture()
        self.now_us = START_US
        self.facts: list[Fact] = []
        self.touched: dict[str, int] = {}
        """Seq of the last fact that touched each id."""
        self.last_id = ""
        """Id of the last command that was accepted."""
        self._recent = RecentCommands()
        self._count = itertools.count(1)
        self.happen(CodesPublished(codes=codes or uk_codes()))
        enrolment = c.Enrol(
            people=PEOPLE, units=UNITS, devices=DEVICES, cameras=CAMERAS
        )
        self.do(enrolment, who=DEAN, role="administrator")

    def ids(self, prefix: str) -> str:
        """Return an id that was not given before."""
        return f"{prefix}_{next(self._count)}"

    def happen(self, *events: AnyEvent, actor: str = "clock") -> None:
        """Apply events in order, now."""
        for event in events:
            fact = Fact(
                seq=self.picture.seq + 1,
                at_us=self.now_us,
                actor=actor,
                event=event,
                desk="desk 4",
            )
            for touched in self.picture.apply(fact):
                self.touched[touched] = fact.seq
            self.facts.append(fact)

    def do(
        self,
        act: c.AnyAct,
        who: str = ASH,
        role: str = "dispatcher",
        expects: Mapping[str, int] | None = None,
    ) -> list[AnyEvent]:
        """Give a command a second later; what it brings about has happened after."""
        self.now_us += SECOND_US
        command = c.Command(
            command_id=self.ids("cmd"), act=act, expects=dict(expects or {})
        )
        said = c.Commanded(command=command, person_id=who, role=role, desk="desk 4")
        named = self._recent.named_in(said)
        events = decide(self.picture, named, self.now_us, self.ids)
        about = subjects(events)
        before = standing(self.picture, about)
        self.happen(*events, actor=who)
        after = standing(self.picture, about)
        self._recent.add(said, self.now_us, events, before, after)
        self.last_id = command.command_id
        return events

    def see(self, seen: AnyObservation, after_s: int = 1) -> list[AnyEvent]:
        """Let a device, another system or the clock say something."""
        self.now_us += after_s * SECOND_US
        events = decide(self.picture, seen, self.now_us, self.ids)
        self.happen(*events, actor=getattr(seen, "device_id", "clock"))
        return events

    def tick(self, after_s: int = 1) -> list[AnyEvent]:
        """Let the clock say that so many seconds have passed."""
        return self.see(Tick(), after_s)

    def opened(self, type_code: str = "ROBBERY", **fields: object) -> str:
        """Open an incident and return its id."""
        act = c.OpenIncident(type_code=type_code, **fields)  # type: ignore[arg-type]  # as the caller says
        self.do(act)
        return next(reversed(self.picture.incidents))

    def incident(self, incident_id: str) -> Incident:
        """Return an incident as it is now."""
        return self.picture.incidents[incident_id]

    def unit(self, unit_id: str) -> Unit:
        """Return a unit as it is now."""
        return self.picture.units[unit_id]

    def alarm(self) -> Alarm:
        """Return the newest alarm as it is now."""
        return next(reversed(self.picture.alarms.values()))

    def log(self, incident_id: str) -> list[str]:
        """Return the lines of an incident's log."""
        return [entry.text for entry in self.incident(incident_id).log]


def refused(
    watch: Watch, act: c.AnyAct, who: str = ASH, role: str = "dispatcher"
) -> Refused:
    """Return the refusal of an act; the picture is as it was, and it says so."""
    before = watch.picture.seq
    with pytest.raises(Refused) as caught:
        watch.do(act, who=who, role=role)

    assert before == watch.picture.seq
    assert "Nothing changed." in caught.value.sentence
    return caught.value
