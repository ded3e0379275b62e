"""Made-up units do what crews do: patrol, answer, drive, attend, rest, change shift."""

from collections.abc import Callable

import numpy as np
import pytest

from controlroom.domain.observations import (
    AnyObservation,
    AssignmentSeen,
    CameraReported,
    CrewReported,
    DutyReported,
    EmergencyReported,
    SpokeReported,
    StateReported,
)
from controlroom.exercise.force import MINUTE_US, SECOND_US, Force
from controlroom.exercise.member import Task
from controlroom.exercise.roster import Roster, muster
from tests.helpers.grid import grid_graph

GRAPH = grid_graph(side=9)
START_US = 1_795_300_000_000_000


class Shift:
    """A force with what it said, and room time that a test moves on."""

    def __init__(self, count: int = 12, seed: int = 1) -> None:
        self.said: list[AnyObservation] = []
        self.now_us = START_US
        self.roster: Roster = muster(count, ("Harbour", "Central"), seed)
        self.force = Force(self.roster, GRAPH, [0, 40], seed, self.said.append)
        self.force.begin(self.now_us)

    def run(self, minutes: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Go on in steps of two seconds until something holds; return whether."""
        for _ in range(int(minutes * 30)):
            if until():
                return True
            self.now_us += 2 * SECOND_US
            self.force.step(self.now_us, 2.0)
        return until()

    def states_of(self, device_id: str) -> list[int]:
        """The radio states that a device pressed, in order."""
        return [
            seen.state
            for seen in self.said
            if isinstance(seen, StateReported) and seen.device_id == device_id
        ]


@pytest.fixture
def shift() -> Shift:
    """A dozen units in the middle of a shift."""
    return Shift()


def _car(shift: Shift) -> int:
    return next(m.index for m in shift.force.members if m.unit.kind == "car")


def test_everybody_books_on_with_a_crew(shift: Shift) -> None:
    """At the beginning each unit is on duty, crewed and on patrol."""
    on_duty = [seen for seen in shift.said if isinstance(seen, DutyReported)]
    crews = [seen for seen in shift.said if isinstance(seen, CrewReported)]

    assert 12 == len(on_duty) == len(crews)
    assert all(crew.collars for crew in crews)
    for member in shift.force.members:
        assert 2 == shift.states_of(member.device_id)[0]


def test_everybody_says_when_its_shift_is(shift: Shift) -> None:
    """Nine hours, in the middle of them; a meal is to come or was had."""
    for seen in shift.said:
        if isinstance(seen, DutyReported):
            began_us, end_us = seen.began_us or 0, seen.shift_end_us or 0

            assert began_us < shift.now_us < end_us
            assert 9 * 3_600 * SECOND_US == end_us - began_us
            assert (seen.meal_at_us is None) == bool(seen.meal_us)


def test_crews_at_a_scene_speak_until_they_leave(shift: Shift) -> None:
    """Never silent for a quarter of an hour, so no welfare check is missed."""
    member = shift.force.members[_car(shift)]
    task = Task("inc_1", float(GRAPH.lat[70]), float(GRAPH.lon[70]), "I")
    shift.force.assign(member.unit.unit_id, task, shift.now_us)
    shift.run(10, lambda: member.phase == "scene")
    member.leaves_at_us = shift.now_us + 40 * 60 * SECOND_US
    shift.run(60, lambda: member.phase != "scene")
    spoken = [
        seen.at_us
        for seen in shift.said
        if isinstance(seen, SpokeReported) and seen.device_id == member.device_id
    ]

    assert len(spoken) >= 3
    assert max(np.diff(spoken)) < 15 * 60 * SECOND_US


def test_crews_ask_the_room_and_go_on(shift: Shift) -> None:
    """Requests are no states: some of a large force have asked at the beginning."""
    large = Shift(count=400)
    asked = {s.state for s in large.said if isinstance(s, StateReported)} - {*range(12)}

    assert asked
    assert asked <= {12, 13, 14, 16}
    assert all(member.state < 12 for member in large.force.members)


def test_in_the_middle_of_a_shift_not_everybody_patrols() -> None:
    """Most patrol; some are at a station, at refreshments, or busy with somebody."""
    shift = Shift(count=200)
    states = [member.state for member in shift.force.members]

    assert states.count(2) > 120
    assert {3, 4} <= set(states)


def test_patrols_move(shift: Shift) -> None:
    """After a minute the patrols are somewhere else."""
    before = shift.force.movers.lat.copy(), shift.force.movers.lon.copy()
    shift.run(1)

    moved = (before[0] != shift.force.movers.lat) | (
        before[1] != shift.force.movers.lon
    )
    assert np.count_nonzero(moved) >= 8


def test_an_assignment_is_seen_driven_to_and_attended(shift: Shift) -> None:
    """Acknowledge, state 5, drive to the place, state 6, the camera records."""
    member = shift.force.members[_car(shift)]
    task = Task("inc_1", float(GRAPH.lat[70]), float(GRAPH.lon[70]), "I")
    shift.force.assign(member.unit.unit_id, task, shift.now_us)

    assert shift.run(10, lambda: 6 in shift.states_of(member.device_id))
    assert [5, 6] == shift.states_of(member.device_id)[-2:]
    seen = [s for s in shift.said if isinstance(s, AssignmentSeen)]
    assert [(member.device_id, "inc_1")] == [(s.device_id, s.incident_id) for s in seen]
    assert GRAPH.lat[70] == pytest.approx(shift.force.movers.lat[member.index])
    films = [
        s.state
        for s in shift.said
        if isinstance(s, CameraReported) and s.camera_id == member.camera_id
    ]
    assert "recording" == films[-1]


def test_stood_down_goes_back_on_patrol(shift: Shift) -> None:
    """Released on the way, the unit is on patrol again and forgets the task."""
    member = shift.force.members[_car(shift)]
    task = Task("inc_1", float(GRAPH.lat[80]), float(GRAPH.lon[80]), "S")
    shift.force.assign(member.unit.unit_id, task, shift.now_us)
    shift.run(1, lambda: member.phase == "driving")
    shift.force.stand_down(member.unit.unit_id, "inc_1", shift.now_us)

    assert 2 == shift.states_of(member.device_id)[-1]
    assert member.task is None


def test_standing_down_from_another_incident_changes_nothing(shift: Shift) -> None:
    """A late word about an older incident does not stop the unit."""
    member = shift.force.members[_car(shift)]
    shift.force.assign(
        member.unit.unit_id, Task("inc_2", None, None, "S"), shift.now_us
    )
    shift.force.stand_down(member.unit.unit_id, "inc_1", shift.now_us)

    assert member.task is not None


def test_a_place_nobody_knows_is_attended_where_the_unit_is(shift: Shift) -> None:
    """Without coordinates the unit reports at scene rather than drive nowhere."""
    member = shift.force.members[_car(shift)]
    shift.force.assign(
        member.unit.unit_id, Task("inc_3", None, None, "S"), shift.now_us
    )

    assert shift.run(2, lambda: 6 in shift.states_of(member.device_id))


def test_when_the_work_is_done_the_unit_says_so(shift: Shift) -> None:
    """After its time on scene a unit is deployable again, or escorts a prisoner."""
    member = shift.force.members[_car(shift)]
    shift.force.assign(
        member.unit.unit_id, Task("inc_4", None, None, "S"), shift.now_us
    )

    assert shift.run(200, lambda: bool({7, 9} & set(shift.states_of(member.device_id))))


def test_over_a_shift_crews_rest_and_are_relieved() -> None:
    """In ten hours there are meals, station visits, bookings off and on again."""
    shift = Shift(count=8)
    shift.run(600)

    pressed = {s.state for s in shift.said if isinstance(s, StateReported)}
    assert {2, 3, 4} <= pressed
    off = [s for s in shift.said if isinstance(s, DutyReported) and not s.on_duty]
    on = [s for s in shift.said if isinstance(s, DutyReported) and s.on_duty]
    assert off
    assert len(on) > 8


def test_an_officer_can_call_for_help(shift: Shift) -> None:
    """The emergency names the device and the place."""
    member = shift.force.members[_car(shift)]
    shift.force.emergency(member, shift.now_us)

    seen = next(s for s in shift.said if isinstance(s, EmergencyReported))
    assert member.device_id == seen.device_id
    assert shift.force.movers.lat[member.index] == seen.lat


def test_an_officer_in_danger_stays_there(shift: Shift) -> None:
    """Nobody walks on from an emergency; later the shift goes on."""
    member = shift.force.members[_car(shift)]
    shift.force.emergency(member, shift.now_us)
    place = float(shift.force.movers.lat[member.index])
    shift.run(4)

    assert place == shift.force.movers.lat[member.index]
    assert shift.run(6, lambda: member.phase == "patrol")


def test_unknown_units_are_nobody(shift: Shift) -> None:
    """An assignment for a unit of somebody else's is left alone."""
    shift.force.assign("unit_gone", Task("inc_5", None, None, "S"), shift.now_us)

    assert shift.force.member_of("unit_gone") is None


def test_same_seed_same_day() -> None:
    """Two exercises of one seed say the same things in the same order."""
    first, second = Shift(seed=5), Shift(seed=5)
    first.run(30)
    second.run(30)

    assert first.said == second.said
    assert START_US + 30 * MINUTE_US == first.now_us
