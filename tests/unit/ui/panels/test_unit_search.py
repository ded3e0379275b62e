"""Units are found by whatever is known of them."""

import msgspec
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
    """Lines written before are written anew for a unit that changed."""
    search = UnitSearch()
    search.begin(found_room.frame.picture)
    while not search.go_on(found_room.frame.picture, 2):
        pass
    found_room.scene.say(e.UnitStateChanged(unit_id="unit_xx1", state=10))
    found_room.scene.send()
    found_room.turn()

    assert frozenset({"unit_xx1"}) == search.find(found_room.frame.picture, "court")


def test_lines_are_written_in_parts(found_room: DeskRoom) -> None:
    """So that no turn of the desk is long; all are found at any time."""
    picture, search = found_room.frame.picture, UnitSearch()
    search.begin(picture)
    parts = 1
    while not search.go_on(picture, 2):
        parts += 1

    assert (len(picture.units) + 1) // 2 == parts
    assert search.go_on(picture, 2)


def test_another_picture_is_read_anew(found_room: DeskRoom) -> None:
    """What was written of units of the same ids and revisions is forgotten."""
    picture, search = found_room.frame.picture, UnitSearch()

    assert search.find(picture, "patrol")

    states = [msgspec.structs.replace(each, name="Z") for each in picture.codes.states]
    picture.codes = msgspec.structs.replace(picture.codes, states=tuple(states))
    search.begin(picture)

    assert frozenset() == search.find(picture, "patrol")
