"""What callers say has gaps that can be filled, and a type the force knows."""

import re

import pytest

from controlroom.config import read_codes
from controlroom.domain.intake.suggest import Suggester
from controlroom.exercise import texts
from controlroom.exercise.calls import CallTaker, Spot

GAPS = {"street", "other", "place", "count", "colour", "age", "item", "name"}
CODES = read_codes(None)


@pytest.mark.parametrize("matter", texts.MATTERS, ids=lambda m: m.type_code)
def test_every_matter_is_one_the_force_knows(matter: texts.Matter) -> None:
    """Opening code and grades are in the codes; the grades' shares are whole."""
    assert CODES.type(matter.type_code) is not None
    assert all(CODES.grade(grade) is not None for grade, _ in matter.grades)
    assert sum(share for _, share in matter.grades) == pytest.approx(1.0)


def test_gaps_can_be_filled() -> None:
    """No sentence asks for something that nobody fills in."""
    sentences = [s for matter in texts.MATTERS for s in matter.sentences]

    for sentence in (*sentences, *texts.RESULTS):
        assert set(re.findall(r"{(\w+)}", sentence)) <= GAPS


def test_shares_are_about_whole() -> None:
    """The kinds of calls together are all calls."""
    assert sum(matter.share for matter in texts.MATTERS) == pytest.approx(1.0, abs=0.02)


def test_intake_makes_sense_of_what_callers_say() -> None:
    """Of fifty calls as they come, most are suggested the type they were made as."""
    spot = Spot("Mill Street, Quay", 51.5, -0.1, "Mill Street", "Quay Lane", "Pier 4")
    caller, suggester = CallTaker([spot], seed=5), Suggester(CODES)
    calls = [caller.take(0) for _ in range(50)]
    words = [suggester.words(call.text, finished=True) for call in calls]
    found = [suggester.type_of(each) for each in words]
    right = sum(
        each is not None and call.type_code == each.type_code
        for call, each in zip(calls, found, strict=True)
    )
    usable = [
        suggester.grade_of(each, call.type_code)
        for call, each in zip(calls, words, strict=True)
    ]

    assert right >= 40
    assert None not in usable
