"""The autopilot does what a calm dispatcher would, one thing at a time."""

import numpy as np
import pytest

from controlroom.config import read_codes
from controlroom.domain import commands as c
from controlroom.domain.entities import Alarm, Assignment, Drawing, Incident, Unit
from controlroom.domain.picture import Picture
from controlroom.domain.tracks import Moved, Tracks
from controlroom.exercise.autopilot import (
    AVOID_US,
    LOOK_US,
    MINUTE_US,
    SECOND_US,
    WARNINGS_MOST,
    Autopilot,
    nearest_free,
)

NOW_US = 1_795_300_000_000_000
CODES = read_codes(None)


def _unit(number: int, **changes: object) -> Unit:
    fields: dict[str, object] = {
        "unit_id": f"unit_{number}", "callsign": f"HB{number}", "row": number,
        "state": 2, "state_at_us": NOW_US - MINUTE_US,
    }  # fmt: skip
    return Unit(**(fields | changes))  # type: ignore[arg-type]  # fields by name


def _incident(number: int, **changes: object) -> Incident:
    fields: dict[str, object] = {
        "incident_id": f"inc_{number}", "cad": f"{number}/21NOV26",
        "type_code": "ROBBERY", "grade": "I", "lat": 54.7, "lon": 2.4,
        "opened_at_us": NOW_US - MINUTE_US, "changed_at_us": NOW_US - MINUTE_US,
    }  # fmt: skip
    return Incident(**(fields | changes))  # type: ignore[arg-type]  # fields by name


def _room(units: list[Unit], incidents: list[Incident]) -> tuple[Picture, Tracks]:
    picture = Picture(
        codes=CODES,
        units={unit.unit_id: unit for unit in units},
        unit_rows=[unit.unit_id for unit in units],
        incidents={incident.incident_id: incident for incident in incidents},
    )
    tracks = Tracks()
    count = len(units)
    tracks.apply(
        Moved(
            unit_rows=np.array([unit.row for unit in units], np.int32),
            lat=np.array([54.7 + 0.01 * place for place in range(count)]),
            lon=np.full(count, 2.4),
            fix_us=np.full(count, NOW_US - SECOND_US, np.int64),
            speed_mps=np.zeros(count, np.float32),
            heading_deg=np.zeros(count, np.float32),
            accuracy_m=np.full(count, 5, np.float32),
            kind=np.zeros(count, np.uint8),
        )
    )
    return picture, tracks


def _act(picture: Picture, tracks: Tracks, now_us: int = NOW_US) -> c.AnyAct | None:
    step = Autopilot(seed=1).look(picture, tracks, now_us)
    return step.act if step else None


def test_sends_the_nearest_two_to_an_immediate() -> None:
    """The two nearest free units go, with the revisions that were looked at."""
    units = [_unit(n, revision=10 + n) for n in range(4)]
    picture, tracks = _room(units, [_incident(1, revision=7)])

    step = Autopilot(seed=1).look(picture, tracks, NOW_US)

    assert step is not None
    assert isinstance(step.act, c.AssignUnits)
    assert ("unit_0", "unit_1") == step.act.unit_ids
    assert {"inc_1": 7, "unit_0": 10, "unit_1": 11} == step.expects


