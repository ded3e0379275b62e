"""Places written as figures, whichever way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from controlroom.domain.coordinates import Point, Written, read_place

LONDON = (51.5, -0.1)
CHARING_CROSS = "9C3XGV4C+XV"


def _one(text: str, near: Point | None = LONDON) -> Written:
    (found,) = read_place(text, near)
    return found


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("51.5007, -0.1246", "51.50070° N 0.12460° W", "latitude and longitude"),
        ("TQ 30000 80000", "TQ 30000 80000", "British National Grid"),
        ("tq3080", "TQ 30 80", "British National Grid, a square of 1.0 km"),
        ("530000 180000", "530000 E 180000 N", "British National Grid"),
        ("9c3xgv4c+xv", CHARING_CROSS, "plus code, 10 m high"),
    ],
)
def test_each_says_what_it_was_read_as(text: str, words: str, kind: str) -> None:
    """Words and kind stand beside each other in the bar."""
    found = _one(text)

    assert (words, kind) == (found.words, found.kind)


def test_a_short_code_is_the_one_near_the_map() -> None:
    """It says which full code it stands for, and why."""
    found = _one("GV4C+XV")

    assert (
        f"plus code {CHARING_CROSS}, the nearest to the middle of the map"
        in (found.kind.rpartition(",")[0])
    )
    assert (51.5074, -0.1278) == pytest.approx(found[:2], abs=1e-4)


def test_a_short_code_may_name_its_place() -> None:
    """Where the map looks does not matter then; an unknown name is no place."""

    def called(name: str) -> Point | None:
        return LONDON if name == "London" else None

    (found,) = read_place("GV4C+XV London", (-33.9, 151.2), called)
    unknown = read_place("GV4C+XV Lundun", LONDON, called)

    assert (51.5074, -0.1278) == pytest.approx(found[:2], abs=1e-4)
    assert () == unknown


def test_a_short_code_without_a_map_is_nothing() -> None:
    """There is nothing that it could be near to."""

    assert () == read_place("GV4C+XV")


def test_exchanged_numbers_are_offered_both_ways() -> None:
    """Plainly exchanged: far off as written, near the map the other way."""
    first, second = read_place("-0.1246, 51.5007", LONDON)

    assert (51.5007, -0.1246) == first[:2]
    assert "read as longitude and latitude: near the map" == first.kind
    assert (-0.1246, 51.5007) == second[:2]
    assert "latitude and longitude as written" == second.kind


def test_numbers_that_cannot_be_as_written_are_exchanged_near_the_map() -> None:
    """151.2 is no latitude; in Sydney it is plain what was meant."""
    (found,) = read_place("151.2, -33.9", (-33.8, 151.0))

    assert (-33.9, 151.2) == found[:2]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("51.5007, -0.1246", LONDON),
        ("-0.1246, 51.5007", None),
        ("0.1W 51.5N", LONDON),
        ("10, 20", LONDON),
        ("5.0, 5.1", (5.0, 5.0)),
    ],
)
def test_what_is_not_plainly_exchanged_is_left(text: str, near: Point | None) -> None:
    """Near as written, no map, letters that say it, or far off both ways."""

    assert 1 == len(read_place(text, near))


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "lat 91", "91, 0", "nan, nan", "0, 0", "quay street", "HB14", "4521",
        "ZZ 1234 5678", "9C3XGV4A+XV", "\u0665\u0661.\u0665, 0", "\x00\x07", "+",
        "9" * 10_000, "TQ " + "0" * 10_000, "51.5, " + " " * 10_000 + "0.1",
    ],
)  # fmt: skip
def test_what_is_no_place(text: str) -> None:
    """Nonsense, out of range, 0/0 and ten thousand letters."""

    assert () == read_place(text, LONDON)


@given(st.text(max_size=140))
def test_any_text_is_a_place_or_none(text: str) -> None:
    """Whatever is typed, nothing breaks, and every reading is on the globe."""
    for found in read_place(text, LONDON, lambda _name: LONDON):
        assert abs(found.lat) <= 90
        assert abs(found.lon) <= 180
