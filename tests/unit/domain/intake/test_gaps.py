"""Gaps of an incident in words."""

from controlroom.domain.cues import Doctrine, Letter
from controlroom.domain.intake.doctrine import gaps
from controlroom.domain.intake.gaps import gap_letters, gap_words

DOCTRINE = Doctrine(name="T+", letters=(Letter(letter="T", name="Threat"),))


def test_gaps_say_what_is_missing_and_why_it_is_asked_again() -> None:
    """Nothing where nothing is missing."""
    asked = gaps(DOCTRINE, [])

    assert "T+: T Threat" == gap_words(asked, "")
    assert "T+, asked again: grade E to S: T Threat" == gap_words(asked, "grade E to S")
    assert "" == gap_words(gaps(DOCTRINE, ["T: none"]), "grade E to S")


def test_where_there_is_no_room_the_letters_are_said() -> None:
    """Also when they are asked again."""
    asked = gaps(DOCTRINE, [])

    assert "T+ still to ask: T" == gap_letters(asked, "")
    assert "T+, asked again: grade E to S: T" == gap_letters(asked, "grade E to S")
    assert "" == gap_letters(gaps(DOCTRINE, ["T: none"]), "")
