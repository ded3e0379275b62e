"""Names that cannot be told apart are known as one."""

import pytest

from controlroom.domain.likeness import (
    is_overloaded,
    likeness,
    mixed_alphabets,
    unseen_in,
)


@pytest.mark.parametrize(
    "other",
    [
        "desk a", "DESK A", "Desk  A ", "Desk\u00a0A", "\uff24esk \uff21",
        "Desk \u0410", "Desk \u0391", "D\u0435\u0455k A", "Desk\u200b A",
        "\u202aDesk A\u202c", "Desk A\ufe0f", "\U0001d403esk A", "De\u0332sk A",
    ],
)  # fmt: skip
def test_what_looks_the_same_is_the_same(other: str) -> None:
    """By case, width, alphabet, blanks and what nobody sees."""

    assert likeness("Desk A") == likeness(other)


@pytest.mark.parametrize(
    "other", ["Desk B", "Desk 4", "Desk", "Desk AA", "D\u00e9sk A"]
)
def test_what_looks_otherwise_is_another(other: str) -> None:
    """An accent is seen."""

    assert likeness("Desk A") != likeness(other)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Desk\u200bA", "U+200B"), ("\u202eA", "U+202E"), ("a\x07", "U+0007"),
        ("\ue000", "U+E000"), ("\ud800", "U+D800"), ("\u2066x", "U+2066"),
        ("Desk A", ""), ("\u0414\u0435\u0441\u043a", ""), ("Caf\u00e9 2", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_found(name: str, first: str) -> None:
    """By its number, which can."""

    assert first == unseen_in(name)


def test_marks_are_heaped_only_on_purpose() -> None:
    """Two on a letter are a language, nine are a trick."""

    assert not is_overloaded("Nguy\u1ec5n")
    assert is_overloaded("Z" + "\u0301" * 9)


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("D\u0435sk", ("Cyrillic", "Latin")), ("\u0391sh", ("Greek", "Latin")),
        ("Desk \u0410", ()), ("\u0414\u0435\u0441\u043a 4", ()), ("TV21", ()), ("", ()),
    ],
)  # fmt: skip
def test_one_word_is_in_one_alphabet(name: str, mixed: tuple[str, ...]) -> None:
    """Words beside each other may differ."""

    assert mixed == mixed_alphabets(name)
