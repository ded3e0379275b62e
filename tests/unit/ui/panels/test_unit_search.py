"""Units are found by whatever is known of them."""

import pytest

from controlroom.domain import events as e
from tests.helpers.desk_room import DeskRoom
from ui.panels.unit_search import UnitSearch


@pytest.fixture
def found_room(room: DeskRoom) -> DeskRoom:
    """Okafor is in HB14, which can search."""
    room.scene.unit("XX1", crew=("per_okafor",), skills=("first_aid",))
    room.turn()
    return room


@pytest.mark.parametrize(
    "text", ["xx1", "OKAFOR", "first aid", "patrol xx", "  x1  harbour ", "okaf xx1"]
)
def test_every_word_must_occur(found_room: DeskRoom, text: str) -> None:
    """Callsign, crew, skill, state, sector; in any order and case."""
    found = UnitSearch().find(found_room.frame.picture, text)

    assert found is not None
    assert "unit_xx1" in found
    assert "unit_hb11" not in found


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_no_words_are_no_filter(found_room: DeskRoom, text: str) -> None:
    """Nothing typed shows all."""

    assert None is UnitSearch().find(found_room.frame.picture, text)


@pytest.mark.parametrize("text", ["zzz", "\x00", "x" * 100_000, "<b>"])
def test_what_nobody_is_finds_nobody(found_room: DeskRoom, text: str) -> None:
    """Nothing is guessed."""

    assert frozenset() == UnitSearch().find(found_room.frame.picture, text)


def test_what_changed_is_found_as_it_is_now(found_room: DeskRoom) -> None:
    """Lines prepared before are written anew for a unit that changed."""
    search = UnitSearch()
    search.prepare(found_room.frame.picture)
    found_room.scene.say(e.UnitStateChanged(unit_id="unit_xx1", state=10))
    found_room.scene.send()
    found_room.turn()

    assert frozenset({"unit_xx1"}) == search.find(found_room.frame.picture, "court")
