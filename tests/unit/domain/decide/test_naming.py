"""A name is seen whole, and nobody has one that looks like another's."""

import pytest

from controlroom.domain.decide.naming import check_likeness, name_of
from controlroom.domain.errors import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Desk \u00a0 4 ", "Desk 4"), ("\uff24esk\t4", "Desk 4"),
        ("Zoe\u0308", "Zo\u00eb"), ("O'Neill", "O'Neill"), ("=1+1", "=1+1"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)  # fmt: skip
def test_a_name_is_kept_tidy(typed: str, kept: str) -> None:
    """Composed, with single blanks; what means something elsewhere is only letters."""

    assert kept == name_of(typed, "the name")


@pytest.mark.parametrize("typed", ["", "  ", "\n\t", "\u2003"])
def test_no_name_is_no_name(typed: str) -> None:
    """Unless none is needed."""
    with pytest.raises(Refused, match="The name is empty"):
        name_of(typed, "the name")

    assert "" == name_of(typed, "the name", needed=False)


def test_a_likeness_is_refused_and_the_same_is_not() -> None:
    """Who has the same name is somebody's twin; who only looks so is nobody's."""
    check_likeness("desk a", ["Desk A"], "The desk's name")
    with pytest.raises(Refused) as refused:
        check_likeness("Desk \u0410", ["Desk B", "Desk A"], "The desk's name")

    assert "looks_alike" == refused.value.code
    assert refused.value.sentence.endswith("Choose a name that can be told apart.")
