"""A seeded operator: random commands, each valid by the picture its desk sees now.

Two drivers at once do collide, as people do: one of them is told who was first.
"""

import random
from collections.abc import Callable, Iterable
from typing import TypeVar

from controlroom.domain import commands as c
from controlroom.domain.entities import Alarm, Incident, Unit
from controlroom.domain.picture import Picture

T = TypeVar("T")

Wanted = tuple[c.AnyAct, dict[str, int]]
"""An act and the revisions it presumes."""

INCIDENTS = 40
"""With so many open, opening another waits."""
SENDABLE = frozenset({1, 2, 3, 4, 5, 6, 7})
PLACES = ("Harbour Road", "12 Fish Lane", "Pier 4 <b>north</b>", "King's Square")
WORDS = (
    "caller hears glass breaking", "two males, one with a bag", "no reply on call back",
    "ambulance informed", "naïve witness, speaks Ænglish", "crowd of 30 \u202e control",
)  # fmt: skip


class Driver:
    """One operator. The same seed before the same pictures says the same things."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        # Weighted by how often a room does them.
        self._ways: tuple[tuple[int, Callable[[Picture, int], Wanted | None]], ...] = (
            (12, self._open),
            (20, self._log),
            (16, self._assign),
            (8, self._stand_down),
            (10, self._set_state),
            (5, self._grade),
            (5, self._amend),
            (6, self._resolve),
            (6, self._close),
            (2, self._reopen),
            (3, self._bring_up),
            (1, self._emergency),
            (4, self._accept),
            (4, self._end),
            (4, self._message),
        )

    def next(self, picture: Picture, now_us: int) -> Wanted:
        """Return the next act and what it presumes."""
        weights = [weight for weight, _ in self._ways]
        ways = [way for _, way in self._ways]
        while True:
            (way,) = self._chance.choices(ways, weights)
            wanted = way(picture, now_us)
            if wanted is not None:
                return wanted

    def _one_of(self, choices: Iterable[T]) -> T | None:
        found = list(choices)
        return self._chance.choice(found) if found else None

    def _incident(self, picture: Picture, *statuses: str) -> Incident | None:
        return self._one_of(
            incident
            for incident in picture.incidents.values()
            if incident.status in (statuses or ("open",))
        )

    def _words(self) -> str:
        return f"{self._chance.choice(WORDS)} ({self._chance.randrange(10**6)})"

    def _open(self, picture: Picture, _: int) -> Wanted | None:
        standing = sum(i.status == "open" for i in picture.incidents.values())
        kind = self._one_of(picture.codes.types)
        if standing >= INCIDENTS or kind is None:
            return None
        act = c.OpenIncident(
            type_code=kind.code,
            place=self._chance.choice(PLACES),
            lat=54.7 + self._chance.uniform(-0.05, 0.05),
            lon=2.4 + self._chance.uniform(-0.05, 0.05),
            narrative=self._words(),
        )
        return act, {}

    def _log(self, picture: Picture, _: int) -> Wanted | None:
        incident = self._incident(picture, "open", "resolved")
        if incident is None:
            return None
        act = c.AddLogEntry(incident_id=incident.incident_id, text=self._words())
        return act, {}

    def _assign(self, picture: Picture, _: int) -> Wanted | None:
        incident = self._incident(picture)
        unit = self._one_of(
            unit
            for unit in picture.units.values()
            if unit.state in SENDABLE
            and (incident is None or incident.incident_id not in unit.incident_ids)
        )
        if incident is None or unit is None:
            return None
        act = c.AssignUnits(
            incident_id=incident.incident_id,
            unit_ids=(unit.unit_id,),
            divert=bool(unit.incident_ids),
        )
        return act, _presume(incident, unit)

    def _stand_down(self, picture: Picture, _: int) -> Wanted | None:
        unit = self._one_of(u for u in picture.units.values() if u.incident_ids)
        if unit is None:
            return None
        incident = picture.incidents[unit.incident_ids[0]]
        act = c.StandDown(incident_id=incident.incident_id, unit_id=unit.unit_id)
        return act, _presume(incident, unit)

    def _set_state(self, picture: Picture, _: int) -> Wanted | None:
        unit = self._one_of(u for u in picture.units.values() if u.state)
        if unit is None:
            return None
        act = c.SetUnitState(unit_id=unit.unit_id, state=self._chance.randint(1, 7))
        return act, _presume(unit)

    def _grade(self, picture: Picture, _: int) -> Wanted | None:
        incident = self._incident(picture)
        grade = self._one_of(
            grade.code
            for grade in picture.codes.grades
            if incident is None or grade.code != incident.grade
        )
        if incident is None or grade is None:
            return None
        act = c.GradeIncident(
            incident_id=incident.incident_id, grade=grade, reason=self._words()
        )
        return act, _presume(incident)

    def _amend(self, picture: Picture, _: int) -> Wanted | None:
        incident = self._incident(picture)
        if incident is None:
            return None
        act = c.AmendIncident(
            incident_id=incident.incident_id, place=f"{self._chance.random():.6f} Road"
        )
        return act, _presume(incident)

    def _resolve(self, picture: Picture, _: int) -> Wanted | None:
        held = {
            alarm.incident_id
            for alarm in picture.standing_alarms()
            if alarm.kind == "officer_emergency"
        }
        incident = self._one_of(
            incident
            for incident in picture.incidents.values()
            if incident.status == "open" and incident.incident_id not in held
        )
        if incident is None:
            return None
        act = c.ResolveIncident(incident_id=incident.incident_id, note=self._words())
        return act, _presume(incident)

    def _close(self, picture: Picture, _: int) -> Wanted | None:
        incident = self._incident(picture, "resolved")
        code = self._one_of(picture.codes.closing)
        if incident is None or code is None:
            return None
        act = c.CloseIncident(incident_id=incident.incident_id, closing_code=code.code)
        return act, _presume(incident)

    def _reopen(self, picture: Picture, _: int) -> Wanted | None:
        incident = self._incident(picture, "resolved", "closed")
        if incident is None:
            return None
        act = c.ReopenIncident(incident_id=incident.incident_id, reason=self._words())
        return act, _presume(incident)

    def _bring_up(self, picture: Picture, now_us: int) -> Wanted | None:
        incident = self._incident(picture)
        if incident is None:
            return None
        at_us = now_us + self._chance.randint(600, 7200) * 1_000_000
        act = c.SetBringUp(incident_id=incident.incident_id, at_us=at_us)
        return act, _presume(incident)

    def _emergency(self, picture: Picture, _: int) -> Wanted | None:
        if any(a.kind == "officer_emergency" for a in picture.standing_alarms()):
            return None
        unit = self._one_of(picture.units.values())
        return (c.RaiseEmergency(unit_id=unit.unit_id), {}) if unit else None

    def _alarm(self, picture: Picture, *, accepted: bool) -> Alarm | None:
        return self._one_of(
            alarm
            for alarm in picture.standing_alarms()
            if accepted is (alarm.accepted_by is not None)
        )

    def _accept(self, picture: Picture, _: int) -> Wanted | None:
        alarm = self._alarm(picture, accepted=False)
        return (c.AcceptAlarm(alarm_id=alarm.alarm_id), {}) if alarm else None

    def _end(self, picture: Picture, _: int) -> Wanted | None:
        alarm = self._alarm(picture, accepted=True)
        return (c.EndAlarm(alarm_id=alarm.alarm_id), {}) if alarm else None

    def _message(self, picture: Picture, _: int) -> Wanted | None:
        units = list(picture.units)
        if not units:
            return None
        chosen = self._chance.sample(units, min(len(units), 3))
        return c.SendMessage(unit_ids=tuple(chosen), text=self._words()), {}


def _presume(*entities: Incident | Unit) -> dict[str, int]:
    return {
        entity.incident_id
        if isinstance(entity, Incident)
        else entity.unit_id: entity.revision
        for entity in entities
    }
