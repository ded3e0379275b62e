"""Made-up names are enough for a force, and each stands once."""

from controlroom.exercise.names import FAMILY, GIVEN


def test_each_name_stands_once_and_in_order() -> None:
    """No name is drawn twice as often as another."""
    for names in (GIVEN, FAMILY):
        assert len(names) == len(set(names))
        assert all(name.isalpha() for name in names)


def test_enough_for_a_force() -> None:
    """Some thousands of pairs: two officers of one name stay rare."""
    assert len(GIVEN) * len(FAMILY) > 5_000
