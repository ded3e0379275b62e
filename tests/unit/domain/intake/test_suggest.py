"""Type and grade from the words of a call, with their reasons."""

import tomllib

import pytest

from controlroom.domain.codes import Codes, codes_from_mapping
from controlroom.domain.intake.suggest import Suggester, Suggestion
from tests.unit.domain.test_codes import SHIPPED

UNSEEN = (
    ("Two lads have just mugged me by the cash point, they had a knife", "ROBBERY"),
    ("my ex boyfriend is outside hammering on my door, I have an order", "DOMESTIC"),
    (
        "there has been a crash on the bypass, two vehicles, one on its side",
        "COLLISION",
    ),
    ("come home to find the house ransacked, telly gone", "BURGLARY"),
    ("elderly lady next door has not been seen for three days", "CONCERN"),
    ("someone has keyed both sides of my car", "DAMAGE"),
    ("lads dealing in the stairwell again", "DRUGS"),
    ("my son has not come home from school, he is nine", "MISSING"),
    ("a gang of kids throwing fireworks at buses", "ANTISOCIAL"),
    ("he says he is going to jump off the multi storey", "SUICIDE"),
    ("my moped stolen from the car park this morning", "VEHICLESTOLEN"),
    ("a man fell in the canal by the lock and is shouting", "WATER"),
    ("horses on the road near the garden centre", "ANIMAL"),
    ("someone rang pretending to be my bank and I gave my bank details", "FRAUD"),
    ("a bloke is loitering round the school gates", "SUSPICIOUS"),
)
"""Calls that the words were not chosen by."""


@pytest.fixture(scope="module")
def codes() -> Codes:
    """The shipped codes."""
    return codes_from_mapping(tomllib.loads(SHIPPED))


def _type(codes: Codes, text: str, held: Suggestion | None = None) -> str:
    suggester = Suggester(codes)
    found = suggester.type_of(suggester.words(text, finished=True), held)
    return found.type_code if found else ""


def _grade(codes: Codes, text: str, type_code: str = "") -> str:
    suggester = Suggester(codes)
    proposal = suggester.grade_of(suggester.words(text, finished=True), type_code)
    return suggester.because(proposal) if proposal else ""


def test_calls_in_other_words_are_mostly_known(codes: Codes) -> None:
    """At least four of five."""
    right = sum(_type(codes, text) == type_code for text, type_code in UNSEEN)

    assert right >= 0.8 * len(UNSEEN)


def test_a_suggestion_says_which_words_spoke_for_it(codes: Codes) -> None:
    """As they were typed."""
    suggester = Suggester(codes)
    words = suggester.words("They robbed him and took a phone", finished=True)
    found = suggester.type_of(words)

    assert found is not None
    assert ("robbed", "took a phone") == found.words
    assert "Robbery" == suggester.type_name(found.type_code)


def test_a_suggestion_does_not_flicker(codes: Codes) -> None:
    """It stays while another is not plainly better, and goes with its words."""
    held = Suggestion("ROBBERY", ("robbery",), 3)

    assert "ROBBERY" == _type(codes, "robbery with an assault", held)
    assert "VIOLENCE" == _type(codes, "robbery, a fight, somebody was hit")
    assert "ROBBERY" == _type(codes, "robbery, a fight, somebody was hit", held)
    assert "VIOLENCE" == _type(codes, "robbery? no: fight, assault, punched", held)
    assert "" == _type(codes, "nothing at all", held)


def test_hints_alone_suggest_nothing(codes: Codes) -> None:
    """A bag and a watch are no robbery."""
    assert "" == _type(codes, "somebody has a bag")
    assert "" == _type(codes, "")


def test_what_is_denied_speaks_for_nothing(codes: Codes) -> None:
    """Neither for a type nor for a grade."""
    assert "" == _type(codes, "no robbery")
    assert "Extended: usual for Theft" == _grade(codes, "no weapons seen", "THEFT")


def test_risk_words_make_it_more_urgent_and_say_why(codes: Codes) -> None:
    """Never less urgent than is usual for the type."""
    assert "Immediate: 'knife', 'in progress'" == _grade(
        codes, "he has a knife, it is in progress", "THEFT"
    )
    assert "Immediate: usual for Robbery" == _grade(codes, "detained", "ROBBERY")
    assert "Significant: 'detained'" == _grade(codes, "detained", "THEFT")


def test_without_type_and_words_no_grade_is_proposed(codes: Codes) -> None:
    """Nothing is made up; an unknown code is shown as it is."""
    assert "" == _grade(codes, "hello", "")
    assert "" == _grade(codes, "hello", "NOPE")
    assert "NOPE" == Suggester(codes).type_name("NOPE")
    assert "" == _type(Codes(), "robbery with a knife")
