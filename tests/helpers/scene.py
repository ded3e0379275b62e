"""A room made by hand for tests of the window: real facts through a real mailbox."""

from dataclasses import dataclass, field

import numpy as np

from controlroom.config import read_codes
from controlroom.desk.deliveries import FrameArrived, LinkChanged, Snapshot, Welcome
from controlroom.desk.mailbox import Mailbox
from controlroom.desk.room_clock import RoomClock
from controlroom.domain import events as e
from controlroom.domain.codes import (
    ClosingCode,
    Codes,
    Grade,
    IncidentType,
    RadioState,
    Sector,
)
from controlroom.domain.entities import Person, Role, Unit, UnitKind
from controlroom.domain.events import AnyEvent, Fact
from controlroom.domain.picture import Picture
from controlroom.domain.sending_rules import Need, RunCard
from controlroom.domain.tracks import Moved
from ui.frame import monotonic_us

SECOND_US = 1_000_000
NOW_US = 1_795_300_328 * SECOND_US
"""Sat 21 Nov 2026 22:32:08 in London."""
HOME = (51.5000, -0.1000)

CALLER = (
    "Caller: two males, grey tracksuits, took her phone. One held a kitchen knife. "
    "Ran towards Mill Street."
)

SHIPPED = read_codes(None)
CODES = Codes(
    roles=SHIPPED.roles,
    acts=SHIPPED.acts,
    questions=SHIPPED.questions,
    partners=SHIPPED.partners,
    diverts=SHIPPED.diverts,
    run_cards=(
        RunCard(
            types=("ROB",),
            needs=(
                Need(name="car", count=3, kinds=("car",)),
                Need(name="dog unit", kinds=("dog",)),
            ),
        ),
    ),
    effective="2026-01-01",
    force="Harbour and Central",
    time_zone="Europe/London",
    grades=(
        Grade(code="I", name="Immediate", attend_s=900, dispatch_s=60, travel_s=720),
        Grade(code="S", name="Significant", attend_s=3600, dispatch_s=3000),
        Grade(code="E", name="Extended", attend_s=48 * 3600),
        Grade(code="R", name="Referred", attend_s=None),
    ),
    states=tuple(
        RadioState(state=number, name=name, availability=availability)
        for number, name, availability in (
            (0, "Emergency", "unavailable"),
            (1, "On duty", "available"),
            (2, "On patrol", "available"),
            (3, "At station, available", "available"),
            (4, "Refreshments", "warn"),
            (5, "En route", "committed"),
            (6, "At scene", "committed"),
            (7, "Committed, deployable", "warn"),
            (8, "Committed, not deployable", "unavailable"),
            (9, "Prisoner escort", "unavailable"),
            (10, "Court", "unavailable"),
            (11, "Off duty", "unavailable"),
        )
    ),
    types=(
        IncidentType(code="ROB", name="Robbery, knife seen", grade="I"),
        IncidentType(code="CFS", name="Concern for safety", grade="I"),
        IncidentType(code="DOM", name="Domestic, no violence", grade="S"),
        IncidentType(code="COL", name="Collision, injury", grade="I"),
        IncidentType(code="INT", name="Intruder on premises", grade="I"),
        IncidentType(code="SHO", name="Shoplifter detained", grade="S"),
        IncidentType(code="MIS", name="Missing, 15 years", grade="S"),
        IncidentType(code="NEI", name="Neighbour dispute, threats", grade="S"),
        IncidentType(code="SUS", name="Suspicious vehicle", grade="S"),
        IncidentType(code="DAM", name="Criminal damage", grade="S"),
        IncidentType(code="FIG", name="Fight", grade="I"),
        IncidentType(code="BUR", name="Burglary", grade="I"),
        IncidentType(code="STA", name="Statement", grade="E"),
        IncidentType(code="THE", name="Theft from car", grade="E"),
        IncidentType(code="PAR", name="Parking", grade="R"),
        IncidentType(code="EMG", name="Officer emergency", grade="I"),
    ),
    qualifiers=(
        ClosingCode(code="Q01", name="Alcohol"),
        ClosingCode(code="Q02", name="Weapon"),
    ),
    dispositions=(ClosingCode(code="D01", name="Handed over"),),
    closing=(
        ClosingCode(code="ARR", name="Arrest"),
        ClosingCode(code="NFA", name="No further action"),
    ),
    skills=("taser", "dog", "first aid"),
    sectors=(
        Sector(name="Harbour", minimum_deployable=5),
        Sector(name="Central", minimum_deployable=6),
    ),
)


