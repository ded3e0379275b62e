"""What a doctrine still wants to know."""

import tomllib

import pytest

from controlroom.domain.codes import codes_from_mapping
from controlroom.domain.cues import Doctrine, Letter
from controlroom.domain.intake.doctrine import ANSWER_MOST, gaps
from tests.unit.domain.test_codes import SHIPPED

INTAKE = codes_from_mapping(tomllib.loads(SHIPPED)).intake
SHORT = Doctrine(
    name="TEH",
    letters=(
        Letter(letter="E", name="Exact location", cues=("grid",)),
        Letter(letter="T", name="Threat", cues=("weapon*",)),
        Letter(letter="E", name="Emergency services", cues=("ambulance",)),
    ),
)


def _missing(*texts: str, unchanged: tuple[str, ...] = ()) -> str:
    return gaps(SHORT, texts, unchanged).words()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", "E Exact location · T Threat · E Emergency services"),
        ("No weapons seen.", "E Exact location · E Emergency services"),
        ("t: none", "E Exact location · E Emergency services"),
        ("Threat = none. Ambulance on the way", "E Exact location"),
        ("E: quay 4 E: fire crew T: two men", ""),
        ("Emergency services: all three", "E Exact location · T Threat"),
        ("T:", "E Exact location · T Threat · E Emergency services"),
        ("at: 5", "E Exact location · T Threat · E Emergency services"),
    ],
)
def test_only_what_is_missing_is_shown(text: str, missing: str) -> None:
    """By letter, by name or by a cue; an empty answer is none."""
    assert missing == _missing(text)


def test_answers_are_kept_in_the_operator_s_words() -> None:
    """Each with its letter, and not endlessly long."""
    found = gaps(SHORT, [f"T: {'x' * 1000}\nnothing else", "Sent an ambulance. Bye."])
    answers = [(each.letter, each.text) for each in found.answered]

    assert [("T", "x" * ANSWER_MOST), ("E", "Sent an ambulance.")] == answers
    assert not found.is_whole


def test_unchanged_answers_all_where_it_may() -> None:
    """Only where there was something before."""
    assert "" == _missing("Risk as before", unchanged=("as before",))
    assert "E Exact location" in _missing("Risk as before")


@pytest.mark.parametrize("name", ["THRIVE+", "METHANE", "ETHANE"])
def test_the_shipped_doctrines_can_be_answered_by_letter(name: str) -> None:
    """Every letter, also the second E of METHANE."""
    doctrine = INTAKE.doctrine(name)

    assert doctrine is not None

    said = "\n".join(f"{letter.letter}: said" for letter in doctrine.letters)

    assert gaps(doctrine, [said]).is_whole
    assert len(doctrine.letters) == len(gaps(doctrine, ["\x00 \u202e <b>"]).missing)


def test_a_call_leaves_gaps() -> None:
    """What a caller said first never answers everything."""
    doctrine = INTAKE.doctrine_for("ROBBERY")

    assert doctrine is not None

    found = gaps(
        doctrine, ["Two males took a phone. One held a knife. Caller not hurt."]
    )

    assert {"T", "H"} <= {each.letter for each in found.answered}
    assert "V Vulnerability" in found.words()
