"""Questions about surroundings, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.within import OFFERED, Asked, Within, read_within


@pytest.mark.parametrize(
    ("text", "within", "words"),
    [
        ("within 500 m", Within(metres=500), "within 500 m"),
        ("WITHIN  500m", Within(metres=500), "within 500 m"),
        ("within 1.5 km", Within(metres=1_500), "within 1.5 km"),
        ("within 2 miles", Within(metres=3_218.688), "within 3.2 km"),
        ("within 4 min", Within(seconds=240), "within 4 min"),
        ("within 4 minutes", Within(seconds=240), "within 4 min"),
        ("within 90 s", Within(seconds=90), "within 1:30"),
        ("within 300", Within(metres=300), "within 300 m"),
        ("within 8 mi", Within(seconds=480), "within 8 min"),
    ],
)
def test_metres_and_minutes(text: str, within: Within, words: str) -> None:
    """With a unit it is plain; a large bare number is metres."""
    asked = read_within(text)

    assert Asked((within,), "") == asked
    assert words == within.words


def test_a_small_bare_number_is_offered_both_ways() -> None:
    """Minutes first: a car is what is asked about."""

    assert Asked((Within(seconds=240), Within(metres=4_000)), "") == (
        read_within("within 4")
    )


def test_the_word_alone_offers_the_usual() -> None:
    """Two, four and eight minutes, and what can be walked."""

    assert Asked(OFFERED, "") == read_within(" within ")
    assert ["within 500 m", "within 1.0 km", "within 2 min", "within 4 min",
            "within 8 min"] == [each.words for each in OFFERED]  # fmt: skip


def test_of_what_may_be_named() -> None:
    """A callsign, a number, a street: whatever the bar finds."""
    asked = read_within("within 4 min of Quay  Street")

    assert Asked((Within(seconds=240),), "quay street") == asked
    assert Asked(OFFERED, "hb14") == read_within("within of hb14")


@pytest.mark.parametrize(
    "text",
    [
        "", "with", "within reach", "within 0 m", "within 0", "within -5 m",
        "within 51 km", "within 61 min", "within 5 parsecs", "within nan m",
        "within 1e3 m", "within \u0665 m", "within 500 m of", "within 9999999 m",
        "within " + "5" * 10_000, "within 5 m of " + "x" * 10_000, "500 m",
    ],
)  # fmt: skip
def test_what_asks_nothing(text: str) -> None:
    """Nothing, less than nothing, too far, too long, other units and scripts."""

    assert read_within(text) is None


@given(st.text(alphabet="within 0123456789.ofkms", max_size=40))
def test_any_text_asks_or_not(text: str) -> None:
    """Whatever is typed, nothing breaks, and what is asked has bounds."""
    asked = read_within(text)

    for each in asked.withins if asked else ():
        assert 1 <= each.metres + each.seconds <= 50_000
