"""What forms offer comes from the codes in force."""

from tests.helpers.desk_room import DeskRoom
from ui import choices


def test_choices_are_the_codes_in_force(room: DeskRoom) -> None:
    """Types, grades, sectors and closing codes are those of the picture."""
    position = room.position

    assert ("ROB", "Robbery, knife seen") in choices.types(position)
    assert ["I", "S", "E", "R"] == [code for code, _ in choices.grades(position)]
    assert ["", "Harbour", "Central"] == [name for name, _ in choices.sectors(position)]
    assert ["ARR", "NFA"] == [code for code, _ in choices.closing_codes(position)]


def test_a_desk_sets_no_emergency_as_a_state(room: DeskRoom) -> None:
    """State 0 has its own key; requests are no states."""
    states = [int(state) for state, _ in choices.states(room.position)]

    assert list(range(1, 12)) == states


def test_the_usual_grade_comes_first(room: DeskRoom) -> None:
    """An empty grade takes the type's own."""

    assert "" == choices.usual_or_grades(room.position)[0][0]
