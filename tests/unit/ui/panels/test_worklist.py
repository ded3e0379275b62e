"""Sections and order of the queue."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain import events as e
from controlroom.domain.duty_rules import WelfareRules
from controlroom.domain.entities import Incident
from controlroom.domain.picture import Picture
from tests.helpers.scene import CODES, SECOND_US, Scene, full_scene
from ui.panels import worklist
from ui.panels.worklist import ORDER, Standing, Worklist


def _picture(scene: Scene) -> Picture:
    picture = Picture()
    for fact in scene.facts:
        picture.apply(fact)
    scene.facts = []
    return picture


@pytest.fixture
def scene() -> Scene:
    """The room of the main picture."""
    return full_scene(Scene())


def _sections(scene: Scene, picture: Picture) -> dict[str, list[str]]:
    work = Worklist()
    work.rebuild(picture)
    return work.sections(picture, scene.now_us)


def test_the_order_is_the_order_of_work(scene: Scene) -> None:
    """Emergencies, overdue by grade, due soonest, at scene, extended, referred."""
    scene.emergency("unit_cn24", 4533)
    found = _sections(scene, _picture(scene))

    assert list(ORDER) == list(found)
    assert ["inc_4533"] == found[worklist.EMERGENCY]
    assert ["inc_4519", "inc_4502"] == found[worklist.OVERDUE]
    assert ["inc_4521", "inc_4530", "inc_4531"] == found[worklist.DUE][:3]
    assert ["inc_4498", "inc_4506"] == found[worklist.AT_SCENE]
    assert ["inc_4455", "inc_4461"] == found[worklist.EXTENDED]
    assert ["inc_4440"] == found[worklist.REFERRED]


def test_at_scene_comes_by_the_next_welfare_check(scene: Scene) -> None:
    """A contact moves its incident down; without rules the longest comes first."""
    rules = msgspec.structs.replace(CODES, welfare=WelfareRules(crewed_s=900))
    scene.say(e.CodesPublished(codes=rules))
    picture, work = _picture(scene), Worklist()
    work.rebuild(picture)
    before = work.sections(picture, scene.now_us)[worklist.AT_SCENE]
    (first, second) = before
    unit_id = picture.incidents[first].assignments[0].unit_id
    scene.say(e.ContactRecorded(unit_id=unit_id))
    touched = picture.apply(scene.facts.pop())

    assert work.update(picture, touched)
    assert [second, first] == work.sections(picture, scene.now_us)[worklist.AT_SCENE]
    place = work.standing_of(first)
    assert place is not None
    assert scene.now_us + 900 * SECOND_US == place.due_us


def test_the_clock_alone_makes_things_overdue(scene: Scene) -> None:
    """A target passes without any fact; the list knows when to look again."""
    picture, work = _picture(scene), Worklist()
    work.rebuild(picture)
    work.sections(picture, scene.now_us)
    later_us = scene.now_us + 11 * 60 * SECOND_US

    assert (False, True) == (work.has_turned(scene.now_us), work.has_turned(later_us))
    assert "inc_4521" in work.sections(picture, later_us)[worklist.OVERDUE]


def test_an_officers_emergency_passes_every_filter(scene: Scene) -> None:
    """Nothing hides danger."""
    scene.emergency("unit_cn24", 4533)
    picture, work = _picture(scene), Worklist()
    work.keeps = lambda _incident: False
    work.rebuild(picture)
    found = work.sections(picture, scene.now_us)

    assert ["inc_4533"] == [key for keys in found.values() for key in keys]


def test_an_ended_emergency_is_worked_like_anything_else(scene: Scene) -> None:
    """Its incident stands in the queue until it is closed."""
    alarm_id = scene.emergency("unit_cn24", 4533)
    picture, work = _picture(scene), Worklist()
    work.rebuild(picture)
    scene.say(e.AlarmEnded(alarm_id=alarm_id, outcome="ended"))
    moved = False
    for fact in scene.facts:
        moved = work.update(picture, picture.apply(fact))
    found = work.sections(picture, scene.now_us)

    assert moved
    assert [] == found[worklist.EMERGENCY]
    assert "inc_4533" in found[worklist.DUE]


def test_resolved_waits_and_closed_goes(scene: Scene) -> None:
    """What is resolved waits at the end to be closed; what is closed is gone."""
    picture, work = _picture(scene), Worklist()
    work.rebuild(picture)
    places = []
    for event in (
        e.IncidentResolved(incident_id="inc_4521"),
        e.IncidentClosed(incident_id="inc_4521", closing_code="NFA"),
        e.IncidentReopened(incident_id="inc_4521"),
    ):
        scene.say(event)
        work.update(picture, picture.apply(scene.facts[-1]))
        place = work.standing_of("inc_4521")
        places.append(place.section if place else None)

    assert [worklist.RESOLVED, None, worklist.DUE] == places


def test_a_reminder_schedules_what_can_wait(scene: Scene) -> None:
    """An extended incident counts down to its bring-up, an urgent one to its target."""
    at_us = scene.now_us + 600 * SECOND_US
    for key in ("inc_4461", "inc_4521"):
        scene.say(e.BringUpSet(incident_id=key, at_us=at_us))
    picture, work = _picture(scene), Worklist()
    work.rebuild(picture)
    extended, urgent = work.standing_of("inc_4461"), work.standing_of("inc_4521")

    assert extended is not None
    assert urgent is not None
    assert at_us == extended.due_us
    assert urgent.due_us != at_us


@given(
    st.lists(
        st.tuples(
            st.integers(1, 12), st.sampled_from(["assign", "scene", "resolve", "close"])
        ),
        max_size=30,
    )
)
def test_following_changes_ends_where_building_anew_does(
    steps: list[tuple[int, str]],
) -> None:
    """However facts come, following them gives the same order as starting over."""
    scene = Scene()
    scene.codes()
    scene.unit("HB1")
    for number in range(1, 13):
        scene.incident(number, "ROB" if number % 2 else "STA", "x", 120 * number)
    picture, work = _picture(scene), Worklist()
    work.rebuild(picture)
    for number, what in steps:
        incident_id = f"inc_{number}"
        if what == "assign" and not picture.units["unit_hb1"].incident_ids:
            scene.say(e.UnitAssigned(incident_id=incident_id, unit_id="unit_hb1"))
        elif what == "scene":
            scene.state("unit_hb1", 6)
        elif what == "resolve":
            scene.say(e.IncidentResolved(incident_id=incident_id))
        elif what == "close":
            scene.say(e.IncidentClosed(incident_id=incident_id, closing_code="NFA"))
        for fact in scene.facts:
            work.update(picture, picture.apply(fact))
        scene.facts = []

    assert _sections(scene, picture) == work.sections(picture, scene.now_us)


def test_a_change_among_two_thousand_incidents_looks_at_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Thousands cost no more than a few: only what changed is placed anew."""
    scene = Scene()
    scene.codes()
    for number in range(2_000):
        scene.incident(number + 1, "ROB" if number % 3 else "STA", "x", number % 3000)
    picture, work = _picture(scene), Worklist()
    work.rebuild(picture)
    placed: list[str] = []
    place = work._place

    def counted(incident: Incident, among: Picture) -> Standing | None:
        placed.append(incident.incident_id)
        return place(incident, among)

    monkeypatch.setattr(work, "_place", counted)
    for number in range(5):
        scene.log(f"inc_{number + 1}", "x", "per_ash", 0)
        work.update(picture, picture.apply(scene.facts.pop()))
        work.sections(picture, scene.now_us)

    assert ["inc_1", "inc_2", "inc_3", "inc_4", "inc_5"] == placed
