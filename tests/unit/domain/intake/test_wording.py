"""Words of a narrative and cues in them."""

import pytest

from controlroom.domain.intake.wording import (
    LETTERS_MOST,
    Lexicon,
    fold,
    quoted,
    words_of,
)

NO = frozenset({"no", "not"})


def _texts(text: str, *, finished: bool = True) -> list[str]:
    return [word.text for word in words_of(text, NO, finished=finished)]


def test_case_accents_and_apostrophes_do_not_matter() -> None:
    """What is compared is what was meant, not how it was typed."""
    assert "neighbours cafe" == fold("Neighbour\u2019s CAF\u00c9")
    assert ["dont", "he", "is"] == _texts("Don't, he IS!")


def test_a_word_still_being_typed_does_not_count() -> None:
    """`fire` on the way to `firearm` suggests nothing."""
    assert ["saw", "a"] == _texts("saw a fire", finished=False)
    assert ["saw", "a", "fire"] == _texts("saw a fire ", finished=False)
    assert ["saw", "a", "fire"] == _texts("saw a fire")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("no weapons seen", True),
        ("no, a knife", False),
        ("not sure but a knife", False),
        ("no one near saw the knife", False),
        ("he has a knife", False),
        ("no sharp knife", True),
    ],
)
def test_a_no_reaches_three_words_of_its_part(text: str, denied: bool) -> None:
    """And no further than a comma, a full stop or a `but`."""
    found = [w for w in words_of(text, NO) if w.text in {"weapons", "knife"}]

    assert [denied] == [word.denied for word in found]


def test_a_million_letters_are_cut() -> None:
    """No more is read than a narrative holds."""
    assert LETTERS_MOST // 2 == len(words_of("a " * 500_000))


@pytest.mark.parametrize("hostile", ["\x00\u202e<b>*</b>", "*", "", "___", "\ud800 x"])
def test_anything_can_be_read(hostile: str) -> None:
    """Marks, markup and broken letters are words or nothing."""
    lexicon = Lexicon([("b", 1), ("*", 2), ("", 3)])

    assert {1} >= {match.payload for match in lexicon.matches(words_of(hostile))}


def test_cues_of_several_words_and_beginnings() -> None:
    """Each with the words as they were typed; denied ones say so."""
    lexicon = Lexicon([("took a phone", "R"), ("robb*", "R"), ("set fi*", "A")])
    words = words_of(
        "Robbed: they took a phone. Not setting, set fires. No robbery", NO
    )
    found = [(m.payload, m.words, m.denied) for m in lexicon.matches(words)]

    assert [
        ("R", "robbed", False), ("R", "took a phone", False), ("A", "set fires", False),
        ("R", "robbery", True),
    ] == found  # fmt: skip


def test_a_cue_that_denies_is_no_denied_cue() -> None:
    """`not answering` is what the caller says, not what is denied."""
    (match,) = Lexicon([("not answering", 1)]).matches(words_of("is not answering", NO))

    assert not match.denied


def test_words_are_quoted_once_and_not_endlessly() -> None:
    """At most three."""
    assert "'a', 'b', 'c'" == quoted(["a", "b", "a", "c", "d"])