def test_reads_before_it_sends() -> None:
    """A call that just came in is read first."""
    fresh = _incident(1, opened_at_us=NOW_US - LOOK_US // 2)
    picture, tracks = _room([_unit(0)], [fresh])

    assert _act(picture, tracks) is None


@pytest.mark.parametrize(
    "busy",
    [{"state": 6}, {"state": 11}, {"incident_ids": ("inc_9",)}, {"kind": "air"}],
)
def test_never_takes_who_is_not_free(busy: dict[str, object]) -> None:
    """Units at work, off duty, assigned or in the air are left alone."""
    picture, tracks = _room([_unit(0, **busy), _unit(1)], [])

    free = nearest_free(picture, tracks, _incident(1), 5, NOW_US)
    assert ["unit_1"] == [unit.unit_id for unit in free]


def test_accepts_and_later_ends_an_emergency() -> None:
    """First accepted by name, help sent elsewhere, ended only after a while."""
    alarm = Alarm(
        alarm_id="alm_1", kind="officer_emergency", priority="emergency",
        raised_at_us=NOW_US - 20 * SECOND_US, unit_id="unit_0",
    )  # fmt: skip
    picture, tracks = _room([], [])
    picture.alarms["alm_1"] = alarm

    assert c.AcceptAlarm(alarm_id="alm_1") == _act(picture, tracks)
    picture.alarms["alm_1"] = Alarm(
        alarm_id="alm_1", kind="officer_emergency", priority="emergency",
        raised_at_us=NOW_US - 20 * SECOND_US, accepted_at_us=NOW_US, accepted_by="p",
    )  # fmt: skip
    assert _act(picture, tracks) is None
    assert isinstance(_act(picture, tracks, NOW_US + 7 * MINUTE_US), c.EndAlarm)


def test_resolves_what_is_done_and_closes_it() -> None:
    """When everybody has finished the incident is resolved, then closed with a code."""
    done = _unit(0, state=7, incident_ids=("inc_1",))
    sent = Assignment(unit_id="unit_0", at_us=NOW_US - MINUTE_US, by="p")
    incident = _incident(
        1, grade="S", assignments=(sent,), first_at_scene_at_us=NOW_US - MINUTE_US
    )
    picture, tracks = _room([done], [incident])

    assert isinstance(_act(picture, tracks), c.ResolveIncident)
    picture.incidents["inc_1"] = _incident(
        1, status="resolved", resolved_at_us=NOW_US - MINUTE_US
    )
    closing = _act(picture, tracks)
    assert isinstance(closing, c.CloseIncident)
    assert closing.closing_code in {code.code for code in CODES.closing}


def test_leaves_an_incident_while_its_officer_calls_for_help() -> None:
    """An emergency's incident is not resolved before the alarm has ended."""
    done = _unit(0, state=7, incident_ids=("inc_1",))
    sent = Assignment(unit_id="unit_0", at_us=NOW_US, by="p")
    incident = _incident(
        1, assignments=(sent,) * 3, first_at_scene_at_us=NOW_US - MINUTE_US,
        emergency_alarm_id="alm_1",
    )  # fmt: skip
    picture, tracks = _room([done], [incident])
    picture.alarms["alm_1"] = Alarm(
        alarm_id="alm_1", kind="officer_emergency", priority="emergency",
        raised_at_us=NOW_US, accepted_at_us=NOW_US,
    )  # fmt: skip

    assert _act(picture, tracks) is None


def test_one_act_at_a_time() -> None:
    """Right after an act there is a pause, whatever else waits."""
    incidents = [_incident(n) for n in range(1, 4)]
    picture, tracks = _room([_unit(n) for n in range(9)], incidents)
    autopilot = Autopilot(seed=1)

    assert autopilot.look(picture, tracks, NOW_US) is not None
    assert autopilot.look(picture, tracks, NOW_US + SECOND_US) is None


def test_leaves_alone_what_was_refused() -> None:
    """A refused command is not sent again and again."""
    picture, tracks = _room([_unit(n) for n in range(3)], [_incident(1)])
    autopilot = Autopilot(seed=1)
    step = autopilot.look(picture, tracks, NOW_US)
    assert step is not None
    autopilot.refused(step, NOW_US)

    assert autopilot.look(picture, tracks, NOW_US + 20 * SECOND_US) is None
    assert autopilot.look(picture, tracks, NOW_US + AVOID_US + SECOND_US) is not None


def _attended(number: int, **changes: object) -> Incident:
    sent = Assignment(unit_id="unit_1", at_us=NOW_US, by="per_ash")
    return _incident(number, grade="I", assignments=(sent, sent), **changes)


def test_writes_risks_down_once_and_again_when_asked() -> None:
    """When nothing presses; a new grade asks again."""
    acts = [
        _act(*_room([], [_attended(1, **risk)]))
        for risk in (
            {},
            {"risk_at_us": 5, "risk_asked_us": 3},
            {"risk_at_us": 5, "risk_asked_us": 7},
        )
    ]

    assert [c.RecordRisk, c.Draw, c.RecordRisk] == [type(act) for act in acts]


def test_marks_a_few_places_with_warnings() -> None:
    """Each with an expiry, and not for ever more of them."""
    picture, tracks = _room([], [_attended(n, risk_at_us=1) for n in range(9)])
    drawn = []
    while isinstance(act := _act(picture, tracks), c.Draw):
        drawn.append(act)
        picture.drawings[str(len(drawn))] = Drawing(
            drawing_id=str(len(drawn)), kind=act.kind, outline=act.outline
        )

    assert WARNINGS_MOST == len(drawn)
    assert {"marker"} == {each.kind for each in drawn}
    assert all(each.label and each.expires_at_us for each in drawn)


def test_requests_are_answered_the_urgent_one_sooner() -> None:
    """Twenty seconds for an urgent call back, a minute for the others; oldest first."""
    asked = [
        _unit(1, request=13, request_at_us=NOW_US - 59 * SECOND_US),
        _unit(2, request=14, request_at_us=NOW_US - 21 * SECOND_US),
        _unit(3, request=13, request_at_us=NOW_US - 61 * SECOND_US),
    ]
    step = Autopilot(3).look(*_room(asked, []), NOW_US)
    other = Autopilot(3).look(*_room(asked[:2], []), NOW_US)

    assert step is not None
    assert other is not None
    assert c.AnswerRequest(unit_id="unit_3") == step.act
    assert c.AnswerRequest(unit_id="unit_2") == other.act
    assert None is Autopilot(3).look(*_room(asked[:1], []), NOW_US)


def test_who_was_not_heard_of_is_spoken_with() -> None:
    """Once the welfare check is due."""
    picture, tracks = _room([_unit(1, state=6)], [])
    picture.checks["unit_1"] = NOW_US

    assert None is Autopilot(3).look(picture, tracks, NOW_US - 1)
    step = Autopilot(3).look(picture, tracks, NOW_US)
    assert step is not None
    assert c.RecordContact(unit_id="unit_1", note="all well") == step.act
