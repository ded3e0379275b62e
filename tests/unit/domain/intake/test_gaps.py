"""Gaps of an incident in words."""

from controlroom.domain.cues import Doctrine, Letter
from controlroom.domain.intake.doctrine import gaps
from controlroom.domain.intake.gaps import gap_words

DOCTRINE = Doctrine(name="T+", letters=(Letter(letter="T", name="Threat"),))


def test_gaps_say_what_is_missing_and_why_it_is_asked_again() -> None:
    """Nothing where nothing is missing."""
    asked = gaps(DOCTRINE, [])

    assert "T+: T Threat" == gap_words(asked, "")
    assert "T+, asked again: grade E to S: T Threat" == gap_words(asked, "grade E to S")
    assert "" == gap_words(gaps(DOCTRINE, ["T: none"]), "grade E to S")