FORCE: tuple[tuple[str, UnitKind, str, int, int], ...] = (

    ("HB11", "car", "Harbour", 6, 720), ("HB12", "car", "Harbour", 5, 51),
    ("HB13", "foot", "Harbour", 6, 1260), ("HB14", "car", "Harbour", 2, 2040),
    ("HB15", "van", "Harbour", 3, 480), ("HB16", "foot", "Harbour", 8, 400),
    ("HB17", "car", "Harbour", 2, 3720), ("BT81", "boat", "Harbour", 2, 1560),
    ("DG62", "dog", "Harbour", 3, 900),
    ("MC51", "motorcycle", "Harbour", 7, 90),
    ("CN21", "car", "Central", 5, 200), ("CN22", "car", "Central", 5, 400),
    ("CN23", "foot", "Central", 4, 700), ("CN24", "foot", "Central", 2, 2460),
    ("CN25", "car", "Central", 6, 4800), ("CN30", "foot", "Central", 2, 300),
    ("EA41", "car", "Central", 5, 120), ("NP90", "air", "Central", 2, 1800),
    ("HS71", "horse", "Central", 2, 900), ("CN38", "van", "Central", 9, 900),
)  # fmt: skip
"""Callsign, kind, sector, state, seconds since it has that state."""


@dataclass
class Scene:
    """A gateway's voice without a gateway: facts, positions and a clock that stands."""

    mailbox: Mailbox = field(default_factory=Mailbox)
    now_us: int = NOW_US
    seq: int = 0
    role: Role = "dispatcher"
    exercise: bool = False
    facts: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._fixed_us = 0
        self.clock = RoomClock(lambda: self._fixed_us, lambda: self.now_us)

    def at(self, now_us: int) -> None:
        """Let the room's clock stand at a time."""
        self.now_us = now_us
        self.clock.set(now_us, 1.0)

    def say(
        self, event: AnyEvent, actor: str = "per_ash", at_us: int | None = None
    ) -> int:
        """Add a fact; return its seq. It travels with the next `send` or snapshot."""
        self.seq += 1
        moment = self.now_us if at_us is None else at_us
        self.facts.append(
            Fact(seq=self.seq, at_us=moment, actor=actor, event=event, desk="desk 4")
        )
        return self.seq

    def send(self) -> None:
        """Deliver the facts said since the last time."""
        self.mailbox.put_facts(tuple(self.facts))
        self.facts = []

    def connect(self) -> None:
        """Deliver link, welcome and a snapshot of everything said so far."""
        self.clock.set(self.now_us, 1.0)
        self.mailbox.put_link(LinkChanged("live", "", monotonic_us(), 41.0))
        self.mailbox.put_welcome(
            Welcome(
                epoch="epoch",
                boot=1,
                recovered=False,
                seq=self.seq,
                force="Harbour and Central",
                person_id="per_ash",
                person="Ash",
                role=self.role,
                now_us=self.now_us,
                exercise=self.exercise,
                desk="desk 4",
            )
        )
        picture = Picture()
        for fact in self.facts:
            picture.apply(fact)
        self.facts = []
        self.mailbox.put_snapshot(Snapshot(picture, moved({})))

    def move(self, fixes: dict[int, tuple[float, float, float]]) -> None:
        """Deliver a frame: unit row to (lat, lon, age in seconds)."""
        self.mailbox.put_frame(
            FrameArrived(
                moved(fixes, self.now_us), self.now_us, self.seq, 1, monotonic_us()
            )
        )

    # ------------------------------------------------------------------ the force

    def codes(self) -> None:
        """Publish the codes and enrol the people of the desk."""
        self.say(e.CodesPublished(codes=CODES), "clock")
        for key, name, collar in (
            ("ash", "Ash", "4471"), ("marsh", "Marsh", "3120"),
            ("hale", "Hale", "1002"), ("okafor", "Okafor", "2187"),
        ):  # fmt: skip
            person = Person(
                person_id=f"per_{key}", name=name, collar=collar, rank="PC",
                role=self.role if key == "ash" else "dispatcher",
            )  # fmt: skip
            self.say(e.PersonAdded(person=person), "clock")

    def unit(
        self, callsign: str, kind: UnitKind = "car", sector: str = "Harbour",
        state: int = 2, since_s: float = 600.0, crew: tuple[str, ...] = (),
        skills: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        """Add a unit in a state; return its id."""
        unit_id = f"unit_{callsign.lower()}"
        unit = Unit(
            unit_id=unit_id, callsign=callsign, kind=kind, sector=sector, crew=crew,
            skills=skills,
        )  # fmt: skip
        self.say(e.UnitAdded(unit=unit), "clock")
        since_us = self.now_us - round(since_s * SECOND_US)
        self.say(e.UnitStateChanged(unit_id=unit_id, state=state), unit_id, since_us)
        return unit_id

    def incident(
        self, number: int, code: str, place: str, age_s: float, grade: str = "",
        sector: str = "Harbour", where: tuple[float, float] | None = None,
        text: str = "",
    ) -> str:  # fmt: skip
        """Open an incident some seconds ago; return its id."""
        kind = CODES.type(code)
        incident_id = f"inc_{number}"
        opened_us = self.now_us - round(age_s * SECOND_US)
        lat, lon = where or (HOME[0] + number % 17 * 1e-3, HOME[1] + number % 13 * 1e-3)
        self.say(
            e.IncidentOpened(
                incident_id=incident_id, cad=f"{number}/21NOV26", cad_day="2026-11-21",
                cad_count=number, type_code=code,
                grade=grade or (kind.grade if kind else "S"), opened_at_us=opened_us,
                place=place, sector=sector, lat=lat, lon=lon, narrative=text,
            ),
            "per_marsh",
            opened_us,
        )  # fmt: skip
        return incident_id

    def assign(self, incident_id: str, *unit_ids: str, ago_s: float = 60.0) -> None:
        """Put units on an incident some seconds ago."""
        at_us = self.now_us - round(ago_s * SECOND_US)
        for unit_id in unit_ids:
            event = e.UnitAssigned(incident_id=incident_id, unit_id=unit_id)
            self.say(event, "per_ash", at_us)

    def state(self, unit_id: str, state: int, ago_s: float = 0.0) -> None:
        """A unit presses a radio state."""
        at_us = self.now_us - round(ago_s * SECOND_US)
        self.say(e.UnitStateChanged(unit_id=unit_id, state=state), unit_id, at_us)

    def log(self, incident_id: str, text: str, actor: str, ago_s: float) -> None:
        """Somebody writes into a log."""
        at_us = self.now_us - round(ago_s * SECOND_US)
        self.say(e.LogEntryAdded(incident_id=incident_id, text=text), actor, at_us)

    def emergency(self, unit_id: str, number: int, ago_s: float = 8.0) -> str:
        """An officer presses the button; an incident opens by itself."""
        at_us = self.now_us - round(ago_s * SECOND_US)
        incident_id, alarm_id = f"inc_{number}", f"alm_{number}"
        self.say(
            e.AlarmRaised(
                alarm_id=alarm_id, kind="officer_emergency", priority="emergency",
                unit_id=unit_id, incident_id=incident_id, lat=HOME[0], lon=HOME[1],
                prior_state=2,
            ),
            unit_id,
            at_us,
        )  # fmt: skip
        self.say(e.UnitStateChanged(unit_id=unit_id, state=0), unit_id, at_us)
        self.say(
            e.IncidentOpened(
                incident_id=incident_id, cad=f"{number}/21NOV26", cad_day="2026-11-21",
                cad_count=number, type_code="EMG", grade="I", opened_at_us=at_us,
                place="Canal Walk, rear of 40 to 52", sector="Central", lat=HOME[0],
                lon=HOME[1], emergency_alarm_id=alarm_id,
            ),
            unit_id,
            at_us,
        )  # fmt: skip
        return alarm_id


def moved(fixes: dict[int, tuple[float, float, float]], now_us: int = NOW_US) -> Moved:
    """Return columns of drawn fixes: unit row to (lat, lon, age in seconds)."""
    rows = list(fixes)
    values = [fixes[row] for row in rows]
    count = len(rows)
    return Moved(
        unit_rows=np.array(rows, np.int32),
        lat=np.array([value[0] for value in values], float),
        lon=np.array([value[1] for value in values], float),
        fix_us=np.array(
            [now_us - round(value[2] * SECOND_US) for value in values], np.int64
        ),
        speed_mps=np.zeros(count, np.float32),
        heading_deg=np.zeros(count, np.float32),
        accuracy_m=np.full(count, 6.0, np.float32),
        kind=np.zeros(count, np.uint8),
    )


def full_scene(scene: Scene) -> Scene:
    """Say the room of the design's main picture, as far as it is facts."""
    scene.codes()
    cars = {row[0]: scene.unit(*row) for row in FORCE}
    for number, code, place, age, units, at_scene in (
        (4519, "CFS", "18 Tanner’s Row", 1060, ("CN22",), False),
        (4502, "DOM", "Flat 6, 112 Orchard Road", 4440, (), False),
        (4521, "ROB", "Foundry Lane at Mill Street", 252, ("CN21",), False),
        (4530, "COL", "Ring Road at Priory Way", 175, ("EA41", "HB12"), False),
        (4531, "INT", "44 Albion Street, Eastfield", 70, (), False),
        (4509, "SHO", "Market Hall, Market Green", 2620, ("MC51",), False),
        (4512, "MIS", "Saltings Academy, Victoria Road", 2175, (), False),
        (4517, "NEI", "9 and 11 Pier Road", 1890, ("HB13",), False),
        (4524, "SUS", "Basin car park, level 3", 1270, (), False),
        (4528, "DAM", "Station Road bridge, east side", 485, ("HB16",), False),
        (4506, "FIG", "The Anchor, Quay Street", 3120, ("HB11",), True),
        (4498, "BUR", "27 Mill Street", 5460, ("CN25",), True),
        (4461, "STA", "12 Westhill Rise", 18000, (), False),
        (4455, "THE", "Northgate station", 21600, (), False),
        (4440, "PAR", "Albion Street", 25200, (), False),
    ):
        incident = scene.incident(number, code, place, age)
        scene.assign(incident, *(cars[each] for each in units), ago_s=min(age, 200))
        for each in units:
            scene.state(cars[each], 6 if at_scene else 5, 30)
    for text, actor, ago in (
        (CALLER, "per_marsh", 250),
        ("Caller safe.", "per_marsh", 238),
        ("Traffic held on Station Road bridge, 3 min.", "unit_cn21", 126),
        ("Camera C-114 Mill Street opened. Drone DR91 asked for.", "per_ash", 108),
        ("Same two males seen on canal path, heading south.", "per_marsh", 56),
    ):  # fmt: skip
        scene.log("inc_4521", text, actor, ago)
    return scene


def place_units(scene: Scene, picture: Picture) -> None:
    """Give every unit a fix near home, one of them minutes old."""
    scene.move(
        {
            unit.row: (
                HOME[0] + unit.row % 7 * 2e-3 - 7e-3,
                HOME[1] + unit.row % 5 * 4e-3 - 8e-3,
                130.0 if unit.callsign == "HB17" else float(unit.row % 6),
            )
            for unit in picture.units.values()
        }
    )
