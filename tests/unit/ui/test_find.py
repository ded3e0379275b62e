"""Finding what was typed."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from controlroom.domain.entities import Camera
from controlroom.domain.geo import distance_m
from controlroom.ground.places import Place
from tests.helpers.around_room import draw_rvp
from tests.helpers.desk_room import DeskRoom
from tests.helpers.map_room import MIDDLE, place, write_town
from ui.find import ACTION, CAMERA, INCIDENT, PLACE, UNIT, WITHIN, WRITTEN, Finder, Hit
from ui.streets import Streets


@pytest.fixture
def finder(room: DeskRoom) -> Finder:
    """A finder without a map."""
    return Finder(room.position, Streets())


@pytest.fixture
def in_town(room: DeskRoom, tmp_path: Path) -> Iterator[Finder]:
    """A finder with the map of the town, which looks at its middle."""
    streets = Streets()
    assert "" == streets.open(write_town(tmp_path / "town.pack"))
    yield Finder(room.position, streets, lambda: MIDDLE)
    streets.close()


def _keys(hits: list[Hit], kind: str) -> list[str]:
    return [hit.key for hit in hits if hit.kind == kind]


def test_a_unit_is_found_by_the_beginning_of_its_callsign(finder: Finder) -> None:
    """Case and blanks do not matter; the shortest callsign comes first."""

    assert "unit_hb14" == _keys(finder.find("hb 14"), UNIT)[0]
    assert 7 == len(_keys(finder.find("HB"), UNIT))


def test_an_incident_is_found_by_its_number(finder: Finder) -> None:
    """Short and whole numbers find the same incident."""

    assert ["inc_4521"] == _keys(finder.find("4521"), INCIDENT)
    assert ["inc_4521"] == _keys(finder.find("4521/21NOV26"), INCIDENT)


def test_an_incident_is_found_by_words_of_its_place(finder: Finder) -> None:
    """Words of place and type find it, from three letters on."""

    assert "inc_4521" in _keys(finder.find("foundry"), INCIDENT)
    assert [] == _keys(finder.find("fo"), INCIDENT)


def test_an_act_is_named_with_what_it_is_about(finder: Finder) -> None:
    """`assign hb14 dg62 4521` is one hit, before everything else."""
    hit = finder.find("assign hb14 dg62 4521")[0]

    assert hit.plan is not None
    assert hit.plan.is_ready
    assert "Assign HB14 and DG62 to CAD 4521" == hit.title


def test_a_committed_unit_is_not_sent_in_silence(finder: Finder) -> None:
    """Who is on something is diverted in so many words, with what they leave."""
    hit = finder.find("assign cn21 4531")[0]

    assert hit.plan is not None
    assert "Divert CN21 to CAD 4531" == hit.title
    assert "leaves CAD 4521 for CAD 4531" in " ".join(hit.plan.says)


def test_a_word_that_is_nobody_names_no_act(finder: Finder) -> None:
    """A typing error sends nobody, and is named."""
    hit = finder.find("assign hb14 dg99 4521")[0]

    assert hit.plan is not None
    assert not hit.plan.is_ready
    assert "dg99 is no callsign here" in hit.plan.refused


def test_a_place_that_begins_like_a_verb_is_still_found(finder: Finder) -> None:
    """What was found stands alone when the line named nobody."""
    finder._streets.find = lambda *_: [Place("Close Street", "street", 51.5, -0.1)]  # type: ignore[method-assign]  # a map with one street

    assert {PLACE, ACTION} >= {hit.kind for hit in finder.find("close street")}


def test_an_action_with_many_keys_is_named_with_its_number(finder: Finder) -> None:
    """`choose a unit 3` is what the key 3 does."""
    hit = finder.find("choose a unit 3")[0]

    assert ("pick", 2) == (hit.key, hit.place)


def test_an_empty_bar_offers_every_action(finder: Finder) -> None:
    """Before anything is typed the bar shows what can be done."""

    assert "new_incident" in _keys(finder.all_actions(), ACTION)
    assert [] == finder.find("  ")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_finds_something_or_nothing(finder: Finder, text: str) -> None:
    """Whatever is typed, nothing breaks."""

    assert isinstance(finder.find(text), list)


def _first(finder: Finder, text: str) -> Hit:
    return finder.find(text)[0]


def test_an_exact_callsign_comes_before_all_that_begins_so(
    finder: Finder, room: DeskRoom
) -> None:
    """HB1 off duty is still HB1, before HB11 to HB17."""
    room.scene.unit("HB1", "car", "Harbour")
    room.scene.state("unit_hb1", 11, 5)
    room.turn()

    assert "unit_hb1" == _first(finder, "hb1").key
    assert "unit_hb1" == _first(finder, "HB-1").key


def test_no_street_stands_above_an_exact_callsign(
    in_town: Finder, room: DeskRoom
) -> None:
    """A unit called Quay is who is meant; the street comes after."""
    room.scene.unit("QUAY", "car", "Harbour")
    room.turn()
    hits = in_town.find("quay")

    assert UNIT == hits[0].kind
    assert PLACE in [hit.kind for hit in hits[1:]]


def test_an_exact_number_comes_first(finder: Finder, room: DeskRoom) -> None:
    """45 is an older incident; 4521 and the like only begin with it."""
    room.scene.incident(45, "ROB", "Old Lane", 90_000)
    room.turn()

    assert "inc_45" == _first(finder, "45/21NOV26").key
    assert "inc_4531" != _first(finder, "45").key


@pytest.mark.parametrize(
    "text", ["quay mill", "mill / quay", "Quay Street & Mill Street", "quay and mill"]
)
def test_a_crossing_is_found_by_both_streets(in_town: Finder, text: str) -> None:
    """However the two are put together."""
    hit = _first(in_town, text)

    assert (PLACE, "crossing") == (hit.kind, hit.detail)
    assert "Quay Street at Mill Street" == hit.title


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("54.7, 2.4", "latitude and longitude · OW 8357 4277"),
        ("2.4, 54.7", "read as longitude and latitude: near the map · OW 8357 4277"),
        ("OW 8357 4277", "British National Grid, a square of 10 m"),
        ("ow83574277", "British National Grid, a square of 10 m"),
        ("683575\u00a0542775", "British National Grid"),
    ],
)
def test_a_place_as_figures_says_what_it_was_read_as(
    in_town: Finder, text: str, said: str
) -> None:
    """It is the first hit, where it should be, and has its grid reference."""
    hit = _first(in_town, text)

    assert (WRITTEN, said) == (hit.kind, hit.detail)
    assert hit.lat is not None
    assert hit.lon is not None
    assert distance_m(hit.lat, hit.lon, *MIDDLE) < 15.0


def test_a_short_plus_code_is_near_the_map_or_a_place(in_town: Finder) -> None:
    """By itself near the middle of the map; with a name near that street."""
    alone, named = _first(in_town, "PC22+22"), _first(in_town, "PC22+22 quay street")

    assert "the nearest to the middle of the map" in alone.detail
    assert "the nearest to quay street" in named.detail
    assert alone.title == named.title == "PC22+22"


def test_swapped_numbers_are_offered_both_ways(in_town: Finder) -> None:
    """Both are there, in words; the one near the map first."""
    hits = [hit for hit in in_town.find("2.4 54.7") if hit.kind == WRITTEN]

    assert ["54.70000\u00b0 N 2.40000\u00b0 E", "2.40000\u00b0 N 54.70000\u00b0 E"] == [
        hit.title for hit in hits
    ]


def test_distances_are_from_the_middle_of_the_map(in_town: Finder) -> None:
    """Each hit with a place says how far it is."""
    hit = _first(in_town, "{:f}, {:f}".format(*place(300, 400)))

    assert 500.0 == pytest.approx(hit.metres, abs=1.0)


def test_distances_are_from_what_is_selected(in_town: Finder, room: DeskRoom) -> None:
    """The selection is what the operator works on."""
    room.selection.select_unit("unit_hb14")
    here = in_town.counted_from()
    hit = _first(in_town, "hb14")

    assert here is not None
    assert "HB14" == here.words
    assert 0.0 == hit.metres


def test_a_camera_is_found_by_its_name(finder: Finder, room: DeskRoom) -> None:
    """With what it is, and where."""
    camera = Camera(camera_id="cam_1", kind="fixed", name="C-114 Mill Street",
                    lat=54.7, lon=2.4)  # fmt: skip
    room.frame.picture.cameras["cam_1"] = camera
    (hit,) = (hit for hit in finder.find("mill") if hit.kind == CAMERA)

    assert ("cam_1", "fixed camera", 54.7) == (hit.key, hit.detail, hit.lat)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000, "quay " * 2_000, "quay\x00", "\x1b[31m", "\u202equay",
        "ZZ 1234 5678", "lat 91", "91, 0", "nan, nan", "9C3XGV4A+XV",
        "\u0665\u0661.\u0665 \u0660.\u0661",
        "\n\t", "'; DROP TABLE place --",
    ],
)  # fmt: skip
def test_hostile_text_finds_nothing(in_town: Finder, text: str) -> None:
    """Ten thousand letters, control characters, nonsense: no hit, no exception."""

    assert [] == in_town.find(text)


def _around(finder: Finder, text: str) -> list[str]:
    return [hit.title for hit in finder.find(text) if hit.kind == WITHIN]


def test_within_asks_about_the_selection(in_town: Finder, room: DeskRoom) -> None:
    """Nothing selected is the middle of the map; a bare word offers the usual."""
    middle = _around(in_town, "within 500 m")
    room.selection.select_unit("unit_hb14")
    chosen = in_town.find("within 4 min")[0]

    assert ["Within 500 m of the middle of the map"] == middle
    assert ("Within 4 min of HB14", "unit_hb14") == (
        chosen.title, chosen.here.entity_id if chosen.here else "",
    )  # fmt: skip
    assert 5 == len(_around(in_town, "within"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("within 500 m of hb14", "Within 500 m of HB14"),
        ("within 500 m of cad 4521", "Within 500 m of CAD 4521/21NOV26"),
        ("within 4 min of quay mill", "Within 4 min of Quay Street at Mill Street"),
        (
            "Within 4 min of the middle of the map",
            "Within 4 min of the middle of the map",
        ),
        (
            "within 1 km of 54.7, 2.4",
            "Within 1.0 km of 54.70000\u00b0 N 2.40000\u00b0 E",
        ),
    ],
)
def test_within_may_name_its_place(in_town: Finder, text: str, title: str) -> None:
    """Whatever the bar finds; what Tab completes is found again."""

    assert [title] == _around(in_town, text)
    assert [title] == _around(in_town, title)


def test_within_may_be_of_the_pointer(in_town: Finder) -> None:
    """While it is over the map; the selection comes first."""
    in_town.pointed = place(100, 100)

    assert ["Within 500 m of the middle of the map", "Within 500 m of the pointer"] == (
        _around(in_town, "within 500 m")
    )
    assert ["Within 500 m of the pointer"] == _around(
        in_town, "within 500 m of the pointer"
    )


@pytest.mark.parametrize(
    "text",
    [
        "within 500 m of zzzz",
        "within 0 m",
        "within 9 parsecs",
        "within 5 m of the pointer",
    ],
)
def test_within_nothing_that_is_known(in_town: Finder, text: str) -> None:
    """No place, no distance, no such unit, no pointer over the map."""

    assert [] == _around(in_town, text)


def test_a_number_may_be_called_a_cad(finder: Finder) -> None:
    """As it is said aloud."""

    assert "inc_4521" == finder.find("CAD 4521")[0].key


def test_what_is_drawn_is_found(finder: Finder, room: DeskRoom) -> None:
    """By its label and by what it is, with where it is; surroundings too."""
    draw_rvp(room, "Gate 7")
    by_label, by_kind = _first(finder, "gate 7"), _first(finder, "rvp")

    assert by_label == by_kind
    assert ("drw_1", "Gate 7", "RVP, drawn on the map") == (
        by_label.key, by_label.title, by_label.detail,
    )  # fmt: skip
    assert ["Within 500 m of Gate 7"] == _around(finder, "within 500 m of gate 7")


def test_a_drawing_without_a_label_is_called_what_it_is(
    finder: Finder, room: DeskRoom
) -> None:
    """And needs no second word."""
    draw_rvp(room, "")
    hit = _first(finder, "rvp")

    assert ("RVP", "drawn on the map") == (hit.title, hit.detail)


def test_who_is_off_duty_comes_last(finder: Finder, room: DeskRoom) -> None:
    """However short the callsign."""
    before = [hit.key for hit in finder.find("hb") if hit.kind == "unit"]
    units = room.frame.picture.units
    units[before[0]] = msgspec.structs.replace(units[before[0]], state=11)
    after = [hit.key for hit in finder.find("hb") if hit.kind == "unit"]

    assert before[1:] == after[: len(before) - 1]
    assert before[0] not in after[:-1]
