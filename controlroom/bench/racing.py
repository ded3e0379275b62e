"""Desks that race for the same units: how often the rule of sending was broken.

Every desk sends what it saw a moment ago; decisions are made one after the other, as
the gateway makes them. The only right answer is none.
"""

import itertools
import random
import time
from collections.abc import Iterator

from controlroom.bench.room import SEED
from controlroom.bench.rows import BenchRow, bench_row
from controlroom.config import read_codes
from controlroom.domain import commands as c
from controlroom.domain import events as e
from controlroom.domain.decide import decide
from controlroom.domain.diverting import blocked
from controlroom.domain.entities import Unit
from controlroom.domain.errors import Refused
from controlroom.domain.picture import Picture

ASSIGNMENTS = 100_000
UNITS, INCIDENTS = 120, 400
BEHIND = 5
"""So many decisions a desk's picture is behind, at most."""
NOW_US = 1_795_300_000_000_000
TYPES = ("ROBBERY", "THEFT", "DISORDER", "WEAPON", "NOISE")


def measure(assignments: int = ASSIGNMENTS) -> Iterator[BenchRow]:
    """Yield command.racing, the double bookings, and how many were decided a second."""
    race = Race()
    began_s = time.perf_counter()
    broken = sum(race.send() for _ in range(assignments))
    per_s = assignments / (time.perf_counter() - began_s)
    case = {"assignments": assignments, "accepted": race.accepted, "units": UNITS}
    yield bench_row("command.racing", broken, "count", **case)
    yield bench_row("command.racing_rate", per_s, "1/s", **case)


class Race:
    """A small force, many incidents, desks that are all a little late."""

    def __init__(self) -> None:
        self.picture = Picture()
        self.accepted = 0
        self._chance = random.Random(SEED)
        self._ids = itertools.count(1)
        self._kept: set[tuple[str, str]] = set()
        self._seen: list[dict[str, int]] = []
        self._happen(e.CodesPublished(codes=read_codes(None)))
        for number in range(UNITS):
            unit = Unit(unit_id=f"unit_{number}", callsign=f"U{number}", state=2)
            self._happen(e.UnitAdded(unit=unit))
        for _ in range(INCIDENTS):
            kind = self._chance.choice(TYPES)
            self._decide(c.OpenIncident(type_code=kind), {})

    def send(self) -> bool:
        """Let a desk send one unit; return whether that broke the rule."""
        units, incidents = self.picture.units, self.picture.incidents
        unit = units[f"unit_{self._chance.randrange(UNITS)}"]
        incident = incidents[self._chance.choice(list(incidents))]
        how = self._chance.choice(("", "", "divert", "keep"))
        act = c.AssignUnits(
            incident_id=incident.incident_id, unit_ids=(unit.unit_id,),
            divert=how == "divert", keep=how == "keep",
        )  # fmt: skip
        before, held = unit.incident_ids, blocked(self.picture, unit, incident)
        self._seen.append({key: each.revision for key, each in units.items()})
        del self._seen[:-BEHIND]
        seen = self._chance.choice(self._seen)[unit.unit_id]
        accepted = self._decide(act, {unit.unit_id: seen})
        after = units[unit.unit_id].incident_ids
        if not accepted:
            self._come_free(unit.unit_id)
            return after != before
        self.accepted += 1
        if how == "keep":
            self._kept.add((unit.unit_id, incident.incident_id))
            return after != (*before, incident.incident_id) or len(after) > (
                self.picture.codes.unit_incidents_most
            )
        taken = bool(before) and (how != "divert" or held is not None)
        return taken or after != (incident.incident_id,)

    def _come_free(self, unit_id: str) -> None:
        """A refused desk now and then stands the unit down, or it arrives."""
        unit = self.picture.units[unit_id]
        what = self._chance.randrange(3)
        if what == 0:
            for incident_id in unit.incident_ids:
                self._decide(c.StandDown(incident_id=incident_id, unit_id=unit_id), {})
        elif what == 1:
            self._decide(c.SetUnitState(unit_id=unit_id, state=6), {})

    def _decide(self, act: c.AnyAct, expects: dict[str, int]) -> bool:
        command = c.Command(command_id="x", act=act, expects=expects)
        said = c.Commanded(
            command=command, person_id="per_x", role="dispatcher", desk="x"
        )
        try:
            events = decide(self.picture, said, NOW_US, self._id)
        except Refused:
            return False
        self._happen(*events)
        return True

    def _id(self, prefix: str) -> str:
        return f"{prefix}_{next(self._ids)}"

    def _happen(self, *events: e.AnyEvent) -> None:
        for event in events:
            fact = e.Fact(
                seq=self.picture.seq + 1, at_us=NOW_US, actor="per_x", event=event
            )
            self.picture.apply(fact)
