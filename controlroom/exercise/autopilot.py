"""A dispatcher that needs nobody: looks at the picture as a person would and acts.

Pure: a picture, tracks and a time go in, acts come out, best first. One at a time, at
a human pace, so that a person who watches can follow; whoever takes a unit by hand is
never overruled, for the next look starts from the picture again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from controlroom.domain import commands as c
from controlroom.domain.deadlines import is_emergency
from controlroom.domain.entities import Incident, Outline, Unit
from controlroom.domain.picture import Picture
from controlroom.domain.recommend import recommend
from controlroom.domain.tracks import Tracks
from controlroom.exercise.calls import pick
from controlroom.exercise.texts import RESULTS, RISKS, WARNINGS

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
PACE_US = 4 * SECOND_US
"""From one act to the next."""
LOOK_US = 12 * SECOND_US
"""A call is read for so long before a unit is sent."""
ANSWER_US = {14: 20 * SECOND_US}
"""A request waits so long; others a minute."""
CHECKED_MOST = 20
"""Missed welfare checks looked at in one look."""
WRAP_US = 20 * SECOND_US
AVOID_US = 60 * SECOND_US
EMERGENCY_ACCEPT_US = 7 * SECOND_US
EMERGENCY_LASTS_US = 6 * MINUTE_US
WANTED = {"I": 2, "S": 1, "E": 1}
"""Units by grade; a referred incident gets none."""
HELP = 3
"""Units sent to an officer who calls for help."""
LOOKED_AT = 24
"""Offers looked through for units that are plainly free."""
REFERRED_US = 10 * MINUTE_US
EXTENDED_US = 6 * MINUTE_US
WARNINGS_MOST = 6
"""Markers that the autopilot puts on the map."""
WARNED_US = 90 * 24 * 60 * MINUTE_US
_WORKING = {5, 6, 9}


@dataclass(frozen=True, slots=True)
class Step:
    """An act with the revisions it presumes."""

    act: c.AnyAct
    expects: Mapping[str, int]


class Autopilot:
    """Keeps its pace between looks; everything else it knows is in the picture."""

    def __init__(self, seed: int) -> None:
        self._rng = np.random.Generator(np.random.PCG64([seed, 31]))
        self._next_us = 0
        self._avoided: dict[str, int] = {}

    def look(self, picture: Picture, tracks: Tracks, now_us: int) -> Step | None:
        """Return the next act, or None when it is too soon or nothing is to be done."""
        if now_us < self._next_us:
            return None
        steps = self._steps(picture, tracks, now_us)
        step = next(
            (s for s in steps if self._avoided.get(_about(s), 0) < now_us), None
        )
        if step is not None:
            self._next_us = now_us + int(PACE_US * self._rng.uniform(0.6, 1.8))
        return step

    def refused(self, step: Step, now_us: int) -> None:
        """Leave a matter alone for a while whose command the gateway refused."""
        self._avoided = {k: v for k, v in self._avoided.items() if v >= now_us}
        self._avoided[_about(step)] = now_us + AVOID_US

    def _steps(self, picture: Picture, tracks: Tracks, now_us: int) -> Iterator[Step]:
        yield from self._emergencies(picture, now_us)
        open_ones = [
            each
            for each in picture.incidents.values()
            if each.status == "open" and each.scheduled_at_us is None
        ]
        open_ones.sort(key=lambda i: ("ISER".find(i.grade), i.opened_at_us))
        for incident in open_ones:
            yield from self._send(picture, tracks, incident, now_us)
        for incident in open_ones:
            yield from self._finish(picture, incident, now_us)
        for incident in picture.incidents.values():
            if (
                incident.status == "resolved"
                and _since(incident.resolved_at_us, now_us) > WRAP_US
            ):
                yield self._close(picture, incident)
        for alarm in picture.standing_alarms():
            if alarm.accepted_at_us is None and alarm.kind != "officer_emergency":
                yield Step(c.AcceptAlarm(alarm_id=alarm.alarm_id), {})
        yield from _answers(picture, now_us)
        yield from self._care(picture, open_ones, now_us)

    def _care(
        self, picture: Picture, open_ones: list[Incident], now_us: int
    ) -> Iterator[Step]:
        """When nothing presses: write risks down, and what warns about a place."""
        attended = [
            each
            for each in open_ones
            if each.assignments and not each.emergency_alarm_id
        ]
        for incident in attended:
            written = incident.risk_at_us or 0
            is_due = incident.risk_at_us is None or written < incident.risk_asked_us
            if incident.grade == "I" and is_due:
                act = c.RecordRisk(
                    incident_id=incident.incident_id, text=pick(self._rng, RISKS)
                )
                yield Step(act, {})
        marked = sum(each.kind == "marker" for each in picture.drawings.values())
        for incident in attended[marked:WARNINGS_MOST]:
            if incident.lat is not None and incident.lon is not None:
                at = (incident.lat, incident.lon)
                yield Step(
                    c.Draw(
                        kind="marker",
                        outline=Outline(shape="point", corners=(at,)),
                        label=WARNINGS[marked % len(WARNINGS)],
                        expires_at_us=now_us + WARNED_US,
                    ),
                    {},
                )

    def _emergencies(self, picture: Picture, now_us: int) -> Iterator[Step]:
        for alarm in picture.standing_alarms():
            if alarm.kind != "officer_emergency":
                continue
            waited = now_us - alarm.raised_at_us
            if alarm.accepted_at_us is None:
                if waited > EMERGENCY_ACCEPT_US:
                    yield Step(c.AcceptAlarm(alarm_id=alarm.alarm_id), {})
            elif waited > EMERGENCY_LASTS_US:
                yield Step(
                    c.EndAlarm(
                        alarm_id=alarm.alarm_id, note="Officer safe, spoken to."
                    ),
                    {},
                )

    def _send(
        self, picture: Picture, tracks: Tracks, incident: Incident, now_us: int
    ) -> Iterator[Step]:
        if incident.first_at_scene_at_us is not None and not incident.assignments:
            return
        wanted = HELP if incident.emergency_alarm_id else WANTED.get(incident.grade, 0)
        missing = wanted - len(incident.assignments)
        reading_us = EXTENDED_US if incident.grade == "E" else LOOK_US
        if missing <= 0 or now_us - incident.changed_at_us < LOOK_US:
            return
        if now_us - incident.opened_at_us < reading_us:
            return
        chosen = nearest_free(picture, tracks, incident, missing, now_us)
        if chosen:
            expects = {incident.incident_id: incident.revision}
            expects |= {unit.unit_id: unit.revision for unit in chosen}
            ids = tuple(unit.unit_id for unit in chosen)
            yield Step(
                c.AssignUnits(
                    incident_id=incident.incident_id, unit_ids=ids, recommended=ids
                ),
                expects,
            )

    def _finish(
        self, picture: Picture, incident: Incident, now_us: int
    ) -> Iterator[Step]:
        """Resolve what its units are done with, and what nobody needs to attend."""
        if is_emergency(incident, picture):
            return
        units = [
            picture.units[sent.unit_id]
            for sent in incident.assignments
            if sent.unit_id in picture.units
        ]
        attended = incident.first_at_scene_at_us is not None
        done = attended and not any(unit.state in _WORKING for unit in units)
        rested = all(now_us - unit.state_at_us > WRAP_US for unit in units)
        referred = incident.grade == "R" and (
            now_us - incident.opened_at_us > REFERRED_US
        )
        if (done and rested) or referred:
            note = (
                "Crime number given by telephone."
                if referred
                else pick(self._rng, RESULTS)
            )
            yield Step(
                c.ResolveIncident(incident_id=incident.incident_id, note=note),
                {incident.incident_id: incident.revision},
            )

    def _close(self, picture: Picture, incident: Incident) -> Step:
        codes = [code.code for code in picture.codes.closing] or [""]
        act = c.CloseIncident(
            incident_id=incident.incident_id, closing_code=pick(self._rng, codes)
        )
        return Step(act, {incident.incident_id: incident.revision})


def nearest_free(
    picture: Picture, tracks: Tracks, incident: Incident, count: int, now_us: int
) -> list[Unit]:
    """The first recommended units that are available, without a warning, on wheels."""
    offers = recommend(picture, tracks, incident, now_us, most=(LOOKED_AT, 0)).offers
    units = [picture.units[offer.unit_id] for offer in offers]
    free = [unit for unit in units if _available(picture, unit) and unit.kind != "air"]
    return free[:count]


def _available(picture: Picture, unit: Unit) -> bool:
    state = picture.codes.state(unit.state)
    return state is not None and state.availability == "available"


def _answers(picture: Picture, now_us: int) -> Iterator[Step]:
    """Answer who asks, and speak with whoever was not heard of for too long."""
    waiting = [each for each in picture.units.values() if each.request is not None]
    for unit in sorted(waiting, key=lambda each: each.request_at_us):
        patience_us = ANSWER_US.get(unit.request or 0, MINUTE_US)
        if now_us - unit.request_at_us >= patience_us:
            yield Step(c.AnswerRequest(unit_id=unit.unit_id), {})
    missed = [key for key, due_us in picture.checks.items() if due_us <= now_us]
    for unit_id in missed[:CHECKED_MOST]:
        yield Step(c.RecordContact(unit_id=unit_id, note="all well"), {})


def _about(step: Step) -> str:
    """What an act is about: its kind and its incident, alarm or unit."""
    names = ("incident_id", "alarm_id", "unit_id")
    subject = next(filter(None, (getattr(step.act, name, "") for name in names)), "")
    return f"{type(step.act).__name__} {subject}"


def _since(at_us: int | None, now_us: int) -> int:
    return now_us - (at_us or now_us)
