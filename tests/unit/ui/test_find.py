"""Finding what was typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.desk_room import DeskRoom
from ui.find import ACTION, INCIDENT, UNIT, Finder, Hit
from ui.streets import Streets


@pytest.fixture
def finder(room: DeskRoom) -> Finder:
    """A finder without a map."""
    return Finder(room.position, Streets())


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

    assert ("assign", ("unit_hb14", "unit_dg62"), "inc_4521") == (
        hit.key, hit.unit_ids, hit.incident_id,
    )  # fmt: skip
    assert "HB14 and DG62 to 4521/21NOV26" in hit.title


def test_a_committed_unit_is_not_sent_in_silence(finder: Finder) -> None:
    """Who is on something is diverted in so many words, with what they leave."""
    hit = finder.find("assign cn21 4531")[0]

    assert hit.title.startswith("Divert units: CN21 to 4531")
    assert "CN21 leaves 4521" == hit.detail


def test_a_word_that_is_nobody_names_no_act(finder: Finder) -> None:
    """A typing error sends nobody."""
    hits = finder.find("assign hb14 dg99 4521")

    assert [] == [hit for hit in hits if hit.unit_ids]


def test_an_empty_bar_offers_every_action(finder: Finder) -> None:
    """Before anything is typed the bar shows what can be done."""

    assert "new_incident" in _keys(finder.all_actions(), ACTION)
    assert [] == finder.find("  ")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_finds_something_or_nothing(finder: Finder, text: str) -> None:
    """Whatever is typed, nothing breaks."""

    assert isinstance(finder.find(text), list)
