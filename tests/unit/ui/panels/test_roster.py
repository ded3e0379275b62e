"""Groups of the units list."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from controlroom.domain import events as e
from controlroom.domain.entities import Unit
from controlroom.domain.picture import Picture
from tests.helpers.scene import CODES, Scene, full_scene
from ui.panels.roster import NO_SECTOR, Roster, callsign_key


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


def test_units_stand_by_sector_in_order_of_callsign(scene: Scene) -> None:
    """Sectors come as the codes name them, units as people count."""
    roster = Roster()
    roster.rebuild(_picture(scene))
    groups = dict(roster.groups(CODES))

    assert ["Harbour", "Central"] == list(groups)
    assert ["unit_bt81", "unit_dg62", "unit_hb11"] == groups["Harbour"][:3]


@pytest.mark.parametrize(
    ("less", "more"), [("HB9", "HB11"), ("A1", "B1"), ("HB1A", "HB1B"), ("9", "10")]
)
def test_callsigns_sort_as_people_count(less: str, more: str) -> None:
    """Nine comes before eleven."""
    keys = [callsign_key(Unit(unit_id="u", callsign=name)) for name in (less, more)]

    assert keys == sorted(keys)


@example(["\u00b2", "1", "A", ""])
@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_callsigns_can_be_sorted(names: list[str]) -> None:
    """Whatever units are called, they have an order."""
    keys = [
        callsign_key(Unit(unit_id=str(place), callsign=name))
        for place, name in enumerate(names)
    ]

    assert len(keys) == len(sorted(keys))


def test_heads_count_who_is_on_duty_and_deployable(scene: Scene) -> None:
    """States 1, 2, 3 and 7 can be sent; who is off duty is not listed."""
    scene.state("unit_hb14", 11)
    roster = Roster()
    picture = _picture(scene)
    roster.rebuild(picture)
    count = roster.count("Harbour")
    harbour = [u for u in picture.units.values() if u.sector == "Harbour"]

    assert len([u for u in harbour if u.state != 11]) == count.units
    assert len([u for u in harbour if u.state in {1, 2, 3, 7}]) == count.deployable


def test_a_unit_without_a_sector_is_listed(scene: Scene) -> None:
    """Nobody is lost for want of a sector."""
    scene.unit("XX1", sector="")
    roster = Roster()
    roster.rebuild(_picture(scene))

    assert ["unit_xx1"] == dict(roster.groups(CODES))[NO_SECTOR]


def test_requests_are_a_list_of_their_own(scene: Scene) -> None:
    """Who asks to be called back stands under what they ask for."""
    scene.say(e.RequestReceived(unit_id="unit_hb14", request=14))
    roster = Roster()
    roster.mode = "request"
    roster.rebuild(_picture(scene))

    assert [("14", ["unit_hb14"])] == roster.groups(CODES)


@pytest.mark.parametrize("mode", ["sector", "state"])
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 11)), max_size=30))
def test_following_changes_ends_where_building_anew_does(
    mode: str, steps: list[tuple[int, int]]
) -> None:
    """However states come, groups and counts are those of starting over."""
    scene = Scene()
    scene.codes()
    units = [scene.unit(f"U{n}", sector="Harbour" if n % 2 else "") for n in range(6)]
    picture, roster, anew = _picture(scene), Roster(), Roster()
    roster.mode = anew.mode = mode
    roster.rebuild(picture)
    for number, state in steps:
        scene.state(units[number], state)
        touched = picture.apply(scene.facts.pop())
        would = roster.would_move(picture, units[number])

        assert would == roster.update(picture, touched)
    anew.rebuild(picture)

    assert anew.groups(CODES) == roster.groups(CODES)
    for group, _keys in anew.groups(CODES):
        assert anew.count(group) == roster.count(group)


def test_fifteen_thousand_units_follow_within_a_frame() -> None:
    """A hundred changed states among 15,000 units cost less than 16 ms."""
    scene = Scene()
    scene.codes()
    for number in range(15_000):
        unit = Unit(
            unit_id=f"u{number}", callsign=f"HB{number}", sector=f"S{number % 20}"
        )
        scene.say(e.UnitAdded(unit=unit))
    for number in range(15_000):
        scene.say(e.UnitStateChanged(unit_id=f"u{number}", state=2))
    picture, roster = _picture(scene), Roster()
    roster.mode = "state"
    roster.rebuild(picture)
    best = 1.0
    for turn in range(4):
        touched: list[str] = []
        for number in range(100):
            unit_id = f"u{turn * 100 + number}"
            scene.say(e.UnitStateChanged(unit_id=unit_id, state=5))
            touched += picture.apply(scene.facts.pop())
        began = time.perf_counter()
        roster.update(picture, touched)
        roster.groups(CODES)
        best = min(best, time.perf_counter() - began)

    assert best < 0.016
