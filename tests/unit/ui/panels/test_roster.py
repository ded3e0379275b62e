"""Groups of the units list."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from controlroom.domain import events as e
from controlroom.domain.entities import Unit
from controlroom.domain.picture import Picture
from tests.helpers.scene import CODES, Scene, full_scene
from ui.panels.roster import NO_SECTOR, Roster, callsign_key, unit_key


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


def test_the_oldest_request_comes_first_and_urgent_ones_before_all(
    scene: Scene,
) -> None:
    """An urgent call back never stands under one that can wait."""
    for place, (unit_id, request) in enumerate(
        (("unit_hb14", 13), ("unit_hb11", 14), ("unit_cn30", 14), ("unit_hb15", 12))
    ):
        at_us = scene.now_us - 10_000_000 + place
        scene.say(e.RequestReceived(unit_id=unit_id, request=request), at_us=at_us)
    roster = Roster()
    roster.mode = "request"
    roster.rebuild(_picture(scene))

    assert [
        ("14", ["unit_hb11", "unit_cn30"]),
        ("12", ["unit_hb15"]),
        ("13", ["unit_hb14"]),
    ] == roster.groups(CODES)


def test_who_has_two_skills_stands_in_two_groups(scene: Scene) -> None:
    """Each row has a key of its own, which leads back to the unit."""
    scene.unit("XX1", skills=("taser", "dog"))
    roster = Roster()
    roster.mode = "skill"
    roster.rebuild(_picture(scene))
    groups = dict(roster.groups(CODES))

    assert ["taser|unit_xx1"] == groups["taser"]
    assert ["dog|unit_xx1"] == groups["dog"]
    assert "unit_xx1" == unit_key("dog|unit_xx1")
    assert "taser|unit_xx1" == roster.row_of("unit_xx1")
    assert "unit_gone" == roster.row_of("unit_gone")


def test_by_state_those_off_duty_are_a_group(scene: Scene) -> None:
    """So that a unit can be chosen to book it on; elsewhere they are not listed."""
    scene.state("unit_hb14", 11)
    picture = _picture(scene)
    by_state, by_sector = Roster(), Roster()
    by_state.mode = "state"
    by_state.rebuild(picture)
    by_sector.rebuild(picture)

    assert ["unit_hb14"] == dict(by_state.groups(CODES))["11"]
    assert "unit_hb14" not in dict(by_sector.groups(CODES))["Harbour"]


def test_a_filter_hides_rows_and_leaves_the_figures(scene: Scene) -> None:
    """What a sector can send does not depend on what somebody looks for."""
    roster = Roster()
    roster.rebuild(_picture(scene))
    before = roster.count("Harbour").units
    roster.matching = frozenset({"unit_hb14"})

    assert [("Harbour", ["unit_hb14"])] == roster.groups(CODES)
    assert before == roster.count("Harbour").units


@pytest.mark.parametrize("mode", ["sector", "skill", "state"])
@given(steps=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 11)), max_size=30))
def test_following_changes_ends_where_building_anew_does(
    mode: str, steps: list[tuple[int, int]]
) -> None:
    """However states come, groups and counts are those of starting over."""
    scene = Scene()
    scene.codes()
    units = [
        scene.unit(
            f"U{n}", sector="Harbour" if n % 2 else "",
            skills=("dog", "taser")[: n % 3],
        )
        for n in range(6)
    ]  # fmt: skip
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
